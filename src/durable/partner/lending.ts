/** What a lender's book knows of the principal that is out: the limit of a portfolio is kept here, one draw at a time. */
import type { LentNote } from '../../domain/credit/view.ts'
import type { DrawTerms } from '../../domain/ledger/entry.ts'
import type { TransferOutcome } from '../../domain/ledger/transfer.ts'
import type { Book } from '../book.ts'
import type { SchemaStep } from '../migrate.ts'
import type { Sending } from '../transfer.ts'
import type { OrderDraw, Promises } from './promises.ts'

export const LENDING_SCHEMA: SchemaStep = {
  id: '003_lending',
  sql: `
    CREATE TABLE lent (
      vendor TEXT NOT NULL, policy TEXT NOT NULL, principal_out INTEGER NOT NULL, seq INTEGER NOT NULL,
      PRIMARY KEY (vendor, policy)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE draws_on_their_way (
      id TEXT PRIMARY KEY, policy TEXT NOT NULL, amount INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

/** A draw as the lender's book sends it. */
export interface LenderDraw {
  id: string
  vendorId: string
  amount: number
  terms: DrawTerms
  /** What the policy lends in all, minor units. */
  portfolioLimit: number
}

/** What names a draw that may have been sent before. */
export type SentDraw = Pick<LenderDraw, 'id' | 'vendorId' | 'amount'> & { supplier: string | null }

export class Lending {
  readonly #sql: SqlStorage
  readonly #book: Book
  readonly #promises: Promises

  constructor(sql: SqlStorage, book: Book, promises: Promises) {
    this.#sql = sql
    this.#book = book
    this.#promises = promises
  }

  /** Minor units of principal that are out, on their way, or promised to orders under a policy. */
  outstanding(policy: string): number {
    this.#forgetRefused()
    const [row] = this.#sql
      .exec<{ amount: number }>(
        `SELECT coalesce((SELECT sum(principal_out) FROM lent WHERE policy = ?1), 0) +
                coalesce((SELECT sum(amount) FROM draws_on_their_way WHERE policy = ?1), 0) AS amount`,
        policy,
      )
      .toArray()
    return (row?.amount ?? 0) + this.#promises.promised(policy)
  }

  /** What may still be lent under a policy: by its limit, and by the money that is there. */
  headroom(policy: string, portfolioLimit: number): number {
    const left = portfolioLimit - this.outstanding(policy)
    return Math.max(0, Math.min(left, this.#book.isOpen ? this.#book.funds.available : 0))
  }

  /** Sends a draw to the vendor's book. Room is checked and taken in one step: draws at the same moment cannot share it. */
  async draw(draw: LenderDraw, nowMs: number): Promise<TransferOutcome> {
    const { id, amount, terms, portfolioLimit } = draw
    const isNew = this.#book.journal.find(id) === null
    const isFull = isNew && this.outstanding(terms.policy) + amount > portfolioLimit
    if (isNew && !isFull) this.#onItsWay(draw)
    return this.#send(draw, nowMs, { refuse: isFull ? 'portfolio_full' : null })
  }

  /**
   * Sends the draw of an order out of what was promised to it; what less arrived leaves free is free again in the same row.
   * Null when nothing is promised to it any more: it was sent before, or the order ended.
   */
  drawPromised(asked: OrderDraw, nowMs: number): Promise<TransferOutcome> | null {
    const { order, vendor: vendorId, draw: id, drawn: amount, terms } = asked
    const promised = this.#promises.of(order)
    if (promised === null || amount > promised) return null
    const draw = { id, vendorId, amount, terms }
    this.#onItsWay(draw)
    this.#promises.forget(order)
    const rest = promised - amount
    const riders =
      rest === 0 ? [] : [{ debit: 'ordered', credit: 'available', amount: rest } as const]
    return this.#send(draw, nowMs, { from: 'ordered', riders })
  }

  #onItsWay({ id, terms, amount }: Pick<LenderDraw, 'id' | 'terms' | 'amount'>): void {
    this.#sql.exec(
      'INSERT OR IGNORE INTO draws_on_their_way (id, policy, amount) VALUES (?, ?, ?)',
      id,
      terms.policy,
      amount,
    )
  }

  #send(
    { id, vendorId, amount, terms }: Omit<LenderDraw, 'portfolioLimit'>,
    nowMs: number,
    sending: Sending,
  ): Promise<TransferOutcome> {
    return this.#book.transfers.send(
      {
        id,
        kind: 'draw',
        from: this.#book.id,
        to: vendorId,
        currency: this.#book.currency,
        amount,
        tip: 0,
        detail: { terms },
        refundOf: null,
        effectiveAtMs: nowMs,
      },
      nowMs,
      sending,
    )
  }

  /**
   * What becomes of a draw that was sent before, asked again on the terms that it was sent with. Null for a new one.
   * Another vendor, amount or supplier than the first time is a conflict.
   */
  async again(
    { id, vendorId, amount, supplier }: SentDraw,
    nowMs: number,
  ): Promise<{ outcome: TransferOutcome; terms: DrawTerms } | null> {
    const entry = this.#book.journal.find(id)
    const terms = entry?.detail.terms
    if (entry === null || terms === undefined) return null
    const isSame =
      entry.counterparty === vendorId && entry.amount === amount && terms.supplier === supplier
    if (!isSame) return { outcome: { state: 'conflict' }, terms }
    // The room was taken or refused when the draw was new.
    const outcome = await this.draw({ id, vendorId, amount, terms, portfolioLimit: 0 }, nowMs)
    return { outcome, terms }
  }

  /** Takes a vendor's word on what it still owes; an older one than the last changes nothing. */
  note({ vendor, seq, principalOut, draws }: LentNote): void {
    for (const { policy, amount } of principalOut) {
      this.#sql.exec(
        `INSERT INTO lent (vendor, policy, principal_out, seq) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET principal_out = excluded.principal_out, seq = excluded.seq
         WHERE excluded.seq >= lent.seq`,
        vendor,
        policy,
        amount,
        seq,
      )
    }
    for (const id of draws) this.#sql.exec('DELETE FROM draws_on_their_way WHERE id = ?', id)
  }

  /** Draws that the journal or the vendor's book said no to take no room. */
  #forgetRefused(): void {
    const waiting = this.#sql.exec<{ id: string }>('SELECT id FROM draws_on_their_way').toArray()
    for (const { id } of waiting) {
      const entry = this.#book.journal.find(id)
      const isRefused = entry === null || ['declined', 'voided'].includes(this.#book.stateOf(entry))
      if (isRefused) this.#sql.exec('DELETE FROM draws_on_their_way WHERE id = ?', id)
    }
  }
}
