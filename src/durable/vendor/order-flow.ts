/**
 * How an order moves money: the vendor's part is set aside here and the lender's in the lender's book; when the count is
 * agreed the lender's part is drawn, and the supplier is paid in one transfer. Each step is written before anybody else is
 * asked, and asked again until there is an answer.
 */
import { upsertOrder } from '../../db/orders.ts'
import { orderedOf } from '../../domain/ledger/accounts.ts'
import type { Leg } from '../../domain/ledger/accounts.ts'
import type { DeclineReason } from '../../domain/ledger/entry.ts'
import type { Transfer } from '../../domain/ledger/transfer.ts'
import { drawTermsOf } from '../../domain/orders/drawing.ts'
import { ownOf, payable, planNow } from '../../domain/orders/funding.ts'
import { isOver, orderNumber } from '../../domain/orders/order.ts'
import type { Actor, Order } from '../../domain/orders/order.ts'
import type { PoolMember } from '../../domain/orders/pool.ts'
import { transition } from '../../domain/orders/states.ts'
import type { OrderCommand, Transition } from '../../domain/orders/states.ts'
import { orderRow } from '../../domain/orders/view.ts'
import { idOf } from '../../platform/ids.ts'
import type { Book } from '../book.ts'
import type { LenderOrder, PromiseAnswer } from '../partner/promises.ts'
import type { OrderShelf, ShelvedOrder } from './order-shelf.ts'

export interface OrderParts {
  env: Env
  ctx: DurableObjectState
  book: Book
  shelf: OrderShelf
  /** Called after each row that this wrote. */
  recorded: (nowMs: number) => void
  /** Called after each change of an order. */
  changed: (id: string) => void
  /** Called when a supplier's book would not take the money of a draw. */
  refused: (nowMs: number) => void
  today: (nowMs: number) => number
}

export class OrderFlow {
  readonly shelf: OrderShelf
  readonly #parts: OrderParts

  constructor(parts: OrderParts) {
    this.shelf = parts.shelf
    this.#parts = parts
  }

  /** Principal that orders have been promised and have not drawn, minor units: the line has so much less left. */
  get promised(): number {
    return this.shelf.open.reduce((sum, { order, draw }) => {
      const isDrawn = this.#parts.book.journal.find(draw)?.declined === null
      return sum + (isDrawn ? 0 : planNow(order).credit)
    }, 0)
  }

  /** Moves an order on. What follows for the vendor's money is written in the same step. */
  act(id: string, command: OrderCommand, at: { by: Actor; nowMs: number }): Transition | null {
    const shelved = this.shelf.find(id)
    if (shelved === null) return null
    const moved = transition(shelved.order, command, at)
    if (moved.order !== shelved.order) this.#commit(shelved, moved.order, at.nowMs)
    return moved
  }

  /** Saves a changed order, gives back what is no longer needed for it, and does what its new state asks for. */
  #commit(shelved: ShelvedOrder, after: Order, nowMs: number): void {
    const before = shelved.order
    if (after.state !== 'settled') this.#release(shelved, after, nowMs)
    this.save({ ...shelved, order: after, asks: asksOthers(before, after, shelved.asks) }, nowMs)
    if (after.state === 'confirmed' && before.state !== 'confirmed' && !isDrawing(after))
      this.#pay(after, nowMs)
  }

  save(shelved: ShelvedOrder, nowMs: number): void {
    this.shelf.save(shelved)
    const { alarm } = this.#parts.book
    const { dueAtMs, id, version } = shelved.order
    if (dueAtMs !== null) alarm.arm(dueAtMs, nowMs)
    if (shelved.asks || shelved.toldVersion < version) alarm.arm(nowMs + RETRY_AFTER_MS, nowMs)
    this.#parts.changed(id)
  }

  /** Sets the vendor's own part aside, under the order's id. */
  setAside(order: Order, refuse: DeclineReason | null, nowMs: number): DeclineReason | null {
    const { jar, available } = planNow(order)
    const own = jar + available
    const movement = {
      key: order.id,
      kind: 'order' as const,
      // An order that is all on credit moves nothing here, but a no to it is stored all the same.
      amount: Math.max(1, own),
      tip: 0,
      counterparty: order.supplier,
      corrects: null,
      detail: { order: order.id },
      effectiveAtMs: nowMs,
    }
    if (own === 0 && refuse === null)
      return this.#parts.book.journal.find(order.id)?.declined ?? null
    const legs = [...leg('jar', 'ordered', jar), ...leg('available', 'ordered', available)]
    const decision = this.#parts.book.journal.record(
      refuse === null
        ? { type: 'post', movement, legs }
        : { type: 'refuse', movement, reason: refuse },
      nowMs,
    )
    if (decision.outcome === 'conflict') return 'id_taken'
    if (decision.outcome === 'resolved_before') throw new Error('an order is never a resolution')
    if (decision.outcome === 'recorded') this.#parts.recorded(nowMs)
    return decision.entry.declined
  }

  /** Gives back what of the money set aside an order no longer needs: to the jar what came from it. */
  #release({ order: before, draw }: ShelvedOrder, after: Order, nowMs: number): void {
    const [had, needs] = [planNow(before), planNow(after)]
    const { journal } = this.#parts.book
    // A draw that has arrived is with the rest; it goes back only when the supplier's book would not have it.
    const isDrawn = journal.find(draw)?.declined === null
    const drawn = isDrawn && isOver(after) ? had.credit : 0
    const jar = had.jar - needs.jar
    const available = had.available - needs.available + drawn
    const amount = jar + available
    if (amount <= 0) return
    const movement = {
      key: idOf('orderChange', `${after.id} ${after.version}`),
      kind: 'order_release' as const,
      amount,
      tip: 0,
      counterparty: after.supplier,
      corrects: journal.find(after.id)?.seq ?? null,
      detail: { order: after.id },
      effectiveAtMs: nowMs,
    }
    const legs = [...leg('ordered', 'jar', jar), ...leg('ordered', 'available', available)]
    journal.record({ type: 'post', movement, legs }, nowMs)
    this.#parts.recorded(nowMs)
  }

  /** Pays the supplier for what arrived; the money is set aside already. */
  #pay(order: Order, nowMs: number): void {
    const { book, ctx, recorded } = this.#parts
    const amount = payable(planNow(order))
    const transfer: Transfer = {
      id: purchaseOf(order.id),
      kind: 'purchase',
      from: book.id,
      to: order.supplier,
      currency: book.currency,
      amount,
      tip: 0,
      detail: { order: order.id, reference: orderNumber(order.id) },
      refundOf: null,
      effectiveAtMs: nowMs,
    }
    const paying = book.transfers.send(transfer, nowMs, { from: 'ordered' })
    recorded(nowMs)
    // The alarm finds out what fails here.
    ctx.waitUntil(paying.then(() => this.paid(order.id, nowMs)).catch(() => undefined))
  }

  /** Looks whether the supplier has its money, and ends the order accordingly. */
  paid(id: string, nowMs: number): void {
    const { book, recorded, refused } = this.#parts
    const purchase = book.journal.find(purchaseOf(id))
    if (purchase === null || this.shelf.find(id)?.order.state !== 'confirmed') return
    const state = book.stateOf(purchase)
    if (state === 'pending') return
    recorded(nowMs)
    const isPaid = state === 'posted'
    this.act(id, isPaid ? { type: 'paid' } : { type: 'not_paid', reason: 'supplier_unknown' }, {
      by: 'system',
      nowMs,
    })
    if (!isPaid) refused(nowMs)
  }

  /** Why the draw of an order is not taken, or null. It was promised, so nothing that came since stands against it. */
  refuseDraw({ order }: ShelvedOrder, { amount, from, detail }: Transfer): DeclineReason | null {
    const { credit } = order
    if (credit === null || order.state !== 'confirmed' || from !== credit.lender)
      return 'credit_not_for_order'
    const terms = drawTermsOf(order, credit, purchaseOf(order.id))
    const isSame = JSON.stringify(terms) === JSON.stringify(detail.terms)
    return isSame && amount === planNow(order).credit ? null : 'credit_not_for_order'
  }

  /** The draw has arrived and is set aside with the rest. */
  drawn(shelved: ShelvedOrder, nowMs: number): void {
    this.save({ ...shelved, asks: false }, nowMs)
    this.#pay(shelved.order, nowMs)
  }

  /** Asks other books whatever an order still has to ask them, as often as it takes. */
  async askOthers(id: string, nowMs: number): Promise<void> {
    const shelved = this.shelf.find(id)
    if (shelved?.asks !== true) return
    const { order } = shelved
    if (order.state === 'placing') {
      const answer = await this.#reserve(order, nowMs)
      const command: OrderCommand = answer.ok
        ? { type: 'reserved' }
        : { type: 'not_reserved', reason: answer.reason }
      this.act(id, command, { by: 'system', nowMs })
      if (!answer.ok) await this.askOthers(id, nowMs)
    } else if (order.state === 'confirmed') {
      await this.#startDraw(shelved, nowMs)
    } else {
      await this.#giveBack(order, nowMs)
      const now = this.shelf.find(id)
      if (now !== null) this.save({ ...now, asks: false }, nowMs)
    }
  }

  /** A place in the pool, then the lender's money; both remember their answer. */
  async #reserve(order: Order, nowMs: number): Promise<PromiseAnswer> {
    const { pool, credit, lines } = order
    const { PARTNER_BOOK } = this.#parts.env
    if (pool !== null) {
      const member: PoolMember = {
        order: order.id,
        vendor: order.vendor,
        quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
        unitPriceMax: pool.unitPriceMax,
        atMs: order.placedAtMs,
      }
      const joined = await PARTNER_BOOK.getByName(order.supplier).joinPool(pool.id, member, nowMs)
      if (!joined.ok) return joined
    }
    if (credit === null) return { ok: true }
    return PARTNER_BOOK.getByName(credit.lender).promise(promiseOf(order, credit), nowMs)
  }

  async #startDraw({ order, draw }: ShelvedOrder, nowMs: number): Promise<void> {
    const { credit } = order
    if (credit === null) return
    const terms = drawTermsOf(order, credit, purchaseOf(order.id))
    const asked = { ...promiseOf(order, credit), draw, drawn: planNow(order).credit, terms }
    await this.#parts.env.PARTNER_BOOK.getByName(credit.lender).startOrderDraw(asked, nowMs)
  }

  async #giveBack(order: Order, nowMs: number): Promise<void> {
    const { pool, credit } = order
    const { PARTNER_BOOK } = this.#parts.env
    if (credit !== null)
      await PARTNER_BOOK.getByName(credit.lender).breakPromise(promiseOf(order, credit), nowMs)
    if (pool !== null) await PARTNER_BOOK.getByName(order.supplier).leavePool(pool.id, order.id)
  }

  /** Brings D1 up to date about an order. Never throws: the alarm tells again. */
  async tell(id: string): Promise<boolean> {
    const shelved = this.shelf.find(id)
    if (shelved === null || shelved.order.state === 'placing') return true
    const { order } = shelved
    if (shelved.toldVersion >= order.version) return true
    try {
      // What nobody was asked to deliver is nobody's business.
      if (order.events.some(({ what }) => what === 'placed'))
        await upsertOrder(this.#parts.env.DB, orderRow(order, this.#parts.today))
    } catch {
      return false
    }
    const now = this.shelf.find(id)
    if (now !== null) this.shelf.save({ ...now, toldVersion: order.version })
    return true
  }

  /** What an alarm or the cron sweep does: deadlines, questions without an answer, what D1 lacks. */
  async tend(nowMs: number): Promise<void> {
    for (const { order } of this.shelf.open) {
      if (order.dueAtMs !== null && order.dueAtMs <= nowMs)
        this.act(order.id, { type: 'due' }, { by: 'system', nowMs })
      this.paid(order.id, nowMs)
      await this.askOthers(order.id, nowMs).catch(() => undefined)
      await this.tell(order.id)
    }
    const waits = this.shelf.open.some(
      ({ order, asks, toldVersion }) => asks || toldVersion < order.version,
    )
    const dues = this.shelf.open.flatMap(({ order }) => order.dueAtMs ?? [])
    const nextMs = Math.min(...dues, ...(waits ? [nowMs + RETRY_AFTER_MS] : []))
    if (nextMs < Infinity) this.#parts.book.alarm.arm(nextMs, nowMs)
  }

  /** What is set aside for orders must be what the orders need; a sentence for each difference. */
  audit(): string[] {
    const needed = this.shelf.open.reduce((sum, { order, draw }) => {
      const { journal } = this.#parts.book
      const plan = planNow(order)
      const isSent = journal.find(purchaseOf(order.id))?.declined === null
      const isDrawn = journal.find(draw)?.declined === null
      return isSent ? sum : sum + ownOf(plan) + (isDrawn ? plan.credit : 0)
    }, 0)
    const held = orderedOf(this.#parts.book.journal.head.balances)
    return held === needed ? [] : [`${held} is set aside for orders that need ${needed}`]
  }
}

const RETRY_AFTER_MS = 60_000

/** Id of the movement that pays the supplier of an order. */
export function purchaseOf(order: string): string {
  return idOf('purchase', `purchase ${order}`)
}

/** Id of the draw that pays the part of an order on credit. */
export function drawOf(order: string): string {
  return idOf('draw', `draw ${order}`)
}

/** Whether other books have something to hear of an order that has just changed. */
function asksOthers(before: Order, after: Order, asked: boolean): boolean {
  if (after.credit === null && after.pool === null) return false
  if (after.state === 'settled') return false
  if (after.state === 'confirmed') return isDrawing(after)
  if (isOver(after)) return asked || !isOver(before)
  return asked && after.state === 'placing'
}

/** Whether the lender's part has to come before the supplier can be paid. */
function isDrawing(order: Order): boolean {
  return planNow(order).credit > 0
}

function promiseOf(order: Order, credit: NonNullable<Order['credit']>): LenderOrder {
  return {
    order: order.id,
    vendor: order.vendor,
    policy: credit.policy,
    amount: order.plan.credit,
    portfolioLimit: credit.portfolioLimit,
  }
}

function leg(debit: Leg['debit'], credit: Leg['credit'], amount: number): Leg[] {
  return amount > 0 ? [{ debit, credit, amount }] : []
}
