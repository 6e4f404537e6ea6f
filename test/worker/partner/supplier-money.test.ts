/** What a supplier was paid, gave back and takes out, and how well it delivers. */
import { it } from 'vitest'
import { isoTime } from '../../../src/domain/time.ts'
import { newId } from '../../../src/platform/ids.ts'
import { made } from '../../support/contract.ts'
import { cron } from '../credit/world.ts'
import { newUrl, useInternet } from './listeners.ts'
import {
  count,
  disputedOrder,
  newBuyer,
  newSupplier,
  placeOrder,
  sendOut,
  settledOrder,
} from './supply-world.ts'
import type { Supplier } from './supply-world.ts'
import { inr, operator } from './world.ts'

const internet = useInternet()

async function available({ id, client }: Supplier): Promise<unknown> {
  return (await client.get(`/partners/${id}/float`)).get('available', 'amount')
}

it('numbers invoices in the order of payment without gaps, and says so in the statement', async ({
  expect,
}) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client } = supplier
  expect((await client.get('/supplier-statement')).body).toMatchObject({ data: [] })
  const late = await placeOrder(stall, supplier, { lines: { TEA: 1 } })
  const lost = await placeOrder(stall, supplier, { lines: { TEA: 1 } })
  const first = await settledOrder(stall, supplier, { lines: { SUGAR: 3 } })
  await made(client.post(`/orders/${lost.id}/reject`, { reason: 'Sold out.' }))
  await count(stall, late, { code: await sendOut(supplier, late) })
  const given = await made(
    client.post(`/orders/${first.id}/credit-notes`, { amount: inr(500), note: 'A torn bag.' }),
  )
  const taken = await made(client.post('/payouts', { amount: inr(20_000) }))

  const statement = await client.get('/supplier-statement')
  const rows = statement
    .list('data')
    .map(({ kind, amount, order, document, state }) => [kind, amount, order, document, state])
  expect(rows).toEqual([
    ['payout', inr(20_000), null, null, 'pending'],
    ['credit_note', inr(500), first.id, 'CRN-000001', 'paid'],
    ['purchase', inr(20_000), late.id, 'INV-000002', 'paid'],
    ['purchase', inr(13_500), first.id, 'INV-000001', 'paid'],
  ])
  const [payout, note, , purchase] = statement.list('data')
  expect(payout).toMatchObject({ id: taken.get('id'), counterparty: null })
  expect(note).toMatchObject({ id: given.get('id'), counterparty: stall.id })
  expect(purchase).toMatchObject({ counterparty: stall.id })
  expect(await available(supplier)).toBe(13_500 + 20_000 - 500 - 20_000)

  const pages: unknown[] = []
  let next: unknown = ''
  while (typeof next === 'string') {
    const cursor = next === '' ? '' : `&cursor=${next}`
    const page = await client.get(`/supplier-statement?limit=3${cursor}`)
    pages.push(...page.list('data'))
    next = page.get('next_cursor')
  }
  expect(pages).toEqual(statement.list('data'))
})

it('pays out what the operator’s bank has sent, and gives back what it could not', async ({
  expect,
}) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client, id } = supplier
  const url = newUrl()
  internet.current.listen(url, 204)
  const events = ['payout.paid', 'payout.failed']
  await made(client.post('/webhook-endpoints', { url, events }))
  await settledOrder(stall, supplier, { lines: { TEA: 4 } })
  const ask = (amount: number, key?: string) =>
    client.post('/payouts', { amount: inr(amount) }, key)
  const [paid, failed] = [await made(ask(50_000, 'a payout')), await made(ask(20_000))]
  expect(paid.body).toMatchObject({ object: 'payout', amount: inr(50_000), state: 'pending' })
  expect(await available(supplier)).toBe(10_000)
  expect((await ask(50_000, 'a payout')).text).toBe(paid.text)
  expect((await ask(50_001, 'a payout')).get('code')).toBe('idempotency_key_reused')
  expect((await ask(10_001)).body).toMatchObject({ reason: 'insufficient_funds' })
  const foreign = await client.post('/payouts', { amount: { amount: 1, currency: 'CNY' } })
  expect(foreign.get('errors')).toMatchObject([{ pointer: '/amount/currency' }])

  const end = (payout: string, state: string, whose = id) =>
    operator.post(`/payouts/${payout}/end`, { supplier: whose, state })
  expect((await end(paid.string('id'), 'paid')).body).toMatchObject({ state: 'paid' })
  expect((await end(failed.string('id'), 'failed')).body).toMatchObject({ state: 'failed' })
  // The first word stands.
  expect((await end(paid.string('id'), 'failed')).body).toMatchObject({ state: 'paid' })
  expect((await end(failed.string('id'), 'paid')).body).toMatchObject({ state: 'failed' })
  expect(await available(supplier)).toBe(30_000)
  for (const [whose, payout] of [
    [id, newId('payout', 1)],
    [newId('partner', 1), paid.string('id')],
    [(await newSupplier()).id, paid.string('id')],
  ] as const) {
    expect((await end(payout, 'paid', whose)).body).toMatchObject({ status: 404 })
  }
  expect((await client.get(`/payouts/${paid.string('id')}`)).body).toEqual({
    ...(paid.body as object),
    state: 'paid',
  })
  const own = await client.post(`/payouts/${paid.string('id')}/end`, {
    supplier: id,
    state: 'paid',
  })
  expect(own.body).toMatchObject({ status: 403, code: 'forbidden' })
  const states = (await client.get('/supplier-statement')).list('data')
  expect(states.filter(({ kind }) => kind === 'payout').map(({ state }) => state)).toEqual([
    'declined',
    'declined',
    'paid',
  ])
  await cron()
  const told = internet.current.at(url).map(({ event: { type, data } }) => [type, data])
  expect(told).toHaveLength(2)
  expect(told).toContainEqual(['payout.paid', { payout: paid.get('id'), amount: inr(50_000) }])
  expect(told).toContainEqual(['payout.failed', { payout: failed.get('id'), amount: inr(20_000) }])
  expect((await operator.post(`/vendors/${stall.id}/audit`)).get('sound')).toBe(true)
})

it('reckons how well a supplier delivers from what became of its orders', async ({ expect }) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client } = supplier
  const nothing = { placed: 0, answered: 0, taken_on: 0, settled: 0, disputed: 0 }
  expect((await client.get('/supplier-performance')).body).toMatchObject({
    orders: nothing,
    fill_rate_bp: null,
    on_time_bp: null,
  })
  const placed = () => placeOrder(stall, supplier, { lines: { TEA: 7 } })
  await placed()
  const rejected = await placed()
  await made(client.post(`/orders/${rejected.id}/reject`, { reason: 'Sold out.' }))
  const short = await placed()
  await count(stall, short, { code: await sendOut(supplier, short), arrived: { TEA: 5 } })
  await settledOrder(stall, supplier, { lines: { TEA: 2 } })
  await disputedOrder(stall, supplier)
  const figures = await client.get('/supplier-performance?days=1')
  expect(figures.body).toMatchObject({
    orders: { placed: 5, answered: 4, taken_on: 3, settled: 2, disputed: 1 },
    // Seven packs of nine.
    fill_rate_bp: 7_777,
    on_time_bp: 10_000,
  })
  const since = Date.parse(figures.string('since'))
  expect(isoTime(since)).toBe(figures.string('since'))
  expect(Math.abs(Date.now() - 86_400_000 - since)).toBeLessThan(60_000)
  for (const days of ['0', '366', '1.5', 'all']) {
    const refused = await client.get(`/supplier-performance?days=${days}`)
    expect(refused.get('errors'), days).toMatchObject([{ pointer: '?days' }])
  }
  expect((await operator.get('/supplier-performance')).body).toMatchObject({ code: 'forbidden' })
})
