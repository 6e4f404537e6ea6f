/** Pools as a supplier opens and closes them, and as stalls join. */
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import type { OrderResource } from '../../../src/domain/orders/resource.ts'
import { made } from '../../support/contract.ts'
import type { Answer } from '../../support/contract.ts'
import { signUp } from '../../support/http.ts'
import { cron } from '../credit/world.ts'
import { catalogueItem } from './catalogue-items.ts'
import { newUrl, useInternet } from './listeners.ts'
import { ask, freeMoney, newBuyer, newSupplier, placeOrder } from './supply-world.ts'
import type { Supplier } from './supply-world.ts'
import { inr, newPartner, operator } from './world.ts'

const internet = useInternet()

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
}

function timeIn(ms: number): string {
  return new Date(Date.now() + ms).toISOString()
}

function newPool(change: object = {}) {
  const closes = { closes_at: timeIn(DAY_MS), delivery_day: dayIn(4) }
  return { sku: 'TEA', areas: ['Bapu Bazar'], ...closes, ...change }
}

function join(
  stall: Awaited<ReturnType<typeof newBuyer>>,
  supplier: Supplier,
  about: { pool: Answer; packs: number; most: number },
): Promise<OrderResource> {
  const pool = { id: about.pool.string('id'), unitPriceMax: about.most }
  return placeOrder(stall, supplier, { lines: { TEA: about.packs }, pool })
}

it('lets neighbours reach a price together, and closes by hand', async ({ expect }) => {
  const supplier = await newSupplier()
  const { client, items } = supplier
  const url = newUrl()
  internet.current.listen(url, 204)
  await made(client.post('/webhook-endpoints', { url, events: ['pool.closed', 'order.cancelled'] }))
  const opened = await client.post('/pools', newPool())
  expect(opened.body).toMatchObject({
    object: 'pool',
    item: { id: items.TEA, sku: 'TEA' },
    state: 'open',
    stalls: 0,
    quantity: 0,
    price: null,
    orders: [],
  })
  const path = `/pools/${opened.string('id')}`
  const [one, two, poor] = [
    await newBuyer(200_000),
    await newBuyer(200_000),
    await newBuyer(200_000),
  ]
  const { body: seen } = await ask(one, '/sourcing/pools')
  const openNow = seen['data'] as { id: string }[]
  expect(openNow.map(({ id }) => id)).toContain(opened.get('id'))
  const orders = [
    await join(one, supplier, { pool: opened, packs: 6, most: 20_000 }),
    await join(two, supplier, { pool: opened, packs: 5, most: 18_000 }),
  ]
  expect(await freeMoney(one)).toBe(200_000 - 6 * 20_000)
  const [first, second] = orders
  const early = await client.post(`/orders/${first?.id}/accept`, {})
  expect(early.body).toMatchObject({ status: 409, errors: [{ code: 'pool_open' }] })
  expect((await client.get(path)).body).toMatchObject({
    stalls: 2,
    quantity: 11,
    price: inr(18_000),
    orders: [
      { id: first?.id, quantity: 6, unit_price_max: inr(20_000) },
      { id: second?.id, quantity: 5, unit_price_max: inr(18_000) },
    ],
  })
  const gone = await join(poor, supplier, { pool: opened, packs: 1, most: 18_000 })
  await ask(poor, `/orders/${gone.id}/cancel`, { reason: null })

  const closed = await client.post(`${path}/close`, {}, 'close it')
  expect(closed.body).toMatchObject({
    state: 'closed',
    stalls: 2,
    quantity: 11,
    price: inr(18_000),
  })
  expect((await client.post(`${path}/close`, {}, 'close it')).text).toBe(closed.text)
  expect((await client.post(`${path}/close`, {})).body).toEqual(closed.body)
  // What the first had set aside beyond the price is free again.
  expect(await freeMoney(one)).toBe(200_000 - 6 * 18_000)
  for (const order of orders) {
    const taken = await client.post(`/orders/${order.id}/accept`, {})
    expect(taken.body).toMatchObject({
      state: 'accepted',
      delivery: { day: dayIn(4) },
      lines: [{ unit_price: inr(18_000) }],
    })
  }
  const late = join(poor, supplier, { pool: opened, packs: 1, most: 20_000 })
  await expect(late).rejects.toThrow('pool_closed')
  await cron()
  const told = internet.current.at(url).map(({ event }) => event)
  expect(told.filter(({ type }) => type === 'pool.closed').map(({ data }) => data)).toEqual([
    { pool: opened.get('id'), quantity: 11, stalls: 2 },
  ])
  expect(told.map(({ data }) => data['order'])).toContain(gone.id)
})

it('closes by time, and leaves out at no cost who agreed to less', async ({ expect }) => {
  const supplier = await newSupplier()
  const { client } = supplier
  const pool = await made(client.post('/pools', newPool({ closes_at: timeIn(5 * MINUTE_MS) })))
  const [dear, cheap] = [await newBuyer(200_000), await newBuyer(200_000)]
  const inside = await join(dear, supplier, { pool, packs: 4, most: 20_000 })
  const missed = await join(cheap, supplier, { pool, packs: 3, most: 19_000 })
  const path = `/pools/${pool.string('id')}`
  await cron()
  expect((await client.get(path)).get('state')).toBe('open')
  for (let i = 0; i < 2; i += 1) await cron(Date.now() + 6 * MINUTE_MS)
  // Seven packs reach no second tier, and one of two will not pay the first.
  expect((await client.get(path)).body).toMatchObject({
    state: 'closed',
    stalls: 1,
    quantity: 4,
    price: inr(20_000),
    orders: [{ id: inside.id }],
  })
  expect((await client.get(`/orders/${missed.id}`)).body).toMatchObject({
    state: 'cancelled',
    events: [{ what: 'placed' }, { by: 'system', what: 'cancelled', note: 'pool_missed' }],
  })
  expect(await freeMoney(cheap)).toBe(200_000)
  expect(await freeMoney(dear)).toBe(120_000)
  expect((await client.post(`/orders/${inside.id}/accept`, {})).get('state')).toBe('accepted')
})

it('closes at once when its quantity is together', async ({ expect }) => {
  const supplier = await newSupplier()
  const { client } = supplier
  const pool = await made(client.post('/pools', newPool({ closes_at_quantity: 10 })))
  const order = await join(await newBuyer(), supplier, { pool, packs: 12, most: 20_000 })
  const path = `/pools/${pool.string('id')}`
  expect((await client.get(path)).body).toMatchObject({ state: 'closed', quantity: 12 })
  // The cron tells the members.
  await cron()
  const accepted = await client.post(`/orders/${order.id}/accept`, {})
  expect(accepted.body).toMatchObject({ state: 'accepted', total: inr(12 * 18_000) })
})

it('tells a supplier nothing of an order that its pool never took', async ({ expect }) => {
  const supplier = await newSupplier()
  const { client } = supplier
  const url = newUrl()
  internet.current.listen(url, 204)
  await made(
    client.post('/webhook-endpoints', { url, events: ['order.placed', 'order.cancelled'] }),
  )
  const pool = await made(client.post('/pools', newPool()))
  const id = pool.string('id')
  // The stall still sees the pool open that has just closed.
  const select = env.DB.prepare('SELECT body FROM pools WHERE id = ?').bind(id)
  const open = await select.first<string>('body')
  await made(client.post(`/pools/${id}/close`, {}))
  await env.DB.prepare('UPDATE pools SET body = ? WHERE id = ?').bind(open, id).run()
  const stall = await newBuyer(50_000)
  const joining = join(stall, supplier, { pool, packs: 1, most: 20_000 })
  await expect(joining).rejects.toThrow('"reason":"pool_closed"')
  expect(await freeMoney(stall)).toBe(50_000)
  expect((await client.get('/orders')).list('data')).toEqual([])
  await cron()
  expect(internet.current.at(url)).toEqual([])
})

it('opens no pool that could not be bought from or delivered, and says which field is wrong', async ({
  expect,
}) => {
  const { client } = await newSupplier()
  await made(client.put('/catalogue/items/OLD', catalogueItem()))
  await made(client.delete('/catalogue/items/OLD'))
  const rows: [object, string, string][] = [
    [{ sku: 'NOTHING' }, '/sku', 'item_gone'],
    [{ sku: 'OLD' }, '/sku', 'item_gone'],
    [{ sku: '' }, '/sku', 'empty'],
    [{ areas: [] }, '/areas', 'too_small'],
    [{ areas: ['a\u202eb'] }, '/areas/0', 'direction_override'],
    [{ closes_at: timeIn(-MINUTE_MS) }, '/closes_at', 'in_the_past'],
    [{ closes_at: '2026-11-24T03:20' }, '/closes_at', 'invalid_format'],
    [{ delivery_day: dayIn(0) }, '/delivery_day', 'too_early'],
    [{ closes_at: timeIn(9 * DAY_MS) }, '/delivery_day', 'too_early'],
    [{ closes_at: '9999-12-31T23:59:59Z' }, '/delivery_day', 'too_early'],
    [{ delivery_day: dayIn(90) }, '/delivery_day', 'too_late'],
    [{ delivery_day: '2026-02-30' }, '/delivery_day', 'invalid_format'],
    [{ closes_at_quantity: 0 }, '/closes_at_quantity', 'too_small'],
    [{ price: inr(1) }, '/price', 'unrecognized_keys'],
  ]
  for (const [change, pointer, code] of rows) {
    const refused = await client.post('/pools', newPool(change))
    expect(refused.body, pointer).toMatchObject({ code: 'invalid', errors: [{ pointer, code }] })
  }
  expect((await client.get('/pools')).list('data')).toEqual([])
  const { client: silent } = await newPartner('supplier')
  await made(silent.put('/catalogue/items/TEA', catalogueItem()))
  expect((await silent.post('/pools', newPool())).body).toMatchObject({ code: 'conflict' })
  expect((await operator.post('/pools', newPool())).body).toMatchObject({ code: 'forbidden' })
})

it('answers a repeated opening with the pool, whatever has changed since', async ({ expect }) => {
  const supplier = await newSupplier()
  const { client } = supplier
  const body = newPool()
  const first = await client.post('/pools', body, 'a pool')
  await made(client.delete('/catalogue/items/TEA'))
  const again = await client.post('/pools', body, 'a pool')
  expect([again.status, again.text]).toEqual([201, first.text])
  const other = await client.post('/pools', { ...body, areas: ['*'] }, 'a pool')
  expect(other.get('code')).toBe('idempotency_key_reused')
  // The prices of the moment when it was opened hold, also when the item is no longer sold.
  const order = await join(await newBuyer(), supplier, { pool: first, packs: 2, most: 20_000 })
  expect(order.total).toEqual(inr(40_000))
  const elsewhere = await signUp({ place: 'Church Street, Bengaluru' })
  const wish = { supplier: supplier.id, sources: ['available'], pool: first.string('id') }
  const lines = [{ item: supplier.items.TEA, quantity: 1 }]
  const { body: quote } = await ask(elsewhere, '/orders/quote', { ...wish, lines })
  expect(quote['problems']).toContainEqual({ code: 'area_not_served', item: null, least: null })
})

it('lists pools newest first, page by page', async ({ expect }) => {
  const { client } = await newSupplier()
  const ids: string[] = []
  for (let i = 0; i < 3; i += 1)
    ids.unshift((await made(client.post('/pools', newPool()))).string('id'))
  const page = await client.get('/pools?limit=2')
  const next = page.string('next_cursor')
  const rest = await client.get(`/pools?limit=2&cursor=${next}`)
  expect([...page.list('data'), ...rest.list('data')].map(({ id }) => id)).toEqual(ids)
  expect(rest.get('next_cursor')).toBeNull()
  expect((await client.get(`/orders?cursor=${next}`)).get('errors')).toMatchObject([
    { pointer: '?cursor' },
  ])
})
