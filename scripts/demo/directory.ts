import { codeFromBytes } from '../../src/domain/qr/code.ts'
import { addDays, DAY_MS, dayAt, HOUR_MS, rfc3339, startOfDayMs } from './calendar.ts'
import { CITIES, type City, CITY_NAMES } from './cities.ts'
import { idAt } from './id-at.ts'
import { createRandom, type Random, seedFrom } from './random.ts'
import type { Stall } from './stall.ts'
import { STALLS_ABROAD } from './stalls-abroad.ts'
import { STALLS_INDIA } from './stalls-india.ts'
import type { DemoPartner, DemoVendor, DemoWallet, Directory } from './types.ts'

/** Whole days of history; today's sales so far come on top. */
export const HISTORY_DAYS = 120

/** What decides a market completely. */
export interface MarketSeed {
  seed: number
  /** Nothing happens after this moment; yesterday, in each place, is the last whole day. */
  nowMs: number
}

/** A person with a wallet and habits. Days are counted from the first day of the history. */
export interface Shopper {
  wallet: DemoWallet
  regular: boolean
  /** How gladly this person goes to each stall of the city, by slug. */
  taste: ReadonlyMap<string, number>
  /** Days on which this person is around, both ends included. */
  periods: readonly (readonly [from: number, to: number])[]
  /** Shops rarely on Saturday and Sunday. */
  worksNearby: boolean
  topUp: number
}

export const STALLS: readonly Stall[] = [...STALLS_INDIA, ...STALLS_ABROAD]

/** The first day of the history in a city, 'YYYY-MM-DD'. */
export function firstDayOf(city: City, nowMs: number): string {
  return addDays(dayAt(nowMs, CITIES[city].timeZone), -HISTORY_DAYS)
}

/** Vendors, partners and wallets without what they did: cheap, and the same as in the whole market. */
export function createDirectory(seed: MarketSeed): Directory {
  return {
    vendors: STALLS.map((stall) => createVendor(stall, seed)),
    partners: createPartners(seed),
    wallets: CITY_NAMES.flatMap((city) => createShoppers(city, seed).map(({ wallet }) => wallet)),
  }
}

function createVendor(stall: Stall, { seed, nowMs }: MarketSeed): DemoVendor {
  const random = createRandom(seedFrom(seed, 'vendor', stall.slug))
  const { currency, timeZone } = CITIES[stall.city]
  const openedMs =
    startOfDayMs(firstDayOf(stall.city, nowMs), timeZone) -
    2 * DAY_MS +
    random.int(10 * HOUR_MS, 18 * HOUR_MS)
  return {
    id: idAt('vendor', openedMs, random),
    code: stickerCode(stall.slug),
    name: stall.name,
    trade: stall.trade,
    place: stall.place,
    emoji: stall.emoji,
    currency,
    locale: stall.locale,
    time_zone: timeZone,
    opened_at: rfc3339(openedMs),
  }
}

/** Of the name alone, so that a printed sticker and a bookmarked pay link survive `npm run reset`. */
function stickerCode(slug: string): string {
  const random = createRandom(seedFrom('sticker', slug))
  return codeFromBytes(Uint8Array.from({ length: 5 }, () => random.uint32() >>> 24))
}

const PARTNERS = [
  { kind: 'supplier', name: 'Pink City Wholesale', currency: 'INR' },
  { kind: 'lender', name: 'Bapu Bazar Credit Co-operative', currency: 'INR' },
  { kind: 'acquirer', name: 'Aravalli Payments', currency: 'INR' },
  { kind: 'agent', name: 'Rupee Float (demonstration)', currency: 'INR' },
  { kind: 'agent', name: 'Yuan Float (demonstration)', currency: 'CNY' },
  { kind: 'agent', name: 'Shilling Float (demonstration)', currency: 'UGX' },
  { kind: 'lender', name: 'Aravalli Small Business Bank', currency: 'INR' },
  { kind: 'supplier', name: 'Jaipur Dairy Union', currency: 'INR' },
  { kind: 'supplier', name: '成都农批直供', currency: 'CNY' },
  { kind: 'supplier', name: 'Nakasero Food Supplies', currency: 'UGX' },
] as const satisfies Omit<DemoPartner, 'id'>[]

function createPartners({ seed, nowMs }: MarketSeed): DemoPartner[] {
  const random = createRandom(seedFrom(seed, 'partners'))
  const signedMs = startOfDayMs(firstDayOf('jaipur', nowMs), CITIES.jaipur.timeZone) - 7 * DAY_MS
  return PARTNERS.map(({ kind, name, currency }, index) => ({
    id: idAt('partner', signedMs + index * HOUR_MS, random),
    kind,
    name,
    currency,
  }))
}

/** Everybody who shops in a city: regulars with favourite stalls, and people who come for a while and leave. */
export function createShoppers(city: City, { seed, nowMs }: MarketSeed): Shopper[] {
  const random = createRandom(seedFrom(seed, 'shoppers', city))
  const stalls = STALLS.filter((stall) => stall.city === city)
  const { regulars, occasionals } = CITIES[city]
  return Array.from({ length: regulars + occasionals }, (_, index) => {
    const regular = index < regulars
    const periods = regular ? regularPeriods(index, random) : visits(random)
    return {
      wallet: createWallet({ city, nowMs, firstDayIndex: periods[0]?.[0] ?? 0, random }),
      regular,
      taste: regular ? favourites(stalls, random) : curiosity(stalls, random),
      periods,
      worksNearby: random.chance(0.4),
      topUp: random.pick(CITIES[city].topUps),
    }
  })
}

/** Three regulars in four are there from the beginning; the others join in the first half and stay. */
function regularPeriods(index: number, random: Random): [number, number][] {
  return [[index % 4 === 3 ? random.int(1, HISTORY_DAYS / 2) : 0, HISTORY_DAYS]]
}

/** One to three stays of one to five weeks. */
function visits(random: Random): [number, number][] {
  const stays = Array.from({ length: random.int(1, 3) }, (): [number, number] => {
    const from = random.int(-20, HISTORY_DAYS - 7)
    return [Math.max(0, from), from + random.int(7, 35)]
  })
  return stays.filter(([from, to]) => to >= from).toSorted(([one], [other]) => one - other)
}

function favourites(stalls: readonly Stall[], random: Random): Map<string, number> {
  const taste = new Map(stalls.map(({ slug }) => [slug, random.chance(0.25) ? 0.1 : 1]))
  taste.set(random.pick(stalls).slug, 7)
  taste.set(random.pick(stalls).slug, 5)
  return taste
}

function curiosity(stalls: readonly Stall[], random: Random): Map<string, number> {
  return new Map(stalls.map(({ slug }) => [slug, 0.5 + 4 * random.float()]))
}

/** A wallet is opened on the day before its owner first buys something. */
function createWallet(about: {
  city: City
  nowMs: number
  firstDayIndex: number
  random: Random
}): DemoWallet {
  const { currency, timeZone } = CITIES[about.city]
  const dayBefore = addDays(firstDayOf(about.city, about.nowMs), about.firstDayIndex - 1)
  const openedMs = startOfDayMs(dayBefore, timeZone) + about.random.int(9 * HOUR_MS, 20 * HOUR_MS)
  return { id: idAt('wallet', openedMs, about.random), currency, opened_at: rfc3339(openedMs) }
}
