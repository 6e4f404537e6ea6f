/** Draws whose supplier's book says no: they must end as if they had never been made, for everybody. */
import { env } from 'cloudflare:workers'
import { afterEach, it } from 'vitest'
import { Transfers } from '../../../src/durable/transfer.ts'
import { newId } from '../../../src/platform/ids.ts'
import { vendorBook } from '../../support/books.ts'
import { CrashingTransfers, faults } from '../../support/faults.ts'
import type { Partner } from '../partner/world.ts'
import {
  availableAt,
  drawAt,
  floatOf,
  gapOf,
  lineAt,
  newServicing,
  nightOf,
  partnerBook,
  paySale,
  problemsOf,
  refundSale,
  shopper,
  until,
} from './servicing-world.ts'
import type { Servicing } from './servicing-world.ts'
import { DAY_MS, sell } from './world.ts'

const FUNDS = 100_000_000

afterEach(() => {
  faults.decide = () => false
  faults.protocol = Transfers
})

/** A supplier of the register whose book is kept in another currency, and so takes no rupees. */
async function wrongSupplier(): Promise<Pick<Partner, 'id'>> {
  const now = Date.now()
  const id = newId('partner', now)
  await partnerBook(id).open('CNY', now)
  await env.DB.prepare(
    `INSERT INTO partners (id, kind, name, currency, created_at) VALUES (?, 'supplier', 'Wrong', 'INR', ?)`,
  )
    .bind(id, now)
    .run()
  return { id }
}

/** A draw whose supplier's book was silent at first; it will say no when it is asked again. */
async function waitingDraw(world: Servicing, amount: number): Promise<string> {
  const supplier = await wrongSupplier()
  let calls = 0
  // The first call is the draw's own, to the vendor's book; the next three are the purchase.
  faults.decide = (point) => point === 'receiver_before_write' && (calls += 1) > 1
  const { id, state } = await drawAt({ ...world, supplier }, amount)
  if (state !== 'posted') throw new Error(`the draw is ${state}`)
  await until(async () => calls === 4, 'the purchase gave up')
  faults.decide = () => false
  const told = env.DB.prepare('SELECT 1 FROM credit_draws WHERE id = ?').bind(id)
  await until(async () => (await told.first()) !== null, 'the lender’s report has the draw')
  return id
}

async function newWorld(): Promise<Servicing> {
  faults.protocol = CrashingTransfers
  return newServicing()
}

it('owes nothing and keeps nothing of a draw that the supplier’s book refuses at once', async ({
  expect,
}) => {
  const world = await newServicing()
  const { stall, lender } = world
  const supplier = await wrongSupplier()
  await drawAt({ ...world, supplier }, 100_000)
  const events = async () => (await lineAt(stall)).events.map(({ kind }) => kind)
  await until(async () => (await events()).includes('draw_returned'), 'the draw is given back')
  expect(await lineAt(stall)).toMatchObject({
    state: 'open',
    remaining: { amount: 0 },
    available: { amount: 500_000 },
    draws: [],
  })
  expect(await availableAt(stall)).toBe(0)
  expect(await floatOf(supplier)).toBe(0)
  const sale = await sell(stall.id, 10_000)
  expect(await vendorBook(stall.id).line(sale)).toMatchObject({ holdback: null })
  await nightOf(stall, Date.now() + DAY_MS)
  expect(await floatOf(lender)).toBe(FUNDS)
  const { policy } = world
  const limit = policy.portfolio_limit_minor
  expect(await partnerBook(lender.id).headroom(policy.policy_id, limit)).toBe(FUNDS)
})

it('gives a draw back that the supplier’s book refuses later', async ({ expect }) => {
  const world = await newWorld()
  const { stall, lender } = world
  await waitingDraw(world, 100_000)
  expect(await vendorBook(stall.id).tend(Date.now())).toEqual({ unknown: 0 })
  await nightOf(stall, Date.now() + DAY_MS)
  expect(await lineAt(stall)).toMatchObject({ remaining: { amount: 0 }, draws: [] })
  expect(await availableAt(stall)).toBe(0)
  expect(await floatOf(lender)).toBe(FUNDS)
  expect(await problemsOf([vendorBook(stall.id), partnerBook(lender.id)])).toEqual([])
})

it('takes a draw that was given back out of the lender’s reports', async ({ expect }) => {
  const world = await newWorld()
  const { stall, lender } = world
  await waitingDraw(world, 100_000)
  await vendorBook(stall.id).tend(Date.now())
  await nightOf(stall, Date.now() + DAY_MS)
  const portfolio = await lender.client.get('/lending/portfolio')
  expect(portfolio.body).toMatchObject({
    open: 0,
    remaining: { amount: 0 },
    principal_out: { amount: 0 },
  })
})

it('earns no fee from a draw that was given back, whatever sales had repaid of it', async ({
  expect,
}) => {
  for (const sales of [10_000, 500_000, 900_000]) {
    const world = await newWorld()
    const { stall, lender } = world
    await waitingDraw(world, 100_000)
    await sell(stall.id, sales)
    await vendorBook(stall.id).tend(Date.now())
    await nightOf(stall, Date.now() + DAY_MS)
    expect([sales, await availableAt(stall)]).toEqual([sales, sales])
    expect(await floatOf(lender)).toBe(FUNDS)
    const line = await lineAt(stall)
    expect(line.remaining.amount).toBe(0)
    expect(gapOf(line)).toBe(0)
  }
})

it('counts what the lender had of a draw beyond its principal for the next draw', async ({
  expect,
}) => {
  const world = await newWorld()
  const { stall, lender } = world
  const night = Date.now() + DAY_MS
  await waitingDraw(world, 100_000)
  // Sales repay all of it, with the fee, and the lender gets it; only then the supplier says no.
  await sell(stall.id, 900_000)
  const { principal, fee } = await lineAt(stall)
  expect(await nightOf(stall, night)).toMatchObject({
    repayments: [{ amount: principal.amount + fee.amount }],
  })
  await vendorBook(stall.id).tend(night)
  expect(await availableAt(stall)).toBe(900_000 - fee.amount)
  expect(await floatOf(lender)).toBe(FUNDS + fee.amount)
  await drawAt(world, 60_000, { atMs: night })
  const sale = await sell(stall.id, 10_000, { atMs: night })
  expect(await vendorBook(stall.id).line(sale)).toMatchObject({ holdback: { amount: 1_200 } })
  // The share came out of the advance: the vendor keeps the whole sale.
  expect(await availableAt(stall)).toBe(900_000 - fee.amount + 10_000)
  const line = await lineAt(stall, night)
  expect(line).toMatchObject({ principal: { amount: 60_000 }, repaid: { amount: 1_200 } })
  expect(gapOf(line)).toBe(0)
  expect((await vendorBook(stall.id).audit()).problems).toEqual([])
})

it('does not give back a second time what came back with a draw', async ({ expect }) => {
  const world = await newWorld()
  const { stall } = world
  const wallet = await shopper()
  await waitingDraw(world, 100_000)
  const sale = await paySale(stall, wallet, 50_000)
  await vendorBook(stall.id).tend(Date.now())
  expect(await availableAt(stall)).toBe(50_000)
  await drawAt(world, 60_000)
  const before = await lineAt(stall)
  await refundSale(stall, sale, 50_000)
  expect(await availableAt(stall)).toBe(0)
  const after = await lineAt(stall)
  expect([after.remaining, gapOf(after)]).toEqual([before.remaining, 0])
})

it('gives a draw back although a refund used some of its money', async ({ expect }) => {
  const world = await newWorld()
  const { stall, lender } = world
  const wallet = await shopper()
  const night = Date.now() + DAY_MS
  await waitingDraw(world, 100_000)
  const sale = await paySale(stall, wallet, 50_000)
  // The lender gets the share of the sale; then the supplier says no, and the sale is refunded.
  const first = await nightOf(stall, night)
  await vendorBook(stall.id).wakeUp(night)
  await refundSale(stall, sale, 50_000, night)
  await nightOf(stall, night + DAY_MS)
  expect(first.repayments.map(({ amount }) => amount)).toEqual([6_000])
  expect(await availableAt(stall)).toBe(0)
  expect(await floatOf(lender)).toBe(FUNDS)
  expect(await lineAt(stall, night + DAY_MS)).toMatchObject({ remaining: { amount: 0 } })
  // Nothing is owed, and so the next sale repays nothing.
  const next = await sell(stall.id, 10_000, { atMs: night + DAY_MS })
  expect(await vendorBook(stall.id).line(next)).toMatchObject({ holdback: null })
})

it('starts the clock of the next draw when the one before it was given back', async ({
  expect,
}) => {
  const world = await newWorld()
  const { stall, supplier } = world
  await waitingDraw(world, 100_000)
  const second = await drawAt(world, 60_000)
  expect(second.state).toBe('posted')
  await vendorBook(stall.id).tend(Date.now() + DAY_MS)
  const line = await lineAt(stall, Date.now() + 20 * DAY_MS)
  expect(line.draws).toMatchObject([{ id: second.id, state: 'open', elapsed_days: 19 }])
  expect(line.progress).toMatchObject({ elapsed_days: 19, status: 'behind' })
  expect(await floatOf(supplier)).toBe(60_000)
})
