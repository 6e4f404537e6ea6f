/** A supplier's life through HTTP alone: the inbox, what it says of orders, and what its system is told. */
import { it } from 'vitest'
import type { OrderResource } from '../../../src/domain/orders/resource.ts'
import { made, operations } from '../../support/contract.ts'
import { ORIGIN } from '../../support/http.ts'
import { verifyWebhook } from '../../support/webhook-receiver.ts'
import { cron } from '../credit/world.ts'
import { addressOf, holderOf, knock } from './bodies.ts'
import { newUrl, useInternet } from './listeners.ts'
import {
  ask,
  claimOn,
  count,
  countsOf,
  disputedOrder,
  freeMoney,
  newBuyer,
  newSupplier,
  placeOrder,
  sendOut,
  settledOrder,
} from './supply-world.ts'
import { operator } from './world.ts'

const internet = useInternet()

it('takes an order from the shelf to the supplier’s money, and shows both sides the same', async ({
  expect,
}) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer(500_000)]
  const { client } = supplier
  const wish = { lines: { TEA: 12, SUGAR: 4 }, note: 'Before eight, please.' }
  const placed = await placeOrder(stall, supplier, wish)
  // Twelve packs reach the second tier: 12 × 180.00 and 4 × 45.00.
  expect(placed).toMatchObject({ state: 'placed', total: { amount: 234_000, currency: 'INR' } })
  expect(await freeMoney(stall)).toBe(500_000 - 234_000)
  const path = `/orders/${placed.id}`
  const same = async () =>
    expect((await client.get(path)).body).toEqual((await ask(stall, path)).body)
  await same()
  expect((await client.get('/orders?state=placed')).list('data')).toEqual([placed])

  expect((await client.post(`${path}/accept`, {})).body).toMatchObject({ state: 'accepted' })
  expect((await client.post(`${path}/pack`, {})).body).toMatchObject({ state: 'packed' })
  await same()
  const out = await client.post(`${path}/dispatch`, {})
  const code = out.string('delivery_code')
  expect(code).toMatch(/^\d{6}$/)
  expect(out.body).toMatchObject({
    order: { id: placed.id, state: 'out_for_delivery' },
    delivery_url: `${ORIGIN}/app${path}/confirm#code=${code}`,
  })
  // The code is for the driver alone.
  expect((await client.get(path)).text).not.toContain(code)

  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  expect((await count(stall, placed, { code: wrong })).body).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/code', code: 'code_wrong' }],
  })
  const settled = await count(stall, placed, { code, arrived: { TEA: 11, SUGAR: 0 } })
  expect(settled.body).toMatchObject({
    state: 'settled',
    total: { amount: 198_000 },
    placed_total: { amount: 234_000 },
    lines: [
      { sku: 'TEA', quantity: 12, accepted: 12, arrived: 11, problem: 'damaged' },
      { sku: 'SUGAR', quantity: 4, accepted: 4, arrived: 0, problem: 'damaged' },
    ],
  })
  await same()
  expect(await freeMoney(stall)).toBe(500_000 - 198_000)
  const { body: float } = await client.get(`/partners/${supplier.id}/float`)
  expect(float).toMatchObject({ available: { amount: 198_000 } })
  expect(settled.body.events.map(({ by, what }) => `${by} ${what}`)).toEqual([
    'vendor placed',
    'supplier accepted',
    'supplier packed',
    'supplier out_for_delivery',
    'vendor confirmed',
    'system settled',
  ])
})

it('takes on less, turns down and cancels, and the stall’s money is free again at once', async ({
  expect,
}) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer(100_000)]
  const { client, items } = supplier
  const order = () => placeOrder(stall, supplier, { lines: { TEA: 3, SUGAR: 2 } })
  const post = (id: string, what: string, body: object) =>
    client.post(`/orders/${id}/${what}`, body)

  const less = await order()
  expect(await freeMoney(stall)).toBe(31_000)
  const lines = [{ item: items.TEA, quantity: 1 }]
  const partly = await post(less.id, 'accept', { lines, note: 'More on Monday.' })
  expect(partly.body).toMatchObject({
    state: 'partly_accepted',
    total: { amount: 29_000 },
    lines: [
      { sku: 'TEA', quantity: 3, accepted: 1 },
      { sku: 'SUGAR', quantity: 2, accepted: 2 },
    ],
  })
  expect(await freeMoney(stall)).toBe(71_000)
  expect((await post(less.id, 'accept', {})).body).toMatchObject({ status: 409, code: 'conflict' })
  const reason = { reason: 'The van has broken down.' }
  expect((await post(less.id, 'cancel', reason)).body).toMatchObject({ state: 'cancelled' })
  expect(await freeMoney(stall)).toBe(100_000)

  const rejected = await order()
  const no = await post(rejected.id, 'reject', { reason: 'Sold out.' })
  expect(no.list('events').at(-1)).toMatchObject({ by: 'supplier', note: 'Sold out.' })
  expect(await freeMoney(stall)).toBe(100_000)
  for (const what of ['pack', 'dispatch', 'delivery-note']) {
    expect((await post(rejected.id, what, {})).body, what).toMatchObject({
      code: 'conflict',
      errors: [{ pointer: '', code: 'wrong_state' }],
    })
  }
})

it('pages through the inbox newest first, all or by state', async ({ expect }) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client } = supplier
  const ids: string[] = []
  for (let i = 0; i < 5; i += 1)
    ids.unshift((await placeOrder(stall, supplier, { lines: { TEA: 1 } })).id)
  const [newest = '', , third = ''] = ids
  for (const id of [newest, third]) await made(client.post(`/orders/${id}/accept`, {}))
  const walk = async (query: string): Promise<string[]> => {
    const seen: string[] = []
    let next: unknown = ''
    while (typeof next === 'string') {
      const cursor = next === '' ? '' : `&cursor=${next}`
      const page = await client.get(`/orders?limit=2${query}${cursor}`)
      seen.push(...page.list('data').map(({ id }) => String(id)))
      next = page.get('next_cursor')
      const link = page.headers.get('Link') ?? ''
      expect(link.includes('rel="next"')).toBe(next !== null)
      if (query !== '') expect(next === null || link.includes('state=')).toBe(true)
    }
    return seen
  }
  expect(await walk('')).toEqual(ids)
  expect(await walk('&state=placed')).toEqual(ids.filter((id) => id !== newest && id !== third))
  expect(await walk('&state=accepted')).toEqual([newest, third])
  expect(await walk('&state=settled')).toEqual([])
  const cursor = (await client.get('/orders?limit=1&state=placed')).string('next_cursor')
  for (const query of [`cursor=${cursor}`, `state=accepted&cursor=${cursor}`, 'cursor=x']) {
    expect((await client.get(`/orders?${query}`)).get('errors'), query).toMatchObject([
      { pointer: '?cursor', code: 'unknown_cursor' },
    ])
  }
  expect((await client.get('/orders?state=gone')).get('errors')).toMatchObject([
    { pointer: '?state', code: 'invalid_value' },
  ])
})

it('lets a supplier answer a dispute and the operator decide it', async ({ expect }) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client } = supplier
  const before = await freeMoney(stall)
  const [agreed, contested] = [
    await disputedOrder(stall, supplier),
    await disputedOrder(stall, supplier),
  ]
  expect(agreed).toMatchObject({ state: 'disputed', dispute: { note: 'Three packs were wet.' } })
  const waiting = (await operator.get('/orders?limit=100')).list('data').map(({ id }) => id)
  expect(waiting).toEqual(expect.arrayContaining([agreed.id, contested.id]))

  const yes = await client.post(`/orders/${agreed.id}/answer`, { agrees: true })
  expect(yes.body).toMatchObject({ state: 'settled', total: { amount: 20_000 } })
  const note = 'The photo shows four dry packs.'
  const no = await client.post(`/orders/${contested.id}/answer`, { agrees: false, note })
  expect(no.body).toMatchObject({ state: 'disputed', dispute: { answer: note } })
  expect(await freeMoney(stall)).toBe(before - 20_000 - 80_000)

  const decision = { counts: countsOf(contested, { TEA: 3 }), note: 'One of them is torn.' }
  const path = `/orders/${contested.id}/resolve`
  expect((await client.post(path, decision)).body).toMatchObject({ code: 'forbidden' })
  const decided = await operator.post(path, decision)
  expect(decided.body).toMatchObject({ state: 'settled', total: { amount: 60_000 } })
  expect(await freeMoney(stall)).toBe(before - 20_000 - 60_000)
  const left = (await operator.get('/orders?limit=100')).list('data').map(({ id }) => id)
  expect(left).not.toContain(contested.id)
  const { events } = decided.body as OrderResource
  expect(events.map(({ by, what }) => `${by} ${what}`).slice(-3)).toEqual([
    'supplier answer',
    'operator confirmed',
    'system settled',
  ])
})

it('tells the supplier’s system everything that others did, once and signed', async ({
  expect,
}) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const url = newUrl()
  internet.current.listen(url, 204)
  const endpoint = await made(supplier.client.post('/webhook-endpoints', { url }))
  const order = await settledOrder(stall, supplier)
  await claimOn(stall, order, 1_000)
  const gone = await placeOrder(stall, supplier, { lines: { TEA: 1 } })
  await ask(stall, `/orders/${gone.id}/cancel`, { reason: null })
  const { id: disputed } = await disputedOrder(stall, supplier)
  // Two runs of the cron tell nothing twice.
  for (let i = 0; i < 2; i += 1) await cron()

  const received = internet.current.at(url)
  const told = (id: string) =>
    received
      .filter(({ event }) => event.data['order'] === id)
      .toSorted((a, b) => Number(a.event.data['version']) - Number(b.event.data['version']))
      .map(({ event }) => [event.type, event.data['version'], event.data['state']])
  // What the supplier did itself is no news to it.
  expect(told(order.id)).toEqual([
    ['order.placed', 1, 'placed'],
    ['order.confirmed', 4, 'confirmed'],
    ['order.settled', 5, 'settled'],
    ['order.claimed', 6, 'settled'],
  ])
  expect(told(gone.id).map(([type]) => type)).toEqual(['order.placed', 'order.cancelled'])
  expect(told(disputed).map(([type]) => type)).toEqual(['order.placed', 'order.disputed'])
  const first = received.find(({ event }) => event.data['order'] === order.id)
  expect(first?.event.data).toEqual({
    order: order.id,
    number: order.number,
    state: expect.any(String) as string,
    version: expect.any(Number) as number,
    vendor: stall.id,
    total: order.total,
  })
  for (const { headers, body } of received) {
    const secret = endpoint.string('secret')
    expect(await verifyWebhook(headers, body, { secret, nowMs: Date.now() })).toBe(true)
  }
})

it('shows another supplier nothing of an order, a pool or a payout, and lets it do nothing', async ({
  expect,
}) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const stranger = await newSupplier()
  const order = await settledOrder(stall, supplier)
  const day = new Date(Date.now() + 5 * 86_400_000).toISOString()
  const pool = await made(
    supplier.client.post('/pools', {
      sku: 'TEA',
      areas: ['Jaipur'],
      delivery_day: day.slice(0, 10),
      closes_at: new Date(Date.now() + 86_400_000).toISOString(),
    }),
  )
  const amount = { amount: 100, currency: 'INR' }
  const payout = await made(supplier.client.post('/payouts', { amount }))
  const ids: Record<string, string> = {
    orders: order.id,
    pools: pool.string('id'),
    payouts: payout.string('id'),
  }
  const before = (await supplier.client.get(`/orders/${order.id}`)).text
  let knocks = 0
  for (const operation of await operations()) {
    const id = ids[operation.path.split('/')[1] ?? '']
    if (id === undefined || !operation.path.includes('{id}')) continue
    if (holderOf(operation) === 'operator') continue
    const foreign = await knock(operation, addressOf(operation, id), stranger.client)
    const nobody = await knock(operation, addressOf(operation), stranger.client)
    expect(foreign.status, operation.operationId).toBe(404)
    expect(foreign.get('detail'), operation.operationId).toBe(nobody.get('detail'))
    knocks += 1
  }
  expect(knocks).toBeGreaterThanOrEqual(14)
  for (const list of ['/orders', '/pools', '/supplier-statement'])
    expect((await stranger.client.get(list)).list('data'), list).toEqual([])
  expect((await supplier.client.get(`/orders/${order.id}`)).text).toBe(before)
  expect((await supplier.client.get(`/pools/${pool.string('id')}`)).get('state')).toBe('open')
  // Nor does a stall see another stall's order.
  const other = await newBuyer(1_000)
  expect((await ask(other, `/orders/${order.id}`)).status).toBe(404)
  expect((await count(other, order, { code: null })).status).toBe(404)
})

it('lets the operator do nothing in a supplier’s name', async ({ expect }) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const order = await settledOrder(stall, supplier)
  const open = await placeOrder(stall, supplier, { lines: { TEA: 1 } })
  await made(supplier.client.post(`/orders/${open.id}/accept`, {}))
  const claim = await claimOn(stall, order, 1_000)
  const calls: [string, string, object][] = [
    [open.id, 'pack', {}],
    [open.id, 'dispatch', {}],
    [open.id, 'delivery-note', {}],
    [open.id, 'cancel', { reason: 'No.' }],
    [order.id, 'decline-claim', { claim, note: 'No.' }],
    [order.id, 'credit-notes', { amount: { amount: 100, currency: 'INR' }, note: 'No.' }],
  ]
  for (const [id, what, body] of calls) {
    const refused = await operator.post(`/orders/${id}/${what}`, body)
    expect(refused.body, what).toMatchObject({ status: 403, code: 'forbidden' })
  }
  expect((await supplier.client.get(`/orders/${open.id}`)).get('state')).toBe('accepted')
  const code = await sendOut(supplier, await placeOrder(stall, supplier, { lines: { TEA: 1 } }))
  expect(code).toHaveLength(6)
})
