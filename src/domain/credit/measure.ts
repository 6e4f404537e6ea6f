/** From what history adds up to, to what a decision is made from. */
import type { CreditInputs, Features, GateCode, LoanHistory } from './features.ts'
import { INCOME_PERIODS, INCOME_WEEKS } from './income.ts'
import type { Pause } from './progress.ts'

/** Days of history that features look at: eight whole weeks. */
export const FEATURE_DAYS = INCOME_WEEKS * 7
/** Days of a year that begins on the same weekday as this one. */
const YEAR_DAYS = 364
/** Days before a day of last year that its season is compared with, and days after it that are the season. */
const BEFORE_DAYS = 56
const SEASON_DAYS = 84
/** Days of sales that a decision looks back over: a year, and what its season is compared with. */
export const WINDOW_DAYS = YEAR_DAYS + BEFORE_DAYS
/** One payer counts for at most this part of a week's sales. */
export const PAYER_CAP_BP = 1500
const RECENT_DAYS = 28
const NEWEST_DAYS = 14
const SPIKE_BASE_DAYS = 84
/** Spikes are looked for once the base is more than three weeks. */
const SPIKE_TENURE_DAYS_MIN = 49
/** Declared pauses of a year that are no gap. */
const PAUSED_DAYS_MAX = 21
/** Sales of two weeks below so much of those of the eight weeks before, basis points, have fallen away. */
const FALLEN_BP = 7000n
const BP = 10_000n

/** Sums over a vendor's history before a day; money in minor units, tips left out. */
export interface Measures {
  /** Qualified sales by week of the window, oldest first, each payer capped. */
  weeks: readonly number[]
  payers28: number
  loyalPayers56: number
  /** Over the window: sales to others, what of them was refunded, and what the stall's own phones paid. */
  gross: number
  refunded: number
  own: number
  /** Over the last 28 days: qualified sales, the largest payer's, odd tickets, bursts of new payers. */
  recent: number
  largestPayer: number
  oddTickets: number
  bursts: number
  /** Qualified sales by hour of the day, in the last 28 days and in the 28 before. */
  hours: readonly { isRecent: boolean; hour: number; sales: number }[]
  /** Money that came back by a pair or a ring of stalls, over the window. */
  reciprocal: number
  ring: number
}

/** Qualified sales of one day; days since 1970-01-01. */
export interface SalesDay {
  day: number
  sales: number
}

export interface Measured {
  measures: Measures
  /** Days with qualified sales, oldest first, at least over the last {@link WINDOW_DAYS}. */
  days: readonly SalesDay[]
  /** Day of the first qualified sale; null before it. */
  firstSaleDay: number | null
  pauses: readonly Pause[]
  loans: LoanHistory
  waived: readonly GateCode[]
}

/** Puts together what a decision is made from. Sales on `asOfDay` or later must not be in it. */
export function creditInputs(
  currency: CreditInputs['currency'],
  asOfDay: number,
  measured: Measured,
): CreditInputs {
  const { measures, loans, waived } = measured
  const days = measured.days.filter(({ day }) => day < asOfDay)
  return {
    currency,
    asOfDay,
    features: featuresOf(asOfDay, { ...measured, days }),
    loans,
    signals: signalsOf(asOfDay, { measures, days, firstSaleDay: measured.firstSaleDay }),
    waived,
  }
}

/**
 * Whether sales fell away: the last week below half of a steady one, the last two below seven tenths of the eight before
 * them, or three days of silence at a stall that trades.
 */
export function isFlowLow(
  asOfDay: number,
  { days, pauses }: Pick<Measured, 'days' | 'pauses'>,
  steadyWeekly100: number,
): boolean {
  const lastWeek = sumOf(days, asOfDay - 7, asOfDay)
  if (lastWeek * 200 < steadyWeekly100) return true
  if (isFading(asOfDay, days)) return true
  const trading = daysWithSales(days, asOfDay - RECENT_DAYS, asOfDay).length
  const last = days.findLast(({ day, sales }) => day < asOfDay && sales > 0)?.day ?? asOfDay
  const silent = asOfDay - 1 - last - pausedBetween(pauses, last + 1, asOfDay)
  return silent >= 3 && trading * 7 >= RECENT_DAYS * 5
}

/** Days before the first sale count as days without: a stall that has only begun does not fade. */
function isFading(asOfDay: number, days: readonly SalesDay[]): boolean {
  const from = asOfDay - NEWEST_DAYS
  const before = BigInt(sumOf(days, from - FEATURE_DAYS, from)) * BigInt(NEWEST_DAYS)
  return BigInt(sumOf(days, from, asOfDay)) * BigInt(FEATURE_DAYS) * BP < before * FALLEN_BP
}

function featuresOf(asOfDay: number, measured: Measured): Features {
  const { measures, days, firstSaleDay, pauses } = measured
  const tenureDays = firstSaleDay === null ? 0 : Math.max(0, asOfDay - firstSaleDay)
  const window = expectedSales(asOfDay, days, tenureDays)
  return {
    weeks: measures.weeks,
    periods: periodsOf(asOfDay, days, tenureDays),
    tenureDays,
    activeDays56: daysWithSales(days, asOfDay - FEATURE_DAYS, asOfDay).length,
    gapDays56: longestGap(asOfDay, days, pauses),
    payers28: measures.payers28,
    loyalPayers56: measures.loyalPayers56,
    refundBp56: partBp(measures.refunded, measures.gross),
    windowSales: window.sales,
    windowDays: window.days,
  }
}

function periodsOf(asOfDay: number, days: readonly SalesDay[], tenureDays: number): number[] {
  const count = Math.min(INCOME_PERIODS, Math.floor(tenureDays / FEATURE_DAYS))
  return Array.from({ length: count }, (_, i) => {
    const from = asOfDay - (count - i) * FEATURE_DAYS
    return sumOf(days, from, from + FEATURE_DAYS)
  })
}

/**
 * The sales that the expected time of repayment is reckoned from: the average of the last 56 days, or of the last 28
 * and the last 14 days each at half weight, whichever is less; from a year of history on, moved halfway to what the
 * season did last year.
 */
function expectedSales(
  asOfDay: number,
  days: readonly SalesDay[],
  tenureDays: number,
): { sales: number; days: number } {
  if (tenureDays < FEATURE_DAYS) {
    const length = Math.max(1, tenureDays)
    return { sales: sumOf(days, asOfDay - length, asOfDay), days: length }
  }
  const over = (length: number) => sumOf(days, asOfDay - length, asOfDay)
  const level = Math.min(over(FEATURE_DAYS), over(RECENT_DAYS) + 2 * over(NEWEST_DAYS))
  const hasYear = tenureDays >= WINDOW_DAYS
  return { sales: hasYear ? seasonal(asOfDay, days, level) : level, days: FEATURE_DAYS }
}

/**
 * Sales, times half of one and what the season did to them a year ago: at the most half as much again, and half where
 * the stall was closed. Halfway, because a single year is as much chance as season.
 */
function seasonal(asOfDay: number, days: readonly SalesDay[], sales: number): number {
  const day = asOfDay - YEAR_DAYS
  const before = BigInt(sumOf(days, day - BEFORE_DAYS, day)) * BigInt(SEASON_DAYS)
  if (before === 0n) return sales
  const after = BigInt(sumOf(days, day, day + SEASON_DAYS)) * BigInt(BEFORE_DAYS)
  const bounded = after < 2n * before ? after : 2n * before
  return Number((BigInt(sales) * (before + bounded)) / (2n * before))
}

function signalsOf(
  asOfDay: number,
  { measures, days, firstSaleDay }: Pick<Measured, 'measures' | 'days' | 'firstSaleDay'>,
): Partial<Record<GateCode, number>> {
  const { gross, recent } = measures
  const tenure = firstSaleDay === null ? 0 : asOfDay - firstSaleDay
  return {
    F01: partBp(measures.own, gross + measures.own),
    F03: partBp(measures.reciprocal, gross),
    F04: partBp(measures.ring, gross),
    F05: partBp(measures.largestPayer, recent),
    ...(tenure >= SPIKE_TENURE_DAYS_MIN ? { F06: spikeBp(asOfDay, days) } : {}),
    F07: partBp(measures.refunded, gross),
    F08: partBp(measures.oddTickets, recent),
    F09: hoursShiftBp(measures.hours),
    F10: partBp(measures.bursts, recent),
  }
}

/** Sales of a trading day in the last 28 days against the 84 days before, basis points; 0 without a base. */
function spikeBp(asOfDay: number, days: readonly SalesDay[]): number {
  const from = asOfDay - RECENT_DAYS
  const base = { sales: sumOf(days, from - SPIKE_BASE_DAYS, from), days: 0 }
  base.days = daysWithSales(days, from - SPIKE_BASE_DAYS, from).length
  const recentDays = daysWithSales(days, from, asOfDay).length
  if (base.sales === 0 || recentDays === 0) return 0
  const recent = BigInt(sumOf(days, from, asOfDay)) * BigInt(base.days) * BP
  return Number(recent / (BigInt(base.sales) * BigInt(recentDays)))
}

/** Part of the recent sales that moved to hours which held less of the sales before, basis points. */
function hoursShiftBp(hours: Measures['hours']): number {
  const shares = (isRecent: boolean) => {
    const rows = hours.filter((row) => row.isRecent === isRecent)
    const total = rows.reduce((sum, { sales }) => sum + sales, 0)
    return new Map(rows.map(({ hour, sales }) => [hour, partBp(sales, total)]))
  }
  const before = shares(false)
  if (before.size === 0) return 0
  return [...shares(true)].reduce(
    (sum, [hour, share]) => sum + Math.max(0, share - (before.get(hour) ?? 0)),
    0,
  )
}

/** Longest run of days without sales in the window, the days up to `asOfDay` included; declared pauses do not count. */
function longestGap(asOfDay: number, days: readonly SalesDay[], pauses: readonly Pause[]): number {
  const from = asOfDay - FEATURE_DAYS
  const marks = [from - 1, ...daysWithSales(days, from, asOfDay), asOfDay]
  const gaps = marks.slice(1).map((day, i) => {
    const after = (marks[i] ?? from) + 1
    return day - after - Math.min(PAUSED_DAYS_MAX, pausedBetween(pauses, after, day))
  })
  return Math.max(0, ...gaps)
}

function pausedBetween(pauses: readonly Pause[], from: number, to: number): number {
  return pauses.reduce(
    (sum, { fromDay, toDay }) => sum + Math.max(0, Math.min(toDay, to) - Math.max(fromDay, from)),
    0,
  )
}

function daysWithSales(days: readonly SalesDay[], from: number, to: number): number[] {
  return days.filter(({ day, sales }) => day >= from && day < to && sales > 0).map(({ day }) => day)
}

function sumOf(days: readonly SalesDay[], from: number, to: number): number {
  return days
    .filter(({ day }) => day >= from && day < to)
    .reduce((sum, { sales }) => sum + sales, 0)
}

function partBp(part: number, whole: number): number {
  return whole <= 0 ? 0 : Number((BigInt(part) * BP) / BigInt(whole))
}
