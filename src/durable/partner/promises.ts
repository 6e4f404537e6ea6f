/** What a lender's book has promised to orders: room of a portfolio and money, set aside until the order draws or ends. */
import type { Leg } from '../../domain/ledger/accounts.ts'
import type { DeclineReason, DrawTerms, Entry } from '../../domain/ledger/entry.ts'
import type { Movement } from '../../domain/ledger/journal.ts'
import { idOf } from '../../platform/ids.ts'
import type { Book } from '../book.ts'
import type { SchemaStep } from '../migrate.ts'

export const PROMISES_SCHEMA: SchemaStep = {
  id: '004_promises',
  sql: `CREATE TABLE promises (
          "order" TEXT PRIMARY KEY, policy TEXT NOT NULL, amount INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID`,
}

/** What an order asks of a lender's book. Minor units. */
export interface LenderOrder {
  order: string
  vendor: string
  policy: string
  amount: number
  /** What the policy lends in all. */
  portfolioLimit: number
}

/** The draw of an order whose count is agreed: `drawn` is no more than was promised. */
export interface OrderDraw extends LenderOrder {
  draw: string
  drawn: number
  terms: DrawTerms
}

export type PromiseAnswer = { ok: true } | { ok: false; reason: DeclineReason }

export class Promises {
  readonly #sql: SqlStorage
  readonly #book: Book

  constructor(sql: SqlStorage, book: Book) {
    this.#sql = sql
    this.#book = book
  }

  /** Minor units promised under a policy. */
  promised(policy: string): number {
    return this.#sql
      .exec<{ amount: number }>(
        'SELECT coalesce(sum(amount), 0) AS amount FROM promises WHERE policy = ?',
        policy,
      )
      .one().amount
  }

  /** What is set aside for an order; null when nothing is. */
  of(order: string): number | null {
    const [row] = this.#sql
      .exec<{ amount: number }>('SELECT amount FROM promises WHERE "order" = ?', order)
      .toArray()
    return row?.amount ?? null
  }

  /**
   * Sets money aside for an order, or says no for ever.
   *
   * @param room minor units that the policy may still lend
   */
  promise(asked: LenderOrder, room: number, nowMs: number): PromiseAnswer {
    const { journal } = this.#book
    const earlier = journal.find(asked.order)
    const refusal = earlier === null && asked.amount > room ? 'portfolio_full' : null
    const leg = { debit: 'available', credit: 'ordered', amount: asked.amount } as const
    const movement = movementOf(asked, nowMs)
    const decision = journal.record(
      refusal === null
        ? { type: 'post', movement, legs: [leg] }
        : { type: 'refuse', movement, reason: refusal },
      nowMs,
      earlier,
    )
    if (decision.outcome === 'conflict') return { ok: false, reason: 'id_taken' }
    if (decision.outcome === 'resolved_before') throw new Error('a promise is never a resolution')
    const { declined } = decision.entry
    if (declined !== null) return { ok: false, reason: declined }
    if (decision.outcome === 'recorded') {
      this.#sql.exec(
        'INSERT INTO promises ("order", policy, amount) VALUES (?, ?, ?)',
        asked.order,
        asked.policy,
        asked.amount,
      )
    }
    return { ok: true }
  }

  /** Gives back what is set aside for an order that ended. One that was never promised never will be. */
  break(asked: LenderOrder, nowMs: number): void {
    const { journal } = this.#book
    if (journal.find(asked.order) === null) {
      const movement = movementOf(asked, nowMs)
      journal.record({ type: 'refuse', movement, reason: 'order_cancelled' }, nowMs)
      return
    }
    const amount = this.of(asked.order)
    if (amount === null) return
    const movement: Movement = {
      ...movementOf({ ...asked, amount }, nowMs),
      key: idOf('orderChange', `promise ${asked.order}`),
      kind: 'order_release',
      corrects: journal.find(asked.order)?.seq ?? null,
    }
    const legs = [{ debit: 'ordered', credit: 'available', amount } as const]
    journal.record({ type: 'post', movement, legs }, nowMs)
    this.forget(asked.order)
  }

  /** The promise is kept: its money is on its way. */
  forget(order: string): void {
    this.#sql.exec('DELETE FROM promises WHERE "order" = ?', order)
  }
}

function movementOf({ order, vendor, amount }: LenderOrder, nowMs: number): Movement {
  return {
    key: order,
    kind: 'order',
    amount,
    tip: 0,
    counterparty: vendor,
    corrects: null,
    detail: { order },
    effectiveAtMs: nowMs,
  }
}

/** When a vendor's book would not take the draw of an order: the money is free again. */
export function freedAgain({ legs, amount }: Entry): Leg[] {
  return legs[0]?.debit === 'ordered' ? [{ debit: 'ordered', credit: 'available', amount }] : []
}
