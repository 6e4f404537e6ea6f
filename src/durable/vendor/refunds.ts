/** Refunds: money that a vendor gives back to whoever paid. Nobody pulls money from a vendor. */
import { isDirect } from '../../domain/ledger/entry.ts'
import { refundedOf } from '../../domain/ledger/statement.ts'
import type { Transfer, TransferOutcome } from '../../domain/ledger/transfer.ts'
import type { RefundView, VendorRefund } from '../../domain/payments/refund.ts'
import type { Book } from '../book.ts'
import type { BankDesk } from './bank-desk.ts'
import type { OrderReceipts } from './order-receipts.ts'
import type { Statement } from './statement.ts'

export interface RefundParts {
  book: Book
  statement: Statement
  receipts: OrderReceipts
  bank: BankDesk
  /** Called after each row that this wrote. */
  recorded: (nowMs: number) => void
}

export class Refunds {
  readonly #parts: RefundParts

  constructor(parts: RefundParts) {
    this.#parts = parts
  }

  /** Pays a payment back, whole or in part, never more than was paid. */
  async refund(refund: VendorRefund, nowMs: number): Promise<TransferOutcome> {
    const { book, statement, receipts, bank, recorded } = this.#parts
    const payment = book.journal.find(refund.paymentId)
    const isPaid = payment?.kind === 'payment' && payment.declined === null
    const refunded = isPaid ? refundedOf(statement.later(payment)) : 0
    if (isPaid && isDirect(payment)) return bank.noteRefund(refund, { payment, refunded }, nowMs)
    const isTooMuch = isPaid && refunded + refund.amount > payment.amount
    const before = book.journal.head.seq
    const transfer: Transfer = {
      id: refund.id,
      kind: 'refund',
      from: book.id,
      to: payment?.counterparty ?? '',
      currency: book.currency,
      amount: refund.amount,
      tip: 0,
      detail: {},
      refundOf: refund.paymentId,
      effectiveAtMs: nowMs,
    }
    const sending = book.transfers.send(transfer, nowMs, {
      refuse: !isPaid ? 'payment_unknown' : isTooMuch ? 'not_more_than_paid' : null,
      corrects: isPaid ? payment.seq : null,
      riders: isPaid ? receipts.refundLegs(payment, { before: refunded, now: refund.amount }) : [],
    })
    if (book.journal.head.seq > before) recorded(nowMs)
    const outcome = await sending
    // The answer wrote a row too: the screens learn that the refund has arrived, or has not.
    if (book.journal.head.seq > before + 1) recorded(nowMs)
    return outcome
  }

  /** A refund by its id; null when there is none. */
  view(id: string): RefundView | null {
    const { book, statement } = this.#parts
    const entry = book.isOpen ? book.journal.find(id) : null
    if (entry?.kind !== 'refund') return null
    const line = statement.line(entry)
    return {
      id,
      payment: entry.corrects === null ? null : (book.journal.at(entry.corrects)?.key ?? null),
      amount: entry.amount,
      currency: book.currency,
      state: line.state === 'posted' ? 'paid' : line.state === 'pending' ? 'pending' : 'declined',
      declineReason: line.decline_reason,
      atMs: entry.effectiveAtMs,
    }
  }
}
