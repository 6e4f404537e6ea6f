/** What a lender reads of its money: reports that add up, and a vendor's income only as long as the vendor agrees. */
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import type { ExpectStatic } from 'vitest'
import type { OfferResource } from '../../../src/domain/credit/resource.ts'
import { newId } from '../../../src/platform/ids.ts'
import type { Client } from '../../support/contract.ts'
import type { Stall } from '../../support/http.ts'
import { newPartner, operator } from '../partner/world.ts'
import { creditOf, cron, draw, newCreditWorld, post, sell, stallWithPast } from './world.ts'
import type { CreditWorld } from './world.ts'

const NIGHT_MS = 26 * 3_600_000

/** The lender's offer to a stall, accepted at its usual share. */
async function accept(stall: Stall, { lender }: CreditWorld): Promise<OfferResource> {
  const offer = (await creditOf(stall)).offers.find((one) => one.lender.id === lender.id)
  if (offer === undefined) throw new Error('there is no offer')
  const accepted = await post(stall, `/credit/offers/${offer.id}/accept`, {
    holdback_bp: offer.holdback.default_bp,
    owed: offer.disclosure.owed.amount,
  })
  if (accepted.status !== 201) throw new Error(JSON.stringify(accepted))
  return offer
}

function amountOf(report: unknown, name: string): number {
  return (report as Record<string, { amount: number }>)[name]?.amount ?? Number.NaN
}

/** Every report of a lender: the portfolio, each cohort, each draw. */
async function reports(client: Client) {
  const [portfolio, performance, draws] = await Promise.all([
    client.get('/lending/portfolio'),
    client.get('/lending/performance'),
    client.get('/lending/draws'),
  ])
  return {
    portfolio: portfolio.body,
    cohorts: performance.list('data'),
    draws: draws.list('data'),
  }
}

const ENDS = ['repaid', 'rebated', 'written_off', 'remaining']

/** Reads the reports; in each the money that was lent and earned is somewhere, and their sums agree. */
async function soundReports(expect: ExpectStatic, client: Client) {
  const all = await reports(client)
  for (const report of [all.portfolio, ...all.cohorts, ...all.draws]) {
    const ended = ENDS.reduce((sum, name) => sum + amountOf(report, name), 0)
    expect(ended).toBe(amountOf(report, 'principal') + amountOf(report, 'fee'))
  }
  for (const name of ['principal', 'fee', 'principal_out', ...ENDS]) {
    const total = amountOf(all.portfolio, name)
    for (const parts of [all.cohorts, all.draws])
      expect(
        parts.reduce((sum, part) => sum + amountOf(part, name), 0),
        name,
      ).toBe(total)
  }
  return all
}

it('adds up after a draw, sales, a night and a payoff', async ({ expect }) => {
  const world = await newCreditWorld()
  const { lender, supplier, policy } = world
  const stall = await stallWithPast()
  expect(await soundReports(expect, lender.client)).toMatchObject({
    portfolio: { draws: 0, open: 0, principal: { amount: 0 }, pace_bp: null },
    cohorts: [],
    draws: [],
  })
  await cron()
  await accept(stall, world)
  const { band } = (await creditOf(stall)).meter ?? {}
  const ids = [newId('draw', Date.now() - 1), newId('draw', Date.now())]
  for (const [i, amount] of [100_000, 70_000].entries()) {
    const drawn = await draw(stall, { supplier: supplier.id, amount, id: ids[i] ?? '' })
    expect(drawn.status).toBe(201)
  }
  // The books tell the reports when they have answered the vendor.
  await expect.poll(async () => (await reports(lender.client)).draws.length).toBe(2)
  const fee = (await creditOf(stall)).line?.fee.amount ?? 0
  expect(fee).toBeGreaterThan(0)
  const open = await soundReports(expect, lender.client)
  expect(open).toMatchObject({
    portfolio: {
      draws: 2,
      open: 2,
      principal: { amount: 170_000 },
      fee: { amount: fee },
      repaid: { amount: 0 },
      remaining: { amount: 170_000 + fee },
      principal_out: { amount: 170_000 },
      pace_bp: null,
    },
    cohorts: [{ policy_id: policy.policy_id, band, draws: 2, open: 2 }],
    draws: ids.map((id) => ({
      id,
      vendor: stall.id,
      policy_id: policy.policy_id,
      policy_version: 1,
      band,
      supplier: supplier.id,
      reference: 'order 7',
      state: 'open',
      closed_day: null,
    })),
  })
  const [first = {}] = open.draws
  const cohort = Date.parse(String(open.cohorts[0]?.['cohort']))
  const days = (Date.parse(String(first['day'])) - cohort) / 86_400_000
  expect(days >= 0 && days < 28).toBe(true)
  const page = await lender.client.get('/lending/draws?limit=1')
  expect(page.list('data').map(({ id }) => id)).toEqual([ids[0]])
  const next = await lender.client.get(
    `/lending/draws?limit=1&cursor=${page.string('next_cursor')}`,
  )
  expect([next.list('data').map(({ id }) => id), next.get('has_more')]).toEqual([[ids[1]], false])

  // Twelve percent of two sales without their tips, brought to the lender by the night.
  await sell(stall.id, 25_000, { tip: 5_000 })
  await sell(stall.id, 30_000)
  await cron(Date.now() + NIGHT_MS)
  expect(await soundReports(expect, lender.client)).toMatchObject({
    portfolio: { open: 2, repaid: { amount: 6_000 }, remaining: { amount: 164_000 + fee } },
    draws: [{ repaid: { amount: 6_000 } }, { repaid: { amount: 0 } }],
  })
  const repayments = async (path = '') =>
    (await lender.client.get(`/lending/repayments${path}`)).list('data')
  expect(await repayments()).toMatchObject([
    { object: 'repayment', vendor: stall.id, amount: { amount: 6_000 }, state: 'posted' },
  ])

  const { pay, rebate } = (await creditOf(stall)).line?.payoff ?? {}
  const paid = { id: newId('payoff', Date.now()), pay: pay?.amount ?? 0 }
  expect((await post(stall, '/credit/payoff', paid)).status).toBe(200)
  const closed = await soundReports(expect, lender.client)
  expect(closed).toMatchObject({
    portfolio: {
      draws: 2,
      open: 0,
      repaid: { amount: 6_000 + paid.pay },
      rebated: { amount: rebate?.amount },
      remaining: { amount: 0 },
      principal_out: { amount: 0 },
      pace_bp: expect.any(Number) as number,
    },
    cohorts: [{ draws: 2, open: 0 }],
    draws: [{ state: 'repaid' }, { state: 'repaid' }],
  })
  expect(closed.draws.map((one) => one['closed_day'])).not.toContain(null)
  // The newest first, and in all what the reports say.
  expect((await repayments()).map((one) => amountOf(one, 'amount'))).toEqual([paid.pay, 6_000])
  expect((await repayments('?limit=1')).map((one) => amountOf(one, 'amount'))).toEqual([paid.pay])
  expect(await env.PARTNER_BOOK.getByName(lender.id).float()).toMatchObject({
    available: 100_000_000 - 170_000 + 6_000 + paid.pay,
  })
})

it('shows suppliers what vendors bought, and nobody what is another’s', async ({ expect }) => {
  const world = await newCreditWorld()
  const { lender, supplier } = world
  const others = await Promise.all([newPartner('lender'), newPartner('supplier')])
  const stall = await stallWithPast()
  await cron()
  await accept(stall, world)
  for (const amount of [100_000, 70_000])
    expect((await draw(stall, { supplier: supplier.id, amount })).status).toBe(201)
  const purchases = async (client: Client) => (await client.get('/purchases')).list('data')
  await expect.poll(async () => (await purchases(supplier.client)).length).toBe(2)
  const { draws } = (await creditOf(stall)).line ?? { draws: [] }
  expect(await purchases(supplier.client)).toMatchObject(
    draws.map(({ id, principal }) => ({
      object: 'purchase',
      vendor: stall.id,
      amount: principal,
      state: 'posted',
      draw: id,
      reference: 'order 7',
    })),
  )
  const [other, stranger] = others
  expect(await purchases(stranger.client)).toEqual([])
  expect(await purchases(lender.client)).toEqual([])
  expect(await soundReports(expect, other.client)).toMatchObject({
    portfolio: { draws: 0 },
    cohorts: [],
    draws: [],
  })
  expect((await other.client.get('/lending/repayments')).list('data')).toEqual([])
  for (const name of ['portfolio', 'performance', 'draws', 'repayments']) {
    const asked = await Promise.all(
      [supplier.client, operator].map((client) => client.get(`/lending/${name}`)),
    )
    expect(
      asked.map(({ status }) => status),
      name,
    ).toEqual([403, 403])
  }
})

it('shows a vendor’s income only with its consent, and the vendor every reading', async ({
  expect,
}) => {
  const world = await newCreditWorld()
  const { lender, supplier } = world
  const other = await newPartner('lender')
  const stall = await stallWithPast()
  await cron()
  const income = (client = lender.client, id = stall.id) =>
    client.get(`/lending/vendors/${id}/income`)
  const reads = async () => {
    const answer = await stall.browser.get('/api/credit/reads')
    return (await answer.json<{ data: unknown[] }>()).data
  }
  // An offer is no consent, and a vendor who has not agreed looks like none at all.
  const before = await income()
  const nobody = await income(lender.client, newId('vendor', 1))
  expect([before.status, before.get('detail')]).toEqual([403, nobody.get('detail')])
  expect(await reads()).toEqual([])

  await accept(stall, world)
  const { meter } = await creditOf(stall)
  const seen = await income()
  expect(seen.body).toMatchObject({
    vendor: stall.id,
    as_of: meter?.as_of,
    steady_week: meter?.steady_week,
  })
  const days = seen.list('days')
  expect(days).toHaveLength(70)
  for (const day of days) expect(amountOf(day, 'sales')).toBe(100_000)
  const read = { lender: { id: lender.id, name: 'Market Co-op' }, what: 'income' }
  expect(await reads()).toMatchObject([read])
  expect((await income()).status).toBe(200)
  expect(await reads()).toMatchObject([read, read])
  for (const client of [other.client, supplier.client, operator])
    expect((await income(client)).status).toBe(403)
  expect(await reads()).toHaveLength(2)

  const path = `/credit/consents/${lender.id}/withdraw`
  expect((await post(stall, path, {})).status).toBe(200)
  expect((await income()).body).toMatchObject({ status: 403, detail: before.get('detail') })
  expect(await reads()).toHaveLength(2)
  expect((await creditOf(stall)).consents).toMatchObject([
    { lender: { id: lender.id }, withdrawn_at: expect.any(String) as string },
  ])
})

it('leaves what a vendor tagged out of its income, and never says that it was tagged', async ({
  expect,
}) => {
  const world = await newCreditWorld()
  const stall = await stallWithPast()
  await cron()
  await accept(stall, world)
  const income = () => world.lender.client.get(`/lending/vendors/${stall.id}/income`)
  const before = await income()
  // All ten payments of yesterday, and three of the day before.
  const answer = await stall.browser.get('/api/entries?limit=13')
  const { data } = await answer.json<{ data: { seq: number }[] }>()
  for (const [i, { seq }] of data.entries()) {
    const tag = i % 2 === 0 ? 'personal' : 'exempt'
    expect((await post(stall, `/entries/${seq}/tag`, { tag })).status).toBe(200)
  }
  expect((await income()).body).toEqual(before.body)

  await cron(Date.now() + NIGHT_MS)
  const after = await income()
  const daysOf = ({ body }: typeof after) => (body as { days: unknown[] }).days
  const kept = daysOf(before).slice(0, -2)
  const [thinner, ...none] = daysOf(after).slice(kept.length)
  expect(daysOf(after).slice(0, kept.length)).toEqual(kept)
  expect(amountOf(thinner, 'sales')).toBe(70_000)
  expect(none).toEqual([])
  expect(amountOf(after.body, 'steady_week')).toBeLessThan(amountOf(before.body, 'steady_week'))
  expect(after.text).not.toMatch(/tag|personal|exempt/)
  expect((await world.lender.client.get('/lending/draws')).text).not.toMatch(/personal|exempt/)
})
