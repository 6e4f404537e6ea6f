import { it } from 'vitest'
import { asOperator, send } from '../support/http.ts'
import { catalogueItem, SUPPLIER_TERMS } from './partner/catalogue-items.ts'
import { newPartner, operator } from './partner/world.ts'

function load(suppliers: object[]): Promise<Response> {
  return asOperator('/demo/catalogue', { suppliers })
}

it('loads what suppliers of the market sell, once, and leaves what they change', async ({
  expect,
}) => {
  const { id, client } = await newPartner('supplier')
  const items = [
    { sku: 'TEA', ...catalogueItem() },
    { sku: 'SUGAR', ...catalogueItem({ names: { hi: 'चीनी' } }) },
  ]
  const terms = SUPPLIER_TERMS
  expect((await load([{ id, terms, items }])).status).toBe(200)
  const loaded = (await client.get('/catalogue/items')).list('data')
  expect(loaded).toMatchObject([
    { sku: 'SUGAR', names: { hi: 'चीनी' } },
    { sku: 'TEA', ...catalogueItem() },
  ])
  expect((await client.get('/supplier-terms')).body).toMatchObject(terms)
  await client.delete('/catalogue/items/TEA')
  expect((await load([{ id, terms: { ...terms, lead_days: 9 }, items }])).status).toBe(200)
  expect((await client.get('/catalogue/items/TEA')).get('is_active')).toBe(false)
  expect((await client.get('/supplier-terms')).get('lead_days')).toBe(1)
})

it('goes on with a load that was cut short before the terms', async ({ expect }) => {
  const { id, client } = await newPartner('supplier')
  await client.put('/catalogue/items/TEA', catalogueItem())
  const items = [{ sku: 'TEA', ...catalogueItem({ stock: 4 }) }]
  expect((await load([{ id, terms: SUPPLIER_TERMS, items }])).status).toBe(200)
  expect((await client.get('/catalogue/items/TEA')).get('stock')).toBe(4)
})

it('refuses what is wrong, strangers, and suppliers that are not there', async ({ expect }) => {
  const { id } = await newPartner('supplier', { currency: 'CNY' })
  const rows: [object, number][] = [
    [{ id, terms: SUPPLIER_TERMS, items: [] }, 422],
    [{ id, terms: {}, items: [] }, 422],
    [{ id: 'prt_01KAVJ4S3QG8M7N2T5V9XWYZAB', terms: SUPPLIER_TERMS, items: [] }, 404],
  ]
  for (const [supplier, status] of rows) expect((await load([supplier])).status).toBe(status)
  const stranger = await send('/demo/catalogue', { method: 'POST', body: '{}' })
  expect(stranger.status).toBe(401)
  expect((await operator.get(`/supplier-terms?supplier=${id}`)).status).toBe(404)
})
