import { it } from 'vitest'
import { vendorBook } from '../../support/books.ts'
import {
  availableAt,
  drawAt,
  floatOf,
  gapOf,
  lineAt,
  newServicing,
  nightOf,
  openLine,
  paySale,
  refundSale,
  shopper,
  termsOf,
} from './servicing-world.ts'
import type { Servicing } from './servicing-world.ts'
import { DAY_MS, newCreditWorld, sell } from './world.ts'

/** A line with a draw of 100,000 and a sale of 50,000 of which 6,000 is held back. */
async function withSale(): Promise<Servicing & { wallet: string; sale: string; owed: number }> {
  const world = await newServicing()
  const wallet = await shopper()
  await sell(world.stall.id, 200_000)
  await drawAt(world, 100_000)
  const { remaining } = await lineAt(world.stall)
  const sale = await paySale(world.stall, wallet, 50_000)
  return { ...world, wallet, sale, owed: remaining.amount }
}

it('gives the share of a refunded sale back from what is set aside', async ({ expect }) => {
  const { stall, lender, sale, owed } = await withSale()
  expect((await lineAt(stall)).remaining.amount).toBe(owed - 6_000)
  expect(await availableAt(stall)).toBe(244_000)
  expect(await refundSale(stall, sale, 50_000)).toMatchObject({ state: 'posted' })
  const line = await lineAt(stall)
  expect(line).toMatchObject({ remaining: { amount: owed }, repaid: { amount: 0 } })
  expect(gapOf(line)).toBe(0)
  expect(await availableAt(stall)).toBe(200_000)
  const lines = await vendorBook(stall.id).lines(1e9, 5)
  const entry = lines.find(({ kind }) => kind === 'refund')
  expect(entry).toMatchObject({ amount: { amount: 50_000 }, holdback: { amount: 6_000 } })
  // Nothing is left to send.
  expect(await nightOf(stall, Date.now() + DAY_MS)).toMatchObject({ repayments: [] })
  expect(await floatOf(lender)).toBe(100_000_000 - 100_000)
  expect((await vendorBook(stall.id).audit()).problems).toEqual([])
})

it('counts what the lender already has of a refunded sale for the next repayments', async ({
  expect,
}) => {
  const { stall, lender, wallet, sale, owed } = await withSale()
  const night = Date.now() + DAY_MS
  expect(await nightOf(stall, night)).toMatchObject({ repayments: [{ amount: 6_000 }] })
  expect(await floatOf(lender)).toBe(100_000_000 - 94_000)
  await refundSale(stall, sale, 50_000, night)
  expect((await lineAt(stall, night)).remaining.amount).toBe(owed)
  expect(await availableAt(stall)).toBe(194_000)
  // The share of the next sale comes from the advance first: the vendor keeps as much more of it.
  const next = await paySale(stall, wallet, 100_000, { atMs: night })
  expect(await vendorBook(stall.id).line(next)).toMatchObject({ holdback: { amount: 12_000 } })
  expect(await availableAt(stall)).toBe(194_000 + 94_000)
  const line = await lineAt(stall, night)
  expect(line.remaining.amount).toBe(owed - 12_000)
  expect(gapOf(line)).toBe(0)
  expect(await nightOf(stall, night + DAY_MS)).toMatchObject({ repayments: [{ amount: 6_000 }] })
  expect(await floatOf(lender)).toBe(100_000_000 - 88_000)
  expect((await vendorBook(stall.id).audit()).problems).toEqual([])
})

it('gives the share back in parts that add up, also when the lender got some of it between', async ({
  expect,
}) => {
  const { stall, sale, owed } = await withSale()
  const night = Date.now() + DAY_MS
  const remaining = async () => (await lineAt(stall, night)).remaining.amount
  await refundSale(stall, sale, 8_333)
  expect(await remaining()).toBe(owed - 6_000 + 999)
  await refundSale(stall, sale, 16_667)
  expect(await remaining()).toBe(owed - 3_000)
  expect(await nightOf(stall, night)).toMatchObject({ repayments: [{ amount: 3_000 }] })
  await refundSale(stall, sale, 1, night)
  expect(await remaining()).toBe(owed - 3_000)
  const rest = await refundSale(stall, sale, 24_999, night)
  expect(rest).toMatchObject({ state: 'posted' })
  expect(await remaining()).toBe(owed)
  const more = await refundSale(stall, sale, 1, night)
  expect(more).toEqual({ state: 'declined', reason: 'not_more_than_paid' })
  expect(await remaining()).toBe(owed)
  expect(await availableAt(stall)).toBe(200_000 - 3_000)
  expect((await vendorBook(stall.id).audit()).problems).toEqual([])
})

it('gives nothing back of a debt that is gone', async ({ expect }) => {
  const { stall, sale, wallet } = await withSale()
  await paySale(stall, wallet, 900_000)
  const closed = await lineAt(stall)
  expect(closed).toMatchObject({ remaining: { amount: 0 }, draws: [{ state: 'repaid' }] })
  const before = await availableAt(stall)
  expect(await refundSale(stall, sale, 50_000)).toMatchObject({ state: 'posted' })
  expect(await availableAt(stall)).toBe(before - 50_000)
  const line = await lineAt(stall)
  expect(line).toMatchObject({ remaining: { amount: 0 }, draws: [{ state: 'repaid' }] })
  expect(line.repaid).toEqual(closed.repaid)
})

it('holds nothing back of tips', async ({ expect }) => {
  const { stall, wallet, owed } = await withSale()
  const tipped = await paySale(stall, wallet, 60_000, { tip: 10_000 })
  expect(await vendorBook(stall.id).line(tipped)).toMatchObject({ holdback: { amount: 6_000 } })
  expect((await lineAt(stall)).remaining.amount).toBe(owed - 12_000)
  // A whole refund gives all of it back, tip or not.
  await refundSale(stall, tipped, 60_000)
  expect((await lineAt(stall)).remaining.amount).toBe(owed - 6_000)
  const gift = await paySale(stall, wallet, 500, { tip: 500 })
  expect(await vendorBook(stall.id).line(gift)).toMatchObject({ holdback: null })
})

it('leaves the debt alone when the shopper’s book refuses the refund', async ({ expect }) => {
  const world = await newServicing()
  const { stall } = world
  await drawAt(world, 100_000)
  const { remaining } = await lineAt(stall)
  // The money of this sale is from a wallet that was never opened.
  const sale = await sell(stall.id, 50_000)
  const owed = async () => {
    const { payoff } = await lineAt(stall)
    return (payoff?.pay.amount ?? 0) + (payoff?.rebate.amount ?? 0)
  }
  for (let i = 0; i < 3; i += 1) {
    const refused = { state: 'declined', reason: 'wallet_unknown' }
    expect(await refundSale(stall, sale, 50_000)).toEqual(refused)
    expect(await owed(), `after refusal ${i + 1}`).toBe(remaining.amount - 6_000)
  }
  expect(await availableAt(stall)).toBe(44_000)
})

it('does not write off an old draw because a sale of its time is refunded', async ({ expect }) => {
  const start = Date.now()
  const world = await newServicing()
  const { stall } = world
  const wallet = await shopper(2_000_000)
  await drawAt(world, 100_000, { atMs: start })
  const old = await paySale(stall, wallet, 50_000, { atMs: start + DAY_MS })
  await paySale(stall, wallet, 900_000, { atMs: start + 30 * DAY_MS })
  await nightOf(stall, start + 31 * DAY_MS)
  const late = start + 185 * DAY_MS
  await drawAt(world, 100_000, { atMs: late })
  await refundSale(stall, old, 50_000, late)
  expect(await nightOf(stall, late + DAY_MS)).toMatchObject({ writtenOff: [] })
  const line = await lineAt(stall, late + DAY_MS)
  expect(line.written_off.amount).toBe(0)
  expect(gapOf(line)).toBe(0)
  expect(line.events.map(({ kind }) => kind)).not.toContain('breach')
})

it('writes off no more than the lender misses', async ({ expect }) => {
  const start = Date.now()
  const { stall, lender, sale, owed } = await withSale()
  await nightOf(stall, start + DAY_MS)
  await refundSale(stall, sale, 50_000, start + DAY_MS)
  const report = await nightOf(stall, start + 181 * DAY_MS)
  const missing = 100_000_000 - (await floatOf(lender))
  const fee = owed - 100_000
  expect(missing).toBe(94_000)
  expect(report.writtenOff).toMatchObject([{ amount: missing + fee }])
})

it('does not repay one lender with what another has in advance', async ({ expect }) => {
  const start = Date.now()
  const { stall, sale } = await withSale()
  await nightOf(stall, start + DAY_MS)
  await refundSale(stall, sale, 50_000, start + DAY_MS)
  await nightOf(stall, start + 181 * DAY_MS)
  const next = await newCreditWorld()
  const later = start + 300 * DAY_MS
  expect(await openLine(stall, termsOf(next), later)).toBe(true)
  await drawAt({ ...next, stall }, 100_000, { atMs: later })
  await sell(stall.id, 50_000, { atMs: later })
  await nightOf(stall, later + DAY_MS)
  expect(await floatOf(next.lender)).toBe(100_000_000 - 100_000 + 6_000)
})
