/** What may be done with a vendor's orders: `book.orders().place(…)` is one call to the vendor's object. */
import { RpcTarget } from 'cloudflare:workers'
import { quoteDraw } from '../../domain/credit/line.ts'
import type { LineTerms } from '../../domain/credit/line.ts'
import { availableOf, jarOf } from '../../domain/ledger/accounts.ts'
import type { DeclineReason } from '../../domain/ledger/entry.ts'
import { declineClaim, openClaim, refuseCredit } from '../../domain/orders/claims.ts'
import type { ClaimRefusal } from '../../domain/orders/claims.ts'
import { dueAt } from '../../domain/orders/deadlines.ts'
import { isJarShare } from '../../domain/orders/jar.ts'
import { OPEN_ORDERS_MAX } from '../../domain/orders/limits.ts'
import { isOver } from '../../domain/orders/order.ts'
import type { Actor, Claim, Order } from '../../domain/orders/order.ts'
import type { OrderCommand, OrderRefusal } from '../../domain/orders/states.ts'
import type { Book } from '../book.ts'
import type { CreditFlow } from './credit-flow.ts'
import { drawOf } from './order-flow.ts'
import type { OrderFlow } from './order-flow.ts'

export type Placed =
  | { state: 'placed' | 'placing'; order: Order }
  | { state: 'declined'; reason: DeclineReason }
  | { state: 'conflict' }

export type Acted =
  | { ok: true; order: Order }
  | { ok: false; reason: OrderRefusal | ClaimRefusal | 'order_unknown'; order: Order | null }

/** What there is to pay an order with. Minor units. */
export interface Purse {
  jar: number
  jarBp: number
  available: number
  /** The line that may be drawn, and what is left of it. */
  credit: { room: number; holdbackBp: number; terms: LineTerms } | null
  openOrders: number
}

/** Setting of the book: the share of each sale that goes into the jar. */
export const JAR_BP = 'jar_bp'

export class OrderDesk extends RpcTarget {
  readonly #book: Book
  readonly #flow: OrderFlow
  readonly #credit: CreditFlow
  readonly #recorded: (nowMs: number) => void

  constructor(parts: {
    book: Book
    flow: OrderFlow
    credit: CreditFlow
    recorded: (nowMs: number) => void
  }) {
    super()
    this.#book = parts.book
    this.#flow = parts.flow
    this.#credit = parts.credit
    this.#recorded = parts.recorded
  }

  /** What the vendor could pay with now. */
  purse(nowMs: number): Purse {
    const { balances } = this.#book.journal.head
    const { lines } = this.#credit
    const { line } = lines
    const room = line === null ? 0 : line.limit - lines.principalOut - this.#flow.promised
    const isUsable = line !== null && this.#credit.frozenReason(nowMs) === null && room > 0
    return {
      jar: jarOf(balances),
      jarBp: Number(this.#book.setting(JAR_BP) ?? 0),
      available: availableOf(balances),
      credit: isUsable ? { room, holdbackBp: line.holdbackBp, terms: line.terms } : null,
      openOrders: this.#flow.shelf.open.filter(({ order }) => !isOver(order)).length,
    }
  }

  /**
   * Places an order: sets the vendor's part aside in the same step, and leaves it to `goOn` to ask other books. The same
   * order again answers how it stands; another one under its id is a conflict.
   */
  place(asked: Order, nowMs: number): Placed {
    const { shelf } = this.#flow
    const known = shelf.find(asked.id)
    if (known !== null) {
      if (!isSameOrder(known.order, asked)) return { state: 'conflict' }
      return { state: known.order.state === 'placing' ? 'placing' : 'placed', order: known.order }
    }
    const reason = this.#flow.setAside(asked, this.#refuse(asked, nowMs), nowMs)
    if (reason === 'id_taken') return { state: 'conflict' }
    if (reason !== null) return { state: 'declined', reason }
    const asks = asked.credit !== null || asked.pool !== null
    const state = asks ? ('placing' as const) : ('placed' as const)
    const events = asks
      ? []
      : [{ atMs: nowMs, by: 'vendor' as const, what: 'placed', note: asked.delivery.note }]
    const placed = { ...asked, state, events, version: 1 }
    const order = { ...placed, dueAtMs: dueAt(placed, nowMs) }
    this.#flow.save({ order, draw: drawOf(order.id), asks, toldVersion: 0 }, nowMs)
    return { state, order }
  }

  /** Asks other books what an order still has to ask them, ends what has ended, and brings D1 up to date. */
  async goOn(id: string, nowMs: number): Promise<Order | null> {
    await this.#flow.askOthers(id, nowMs).catch(() => undefined)
    if (this.#book.journal.head.open.length > 0) await this.#book.transfers.resume(nowMs)
    this.#flow.paid(id, nowMs)
    await this.#flow.tell(id)
    return this.find(id)
  }

  find(id: string): Order | null {
    return this.#flow.shelf.find(id)?.order ?? null
  }

  /** Up to `limit` orders before an id, newest first. */
  list(beforeId: string | null, limit: number): Order[] {
    return this.#flow.shelf.before(beforeId, limit)
  }

  /** Moves an order on. */
  act(id: string, command: OrderCommand, at: { by: Actor; nowMs: number }): Acted {
    const moved = this.#flow.act(id, command, at)
    return moved ?? { ok: false, reason: 'order_unknown', order: null }
  }

  openClaim(id: string, claim: Pick<Claim, 'id' | 'note' | 'amount'>, nowMs: number): Acted {
    return this.#change(id, nowMs, (order) => openClaim(order, claim, nowMs))
  }

  declineClaim(id: string, answer: { claim: string; note: string }, nowMs: number): Acted {
    return this.#change(id, nowMs, (order) => declineClaim(order, answer, nowMs))
  }

  /** Why a credit note cannot be for an order, or null: asked before the supplier's money moves. */
  refuseCredit(
    id: string,
    credit: { amount: number; claim: string | null },
  ): ClaimRefusal | 'order_unknown' | null {
    const order = this.find(id)
    return order === null ? 'order_unknown' : refuseCredit(order, credit)
  }

  /** The share of each sale that goes into the jar from now on; false for one that is not offered. */
  setJarShare(bp: number): boolean {
    if (!isJarShare(bp)) return false
    if (bp === 0) this.#book.unset(JAR_BP)
    else this.#book.set(JAR_BP, String(bp))
    return true
  }

  /** Empties the jar into the balance. The same id again changes nothing; an empty jar neither. */
  emptyJar(id: string, nowMs: number): boolean {
    const { journal } = this.#book
    const known = journal.find(id)
    if (known !== null) return known.kind === 'jar_move'
    const amount = jarOf(journal.head.balances)
    if (amount === 0) return true
    const movement = {
      key: id,
      kind: 'jar_move' as const,
      amount,
      tip: 0,
      counterparty: null,
      corrects: null,
      detail: {},
      effectiveAtMs: nowMs,
    }
    journal.record(
      { type: 'post', movement, legs: [{ debit: 'jar', credit: 'available', amount }] },
      nowMs,
    )
    this.#recorded(nowMs)
    return true
  }

  #change(
    id: string,
    nowMs: number,
    change: (order: Order) => { ok: true; order: Order } | { ok: false; reason: ClaimRefusal },
  ): Acted {
    const shelved = this.#flow.shelf.find(id)
    if (shelved === null) return { ok: false, reason: 'order_unknown', order: null }
    const changed = change(shelved.order)
    if (!changed.ok) return { ...changed, order: shelved.order }
    if (changed.order !== shelved.order)
      this.#flow.save({ ...shelved, order: changed.order }, nowMs)
    return changed
  }

  /** The book's own no to a new order, or null. What its journal checks is left to the journal. */
  #refuse({ plan, credit }: Order, nowMs: number): DeclineReason | null {
    const status = this.#book.setting('status')
    if (status === 'frozen') return 'vendor_frozen'
    const { openOrders } = this.purse(nowMs)
    if (openOrders >= OPEN_ORDERS_MAX) return 'too_many_orders'
    if (credit === null) return plan.credit === 0 ? null : 'line_unknown'
    const { lines } = this.#credit
    const { line } = lines
    if (line === null || line.terms.line !== credit.line) return 'line_unknown'
    if (this.#credit.frozenReason(nowMs) !== null) return 'line_frozen'
    if (plan.credit < line.terms.min_draw) return 'draw_too_small'
    if (lines.principalOut + this.#flow.promised + plan.credit > line.limit) return 'line_used_up'
    const quote = quoteDraw(line.terms, plan.credit, line.holdbackBp)
    const isShown = quote?.fee === credit.fee && quote.expected_days === credit.expectedDays
    return isShown ? null : 'terms_changed'
  }
}

/** Whether two orders ask for the same; prices and money follow from what was asked and shown. */
function isSameOrder(one: Order, other: Order): boolean {
  const asked = ({ supplier, lines, plan, pool, delivery }: Order) => [
    supplier,
    lines.map(({ item, quantity, priceVersion }) => [item, quantity, priceVersion]),
    plan,
    pool?.id,
    delivery.day,
  ]
  return JSON.stringify(asked(one)) === JSON.stringify(asked(other))
}
