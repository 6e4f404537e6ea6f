import type { DeclineReason } from '../domain/ledger/entry.ts'
import type { StatementLine } from '../domain/ledger/statement.ts'
import type { Currency } from '../domain/money/money.ts'
import type { AttemptInput, Observation } from '../domain/payments/rail.ts'
import type { RefundView } from '../domain/payments/refund.ts'
import type { PaymentRequest, PaymentRequestResource } from '../domain/payments/request.ts'
import type { SoldItem } from '../domain/payments/till-items.ts'
import type { WalletHolder, WalletPayment } from '../domain/wallet/wallet.ts'
import { walletRail } from '../rails/wallet.ts'
import type { WalletRailConfig } from '../rails/wallet.ts'
import type { Ctx } from './context.ts'

/** Tries of one payment before the page says "not confirmed yet": a wallet's object may restart under a deploy. */
const PAY_ATTEMPTS_MAX = 3

/**
 * Pays a vendor from a wallet. The same id again never pays twice: it answers what became of the first.
 * `posted` means that the vendor's book holds the entry; `pending` that the wallet holds the money and asks on;
 * `unreachable` that nobody knows: ask again with the same id.
 */
export async function payFromWallet(
  ctx: Ctx,
  { walletId, holder }: { walletId: string; holder: WalletHolder },
  payment: WalletPayment,
): Promise<PaidFromWallet> {
  const attempt: AttemptInput = {
    id: payment.id,
    ref: walletRail.ref(payment.id),
    vendor: payment.vendorId,
    money: { amount: payment.amount, currency: payment.currency },
    tip: payment.tip,
    note: payment.note,
    request: payment.request,
    createdAtMs: ctx.nowMs,
    expiresAtMs: ctx.nowMs,
  }
  for (let tried = 1; ; tried += 1) {
    try {
      const config = walletsOf(ctx, { walletId, holder, payment })
      const { observations } = await walletRail.create(config, attempt)
      return outcomeOf(observations)
    } catch (error) {
      ctx.log.error('wallet_unreachable', error, { attempt: tried, payment: payment.id })
      if (tried === PAY_ATTEMPTS_MAX) return { state: 'unreachable' }
    }
  }
}

export type PaidFromWallet =
  | { state: 'posted' | 'pending' | 'conflict' }
  | { state: 'unreachable' }
  | { state: 'declined'; reason: DeclineReason }

/** The closed loop's own books, as its rail asks them. */
function walletsOf(
  ctx: Ctx,
  payer: { walletId: string; holder: WalletHolder; payment: WalletPayment } | null,
): WalletRailConfig {
  return {
    pay: async () => {
      if (payer === null) throw new Error('nobody pays here')
      const { walletId, holder, payment } = payer
      return ctx.env.SHOPPER_WALLET.getByName(walletId).pay(holder, payment, ctx.nowMs)
    },
    refund: async ({ vendor, money, ...refund }) =>
      ctx.env.VENDOR_LEDGER.getByName(vendor).refund(
        { ...refund, amount: money.amount },
        ctx.nowMs,
      ),
  }
}

/** What an instant rail's own word means for whoever asked. */
function outcomeOf([seen]: readonly Observation[]): Exclude<
  PaidFromWallet,
  { state: 'unreachable' }
> {
  if (seen?.state === 'paid') return { state: 'posted' }
  if (seen?.state === 'pending') return { state: 'pending' }
  const reason = seen?.declined ?? null
  return reason === null ? { state: 'conflict' } : { state: 'declined', reason }
}

/** The vendor's own line of a payment: the proof behind a receipt. Null while the vendor's book has none. */
export async function paymentLine(
  ctx: Ctx,
  vendorId: string,
  paymentId: string,
): Promise<StatementLine | null> {
  const line = await ctx.env.VENDOR_LEDGER.getByName(vendorId).line(paymentId)
  return line?.kind === 'payment' ? line : null
}

/**
 * Pays a payment back, whole or in part. The vendor's side decides; nobody pulls money from a vendor. What came from a bank
 * app is given back by the vendor's own bank, and only noted here.
 */
export async function refundPayment(
  ctx: Ctx,
  vendor: { id: string; currency: string },
  refund: { id: string; paymentId: string; amount: number },
): Promise<Exclude<PaidFromWallet, { state: 'unreachable' }>> {
  const { id, paymentId, amount } = refund
  const money = { amount, currency: vendor.currency as Currency }
  const config = walletsOf(ctx, null)
  return outcomeOf(await walletRail.refund(config, { id, vendor: vendor.id, paymentId, money }))
}

export async function findRefund(
  ctx: Ctx,
  vendorId: string,
  refundId: string,
): Promise<RefundView | null> {
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).refundView(refundId)
}

export interface NewPaymentRequest {
  id: string
  amount: number
  note: string | null
  /** Tiles that it was put together of; none for an amount that was typed. */
  items?: readonly SoldItem[]
  expiresInS: number
}

/** Makes a payment request. Null when the id is taken by a request with another amount, note or tiles. */
export async function createPaymentRequest(
  ctx: Ctx,
  vendorId: string,
  { id, amount, note, items = [], expiresInS }: NewPaymentRequest,
): Promise<PaymentRequestResource | null> {
  const request: PaymentRequest = {
    id,
    amount,
    note,
    items,
    createdAtMs: ctx.nowMs,
    expiresAtMs: ctx.nowMs + expiresInS * 1000,
    payment: null,
    cancelledAtMs: null,
  }
  const stored = await ctx.env.VENDOR_LEDGER.getByName(vendorId).createRequest(request, ctx.nowMs)
  const isSame = stored.amount.amount === amount && stored.note === note
  return isSame && JSON.stringify(stored.items) === JSON.stringify(items) ? stored : null
}

export async function findPaymentRequest(
  ctx: Ctx,
  vendorId: string,
  requestId: string,
): Promise<PaymentRequestResource | null> {
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).request(requestId, ctx.nowMs)
}

/** Withdraws a request that is open; one that ended otherwise keeps its state. */
export async function cancelPaymentRequest(
  ctx: Ctx,
  vendorId: string,
  requestId: string,
): Promise<PaymentRequestResource | null> {
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).cancelRequest(requestId, ctx.nowMs)
}
