import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import { vendorBook } from '../../support/books.ts'
import { creditOf, cron, draw, newCreditWorld, post, sell, stallWithPast } from './world.ts'

it('makes visible income an offer, a line, stock, and a share of the next sale', async ({
  expect,
}) => {
  const { lender, supplier } = await newCreditWorld()
  const stall = await stallWithPast()
  expect(await creditOf(stall)).toMatchObject({ meter: null, offers: [], line: null })

  // The cron trigger measures, decides and offers.
  await cron()
  const before = await creditOf(stall)
  expect(before.meter).toMatchObject({
    score: expect.any(Number) as number,
    band: expect.any(String) as string,
  })
  expect(before.meter?.steady_week.amount).toBe(7 * 10 * 10_000)
  const [offer] = before.offers
  expect(offer).toMatchObject({ lender: { id: lender.id }, is_new: true, allow_cash: false })
  if (offer === undefined) return
  const { disclosure } = offer
  expect(disclosure.owed.amount).toBe(disclosure.principal.amount + disclosure.fee.amount)
  expect(disclosure.apr_nominal_bp).toBeLessThanOrEqual(6000)
  expect((await creditOf(stall)).offers[0]?.is_new).toBe(false)

  // One tap after the disclosure.
  const accepted = await post(stall, `/credit/offers/${offer.id}/accept`, {
    holdback_bp: 1200,
    owed: disclosure.owed.amount,
  })
  expect(accepted.status).toBe(201)
  expect(accepted.body).toMatchObject({
    offers: [],
    line: {
      state: 'open',
      available: offer.amount,
      remaining: { amount: 0 },
      holdback: { bp: 1200 },
    },
    consents: [{ lender: { id: lender.id }, withdrawn_at: null }],
  })

  // A draw pays the supplier; the vendor never holds it.
  const available = async () =>
    (await vendorBook(stall.id).today(Date.now())).balance.available.amount
  const cash = await available()
  const drawn = await draw(stall, { supplier: supplier.id, amount: 100_000 })
  expect(drawn).toMatchObject({ status: 201, body: { state: 'posted' } })
  expect(await available()).toBe(cash)
  const line = (await creditOf(stall)).line
  expect(line).toMatchObject({ principal: { amount: 100_000 }, state: 'open' })
  const owed = line?.remaining.amount ?? 0
  expect(owed).toBe(100_000 + (line?.fee.amount ?? 0))
  expect(await env.PARTNER_BOOK.getByName(supplier.id).float()).toMatchObject({
    available: 100_000,
  })

  // The next sale repays in its own entry.
  const sale = await sell(stall.id, 25_000, { tip: 5_000 })
  expect(await vendorBook(stall.id).line(sale)).toMatchObject({
    kind: 'payment',
    amount: { amount: 25_000 },
    holdback: { amount: 2_400 },
    direction: 'in',
  })
  expect(await available()).toBe(cash + 25_000 - 2_400)
  expect((await creditOf(stall)).line).toMatchObject({
    repaid: { amount: 2_400 },
    remaining: { amount: owed - 2_400 },
  })

  // The night brings it to the lender.
  await cron(Date.now() + 26 * 3_600_000)
  expect(await env.PARTNER_BOOK.getByName(lender.id).float()).toMatchObject({
    available: 100_000_000 - 100_000 + 2_400,
  })
  const portfolio = await lender.client.get('/lending/portfolio')
  expect(portfolio.body).toMatchObject({
    draws: 1,
    repaid: { amount: 2_400 },
    remaining: { amount: owed - 2_400 },
  })
  const report = await vendorBook(stall.id).audit()
  expect(report.problems).toEqual([])
})

it('repays to the last minor unit, never more, and frees the line', async ({ expect }) => {
  const { supplier } = await newCreditWorld()
  const stall = await stallWithPast()
  await cron()
  const [offer] = (await creditOf(stall)).offers
  if (offer === undefined) throw new Error('there is no offer')
  const owed = offer.disclosure.owed.amount
  await post(stall, `/credit/offers/${offer.id}/accept`, { holdback_bp: 1200, owed })
  expect((await draw(stall, { supplier: supplier.id, amount: 100_000 })).status).toBe(201)
  const { remaining } = (await creditOf(stall)).line ?? { remaining: { amount: 0 } }
  for (let i = 0; i < 10; i += 1) await sell(stall.id, 99_999)
  const line = (await creditOf(stall)).line
  expect(line).toMatchObject({
    remaining: { amount: 0 },
    repaid: { amount: remaining.amount },
    available: offer.amount,
    draws: [{ state: 'repaid' }],
  })
  expect(line?.events.map(({ kind }) => kind)).toContain('draw_repaid')
  // What comes after repays nothing.
  const sale = await sell(stall.id, 100_000)
  expect(await vendorBook(stall.id).line(sale)).toMatchObject({ holdback: null })
  expect((await vendorBook(stall.id).audit()).problems).toEqual([])
})

it('never draws twice for one id, and refuses what the line does not allow', async ({ expect }) => {
  const { supplier } = await newCreditWorld()
  const stall = await stallWithPast()
  await cron()
  const [offer] = (await creditOf(stall)).offers
  if (offer === undefined) throw new Error('there is no offer')
  await post(stall, `/credit/offers/${offer.id}/accept`, {
    holdback_bp: 1200,
    owed: offer.disclosure.owed.amount,
  })
  const id = newId('draw', Date.now())
  const twice = await Promise.all([
    draw(stall, { supplier: supplier.id, amount: 100_000, id }),
    draw(stall, { supplier: supplier.id, amount: 100_000, id }),
  ])
  expect(twice.map(({ status }) => status)).toEqual([201, 201])
  expect((await creditOf(stall)).line).toMatchObject({ principal: { amount: 100_000 } })
  const rest = offer.amount.amount - 100_000
  const refused = async (change: { supplier?: string | null; amount?: number }) => {
    const { status, body } = await draw(stall, {
      supplier: supplier.id,
      amount: 100_000,
      ...change,
    })
    return [status, body['reason'] ?? body['code']]
  }
  expect(await refused({ amount: rest + 1 })).toEqual([422, 'line_used_up'])
  expect(await refused({ amount: 49_999 })).toEqual([422, 'draw_too_small'])
  expect(await refused({ supplier: null })).toEqual([422, 'supplier_unknown'])
  expect(await refused({ supplier: newId('partner', Date.now()) })).toEqual([
    422,
    'supplier_unknown',
  ])
  const other = await post(stall, '/credit/draws', {
    id: newId('draw', Date.now()),
    amount: 100_000,
    owed: 100_001,
    supplier: supplier.id,
    reference: null,
  })
  expect([other.status, other.body['reason']]).toEqual([422, 'terms_changed'])
})
