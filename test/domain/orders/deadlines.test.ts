/** By when each side has to act: just before the moment nothing happens, at the moment the rule does. */
import { it } from 'vitest'
import { dueAt, overdueState } from '../../../src/domain/orders/deadlines.ts'
import { ORDER_STATES } from '../../../src/domain/orders/order.ts'
import type { Order, OrderState } from '../../../src/domain/orders/order.ts'
import { transition } from '../../../src/domain/orders/states.ts'
import { commandsFor, DAY_MS, HOUR_MS, inState, newOrder, newPooled, take } from './samples.ts'

/** When an order in a state is due, and what it is then. */
const DUE: [state: OrderState, dueMs: (order: Order) => number, then: OrderState][] = [
  ['placed', ({ updatedAtMs }) => updatedAtMs + DAY_MS, 'expired'],
  ['accepted', afterDelivery, 'expired'],
  ['partly_accepted', afterDelivery, 'expired'],
  ['packed', afterDelivery, 'expired'],
  ['out_for_delivery', afterDelivery, 'expired'],
  ['delivered', ({ delivered }) => (delivered?.atMs ?? 0) + 2 * DAY_MS, 'confirmed'],
  ['disputed', ({ dispute }) => (dispute?.atMs ?? 0) + 3 * DAY_MS, 'confirmed'],
]

function afterDelivery({ delivery }: Order): number {
  return delivery.endsAtMs + 2 * DAY_MS
}

it.for(DUE)('lets an order that is %s wait for so long and no longer', (row, { expect }) => {
  const [state, dueMs, then] = row
  const order = inState(state)
  const at = dueMs(order)
  expect(order.dueAtMs).toBe(at)
  const due = (nowMs: number) => transition(order, { type: 'due' }, { by: 'system', nowMs })
  expect(due(at - 1)).toEqual({ ok: false, reason: 'not_due', order })
  for (const nowMs of [at, at + 1, at + 365 * DAY_MS])
    expect(due(nowMs)).toMatchObject({ ok: true, order: { state: then, dueAtMs: null } })
  expect(overdueState(state)).toBe(then)
})

it('has a deadline in exactly the states in which somebody is waited for', ({ expect }) => {
  const waits = new Set(DUE.map(([state]) => state))
  for (const state of ORDER_STATES) {
    const order = inState(state)
    expect(order.dueAtMs === null, state).toBe(!waits.has(state))
    expect(overdueState(state) === null, state).toBe(!waits.has(state))
    expect(dueAt(order, order.updatedAtMs), state).toBe(order.dueAtMs)
  }
})

it('lets each side act until the deadline is called, and nobody afterwards', ({ expect }) => {
  const inTime = { placed: 'accept', delivered: 'confirm', disputed: 'answer' } as const
  for (const [state, type] of Object.entries(inTime) as [keyof typeof inTime, 'accept'][]) {
    const order = inState(state)
    const by = state === 'delivered' ? ('vendor' as const) : ('supplier' as const)
    const nowMs = (order.dueAtMs ?? 0) - 1
    expect(transition(order, commandsFor(order)[type], { by, nowMs }).ok, state).toBe(true)
    const over = take(order, ['system', 'due'])
    const late = transition(over, commandsFor(over)[type], { by, nowMs: nowMs + 2 })
    expect(late, state).toEqual({ ok: false, reason: 'wrong_state', order: over })
  }
})

it('pays nothing without proof, everything on silence, and the vendor’s count on two words', ({
  expect,
}) => {
  const over = (state: OrderState) => take(inState(state), ['system', 'due'])
  expect(over('out_for_delivery').lines).toMatchObject([{ arrived: null }, { arrived: null }])
  expect(over('delivered').lines).toMatchObject([{ arrived: 10 }, { arrived: 4 }])
  expect(over('disputed').lines).toMatchObject([{ arrived: 1 }, { arrived: 4 }])
  expect(over('delivered').events.at(-1)).toMatchObject({ by: 'system', note: 'delivered' })
})

it('ends a disputed delivery of nothing without paying anybody', ({ expect }) => {
  const order = inState('delivered')
  const counts = order.lines.map(({ item }) => ({ item, arrived: 0, problem: 'wrong' as const }))
  const said = take(order, ['vendor', 'dispute'], { type: 'dispute', counts, note: 'not mine' })
  expect(take(said, ['system', 'due'])).toMatchObject({ state: 'cancelled' })
  expect(take(said, ['supplier', 'answer'])).toMatchObject({ state: 'cancelled' })
})

it('gives a contested dispute two weeks from its beginning, however often it is contested', ({
  expect,
}) => {
  const order = inState('disputed')
  const no = { type: 'answer' as const, agrees: false, note: null }
  const once = take(order, ['supplier', 'answer'], no)
  const twice = take(once, ['supplier', 'answer'], no)
  const until = (order.dispute?.atMs ?? 0) + 14 * DAY_MS
  expect([once.dueAtMs, twice.dueAtMs]).toEqual([until, until])
})

it('asks the supplier for an answer only once the pool has closed', ({ expect }) => {
  const open = inState('placed', newPooled())
  const closes = open.pool?.closesAtMs ?? 0
  expect(open.dueAtMs).toBe(closes + DAY_MS)
  const closed = take(open, ['system', 'pool_closed'])
  expect(closed.dueAtMs).toBe(closed.updatedAtMs + DAY_MS)
  // One that the lender kept waiting until after the close still has its whole day.
  const late = newPooled({ updatedAtMs: closes + HOUR_MS })
  expect(take(late, ['system', 'reserved']).dueAtMs).toBe(closes + HOUR_MS + 60_000 + DAY_MS)
})

it('does not move a deadline for a part that is not taken on, or another driver', ({ expect }) => {
  const first = inState('accepted', newOrder())
  const less = take(first, ['supplier', 'accept_partly'])
  const out = take(less, ['supplier', 'dispatch'])
  const again = take(out, ['supplier', 'dispatch'])
  expect([less.dueAtMs, out.dueAtMs, again.dueAtMs]).toEqual(Array(3).fill(first.dueAtMs))
})
