/** What a phone may send about orders and that is wrong: named field by field, and nothing is set aside for it. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, it } from 'vitest'
import { upsertTerms } from '../../../src/db/catalogue.ts'
import { newId } from '../../../src/platform/ids.ts'
import { accessOf } from '../../../src/services/access.ts'
import { vendorBook } from '../../support/books.ts'
import { Browser, ORIGIN, send } from '../../support/http.ts'
import type { Stall } from '../../support/http.ts'
import { ctxAt } from '../credit/servicing-world.ts'
import { post } from '../credit/world.ts'
import { newPartner } from '../partner/world.ts'
import { ROWS } from './refusal-rows.ts'
import type { Body, Known } from './refusal-rows.ts'
import { good, told } from './refusal-world.ts'
import { moneyOf, newSourcing, stock, TERMS } from './world.ts'
import type { Sourcing } from './world.ts'

let world: Sourcing
let known: Known

beforeAll(async () => {
  world = await newSourcing()
  const [far, yuan] = await Promise.all([
    newPartner('supplier'),
    newPartner('supplier', { currency: 'CNY' }),
  ])
  await upsertTerms(env.DB, far.id, { ...TERMS, areas: ['Nowhere'] }, Date.now())
  const { tea: farTea = '' } = await stock(far.id, { tea: 20_000 })
  known = { lender: world.lender.id, far: far.id, farTea, yuan: yuan.id }
})

async function phoneOf(stall: Stall, role: 'cashier' | 'manager'): Promise<Stall> {
  using access = accessOf(ctxAt(Date.now()), stall.id)
  const token = await access.startSession(await access.addMember(role, Date.now()), Date.now())
  const browser = new Browser()
  browser.cookies.set('__Host-vendor', `${stall.id}.${token}`)
  return { ...stall, browser }
}

it('refuses every body that is wrong, names what is wrong with it, and sets nothing aside', async ({
  expect,
}) => {
  const before = await moneyOf(world)
  for (const [what, change, ...expected] of ROWS) {
    const answer = await post(world.stall, '/orders', change(await good(world), known))
    expect([what, ...told(answer)]).toEqual([what, '422', ...expected])
    expect(answer.body['request_id'], what).toMatch(/^req_/)
  }
  expect(await moneyOf(world)).toEqual(before)
  const orders = await world.stall.browser.get('/api/orders')
  expect(await orders.json()).toEqual({ data: [], has_more: false })
})

it('refuses what is no JSON, comes from elsewhere, or from nobody', async ({ expect }) => {
  const body = JSON.stringify(await good(world))
  const cookie = `__Host-vendor=${world.stall.browser.cookies.get('__Host-vendor')}`
  const ask = async (headers: Record<string, string>, text = body) => {
    const all = { 'Content-Type': 'application/json', Origin: ORIGIN, Cookie: cookie, ...headers }
    const response = await send('/api/orders', { method: 'POST', body: text, headers: all })
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    return told({ status: response.status, body: await response.json() })
  }
  expect(await ask({}, '{"id":')).toEqual(['400', 'bad_json'])
  expect(await ask({ 'Content-Type': 'text/plain' })).toEqual(['415', 'wrong_content_type'])
  expect(await ask({ Origin: 'https://evil.test', 'Sec-Fetch-Site': 'cross-site' })).toEqual([
    '403',
    'cross_site',
  ])
  expect(await ask({ Cookie: '' })).toEqual(['401', 'unauthenticated'])
})

it('says in a quote what stands in the way, and refuses only what cannot be quoted', async ({
  expect,
}) => {
  const { supplier, lines, sources } = await good(world)
  const asked = (lines as { item: string; quantity: number }[]).map(({ item, quantity }) => ({
    item,
    quantity,
  }))
  const quote = { supplier, lines: asked, sources }
  const few = { ...quote, lines: asked.map(({ item }) => ({ item, quantity: 9 })) }
  const answer = await post(world.stall, '/orders/quote', few)
  expect(answer.status).toBe(200)
  expect(answer.body['problems']).toMatchObject([{ code: 'not_enough_money', least: 80_000 }])
  const unknown = await post(world.stall, '/orders/quote', { ...quote, supplier: known.yuan })
  expect(told(unknown)).toEqual(['422', 'invalid', '/supplier supplier_unknown'])
  const none = { ...quote, lines: asked.map(({ item }) => ({ item, quantity: 0 })) }
  expect(told(await post(world.stall, '/orders/quote', none))).toEqual([
    '422',
    'invalid',
    '/lines/0/quantity too_small',
  ])
})

it('lets a cashier buy nothing, and only the owner buy on credit, confirmed anew', async ({
  expect,
}) => {
  const { stall } = world
  const before = await moneyOf(world)
  const [cashier, manager] = [await phoneOf(stall, 'cashier'), await phoneOf(stall, 'manager')]
  const id = newId('order', 1)
  const paths: [string, Body][] = [
    ['/orders', await good(world)],
    [`/orders/${id}/cancel`, {}],
    [`/orders/${id}/confirm`, { counts: [{ item: world.items['tea'], arrived: 1 }] }],
    [`/orders/${id}/dispute`, { counts: [{ item: world.items['tea'], arrived: 1 }], note: 'wet' }],
    [`/orders/${id}/claims`, { id: newId('claim', 1), note: 'wet', amount: 1 }],
    ['/jar', { share_bp: 1_000 }],
    ['/jar/empty', { id: newId('jarMove', 1) }],
  ]
  for (const [path, body] of paths)
    expect([path, ...told(await post(cashier, path, body))]).toEqual([path, '403', 'forbidden'])
  const credit = await good(world, { sources: ['credit'] })
  expect(told(await post(manager, '/orders', credit))).toEqual(['403', 'forbidden'])
  await runInDurableObject(vendorBook(stall.id), (_, { storage: { sql } }) => {
    sql.exec('UPDATE sessions SET created_at = created_at - ?', 11 * 60_000)
  })
  expect(told(await post(stall, '/orders', credit))).toEqual(['403', 'step_up_required'])
  expect(await moneyOf(world)).toEqual(before)
})
