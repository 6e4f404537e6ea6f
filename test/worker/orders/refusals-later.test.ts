/** Refusals of what is said about orders that are there: other people's, too late, at the wrong price, with the wrong code. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, it } from 'vitest'
import { findOrder } from '../../../src/db/orders.ts'
import type { Order } from '../../../src/domain/orders/order.ts'
import { newId } from '../../../src/platform/ids.ts'
import { findItems } from '../../../src/services/catalogue.ts'
import { endPool, openPool } from '../../../src/services/pools.ts'
import { faults } from '../../support/faults.ts'
import { signUp } from '../../support/http.ts'
import type { Stall } from '../../support/http.ts'
import { ctxAt } from '../credit/servicing-world.ts'
import { DAY_MS, post, sell } from '../credit/world.ts'
import type { Body } from './refusal-rows.ts'
import { good, told } from './refusal-world.ts'
import { act, CODE, deliver, moneyOf, newSourcing, placed } from './world.ts'
import type { Sourcing } from './world.ts'

let world: Sourcing

beforeAll(async () => {
  world = await newSourcing()
  await sell(world.stall.id, 400_000)
})

afterEach(() => {
  faults.decide = () => false
})

async function say(id: string, what: string, body: Body, stall: Stall = world.stall) {
  return told(await post(stall, `/orders/${id}/${what}`, body))
}

function counts({ lines }: Order, arrived: number): Body[] {
  return lines.map(({ item }) => ({ item, arrived, problem: null }))
}

async function get(path: string, stall: Stall = world.stall) {
  const response = await stall.browser.get(`/api${path}`)
  return { status: response.status, body: await response.json<Record<string, unknown>>() }
}

it('answers the same order again, and another one under its id not at all', async ({ expect }) => {
  const body = await good(world)
  const first = await post(world.stall, '/orders', body)
  expect([first.status, first.body['state']]).toEqual([201, 'placed'])
  const before = await moneyOf(world)
  const again = await post(world.stall, '/orders', body)
  expect([again.status, again.body]).toEqual([201, first.body])
  const [line] = body['lines'] as Body[]
  const others: Body[] = [
    { lines: [{ ...line, quantity: 2 }] },
    { lines: [{ ...line, item: world.items['sugar'], unit_price: 4_500 }] },
    { supplier: newId('partner', 1) },
  ]
  for (const other of others)
    expect(told(await post(world.stall, '/orders', { ...body, ...other }))).toEqual([
      '409',
      'conflict',
    ])
  expect(await moneyOf(world)).toEqual(before)
})

it('knows nothing of somebody else’s order', async ({ expect }) => {
  const order = await placed(world, { lines: { tea: 1 }, sources: ['available'] })
  const stranger = await signUp()
  const paths: [string, Body][] = [
    ['cancel', {}],
    ['confirm', { code: CODE, counts: counts(order, 1) }],
    ['dispute', { counts: counts(order, 1), note: 'not mine' }],
    ['claims', { id: newId('claim', 1), note: 'not mine', amount: 1 }],
  ]
  for (const [what, body] of paths) {
    expect([what, ...(await say(order.id, what, body, stranger))]).toEqual([
      what,
      '404',
      'not_found',
    ])
    expect(await say(newId('order', 1), what, body)).toEqual(['404', 'not_found'])
    expect(await say('ord_1', what, body)).toEqual(['404', 'not_found'])
  }
  expect(told(await get(`/orders/${order.id}`, stranger))).toEqual(['404', 'not_found'])
  expect((await get('/orders', stranger)).body).toEqual({ data: [], has_more: false })
  // And its id is taken for nobody but who has it.
  const theirs = await post(stranger, '/orders', { ...(await good(world)), id: order.id })
  expect(told(theirs)).toEqual(['422', 'invalid', '/sources not_enough_money'])
  expect((await get(`/orders/${order.id}`)).body).toMatchObject({ state: 'placed' })
})

it('keeps a stall’s order as it is when another stall uses its id', async ({ expect }) => {
  const order = await placed(world, { lines: { tea: 1 }, sources: ['available'] })
  const stranger = await signUp()
  await sell(stranger.id, 100_000)
  const before = await findOrder(env.DB, order.id)
  const body = { ...(await good(world)), id: order.id }
  expect((await post(stranger, '/orders', body)).status).toBe(201)
  expect((await post(stranger, `/orders/${order.id}/cancel`, {})).status).toBe(200)
  expect(await findOrder(env.DB, order.id)).toEqual(before)
  expect((await get(`/orders/${order.id}`)).body).toMatchObject({ state: 'placed' })
})

it('takes the driver’s code once, and no other', async ({ expect }) => {
  const order = await placed(world, { lines: { tea: 2 }, sources: ['available'] })
  const right = { code: CODE, counts: counts(order, 2) }
  expect(await say(order.id, 'confirm', right)).toEqual(['409', 'conflict', ' wrong_state'])
  await deliver(world, order.id)
  const paid = (await moneyOf(world)).supplier
  const shapes: [unknown, string][] = [
    ['12345', '/code invalid_format'],
    ['1234567', '/code invalid_format'],
    ['４０２９１３', '/code invalid_format'],
    [402_913, '/code invalid_type'],
  ]
  for (const [code, error] of shapes)
    expect(await say(order.id, 'confirm', { ...right, code })).toEqual(['422', 'invalid', error])
  expect(await say(order.id, 'confirm', { ...right, code: null })).toEqual([
    '422',
    'invalid',
    '/code code_missing',
  ])
  const wrong = { ...right, code: '000000' }
  expect(await say(order.id, 'confirm', wrong)).toEqual(['422', 'invalid', '/code code_wrong'])
  expect((await moneyOf(world)).supplier).toBe(paid)
  expect((await post(world.stall, `/orders/${order.id}/confirm`, right)).status).toBe(200)
  expect((await moneyOf(world)).supplier).toBe(paid + 40_000)
  // The same code again, as when somebody had written it down.
  expect(await say(order.id, 'confirm', right)).toEqual(['409', 'conflict', ' wrong_state'])
  expect(await say(order.id, 'cancel', {})).toEqual(['409', 'conflict', ' wrong_state'])
  expect((await moneyOf(world)).supplier).toBe(paid + 40_000)
})

it('lets the code rest after five wrong ones, also for the right one', async ({ expect }) => {
  const order = await placed(world, { lines: { tea: 1 }, sources: ['available'] })
  await deliver(world, order.id)
  const wrong = { code: '999999', counts: counts(order, 1) }
  for (let i = 0; i < 5; i += 1)
    expect(await say(order.id, 'confirm', wrong)).toEqual(['422', 'invalid', '/code code_wrong'])
  const right = { ...wrong, code: CODE }
  expect(await say(order.id, 'confirm', right)).toEqual(['422', 'invalid', '/code code_rests'])
})

it('takes a count of each line once, up to what was taken on', async ({ expect }) => {
  const order = await placed(world, { lines: { tea: 2, sugar: 3 }, sources: ['available'] })
  await deliver(world, order.id)
  const receivedBy = 'somebody'
  await act(world, order.id, { type: 'deliver', receivedBy, note: null })
  const [tea, sugar] = counts(order, 1)
  const invalid: [Body[], string][] = [
    [[], '/counts too_small'],
    [[{ ...tea, arrived: -1 }, { ...sugar }], '/counts/0/arrived too_small'],
    [[{ ...tea, arrived: 10_000 }, { ...sugar }], '/counts/0/arrived too_big'],
    [[{ ...tea, arrived: 0.5 }, { ...sugar }], '/counts/0/arrived invalid_type'],
    [[{ ...tea, problem: 'late' }, { ...sugar }], '/counts/0/problem invalid_value'],
    [[{ ...tea, price: 1 }, { ...sugar }], '/counts/0/price unrecognized_keys'],
    [[{ ...tea }, { ...tea }], '/counts custom'],
    [[{ ...tea }], '/counts count_invalid'],
    [[{ ...tea, arrived: 3 }, { ...sugar }], '/counts count_invalid'],
    [[{ ...tea, item: newId('catalogueItem', 1) }, { ...sugar }], '/counts count_invalid'],
  ].map(([all, error]) => [all as Body[], error as string])
  for (const [all, error] of invalid) {
    const confirm = { code: CODE, counts: all }
    expect(await say(order.id, 'confirm', confirm), error).toEqual(['422', 'invalid', error])
    const dispute = { counts: all, note: 'wet' }
    expect(await say(order.id, 'dispute', dispute), error).toEqual(['422', 'invalid', error])
  }
  const noNote = { counts: [tea, sugar], note: '' }
  expect(await say(order.id, 'dispute', noNote)).toEqual(['422', 'invalid', '/note empty'])
  expect((await get(`/orders/${order.id}`)).body).toMatchObject({ state: 'delivered' })
})

it('takes claims on what was paid and no more of it', async ({ expect }) => {
  const order = await placed(world, { lines: { tea: 2 }, sources: ['available'] })
  const claim = { id: newId('claim', Date.now()), note: 'weevils', amount: 40_000 }
  expect(await say(order.id, 'claims', claim)).toEqual(['409', 'conflict', ' not_settled'])
  await deliver(world, order.id)
  await say(order.id, 'confirm', { code: CODE, counts: counts(order, 2) })
  const rows: [Body, string[]][] = [
    [{ ...claim, amount: 0 }, ['422', 'invalid', '/amount too_small']],
    [{ ...claim, amount: -1 }, ['422', 'invalid', '/amount too_small']],
    [{ ...claim, amount: 1e12 }, ['422', 'invalid', '/amount too_big']],
    [{ ...claim, amount: 40_001 }, ['422', 'invalid', '/amount claim_too_large']],
    [{ ...claim, note: ' ' }, ['422', 'invalid', '/note empty']],
    [{ ...claim, id: newId('order', 1) }, ['422', 'invalid', '/id custom']],
    [{ ...claim, currency: 'INR' }, ['422', 'invalid', '/currency unrecognized_keys']],
  ]
  for (const [body, expected] of rows) expect(await say(order.id, 'claims', body)).toEqual(expected)
  const opened = await post(world.stall, `/orders/${order.id}/claims`, claim)
  expect([opened.status, opened.body['claims']]).toMatchObject([200, [{ state: 'open' }]])
  const again = await post(world.stall, `/orders/${order.id}/claims`, claim)
  expect(again.body['claims']).toEqual(opened.body['claims'])
  const more = { ...claim, id: newId('claim', Date.now()), amount: 1 }
  expect(await say(order.id, 'claims', more)).toEqual(['422', 'invalid', '/amount claim_too_large'])
})

it('lets nobody into a pool that is closed, elsewhere, or cannot be as cheap', async ({
  expect,
}) => {
  const ctx = ctxAt(Date.now())
  const [item] = await findItems(ctx, [world.items['tea'] ?? ''])
  if (item === undefined) throw new Error('there is no tea')
  const open = (areas: string[]) =>
    openPool(
      ctx,
      { id: world.supplier.id, currency: 'INR' },
      {
        id: newId('pool', Date.now()),
        item,
        areas,
        deliveryDay: Math.floor(Date.now() / DAY_MS) + 3,
        closesAtMs: Date.now() + DAY_MS,
        closesAtQuantity: null,
      },
    )
  const [pool, elsewhere] = [await open(['*']), await open(['Nowhere'])]
  const body: Body = { ...(await good(world)), pool: pool.id }
  const cheap = { ...body, unit_price_max: 17_999 }
  expect(told(await post(world.stall, '/orders', cheap))).toEqual([
    '422',
    'invalid',
    '/unit_price_max price_changed',
  ])
  expect(told(await post(world.stall, '/orders', { ...body, pool: elsewhere.id }))).toEqual([
    '422',
    'invalid',
    '/supplier area_not_served',
  ])
  const two = { ...body, lines: [body['lines'], [sugarLine()]].flat() }
  expect(told(await post(world.stall, '/orders', two))).toEqual([
    '422',
    'invalid',
    '/pool item_gone',
  ])
  await endPool(ctx, world.supplier.id, pool.id)
  const before = await moneyOf(world)
  expect(told(await post(world.stall, '/orders', body))).toEqual([
    '422',
    'invalid',
    '/pool pool_closed',
  ])
  expect(await moneyOf(world)).toEqual(before)
})

function sugarLine(): Body {
  return { item: world.items['sugar'], quantity: 3, price_version: 1, unit_price: 4_500 }
}

it('says in a book’s words why an order came to nothing, and never in somebody’s own', async ({
  expect,
}) => {
  const body = await good(world, { sources: ['credit'] })
  const id = String(body['id'])
  faults.decide = (point) => point === 'asked_before_write'
  const waiting = await post(world.stall, '/orders', body)
  expect([waiting.status, waiting.body['state']]).toEqual([201, 'placing'])
  expect((await post(world.stall, `/orders/${id}/cancel`, { reason: 'too slow' })).status).toBe(200)
  faults.decide = () => false
  expect(told(await post(world.stall, '/orders', body))).toEqual([
    '422',
    'declined order_cancelled',
  ])
  expect((await moneyOf(world)).room).toBe(500_000)
})

it('lists pages that are numbers, after orders that are orders', async ({ expect }) => {
  for (const limit of ['0', '-5', '1.5', 'all', ''])
    expect(told(await get(`/orders?limit=${limit}`)), limit).toEqual([
      '422',
      'invalid',
      '?limit not_a_number',
    ])
  expect(told(await get('/orders?before=ord_1'))).toEqual(['404', 'not_found'])
  const first = (await get('/orders?limit=2')).body
  expect([(first['data'] as unknown[]).length, first['has_more']]).toEqual([2, true])
  const most = (await get('/orders?limit=1000')).body
  expect((most['data'] as unknown[]).length).toBeLessThanOrEqual(50)
})
