/**
 * From single payments to the sums that a decision is made from. Production does the same in SQL over D1
 * (src/db/credit-measures.ts); this is the plain version to check it against. Pure: payments in, sums out.
 *
 * The window is the 56 days before `asOfDay`; day `d` of it has the place `d - (asOfDay - 56)`, week `place / 7`.
 * *Recent* is places 28 to 55. The *kept* part of a payment is its amount less what was refunded before `asOfDay`. A
 * payment is *qualified* when something of it is kept, it is not from the stall's own phones and not tagged. Gross sales
 * and refunds are those of others' phones, tagged or not; what the stall's own phones paid is a sum of its own.
 */
import { FEATURE_DAYS, PAYER_CAP_BP } from '../../src/domain/credit/measure.ts'
import type { Measures } from '../../src/domain/credit/measure.ts'

/** One settled payment without its tip; money in minor units. */
export interface VendorPayment {
  day: number
  /** Minutes since the local midnight. */
  minute: number
  payer: string | number
  /** Vendor whose phone paid; null for a shopper. */
  payerVendor: number | null
  amount: number
  /** Part of it that was refunded before the day of the decision. */
  refunded: number
  isTagged?: boolean
}

export interface PaymentMeasures {
  measures: Omit<Measures, 'reciprocal' | 'ring'>
  /** Qualified sales by place in the window. */
  days: number[]
  /** What other vendors' phones paid, by vendor. */
  edges: Map<number, number>
}

const WEEKS = FEATURE_DAYS / 7
const RECENT_FROM = FEATURE_DAYS - 28
const LOYAL_DAYS = 3
const ODD_TIMES = 5
const BURST_PAYERS = 6
const BURST_MINUTES = 10

interface Kept extends VendorPayment {
  place: number
  kept: number
}

/** Measures the payments of one vendor; those outside the window do not count. */
export function measurePayments(
  payments: readonly VendorPayment[],
  asOfDay: number,
  vendor: number,
): PaymentMeasures {
  const all = inWindow(payments, asOfDay)
  const isOwn = ({ payerVendor }: Kept) => payerVendor === vendor
  const customers = all.filter((one) => !isOwn(one))
  const qualified = all.filter((one) => one.kept > 0 && one.isTagged !== true && !isOwn(one))
  const recent = qualified.filter(({ place }) => place >= RECENT_FROM)
  return {
    measures: {
      weeks: cappedWeeks(qualified),
      payers28: new Set(recent.map(({ payer }) => payer)).size,
      loyalPayers56: loyalPayers(qualified),
      gross: sum(customers.map(({ amount }) => amount)),
      refunded: sum(customers.map(({ amount, refunded }) => Math.min(amount, refunded))),
      own: sum(all.filter(isOwn).map(({ kept }) => kept)),
      recent: sum(recent.map(({ kept }) => kept)),
      largestPayer: Math.max(0, ...byPayer(recent).values()),
      oddTickets: oddTickets(recent),
      bursts: bursts(qualified),
      hours: hoursOf(qualified),
    },
    days: daysOf(qualified),
    edges: edgesOf(all, vendor),
  }
}

function inWindow(payments: readonly VendorPayment[], asOfDay: number): Kept[] {
  const from = asOfDay - FEATURE_DAYS
  const kept: Kept[] = []
  for (const one of payments) {
    if (one.day < from || one.day >= asOfDay) continue
    kept.push({ ...one, place: one.day - from, kept: Math.max(0, one.amount - one.refunded) })
  }
  return kept
}

/** Sales of each week, each payer with at most 15 percent (rounded down) of what the week sold to all of them. */
function cappedWeeks(qualified: readonly Kept[]): number[] {
  const weeks = Array.from({ length: WEEKS }, () => new Map<string | number, number>())
  for (const { place, payer, kept } of qualified) {
    const week = weeks[Math.floor(place / 7)]
    week?.set(payer, (week.get(payer) ?? 0) + kept)
  }
  return weeks.map((week) => {
    const total = sum([...week.values()])
    const cap = Math.floor((total * PAYER_CAP_BP) / 10_000)
    return sum([...week.values()].map((paid) => Math.min(paid, cap)))
  })
}

/** Payers with qualified payments on at least three different days. */
function loyalPayers(qualified: readonly Kept[]): number {
  const places = new Map<string | number, Set<number>>()
  for (const { payer, place } of qualified) {
    const known = places.get(payer)
    if (known === undefined) places.set(payer, new Set([place]))
    else known.add(place)
  }
  return [...places.values()].filter(({ size }) => size >= LOYAL_DAYS).length
}

/**
 * Recent sales by odd tickets: at least five times the recent median (the upper of two middle ones) and round, that is
 * with at most two digits that are not zero at the end.
 */
function oddTickets(recent: readonly Kept[]): number {
  const amounts = recent.map(({ amount }) => amount).toSorted((a, b) => a - b)
  const middle = amounts[Math.floor(amounts.length / 2)] ?? 0
  const isOdd = ({ amount }: Kept) => amount >= ODD_TIMES * middle && isRound(amount)
  return sum(recent.filter(isOdd).map(({ kept }) => kept))
}

function isRound(amount: number): boolean {
  const digits = String(amount).length
  return digits > 2 && amount % 10 ** (digits - 2) === 0
}

/**
 * Recent sales by bursts: first payments of new payers of the same amount, from the sixth within ten minutes on. A payer
 * is new with the first qualified payment of the window.
 */
function bursts(qualified: readonly Kept[]): number {
  const inOrder = qualified.toSorted((a, b) => minuteOf(a) - minuteOf(b))
  const seen = new Set<string | number>()
  const byAmount = new Map<number, Kept[]>()
  for (const one of inOrder) {
    if (seen.has(one.payer)) continue
    seen.add(one.payer)
    if (one.place < RECENT_FROM) continue
    const same = byAmount.get(one.amount)
    if (same === undefined) byAmount.set(one.amount, [one])
    else same.push(one)
  }
  let total = 0
  for (const same of byAmount.values()) {
    for (const [i, one] of same.entries()) {
      const before = same[i - (BURST_PAYERS - 1)]
      if (before !== undefined && minuteOf(one) - minuteOf(before) <= BURST_MINUTES)
        total += one.kept
    }
  }
  return total
}

function minuteOf({ day, minute }: VendorPayment): number {
  return day * 1440 + minute
}

/** Qualified sales by hour of the day, recent and before. */
function hoursOf(qualified: readonly Kept[]): Measures['hours'] {
  const sales = new Float64Array(48)
  for (const { place, minute, kept } of qualified) {
    const at = (place >= RECENT_FROM ? 24 : 0) + Math.floor(minute / 60)
    sales[at] = (sales[at] ?? 0) + kept
  }
  return Array.from(sales, (sold, at) => ({
    isRecent: at >= 24,
    hour: at % 24,
    sales: sold,
  })).filter((row) => row.sales > 0)
}

function daysOf(qualified: readonly Kept[]): number[] {
  const days = Array.from({ length: FEATURE_DAYS }, () => 0)
  for (const { place, kept } of qualified) days[place] = (days[place] ?? 0) + kept
  return days
}

function byPayer(payments: readonly Kept[]): Map<string | number, number> {
  const paid = new Map<string | number, number>()
  for (const { payer, kept } of payments) paid.set(payer, (paid.get(payer) ?? 0) + kept)
  return paid
}

/** Kept payments from other vendors' phones, tagged ones too: they are money on its way between stalls. */
function edgesOf(all: readonly Kept[], vendor: number): Map<number, number> {
  const edges = new Map<number, number>()
  for (const { payerVendor, kept } of all) {
    if (payerVendor === null || payerVendor === vendor) continue
    edges.set(payerVendor, (edges.get(payerVendor) ?? 0) + kept)
  }
  return edges
}

/** Who paid a vendor how much: `edges.get(a)?.get(b)` is what b's phone paid to a. */
export type EdgeBook = ReadonlyMap<number, ReadonlyMap<number, number>>

/**
 * Money that came back to where it started. Over two stalls: for each other vendor the lesser of what it paid and what
 * it got. Over three: for each pair of other vendors the least of the three ways, in the direction of the money.
 */
export function circularFlow(book: EdgeBook, vendor: number): { reciprocal: number; ring: number } {
  const paid = (to: number, from: number) => book.get(to)?.get(from) ?? 0
  let reciprocal = 0
  let ring = 0
  for (const [second, first] of book.get(vendor) ?? []) {
    reciprocal += Math.min(first, paid(second, vendor))
    for (const [third, middle] of book.get(second) ?? []) {
      if (third === vendor || third === second) continue
      ring += Math.min(first, middle, paid(third, vendor))
    }
  }
  return { reciprocal, ring }
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
