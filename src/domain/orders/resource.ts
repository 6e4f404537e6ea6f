import type { Pack } from '../catalogue/item.ts'
/** Orders in the shape that the vendor's app and suppliers' systems read. */
import type { Named } from '../catalogue/resource.ts'
import type { DisclosureResource } from '../credit/resource.ts'
import type { Money } from '../money/money.ts'
import type { OrderState, LineProblem, MoneySource } from './order.ts'

export interface OrderLineResource {
  item: string
  sku: string
  name: string
  pack: Pack
  price_version: number
  /** For a pack, as it was placed; a pool may have lowered it. */
  unit_price: Money
  quantity: number
  /** What the supplier takes on; as ordered until it answers. */
  accepted: number
  /** What is paid for; null until it is counted. */
  arrived: number | null
  problem: LineProblem | null
  /** Of `arrived`, else `accepted`. */
  total: Money
}

export interface OrderEventResource {
  at: string
  by: 'vendor' | 'supplier' | 'operator' | 'system'
  /** The state that it led to, or a word for what changed without one. */
  what: string
  note: string | null
}

export interface ClaimResource {
  id: string
  state: 'open' | 'credited' | 'declined'
  note: string
  amount: Money
  credited: Money | null
  answer: string | null
  at: string
}

export interface OrderResource {
  object: 'order'
  id: string
  /** What people say on the phone: `K7Q-3M9`. */
  number: string
  vendor: Named & { place: string }
  supplier: Named
  state: OrderState
  lines: OrderLineResource[]
  /** What it costs as it stands: the sum of the lines, less the discount. */
  total: Money
  /** What was placed. */
  placed_total: Money
  /** What is set aside for it now, or paid it; `discount` is the supplier's for the part on credit. */
  money: { jar: Money; available: Money; credit: Money; discount: Money }
  /** The cost of the part on credit, as it was shown; null without one. */
  credit: { lender: Named; fee: Money; expected_days: number; draw: string } | null
  delivery: { day: string; place: string; note: string | null }
  pool: { id: string; unit_price_max: Money; closes_at: string } | null
  /** Until when whom the order waits for may act, and what happens then; null at the end. */
  due: { at: string; leads_to: 'expired' | 'confirmed' } | null
  /** Set once the supplier said that it was handed over. */
  delivered: { at: string; received_by: string; note: string | null } | null
  dispute: { at: string; note: string; answer: string | null } | null
  claims: ClaimResource[]
  credit_notes: { id: string; at: string; amount: Money; note: string; claim: string | null }[]
  claim_until: string | null
  placed_at: string
  updated_at: string
  settled_at: string | null
  events: OrderEventResource[]
}

/** What an order would cost and how it would be paid, before anybody says yes. */
export interface QuoteResource {
  object: 'order_quote'
  supplier: Named
  lines: (OrderLineResource & {
    /** The next cheaper tier and how many packs are missing. */
    next_tier: { from: number; price: Money; missing: number; saves: Money } | null
  })[]
  goods: Money
  /** The supplier's early-payment discount on the part that is bought on credit. */
  discount: Money
  /** Goods less discount: what the supplier gets. */
  total: Money
  sources: MoneySource[]
  money: { jar: Money; available: Money; credit: Money }
  /** What is missing when all sources together are not enough. */
  missing: Money
  credit: {
    lender: Named
    disclosure: DisclosureResource
    /** Fee less discount; below zero the discount is more than the fee. */
    net_cost: Money
    /** The repayment spread over the expected days. */
    cost_a_day: Money
  } | null
  delivery_days: string[]
  /** What stands in the way: codes that the app has words for; empty when it can be placed. */
  problems: { code: QuoteProblem; item: string | null; least: number | null }[]
}

export type QuoteProblem =
  | 'price_changed'
  | 'item_gone'
  | 'below_quantity'
  | 'above_quantity'
  | 'not_a_step'
  | 'not_in_stock'
  | 'below_min_order'
  | 'area_not_served'
  | 'day_not_served'
  | 'not_enough_money'
  | 'credit_not_open'
  | 'credit_too_small'
  | 'pool_closed'

export interface PoolResource {
  object: 'pool'
  id: string
  supplier: Named
  item: Named & { pack: Pack; photo_url: string | null }
  areas: string[]
  delivery_day: string
  closes_at: string
  /** Closes at once when so many packs are together; null when only time closes it. */
  closes_at_quantity: number | null
  state: 'open' | 'closed'
  stalls: number
  quantity: number
  tiers: { from: number; price: Money }[]
  /** Price at the present quantity, and how many packs are missing for the next. */
  price: Money
  next: { price: Money; missing: number } | null
  /** What one alone would pay for the least quantity. */
  alone: Money
  /** This stall's own order in it. */
  order: string | null
}
