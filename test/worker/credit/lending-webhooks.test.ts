/** What a lender's system is told of its lines and draws. */
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import { deliverDue } from '../../../src/services/webhook-delivery.ts'
import { made } from '../../support/contract.ts'
import type { Client } from '../../support/contract.ts'
import { verifyWebhook } from '../../support/webhook-receiver.ts'
import { ctxAt, newUrl, useInternet } from '../partner/listeners.ts'
import { newPartner } from '../partner/world.ts'
import { creditOf, cron, draw, newCreditWorld, post, sell, stallWithPast } from './world.ts'

const NIGHT_MS = 26 * 3_600_000
const internet = useInternet()

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
