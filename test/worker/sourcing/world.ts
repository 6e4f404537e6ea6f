/** Suppliers with catalogues, and stalls that look at them. */
import type { ItemDetail, ItemPage, SourcingHome } from '../../../src/domain/catalogue/resource.ts'
import { made } from '../../support/contract.ts'
import { ORIGIN, send, signUp } from '../../support/http.ts'
import type { Stall } from '../../support/http.ts'
import { SUPPLIER_TERMS } from '../partner/catalogue-items.ts'
import { newPartner } from '../partner/world.ts'
import type { Partner } from '../partner/world.ts'

export interface Supplier extends Partner {
  currency: string
}

/** A supplier that delivers to Jaipur. Most tests have a currency of their own, so that they see nothing of each other. */
export async function newSupplier(currency: string, terms: object = {}): Promise<Supplier> {
  const { id, client } = await newPartner('supplier', { currency })
  const own = { ...SUPPLIER_TERMS, min_order: { amount: 50_000, currency }, ...terms }
  await made(client.put('/supplier-terms', own))
  return { id, client, currency }
}

/** Puts items into a supplier's catalogue in one file; each is a kilogram for 100.00 unless it says otherwise. */
export async function sells(
  { client, currency }: Supplier,
  items: Record<string, { price?: number } & Record<string, unknown>>,
): Promise<void> {
  const lines = Object.entries(items).map(([sku, { price = 10_000, ...change }]) =>
    JSON.stringify({
      sku,
      names: { en: sku },
      category: 'grain',
      pack: { count: 1, size: 1, unit: 'kg' },
      quantity: { min: 1, max: null, step: 1 },
      tiers: [{ from: 1, price: { amount: price, currency } }],
      tax_bp: 0,
      ...change,
    }),
  )
  const report = await made(
    client.upload('/catalogue/imports', 'application/x-ndjson', `${lines.join('\n')}\n`),
  )
  const refused = report.list().filter(({ outcome }) => outcome === 'refused')
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
}

export function newStall(currency: string): Promise<Stall> {
  return signUp({ currency, place: 'Bapu Bazar, Jaipur' })
}

async function read<T>(stall: Stall, path: string): Promise<T> {
  const response = await stall.browser.get(path)
  if (response.status !== 200)
    throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json<T>()
}

export function search(stall: Stall, query: Record<string, string>): Promise<ItemPage> {
  return read(stall, `/api/sourcing/items?${new URLSearchParams(query).toString()}`)
}

/** The skus of what is found, in its order. */
export async function skus(
  stall: Stall,
  query: string | Record<string, string>,
): Promise<string[]> {
  const { data } = await search(stall, typeof query === 'string' ? { q: query } : query)
  return data.map(({ sku }) => sku)
}

/** The id of the one item with a sku among what a search finds. */
export async function idOf(stall: Stall, sku: string): Promise<string> {
  const { data } = await search(stall, { q: sku })
  const id = data.find((item) => item.sku === sku)?.id
  if (id === undefined) throw new Error(`no ${sku}`)
  return id
}

export function readItem(stall: Stall, id: string): Promise<ItemDetail> {
  return read(stall, `/api/sourcing/items/${id}`)
}

export function readHome(stall: Stall): Promise<SourcingHome> {
  return read(stall, '/api/sourcing')
}

/** Marks an item or takes the mark away; the browser of the tests only gets and posts. */
export function mark(stall: Stall, method: 'PUT' | 'DELETE', id: string): Promise<Response> {
  const cookie = [...stall.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { Cookie: cookie, Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' }
  return send(`/api/sourcing/favourites/${id}`, { method, headers })
}
