/** What a lender's system is told of its lines and draws. */
import { env } from 'cloudflare:workers'
import { afterEach, it } from 'vitest'
import { Transfers } from '../../../src/durable/transfer.ts'
import { newId } from '../../../src/platform/ids.ts'
import { refreshStep } from '../../../src/services/credit-refresh.ts'
import { deliverDue } from '../../../src/services/webhook-delivery.ts'
import { vendorBook } from '../../support/books.ts'
import { made } from '../../support/contract.ts'
import type { Client } from '../../support/contract.ts'
import { CrashingTransfers, faults } from '../../support/faults.ts'
import { verifyWebhook } from '../../support/webhook-receiver.ts'
import { ctxAt, newUrl, useInternet } from '../partner/listeners.ts'
import { newPartner } from '../partner/world.ts'
import { drawAt, floatOf, newServicing } from './servicing-world.ts'
import type { Servicing } from './servicing-world.ts'
import { creditOf, cron, DAY_MS, draw, newCreditWorld, post, sell, stallWithPast } from './world.ts'

const NIGHT_MS = 26 * 3_600_000
const internet = useInternet()

afterEach(() => {
  faults.decide = () => false
  faults.protocol = Transfers
})

/** Registers an address that answers, and gives it with its secret. */
async function listen(client: Client): Promise<{ url: string; secret: string }> {
  const url = newUrl()
  internet.current.listen(url, 204)
  const endpoint = await made(client.post('/webhook-endpoints', { url }))
  return { url, secret: endpoint.string('secret') }
}

it('tells a lender once of a line, a draw, a repayment and a payoff, and no other lender', async ({
  expect,
}) => {
  const { lender, supplier, policy } = await newCreditWorld()
  const { url, secret } = await listen(lender.client)
  const stranger = await listen((await newPartner('lender')).client)
  const seller = await listen(supplier.client)
  const stall = await stallWithPast()
  await cron()
  const [offer] = (await creditOf(stall)).offers
  if (offer === undefined) throw new Error('there is no offer')

  // Networks lose answers: everything is sent twice.
  const owed = offer.disclosure.owed.amount
  for (let i = 0; i < 2; i += 1) {
    const path = `/credit/offers/${offer.id}/accept`
    expect((await post(stall, path, { holdback_bp: 1200, owed })).status).toBe(201)
  }
  const id = newId('draw', Date.now())
  for (let i = 0; i < 2; i += 1)
    expect((await draw(stall, { supplier: supplier.id, amount: 100_000, id })).status).toBe(201)
  const { line } = await creditOf(stall)
  await sell(stall.id, 25_000)
  for (let i = 0; i < 2; i += 1) await cron(Date.now() + NIGHT_MS)
  const { pay } = (await creditOf(stall)).line?.payoff ?? {}
  const payoff = { id: newId('payoff', Date.now()), pay: pay?.amount ?? 0 }
  for (let i = 0; i < 2; i += 1)
    expect((await post(stall, '/credit/payoff', payoff)).status).toBe(200)
  await deliverDue(ctxAt(Date.now() + 2 * NIGHT_MS))

  const received = internet.current.at(url)
  const told = new Map(received.map(({ event }) => [event.type, event.data]))
  expect(received).toHaveLength(4)
  expect(told.get('credit.line_opened')).toEqual({
    line: line?.id,
    vendor: stall.id,
    policy: policy.policy_id,
    policy_version: 1,
    limit: offer.limit,
    holdback_bp: 1200,
  })
  expect(told.get('credit.draw_posted')).toEqual({
    draw: id,
    line: line?.id,
    vendor: stall.id,
    principal: { amount: 100_000, currency: 'INR' },
    fee: line?.fee,
    expected_days: line?.draws[0]?.expected_days,
    supplier: supplier.id,
  })
  const [, night] = (await lender.client.get('/lending/repayments')).list('data')
  expect(told.get('credit.repayment_posted')).toEqual({
    repayment: night?.['id'],
    vendor: stall.id,
    amount: { amount: 3_000, currency: 'INR' },
  })
  expect(told.get('credit.payoff_posted')).toEqual({
    line: line?.id,
    vendor: stall.id,
    paid: pay,
  })
  for (const { headers, body } of received) {
    const nowMs = Number(headers.get('webhook-timestamp')) * 1000
    expect(await verifyWebhook(headers, body, { secret, nowMs })).toBe(true)
  }
  expect(internet.current.at(stranger.url)).toEqual([])
  expect(internet.current.at(seller.url)).toEqual([])
})

/** A line over books that may crash, whose lender listens to one type of event. */
async function heard(type: string): Promise<Servicing & { told: () => Promise<number> }> {
  faults.protocol = CrashingTransfers
  const world = await newServicing()
  await made(world.lender.client.post('/webhook-endpoints', { url: newUrl(), events: [type] }))
  const sql = 'SELECT count(*) AS n FROM webhook_deliveries WHERE partner_id = ?'
  const count = env.DB.prepare(sql).bind(world.lender.id)
  return { ...world, told: async () => (await count.first<number>('n')) ?? -1 }
}

it('tells a lender of a repayment that arrived only after the night had given up', async ({
  expect,
}) => {
  const world = await heard('credit.repayment_posted')
  const { stall, lender, told } = world
  await drawAt(world, 100_000)
  await sell(stall.id, 50_000)
  const night = Date.now() + DAY_MS
  faults.decide = (point) => point === 'receiver_before_write'
  await refreshStep(ctxAt(night))
  // The lender’s book is away for two weeks; every night the cron comes and tries in vain.
  for (let i = 1; i <= 14; i += 1) await refreshStep(ctxAt(night + i * DAY_MS))
  expect(await told()).toBe(0)
  faults.decide = () => false
  await vendorBook(stall.id).tend(night + 14 * DAY_MS)
  expect(await floatOf(lender)).toBe(100_000_000 - 94_000)
  for (const day of [15, 16]) {
    await refreshStep(ctxAt(night + day * DAY_MS))
    expect(await told()).toBe(1)
  }
})

it('tells a lender of a draw that arrived only after the vendor’s call had given up', async ({
  expect,
}) => {
  const world = await heard('credit.draw_posted')
  const { stall, lender, told } = world
  faults.decide = (point) => point === 'receiver_before_write'
  const { state } = await drawAt(world, 100_000)
  expect([state, await told()]).toEqual(['pending', 0])
  faults.decide = () => false
  await env.PARTNER_BOOK.getByName(lender.id).tend(Date.now())
  for (const day of [1, 2]) {
    await refreshStep(ctxAt(Date.now() + day * DAY_MS))
    expect([stall.id, await told()]).toEqual([stall.id, 1])
  }
})

it('asks again about a draw that is on its way, whatever would be said to a new one', async ({
  expect,
}) => {
  const world = await heard('credit.draw_posted')
  const { lender, policy, told } = world
  faults.decide = (point) => point === 'receiver_before_write'
  const { id, state } = await drawAt(world, 100_000)
  expect(state).toBe('pending')
  faults.decide = () => false
  await made(lender.client.post('/lending/policies', { ...policy, version: 2, active: false }))
  expect(await drawAt(world, 100_000)).toMatchObject({ state: 'declined', reason: 'line_frozen' })
  expect(await drawAt(world, 90_000, { id })).toMatchObject({ state: 'conflict' })
  expect(await told()).toBe(0)
  expect(await drawAt(world, 100_000, { id })).toMatchObject({ state: 'posted' })
  expect([await floatOf(lender), await told()]).toEqual([100_000_000 - 100_000, 1])
})
