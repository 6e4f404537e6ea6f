import { xirr } from '@webcarrot/xirr'
import fc from 'fast-check'
import { it } from 'vitest'
import {
  dailyRate,
  effectiveOf,
  feeBpWithin,
  nominalAprBp,
  nominalOf,
  rateOfApr,
} from '../../../src/domain/credit/apr.ts'
import type { PricedDraw } from '../../../src/domain/credit/apr.ts'

/** Large enough that minor units do not show in basis points. */
const PRINCIPAL = 1_000_000_000
const DAY_MS = 24 * 60 * 60 * 1000

const flat = (percent: number, days: number): PricedDraw => {
  return { principal: PRINCIPAL, fee: (PRINCIPAL / 100) * percent, days }
}

it('finds the effective interest rate of Apache Fineract’s working-capital loan', ({ expect }) => {
  // Net 9,000, fee 1,000, repaid by 200 daily payments of 50.00.
  const rate = dailyRate({ principal: 900_000, fee: 100_000, days: 200 })
  expect(Math.abs(rate - 0.0010678144878363462)).toBeLessThan(1e-12)
  // Its first day: 9.61 of the fee is earned and 8,959.61 is left.
  expect((9000 * rate).toFixed(2)).toBe('9.61')
  expect((9000 * (1 + rate) - 50).toFixed(2)).toBe('8959.61')
})

it('gives the yearly cost of a flat fee as the design’s table has it', ({ expect }) => {
  const days = [30, 45, 60, 90, 120]
  const table: [percent: number, aprs: number[]][] = [
    [2, [46.8, 31.5, 23.8, 15.9, 12.0]],
    [3, [70.0, 47.2, 35.6, 23.8, 17.9]],
    [4, [93.0, 62.7, 47.3, 31.7, 23.8]],
    [5, [116.0, 78.1, 58.9, 39.5, 29.7]],
    [6, [138.7, 93.5, 70.5, 47.2, 35.5]],
    [8, [183.9, 123.9, 93.4, 62.6, 47.1]],
    [10, [228.6, 153.9, 116.1, 77.8, 58.5]],
  ]
  for (const [percent, aprs] of table) {
    for (const [i, apr] of aprs.entries()) {
      const found = nominalAprBp(flat(percent, days[i] ?? 0))
      // The table has one decimal: half of its last digit, and a basis point.
      expect(Math.abs(found - apr * 100), `${percent} % in ${days[i]} days`).toBeLessThanOrEqual(6)
    }
  }
})

it('agrees with what other lenders’ published examples come to', ({ expect }) => {
  const rows: [name: string, draw: PricedDraw, percent: number][] = [
    ['Square, 10,000 and 1,400 in a year', flat(14, 365), 26.7],
    ['Square, the same in nine months', flat(14, 270), 36.1],
    ['iKhokha, 20 percent in nine months', flat(20, 270), 50.7],
    ['a flat 4 percent in 45 days', flat(4, 45), 62.7],
  ]
  for (const [name, draw, percent] of rows) {
    expect(Math.abs(nominalAprBp(draw) / 100 - percent), name).toBeLessThanOrEqual(0.06)
  }
  expect(Math.round(effectiveOf(dailyRate(flat(4, 45))) / 100)).toBe(87)
})

it('fits the highest fee under a cap as the design’s table has it', ({ expect }) => {
  const table: [aprBp: number, fees: [days: number, percent: number][]][] = [
    [
      2400,
      [
        [30, 1.02],
        [60, 2.02],
        [90, 3.02],
      ],
    ],
    [
      3600,
      [
        [30, 1.54],
        [60, 3.04],
        [90, 4.55],
      ],
    ],
    [
      6000,
      [
        [30, 2.57],
        [60, 5.09],
        [90, 7.66],
      ],
    ],
  ]
  for (const [aprBp, fees] of table) {
    for (const [days, percent] of fees) {
      const found = feeBpWithin(rateOfApr(aprBp, 'nominal_daily_x365'), days)
      expect(Math.abs(found - percent * 100), `${aprBp} in ${days}`).toBeLessThanOrEqual(1)
      expect(nominalAprBp(flat(found / 100, days))).toBeLessThanOrEqual(aprBp)
      expect(nominalAprBp(flat((found + 2) / 100, days))).toBeGreaterThan(aprBp)
    }
  }
})

const draws = fc.record({
  principal: fc.integer({ min: 10_000, max: 100_000_000 }),
  feeBp: fc.integer({ min: 1, max: 2000 }),
  days: fc.integer({ min: 2, max: 365 }),
})

it('agrees with a spreadsheet’s XIRR on the same payments to a basis point', ({ expect }) => {
  fc.assert(
    // Beyond a few thousand percent a year the spreadsheet’s search finds nothing.
    fc.property(
      draws.filter(({ feeBp, days }) => feeBp / days < 25),
      ({ principal, feeBp, days }) => {
        const draw = { principal, fee: Math.ceil((principal * feeBp) / 10_000), days }
        const rate = dailyRate(draw)
        const yearly = xirr(paymentsOf(draw), 0.5)
        const daily = (1 + yearly) ** (1 / 365) - 1
        expect(Math.abs(nominalOf(rate) - daily * 365 * 10_000)).toBeLessThanOrEqual(1)
        // Large rates are compared by their size: a basis point of 1,000 percent is nothing.
        const off = Math.abs(effectiveOf(rate) / 10_000 - yearly)
        expect(off / (1 + yearly)).toBeLessThanOrEqual(1e-4)
      },
    ),
    { seed: 5, numRuns: 3000 },
  )
})

/** What a spreadsheet has: the money out, then a payment a day, the last one the remainder. */
function paymentsOf({ principal, fee, days }: PricedDraw) {
  const owed = principal + fee
  const each = Math.ceil(owed / days)
  const payments = Array.from({ length: Math.ceil(owed / each) }, (_, i) =>
    Math.min(each, owed - each * i),
  )
  return [-principal, ...payments].map((amount, day) => ({ amount, date: new Date(day * DAY_MS) }))
}

it('costs more with every unit of fee, and less the longer it may take', ({ expect }) => {
  fc.assert(
    fc.property(draws, ({ principal, feeBp, days }) => {
      const fee = Math.ceil((principal * feeBp) / 10_000)
      const rate = dailyRate({ principal, fee, days })
      expect(dailyRate({ principal, fee: fee + 1, days })).toBeGreaterThan(rate)
      expect(dailyRate({ principal, fee, days: days + 1 })).toBeLessThanOrEqual(rate)
      expect(dailyRate({ principal, fee: 0, days })).toBe(0)
    }),
    { seed: 6, numRuns: 3000 },
  )
})

it('turns an APR of either basis into a day’s rate and back', ({ expect }) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (aprBp) => {
      expect(nominalOf(rateOfApr(aprBp, 'nominal_daily_x365'))).toBe(aprBp)
      expect(effectiveOf(rateOfApr(aprBp, 'effective_annual'))).toBe(aprBp)
    }),
    { seed: 7 },
  )
})
