/** The kerb: the driver's code, counting, disputes, deadlines, claims. */
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import { claimOnOrder, codeHash, creditOrder } from '../../../src/services/orders.ts'
import { vendorBook } from '../../support/books.ts'
import { ctxAt, lineAt } from '../credit/servicing-world.ts'
import { act, CODE, confirm, deliver, moneyOf, newSourcing, placed, problemsIn } from './world.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

it('takes only the driver’s code, counts wrong ones, and lets it rest', async ({ expect }) => {
  const world = await newSourcing()
  const order = await placed(world, { lines: { tea: 2 }, sources: ['available'] })
  await deliver(world, order.id)
  expect(await confirm(world, order, {}, null)).toMatchObject({ reason: 'code_missing' })
  for (let i = 0; i < 5; i += 1)
    expect(await confirm(world, order, {}, '000000')).toMatchObject({ reason: 'code_wrong' })
  expect(await confirm(world, order)).toMatchObject({ reason: 'code_rests' })
  expect(await moneyOf(world)).toMatchObject({ supplier: 0, available: 60_000 })
  const counts = order.lines.map(({ item }) => ({ item, arrived: 2, problem: null }))
  const later = { by: 'vendor' as const, atMs: Date.now() + HOUR_MS }
  const command = { type: 'confirm' as const, codeHash: codeHash(order.id, CODE), counts }
  expect(await act(world, order.id, command, later)).toMatchObject({ order: { state: 'settled' } })
  // The same code again is late, and pays nobody twice.
  expect(await act(world, order.id, command, later)).toMatchObject({ reason: 'wrong_state' })
  expect(await moneyOf(world)).toMatchObject({ supplier: 40_000 })
})

it('pays in full what the supplier handed over and the vendor never counted, by the book’s own alarm', async ({
  expect,
}) => {
  const world = await newSourcing()
  const order = await placed(world, { lines: { tea: 2 }, sources: ['credit'] }).catch(() => null)
  // 400.00 is below the least draw of 500.00.
  expect(order).toBeNull()
  const real = await placed(world, { lines: { tea: 3 }, sources: ['credit'] })
  await deliver(world, real.id)
  const receivedBy = 'the neighbour'
  await act(world, real.id, { type: 'deliver', receivedBy, note: null })
  await vendorBook(world.stall.id).tend(Date.now() + 47 * HOUR_MS)
  expect(await moneyOf(world)).toMatchObject({ supplier: 0 })
  for (let i = 0; i < 3; i += 1) await vendorBook(world.stall.id).tend(Date.now() + 49 * HOUR_MS)
  expect(await moneyOf(world)).toMatchObject({ supplier: 60_000 })
  expect(await lineAt(world.stall)).toMatchObject({ principal: { amount: 60_000 } })
  expect(await problemsIn(world)).toEqual([])
})

it('pays nothing for what was never handed over', async ({ expect }) => {
  const world = await newSourcing()
  const order = await placed(world, { lines: { tea: 3 }, sources: ['available'] })
  await deliver(world, order.id)
  await vendorBook(world.stall.id).tend(Date.now() + 6 * DAY_MS)
  expect(await moneyOf(world)).toMatchObject({ supplier: 0, available: 100_000 })
  expect(await problemsIn(world)).toEqual([])
})

it('follows the vendor’s count when the supplier agrees, stays silent, or nobody decides; else the operator’s', async ({
  expect,
}) => {
  const world = await newSourcing()
  const disputed = async () => {
    const order = await placed(world, { lines: { tea: 2 }, sources: ['available'] })
    await deliver(world, order.id)
    await act(world, order.id, { type: 'deliver', receivedBy: 'somebody', note: null })
    const counts = order.lines.map(({ item }) => ({
      item,
      arrived: 1,
      problem: 'damaged' as const,
    }))
    const said = { type: 'dispute' as const, counts, note: 'one is wet' }
    expect(await act(world, order.id, said, { by: 'vendor' })).toMatchObject({ ok: true })
    return { id: order.id, counts }
  }
  const paid = async () => (await moneyOf(world)).supplier
  const agreed = await disputed()
  await act(world, agreed.id, { type: 'answer', agrees: true, note: null })
  expect(await paid()).toBe(20_000)
  const silent = await disputed()
  await vendorBook(world.stall.id).tend(Date.now() + 73 * HOUR_MS)
  expect(await paid()).toBe(40_000)
  const contested = await disputed()
  await act(world, contested.id, { type: 'answer', agrees: false, note: 'all were dry' })
  await vendorBook(world.stall.id).tend(Date.now() + 73 * HOUR_MS)
  expect(await paid()).toBe(40_000)
  const whole = contested.counts.map((count) => ({ ...count, arrived: 2, problem: null }))
  const decision = { type: 'resolve' as const, counts: whole, note: 'the photo shows it' }
  expect(await act(world, contested.id, decision)).toMatchObject({ reason: 'not_yours' })
  await act(world, contested.id, decision, { by: 'operator' })
  expect(await paid()).toBe(80_000)
  expect(silent.id).not.toBe(agreed.id)
  expect(await problemsIn(world)).toEqual([])
})

it('gives money back by credit note, the part on credit to the credit, never more than was paid', async ({
  expect,
}) => {
  const world = await newSourcing()
  const order = await placed(world, { lines: { tea: 9 }, sources: ['available', 'credit'] })
  await deliver(world, order.id)
  await confirm(world, order)
  const about = { vendorId: world.stall.id, id: order.id, supplierId: world.supplier.id }
  const ctx = ctxAt(Date.now())
  const claim = { id: newId('claim', Date.now()), note: 'weevils in four packs', amount: 90_000 }
  expect(await claimOnOrder(ctx, about, claim)).toMatchObject({ ok: true })
  expect(
    await claimOnOrder(ctx, about, { ...claim, id: newId('claim', 1), amount: 90_001 }),
  ).toMatchObject({
    reason: 'claim_too_large',
  })
  const before = await lineAt(world.stall)
  const note = {
    id: newId('creditNote', Date.now()),
    amount: 90_000,
    claim: claim.id,
    note: 'sorry',
  }
  expect(await creditOrder(ctx, about, note)).toMatchObject({ state: 'posted' })
  expect(await creditOrder(ctx, about, note)).toMatchObject({ state: 'posted' })
  // Of 1,800.00 were 800.00 on credit: so are 400.00 of the 900.00.
  expect(await moneyOf(world)).toMatchObject({ available: 50_000, supplier: 90_000 })
  const after = await lineAt(world.stall)
  expect(before.remaining.amount - after.remaining.amount).toBe(40_000)
  const more = {
    id: newId('creditNote', Date.now()),
    amount: 90_001,
    claim: null,
    note: 'too much',
  }
  expect(await creditOrder(ctx, about, more)).toEqual({
    state: 'refused',
    reason: 'credit_too_large',
  })
  expect(await problemsIn(world)).toEqual([])
})
