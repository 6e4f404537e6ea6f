/** Laws of how an order is paid. Amounts in minor units, discounts in basis points. */
import fc from 'fast-check'
import type { Funds } from '../../../src/domain/orders/funding.ts'
import { MONEY_SOURCES } from '../../../src/domain/orders/order.ts'
import type { MoneySource, Plan } from '../../../src/domain/orders/order.ts'
import { law } from './core.ts'

/** Amounts as they are: often small enough to be compared by hand, sometimes as large as any. */
const amount = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 300 }) },
  { weight: 4, arbitrary: fc.nat({ max: 1_000_000 }) },
  { weight: 1, arbitrary: fc.nat({ max: 100_000_000_000 }) },
)
const discountBp = fc.oneof(fc.constantFrom(0, 0, 1, 100, 2_000), fc.nat({ max: 2_000 }))

interface Asked {
  goods: number
  sources: MoneySource[]
  funds: Funds
  discountBp: number
}

const asked: fc.Arbitrary<Asked> = fc.record({
  goods: amount,
  sources: fc.shuffledSubarray([...MONEY_SOURCES], { minLength: 1 }),
  funds: fc.record({
    jar: amount,
    available: amount,
    credit: fc.option(
      fc
        .tuple(amount, amount)
        .map(([least, more]) => ({ least: Math.max(1, least), most: Math.max(1, least) + more })),
      { freq: 4 },
    ),
  }),
  discountBp,
})

const partsOf = ({ jar, available, credit, discount }: Plan) => [jar, available, credit, discount]
const sumOf = (plan: Plan) => partsOf(plan).reduce((sum, part) => sum + part, 0)

function isWhole(plan: Plan): boolean {
  return partsOf(plan).every((part) => Number.isSafeInteger(part) && part >= 0)
}

/** What the supplier gives up on goods that are bought on credit, rounded down. */
function discountOf(goods: number, bp: number): number {
  return Number((BigInt(goods) * BigInt(bp)) / 10_000n)
}

/** The most goods whose price after the discount is within a draw: found by halving, not by formula. */
function bought(draw: number, bp: number): number {
  let low = draw
  let high = draw * 2 + 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (middle - discountOf(middle, bp) <= draw) low = middle
    else high = middle
  }
  return low
}

/** Goods by source when each is taken whole in the stated order. */
function greedy({ goods, sources, funds, discountBp: bp }: Asked) {
  const parts = { jar: 0, available: 0, credit: 0 }
  let left = goods
  for (const source of sources) {
    const most = source === 'credit' ? bought(funds.credit?.most ?? 0, bp) : funds[source]
    parts[source] = Math.min(left, most)
    left -= parts[source]
  }
  return { ...parts, left }
}

export const FUNDING_LAWS = {
  'shares out the goods to the unit: what is paid, the discount and what is missing': law(
    asked,
    ({ planOf }, one) => {
      const { plan, missing } = planOf(one.goods, one)
      if (!isWhole(plan) || missing < 0) return 'a part below nothing'
      if (sumOf(plan) + missing !== one.goods) return `${sumOf(plan)} and ${missing} missing`
      const onCredit = plan.credit + plan.discount
      return plan.discount === discountOf(onCredit, one.discountBp) ? null : 'another discount'
    },
  ),

  'never takes more than there is, and nothing from where it may not': law(
    asked,
    ({ planOf }, one) => {
      const { plan } = planOf(one.goods, one)
      const { jar, available, credit } = one.funds
      const most = { jar, available, credit: credit?.most ?? 0 }
      for (const source of MONEY_SOURCES) {
        const limit = one.sources.includes(source) ? most[source] : 0
        if (plan[source] > limit) return `${plan[source]} of ${limit} from ${source}`
      }
      return null
    },
  ),

  'misses money only when every source is empty': law(asked, ({ planOf }, one) => {
    const { plan, missing } = planOf(one.goods, one)
    if (missing !== greedy(one).left) return `${missing} missing`
    const isEmpty = one.sources.every((source) => plan[source] === most(one, source))
    return missing > 0 && !isEmpty ? 'something is left' : null
  }),

  'takes the sources in the stated order, but for what the lender lends at least': law(
    asked,
    ({ planOf }, one) => {
      const { plan } = planOf(one.goods, one)
      const first = greedy(one)
      const least = bought(one.funds.credit?.least ?? 0, one.discountBp)
      const wanted = first.credit === 0 ? 0 : Math.max(first.credit, Math.min(one.goods, least))
      const short = wanted - first.credit
      const fromAvailable = Math.min(short, first.available)
      const right = {
        jar: first.jar - Math.min(first.jar, short - fromAvailable),
        available: first.available - fromAvailable,
      }
      return plan.jar === right.jar && plan.available === right.available
        ? null
        : `${JSON.stringify(plan)} for ${JSON.stringify(right)}`
    },
  ),

  'draws what the lender lends at least, or the whole order': law(asked, ({ planOf }, one) => {
    const { plan, missing } = planOf(one.goods, one)
    const least = one.funds.credit?.least ?? 0
    if (plan.credit === 0 || plan.credit >= least) return null
    const isAll = plan.jar === 0 && plan.available === 0 && missing === 0
    return isAll ? null : `${plan.credit} of at least ${least}`
  }),
}

function most({ funds }: Asked, source: MoneySource): number {
  return source === 'credit' ? (funds.credit?.most ?? 0) : funds[source]
}

interface Placed {
  plan: Plan
  discountBp: number
  leastDraw: number
  /** Value of the goods, more and less of it. */
  more: number
  less: number
}

const placed: fc.Arbitrary<Placed> = fc
  .record({
    jar: amount,
    available: amount,
    onCredit: fc.oneof(fc.constant(0), amount),
    discountBp,
    leastDraw: amount,
    values: fc.tuple(fc.nat({ max: 1_000_000 }), fc.nat({ max: 1_000_000 })),
  })
  .map(({ jar, available, onCredit, discountBp: bp, leastDraw, values }) => {
    const discount = discountOf(onCredit, bp)
    const plan = { jar, available, credit: onCredit - discount, discount }
    const [less = 0, more = 0] = values
      .map((share) => Number((BigInt(sumOf(plan)) * BigInt(share)) / 1_000_000n))
      .toSorted((a, b) => a - b)
    return { plan, discountBp: bp, leastDraw, more, less }
  })

export const SHRUNK_LAWS = {
  'pays for smaller goods exactly, and never more of any part than was placed': law(
    placed,
    ({ shrunk }, { plan, less, ...terms }) => {
      const now = shrunk(plan, less, terms)
      if (!isWhole(now)) return 'a part below nothing'
      if (sumOf(now) !== less) return `${sumOf(now)} for ${less}`
      const before = partsOf(plan)
      return partsOf(now).every((part, i) => part <= (before[i] ?? 0)) ? null : 'a part grew'
    },
  ),

  'leaves what was placed alone for the whole goods, or more': law(
    placed,
    ({ shrunk }, { plan, less, ...terms }) =>
      [0, less].every(
        (over) => JSON.stringify(shrunk(plan, sumOf(plan) + over, terms)) === JSON.stringify(plan),
      )
        ? null
        : 'another plan',
  ),

  'never sets more of any part aside because less arrived': law(
    placed,
    ({ shrunk }, { plan, more, less, ...terms }) => {
      const [high, low] = [shrunk(plan, more, terms), shrunk(plan, less, terms)]
      const [above, below] = [partsOf(high), partsOf(low)]
      return below.every((part, i) => part <= (above[i] ?? 0)) ? null : JSON.stringify([high, low])
    },
  ),

  'lets the credit give way first, but not below the least while own money can': law(
    placed,
    ({ shrunk }, { plan, less, ...terms }) => {
      const now = shrunk(plan, less, terms)
      const [own, ownNow] = [plan.jar + plan.available, now.jar + now.available]
      const least = Math.min(plan.credit, terms.leastDraw)
      if (ownNow > 0 && now.credit < least) return `credit ${now.credit} beside ${ownNow}`
      const credit = now.credit + now.discount
      const isFloor = credit <= bought(terms.leastDraw, terms.discountBp)
      if (ownNow < own && plan.credit > 0 && !isFloor) return 'own money gave way first'
      return now.available > 0 && now.jar < plan.jar ? 'the jar gave way first' : null
    },
  ),

  'gives the discount on exactly what stays on credit': law(
    placed,
    ({ shrunk }, { plan, less, ...terms }) => {
      const { credit, discount } = shrunk(plan, less, terms)
      return discount === discountOf(credit + discount, terms.discountBp) ? null : `${discount}`
    },
  ),
}
