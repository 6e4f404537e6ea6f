/** Suppliers with a shelf and stalls with money, made and moved through HTTP alone: `/v1` with a key, `/api` with a session. */
import type { OrderResource, QuoteResource } from '../../../src/domain/orders/resource.ts'
import { newId } from '../../../src/platform/ids.ts'
import { made } from '../../support/contract.ts'
import { signUp } from '../../support/http.ts'
import type { Stall } from '../../support/http.ts'
import { catalogueItem, SUPPLIER_TERMS } from './catalogue-items.ts'
import { fund, inr, newPartner, newWallet } from './world.ts'
import type { Partner } from './world.ts'

/** What everybody's terms are here: nobody is refused for a day or for too little. */
export const TERMS = {
  ...SUPPLIER_TERMS,
  min_order: inr(10_000),
  days: [1, 2, 3, 4, 5, 6, 7],
  early_discount_bp: 0,
  tax_id: '08AAACP1234C1Z5',
}

export type Sku = 'TEA' | 'SUGAR'

export interface Supplier extends Partner {
  /** Ids of its items. */
  items: Record<Sku, string>
}

/** A supplier of tea (200.00, from ten packs on 180.00) and sugar (45.00), to stalls in Jaipur. */
export async function newSupplier(): Promise<Supplier> {
  const partner = await newPartner('supplier')
  await made(partner.client.put('/supplier-terms', TERMS))
  const put = async (sku: Sku, change: object) => {
    const quantity = { min: 1, max: null, step: 1 }
    const body = catalogueItem({ quantity, ...change })
    return (await made(partner.client.put(`/catalogue/items/${sku}`, body))).string('id')
  }
  const tiers = [
    { from: 1, price: inr(20_000) },
    { from: 10, price: inr(18_000) },
  ]
  const TEA = await put('TEA', { tiers })
  const sugar = { names: { en: 'Sugar', hi: 'चीनी' }, category: 'other', tax_bp: 0 }
  const SUGAR = await put('SUGAR', { ...sugar, tiers: [{ from: 1, price: inr(4_500) }] })
  return { ...partner, items: { TEA, SUGAR } }
}

let shopper: Promise<{ agent: Partner; wallet: string }> | null = null

async function newShopper(): Promise<{ agent: Partner; wallet: string }> {
  const agent = await newPartner()
  await fund(agent.id, 100_000_000)
  return { agent, wallet: await newWallet(agent.client, 50_000_000) }
}

/** A stall in Jaipur whose phone is signed in, with sales of so many minor units in its balance. */
export async function newBuyer(sales = 1_000_000): Promise<Stall> {
  shopper ??= newShopper()
  const { agent, wallet } = await shopper
  const stall = await signUp({ name: 'Asha’s Chaat', place: 'Bapu Bazar, Jaipur' })
  const body = { wallet, code: stall.code, amount: inr(sales) }
  await made(agent.client.post('/payments', body))
  return stall
}

/** What the stall's phone is answered. */
export interface PhoneAnswer<Body> {
  status: number
  body: Body
}

/** What the stall's phone asks for or says. */
export async function ask(
  { browser }: Stall,
  path: string,
  body?: unknown,
): Promise<PhoneAnswer<Record<string, unknown>>> {
  const response =
    body === undefined
      ? await browser.get(`/api${path}`)
      : await browser.postJson(`/api${path}`, body)
  return { status: response.status, body: await response.json() }
}

/** What is free in the stall's balance, minor units. */
export async function freeMoney(stall: Stall): Promise<number> {
  const { body } = await ask(stall, '/today')
  return (body as { balance: { available: { amount: number } } }).balance.available.amount
}

export interface Wish {
  /** Packs by sku. */
  lines: Partial<Record<Sku, number>>
  note?: string
  pool?: { id: string; unitPriceMax: number }
}

/** Quotes and places an order as the phone does: at what it was shown. */
export async function placeOrder(
  stall: Stall,
  { id: supplier, items }: Supplier,
  { lines, note, pool }: Wish,
): Promise<OrderResource> {
  const asked = {
    supplier,
    sources: ['available'],
    pool: pool?.id ?? null,
    unit_price_max: pool?.unitPriceMax ?? null,
  }
  const wanted = Object.entries(lines).map(([sku, quantity]) => ({
    item: items[sku as Sku],
    quantity,
  }))
  const quoted = await ask(stall, '/orders/quote', { ...asked, lines: wanted })
  const quote = quoted.body as unknown as QuoteResource
  const placed = await ask(stall, '/orders', {
    ...asked,
    id: newId('order', Date.now()),
    lines: quote.lines.map(({ item, quantity, price_version, unit_price }) => ({
      item,
      quantity,
      price_version,
      unit_price: unit_price.amount,
    })),
    delivery_day: quote.delivery_days[0],
    note: note ?? null,
    shown: { total: quote.total.amount, credit_owed: null },
  })
  if (placed.status !== 201) throw new Error(JSON.stringify(placed.body))
  return placed.body['order'] as OrderResource
}

/** A count of an order's lines: all that was taken on, but for what is said of some. */
export function countsOf({ lines }: OrderResource, arrived: Partial<Record<Sku, number>> = {}) {
  return lines.map(({ item, sku, accepted }) => {
    const count = arrived[sku as Sku]
    return count === undefined
      ? { item, arrived: accepted }
      : { item, arrived: count, problem: 'damaged' }
  })
}

/** Takes an order to the stall's kerb, and gives the driver's code. */
export async function sendOut({ client }: Supplier, { id }: OrderResource): Promise<string> {
  await made(client.post(`/orders/${id}/accept`, {}))
  return (await made(client.post(`/orders/${id}/dispatch`, {}))).string('delivery_code')
}

/** The stall counts with the driver's code. */
export async function count(
  stall: Stall,
  order: OrderResource,
  { code, arrived = {} }: { code: string | null; arrived?: Partial<Record<Sku, number>> },
): Promise<PhoneAnswer<OrderResource>> {
  const path = `/orders/${order.id}/confirm`
  const { status, body } = await ask(stall, path, { code, counts: countsOf(order, arrived) })
  return { status, body: body as unknown as OrderResource }
}

/** An order that was placed, delivered and paid. */
export async function settledOrder(
  stall: Stall,
  supplier: Supplier,
  wish: Wish = { lines: { TEA: 3 } },
): Promise<OrderResource> {
  const order = await placeOrder(stall, supplier, wish)
  const { body } = await count(stall, order, { code: await sendOut(supplier, order) })
  if (body.state !== 'settled') throw new Error(JSON.stringify(body))
  return body
}

/** An order that the stall says came short, against the supplier's word. */
export async function disputedOrder(stall: Stall, supplier: Supplier): Promise<OrderResource> {
  const order = await placeOrder(stall, supplier, { lines: { TEA: 4 } })
  await sendOut(supplier, order)
  const handed = { received_by: 'Ravi, next door', note: null }
  await made(supplier.client.post(`/orders/${order.id}/deliver`, handed))
  const said = { counts: countsOf(order, { TEA: 1 }), note: 'Three packs were wet.' }
  const { status, body } = await ask(stall, `/orders/${order.id}/dispute`, said)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body as unknown as OrderResource
}

/** A claim of the stall's on a settled order; gives its id. */
export async function claimOn(stall: Stall, order: OrderResource, amount: number): Promise<string> {
  const claim = { id: newId('claim', Date.now()), note: 'Weevils in one pack.', amount }
  const { status, body } = await ask(stall, `/orders/${order.id}/claims`, claim)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return claim.id
}
