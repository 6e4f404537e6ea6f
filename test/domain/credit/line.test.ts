import fc from 'fast-check'
import { it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import {
  CHECK_DAYS,
  checksBy,
  countsForRamp,
  elapsedDays,
  holdbackFor,
  isInTime,
  leastDraw,
  mayHoldBack,
  paceBp,
  payoffOf,
  positionsOf,
  progressOf,
  quoteDraw,
} from '../../../src/domain/credit/line.ts'
import type { Draw, DrawPosition, LineTerms } from '../../../src/domain/credit/line.ts'
import { priceDraw } from '../../../src/domain/credit/pricing.ts'
import type { PriceTerms } from '../../../src/domain/credit/pricing.ts'

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

/** 100,000 with a fee of 4,000 to be repaid in 40 days: 2,600 a day, 36,400 by the first check. */
function drawn(change: Partial<Draw> = {}, terms: Partial<Draw['terms']> = {}): Draw {
  return {
    id: 'drw_TEST',
    seq: 1,
    principal: 100_000,
    terms: {
      line: 'lin_TEST',
      policy: 'stock',
      fee: 4_000,
      expected_days: 40,
      daily_rate_e12: 0,
      supplier: null,
      reference: null,
      purchase: null,
      ...terms,
    },
    day: 1000,
    clockDay: 1000,
    closedDay: null,
    rebated: 0,
    writtenOff: 0,
    checks: [],
    ...change,
  }
}

/** Where a draw stands after so much of it was settled. */
function at(settled: number, draw: Draw = drawn()): DrawPosition {
  const owed = draw.principal + draw.terms.fee
  const [position] = positionsOf([draw], owed - settled)
  if (position === undefined) throw new Error('there is one position')
  return position
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

it('tells how a draw is getting on, by its checks and its age', ({ expect }) => {
  // Day, what was settled at each check, what is settled now → status.
  const rows: [number, number[], number, string][] = [
    [0, [], 0, 'on_track'],
    [13, [], 0, 'on_track'],
    // Half of 36,400 is 18,200.
    [14, [], 18_199, 'behind'],
    [14, [], 18_200, 'on_track'],
    [20, [18_199], 18_199, 'behind'],
    [20, [18_200], 18_200, 'on_track'],
    // The second fortnight is judged by what came in it: another 18,200.
    [28, [36_400, 36_400], 36_400, 'behind'],
    [28, [10_000, 28_200], 36_400, 'on_track'],
    [28, [10_000, 28_199], 36_400, 'near_breach'],
    // The last twelve days of the plan are 31,200.
    [42, [10_000, 20_000, 35_600], 52_000, 'on_track'],
    [42, [10_000, 20_000, 35_599], 52_000, 'near_breach'],
    // At one and a half times the days it must be two fifths: 41,600 of 104,000.
    [59, [0, 20_000, 41_599, 41_599], 41_599, 'behind'],
    [60, [0, 20_000, 41_599, 41_599], 41_599, 'breach'],
    [60, [0, 20_000, 41_600, 41_600], 41_600, 'behind'],
  ]
  for (const [day, checks, settled, status] of rows) {
    const position = at(settled, drawn({ checks }))
    expect(progressOf(position, 1000 + day, []).status, `day ${day}: ${settled}`).toBe(status)
  }
  expect(progressOf(at(5_000), 1010, [])).toEqual({
    elapsedDays: 10,
    expectedDays: 40,
    planned: 26_000,
    minimum: 13_000,
    settled: 5_000,
    status: 'on_track',
  })
  expect(progressOf(at(5_000), 1200, [])).toMatchObject({ planned: 104_000, minimum: 52_000 })
  // A draw that waits for an earlier one is never late.
  expect(progressOf(at(0, drawn({ clockDay: null })), 1900, [])).toMatchObject({
    elapsedDays: 0,
    status: 'on_track',
  })
})

it('stops the clock while a pause lasts, wherever it begins and ends', ({ expect }) => {
  const pauses = (...list: [number, number][]) =>
    list.map(([fromDay, toDay]) => ({ fromDay, toDay }))
  expect(elapsedDays(1000, 1020, [])).toBe(20)
  expect(elapsedDays(1000, 1020, pauses([1005, 1010]))).toBe(15)
  expect(elapsedDays(1000, 1007, pauses([1005, 1010]))).toBe(5)
  expect(elapsedDays(1000, 1020, pauses([990, 1003], [1018, 1040]))).toBe(15)
  expect(elapsedDays(1000, 1020, pauses([900, 990], [1020, 1040]))).toBe(20)
  expect(elapsedDays(1000, 990, [])).toBe(0)
  const position = at(0)
  expect(progressOf(position, 1020, []).status).toBe('behind')
  expect(progressOf(position, 1020, pauses([1006, 1020])).status).toBe('on_track')
  expect(checksBy(position, 1000 + 2 * CHECK_DAYS, [])).toEqual([0, 0])
  expect(checksBy(position, 1000 + 2 * CHECK_DAYS, pauses([1001, 1002]))).toEqual([0])
  // What a check found stays, whatever came later.
  expect(checksBy(at(50_000, drawn({ checks: [7] })), 1028, [])).toEqual([7, 50_000])
  expect(checksBy(at(50_000, drawn({ checks: [7], clockDay: null })), 1900, [])).toEqual([7])
})

it('lets only a draw that was out for a while say something about the next', ({ expect }) => {
  const closed = (days: number, expected: number) =>
    drawn({ closedDay: 1000 + days }, { expected_days: expected })
  expect(paceBp(drawn(), [])).toBeNull()
  expect(paceBp(closed(40, 40), [])).toBe(10_000)
  expect(paceBp(closed(0, 40), [])).toBe(250)
  expect(paceBp(closed(60, 40), [{ fromDay: 1010, toDay: 1018 }])).toBe(13_000)
  expect([13_000, 13_001].map(isInTime)).toEqual([true, false])
  expect(countsForRamp(drawn(), [])).toBe(false)
  expect(countsForRamp(closed(0, 40), [])).toBe(false)
  expect([13, 14].map((days) => countsForRamp(closed(days, 40), []))).toEqual([false, true])
  expect([4, 5].map((days) => countsForRamp(closed(days, 9), []))).toEqual([false, true])
  expect(countsForRamp(closed(20, 40), [{ fromDay: 1003, toDay: 1010 }])).toBe(false)
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
