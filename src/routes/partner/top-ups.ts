import { newTopUpBody, topUp as topUpSchema, topUpParams } from '../../contract/top-up.ts'
import { walletParams } from '../../contract/wallet.ts'
import type { FloatMovementView } from '../../domain/partners/funding.ts'
import { isoTime } from '../../domain/time.ts'
import { newId } from '../../platform/ids.ts'
import { findFloatMovement, topUpWallet, viewFloat } from '../../services/partners.ts'
import { walletCurrency } from '../../services/wallets.ts'
import { declined, Problem } from '../http.ts'
import { once } from '../middleware/idempotency.ts'
import { json, jsonBody, operation, partnerRouter } from './operation.ts'
import { assertCurrency, moneyOf, stateOf } from './visible.ts'

const tags = ['Wallets']

const createTopUp = operation(
  { scope: 'top-ups:write', idempotency: 'required' },
  {
    method: 'post',
    path: '/wallets/{id}/top-ups',
    operationId: 'createTopUp',
    tags,
    summary: 'Top up a wallet',
    description:
      'Moves money from the caller’s float to any wallet of the same currency, never more than the float holds.',
    request: { params: walletParams, body: jsonBody(newTopUpBody) },
    responses: {
      201: { description: 'The wallet has the money.', content: json(topUpSchema) },
      202: {
        description: 'Not known yet: repeat the call with the same key.',
        content: json(topUpSchema),
      },
    },
  },
)

const getTopUp = operation(
  { scope: 'wallets:read' },
  {
    method: 'get',
    path: '/top-ups/{id}',
    operationId: 'getTopUp',
    tags,
    summary: 'Read a top-up',
    description: 'One that the caller made.',
    request: { params: topUpParams },
    responses: { 200: { description: 'The top-up.', content: json(topUpSchema) } },
  },
)

export const topUps = partnerRouter()
  .openapi(createTopUp, async (c) => {
    const { ctx, caller } = c.var
    const { partnerId } = caller
    const walletId = c.req.valid('param').id
    const { amount } = c.req.valid('json')
    const [float, currency] = await Promise.all([
      viewFloat(ctx, partnerId),
      walletCurrency(ctx, walletId),
    ])
    if (float === null) throw new Problem('forbidden', 'The caller has no float to top up from.')
    if (currency === null) throw new Problem('not_found', 'There is no such wallet.')
    assertCurrency(amount, currency)
    assertCurrency(amount, float.currency)
    return once(c, newId('topUp', ctx.nowMs), async (id) => {
      const outcome = await topUpWallet(ctx, { id, partnerId, walletId, ...amount })
      if (outcome.state === 'declined') throw declined(outcome.reason)
      if (outcome.state === 'conflict') throw new Problem('conflict')
      const movement = await findFloatMovement(ctx, partnerId, id)
      if (movement === null) throw new Error('a top-up that was begun is not in the book')
      const resource = topUpResource({ ...movement, id, walletId }, currency)
      return outcome.state === 'pending' ? c.json(resource, 202) : c.json(resource, 201)
    })
  })
  .openapi(getTopUp, async (c) => {
    const { ctx, caller } = c.var
    const { id } = c.req.valid('param')
    const [movement, float] = await Promise.all([
      findFloatMovement(ctx, caller.partnerId, id),
      viewFloat(ctx, caller.partnerId),
    ])
    const walletId = movement?.walletId ?? null
    if (movement === null || walletId === null || float === null) {
      throw new Problem('not_found', 'The caller has made no such top-up.')
    }
    return c.json(topUpResource({ ...movement, id, walletId }, float.currency), 200)
  })

function topUpResource(
  movement: FloatMovementView & { id: string; walletId: string },
  currency: string,
) {
  return {
    object: 'top_up' as const,
    id: movement.id,
    wallet: movement.walletId,
    amount: moneyOf(movement.amount, currency),
    state: stateOf(movement.state),
    decline_reason: movement.declined,
    created_at: isoTime(movement.atMs),
  }
}
