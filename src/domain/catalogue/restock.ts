/**
 * What a stall may soon have to buy, counted from its own sales and orders. Nothing is learned or weighed: each hint is
 * a division, and carries the figures that it was made of. Where they are too few to count on, nothing is said.
 */
import { dayText } from '../calendar.ts'
import type { SoldCount, TillItem } from '../payments/till-items.ts'
import type { RestockHint } from './resource.ts'

/** Hints at once. What runs out first is among them, and the rest can wait until that is bought. */
export const HINTS_MAX = 3
/** The pace is that of the last two weeks, so that each weekday counts twice. Today is not over and does not count. */
const PACE_DAYS = 14
/** Days among those on which anything was sold by its tile: of fewer nobody can tell a pace. */
const PACE_DAYS_MIN = 5
/** A hint comes so many days before the latest day on which an order still arrives in time. */
const SPARE_DAYS = 2
/** Orders of an item that make a habit: two intervals between them. */
const ORDERS_MIN = 3

/** A line of an order that was not called off; days since 1970-01-01 by the stall's calendar. */
export interface Purchase {
  /** The catalogue item's id. */
  item: string
  day: number
  /** Packs ordered. */
  packs: number
  /** What arrived and when; null while it is on its way. */
  arrived: { day: number; packs: number } | null
}

/** What hints are made from; the lists in any order. */
export interface RestockData {
  today: number
  items: readonly TillItem[]
  /** Of {@link SOLD_DAYS} days or fewer. */
  sold: readonly SoldCount[]
  purchases: readonly Purchase[]
  /** Days from an order to its delivery, by catalogue item; of an item that is not here nothing is said. */
  leadDays: Readonly<Record<string, number>>
}

/** A hint about a catalogue item by its id. */
export type Restock = Omit<RestockHint, 'item'> & { item: string }

/** A hint and how pressing it is: the least comes first. */
interface Ranked {
  hint: Restock
  slack: number
}

/**
 * At most {@link HINTS_MAX} hints, the most pressing first: what the stall's tiles say runs out, then what it usually
 * has ordered again by now. What is already on its way is left out.
 */
export function restockHints(data: RestockData): Restock[] {
  const onTheWay = new Set(data.purchases.flatMap((p) => (p.arrived === null ? [p.item] : [])))
  const candidates = Object.keys(data.leadDays).filter((item) => !onTheWay.has(item))
  return candidates
    .flatMap((item) => hintOf(item, data) ?? [])
    .toSorted((a, b) => rankOf(a) - rankOf(b) || a.slack - b.slack || order(a, b))
    .slice(0, HINTS_MAX)
    .map(({ hint }) => hint)
}

const rankOf = ({ hint }: Ranked) => (hint.reason.code === 'selling' ? 0 : 1)
const order = (a: Ranked, b: Ranked) => (a.hint.item < b.hint.item ? -1 : 1)

/** Where the tiles know how much is left, they alone are asked; else the habit. */
function hintOf(item: string, data: RestockData): Ranked | null {
  const stock = stockOf(item, data)
  return stock === null ? habitHint(item, data) : sellingHint(item, stock, data)
}

/**
 * What is left of an item and how fast it goes, in shares of a pack: so small that a sale by each of its tiles is a whole
 * number of them.
 */
interface Stock {
  left: bigint
  /** Over the days that the pace is taken from. */
  used: bigint
  /** Sales and days behind `used`. */
  sales: number
  days: number
  /** Day of the newest delivery. */
  since: number
}

/**
 * What arrived last, and what was left then of the delivery before, less what was sold since by the tiles that are made
 * of it. Null when that cannot be known: no tile says how many sales a pack makes, nothing arrived yet, too few days
 * with sales, or so much was sold that the stall must buy elsewhere too.
 */
function stockOf(item: string, { today, items, sold, purchases }: RestockData): Stock | null {
  const tiles = tilesOf(item, items)
  const [newest, before] = deliveriesOf(item, purchases)
  if (tiles.size === 0 || newest === undefined) return null
  const shares = [...tiles.values()].reduce(leastMultiple, 1n)
  const between = (from: number, to: number) =>
    sold.filter(({ day, item: tile }) => day >= from && day < to && tiles.has(tile))
  const usedOf = (counts: readonly SoldCount[]) =>
    counts.reduce((sum, c) => sum + BigInt(c.quantity) * (shares / (tiles.get(c.item) ?? 1n)), 0n)
  const carried =
    before === undefined
      ? 0n
      : BigInt(before.packs) * shares - usedOf(between(before.day, newest.day))
  const had = BigInt(newest.packs) * shares + (carried > 0n ? carried : 0n)
  const left = had - usedOf(between(newest.day, today + 1))
  const days = new Set(
    sold.flatMap(({ day }) => (day >= today - PACE_DAYS && day < today ? [day] : [])),
  ).size
  if (days < PACE_DAYS_MIN || left <= -had) return null
  const lately = between(today - PACE_DAYS, today)
  const sales = lately.reduce((sum, { quantity }) => sum + quantity, 0)
  return { left: left > 0n ? left : 0n, used: usedOf(lately), sales, days, since: newest.day }
}

/** Sales that a pack makes, by the id of each tile that is made of an item. */
function tilesOf(item: string, items: readonly TillItem[]): ReadonlyMap<string, bigint> {
  return new Map(
    items.flatMap(({ id, stock_item: stock, sales_per_pack: sales }) =>
      stock === item && sales !== null ? [[id, BigInt(sales)] as const] : [],
    ),
  )
}

/** What arrived of an item, newest first; deliveries of one day are one. */
function deliveriesOf(item: string, purchases: readonly Purchase[]) {
  const arrivals = purchases.flatMap((p) =>
    p.item === item && p.arrived !== null ? p.arrived : [],
  )
  return byDay(arrivals.filter(({ packs }) => packs > 0)).toReversed()
}

/** Said once an order of today would arrive no more than {@link SPARE_DAYS} days before the stock is gone. */
function sellingHint(
  item: string,
  { left, used, sales, days, since }: Stock,
  { leadDays }: RestockData,
): Ranked | null {
  // Nothing was sold of it: it lasts as long as anybody looks.
  if (used === 0n) return null
  const cover = Number((left * BigInt(days)) / used)
  const slack = cover - (leadDays[item] ?? 0)
  if (slack > SPARE_DAYS) return null
  const reason = {
    code: 'selling' as const,
    sold_a_day_tenths: Math.floor((sales * 10) / days),
    // As so many sales of the usual mixture; exact where one tile alone is made of it.
    left: Number((left * BigInt(sales)) / used),
    since: dayText(since),
  }
  return { hint: { item, days_of_cover: cover, reason }, slack }
}

/**
 * Said from the day on which the next order is usual until the day of the one after it: who has not ordered by then has
 * stopped, and is not to be told for ever.
 */
function habitHint(item: string, { today, purchases }: RestockData): Ranked | null {
  const orders = byDay(purchases.filter((each) => each.item === item))
  const last = orders.at(-1)
  if (last === undefined || orders.length < ORDERS_MIN) return null
  const intervals = orders.slice(1).map(({ day }, i) => day - (orders[i]?.day ?? day))
  // Of two in the middle: rather a day late than a day too often, rather a pack less than one that spoils.
  const every = middles(intervals).at(-1) ?? 0
  const quantity = middles(orders.map(({ packs }) => packs)).at(0) ?? 0
  const waited = today - last.day
  if (waited < every || waited > 2 * every) return null
  const reason = {
    code: 'usual_order' as const,
    every_days: every,
    last: dayText(last.day),
    quantity,
  }
  return { hint: { item, days_of_cover: null, reason }, slack: every - waited }
}

/** Packs of each day, oldest first. */
function byDay(some: readonly { day: number; packs: number }[]): { day: number; packs: number }[] {
  const packs = new Map<number, number>()
  for (const each of some) packs.set(each.day, (packs.get(each.day) ?? 0) + each.packs)
  return [...packs].map(([day, sum]) => ({ day, packs: sum })).toSorted((a, b) => a.day - b.day)
}

/** The one value in the middle, or the two. */
function middles(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1)
}

function leastMultiple(a: bigint, b: bigint): bigint {
  let [divisor, rest] = [a, b]
  while (rest > 0n) [divisor, rest] = [rest, divisor % rest]
  return (a / divisor) * b
}
