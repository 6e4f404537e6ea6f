/** A supplier with a catalogue, a stall with money and a credit line, and everything that can be done to an order. */
import { env } from 'cloudflare:workers'
import { upsertTerms } from '../../../src/db/catalogue.ts'
import type { ItemInput, SupplierTerms } from '../../../src/domain/catalogue/item.ts'
import type { Order, MoneySource } from '../../../src/domain/orders/order.ts'
import type { OrderCommand } from '../../../src/domain/orders/states.ts'
import { newId } from '../../../src/platform/ids.ts'
import { putItem } from '../../../src/services/catalogue.ts'
import { orderOfQuote, quoteOrder } from '../../../src/services/order-quotes.ts'
import type { Quote } from '../../../src/services/order-quotes.ts'
import { actOnOrder, codeHash, ordersOf, placeOrder } from '../../../src/services/orders.ts'
import type { OrderOutcome, PlacedOrder } from '../../../src/services/orders.ts'
import { vendorBook } from '../../support/books.ts'
import { ctxAt, newServicing, partnerBook, rowOf } from '../credit/servicing-world.ts'
import type { Servicing } from '../credit/servicing-world.ts'
import { sell } from '../credit/world.ts'

export const CODE = '402913'

export interface Sourcing extends Servicing {
  /** Ids of the supplier's items by sku. */
  items: Record<string, string>
}

export const TERMS: SupplierTerms = {
  minOrder: 10_000,
  leadDays: 1,
  areas: ['*'],
  days: [1, 2, 3, 4, 5, 6, 7],
  cutOffMinutes: 18 * 60,
  timeZone: 'Asia/Kolkata',
  earlyDiscountBp: 0,
  legalName: 'Wholesale Private Limited',
  taxId: 'GSTIN 08ABCDE1234F1Z5',
  address: '1 Market Yard, Jaipur',
  country: 'IN',
}

function itemInput(sku: string, price: number, change: Partial<ItemInput> = {}): ItemInput {
  return {
    sku,
    names: { en: `Item ${sku}` },
    also: '',
    category: 'other',
    pack: { count: 1, size: 1, unit: 'kg' },
    quantity: { min: 1, max: null, step: 1 },
    tiers: [
      { from: 1, price },
      { from: 10, price: price - Math.floor(price / 10) },
    ],
    taxBp: 500,
    stock: null,
    leadDays: null,
    areas: null,
    days: null,
    validFrom: null,
    validUntil: null,
    ...change,
  }
}

/** Puts items on a supplier's shelf; answers their ids by sku. */
export async function stock(
  supplierId: string,
  prices: Record<string, number>,
  change: Partial<ItemInput> = {},
): Promise<Record<string, string>> {
  const ctx = ctxAt(Date.now())
  const ids: Record<string, string> = {}
  for (const [sku, price] of Object.entries(prices)) {
    const put = await putItem(
      ctx,
      { id: supplierId, currency: 'INR' },
      itemInput(sku, price, change),
    )
    if (put.outcome === 'invalid') throw new Error(JSON.stringify(put.problems))
    ids[sku] = put.item.id
  }
  return ids
}

/** A stall with 5,000.00 of credit, a supplier of tea (200.00) and sugar (45.00), and sales of 1,000.00 in the balance. */
export async function newSourcing(terms: Partial<SupplierTerms> = {}): Promise<Sourcing> {
  const world = await newServicing()
  await upsertTerms(env.DB, world.supplier.id, { ...TERMS, ...terms }, Date.now())
  const items = await stock(world.supplier.id, { tea: 20_000, sugar: 4_500 })
  await sell(world.stall.id, 100_000)
  return { ...world, items }
}

export interface Wish {
  /** Packs by sku. */
  lines: Record<string, number>
  sources?: MoneySource[]
  pool?: { id: string; unitPriceMax: number | null } | null
  atMs?: number
}

export async function quoteAt(world: Sourcing, wish: Wish): Promise<Quote> {
  const { lines, sources = ['jar', 'available', 'credit'], pool = null, atMs = Date.now() } = wish
  const wanted = Object.entries(lines).map(([sku, quantity]) => ({
    item: world.items[sku] ?? sku,
    quantity,
    shown: null,
  }))
  const ask = { supplierId: world.supplier.id, wanted, sources, deliveryDay: null, pool }
  const quote = await quoteOrder(ctxAt(atMs), await rowOf(world.stall), ask)
  if (quote === null) throw new Error('there is no such supplier')
  return quote
}

export async function orderAt(world: Sourcing, wish: Wish, id?: string): Promise<Order> {
  const atMs = wish.atMs ?? Date.now()
  const quote = await quoteAt(world, wish)
  const about = { id: id ?? newId('order', atMs), quote, note: null }
  return orderOfQuote(ctxAt(atMs), await rowOf(world.stall), about)
}

export async function placeAt(world: Sourcing, wish: Wish, id?: string): Promise<PlacedOrder> {
  return placeOrder(ctxAt(wish.atMs ?? Date.now()), await orderAt(world, wish, id))
}

/** Places an order that is expected to be placed. */
export async function placed(world: Sourcing, wish: Wish): Promise<Order> {
  const outcome = await placeAt(world, wish)
  if (outcome.state !== 'placed') throw new Error(`the order is ${JSON.stringify(outcome)}`)
  return outcome.order
}

export async function act(
  world: Sourcing,
  id: string,
  command: OrderCommand,
  about: { by?: 'vendor' | 'supplier' | 'operator' | 'system'; atMs?: number } = {},
): Promise<OrderOutcome> {
  const { by = 'supplier', atMs = Date.now() } = about
  return actOnOrder(ctxAt(atMs), { vendorId: world.stall.id, id, by }, command)
}

/** Takes an order to the stall's kerb, with the code {@link CODE}. */
export async function deliver(world: Sourcing, id: string): Promise<void> {
  await act(world, id, { type: 'accept' })
  await act(world, id, { type: 'pack' })
  const out = await act(world, id, { type: 'dispatch', codeHash: codeHash(id, CODE) })
  if (!out.ok) throw new Error(out.reason)
}

/** The vendor counts and types the code. */
export async function confirm(
  world: Sourcing,
  order: Order,
  arrived: Record<string, number> = {},
  code: string | null = CODE,
): Promise<OrderOutcome> {
  const counts = order.lines.map(({ item, sku, accepted }) => ({
    item,
    arrived: arrived[sku] ?? accepted,
    problem: null,
  }))
  const hash = code === null ? null : codeHash(order.id, code)
  return act(world, order.id, { type: 'confirm', codeHash: hash, counts }, { by: 'vendor' })
}

/** What the stall has where, and what the partners have. Minor units. */
export async function moneyOf({ stall, lender, supplier }: Sourcing) {
  using desk = ordersOf(ctxAt(Date.now()), stall.id)
  const { jar, available, credit } = await desk.purse(Date.now())
  const float = async (id: string) => (await partnerBook(id).float())?.available ?? 0
  const [ofLender, ofSupplier] = [await float(lender.id), await float(supplier.id)]
  return { jar, available, room: credit?.room ?? null, lender: ofLender, supplier: ofSupplier }
}

/** Sentences about what is wrong in any of the three books; none is good. */
export async function problemsIn({ stall, lender, supplier }: Sourcing): Promise<string[]> {
  const reports = await Promise.all([
    vendorBook(stall.id).audit(),
    partnerBook(lender.id).audit(),
    partnerBook(supplier.id).audit(),
  ])
  return reports.flatMap(({ problems }) => problems)
}
