/** What suppliers and the operator say of orders, said again: nothing happens twice, and the answer is the first one. */
import { it } from 'vitest'
import type { Client } from '../../support/contract.ts'
import { repeated } from './repeats.ts'
import {
  claimOn,
  disputedOrder,
  newBuyer,
  newSupplier,
  placeOrder,
  settledOrder,
} from './supply-world.ts'
import { inr, operator } from './world.ts'

it('answers a repeated step of an order with the first answer, a refusal too', async ({
  expect,
}) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client, items } = supplier
  const placed = async () => (await placeOrder(stall, supplier, { lines: { TEA: 2 } })).id
  const [id, rejected, disputed] = [
    await placed(),
    await placed(),
    (await disputedOrder(stall, supplier)).id,
  ]
  const resolution = { counts: [{ item: items.TEA, arrived: 1 }], note: 'One came.' }
  const steps: [number, Client, string, object, object | null][] = [
    [200, client, `${id}/accept`, {}, { note: 'Another' }],
    [200, client, `${id}/pack`, {}, null],
    [409, client, `${id}/pack`, {}, null],
    [409, client, `${id}/deliver`, { received_by: 'Ravi' }, { received_by: 'Another' }],
    [200, client, `${id}/cancel`, { reason: 'No van.' }, { reason: 'Another' }],
    [200, client, `${rejected}/reject`, { reason: 'Sold out.' }, { reason: 'Another' }],
    [200, client, `${disputed}/answer`, { agrees: false }, { agrees: true }],
    [200, operator, `${disputed}/resolve`, resolution, { note: 'Another' }],
  ]
  for (const [status, caller, step, body, other] of steps) {
    const first = await repeated(expect, { caller, path: `/orders/${step}`, body, other })
    expect(first.status, step).toBe(status)
  }
})

it('gives money back and takes it out once for one key', async ({ expect }) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client: caller, id } = supplier
  const order = await settledOrder(stall, supplier)
  const path = `/orders/${order.id}`
  const [one, two] = [await claimOn(stall, order, 500), await claimOn(stall, order, 700)]
  const no = { claim: two, note: 'It was dry.' }
  const credit = { amount: inr(500), note: 'Sorry.', claim: one }
  for (const [at, body, other] of [
    [`${path}/decline-claim`, no, { note: 'Another' }],
    [`${path}/credit-notes`, credit, { amount: inr(501) }],
    ['/payouts', { amount: inr(600) }, { amount: inr(601) }],
  ] as const) {
    const { status } = await repeated(expect, { caller, path: at, body, other })
    expect(status, at).toBe(at.endsWith('claim') ? 200 : 201)
  }
  const float = await caller.get(`/partners/${id}/float`)
  expect(float.get('available')).toEqual(inr(60_000 - 500 - 600))
  expect((await caller.get(path)).list('credit_notes')).toHaveLength(1)
  expect((await caller.get('/supplier-statement')).list('data')).toHaveLength(3)
})
