import { Hono } from 'hono'
import type { Context } from 'hono'
import { paymentDecline } from '../../domain/ledger/entry.ts'
import type { WalletEntry } from '../../domain/wallet/wallet.ts'
import { ReceiptPage } from '../../pages/receipt.tsx'
import type { ReceiptView } from '../../pages/receipt.tsx'
import { isId } from '../../platform/ids.ts'
import { vendorByCode, vendorById } from '../../services/directory.ts'
import type { VendorRow } from '../../services/directory.ts'
import { paymentLine } from '../../services/payments.ts'
import { walletMovement } from '../../services/wallets.ts'
import type { HttpEnv } from '../http.ts'
import { walletCookies } from '../middleware/session.ts'
import { messagePage } from './messages.ts'
import { hereOf, modeOf, pageText, sendPage, stallView } from './page.ts'

/**
 * `/t/:id`. Paid is what the vendor's book says and nothing else; until then the shopper's wallet says "on its way".
 * With `?c=CODE` the link works for anybody who was given it; without, for the browser that paid.
 */
export const receipt = new Hono<HttpEnv>().get('/:id', async (c) => {
  const paymentId = c.req.param('id')
  if (!isId('payment', paymentId)) return messagePage(c, 'receipt_unknown', 404)
  const code = c.req.query('c')
  const named = code === undefined ? null : await vendorByCode(c.var.ctx, code)
  const own = named === null ? await ownMovement(c, paymentId) : null
  const vendorId = own?.entry.counterparty ?? null
  const vendor = named ?? (vendorId === null ? null : await vendorById(c.var.ctx, vendorId))
  if (vendor === null) return messagePage(c, 'receipt_unknown', 404)
  const view = await receiptView(c, vendor, paymentId)
  if (view === null) return messagePage(c, 'receipt_unknown', 404)
  return sendPage(c, ReceiptPage({ t: pageText(c, vendor.locale), view }))
})

async function receiptView(
  c: Context<HttpEnv>,
  vendor: VendorRow,
  paymentId: string,
): Promise<ReceiptView | null> {
  const code = c.req.query('c')
  const page = {
    mode: modeOf(c),
    here: hereOf(c),
    paymentId,
    stall: stallView(vendor, code ?? vendor.code),
    timeZone: vendor.timeZone,
  }
  const line = await paymentLine(c.var.ctx, vendor.id, paymentId)
  if (line !== null) {
    const { amount, tip, note } = line
    const facts = { ...page, totalMinor: amount.amount, tipMinor: tip?.amount ?? 0, note }
    if (line.state === 'declined') {
      return {
        ...facts,
        state: { name: 'declined', reason: paymentDecline(line.decline_reason ?? 'overflow') },
      }
    }
    if (!line.confirmed) return { ...facts, state: { name: 'unconfirmed' } }
    const refundedMinor = line.refunded?.amount ?? 0
    const atMs = Date.parse(line.effective_at)
    return { ...facts, state: { name: 'paid', alertCode: line.alert_code, atMs, refundedMinor } }
  }
  const own = await ownMovement(c, paymentId)
  if (own === null) return null
  const { entry } = own
  const facts = {
    ...page,
    totalMinor: entry.amount,
    tipMinor: entry.tip,
    note: entry.detail.note ?? null,
  }
  return entry.declined === null
    ? { ...facts, state: { name: 'pending' } }
    : { ...facts, state: { name: 'declined', reason: paymentDecline(entry.declined) } }
}

/** The payment in a wallet of this browser; null when none of them made it. */
async function ownMovement(c: Context<HttpEnv>, paymentId: string): Promise<WalletEntry | null> {
  for (const { walletId, token } of walletCookies(c)) {
    const movement = await walletMovement(c.var.ctx, walletId, { token }, paymentId)
    if (movement !== null) return movement
  }
  return null
}
