import { AMOUNT_MAX_MINOR } from '../../src/domain/money/money.ts'
import { MINUTE_MS, rfc3339, startOfDayMs } from './calendar.ts'
import { CITIES, CITY_NAMES } from './cities.ts'
import { tellCity } from './city-history.ts'
import { createDirectory, firstDayOf, type MarketSeed } from './directory.ts'
import { idAt } from './id-at.ts'
import { createRandom, seedFrom } from './random.ts'
import type { DemoDay, Directory, Market } from './types.ts'

/** The seed of `npm start`. Any other number gives another market of the same kind. */
export const DEMO_SEED = 20_260_801

/**
 * The demonstration market: twelve stalls in four cities, 120 days that end yesterday in each place, and
 * what was sold today before `nowMs`. The same seed and moment give the same bytes.
 *
 * Posted in order (a day's fundings, top-ups, payments by time, refunds last), no wallet, stall or float
 * ever goes below zero.
 */
export function generateMarket(seed: MarketSeed): Market {
  const directory = createDirectory(seed)
  const buckets = new Map<string, DemoDay>()
  const bucket = (day: string): DemoDay => {
    const found = buckets.get(day) ?? { day, fundings: [], topUps: [], payments: [], refunds: [] }
    buckets.set(day, found)
    return found
  }
  fundAgents(directory, seed, bucket)
  for (const city of CITY_NAMES) tellCity(city, { seed, directory, bucket })
  const days = [...buckets.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1))
  return { ...directory, days: days.map(inOrder) }
}

/** Each float gets the most that one movement may carry: visitors' demo wallets are loaded from it as well. */
function fundAgents(
  directory: Directory,
  { seed, nowMs }: MarketSeed,
  bucket: (day: string) => DemoDay,
): void {
  const random = createRandom(seedFrom(seed, 'fundings'))
  for (const agent of directory.partners.filter(({ kind }) => kind === 'agent')) {
    const city = CITY_NAMES.find((name) => CITIES[name].currency === agent.currency)
    if (city === undefined) throw new Error(`no city pays in ${agent.currency}`)
    const day = firstDayOf(city, nowMs)
    // A minute before any top-up can be: those keep to the second minute of a day or later.
    const atMs = startOfDayMs(day, CITIES[city].timeZone) + MINUTE_MS / 2
    bucket(day).fundings.push({
      id: idAt('funding', atMs, random),
      partner_id: agent.id,
      amount: AMOUNT_MAX_MINOR,
      currency: agent.currency,
      effective_at: rfc3339(atMs),
    })
  }
}

function inOrder(day: DemoDay): DemoDay {
  return {
    day: day.day,
    fundings: day.fundings.toSorted(byTime),
    topUps: day.topUps.toSorted(byTime),
    payments: day.payments.toSorted(byTime),
    refunds: day.refunds.toSorted(byTime),
  }
}

function byTime(one: { effective_at: string }, other: { effective_at: string }): number {
  return one.effective_at < other.effective_at ? -1 : one.effective_at > other.effective_at ? 1 : 0
}
