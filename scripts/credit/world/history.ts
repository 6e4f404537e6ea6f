/** What a stall sells, day by day, and in the eight weeks before a decision payment by payment. */
import { FEATURE_DAYS } from '../../../src/domain/credit/measure.ts'
import { createRandom, seedFrom } from '../../demo/random.ts'
import type { Random } from '../../demo/random.ts'
import type { VendorPayment } from '../features.ts'
import { DAYS } from './calendar.ts'
import type { Calendar } from './calendar.ts'
import { negativeBinomial, pickZipf, zipfSums } from './chance.ts'
import { WORLD } from './params.ts'
import type { Vendor } from './vendor.ts'

export interface History {
  startDay: number
  /** Kept sales and payments by day from `startDay`, as if there were no credit and the stall never closed. */
  sales: Float64Array
  counts: Int32Array
  /** Payments of the window, in no particular order. */
  payments: VendorPayment[]
}

export interface HistoryOptions {
  asOfDay: number
  calendar: Calendar
  /** Sales that go past the platform from a day on. */
  turned?: { fromDay: number; keeps: number }
}

const TICKETS = 8192
const DAY_MINUTES = 60

/** Prices of an archetype, drawn once: a payment picks one of them. */
const ticketTables = WORLD.archetypes.map(({ name, ticketMedian, ticketLogSd }) => {
  const random = createRandom(seedFrom('credit-tickets', name))
  const step = WORLD.priceStep
  return Int32Array.from({ length: TICKETS }, () => {
    const price = ticketMedian * Math.exp(ticketLogSd * random.normal())
    return Math.max(step, Math.round(price / step) * step)
  })
})

export function simulateHistory(vendor: Vendor, options: HistoryOptions): History {
  const { startDay, seed, index } = vendor
  const { asOfDay, turned } = options
  const random = createRandom(seedFrom('credit-days', seed, index))
  const payers = createPayers(vendor)
  const tickets = ticketTables[vendor.archetype] ?? new Int32Array(1)
  const sales = new Float64Array(DAYS - startDay)
  const counts = new Int32Array(DAYS - startDay)
  const payments: VendorPayment[] = []
  const rhythm = createRhythm(vendor, random, options.calendar)
  for (let day = startDay; day < DAYS; day += 1) {
    const rate = rhythm(day)
    if (rate === 0) continue
    const count = negativeBinomial(random, rate, vendor.dispersion)
    const keeps = turned !== undefined && day >= turned.fromDay ? turned.keeps : 1
    const isInWindow = day >= asOfDay - FEATURE_DAYS && day < asOfDay
    let sold = 0
    let kept = 0
    for (let i = 0; i < count; i += 1) {
      const amount = tickets[random.uint32() % TICKETS] ?? 0
      const isRefunded = random.float() < vendor.refundShare
      if (keeps < 1 && payers.random.float() >= keeps) continue
      kept += 1
      if (!isRefunded) sold += amount
      if (isInWindow)
        payments.push({ day, amount, refunded: isRefunded ? amount : 0, ...payers.next() })
    }
    sales[day - startDay] = sold
    counts[day - startDay] = kept
  }
  return { startDay, sales, counts, payments }
}

/** The mean count of each day in turn; 0 while the stall is closed. To be asked for every day, in order. */
function createRhythm(vendor: Vendor, random: Random, calendar: Calendar): (day: number) => number {
  const { kind, weeklySd, drift, seasonPhase, city, closuresPerDay, openShare, rate } = vendor
  let mood = 0
  let closedUntil = 0
  return (day) => {
    if (day % 7 === 0 || day === vendor.startDay)
      mood = WORLD.weekly.memory * mood + weeklySd * random.normal()
    if (day >= closedUntil && random.chance(closuresPerDay)) {
      const { medianDays, logSd } = WORLD.closures
      closedUntil = day + Math.round(medianDays * Math.exp(logSd * random.normal()))
    }
    const isOpen = random.chance(openShare)
    if (!isOpen || day < closedUntil) return 0
    const turn = 2 * Math.PI * (day / WORLD.season.days + seasonPhase)
    const season = 1 + WORLD.season.part * Math.sin(turn)
    const trend = Math.exp(mood + drift * (day - WORLD.days.asOf))
    const rain = calendar.isRain(city, day) ? kind.rainFactor : 1
    const festival = calendar.isFestival(day) ? kind.festivalFactor : 1
    return rate * (kind.weekday[day % 7] ?? 1) * season * trend * rain * festival
  }
}

/** Regulars and passers-by of a stall; other stalls' phones among them. */
function createPayers(vendor: Vendor) {
  const { seed, index, loyalShare, kind, neighbour } = vendor
  const random = createRandom(seedFrom('credit-payers', seed, index))
  const { paymentsOfRegular, regularZipf, passerZipf, passersPerPayment } = WORLD.customers
  const inWindow = vendor.rate * vendor.openShare * FEATURE_DAYS
  const regulars = Math.max(3, Math.round((loyalShare * inWindow) / paymentsOfRegular))
  const passers = Math.max(20, Math.round(passersPerPayment * inWindow * (1 - loyalShare)))
  const regularSums = zipfSums(regulars, regularZipf)
  const passerSums = zipfSums(passers, passerZipf)
  const neighbourChance = Math.min(
    0.05,
    WORLD.neighbours.paymentsPerWeek / Math.max(1, vendor.rate * 7 * vendor.openShare),
  )
  const [from, to] = kind.hours
  const next = () => {
    const middle = (random.float() + random.float()) / 2
    const minute = Math.floor((from + (to - from) * middle) * DAY_MINUTES)
    if (neighbour !== null && neighbour !== index && random.chance(neighbourChance))
      return { minute, payer: `v${neighbour}`, payerVendor: neighbour }
    const isRegular = random.float() < loyalShare
    const payer = isRegular
      ? pickZipf(random, regularSums)
      : regulars + pickZipf(random, passerSums)
    return { minute, payer, payerVendor: null }
  }
  return { random, next }
}
