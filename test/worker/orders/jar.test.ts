/** The restock jar through the vendor's book: what sales put into it, what orders take out, what refunds give back. */
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import { vendorBook } from '../../support/books.ts'
import { drawAt, lineAt, paySale, refundSale, shopper } from '../credit/servicing-world.ts'
import { post, sell } from '../credit/world.ts'
import { told } from './refusal-world.ts'
import { act, confirm, deliver, moneyOf, newSourcing, placed, problemsIn } from './world.ts'
import type { Sourcing } from './world.ts'

async function keeping(bp: number): Promise<Sourcing> {
  const world = await newSourcing()
  const { status } = await post(world.stall, '/jar', { share_bp: bp })
  if (status !== 200) throw new Error(`the share is ${status}`)
  return world
}

it('puts the share of each sale aside, of the tip nothing, and tells of it in the sale’s own row', async ({
  expect,
}) => {
  const world = await keeping(2_000)
  await sell(world.stall.id, 11_009, { tip: 1_000 })
  expect(await moneyOf(world)).toMatchObject({ jar: 2_001, available: 100_000 + 9_008 })
  // Less than a minor unit is nothing.
  await sell(world.stall.id, 4)
  expect(await moneyOf(world)).toMatchObject({ jar: 2_001 })
  await post(world.stall, '/jar', { share_bp: 0 })
  await sell(world.stall.id, 10_000)
  expect(await moneyOf(world)).toMatchObject({ jar: 2_001 })
  expect(await problemsIn(world)).toEqual([])
})

it('lets the credit be repaid first, and keeps the share of the whole sale beside it', async ({
  expect,
}) => {
  const world = await keeping(3_000)
  await drawAt(world, 100_000)
  const before = await lineAt(world.stall)
  await sell(world.stall.id, 10_000)
  const after = await lineAt(world.stall)
  expect(before.remaining.amount - after.remaining.amount).toBe(1_200)
  expect(await moneyOf(world)).toMatchObject({ jar: 3_000, available: 100_000 + 5_800 })
})

it('is used first at checkout, and has back what an order did not need', async ({ expect }) => {
  const world = await keeping(3_000)
  await sell(world.stall.id, 100_000)
  const sources = ['jar' as const, 'available' as const]
  const order = await placed(world, { lines: { tea: 5 }, sources })
  expect(order.plan).toMatchObject({ jar: 30_000, available: 70_000 })
  expect(await moneyOf(world)).toMatchObject({ jar: 0, available: 100_000 })
  await deliver(world, order.id)
  await confirm(world, order, { tea: 1 })
  // Of the 200.00 that were paid the jar paid all.
  expect(await moneyOf(world)).toMatchObject({ jar: 10_000, available: 170_000, supplier: 20_000 })
  const second = await placed(world, { lines: { tea: 1 }, sources })
  expect(await moneyOf(world)).toMatchObject({ jar: 0, available: 160_000 })
  await act(world, second.id, { type: 'reject', note: 'sold out' })
  expect(await moneyOf(world)).toMatchObject({ jar: 10_000, available: 170_000 })
  expect(await problemsIn(world)).toEqual([])
})

it('gives back to the unit what refunds are of their sale, in whatever parts', async ({
  expect,
}) => {
  const world = await keeping(3_000)
  const { stall } = world
  const wallet = await shopper()
  const sale = await paySale(stall, wallet, 10_003)
  const kept = (await moneyOf(world)).jar
  expect(kept).toBe(3_000)
  for (const part of [1, 3_333, 6_000, 669])
    expect(await refundSale(stall, sale, part)).toMatchObject({ state: 'posted' })
  expect(await moneyOf(world)).toMatchObject({ jar: 0, available: 100_000 })
  expect((await vendorBook(stall.id).audit()).problems).toEqual([])
})

it('lets a stall refund what it sold though a third of it is in the jar', async ({ expect }) => {
  const world = await keeping(3_000)
  const { stall } = world
  // Everything that there was is set aside for an order.
  await placed(world, { lines: { tea: 5 }, sources: ['available'] })
  const sale = await paySale(stall, await shopper(), 10_000)
  expect(await moneyOf(world)).toMatchObject({ jar: 3_000, available: 7_000 })
  expect(await refundSale(stall, sale, 10_000)).toMatchObject({ state: 'posted' })
  expect(await moneyOf(world)).toMatchObject({ jar: 0, available: 0 })
})

it('takes nothing out for a refund that it has not got any more', async ({ expect }) => {
  const world = await keeping(3_000)
  const { stall } = world
  const sale = await paySale(stall, await shopper(), 100_000)
  await placed(world, { lines: { tea: 1 }, sources: ['jar'] })
  expect(await moneyOf(world)).toMatchObject({ jar: 10_000 })
  expect(await refundSale(stall, sale, 50_000)).toMatchObject({ state: 'posted' })
  // Half of the sale is half of the share, 15,000; 10,000 were there.
  expect(await moneyOf(world)).toMatchObject({ jar: 0, available: 170_000 - 50_000 + 10_000 })
  expect((await vendorBook(stall.id).audit()).problems).toEqual([])
})

it('keeps only the shares of the jar that are offered, and empties it for one id once', async ({
  expect,
}) => {
  const { stall } = await newSourcing()
  const share = (bp: unknown) => post(stall, '/jar', { share_bp: bp })
  expect(told(await share(1_234))).toEqual(['422', 'invalid', '/share_bp not_a_share'])
  expect(told(await share(-500))).toEqual(['422', 'invalid', '/share_bp too_small'])
  expect(told(await share(3_500))).toEqual(['422', 'invalid', '/share_bp not_a_share'])
  expect(told(await share(20_000))).toEqual(['422', 'invalid', '/share_bp too_big'])
  expect(await share(3_000)).toMatchObject({ status: 200, body: { share_bp: 3_000 } })
  await sell(stall.id, 10_000)
  expect(await (await stall.browser.get('/api/jar')).json()).toMatchObject({
    balance: { amount: 3_000 },
  })
  expect(told(await post(stall, '/jar/empty', { id: newId('order', 1) }))).toEqual([
    '422',
    'invalid',
    '/id custom',
  ])
  const id = newId('jarMove', Date.now())
  expect((await post(stall, '/jar/empty', { id })).body).toMatchObject({ balance: { amount: 0 } })
  await sell(stall.id, 10_000)
  expect((await post(stall, '/jar/empty', { id })).body).toMatchObject({
    balance: { amount: 3_000 },
  })
})
