import { dayText } from '../calendar.ts'
/** Orders as D1 keeps them and as people and programs read them. */
import { nameIn } from '../catalogue/item.ts'
import type { Named } from '../catalogue/resource.ts'
import type { Money } from '../money/money.ts'
import { isoTime } from '../time.ts'
import { overdueState } from './deadlines.ts'
import { payable, planAt } from './funding.ts'
import { CLAIM_MS } from './limits.ts'
import { goodsOf, orderNumber, standing } from './order.ts'
import type { Order, OrderLine, Plan } from './order.ts'
import type { OrderLineResource, OrderResource } from './resource.ts'

/** An order without what only the vendor's book may know: the driver's code. */
export type PublicOrder = Omit<Order, 'code'>

/** Names and places that an order itself does not carry. */
export interface OrderNames {
  vendor: Named & { place: string }
  supplier: Named
  /** Of the lender of the part on credit. */
  lender: Named | null
  /** Id of the draw of the part on credit. */
  draw: string | null
  locale: string
}

/** The columns of D1 for an order. */
export function orderRow(order: Order, dayOf: (atMs: number) => number) {
  const { code: _, ...open } = order
  const packs = (of: (line: OrderLine) => number) =>
    order.lines.reduce((sum, line) => sum + of(line), 0)
  const isCounted = order.lines.some(({ arrived }) => arrived !== null)
  return {
    id: order.id,
    vendorId: order.vendor,
    supplierId: order.supplier,
    currency: order.currency,
    state: order.state,
    version: order.version,
    toldVersion: 0,
    poolId: order.pool?.id ?? null,
    deliveryDay: order.delivery.day,
    total: payable(planAt(order, goodsOf(order.lines))),
    ordered: packs(({ quantity }) => quantity),
    arrived: isCounted ? packs(({ arrived }) => arrived ?? 0) : null,
    deliveredDay: order.delivered === null ? null : dayOf(order.delivered.atMs),
    placedAtMs: order.placedAtMs,
    updatedAtMs: order.updatedAtMs,
    body: JSON.stringify(open satisfies PublicOrder),
  }
}

export function orderResource(order: PublicOrder, names: OrderNames): OrderResource {
  const money = (amount: number): Money => ({ amount, currency: order.currency })
  // The code is no part of what is paid.
  const whole: Order = { ...order, code: null }
  const plan = planAt(whole, goodsOf(order.lines))
  const { credit, pool, delivery, delivered, dispute, settledAtMs } = order
  return {
    object: 'order',
    id: order.id,
    number: orderNumber(order.id),
    vendor: names.vendor,
    supplier: names.supplier,
    state: order.state,
    lines: order.lines.map((line) => lineResource(line, names.locale, money)),
    total: money(payable(plan)),
    placed_total: money(payable(order.plan)),
    money: planResource(plan, money),
    credit:
      credit === null || names.lender === null || names.draw === null
        ? null
        : {
            lender: names.lender,
            fee: money(credit.fee),
            expected_days: credit.expectedDays,
            draw: names.draw,
          },
    delivery: { day: dayText(delivery.day), place: delivery.place, note: delivery.note },
    pool:
      pool === null
        ? null
        : {
            id: pool.id,
            unit_price_max: money(pool.unitPriceMax),
            closes_at: isoTime(pool.closesAtMs),
          },
    due: dueOf(order),
    delivered:
      delivered === null
        ? null
        : { at: isoTime(delivered.atMs), received_by: delivered.receivedBy, note: delivered.note },
    dispute:
      dispute === null
        ? null
        : { at: isoTime(dispute.atMs), note: dispute.note, answer: dispute.answer },
    claims: order.claims.map((claim) => ({
      id: claim.id,
      state: claim.state,
      note: claim.note,
      amount: money(claim.amount),
      credited: creditedFor(order, claim.id, money),
      answer: claim.answer,
      at: isoTime(claim.atMs),
    })),
    credit_notes: order.creditNotes.map(({ id, atMs, amount, note, claim }) => ({
      id,
      at: isoTime(atMs),
      amount: money(amount),
      note,
      claim,
    })),
    claim_until: settledAtMs === null ? null : isoTime(settledAtMs + CLAIM_MS),
    placed_at: isoTime(order.placedAtMs),
    updated_at: isoTime(order.updatedAtMs),
    settled_at: settledAtMs === null ? null : isoTime(settledAtMs),
    events: order.events.map(({ atMs, by, what, note }) => ({ at: isoTime(atMs), by, what, note })),
  }
}

/** A line as it is shown. */
export function lineResource(
  line: OrderLine,
  locale: string,
  money: (amount: number) => Money,
): OrderLineResource {
  return {
    item: line.item,
    sku: line.sku,
    name: nameIn(line.names, locale),
    pack: line.pack,
    price_version: line.priceVersion,
    unit_price: money(line.unitPrice),
    quantity: line.quantity,
    accepted: line.accepted,
    arrived: line.arrived,
    problem: line.problem,
    total: money(standing(line) * line.unitPrice),
  }
}

function planResource(plan: Plan, money: (amount: number) => Money): OrderResource['money'] {
  const { jar, available, credit, discount } = plan
  return {
    jar: money(jar),
    available: money(available),
    credit: money(credit),
    discount: money(discount),
  }
}

function dueOf({ state, dueAtMs }: PublicOrder): OrderResource['due'] {
  const leadsTo = overdueState(state)
  return dueAtMs === null || leadsTo === null ? null : { at: isoTime(dueAtMs), leads_to: leadsTo }
}

function creditedFor(
  { creditNotes }: PublicOrder,
  claim: string,
  money: (amount: number) => Money,
): Money | null {
  const own = creditNotes.filter((note) => note.claim === claim)
  return own.length === 0 ? null : money(own.reduce((sum, { amount }) => sum + amount, 0))
}
