import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import { send } from '../../support/http.ts'
import { catalogueItem, SUPPLIER_TERMS } from './catalogue-items.ts'
import { inr, newPartner, operator } from './world.ts'

const TEA = '/catalogue/items/TEA'

it('makes an item, and replaces it under the same id', async ({ expect }) => {
  const { id: supplier, client } = await newPartner('supplier')
  const first = await client.put(TEA, catalogueItem())
  expect(first.status).toBe(201)
  expect(first.body).toEqual({
    object: 'catalogue_item',
    id: expect.stringMatching(/^itm_/),
    supplier,
    sku: 'TEA',
    ...catalogueItem(),
    also: null,
    tiers: [
      { from: 2, price: inr(24_000), per_unit: inr(24_000) },
      { from: 10, price: inr(23_000), per_unit: inr(23_000) },
    ],
    per: 'kg',
    price_version: 1,
    stock: null,
    lead_days: null,
    areas: null,
    days: null,
    valid_from: null,
    valid_until: null,
    photo_url: null,
    is_active: true,
    updated_at: expect.any(String),
  })
  const whole = catalogueItem({
    names: { 'zh-CN': '阿萨姆红茶', en: 'Assam tea' },
    also: 'chai patti चाय पत्ती',
    category: 'drinks',
    pack: { count: 24, size: 250, unit: 'ml' },
    quantity: { min: 1, max: null, step: 1 },
    tiers: [{ from: 1, price: inr(99) }],
    stock: 0,
    lead_days: 0,
    areas: ['Bapu Bazar', '*'],
    days: [7, 1],
    valid_from: '2026-11-24',
    valid_until: '2026-11-24',
  })
  const second = await client.put(TEA, whole)
  expect(second.status).toBe(200)
  expect(second.body).toMatchObject({
    ...whole,
    id: first.get('id'),
    // 99 paise for 6 litres: sixteen and a half a litre.
    tiers: [{ from: 1, price: inr(99), per_unit: inr(17) }],
    per: 'l',
    price_version: 2,
  })
  expect(Object.keys(second.get('names') as object)).toEqual(['zh-CN', 'en'])
  expect((await client.get(TEA)).body).toEqual(second.body)
})

it('versions the price, and keeps those that an item had', async ({ expect }) => {
  const { client } = await newPartner('supplier')
  const put = async (change: object) => (await client.put(TEA, catalogueItem(change))).body
  const made = await put({})
  expect(made).toMatchObject({ price_version: 1 })
  const cheaper = { tiers: [{ from: 2, price: inr(23_999) }] }
  const rows: [object, number][] = [
    [{}, 1],
    [{ names: { en: 'Assam' }, stock: 5 }, 1],
    [cheaper, 2],
    [{ ...cheaper, also: 'tea' }, 2],
    [{ ...cheaper, tax_bp: 501 }, 3],
    [{}, 4],
  ]
  for (const [change, version] of rows)
    expect(await put(change), JSON.stringify(change)).toMatchObject({ price_version: version })
  const { results } = await env.DB.prepare(
    'SELECT price_version, tiers, tax_bp FROM catalogue_prices WHERE item_id = ? ORDER BY 1',
  )
    .bind((made as { id: string }).id)
    .all()
  expect(results).toEqual([
    { price_version: 1, tiers: '[[2,24000],[10,23000]]', tax_bp: 500 },
    { price_version: 2, tiers: '[[2,23999]]', tax_bp: 500 },
    { price_version: 3, tiers: '[[2,23999]]', tax_bp: 501 },
  ])
  await expect(env.DB.prepare('UPDATE catalogue_prices SET tax_bp = 0').run()).rejects.toThrow(
    'prices are only added to',
  )
})

it('writes nothing for an item that says what is there already', async ({ expect }) => {
  const { client } = await newPartner('supplier')
  const first = await client.put(TEA, catalogueItem())
  const again = await client.put(TEA, catalogueItem({ areas: null, stock: null }))
  expect([again.status, again.get('updated_at')]).toEqual([200, first.get('updated_at')])
})

it('takes an item out, keeps it readable, and sells it again when it is put again', async ({
  expect,
}) => {
  const { client } = await newPartner('supplier')
  const made = await client.put(TEA, catalogueItem())
  expect((await client.delete(TEA)).status).toBe(204)
  expect((await client.delete(TEA)).status).toBe(204)
  expect((await client.get(TEA)).body).toMatchObject({ id: made.get('id'), is_active: false })
  const [all, sold, out] = await Promise.all(
    ['', '?active=true', '?active=false'].map((query) => client.get(`/catalogue/items${query}`)),
  )
  expect([all, sold, out].map((page) => page?.list('data').length)).toEqual([1, 0, 1])
  const again = await client.put(TEA, catalogueItem())
  expect(again.body).toMatchObject({ id: made.get('id'), is_active: true, price_version: 1 })
})

it('lists items by sku, a page at a time', async ({ expect }) => {
  const { id, client } = await newPartner('supplier')
  const skus = ['A', 'B-1', 'B.2', 'a', 'z_9']
  for (const sku of skus.toReversed()) await client.put(`/catalogue/items/${sku}`, catalogueItem())
  const seen: unknown[] = []
  for (let next = '/catalogue/items?limit=2'; next !== '';) {
    const page = await client.get(next)
    seen.push(...page.list('data').map(({ sku }) => sku))
    const cursor = page.get('next_cursor')
    next = cursor === null ? '' : `/catalogue/items?limit=2&cursor=${String(cursor)}`
  }
  expect(seen).toEqual(skus)
  const read = await operator.get(`/catalogue/items?supplier=${id}`)
  expect(read.list('data').map(({ sku }) => sku)).toEqual(skus)
  const cursor = (await client.get('/catalogue/items?limit=2')).string('next_cursor')
  const other = await client.get(`/catalogue/items?active=true&cursor=${cursor}`)
  expect(other.get('errors')).toMatchObject([{ pointer: '?cursor', code: 'unknown_cursor' }])
})

it('gives an item a picture, which stays when the item is put again', async ({ expect }) => {
  const { client } = await newPartner('supplier')
  const pixel =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  expect((await client.put(`${TEA}/photo`, { picture: pixel })).status).toBe(404)
  await client.put(TEA, catalogueItem())
  const shown = await client.put(`${TEA}/photo`, { picture: pixel })
  const url = shown.string('photo_url')
  const served = await send(new URL(url).pathname)
  expect([served.status, served.headers.get('Content-Type')]).toEqual([200, 'image/png'])
  expect((await served.bytes()).slice(1, 4)).toEqual(new TextEncoder().encode('PNG'))
  expect((await client.put(TEA, catalogueItem({ stock: 3 }))).get('photo_url')).toBe(url)
  const large = `data:image/jpeg;base64,${'A'.repeat(89_000)}`
  expect((await client.put(`${TEA}/photo`, { picture: large })).status).toBe(200)
  const rows: [unknown, string][] = [
    ['data:image/svg+xml;base64,PHN2Zz4=', 'not_a_picture'],
    [`data:image/png;base64,${'A'.repeat(90_000)}`, 'too_big'],
    ['https://example.org/a.png', 'not_a_picture'],
    [7, 'invalid_type'],
  ]
  for (const [picture, code] of rows) {
    const refused = await client.put(`${TEA}/photo`, { picture })
    expect(refused.get('errors'), code).toMatchObject([{ pointer: '/picture', code }])
  }
  expect((await client.put(`${TEA}/photo`, { picture: large + large })).status).toBe(413)
  expect((await client.put(`${TEA}/photo`, { picture: null })).get('photo_url')).toBeNull()
})

it('names every field of an item that is wrong', async ({ expect }) => {
  const { client } = await newPartner('supplier')
  const tiers = (...prices: [number, number][]) => ({
    tiers: prices.map(([from, price]) => ({ from, price: inr(price) })),
  })
  const many = (count: number) => Array.from({ length: count }, (_, i) => `Area ${i}`)
  const languages = Object.fromEntries('abcdefghijk'.split('').map((at) => [`a${at}`, 'Tea']))
  const rows: [object, string, string][] = [
    [{ names: undefined }, '/names', 'invalid_type'],
    [{ names: {} }, '/names', 'custom'],
    [{ names: languages }, '/names', 'custom'],
    [{ names: { english: 'Tea' } }, '/names/english', 'invalid_key'],
    [{ names: { EN: 'Tea' } }, '/names/EN', 'invalid_key'],
    [{ names: { en: '' } }, '/names/en', 'empty'],
    [{ names: { en: 'a\u202eb' } }, '/names/en', 'direction_override'],
    [{ names: { en: 'x'.repeat(81) } }, '/names/en', 'too_long'],
    [{ also: 'x'.repeat(301) }, '/also', 'too_long'],
    [{ category: 'weapons' }, '/category', 'invalid_value'],
    [{ pack: { count: 0, size: 1, unit: 'kg' } }, '/pack/count', 'too_small'],
    [{ pack: { count: 1.5, size: 1, unit: 'kg' } }, '/pack/count', 'invalid_type'],
    [{ pack: { count: 1, size: -1, unit: 'kg' } }, '/pack/size', 'too_small'],
    [{ pack: { count: 1, size: 1_000_001, unit: 'g' } }, '/pack/size', 'too_big'],
    [{ pack: { count: 1, size: 1, unit: 'lb' } }, '/pack/unit', 'invalid_value'],
    [{ pack: { count: 1, size: 1, unit: 'kg', net: 1 } }, '/pack/net', 'unrecognized_keys'],
    [{ quantity: { min: 0, max: null, step: 2 } }, '/quantity/min', 'too_small'],
    [{ quantity: { min: 2, max: 10_000, step: 2 } }, '/quantity/max', 'too_big'],
    [{ quantity: { min: 2, max: 101, step: 2 } }, '/quantity/max', 'not_a_step'],
    [{ quantity: { min: 2, max: null, step: 4 }, ...tiers([2, 5]) }, '/quantity/min', 'not_a_step'],
    [tiers(), '/tiers', 'too_small'],
    [tiers([2, 0]), '/tiers/0/price/amount', 'too_small'],
    [tiers([2, -1]), '/tiers/0/price/amount', 'too_small'],
    [tiers([2, 100_000_000_001]), '/tiers/0/price/amount', 'too_big'],
    [tiers([2, 0.5]), '/tiers/0/price/amount', 'invalid_type'],
    [tiers([1, 5]), '/tiers/0/from', 'not_the_least'],
    [tiers([2, 5], [2, 4]), '/tiers/1/from', 'not_rising'],
    [tiers([2, 5], [4, 5]), '/tiers/1/price/amount', 'not_falling'],
    [tiers([2, 5], [5, 4]), '/tiers/1/from', 'not_a_step'],
    [tiers([2, 5], [102, 4]), '/tiers/1/from', 'above_max'],
    [
      { tiers: [{ from: 2, price: { amount: 5, currency: 'CNY' } }] },
      '/tiers/0/price/currency',
      'currency_mismatch',
    ],
    [{ tiers: [{ from: 2, price: 5 }] }, '/tiers/0/price', 'invalid_type'],
    [{ tax_bp: undefined }, '/tax_bp', 'invalid_type'],
    [{ tax_bp: 5001 }, '/tax_bp', 'too_big'],
    [{ stock: -1 }, '/stock', 'too_small'],
    [{ lead_days: 61 }, '/lead_days', 'too_big'],
    [{ areas: [] }, '/areas', 'too_small'],
    [{ areas: many(101) }, '/areas', 'too_big'],
    [{ areas: ['Jaipur', 'JAIPUR'] }, '/areas/1', 'twice'],
    [{ areas: ['a\u0000'] }, '/areas/0', 'control_character'],
    [{ days: [0] }, '/days/0', 'invalid_value'],
    [{ days: [8] }, '/days/0', 'invalid_value'],
    [{ days: [1, 2, 1] }, '/days/2', 'twice'],
    [{ valid_from: '2026-02-30' }, '/valid_from', 'custom'],
    [{ valid_from: '2026-11-25', valid_until: '2026-11-24' }, '/valid_until', 'before_valid_from'],
    [{ is_active: true }, '/is_active', 'unrecognized_keys'],
    [{ sku: 'TEA' }, '/sku', 'unrecognized_keys'],
    [{ price_version: 7 }, '/price_version', 'unrecognized_keys'],
  ]
  for (const [change, pointer, code] of rows) {
    const refused = await client.put(TEA, catalogueItem(change))
    expect(refused.get('errors'), `${pointer} ${code}`).toMatchObject([{ pointer, code }])
  }
  const short = catalogueItem({ quantity: { min: 4, max: 2, step: 2 } })
  expect((await client.put(TEA, { ...short, ...tiers([4, 5]) })).get('errors')).toMatchObject([
    { pointer: '/quantity/max', code: 'below_min' },
    { pointer: '/tiers/0/from', code: 'above_max' },
  ])
  expect((await client.get(TEA)).status).toBe(404)
  for (const sku of ['-a', 'a'.repeat(65), 'a%2Fb', 'a%20b', '%E0%A4%9A', '.hidden'])
    expect((await client.put(`/catalogue/items/${sku}`, catalogueItem())).status, sku).toBe(404)
})

it('keeps what a supplier promises, and names what is wrong with it', async ({ expect }) => {
  const { id, client } = await newPartner('supplier')
  expect((await client.get('/supplier-terms')).status).toBe(404)
  for (const change of [{}, { cut_off: '24:00', min_order: inr(0), tax_id: '08A' }]) {
    const body = { ...SUPPLIER_TERMS, ...change }
    const stored = { object: 'supplier_terms', supplier: id, ...body }
    expect((await client.put('/supplier-terms', body)).body).toEqual(stored)
    expect((await client.get('/supplier-terms')).body).toEqual(stored)
  }
  const rows: [object, string, string][] = [
    [{ min_order: inr(-1) }, '/min_order/amount', 'too_small'],
    [{ min_order: { amount: 5, currency: 'CNY' } }, '/min_order/currency', 'currency_mismatch'],
    [{ lead_days: null }, '/lead_days', 'invalid_type'],
    [{ areas: [] }, '/areas', 'too_small'],
    [{ areas: ['a', 'A'] }, '/areas/1', 'twice'],
    [{ days: [] }, '/days', 'too_small'],
    [{ days: [1, 1] }, '/days/1', 'twice'],
    [{ cut_off: '24:01' }, '/cut_off', 'invalid_format'],
    [{ cut_off: '9:00' }, '/cut_off', 'invalid_format'],
    [{ time_zone: 'Mars/Olympus' }, '/time_zone', 'custom'],
    [{ early_discount_bp: 2001 }, '/early_discount_bp', 'too_big'],
    [{ legal_name: ' ' }, '/legal_name', 'empty'],
    [{ address: 'a\nb' }, '/address', 'control_character'],
    [{ country: 'in' }, '/country', 'invalid_format'],
    [{ id }, '/id', 'unrecognized_keys'],
  ]
  for (const [change, pointer, code] of rows) {
    const refused = await client.put('/supplier-terms', { ...SUPPLIER_TERMS, ...change })
    expect(refused.get('errors'), pointer).toMatchObject([{ pointer, code }])
  }
  expect((await client.get('/supplier-terms')).get('cut_off')).toBe('24:00')
})

it('keeps suppliers apart, and lets only suppliers write', async ({ expect }) => {
  const [one, other] = [await newPartner('supplier'), await newPartner('supplier')]
  await one.client.put(TEA, catalogueItem())
  await one.client.put('/supplier-terms', SUPPLIER_TERMS)
  const picture = { picture: null }
  for (const refused of [
    await other.client.get(TEA),
    await other.client.delete(TEA),
    await other.client.put(`${TEA}/photo`, picture),
    await other.client.get(`${TEA}?supplier=${one.id}`),
    await other.client.get(`/catalogue/items?supplier=${one.id}`),
    await other.client.get('/supplier-terms'),
    await operator.get(`/catalogue/items?supplier=${newId('partner', 1)}`),
  ])
    expect(refused.body, refused.text).toMatchObject({ status: 404, code: 'not_found' })
  // The same sku of two suppliers is two items.
  const own = await other.client.put(TEA, catalogueItem({ stock: 1 }))
  expect(own.status).toBe(201)
  expect((await one.client.get(`${TEA}?supplier=${one.id}`)).get('stock')).toBeNull()
  for (const refused of [
    await operator.put(TEA, catalogueItem()),
    await operator.delete(TEA),
    await operator.put(`${TEA}/photo`, picture),
    await operator.put('/supplier-terms', SUPPLIER_TERMS),
    await operator.upload('/catalogue/imports', 'text/csv', 'sku\n'),
  ])
    expect(refused.body).toMatchObject({ status: 403, code: 'forbidden' })
  const unnamed = await operator.get('/catalogue/items')
  expect(unnamed.get('errors')).toMatchObject([{ pointer: '?supplier', code: 'supplier_missing' }])
  expect((await operator.get(`${TEA}?supplier=${other.id}`)).body).toEqual(own.body)
  expect((await operator.get(`/supplier-terms?supplier=${one.id}`)).get('supplier')).toBe(one.id)
  const { client: agent } = await newPartner('agent')
  expect((await agent.get(TEA)).status).toBe(403)
})
