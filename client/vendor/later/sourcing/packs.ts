/** How many packs may be taken of an item, and what they cost. Pure. */
import { type PriceTier, tierOf, type TierReached } from '../../../../src/domain/catalogue/item.ts'
import { QUANTITY_MAX } from '../../../../src/domain/orders/limits.ts'
import type { Item } from './wire.ts'

/** What decides how many packs may be taken. */
export type Takeable = Pick<Item, 'quantity' | 'stock'>

/** The least that may be ordered. */
export function leastOf({ quantity: { min, step } }: Takeable): number {
  return Math.ceil(min / step) * step
}

/** The most that may be ordered now; less than the least when there is not enough. */
export function mostOf({ quantity: { max, step }, stock }: Takeable): number {
  const most = Math.min(max ?? QUANTITY_MAX, stock ?? QUANTITY_MAX, QUANTITY_MAX)
  return Math.floor(most / step) * step
}

/** One step up; null when there is none. */
export function stepUp(item: Takeable, quantity: number): number | null {
  const { step } = item.quantity
  const next = quantity < leastOf(item) ? leastOf(item) : (Math.floor(quantity / step) + 1) * step
  return next <= mostOf(item) ? next : null
}

/** One step down; null below the least. */
export function stepDown(item: Takeable, quantity: number): number | null {
  const { step } = item.quantity
  const next = (Math.ceil(quantity / step) - 1) * step
  return next >= leastOf(item) ? Math.min(next, mostOf(item)) : null
}

/** Tiers of an item as the domain counts them. */
export function priceTiers({ tiers }: Pick<Item, 'tiers'>): PriceTier[] {
  return tiers.map(({ from, price }) => ({ from, price: price.amount }))
}

/** The tier of a quantity, minor units; below the least quantity the first one. */
export function reachedTier(item: Pick<Item, 'tiers'>, quantity: number): TierReached | null {
  const tiers = priceTiers(item)
  return tierOf(tiers, Math.max(quantity, tiers[0]?.from ?? 0))
}

/** Minor units of so many packs. */
export function costOf(item: Pick<Item, 'tiers'>, quantity: number): number {
  return quantity * (reachedTier(item, quantity)?.price ?? 0)
}
