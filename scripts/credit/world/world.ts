/** A whole market on the day of a decision: who is there, what is known of each, and what would come after. */
import type { CreditInputs, LoanHistory } from '../../../src/domain/credit/features.ts'
import { NO_LOANS } from '../../../src/domain/credit/features.ts'
import { creditInputs, FEATURE_DAYS, WINDOW_DAYS } from '../../../src/domain/credit/measure.ts'
import type { SalesDay } from '../../../src/domain/credit/measure.ts'
import { circularFlow, measurePayments } from '../features.ts'
import type { PaymentMeasures } from '../features.ts'
import { createCalendar } from './calendar.ts'
import type { Calendar } from './calendar.ts'
import { assignFraud, inflate } from './fraud.ts'
import { simulateHistory } from './history.ts'
import type { History } from './history.ts'
import { WORLD } from './params.ts'
import type { WorldChange } from './params.ts'
import { drawVendor } from './vendor.ts'
import type { Vendor } from './vendor.ts'

/** A vendor on the day of the decision. */
export interface Subject {
  vendor: Vendor
  history: Pick<History, 'startDay' | 'sales' | 'counts'>
  inputs: CreditInputs
  asOfDay: number
  /** Sales of the last thirty days, and of thirty average days since the first. */
  month: number
  lifetimeMonth: number
  payments90: number
}

export interface World {
  seed: number
  calendar: Calendar
  subjects: Subject[]
}

export function createWorld(seed: number, vendors: number, change: WorldChange = {}): World {
  const calendar = createCalendar(seed)
  const asOfDay = WORLD.days.asOf + (change.laterDays ?? 0)
  const drawn = Array.from({ length: vendors }, (_, i) => drawVendor(seed, i, { vendors, change }))
  const payerOf = assignFraud(drawn, seed, change)
  const present = drawn.filter((one) => leavesOn(one, {}) > asOfDay)
  const measured = present.map((vendor) => {
    const history = simulateHistory(vendor, { asOfDay, calendar })
    inflate(vendor, history, { asOfDay, payerOf })
    const measures = measurePayments(history.payments, asOfDay, vendor.index)
    return { vendor, history: withoutPayments(history), measures }
  })
  const edges = new Map(measured.map(({ vendor, measures }) => [vendor.index, measures.edges]))
  const subjects = measured.map(({ vendor, history, measures }) => {
    const circular = circularFlow(edges, vendor.index)
    return subjectOf(vendor, history, { measures, circular, asOfDay, loans: NO_LOANS })
  })
  return { seed, calendar, subjects }
}

/** The same vendor on a later day, when a first draw was repaid and part of the sales may go elsewhere. */
export function laterSubject(
  { vendor }: Subject,
  about: {
    calendar: Calendar
    asOfDay: number
    turned: { fromDay: number; keeps: number }
    loans: LoanHistory
  },
): Subject {
  const history = simulateHistory(vendor, about)
  const measures = measurePayments(history.payments, about.asOfDay, vendor.index)
  const circular = { reciprocal: 0, ring: 0 }
  return subjectOf(vendor, withoutPayments(history), { ...about, measures, circular })
}

/** Day on which a vendor is gone: the business died or left the platform. */
export function leavesOn(vendor: Vendor, { exitTimes = 1 }: { exitTimes?: number }): number {
  return Math.min(
    diesOn(vendor, exitTimes),
    WORLD.days.asOf + vendor.churnLuck / vendor.churnHazard,
  )
}

export function diesOn({ exitLuck, exitHazard }: Vendor, exitTimes = 1): number {
  return WORLD.days.asOf + exitLuck / (exitHazard * exitTimes)
}

function withoutPayments({ startDay, sales, counts }: History): Subject['history'] {
  return { startDay, sales, counts }
}

interface Known {
  measures: PaymentMeasures
  circular: { reciprocal: number; ring: number }
  asOfDay: number
  loans: LoanHistory
}

function subjectOf(vendor: Vendor, history: Subject['history'], known: Known): Subject {
  const { measures, circular, asOfDay, loans } = known
  const days = daysOf(history, measures.days, asOfDay)
  const inputs = creditInputs('INR', asOfDay, {
    measures: { ...measures.measures, ...circular },
    days,
    firstSaleDay: firstSaleDay(history, asOfDay),
    pauses: [],
    loans,
    waived: [],
  })
  const age = asOfDay - history.startDay
  return {
    vendor,
    history,
    inputs,
    asOfDay,
    month: soldBetween(history, asOfDay - 30, asOfDay),
    lifetimeMonth: (soldBetween(history, history.startDay, asOfDay) * 30) / age,
    payments90: countedBetween(history, asOfDay - 90, asOfDay),
  }
}

/** Days with qualified sales: those of the window from the payments, older ones from the sums. */
function daysOf(
  history: Subject['history'],
  window: readonly number[],
  asOfDay: number,
): SalesDay[] {
  const days: SalesDay[] = []
  const from = asOfDay - FEATURE_DAYS
  for (let day = Math.max(history.startDay, asOfDay - WINDOW_DAYS); day < asOfDay; day += 1) {
    const sales =
      day < from ? (history.sales[day - history.startDay] ?? 0) : (window[day - from] ?? 0)
    if (sales > 0) days.push({ day, sales })
  }
  return days
}

function firstSaleDay({ startDay, sales }: Subject['history'], asOfDay: number): number | null {
  const place = sales.findIndex((sold) => sold > 0)
  return place === -1 || startDay + place >= asOfDay ? null : startDay + place
}

export function soldBetween(
  { startDay, sales }: Subject['history'],
  from: number,
  to: number,
): number {
  let sum = 0
  for (let i = Math.max(0, from - startDay); i < to - startDay; i += 1) sum += sales[i] ?? 0
  return sum
}

function countedBetween(
  { startDay, counts }: Subject['history'],
  from: number,
  to: number,
): number {
  let sum = 0
  for (let i = Math.max(0, from - startDay); i < to - startDay; i += 1) sum += counts[i] ?? 0
  return sum
}
