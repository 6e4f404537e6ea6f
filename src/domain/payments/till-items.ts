/** What a stall sells, as tiles beside its keys, and how much of it was sold. */

/** Tiles of one stall: more of them are not found faster than their price is typed. */
export const TILL_ITEMS_MAX = 24
/** Longest name of a tile, in characters. */
export const TILL_NAME_MAX = 40
/** Of one item in one sale. */
export const SOLD_QUANTITY_MAX = 999
/** Sales that one pack can make: a sack of salt over a pan of chips. */
export const SALES_PER_PACK_MAX = 10_000
/** What was sold on a day is forgotten after so many more: longer than any stock lies at a stall. */
export const SOLD_DAYS = 120

/** One tile, in the shape that the app reads and the vendor's book keeps. */
export interface TillItem {
  id: string
  name: string
  /** Minor units of the stall's currency. */
  price: number
  emoji: string | null
  /** The catalogue item that it is made of. May be one that its supplier no longer sells. */
  stock_item: string | null
  /** Sales that one pack of `stock_item` makes, 1 to {@link SALES_PER_PACK_MAX}; null when nobody has said. */
  sales_per_pack: number | null
}

/** What one sale was for: a tile's id, and how many; 1 to {@link SOLD_QUANTITY_MAX}. */
export interface SoldItem {
  item: string
  quantity: number
}

/** How many of an item were sold on a day of the stall's calendar, days since 1970-01-01. */
export interface SoldCount extends SoldItem {
  day: number
}

/** Sales of one day by item. */
export type SoldCounts = Readonly<Record<string, number>>

/**
 * A day's counts after one more sale. Only what stands on the stall's list is counted: a tile that was removed while a
 * customer paid has no stock to run out, and a list keeps the counts of a day short. The same counts when nothing did.
 */
export function addSold(
  counts: SoldCounts,
  sold: readonly SoldItem[],
  list: readonly TillItem[],
): SoldCounts {
  const known = sold.filter(({ item }) => list.some(({ id }) => id === item))
  if (known.length === 0) return counts
  const added = known.map(({ item, quantity }) => [item, (counts[item] ?? 0) + quantity] as const)
  return { ...counts, ...Object.fromEntries(added) }
}
