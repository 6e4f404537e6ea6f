import { Hono } from 'hono'
import type { Context } from 'hono'
import { isCurrency } from '../../domain/money/money.ts'
import type { WalletEntry } from '../../domain/wallet/wallet.ts'
import { WalletPage } from '../../pages/wallet.tsx'
import type { WalletMovement, WalletSection } from '../../pages/wallet.tsx'
import { vendorById } from '../../services/directory.ts'
import {
  addDemoMoney,
  openDemoWallet,
  openShopperWallet,
  viewWallet,
  walletEntries,
} from '../../services/wallets.ts'
import type { HttpEnv } from '../http.ts'
import { Problem } from '../http.ts'
import { callerAddress, limit } from '../middleware/limits.ts'
import { setWalletCookie, walletCookie, walletCookies } from '../middleware/session.ts'
import { messagePage } from './messages.ts'
import { hereOf, modeOf, pageText, sendPage } from './page.ts'
import { keptFields } from './pay.ts'

/** Movements that the wallet page shows. */
const MOVEMENTS_MAX = 20

/** `/wallet`: what this browser holds, and the one tap that gives it a wallet. */
export const wallet = new Hono<HttpEnv>()
  .get('/', async (c) => {
    const t = pageText(c)
    const wallets = await Promise.all(walletCookies(c).map((held) => section(c, held)))
    const view = {
      mode: modeOf(c),
      here: hereOf(c),
      timeZone: await timeZoneOf(c),
      wallets: wallets.filter((one) => one !== null),
    }
    return sendPage(c, WalletPage({ t, view }))
  })
  .post('/demo', async (c) => {
    if (c.env.MODE !== 'demo') return messagePage(c, 'not_found', 404)
    return getWallet(c, 'demo')
  })
  .post('/open', (c) => getWallet(c, 'open'))

async function getWallet(c: Context<HttpEnv>, how: 'demo' | 'open'): Promise<Response> {
  await limit(c, 'LIMIT_PAY', callerAddress(c))
  const form = await c.req.parseBody()
  const { currency, return_to: returnTo } = form
  if (typeof currency !== 'string' || !isCurrency(currency)) {
    throw new Problem('invalid', 'The form names no currency that we know.')
  }
  const held = walletCookie(c, currency)
  const known = held === null ? null : await viewWallet(c.var.ctx, held.walletId, held)
  if (held === null || known === null) {
    const open = how === 'demo' ? openDemoWallet : openShopperWallet
    setWalletCookie(c, currency, await open(c.var.ctx, currency))
  } else if (how === 'demo') {
    await addDemoMoney(c.var.ctx, held.walletId, currency)
  }
  return c.redirect(ownPath(returnTo) + keptFields(form), 303)
}

/** A path of ours to go back to; anything else, another site's address above all, leads to the wallet. */
function ownPath(returnTo: unknown): string {
  return typeof returnTo === 'string' && /^\/[pr]\/[0-9A-Z-]{8,40}$/.test(returnTo)
    ? returnTo
    : '/wallet'
}

/** A wallet has no place of its own: times are those of the stall that it paid last, else of the network. */
async function timeZoneOf(c: Context<HttpEnv>): Promise<string> {
  for (const held of walletCookies(c)) {
    const page = { beforeSeq: Number.MAX_SAFE_INTEGER, limit: MOVEMENTS_MAX }
    const entries = await walletEntries(c.var.ctx, held.walletId, held, page)
    const paid = entries.find(({ entry }) => entry.counterparty?.startsWith('vnd_') === true)
    const vendor = await vendorById(c.var.ctx, paid?.entry.counterparty ?? '')
    if (vendor !== null) return vendor.timeZone
  }
  const timeZone = c.req.raw.cf?.timezone
  return typeof timeZone === 'string' ? timeZone : 'UTC'
}

async function section(
  c: Context<HttpEnv>,
  held: ReturnType<typeof walletCookies>[number],
): Promise<WalletSection | null> {
  const { walletId, currency } = held
  const { ctx } = c.var
  const view = await viewWallet(ctx, walletId, held)
  if (view === null) return null
  const page = { beforeSeq: Number.MAX_SAFE_INTEGER, limit: MOVEMENTS_MAX }
  const entries = await walletEntries(ctx, walletId, held, page)
  const movements = await Promise.all(entries.map((row) => movement(c, row)))
  return { walletId, currency, balanceMinor: view.available, movements }
}

async function movement(c: Context<HttpEnv>, row: WalletEntry): Promise<WalletMovement> {
  const { entry, state } = row
  const vendorId = entry.counterparty?.startsWith('vnd_') === true ? entry.counterparty : null
  const vendor = vendorId === null ? null : await vendorById(c.var.ctx, vendorId)
  const isPayment = entry.kind === 'payment' && vendor !== null
  return {
    kind: entry.kind === 'refund' || entry.kind === 'top_up' ? entry.kind : 'payment',
    amountMinor: entry.amount,
    state: state === 'voided' ? 'declined' : state,
    counterparty: vendor?.name ?? null,
    atMs: entry.effectiveAtMs,
    receiptUrl: isPayment && entry.key !== null ? `/t/${entry.key}?c=${vendor.code}` : null,
  }
}
