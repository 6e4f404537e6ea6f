/** An order through three books: what is set aside when, and who is paid what. */
import { it } from 'vitest'
import { lineAt } from '../credit/servicing-world.ts'
import { sell } from '../credit/world.ts'
import {
  act,
  confirm,
  deliver,
  moneyOf,
  newSourcing,
  placeAt,
  placed,
  problemsIn,
} from './world.ts'

const FUNDS = 100_000_000

it('sets own money aside when placed and pays the supplier for exactly what arrived', async ({
  expect,
}) => {
  const world = await newSourcing()
  const order = await placed(world, { lines: { tea: 3, sugar: 2 }, sources: ['available'] })
  expect(order).toMatchObject({ state: 'placed', plan: { available: 69_000, credit: 0 } })
  expect(await moneyOf(world)).toMatchObject({ available: 31_000, supplier: 0, lender: FUNDS })
  await deliver(world, order.id)
  const done = await confirm(world, order, { tea: 2 })
  expect(done).toMatchObject({ ok: true, order: { state: 'settled' } })
  expect(await moneyOf(world)).toMatchObject({ available: 51_000, supplier: 49_000 })
  expect(await problemsIn(world)).toEqual([])
})

it('draws the credit only when the count is agreed, for no more than arrived, and the next sale repays', async ({
  expect,
}) => {
  const world = await newSourcing()
  const order = await placed(world, { lines: { tea: 10, sugar: 10 }, sources: ['credit'] })
  // Ten of each reach the second tier: 18,000 and 4,050 a pack.
  expect(order.plan).toEqual({ jar: 0, available: 0, credit: 220_500, discount: 0 })
  expect(await moneyOf(world)).toMatchObject({
    available: 100_000,
    room: 500_000 - 220_500,
    lender: FUNDS - 220_500,
  })
  await deliver(world, order.id)
  expect(await lineAt(world.stall)).toMatchObject({ principal: { amount: 0 } })
  const done = await confirm(world, order, { tea: 8 })
  expect(done).toMatchObject({ ok: true, order: { state: 'settled' } })
  expect(await moneyOf(world)).toEqual({
    jar: 0,
    available: 100_000,
    room: 500_000 - 184_500,
    lender: FUNDS - 184_500,
    supplier: 184_500,
  })
  const line = await lineAt(world.stall)
  expect(line.principal.amount).toBe(184_500)
  expect(line.fee.amount).toBeLessThanOrEqual(Math.ceil((220_500 * 450) / 10_000))
  expect(line.draws[0]).toMatchObject({ supplier: { id: world.supplier.id } })
  await sell(world.stall.id, 10_000)
  expect((await lineAt(world.stall)).repaid.amount).toBe(1200)
  expect(await problemsIn(world)).toEqual([])
})

it('uses own money beside the credit in the stated order', async ({ expect }) => {
  const world = await newSourcing()
  const order = await placed(world, { lines: { tea: 9 }, sources: ['available', 'credit'] })
  expect(order.plan).toEqual({ jar: 0, available: 100_000, credit: 80_000, discount: 0 })
  await deliver(world, order.id)
  await confirm(world, order, { tea: 8 })
  expect(await moneyOf(world)).toMatchObject({
    available: 0,
    supplier: 160_000,
    lender: FUNDS - 60_000,
  })
  expect(await problemsIn(world)).toEqual([])
})

it('gives everything back when the supplier rejects, when the vendor cancels, and when nobody answers', async ({
  expect,
}) => {
  const world = await newSourcing()
  const wish = { lines: { tea: 9 }, sources: ['available', 'credit'] as const }
  const ends = [
    (id: string) => act(world, id, { type: 'reject', note: 'sold out' }),
    (id: string) => act(world, id, { type: 'cancel', note: null }, { by: 'vendor' }),
    (id: string) =>
      act(world, id, { type: 'due' }, { by: 'system', atMs: Date.now() + 25 * 60 * 60 * 1000 }),
  ]
  for (const end of ends) {
    const order = await placed(world, { ...wish, sources: [...wish.sources] })
    expect(await moneyOf(world)).toMatchObject({ available: 0, room: 420_000 })
    expect(await end(order.id)).toMatchObject({ ok: true })
    expect(await moneyOf(world)).toEqual({
      jar: 0,
      available: 100_000,
      room: 500_000,
      lender: FUNDS,
      supplier: 0,
    })
  }
  expect(await problemsIn(world)).toEqual([])
})

it('says no for ever to an order that neither the balance nor the line can pay', async ({
  expect,
}) => {
  const world = await newSourcing()
  const first = await placed(world, { lines: { tea: 5 }, sources: ['available'] })
  const again = await placeAt(world, { lines: { tea: 5 }, sources: ['available'] }, first.id)
  // The same lines, but nothing is left to pay them with: another order under the same id.
  expect(again.state).toBe('conflict')
  expect(await moneyOf(world)).toMatchObject({ available: 0 })
})
