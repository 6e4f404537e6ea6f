/** What single steps do to an order: the code, the count, the dispute, the price of a pool. */
import { it } from 'vitest'
import { transition } from '../../../src/domain/orders/states.ts'
import type { OrderCommand } from '../../../src/domain/orders/states.ts'
import {
  commandsFor,
  counts,
  HOUR_MS,
  inState,
  newPooled,
  NOW,
  take,
  wrongCode,
} from './samples.ts'

it('counts a wrong code and nothing else, and does not even count while it rests', ({ expect }) => {
  let order = inState('out_for_delivery')
  const { code } = order
  let nowMs = order.updatedAtMs
  for (let tried = 1; tried <= 5; tried += 1) {
    nowMs += 1
    const moved = transition(order, wrongCode(order), { by: 'vendor', nowMs })
    expect(moved).toMatchObject({ ok: false, reason: 'code_wrong' })
    expect({ ...moved.order, code }).toEqual({ ...order, code })
    expect(moved.order.code?.tries).toBe(tried % 5)
    order = moved.order
  }
  const rests = nowMs + HOUR_MS / 4
  expect(order.code).toEqual({ ...code, tries: 0, restsUntilMs: rests })
  const { confirm } = commandsFor(order)
  const early = transition(order, confirm, { by: 'vendor', nowMs: rests - 1 })
  expect(early).toEqual({ ok: false, reason: 'code_rests', order })
  expect(early.order).toBe(order)
  expect(transition(order, confirm, { by: 'vendor', nowMs: rests })).toMatchObject({ ok: true })
})

it('takes only the code of the last dispatch, and tries begin anew with it', ({ expect }) => {
  const first = inState('out_for_delivery')
  const tried = transition(first, wrongCode(first), { by: 'vendor', nowMs: NOW }).order
  const again = take(tried, ['supplier', 'dispatch'], { type: 'dispatch', codeHash: 'another' })
  expect(again.code).toEqual({ hash: 'another', tries: 0, restsUntilMs: 0 })
  const old = transition(again, commandsFor(again).confirm, { by: 'vendor', nowMs: NOW })
  expect(old).toMatchObject({ ok: false, reason: 'code_wrong' })
})

it('pays for what was counted; of nothing it makes no order at all', ({ expect }) => {
  const order = inState('out_for_delivery')
  const confirm = (arrived: Record<string, number>) =>
    take(order, ['vendor', 'confirm'], {
      type: 'confirm',
      codeHash: 'the hash of the right code',
      counts: counts(order, arrived).map((count) => ({ ...count, problem: 'damaged' })),
    })
  const short = confirm({ tea: 7, sugar: 0 })
  expect(short.lines).toMatchObject([
    { accepted: 10, arrived: 7, problem: 'damaged' },
    { accepted: 4, arrived: 0, problem: 'damaged' },
  ])
  expect(confirm({}).lines).toMatchObject([{ problem: null }, { problem: null }])
  expect(short).toMatchObject({ state: 'confirmed', delivered: { receivedBy: '' } })
  expect(confirm({ tea: 0, sugar: 0 })).toMatchObject({ state: 'cancelled' })
})

it('keeps the supplier’s word about the delivery when the vendor counts later', ({ expect }) => {
  const order = inState('delivered')
  const done = take(order, ['vendor', 'confirm'])
  expect(done.delivered).toEqual(order.delivered)
  expect(done.delivered).toMatchObject({ receivedBy: 'Asha', note: 'at the gate' })
})

it('follows the vendor’s count when the supplier agrees, and waits for longer when it does not', ({
  expect,
}) => {
  const order = inState('disputed')
  expect(take(order, ['supplier', 'answer']).lines).toMatchObject([{ arrived: 1 }, { arrived: 4 }])
  const no: OrderCommand = { type: 'answer', agrees: false, note: 'all were dry' }
  const contested = take(order, ['supplier', 'answer'], no)
  expect(contested).toMatchObject({
    state: 'disputed',
    dispute: { isContested: true, answer: 'all were dry', atMs: order.dispute?.atMs },
  })
  expect(contested.events.at(-1)).toMatchObject({ what: 'answer', note: 'all were dry' })
  expect(contested.dueAtMs).toBeGreaterThan(order.dueAtMs ?? 0)
  // It may think better of it.
  expect(take(contested, ['supplier', 'answer'])).toMatchObject({ state: 'confirmed' })
})

it('lowers the price when the pool closes, once, and lets nobody be missed afterwards', ({
  expect,
}) => {
  const open = inState('placed', newPooled())
  const closed = take(open, ['system', 'pool_closed'])
  expect(closed).toMatchObject({ pool: { isClosed: true }, lines: [{ unitPrice: 9_000 }] })
  const at = { by: 'system' as const, nowMs: closed.updatedAtMs + 1 }
  for (const type of ['pool_closed', 'pool_missed'] as const) {
    const again = transition(closed, commandsFor(closed)[type], at)
    expect(again).toEqual({ ok: false, reason: 'wrong_state', order: closed })
  }
})
