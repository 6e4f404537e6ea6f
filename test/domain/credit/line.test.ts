import fc from 'fast-check'
import { it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import {
  holdbackFor,
  leastDraw,
  mayHoldBack,
  payoffOf,
  positionsOf,
  quoteDraw,
} from '../../../src/domain/credit/line.ts'
import type { LineTerms } from '../../../src/domain/credit/line.ts'
import { priceDraw } from '../../../src/domain/credit/pricing.ts'
import type { PriceTerms } from '../../../src/domain/credit/pricing.ts'
import { at, drawn } from './draws.ts'

const PRICE: PriceTerms = {
  fee_bp: 450,
  min_fee_bp: 50,
  max_apr_bp: 6000,
  apr_basis: 'nominal_daily_x365',
  window_sales: 12_000_000,
  window_days: 120,
  steady_weekly_100: 70_000_000,
}

const LINE: LineTerms = {
  line: 'lin_TEST',
  offer: 'ofr_TEST',
  lender: 'prt_TEST',
  policy_id: 'stock',
  policy_version: 1,
  band: 'A',
  currency: 'INR',
  limit: 1_000_000,
  min_draw: 50_000,
  step: 10_000,
  holdback: { default_bp: 1200, min_bp: 800, max_bp: 2000 },
  price: PRICE,
  rebate_bp: 10_000,
  allow_cash: false,
  portfolio_limit: EXAMPLE_POLICY.portfolio_limit_minor,
}

it('holds back at most the share, at most what is owed, and nothing of nothing, in 200,000 cases', ({
  expect,
}) => {
  const random = createRandom(8)
  const wrong: unknown[] = []
  for (let i = 0; i < 200_000; i += 1) {
    const size = random.pick([100, 10_000, 1e9, Number.MAX_SAFE_INTEGER])
    const sale = random.int(-size, size)
    const bp = random.pick([0, 1, 800, 1200, 2000, random.int(0, 10_000)])
    const owed = random.pick([0, 1, random.int(0, size), random.int(0, 1000)])
    const held = holdbackFor(sale, bp, owed)
    const share = sale <= 0 ? 0n : (BigInt(sale) * BigInt(bp)) / 10_000n
    const right = share < BigInt(owed) ? share : BigInt(owed)
    if (BigInt(held) !== right || held < 0) wrong.push({ sale, bp, owed, held })
  }
  expect(wrong).toEqual([])
})

it('repays the oldest draw first, and the parts of each add up to the minor unit', ({ expect }) => {
  const amounts = fc.record({ principal: fc.integer({ min: 1, max: 1e9 }), fee: fc.nat(1e8) })
  fc.assert(
    fc.property(fc.array(amounts, { minLength: 1, maxLength: 6 }), fc.nat(1e6), (list, part) => {
      const draws = list.map(({ principal, fee }, i) => drawn({ seq: i, principal }, { fee }))
      const total = list.reduce((sum, { principal, fee }) => sum + principal + fee, 0)
      const owed = Number((BigInt(total) * BigInt(part)) / 1_000_000n)
      const positions = positionsOf(draws, owed)
      expect(positions.reduce((sum, { remaining }) => sum + remaining, 0)).toBe(owed)
      for (const [i, { draw, settled, remaining, principalOut }] of positions.entries()) {
        expect(settled + remaining).toBe(draw.principal + draw.terms.fee)
        expect(principalOut).toBeGreaterThanOrEqual(0)
        expect(principalOut).toBeLessThanOrEqual(Math.min(draw.principal, remaining))
        if (remaining > 0)
          expect(positions.slice(i + 1).every((later) => later.settled === 0)).toBe(true)
      }
    }),
  )
})

it('splits each repayment so that the parts of principal add up to the principal', ({ expect }) => {
  const random = createRandom(14)
  for (let i = 0; i < 2_000; i += 1) {
    const draw = drawn({ principal: random.int(1, 1e6) }, { fee: random.int(0, 1e5) })
    const owed = draw.principal + draw.terms.fee
    let [settled, principal, fee] = [0, 0, 0]
    while (settled < owed) {
      const before = at(settled, draw).principalOut
      const paid = Math.min(owed - settled, random.int(1, Math.ceil(owed / 5)))
      settled += paid
      const part = before - at(settled, draw).principalOut
      expect(part).toBeGreaterThanOrEqual(0)
      expect(part).toBeLessThanOrEqual(paid)
      principal += part
      fee += paid - part
    }
    expect([principal, fee]).toEqual([draw.principal, draw.terms.fee])
  }
})

it('costs exactly the principal to pay off on the first day, at every size and share', ({
  expect,
}) => {
  const random = createRandom(15)
  let priced = 0
  while (priced < 3_000) {
    const price = { ...PRICE, window_sales: random.int(200_000, 60_000_000) }
    const principal = random.pick([50_000, random.int(50_000, 5_000_000), 50_000_000])
    const quote = priceDraw(price, principal, random.pick([800, 1000, 1200, 2000]))
    if (quote === null) continue
    priced += 1
    const { fee, expected_days, daily_rate_e12 } = quote
    const draw = drawn({ principal }, { fee, expected_days, daily_rate_e12 })
    expect(payoffOf(at(0, draw), 0, 10_000)).toEqual({ pay: principal, rebate: fee })
    expect(payoffOf(at(0, draw), 0, 5_000).rebate).toBe(Math.floor(fee / 2))
    expect(payoffOf(at(0, draw), 0, 0)).toEqual({ pay: principal + fee, rebate: 0 })
  }
})

it('takes less off the later it is paid, never more than the fee, and nothing after the expected days', ({
  expect,
}) => {
  const random = createRandom(16)
  for (let i = 0; i < 1_000; i += 1) {
    const price = { ...PRICE, window_sales: random.int(1_000_000, 60_000_000) }
    const principal = random.int(50_000, 5_000_000)
    const quote = priceDraw(price, principal, 1200)
    if (quote === null) continue
    const { fee, owed, expected_days: days, daily_rate_e12 } = quote
    const draw = drawn({ principal }, { fee, expected_days: days, daily_rate_e12 })
    const settled = random.int(0, owed)
    let last = fee
    for (let elapsed = 0; elapsed <= days + 3; elapsed += random.int(1, 7)) {
      const { pay, rebate } = payoffOf(at(settled, draw), elapsed, 10_000)
      expect(pay + rebate).toBe(owed - settled)
      expect(rebate).toBeGreaterThanOrEqual(0)
      expect(rebate).toBeLessThanOrEqual(last)
      if (elapsed >= days) expect(rebate).toBe(0)
      last = rebate
    }
  }
})

it('takes less off the more is repaid, but for what rounding a day’s payment up moves', ({
  expect,
}) => {
  const random = createRandom(17)
  for (let i = 0; i < 300; i += 1) {
    const price = { ...PRICE, window_sales: random.int(4_000_000, 60_000_000) }
    const principal = random.int(50_000, 5_000_000)
    const quote = priceDraw(price, principal, 1200)
    if (quote === null) continue
    const { fee, owed, expected_days: days, daily_rate_e12 } = quote
    const draw = drawn({ principal }, { fee, expected_days: days, daily_rate_e12 })
    const elapsed = random.int(0, days - 1)
    // One minor unit a day more brings the whole plan forward by at most that much interest.
    const slack = Math.ceil((days * days * daily_rate_e12) / 1e12) + 1
    let last = fee
    for (let settled = 0; settled <= owed; settled += random.int(1, Math.ceil(owed / 20))) {
      const { rebate } = payoffOf(at(settled, draw), elapsed, 10_000)
      expect(rebate).toBeLessThanOrEqual(last + slack)
      last = Math.min(last, rebate)
    }
    expect(payoffOf(at(owed, draw), elapsed, 10_000)).toEqual({ pay: 0, rebate: 0 })
  }
})

it('finds the least draw that the lender’s least fee and the cap both allow', ({ expect }) => {
  const random = createRandom(18)
  for (let i = 0; i < 400; i += 1) {
    const price = { ...PRICE, window_sales: random.int(1_000_000, 500_000_000) }
    const terms = { ...LINE, price, min_draw: random.int(1, 60_000) }
    const most = random.int(1, 1_000_000)
    const bp = random.pick([800, 1200, 2000])
    const least = leastDraw(terms, most, bp)
    if (least === null) {
      expect(most < terms.min_draw || quoteDraw(terms, most, bp) === null).toBe(true)
      continue
    }
    expect(least).toBeLessThanOrEqual(most)
    expect(least).toBeGreaterThanOrEqual(terms.min_draw)
    expect(quoteDraw(terms, least, bp)).not.toBeNull()
    if (least > terms.min_draw)
      expect(quoteDraw(terms, Math.max(terms.min_draw, least - terms.step), bp)).toBeNull()
  }
  expect(quoteDraw(LINE, 49_999, 1200)).toBeNull()
})

it('lets the vendor choose a share in steps of two percent within the policy', ({ expect }) => {
  const allowed = [0, 600, 799, 800, 801, 900, 1000, 1100, 1200, 1800, 2000, 2200].filter((bp) =>
    mayHoldBack(LINE, bp),
  )
  expect(allowed).toEqual([800, 1000, 1200, 1800, 2000])
  const greedy = { ...LINE, holdback: { default_bp: 1200, min_bp: 800, max_bp: 9000 } }
  expect([2000, 2200].map((bp) => mayHoldBack(greedy, bp))).toEqual([true, false])
})
