import { HOUR_MS, weekdayOf } from './calendar.ts'
import { CITIES, type City } from './cities.ts'
import { HISTORY_DAYS } from './directory.ts'
import { createRandom, type Random, seedFrom } from './random.ts'
import type { Stall } from './stall.ts'

/** When stalls are open and when they sell. A day is an index: 0 is the first of the history, 120 is today. */

const FAIR_DAYS = 4
const AWAY_DAYS = 7
/** Chance of a day lost to illness, a wedding or a broken cart. */
const LOST_DAY_SHARE = 0.015
/** How far a day may fall from what was expected, for no reason that a record shows. */
const DAY_NOISE = 0.14
/** Share of sales that follow no peak. */
const QUIET_HOURS_SHARE = 0.22

/** Which days are rainy. Rain keeps on: a wet day is followed by another more often than not. */
export function rainyDays(city: City, seed: number): Set<number> {
  const random = createRandom(seedFrom(seed, 'rain', city))
  const rainy = new Set<number>()
  for (let index = 0; index <= HISTORY_DAYS; index += 1) {
    const chance = rainy.has(index - 1) ? 0.55 : CITIES[city].rain * 0.55
    if (random.chance(chance)) rainy.add(index)
  }
  return rainy
}

/** Days without a sale: the weekly day off, one week away, a few lost days. `days` are the dates by index. */
export function closedDays(stall: Stall, days: readonly string[], seed: number): Set<number> {
  const random = createRandom(seedFrom(seed, 'closures', stall.slug))
  const closed = new Set<number>()
  for (const [index, day] of days.entries()) {
    const off = weekdayOf(day) === stall.dayOff
    const away = index >= stall.awayFrom && index < stall.awayFrom + AWAY_DAYS
    if (random.chance(LOST_DAY_SHARE) || off || away) closed.add(index)
  }
  return closed
}

/** Moments of one day's sales in milliseconds after local midnight, in no order. */
export function saleTimes(
  stall: Stall,
  about: { dayIndex: number; day: string; rainy: boolean; random: Random },
): number[] {
  const { dayIndex, day, rainy, random } = about
  const sinceFair = dayIndex - CITIES[stall.city].fairFrom
  const expected =
    stall.salesPerDay *
    (stall.weekdays[weekdayOf(day)] ?? 1) *
    (1 + (stall.growth * dayIndex) / HISTORY_DAYS) *
    (rainy ? stall.rain : 1) *
    (sinceFair >= 0 && sinceFair < FAIR_DAYS ? stall.fair : 1) *
    Math.exp(DAY_NOISE * random.normal() - DAY_NOISE ** 2 / 2)
  return Array.from({ length: random.poisson(expected) }, () => timeOfSale(stall, random))
}

function timeOfSale(stall: Stall, random: Random): number {
  const peak = stall.peaks[random.weighted(stall.peaks.map(({ weight }) => weight))]
  if (peak !== undefined && !random.chance(QUIET_HOURS_SHARE)) {
    const hour = peak.hour + peak.width * random.normal()
    if (hour >= stall.opens && hour < stall.closes) return Math.floor(hour * HOUR_MS)
  }
  const hour = stall.opens + random.float() * (stall.closes - stall.opens)
  return Math.floor(hour * HOUR_MS)
}
