/** From daily takings to what a decision is made from. What takings do not tell is left out, never guessed. */
import type { CreditInputs, LoanHistory } from '../../../src/domain/credit/features.ts'
import { INCOME_WEEKS } from '../../../src/domain/credit/income.ts'
import { creditInputs, isFlowLow, WINDOW_DAYS } from '../../../src/domain/credit/measure.ts'
import type { Measures, SalesDay } from '../../../src/domain/credit/measure.ts'
import { salesBetween } from './series.ts'
import type { Series } from './series.ts'

/** Features and rules that need to know who paid: a takings file does not. */
export const ABSENT_FEATURES = ['payers28', 'loyalPayers56', 'refundBp56'] as const
export const ABSENT_RULES = ['F01', 'F03', 'F04', 'F05', 'F07', 'F08', 'F09', 'F10', 'F13'] as const

/** Sales over so many days that the expected days of repayment are reckoned from. */
export interface SalesWindow {
  sales: number
  days: number
}

/** An estimate of the sales to come that takes the place of the core's own; for comparisons. */
export type WindowRule = (series: Series, asOfDay: number, tenureDays: number) => SalesWindow

const NOTHING_KNOWN: Omit<Measures, 'weeks'> = {
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
}

export interface TakingsInputs {
  inputs: CreditInputs
  /** Days of the window with sales, oldest first. */
  days: SalesDay[]
}

/** What is known of a vendor before a day. */
export function takingsInputs(
  series: Series,
  asOfDay: number,
  { loans, windowRule }: { loans: LoanHistory; windowRule: WindowRule | null },
): TakingsInputs {
  const days = daysOf(series, asOfDay)
  const weeks = Array.from({ length: INCOME_WEEKS }, (_, i) => {
    const from = asOfDay - 7 * (INCOME_WEEKS - i)
    return salesBetween(series, from, from + 7)
  })
  const full = creditInputs('INR', asOfDay, {
    measures: { ...NOTHING_KNOWN, weeks },
    days,
    firstSaleDay: firstSaleDay(series, asOfDay),
    pauses: [],
    loans,
    waived: [],
  })
  const { F06: spike } = full.signals
  const window = windowRule?.(series, asOfDay, full.features.tenureDays)
  const inputs: CreditInputs = {
    ...full,
    features: {
      ...full.features,
      ...Object.fromEntries(ABSENT_FEATURES.map((name) => [name, null])),
      ...(window === undefined ? {} : { windowSales: window.sales, windowDays: window.days }),
    },
    signals: spike === undefined ? {} : { F06: spike },
  }
  return { inputs, days }
}

/** Whether the book would refuse a draw today, because sales fell away. */
export function isFrozen({ inputs, days }: TakingsInputs, steadyWeekly100: number): boolean {
  return isFlowLow(inputs.asOfDay, { days, pauses: [] }, steadyWeekly100)
}

function daysOf({ firstDay, amounts }: Series, asOfDay: number): SalesDay[] {
  const days: SalesDay[] = []
  const from = Math.max(0, asOfDay - WINDOW_DAYS - firstDay)
  const to = Math.min(amounts.length, asOfDay - firstDay)
  for (let i = from; i < to; i += 1) {
    const sales = amounts[i] ?? 0
    if (sales > 0) days.push({ day: firstDay + i, sales })
  }
  return days
}

function firstSaleDay({ firstDay, amounts }: Series, asOfDay: number): number | null {
  const place = amounts.findIndex((amount) => amount > 0)
  return place === -1 || firstDay + place >= asOfDay ? null : firstDay + place
}
