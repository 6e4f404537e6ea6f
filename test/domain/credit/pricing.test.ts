import { it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import type { Random } from '../../../scripts/demo/random.ts'
import { assess } from '../../../src/domain/credit/decision.ts'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import { NO_LOANS } from '../../../src/domain/credit/features.ts'
import type { CreditInputs } from '../../../src/domain/credit/features.ts'
import { CURRENT_MODEL } from '../../../src/domain/credit/model.ts'
import { policyProblems } from '../../../src/domain/credit/policy.ts'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
import { aprOf, EXPECTED_DAYS_MAX, priceDraw } from '../../../src/domain/credit/pricing.ts'
import type { Disclosure, PriceTerms } from '../../../src/domain/credit/pricing.ts'
import { CASES } from './examine.ts'

const TIMEOUT_MS = 60_000

/** A stall that sells 5,000.00 a week, week after week, and scores 520: band B. */
const FLAT: CreditInputs = {
  currency: 'INR',
  asOfDay: 20_500,
  features: {
    weeks: [5, 5, 5, 5, 5, 5, 5, 5].map((thousand) => thousand * 100_000),
    tenureDays: 200,
    activeDays56: 49,
    gapDays56: 6,
    payers28: 120,
    loyalPayers56: 40,
    refundBp56: 700,
    windowSales: 4_000_000,
    windowDays: 56,
  },
  loans: NO_LOANS,
  signals: {},
  waived: [],
}

const lend = (change: Partial<LendingPolicy>) => {
  const policy = { ...EXAMPLE_POLICY, ...change }
  return assess(FLAT, { policy, model: CURRENT_MODEL, headroom: policy.portfolio_limit_minor })
}

it('sizes and prices the worked example of the design', ({ expect }) => {
  const { band, bounds, binding, amount, disclosure } = lend({})
  expect(band).toBe('B')
  expect(bounds).toMatchObject({ L01: 471_428, L02: 492_139 })
  expect(binding).toBe('L01')
  expect(amount).toBe(470_000)
  expect(disclosure).toMatchObject({ fee: 21_150, owed: 491_150, expected_days: 58 })
  expect(Math.round((disclosure?.apr_nominal_bp ?? 0) / 100)).toBe(55)
})

it('clips the fee of the worked example to 2.9 percent under a cap of 36', ({ expect }) => {
  const { amount, disclosure } = lend({ max_apr_bp: 3600 })
  expect(amount).toBe(470_000)
  expect((disclosure?.fee ?? 0) / 4700).toBeCloseTo(2.9, 1)
  expect(disclosure?.apr_nominal_bp).toBeLessThanOrEqual(3600)
  expect(disclosure?.apr_nominal_bp).toBeGreaterThan(3550)
})

it('shows the days at the average of recent sales and at the steady income', ({ expect }) => {
  const { terms } = anyDraw(createRandom(1))
  const average = { window_sales: 1_000_000, window_days: 100, steady_weekly_100: 3_500_000 }
  const priced = priceDraw({ ...terms, ...average, fee_bp: 0, min_fee_bp: 0 }, 120_000, 1200)
  // 12 percent of 10,000 a day.
  expect(priced?.expected_days).toBe(100)
  // 12 percent of 35,000 a week, which is 5,000 a day.
  expect(priced?.steady_days).toBe(200)
  const silent = { ...terms, window_sales: 0, steady_weekly_100: 0 }
  const never = priceDraw({ ...silent, fee_bp: 0, min_fee_bp: 0 }, 120_000, 1200)
  expect(never?.expected_days).toBe(EXPECTED_DAYS_MAX)
  expect(never?.steady_days).toBe(EXPECTED_DAYS_MAX)
})

interface Draw {
  principal: number
  holdbackBp: number
}

/** A draw that takes from a day to most of a year to repay. */
function anyDraw(random: Random): Draw & { terms: PriceTerms } {
  const principal = random.int(1, random.pick([1000, 100_000, 5_000_000]))
  const windowDays = random.int(1, 120)
  const aDay = principal * Math.exp(random.float() * 4 - 2)
  const terms: PriceTerms = {
    fee_bp: random.int(0, 1200),
    min_fee_bp: random.pick([0, 0, 50, 200]),
    max_apr_bp: random.int(100, 20_000),
    apr_basis: random.pick(['nominal_daily_x365', 'effective_annual']),
    window_sales: Math.ceil(aDay * windowDays),
    window_days: windowDays,
    steady_weekly_100: random.int(0, 50_000_000),
  }
  return { principal, holdbackBp: random.int(1, 10) * 200, terms }
}

/** What is wrong with a price, reckoned in another way; null when nothing is. */
function wrongWith(
  price: Disclosure,
  terms: PriceTerms,
  { principal, holdbackBp }: Draw,
): string | null {
  const { fee, owed, expected_days: days } = price
  if (price.principal !== principal || price.holdback_bp !== holdbackBp) return 'another draw'
  if (fee < 0 || !Number.isSafeInteger(fee)) return `fee ${fee}`
  if (owed !== principal + fee) return 'owed is not principal and fee'
  if (fee > Math.ceil((principal * terms.fee_bp) / 10_000)) return 'fee above the band’s'
  if (fee < Math.ceil((principal * terms.min_fee_bp) / 10_000)) return 'fee below the least'
  if (aprOf(price, terms) > terms.max_apr_bp) return 'APR above the cap'
  const exact = (owed * 10_000 * terms.window_days) / (holdbackBp * terms.window_sales)
  const expected = Math.min(EXPECTED_DAYS_MAX, Math.ceil(exact - 1e-9))
  if (Math.abs(days - Math.max(1, expected)) > 0) return `${days} days, not ${expected}`
  // What is repaid day by day is worth the principal at the rate that is shown.
  const rate = price.daily_rate_e12 / 1e12
  const each = Math.ceil(owed / days)
  let [worth, left, discount] = [0, owed, 1]
  while (left > 0) {
    discount /= 1 + rate
    worth += Math.min(each, left) * discount
    left -= each
  }
  return Math.abs(worth - principal) > 0.01 + principal * 1e-6 ? `worth ${worth}` : null
}

it(
  'prices every draw within the cap, the band and the least fee',
  { timeout: TIMEOUT_MS },
  ({ expect }) => {
    const random = createRandom(70)
    const broken: string[] = []
    let priced = 0
    while (priced < CASES) {
      const { terms, ...draw } = anyDraw(random)
      const price = priceDraw(terms, draw.principal, draw.holdbackBp)
      if (price === null) continue
      priced += 1
      const wrong = wrongWith(price, terms, draw)
      if (wrong !== null) broken.push(`${wrong} of ${JSON.stringify({ terms, draw, price })}`)
    }
    expect(broken.slice(0, 3)).toEqual([])
    expect(priced).toBe(CASES)
  },
)

it('refuses for the price only where the least fee is above the cap', ({ expect }) => {
  const random = createRandom(71)
  let refused = 0
  while (refused < 2000) {
    const { terms, principal, holdbackBp } = anyDraw(random)
    if (terms.fee_bp < terms.min_fee_bp) continue
    if (priceDraw(terms, principal, holdbackBp) !== null) continue
    refused += 1
    const least = { ...terms, fee_bp: terms.min_fee_bp, max_apr_bp: Number.MAX_SAFE_INTEGER }
    const price = priceDraw(least, principal, holdbackBp)
    const apr = price === null ? Infinity : aprOf(price, terms)
    expect(apr, JSON.stringify({ terms, principal, holdbackBp })).toBeGreaterThan(terms.max_apr_bp)
  }
})

it('clips the fee no further than the cap asks for', ({ expect }) => {
  const random = createRandom(72)
  let clipped = 0
  while (clipped < 1000) {
    const { principal, holdbackBp, terms } = anyDraw(random)
    if (principal < 100_000) continue
    const price = priceDraw({ ...terms, min_fee_bp: 0 }, principal, holdbackBp)
    const feeBp = Math.floor(((price?.fee ?? 0) * 10_000) / principal)
    if (price === null || feeBp >= terms.fee_bp - 2) continue
    clipped += 1
    // Two basis points more would be above: one for rounding the fee, one for rounding the APR.
    const dearer = { ...terms, fee_bp: feeBp + 2, min_fee_bp: feeBp + 2 }
    const told = JSON.stringify({ terms, principal, holdbackBp })
    expect(priceDraw(dearer, principal, holdbackBp), told).toBeNull()
  }
})

it('works from a policy that has nothing wrong with it', ({ expect }) => {
  expect(policyProblems(EXAMPLE_POLICY)).toEqual([])
})
