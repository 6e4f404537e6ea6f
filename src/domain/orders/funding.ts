/** How an order is paid: from which money how much, and what of it stays when less arrives. Minor units, basis points. */
import type { MoneySource, Order, Plan } from './order.ts'
import { goodsOf } from './order.ts'

export const NO_MONEY: Plan = { jar: 0, available: 0, credit: 0, discount: 0 }

/** What there is to pay with. */
export interface Funds {
  jar: number
  available: number
  /** Least and most that may be drawn for this order; null where there is no credit to use. */
  credit: { least: number; most: number } | null
}

const BP = 10_000n

/**
 * Shares the value of goods out over the sources in the stated order; what is left over is `missing`. The lender lends no
 * less than its least: where less is needed, the sources before it give way.
 */
export function planOf(
  goods: number,
  {
    sources,
    funds,
    discountBp,
  }: { sources: readonly MoneySource[]; funds: Funds; discountBp: number },
): { plan: Plan; missing: number } {
  const { credit } = funds
  const most = (source: MoneySource) =>
    source !== 'credit' ? funds[source] : credit === null ? 0 : goodsFor(credit.most, discountBp)
  const parts = { jar: 0, available: 0, credit: 0 }
  let left = goods
  for (const source of sources) {
    parts[source] = Math.min(left, most(source))
    left -= parts[source]
  }
  if (credit !== null && parts.credit > 0) {
    // The least that the lender lends, or nothing of it: own money beside it may be the smaller part.
    const least = goodsFor(credit.least, discountBp)
    const short = Math.max(0, Math.min(goods, least) - parts.credit)
    const fromAvailable = Math.min(short, parts.available)
    const fromJar = Math.min(short - fromAvailable, parts.jar)
    parts.available -= fromAvailable
    parts.jar -= fromJar
    parts.credit += fromAvailable + fromJar
  }
  return { plan: priced(parts, discountBp), missing: left }
}

/**
 * The plan when the goods are worth less than was placed. Credit goes first, because it costs the vendor; but not below
 * what the lender lends at least, as long as own money can give way instead.
 */
export function shrunk(
  placed: Plan,
  goods: number,
  { discountBp, leastDraw }: { discountBp: number; leastDraw: number },
): Plan {
  const own = placed.jar + placed.available
  const onCredit = placed.credit + placed.discount
  const less = own + onCredit - goods
  if (less <= 0) return placed
  const least = Math.min(onCredit, goods, goodsFor(leastDraw, discountBp))
  const credit = onCredit === 0 ? 0 : Math.max(onCredit - less, least)
  const ownNow = goods - credit
  const jar = Math.min(placed.jar, ownNow)
  return priced({ jar, available: ownNow - jar, credit }, discountBp)
}

/** What is set aside for an order as it stands; nothing once it is over. */
export function planNow(order: Order): Plan {
  if (['settled', 'rejected', 'cancelled', 'expired'].includes(order.state)) return NO_MONEY
  return planAt(order, goodsOf(order.lines))
}

/** How an order pays for goods of a value, no more than was placed. */
export function planAt({ plan, discountBp, credit }: Order, goods: number): Plan {
  return shrunk(plan, goods, { discountBp, leastDraw: credit?.leastDraw ?? 0 })
}

/** What the supplier gets. */
export function payable({ jar, available, credit }: Plan): number {
  return jar + available + credit
}

/** The vendor's own money in a plan. */
export function ownOf({ jar, available }: Plan): number {
  return jar + available
}

/** The supplier's discount on goods bought on credit, rounded down. */
export function discountOn(goods: number, discountBp: number): number {
  return Number((BigInt(goods) * BigInt(discountBp)) / BP)
}

/** Goods that a draw buys: the most whose price after the discount is within it. */
export function goodsFor(draw: number, discountBp: number): number {
  const goods = Number((BigInt(draw) * BP) / (BP - BigInt(discountBp)))
  const isWithin = (value: number) => value - discountOn(value, discountBp) <= draw
  // Rounding down twice can be one off in either direction.
  return [goods + 1, goods, goods - 1].find(isWithin) ?? 0
}

function priced(
  { jar, available, credit }: { jar: number; available: number; credit: number },
  discountBp: number,
): Plan {
  const discount = discountOn(credit, discountBp)
  return { jar, available, credit: credit - discount, discount }
}
