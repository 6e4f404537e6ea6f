import type { PackUnit } from '../../../src/domain/catalogue/item.ts'
import type {
  ItemDetail,
  ItemPage,
  ItemResource,
  SourcingHome,
} from '../../../src/domain/catalogue/resource.ts'
import type { Money } from '../../../src/domain/money/money.ts'
import { orderNumber } from '../../../src/domain/orders/order.ts'
import type {
  OrderLineResource,
  OrderResource,
  PoolResource,
  QuoteResource,
} from '../../../src/domain/orders/resource.ts'

/** A market that never was: what the server could answer, with long names and large amounts. */

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

export const at = (fromNowMs: number): string => new Date(Date.now() + fromNowMs).toISOString()
export const day = (fromNow: number): string => at(fromNow * DAY_MS).slice(0, 10)
export const rupees = (amount: number): Money => ({ amount, currency: 'INR' })

/** A well-formed id that says which one it is. */
export const id = (prefix: string, name: string): string =>
  `${prefix}_${name.padEnd(26, '0').slice(0, 26)}`

export const DAIRY = { id: id('prt', 'DA1RY'), name: 'Dadar Dairy and Cold Chain Wholesale' }
export const LENDER = { id: id('prt', '1ENDER'), name: 'Dadar Co-operative' }
export const PLACE = 'Dadar station, gate 3'

/** What happens in so many days, if nobody does anything. */
export function dueIn(days: number, leads_to: 'expired' | 'confirmed') {
  return { at: at(days * DAY_MS), leads_to }
}

interface Shelf {
  key: string
  name: string
  category: ItemResource['category']
  pack: { count: number; size: number; unit: PackUnit }
  price: number
  supplier?: ItemResource['supplier']
}

function item(shelf: Shelf, more: Partial<ItemResource> = {}): ItemResource {
  const { key, name, category, pack, price, supplier = DAIRY } = shelf
  const unit = (minor: number) => rupees(Math.round(minor / 12))
  return {
    object: 'catalogue_item',
    id: id('itm', key),
    supplier,
    sku: key,
    name,
    category,
    pack,
    quantity: { min: 2, max: null, step: 1 },
    tiers: [
      { from: 2, price: rupees(price), per_unit: unit(price) },
      { from: 10, price: rupees(price - 4_000), per_unit: unit(price - 4_000) },
      { from: 25, price: rupees(price - 7_500), per_unit: unit(price - 7_500) },
    ],
    per: 'l',
    price_version: 3,
    stock: 140,
    photo_url: null,
    delivery_days: [day(1), day(2), day(4)],
    is_favourite: false,
    ...more,
  }
}

export const MILK = item({
  key: 'M11K',
  name: 'Full cream milk, pasteurised, from buffaloes of Kolhapur',
  category: 'dairy',
  pack: { count: 12, size: 1, unit: 'l' },
  price: 84_000,
})
const TEA = item(
  {
    key: 'TEA',
    name: 'Assam CTC tea',
    category: 'tea_coffee',
    pack: { count: 1, size: 5, unit: 'kg' },
    price: 192_000,
    supplier: { id: id('prt', 'TEA'), name: 'Assam House' },
  },
  {
    per: 'kg',
    stock: null,
    tiers: [{ from: 1, price: rupees(192_000), per_unit: rupees(38_400) }],
  },
)
const CUPS = item(
  {
    key: 'CVPS',
    name: 'कुल्हड़ 90 ml',
    category: 'packaging',
    pack: { count: 10, size: 50, unit: 'piece' },
    price: 110_000,
  },
  { per: 'piece', stock: 0, delivery_days: [], is_favourite: true },
)

/** A cart with six packs of milk, as a phone keeps it. */
export const CARTS = [{ supplier: DAIRY, lines: [{ item: MILK, quantity: 6 }] }]

export const ITEM: ItemDetail = { ...MILK, alternatives: [TEA, CUPS] }

export const FOUND: ItemPage = {
  data: [MILK, TEA, CUPS],
  next_cursor: 'more',
  did_you_mean: 'milk',
}

export const HOME: SourcingHome = {
  object: 'sourcing',
  suppliers: [
    {
      ...DAIRY,
      min_order: rupees(150_000),
      early_discount_bp: 250,
      delivery_days: [day(1), day(2)],
      serves_here: true,
    },
    {
      ...TEA.supplier,
      min_order: rupees(0),
      early_discount_bp: 0,
      delivery_days: [],
      serves_here: false,
    },
  ],
  categories: [
    { category: 'dairy', items: 12 },
    { category: 'tea_coffee', items: 4 },
    { category: 'oil_spice', items: 31 },
    { category: 'packaging', items: 1 },
  ],
  buy_again: [MILK],
  favourites: [CUPS],
  hints: [
    {
      item: MILK,
      days_of_cover: 2,
      reason: { code: 'selling', sold_a_day_tenths: 185, left: 40, since: at(-6 * DAY_MS) },
    },
    {
      item: TEA,
      days_of_cover: null,
      reason: { code: 'usual_order', every_days: 9, last: at(-8 * DAY_MS), quantity: 2 },
    },
  ],
  jar: { balance: rupees(43_250), share_bp: 1000 },
  open_orders: 2,
}

function line(
  { id: itemId, sku, name, pack }: ItemResource,
  quantity: number,
  unitPrice: number,
): OrderLineResource {
  return {
    item: itemId,
    sku,
    name,
    pack,
    price_version: 3,
    unit_price: rupees(unitPrice),
    quantity,
    accepted: quantity,
    arrived: null,
    problem: null,
    total: rupees(quantity * unitPrice),
  }
}

const MILK_LINE = line(MILK, 6, 84_000)
const CUPS_LINE = line(CUPS, 2, 110_000)

export const QUOTE: QuoteResource = {
  object: 'order_quote',
  supplier: DAIRY,
  lines: [
    {
      ...MILK_LINE,
      next_tier: { from: 10, price: rupees(80_000), missing: 4, saves: rupees(4_000) },
    },
  ],
  goods: rupees(504_000),
  discount: rupees(9_018),
  total: rupees(494_982),
  sources: ['jar', 'available', 'credit'],
  money: { jar: rupees(43_250), available: rupees(100_000), credit: rupees(351_732) },
  missing: rupees(0),
  credit: {
    lender: LENDER,
    disclosure: {
      principal: rupees(351_732),
      fee: rupees(10_552),
      owed: rupees(362_284),
      holdback_bp: 1200,
      expected_days: 24,
      steady_days: 31,
      apr_nominal_bp: 5210,
      apr_effective_bp: 6830,
    },
    net_cost: rupees(1_534),
    cost_a_day: rupees(15_095),
  },
  delivery_days: [day(1), day(2), day(4)],
  problems: [],
}

export const ORDER_ID = id('ord', '0K7Q3M9')

/** An order in any state; by default it is on its way. */
export function order(more: Partial<OrderResource> = {}): OrderResource {
  return {
    object: 'order',
    id: ORDER_ID,
    number: orderNumber(ORDER_ID),
    vendor: { id: id('vnd', 'STA11'), name: 'Asha Chai', place: PLACE },
    supplier: DAIRY,
    state: 'out_for_delivery',
    lines: [MILK_LINE, CUPS_LINE],
    total: rupees(724_000),
    placed_total: rupees(724_000),
    money: {
      jar: rupees(43_250),
      available: rupees(680_750),
      credit: rupees(0),
      discount: rupees(0),
    },
    credit: null,
    delivery: { day: day(1), place: PLACE, note: 'Ring at the back door' },
    pool: null,
    due: dueIn(3, 'expired'),
    delivered: null,
    dispute: null,
    claims: [],
    credit_notes: [],
    claim_until: null,
    placed_at: at(-DAY_MS),
    updated_at: at(-HOUR_MS),
    settled_at: null,
    events: [
      { at: at(-DAY_MS), by: 'vendor', what: 'placed', note: null },
      { at: at(-20 * HOUR_MS), by: 'supplier', what: 'accepted', note: null },
      { at: at(-HOUR_MS), by: 'supplier', what: 'out_for_delivery', note: null },
    ],
    ...more,
  }
}

export const DELIVERED: Partial<OrderResource> = {
  state: 'delivered',
  due: dueIn(2, 'confirmed'),
  delivered: { at: at(-HOUR_MS), received_by: 'The boy at the gate', note: 'Left at the gate' },
}

export const SETTLED: Partial<OrderResource> = {
  state: 'settled',
  lines: [
    { ...MILK_LINE, arrived: 5, problem: 'damaged', total: rupees(420_000) },
    { ...CUPS_LINE, arrived: 2 },
  ],
  total: rupees(640_000),
  due: null,
  credit: { lender: LENDER, fee: rupees(10_552), expected_days: 24, draw: id('drw', 'DRAW') },
  money: {
    jar: rupees(43_250),
    available: rupees(254_036),
    credit: rupees(342_714),
    discount: rupees(8_786),
  },
  claim_until: at(5 * DAY_MS),
  settled_at: at(-2 * DAY_MS),
  claims: [
    {
      id: id('clm', 'C1A1M'),
      state: 'open',
      note: 'One crate was sour after a day.',
      amount: rupees(84_000),
      credited: null,
      answer: null,
      at: at(-DAY_MS),
    },
  ],
}

export const POOL_ID = id('pool', 'P0001')

export function pool(more: Partial<PoolResource> = {}): PoolResource {
  return {
    object: 'pool',
    id: POOL_ID,
    supplier: DAIRY,
    item: { id: MILK.id, name: MILK.name, pack: MILK.pack, photo_url: null },
    areas: ['Dadar'],
    delivery_day: day(3),
    closes_at: at(20 * HOUR_MS),
    closes_at_quantity: 60,
    state: 'open',
    stalls: 3,
    quantity: 16,
    tiers: MILK.tiers.map(({ from, price }) => ({ from, price })),
    price: rupees(80_000),
    next: { price: rupees(76_500), missing: 9 },
    alone: rupees(84_000),
    order: null,
    ...more,
  }
}

export const JAR = {
  balance: rupees(43_250),
  share_bp: 1000,
  shares_bp: [0, 500, 1000, 1500, 2000, 2500, 3000],
}
