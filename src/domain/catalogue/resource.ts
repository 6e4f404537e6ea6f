/** The catalogue in the shape that the vendor's app reads. */
import type { Money } from '../money/money.ts'
import type { Category, Pack, PerUnit } from './item.ts'

export interface Named {
  id: string
  name: string
}

export interface ItemResource {
  object: 'catalogue_item'
  id: string
  supplier: Named
  sku: string
  /** In the language of the call, else in the supplier's first. */
  name: string
  category: Category
  pack: Pack
  quantity: { min: number; max: number | null; step: number }
  tiers: { from: number; price: Money; per_unit: Money }[]
  per: PerUnit
  price_version: number
  /** Packs; null for what is made to order. */
  stock: number | null
  photo_url: string | null
  /** The first days on which it can be delivered to this stall, `2026-11-30`; empty when its place is not served. */
  delivery_days: string[]
  is_favourite: boolean
}

export interface ItemPage {
  data: ItemResource[]
  next_cursor: string | null
  /** What was searched instead, when nothing had the words as they were typed. */
  did_you_mean: string | null
}

/** One item with what else could be bought in its place, cheapest by unit first. */
export interface ItemDetail extends ItemResource {
  alternatives: ItemResource[]
}

export interface SupplierResource extends Named {
  min_order: Money
  early_discount_bp: number
  delivery_days: string[]
  serves_here: boolean
}

/** Why an item is worth looking at now, from the stall's own sales and orders. */
export interface RestockHint {
  item: ItemResource
  /** Days until it runs out at the usual pace, 0 when it has; null when only past orders speak. */
  days_of_cover: number | null
  reason:
    | { code: 'selling'; sold_a_day_tenths: number; left: number; since: string }
    | { code: 'usual_order'; every_days: number; last: string; quantity: number }
}

/** The first page of buying stock. */
export interface SourcingHome {
  object: 'sourcing'
  suppliers: SupplierResource[]
  /** Shelves with something on them; `items` is counted up to 100, which means as many or more. */
  categories: { category: Category; items: number }[]
  buy_again: ItemResource[]
  favourites: ItemResource[]
  hints: RestockHint[]
  jar: { balance: Money; share_bp: number }
  /** Orders that are on their way or want an answer. */
  open_orders: number
}
