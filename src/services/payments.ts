import type { StatementLine } from '../domain/ledger/statement.ts'
import type { TransferOutcome } from '../domain/ledger/transfer.ts'
import type { RefundView } from '../domain/payments/refund.ts'
import type { PaymentRequest, PaymentRequestResource } from '../domain/payments/request.ts'
import type { WalletHolder, WalletPayment } from '../domain/wallet/wallet.ts'
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
): Promise<TransferOutcome | { state: 'unreachable' }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ctx.env.SHOPPER_WALLET.getByName(walletId).pay(holder, payment, ctx.nowMs)
    } catch (error) {
      ctx.log.error('wallet_unreachable', error, { attempt, payment: payment.id })
      if (attempt === PAY_ATTEMPTS_MAX) return { state: 'unreachable' }
    }
  }
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

/** Pays a payment back, whole or in part. The vendor's side decides; nobody pulls money from a vendor. */
export async function refundPayment(
  ctx: Ctx,
  vendorId: string,
  refund: { id: string; paymentId: string; amount: number },
): Promise<TransferOutcome> {
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).refund(refund, ctx.nowMs)
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
  expiresInS: number
}

/** Makes a payment request. Null when the id is taken by a request with another amount or note. */
export async function createPaymentRequest(
  ctx: Ctx,
  vendorId: string,
  { id, amount, note, expiresInS }: NewPaymentRequest,
): Promise<PaymentRequestResource | null> {
  const request: PaymentRequest = {
    id,
    amount,
    note,
    createdAtMs: ctx.nowMs,
    expiresAtMs: ctx.nowMs + expiresInS * 1000,
    payment: null,
    cancelledAtMs: null,
  }
  const stored = await ctx.env.VENDOR_LEDGER.getByName(vendorId).createRequest(request, ctx.nowMs)
  return stored.amount.amount === amount && stored.note === note ? stored : null
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
