/** What one sale is put together of: tiles that were tapped, and an amount typed beside them. */
import { AMOUNT_MAX_MINOR } from '../../../src/domain/money/money.ts'
import {
  SOLD_QUANTITY_MAX,
  type SoldItem,
  TILL_ITEMS_MAX,
  type TillItem,
} from '../../../src/domain/payments/till-items.ts'
import { type Key, press } from './keypad.ts'

export interface Basket {
  /** A tile for each tap, as it was then: a price that changes meanwhile is the next customer's. */
  taps: readonly TillItem[]
  /** Minor units from the keys. */
  typed: number
  /** Whether the last touch was of a tile: that is what the erase key takes back. */
  isTapLast: boolean
}

/** So many of one tile. */
export interface BasketLine {
  item: TillItem
  quantity: number
}

export const EMPTY_BASKET: Basket = { taps: [], typed: 0, isTapLast: false }

/** Minor units, 0 to the most that one payment carries. */
export function totalOf({ taps, typed }: Basket): number {
  return tapped(taps) + typed
}

/** One more of a tile. What could not be charged or counted is ignored, as a digit too many is. */
export function tapTile(basket: Basket, item: TillItem): Basket {
  const taps = [...basket.taps, item]
  const next = { ...basket, taps, isTapLast: true }
  const lines = linesOf(taps)
  const isTooMuch =
    totalOf(next) > AMOUNT_MAX_MINOR ||
    lines.length > TILL_ITEMS_MAX ||
    lines.some(({ quantity }) => quantity > SOLD_QUANTITY_MAX)
  return isTooMuch ? basket : next
}

/** One key: digits make the typed amount, erase takes back what was touched last, and clear everything. */
export function pressKey(basket: Basket, key: Key, exponent: number): Basket {
  const { taps, typed, isTapLast } = basket
  if (key === 'clear') return EMPTY_BASKET
  if (key === 'back' && (isTapLast || typed === 0) && taps.length > 0) {
    return { ...basket, taps: taps.slice(0, -1) }
  }
  const max = AMOUNT_MAX_MINOR - tapped(taps)
  return { taps, typed: press(typed, key, { exponent, max }), isTapLast: false }
}

/** Tiles and how many of each, the one tapped last first. */
export function linesOf(taps: readonly TillItem[]): BasketLine[] {
  const lines = new Map<string, BasketLine>()
  for (const item of taps.toReversed()) {
    lines.set(item.id, { item, quantity: (lines.get(item.id)?.quantity ?? 0) + 1 })
  }
  return [...lines.values()]
}

/** The taps as the server counts them; in the same order however they were tapped. */
export function soldOf(taps: readonly TillItem[]): SoldItem[] {
  return linesOf(taps)
    .map(({ item, quantity }) => ({ item: item.id, quantity }))
    .toSorted((a, b) => (a.item < b.item ? -1 : 1))
}

/** The basket that a request was made of; only its amount where the tiles are others by now. */
export function basketOf(
  amount: number,
  sold: readonly SoldItem[],
  tiles: readonly TillItem[],
): Basket {
  const taps = sold.flatMap(({ item, quantity }) => {
    const tile = tiles.find(({ id }) => id === item)
    return tile === undefined ? [] : Array.from({ length: quantity }, () => tile)
  })
  const typed = amount - tapped(taps)
  return typed < 0 ? { ...EMPTY_BASKET, typed: amount } : { ...EMPTY_BASKET, taps, typed }
}

function tapped(taps: readonly TillItem[]): number {
  return taps.reduce((sum, { price }) => sum + price, 0)
}
