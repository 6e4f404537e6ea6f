import type { PaymentRequest, PaymentRequestResource } from '../../domain/payments/request.ts'
import { paymentRequestResource } from '../../domain/payments/request.ts'
import type { Book } from '../book.ts'
import type { LiveFeed } from './live.ts'
import type { PaymentRequests } from './requests.ts'
import type { Statement } from './statement.ts'

/** Entries that a reconnecting screen is sent one by one; past that it reads the list. */
const REPLAY_MAX = 500

export interface ScreenParts {
  book: Book
  live: LiveFeed
  statement: Statement
  requests: PaymentRequests
}

/** What the vendor's open screens show of the book, and how they learn of its rows. */
export class Screens {
  readonly #parts: ScreenParts

  constructor(parts: ScreenParts) {
    this.#parts = parts
  }

  /**
   * Takes a screen's connection, and tells it what it missed.
   *
   * @param after the last entry that the screen has; null for a screen that starts
   */
  connect(token: string, after: number | null, nowMs: number): Response {
    const { book, live, statement } = this.#parts
    const { head } = book.journal
    const today = statement.today(nowMs)
    const from = after ?? head.seq
    const missed = Number.isSafeInteger(from) ? book.journal.after(from, REPLAY_MAX) : []
    const webSocket = live.accept(token, [
      { type: 'hello', last_seq: head.seq, today },
      ...missed.map((entry) => ({ type: 'entry' as const, entry: statement.line(entry), today })),
    ])
    return new Response(null, { status: 101, webSocket })
  }

  /** Tells the newest row of the book, and of the payment request that it paid. */
  recorded(nowMs: number): void {
    const { book, live, statement, requests } = this.#parts
    if (!live.isWatched) return
    const entry = book.journal.at(book.journal.head.seq)
    if (entry === null) return
    const today = statement.today(nowMs)
    live.broadcast({ type: 'entry', entry: statement.line(entry), today })
    const request = entry.declined === null ? entry.detail.request : undefined
    const paid = request === undefined ? null : requests.find(request)
    if (paid !== null) live.broadcast({ type: 'request', request: this.request(paid, nowMs) })
  }

  /** A payment request as screens read it. */
  request(request: PaymentRequest, nowMs: number): PaymentRequestResource {
    const { id: vendorId, currency } = this.#parts.book
    return paymentRequestResource({ vendorId, currency }, request, nowMs)
  }
}
