/** Small stalls for the tests of restock hints. */
import type { Purchase, RestockData } from '../../../src/domain/catalogue/restock.ts'
import type { SoldCount, TillItem } from '../../../src/domain/payments/till-items.ts'

export const TODAY = 20_800

export function tile(id: string, stock: string | null, sales: number | null): TillItem {
  return { id, name: id, price: 100, emoji: null, stock_item: stock, sales_per_pack: sales }
}

/** So many of an item on each of some days, counted back from today. */
export function sales(item: string, quantity: number, daysAgo: readonly number[]): SoldCount[] {
  return daysAgo.map((ago) => ({ day: TODAY - ago, item, quantity }))
}

export function arrived(item: string, packs: number, daysAgo: number): Purchase {
  const day = TODAY - daysAgo
  return { item, day: day - 1, packs, arrived: { day, packs } }
}

export function ordered(item: string, packs: number, daysAgo: number): Purchase {
  return arrived(item, packs, daysAgo - 1)
}

export const upTo = (days: number) => Array.from({ length: days }, (_, i) => i + 1)

/** Tea leaves: a pack makes 100 cups, 20 are sold a day, and it takes two days to come. */
export const TEA: RestockData = {
  today: TODAY,
  items: [tile('cup', 'leaves', 100)],
  sold: sales('cup', 20, upTo(9)),
  purchases: [arrived('leaves', 3, 9)],
  leadDays: { leaves: 2 },
}
