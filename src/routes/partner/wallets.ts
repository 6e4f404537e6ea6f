import { newWalletBody, wallet, walletParams } from '../../contract/wallet.ts'
import { isoTime } from '../../domain/time.ts'
import type { WalletView } from '../../domain/wallet/wallet.ts'
import { newId } from '../../platform/ids.ts'
import { openWallet, viewWallet } from '../../services/wallets.ts'
import { Problem } from '../http.ts'
import { once } from '../middleware/idempotency.ts'
import { json, jsonBody, operation, partnerRouter } from './operation.ts'
import { moneyOf } from './visible.ts'

const tags = ['Wallets']

const createWallet = operation(
  { scope: 'wallets:write', idempotency: 'accepted' },
  {
    method: 'post',
    path: '/wallets',
    operationId: 'createWallet',
    tags,
    summary: 'Open a wallet',
    description:
      'For a shopper whom the caller serves. Only the caller can see it and pay from it.',
    request: { body: jsonBody(newWalletBody) },
    responses: { 201: { description: 'The new wallet, empty.', content: json(wallet) } },
  },
)

const getWallet = operation(
  { scope: 'wallets:read' },
  {
    method: 'get',
    path: '/wallets/{id}',
    operationId: 'getWallet',
    tags,
    summary: 'Read a wallet',
    request: { params: walletParams },
    responses: { 200: { description: 'The wallet.', content: json(wallet) } },
  },
)

export const wallets = partnerRouter()
  .openapi(createWallet, async (c) => {
    const { ctx, caller } = c.var
    const { currency } = c.req.valid('json')
    const holder = { partnerId: caller.partnerId }
    return once(c, newId('wallet', ctx.nowMs), async (walletId) => {
      await openWallet(ctx, { walletId, currency, holder })
      const view = await viewWallet(ctx, walletId, holder)
      if (view === null) throw new Error('a wallet that was opened just now is not there')
      return c.json(walletResource(view), 201)
    })
  })
  .openapi(getWallet, async (c) => {
    const { partnerId } = c.var.caller
    const view = await viewWallet(c.var.ctx, c.req.valid('param').id, { partnerId })
    if (view === null) throw new Problem('not_found', 'The caller has opened no such wallet.')
    return c.json(walletResource(view), 200)
  })

function walletResource({ id, currency, available, pending, openedAtMs }: WalletView) {
  return {
    object: 'wallet' as const,
    id,
    currency,
    balance: { available: moneyOf(available, currency), pending: moneyOf(pending, currency) },
    created_at: isoTime(openedAtMs),
  }
}
