/** Laws of the draw that pays an order: what it costs when less arrived than was placed. */
import fc from 'fast-check'
import { dailyRate, effectiveOf, nominalOf } from '../../../src/domain/credit/apr.ts'
import { payoffOf } from '../../../src/domain/credit/line.ts'
import { priceDraw } from '../../../src/domain/credit/pricing.ts'
import type { PriceTerms } from '../../../src/domain/credit/pricing.ts'
import type { DrawTerms } from '../../../src/domain/ledger/entry.ts'
import type { Order, OrderCredit } from '../../../src/domain/orders/order.ts'
import { law } from './core.ts'
import { CREDIT, lineOf, newOrder } from './samples.ts'

const BP = 10_000

interface Arrived {
  order: Order
  credit: OrderCredit
  /** Principal placed, and what is drawn of it. */
  placed: number
  principal: number
}

/** Sales by which a draw of a few thousand is repaid within weeks or within half a year. */
const price: fc.Arbitrary<PriceTerms> = fc.record({
  fee_bp: fc.integer({ min: 1, max: 1_000 }),
  min_fee_bp: fc.constant(0),
  max_apr_bp: fc.integer({ min: 500, max: 12_000 }),
  apr_basis: fc.constantFrom('nominal_daily_x365' as const, 'effective_annual' as const),
  window_sales: fc.integer({ min: 500_000, max: 50_000_000 }),
  window_days: fc.constant(120),
  steady_weekly_100: fc.constant(7_000_000),
})

/** Orders all on credit, one pack a minor unit, of which so many arrived. */
const arrived: fc.Arbitrary<Arrived> = fc
  .record({
    price,
    leastFeeBp: fc.oneof(fc.constant(0), fc.nat({ max: 200 })),
    placed: fc.integer({ min: 1_000, max: 200_000 }),
    share: fc.oneof(fc.integer({ min: 1, max: 1_000_000 }), fc.constant(1_000_000)),
    holdbackBp: fc.constantFrom(800, 1_200, 2_000),
  })
  .map(({ price: terms, leastFeeBp, placed, share, holdbackBp }) => {
    const withLeast = { ...terms, min_fee_bp: Math.min(leastFeeBp, terms.fee_bp) }
    const shown = priceDraw(withLeast, placed, holdbackBp)
    const principal = Math.max(1, Math.floor((placed * share) / 1_000_000))
    if (shown === null) return null
    const credit: OrderCredit = {
      ...CREDIT,
      price: withLeast,
      holdbackBp,
      leastDraw: 1,
      fee: shown.fee,
      expectedDays: shown.expected_days,
      dailyRateE12: shown.daily_rate_e12,
    }
    const order = newOrder({
      state: 'confirmed',
      lines: [{ ...lineOf('tea', placed, 1), arrived: principal }],
      plan: { jar: 0, available: 0, credit: placed, discount: 0 },
      credit,
    })
    return { order, credit, placed, principal }
  })
  .filter((one) => one !== null)

function aprOf(
  { fee, expected_days: days }: DrawTerms,
  { price: { apr_basis: basis } }: OrderCredit,
  principal: number,
) {
  const rate = dailyRate({ principal, fee, days })
  return basis === 'effective_annual' ? effectiveOf(rate) : nominalOf(rate)
}

export const DRAWING_LAWS = {
  'draws for exactly what arrived, as it was shown when all of it did': law(
    arrived,
    ({ drawTermsOf }, { order, credit, placed, principal }) => {
      const terms = drawTermsOf(order, credit, 'pur_TEST')
      const { fee, expectedDays, dailyRateE12 } = credit
      if (terms.line !== credit.line || terms.supplier !== order.supplier) return 'another draw'
      if (principal < placed) return null
      const isShown =
        terms.fee === fee &&
        terms.expected_days === expectedDays &&
        terms.daily_rate_e12 === dailyRateE12
      return isShown ? null : JSON.stringify(terms)
    },
  ),

  'never asks for more of the fee than was shown, in proportion': law(
    arrived,
    ({ drawTermsOf }, { order, credit, placed, principal }) => {
      const { fee, expected_days: days } = drawTermsOf(order, credit, 'pur_TEST')
      if (!Number.isSafeInteger(fee) || fee < 0) return `fee ${fee}`
      if (!Number.isSafeInteger(days) || days < 1) return `${days} days`
      if (days > credit.expectedDays) return `${days} days for less than ${credit.expectedDays}`
      const isFair = BigInt(fee) * BigInt(placed) <= BigInt(credit.fee) * BigInt(principal)
      return isFair ? null : `${fee} of ${credit.fee} for ${principal} of ${placed}`
    },
  ),

  'keeps the APR within the cap, also of a small part that arrived': law(
    arrived,
    ({ drawTermsOf }, { order, credit, principal }) => {
      const terms = drawTermsOf(order, credit, 'pur_TEST')
      if (terms.fee === 0) return null
      const apr = aprOf(terms, credit, principal)
      return apr <= credit.price.max_apr_bp ? null : `${apr} above ${credit.price.max_apr_bp}`
    },
  ),

  'takes no more off for paying at once than the fee': law(
    arrived,
    ({ drawTermsOf }, { order, credit, principal }) => {
      const terms = drawTermsOf(order, credit, 'pur_TEST')
      const draw = { id: '', seq: 1, principal, terms, day: 0, clockDay: 0, closedDay: null }
      const owed = principal + terms.fee
      const { rebate } = payoffOf(
        {
          draw: { ...draw, rebated: 0, writtenOff: 0, checks: [] },
          owed,
          settled: 0,
          remaining: owed,
          principalOut: principal,
        },
        0,
        BP,
      )
      return rebate <= terms.fee ? null : `${rebate} off a fee of ${terms.fee}`
    },
  ),
}
