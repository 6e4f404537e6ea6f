import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import { deskOf } from '../../../src/services/credit.ts'
import { vendorBook } from '../../support/books.ts'
import type { Stall } from '../../support/http.ts'
import {
  availableAt,
  creditAt,
  ctxAt,
  drawAt,
  floatOf,
  gapOf,
  lineAt,
  newServicing,
  nightOf,
} from './servicing-world.ts'
import { DAY_MS, draw, post, sell } from './world.ts'

async function payOff(stall: Stall, pay: number, id = newId('payoff', Date.now())) {
  const { status, body } = await post(stall, '/credit/payoff', { id, pay })
  return { status, word: body['reason'] ?? body['code'] ?? null }
}

it('pays off at the price that is shown, once, and tells vendor and lender of the rebate', async ({
  expect,
}) => {
  const now = Date.now()
  const world = await newServicing({ atMs: now - 10 * DAY_MS })
  const { stall, lender } = world
  await drawAt(world, 100_000, { atMs: now - 10 * DAY_MS })
  await sell(stall.id, 200_000, { atMs: now - 5 * DAY_MS })
  const before = await lineAt(stall)
  const { pay, rebate } = before.payoff ?? { pay: { amount: 0 }, rebate: { amount: 0 } }
  expect(pay.amount + rebate.amount).toBe(before.remaining.amount)
  expect(rebate.amount).toBeGreaterThan(0)
  expect(rebate.amount).toBeLessThan(before.fee.amount)
  expect(await payOff(stall, pay.amount + 1)).toEqual({ status: 409, word: 'conflict' })
  expect(await payOff(stall, pay.amount - 1)).toEqual({ status: 409, word: 'conflict' })
  expect(await lineAt(stall)).toEqual(before)

  const id = newId('payoff', now)
  const taps = await Promise.all([payOff(stall, pay.amount, id), payOff(stall, pay.amount, id)])
  expect(taps.map(({ status }) => status)).toEqual([200, 200])
  expect(await payOff(stall, pay.amount, id)).toMatchObject({ status: 200 })
  expect(await availableAt(stall)).toBe(200_000 - 24_000 - pay.amount)
  const line = await lineAt(stall)
  expect(line).toMatchObject({
    state: 'open',
    remaining: { amount: 0 },
    repaid: { amount: 24_000 + pay.amount },
    rebated: { amount: rebate.amount },
    available: { amount: 500_000 },
    payoff: null,
    draws: [{ state: 'repaid', remaining: { amount: 0 } }],
  })
  expect(gapOf(line)).toBe(0)
  const payoffs = line.events.filter(({ kind }) => kind === 'payoff')
  expect(payoffs).toMatchObject([{ amount: { amount: pay.amount } }])

  // All that was set aside went to the lender with it.
  expect(await floatOf(lender)).toBe(100_000_000 - 100_000 + 24_000 + pay.amount)
  const reported = { rebated: { amount: rebate.amount }, remaining: { amount: 0 } }
  expect((await lender.client.get('/lending/portfolio')).body).toMatchObject(reported)
  expect((await lender.client.get('/lending/draws')).body).toMatchObject({ data: [reported] })
  const repayments = await lender.client.get('/lending/repayments')
  expect(repayments.body).toMatchObject({ data: [{ amount: { amount: 24_000 + pay.amount } }] })
  expect(await payOff(stall, pay.amount)).toEqual({ status: 422, word: 'nothing_owed' })
  expect((await vendorBook(stall.id).audit()).problems).toEqual([])
})

it('costs the principal and no more to pay off on the day of the draw', async ({ expect }) => {
  const world = await newServicing()
  await sell(world.stall.id, 150_000)
  await drawAt(world, 60_000)
  await drawAt(world, 50_000)
  const { payoff, fee } = await lineAt(world.stall)
  expect(payoff).toMatchObject({ pay: { amount: 110_000 }, rebate: { amount: fee.amount } })
  expect(fee.amount).toBeGreaterThan(0)
  expect(await payOff(world.stall, 110_000)).toMatchObject({ status: 200 })
  expect(await availableAt(world.stall)).toBe(40_000)
  const line = await lineAt(world.stall)
  expect(line).toMatchObject({ remaining: { amount: 0 }, rebated: { amount: fee.amount } })
  expect(gapOf(line)).toBe(0)
  expect(await floatOf(world.lender)).toBe(100_000_000)
})

it('changes nothing when there is not enough money to pay off', async ({ expect }) => {
  const world = await newServicing()
  const { stall } = world
  await sell(stall.id, 99_999)
  await drawAt(world, 100_000)
  const before = await lineAt(stall)
  const id = newId('payoff', Date.now())
  const no = { status: 422, word: 'insufficient_funds' }
  expect(await payOff(stall, 100_000, id)).toEqual(no)
  expect(await lineAt(stall)).toEqual(before)
  expect(await availableAt(stall)).toBe(99_999)
  await sell(stall.id, 100_000)
  // The no is kept under its id; what is asked anew is answered anew.
  expect(await payOff(stall, 100_000, id)).toEqual(no)
  const { payoff } = await lineAt(stall)
  expect(await payOff(stall, payoff?.pay.amount ?? 0)).toMatchObject({ status: 200 })
  expect(await lineAt(stall)).toMatchObject({ remaining: { amount: 0 } })
})

it('takes the share that the vendor chose from the next sale on', async ({ expect }) => {
  const world = await newServicing()
  const { stall } = world
  await drawAt(world, 100_000)
  const choose = async (bp: number) =>
    (await post(stall, '/credit/holdback', { holdback_bp: bp })).status
  const taken = async () =>
    (await vendorBook(stall.id).line(await sell(stall.id, 10_000)))?.holdback?.amount
  expect(await taken()).toBe(1200)
  for (const bp of [2000, 800, 1400]) {
    expect(await choose(bp)).toBe(200)
    expect(await taken()).toBe(bp)
    expect((await lineAt(stall)).holdback.bp).toBe(bp)
  }
  for (const bp of [0, 600, 900, 2200, 10_000]) expect(await choose(bp)).toBe(422)
  expect(await taken()).toBe(1400)
  const { events } = await lineAt(stall)
  expect(
    events.filter(({ kind }) => kind === 'holdback_changed').map(({ value }) => value),
  ).toEqual([1400, 800, 2000])
  // The price of the next draw follows the share; what was drawn keeps its own.
  expect((await lineAt(stall)).draws[0]?.expected_days).toBe(44)
})

it('pauses for at most 21 days a draw, takes no draws meanwhile, and goes on when asked', async ({
  expect,
}) => {
  const world = await newServicing()
  const { stall } = world
  const days = (count: number) => post(stall, '/credit/pause', { days: count })
  await drawAt(world, 100_000)
  expect((await days(22)).status).toBe(422)
  expect((await days(0)).status).toBe(422)
  expect((await days(5)).status).toBe(200)
  expect(await lineAt(stall)).toMatchObject({
    state: 'frozen',
    frozen_reason: 'paused',
    available: { amount: 0 },
    pause: { until: expect.any(String) as string, days_left: 16 },
  })
  expect((await days(1)).status).toBe(409)
  const refused = await draw(stall, { supplier: world.supplier.id, amount: 100_000 })
  expect([refused.status, refused.body['reason']]).toEqual([422, 'line_frozen'])
  // Sales go on repaying: a pause is about time, not about money.
  const sale = await sell(stall.id, 10_000)
  expect(await vendorBook(stall.id).line(sale)).toMatchObject({ holdback: { amount: 1200 } })
  expect((await post(stall, '/credit/resume', {})).status).toBe(200)
  expect(await lineAt(stall)).toMatchObject({
    state: 'open',
    pause: { until: null, days_left: 21 },
  })
  expect(await floatOf(world.lender)).toBe(100_000_000 - 100_000)
})

it('pauses for at most 21 days a year while nothing is drawn', async ({ expect }) => {
  const { stall } = await newServicing()
  const start = Date.now()
  const pause = async (days: number, day: number) => {
    const atMs = start + day * DAY_MS
    using desk = deskOf(ctxAt(atMs), stall.id)
    return await desk.pause(days, atMs)
  }
  expect(await pause(14, 0)).toBe(true)
  expect(await pause(8, 20)).toBe(false)
  expect(await pause(7, 20)).toBe(true)
  expect(await pause(1, 100)).toBe(false)
  expect(await pause(1, 365 + 1)).toBe(true)
})

it('does not count paused days against the draw', async ({ expect }) => {
  const start = Date.now()
  const world = await newServicing()
  const { stall } = world
  const other = await newServicing({ world })
  await drawAt(world, 100_000)
  await drawAt(other, 100_000)
  const desk = async (
    use: (one: ReturnType<typeof deskOf>, atMs: number) => unknown,
    day: number,
  ) => {
    const atMs = start + day * DAY_MS
    using one = deskOf(ctxAt(atMs), stall.id)
    return await use(one, atMs)
  }
  expect(await desk((one, atMs) => one.pause(14, atMs), 1)).toBe(true)
  for (let day = 1; day <= 20; day += 1) {
    await nightOf(stall, start + day * DAY_MS)
    await nightOf(other.stall, start + day * DAY_MS)
  }
  const at = start + 20 * DAY_MS
  expect((await lineAt(stall, at)).progress).toMatchObject({ elapsed_days: 6, status: 'on_track' })
  expect((await lineAt(other.stall, at)).progress).toMatchObject({
    elapsed_days: 20,
    status: 'behind',
  })
  // Seven days are left, and no more; ending a pause early gives the rest back.
  expect(await desk((one, atMs) => one.pause(8, atMs), 20)).toBe(false)
  expect(await desk((one, atMs) => one.pause(7, atMs), 20)).toBe(true)
  await desk((one, atMs) => one.resume(atMs), 23)
  expect((await lineAt(stall, start + 23 * DAY_MS)).pause).toEqual({ until: null, days_left: 4 })
  expect(await desk((one, atMs) => one.pause(4, atMs), 24)).toBe(true)
  expect((await lineAt(stall, start + 40 * DAY_MS)).pause).toEqual({ until: null, days_left: 0 })
  expect(await desk((one, atMs) => one.pause(1, atMs), 40)).toBe(false)
  expect((await creditAt(stall, start + 40 * DAY_MS)).line?.progress?.elapsed_days).toBe(19)
})
