/** Buying stock as the vendor's app shows it: the first page, an item, favourites. */
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import { idOf, mark, newStall, newSupplier, readHome, readItem, search, sells } from './world.ts'

const NOW = Date.now()

it('shows suppliers, shelves, and nothing that is not there', async ({ expect }) => {
  const here = await newSupplier('INR', { min_order: { amount: 70_000, currency: 'INR' } })
  await newSupplier('INR', { areas: ['Pune'] })
  await newSupplier('EUR')
  await sells(here, {
    A: {},
    B: {},
    C: { category: 'dairy' },
    OVER: { category: 'fuel', valid_until: '2020-01-01' },
  })
  const home = await readHome(await newStall('INR'))
  expect(home).toMatchObject({
    object: 'sourcing',
    categories: [
      { category: 'dairy', items: 1 },
      { category: 'grain', items: 2 },
    ],
    buy_again: [],
    favourites: [],
    hints: [],
    jar: { balance: { amount: 0, currency: 'INR' }, share_bp: 0 },
    open_orders: 0,
  })
  expect(home.suppliers).toHaveLength(2)
  expect(home.suppliers[0]).toEqual({
    id: here.id,
    name: 'Market Co-op',
    min_order: { amount: 70_000, currency: 'INR' },
    early_discount_bp: 100,
    delivery_days: expect.any(Array),
    serves_here: true,
  })
  expect(home.suppliers[0]?.delivery_days).toHaveLength(6)
  expect(home.suppliers[1]).toMatchObject({ serves_here: false, delivery_days: [] })
})

it('counts a shelf no further than a hundred', async ({ expect }) => {
  const items = Array.from({ length: 130 }, (_, i) => [`M${i}`, {}])
  await sells(await newSupplier('MXN'), Object.fromEntries(items))
  const { categories } = await readHome(await newStall('MXN'))
  expect(categories).toEqual([{ category: 'grain', items: 100 }])
})

it('shows an item with its tiers, its price by the unit, and when it comes', async ({ expect }) => {
  const supplier = await newSupplier('KWD')
  const money = (amount: number) => ({ amount, currency: 'KWD' })
  await sells(supplier, {
    RICE: {
      names: { en: 'Rice', hi: 'चावल' },
      pack: { count: 2, size: 500, unit: 'g' },
      quantity: { min: 2, max: 20, step: 2 },
      tiers: [
        { from: 2, price: money(1_005) },
        { from: 10, price: money(900) },
      ],
      stock: 7,
    },
  })
  const stall = await newStall('KWD')
  const item = await readItem(stall, await idOf(stall, 'RICE'))
  expect(item).toEqual({
    object: 'catalogue_item',
    id: expect.stringMatching(/^itm_/),
    supplier: { id: supplier.id, name: 'Market Co-op' },
    sku: 'RICE',
    name: 'Rice',
    category: 'grain',
    pack: { count: 2, size: 500, unit: 'g' },
    quantity: { min: 2, max: 20, step: 2 },
    tiers: [
      { from: 2, price: money(1_005), per_unit: money(1_005) },
      { from: 10, price: money(900), per_unit: money(900) },
    ],
    per: 'kg',
    price_version: 1,
    stock: 7,
    photo_url: null,
    delivery_days: expect.any(Array),
    is_favourite: false,
    alternatives: [],
  })
})

it('compares an item with others of its kind by the unit, those first that are delivered here', async ({
  expect,
}) => {
  const [one, two] = [await newSupplier('NPR'), await newSupplier('NPR')]
  const far = await newSupplier('NPR', { areas: ['Pune'] })
  await sells(one, {
    OWN: { names: { en: 'Shakti Basmati Rice 5 kg' }, price: 9_000 },
    FLOUR: { names: { en: 'Rice flour 1 kg' }, price: 10 },
    OTHERSHELF: { names: { en: 'Puffed rice' }, category: 'snacks', price: 10 },
    BYPIECE: { names: { en: 'Rice' }, pack: { count: 1, size: 1, unit: 'piece' }, price: 10 },
    GONE: { names: { en: 'Rice' }, price: 10, valid_until: '2020-01-01' },
  })
  await sells(two, {
    DEAR: { names: { en: 'Royal Basmati Rice' }, price: 12_000 },
    CHEAP: {
      names: { en: 'Everyday rice', hi: 'चावल' },
      pack: { count: 1, size: 10, unit: 'kg' },
      price: 50_000,
    },
    HINDI: { names: { hi: 'शाही चावल', en: 'Chef’s choice' }, price: 100 },
  })
  await sells(far, { FAR: { names: { en: 'Far rice' }, price: 10 } })
  await sells(await newSupplier('PKR'), { ABROAD: { names: { en: 'Rice' }, price: 1 } })
  const stall = await newStall('NPR')
  const { alternatives } = await readItem(stall, await idOf(stall, 'OWN'))
  expect(alternatives.map(({ sku }) => sku)).toEqual(['CHEAP', 'DEAR', 'FAR'])
  expect(alternatives[0]?.tiers[0]?.per_unit.amount).toBe(5_000)
})

it('marks items and takes the marks away, as often as one likes', async ({ expect }) => {
  await sells(await newSupplier('LKR'), { A: {}, B: {} })
  const [stall, neighbour] = [await newStall('LKR'), await newStall('LKR')]
  const [a, b] = [await idOf(stall, 'A'), await idOf(stall, 'B')]
  for (const id of [a, a, b]) expect((await mark(stall, 'PUT', id)).status).toBe(204)
  const { favourites } = await readHome(stall)
  expect(favourites.map(({ sku }) => sku).toSorted()).toEqual(['A', 'B'])
  expect((await readItem(stall, a)).is_favourite).toBe(true)
  expect((await readHome(neighbour)).favourites).toEqual([])
  expect((await readItem(neighbour, a)).is_favourite).toBe(false)
  for (const id of [a, a]) expect((await mark(stall, 'DELETE', id)).status).toBe(204)
  expect((await readHome(stall)).favourites.map(({ sku }) => sku)).toEqual(['B'])
  const { data } = await search(stall, { q: 'b' })
  expect(data[0]?.is_favourite).toBe(true)
})

it('neither shows nor marks what is not sold to this stall', async ({ expect }) => {
  const supplier = await newSupplier('BDT')
  await sells(supplier, { A: {}, B: {} })
  const stall = await newStall('BDT')
  const [a, b] = [await idOf(stall, 'A'), await idOf(stall, 'B')]
  await mark(stall, 'PUT', a)
  await supplier.client.delete('/catalogue/items/A')
  const stranger = await newStall('JPY')
  const tries: [typeof stall, string][] = [
    [stall, a],
    [stranger, b],
    [stall, newId('catalogueItem', NOW)],
    [stall, 'itm_1'],
    [stall, stall.id],
  ]
  for (const [who, id] of tries) {
    expect((await who.browser.get(`/api/sourcing/items/${id}`)).status, id).toBe(404)
    expect((await mark(who, 'PUT', id)).status, id).toBe(404)
  }
  expect((await readHome(stall)).favourites).toEqual([])
  // The mark of an item that is gone can be taken away.
  expect((await mark(stall, 'DELETE', a)).status).toBe(204)
})

it('shows what the stall bought, the last first', async ({ expect }) => {
  const supplier = await newSupplier('TZS')
  await sells(supplier, { A: {}, B: {}, C: {}, D: {}, GONE: {} })
  const [stall, neighbour] = [await newStall('TZS'), await newStall('TZS')]
  const ids = new Map<string, string>()
  for (const sku of ['A', 'B', 'C', 'D', 'GONE']) ids.set(sku, await idOf(stall, sku))
  await supplier.client.delete('/catalogue/items/GONE')
  const order = (vendor: string, at: number, state: string, ...skus: string[]) =>
    env.DB.prepare(
      `INSERT INTO orders (id, vendor_id, supplier_id, currency, state, version, told_version, delivery_day, total, ordered,
         placed_at, updated_at, body) VALUES (?1, ?2, ?3, 'TZS', ?4, 1, 1, 0, 0, 0, ?5, ?5, ?6)`,
    )
      .bind(
        newId('order', NOW + at),
        vendor,
        supplier.id,
        state,
        NOW + at,
        JSON.stringify({ lines: skus.map((sku) => ({ item: ids.get(sku) })) }),
      )
      .run()
  await order(stall.id, 1, 'settled', 'A', 'B')
  await order(stall.id, 2, 'out_for_delivery', 'C', 'GONE')
  await order(stall.id, 3, 'settled', 'B')
  await order(stall.id, 4, 'rejected', 'D')
  await order(neighbour.id, 5, 'settled', 'D')
  const home = await readHome(stall)
  expect(home.buy_again.map(({ sku }) => sku)).toEqual(['B', 'C', 'A'])
})
