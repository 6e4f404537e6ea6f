import { it } from 'vitest'
import { NO_LOANS } from '../../../src/domain/credit/features.ts'
import { creditInputs, isFlowLow } from '../../../src/domain/credit/measure.ts'
import type { Measured, SalesDay } from '../../../src/domain/credit/measure.ts'

const TODAY = 20_760

/** A stall's days up to yesterday; `salesOn` says what it sold so many days ago. */
function stall(age: number, salesOn: (daysAgo: number) => number): Measured {
  const days: SalesDay[] = Array.from({ length: age }, (_, i) => {
    return { day: TODAY - age + i, sales: salesOn(age - i) }
  })
  return {
    measures: {
      weeks: [0, 0, 0, 0, 0, 0, 0, 0],
      payers28: 0,
      loyalPayers56: 0,
      gross: 0,
      refunded: 0,
      own: 0,
      recent: 0,
      largestPayer: 0,
      oddTickets: 0,
      bursts: 0,
      hours: [],
      reciprocal: 0,
      ring: 0,
    },
    days: days.filter(({ sales }) => sales > 0),
    firstSaleDay: TODAY - age,
    pauses: [],
    loans: NO_LOANS,
    waived: [],
  }
}

const featuresOf = (measured: Measured) => creditInputs('INR', TODAY, measured).features
const windowOf = (measured: Measured) => {
  const { windowSales, windowDays } = featuresOf(measured)
  return [windowSales, windowDays]
}

it('expects what came lately, or less', ({ expect }) => {
  expect(windowOf(stall(20, () => 100))).toEqual([2000, 20])
  expect(windowOf(stall(56, () => 100))).toEqual([5600, 56])
  // Sales doubled four weeks ago: the eight weeks are less than the last four.
  expect(windowOf(stall(200, (ago) => (ago <= 28 ? 200 : 100)))).toEqual([8400, 56])
  // Sales halved four weeks ago, or two.
  expect(windowOf(stall(200, (ago) => (ago <= 28 ? 50 : 100)))).toEqual([2800, 56])
  expect(windowOf(stall(200, (ago) => (ago <= 14 ? 50 : 100)))).toEqual([700 + 1400 + 1400, 56])
})

it('goes halfway to what the season did last year', ({ expect }) => {
  const lastYear = (after: number) => (ago: number) => (ago <= 364 && ago > 280 ? after : 100)
  expect(windowOf(stall(420, lastYear(100)))).toEqual([5600, 56])
  expect(windowOf(stall(420, lastYear(50)))).toEqual([4200, 56])
  expect(windowOf(stall(420, lastYear(140)))).toEqual([6720, 56])
  // Closed a year ago at this time, and opened: never less than half, nor more than half as much again.
  expect(windowOf(stall(420, lastYear(0)))).toEqual([2800, 56])
  expect(windowOf(stall(420, lastYear(900)))).toEqual([8400, 56])
  // A day short of a whole season to compare with; and nothing to compare with.
  expect(windowOf(stall(419, lastYear(50)))).toEqual([5600, 56])
  expect(windowOf(stall(500, (ago) => (ago > 364 ? 0 : 100)))).toEqual([5600, 56])
})

it('counts whole periods of eight weeks, seven at most, none from before the first sale', ({
  expect,
}) => {
  expect(featuresOf(stall(55, () => 1)).periods).toEqual([])
  expect(featuresOf(stall(111, () => 1)).periods).toEqual([56])
  expect(featuresOf(stall(112, (ago) => (ago <= 56 ? 2 : 1))).periods).toEqual([56, 112])
  expect(featuresOf(stall(900, (ago) => Math.ceil(ago / 56))).periods).toEqual(
    [7, 6, 5, 4, 3, 2, 1].map((times) => times * 56),
  )
})

it('sees sales fall away: in a week, in two, in three days of silence', ({ expect }) => {
  // 700 a week, times 100.
  const isLow = (salesOn: (daysAgo: number) => number, age = 200) =>
    isFlowLow(TODAY, stall(age, salesOn), 70_000)
  expect(isLow(() => 100)).toBe(false)
  expect(isLow((ago) => (ago <= 7 ? 50 : 100))).toBe(false)
  expect(isLow((ago) => (ago <= 7 ? 49 : 100))).toBe(true)
  expect(isLow((ago) => (ago <= 14 ? 70 : 100))).toBe(false)
  expect(isLow((ago) => (ago <= 14 ? 69 : 100))).toBe(true)
  expect(isLow((ago) => (ago <= 2 ? 0 : 100))).toBe(false)
  expect(isLow((ago) => (ago <= 3 ? 0 : 100))).toBe(true)
  // A stall of three weeks is compared with one week of its own and seven without.
  expect(isLow((ago) => (ago <= 14 ? 69 : 100), 21)).toBe(false)
})
