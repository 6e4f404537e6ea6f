import type { Entry } from '../../domain/ledger/entry.ts'
import type { Movement } from '../../domain/ledger/journal.ts'
/** What a supplier's book does besides taking money: numbers invoices, gives money back, pays out. */
import type { Transfer, TransferOutcome } from '../../domain/ledger/transfer.ts'
import type { Book } from '../book.ts'
import type { SchemaStep } from '../migrate.ts'

export const SELLING_SCHEMA: SchemaStep = {
  id: '005_selling',
  sql: `CREATE TABLE documents (
          series TEXT NOT NULL, number INTEGER NOT NULL, movement TEXT NOT NULL UNIQUE,
          PRIMARY KEY (series, number)
        ) STRICT, WITHOUT ROWID`,
}

export interface SupplierCredit {
  id: string
  vendor: string
  order: string
  claim: string | null
  amount: number
  note: string
}

export interface PayoutView {
  id: string
  amount: number
  state: 'pending' | 'paid' | 'failed' | 'declined'
  atMs: number
}

export class Selling {
  readonly #sql: SqlStorage
  readonly #book: Book

  constructor(sql: SqlStorage, book: Book) {
    this.#sql = sql
    this.#book = book
  }

  /**
   * The number of the invoice or credit note of a movement: 1, 2, 3 … without gaps, in the order in which the money came
   * or went. Null for a movement that did not.
   *
   * @param movement id of a purchase or a credit note
   */
  documentNumber(movement: string): number | null {
    const [known] = this.#sql
      .exec<{ number: number }>('SELECT number FROM documents WHERE movement = ?', movement)
      .toArray()
    if (known !== undefined) return known.number
    const entry = this.#book.isOpen ? this.#book.journal.find(movement) : null
    const isDone = entry !== null && this.#book.stateOf(entry) === 'posted'
    if (!isDone || (entry.kind !== 'purchase' && entry.kind !== 'credit_note')) return null
    return this.#sql
      .exec<{ number: number }>(
        `INSERT INTO documents (series, number, movement)
         SELECT ?1, coalesce(max(number), 0) + 1, ?2 FROM documents WHERE series = ?1 RETURNING number`,
        entry.kind,
        movement,
      )
      .one().number
  }

  /** Gives a vendor back what it paid, or a part of it. */
  async credit(
    { id, vendor, order, claim, amount, note }: SupplierCredit,
    nowMs: number,
  ): Promise<TransferOutcome> {
    const transfer: Transfer = {
      id,
      kind: 'credit_note',
      from: this.#book.id,
      to: vendor,
      currency: this.#book.currency,
      amount,
      tip: 0,
      detail: { order, note, ...(claim === null ? {} : { claim }) },
      refundOf: null,
      effectiveAtMs: nowMs,
    }
    const outcome = await this.#book.transfers.send(transfer, nowMs)
    if (outcome.state === 'posted') this.documentNumber(id)
    return outcome
  }

  /** Reserves money that leaves the closed loop; the operator's bank transfer ends it. The same again answers the first. */
  payOut({ id, amount }: { id: string; amount: number }, nowMs: number): PayoutView | 'conflict' {
    const movement: Movement = {
      key: id,
      kind: 'payout',
      amount,
      tip: 0,
      counterparty: null,
      corrects: null,
      detail: {},
      effectiveAtMs: nowMs,
    }
    const leg = { debit: 'available', credit: 'funding', amount } as const
    const decision = this.#book.journal.record({ type: 'hold', movement, leg }, nowMs)
    if (decision.outcome === 'conflict') return 'conflict'
    if (decision.outcome === 'resolved_before') throw new Error('a payout is never a resolution')
    return this.#payoutView(decision.entry)
  }

  /** The operator's word on a payout: the bank has it, or would not take it. Null for one that is unknown. */
  endPayout(id: string, isPaid: boolean, nowMs: number): PayoutView | null {
    const entry = this.#payout(id)
    if (entry === null) return null
    if (this.#book.stateOf(entry) === 'pending') {
      const end = isPaid
        ? { posted: entry.amount, reason: null }
        : { posted: 0, reason: 'payout_failed' as const }
      const resolutions = [{ hold: entry.seq, ...end }]
      this.#book.journal.record({ type: 'resolve', resolutions }, nowMs)
    }
    return this.#payoutView(entry)
  }

  payout(id: string): PayoutView | null {
    const entry = this.#book.isOpen ? this.#payout(id) : null
    return entry === null ? null : this.#payoutView(entry)
  }

  #payout(id: string): Entry | null {
    const entry = this.#book.journal.find(id)
    return entry?.kind === 'payout' ? entry : null
  }

  #payoutView(entry: Entry): PayoutView {
    const state = this.#book.stateOf(entry)
    return {
      id: entry.key ?? '',
      amount: entry.amount,
      state: state === 'posted' ? 'paid' : state === 'voided' ? 'failed' : state,
      atMs: entry.effectiveAtMs,
    }
  }
}
