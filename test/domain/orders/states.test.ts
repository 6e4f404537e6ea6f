/** The table of states, written down a second time: every command in every state by everybody. */
import { it } from 'vitest'
import type { ExpectStatic } from 'vitest'
import { dueAt } from '../../../src/domain/orders/deadlines.ts'
import { ENDED, ORDER_STATES } from '../../../src/domain/orders/order.ts'
import type { Actor, Order, OrderState } from '../../../src/domain/orders/order.ts'
import { RULES, transition } from '../../../src/domain/orders/states.ts'
import type { CommandType, OrderCommand, OrderRefusal } from '../../../src/domain/orders/states.ts'
import { commandsFor, counts, inState, newOrder, newPooled, NOW } from './samples.ts'

const ACTORS: readonly Actor[] = ['vendor', 'supplier', 'operator', 'system']
const COMMANDS = Object.keys(RULES) as CommandType[]

type Row = [by: Actor, command: CommandType, from: OrderState[], to: OrderState]

/** What may happen to an order without a pool, and where it goes. Nothing else may. */
const ALLOWED: Row[] = [
  ['system', 'reserved', ['placing'], 'placed'],
  ['system', 'not_reserved', ['placing'], 'cancelled'],
  ['supplier', 'accept', ['placed'], 'accepted'],
  ['supplier', 'accept_partly', ['placed', 'accepted', 'partly_accepted'], 'partly_accepted'],
  ['supplier', 'reject', ['placed'], 'rejected'],
  ['supplier', 'pack', ['accepted', 'partly_accepted'], 'packed'],
  [
    'supplier',
    'dispatch',
    ['accepted', 'partly_accepted', 'packed', 'out_for_delivery'],
    'out_for_delivery',
  ],
  ['supplier', 'deliver', ['out_for_delivery'], 'delivered'],
  ['vendor', 'confirm', ['out_for_delivery', 'delivered', 'disputed'], 'confirmed'],
  ['vendor', 'dispute', ['delivered'], 'disputed'],
  ['supplier', 'answer', ['disputed'], 'confirmed'],
  ['operator', 'resolve', ['disputed'], 'confirmed'],
  ['vendor', 'cancel', ['placing', 'placed', 'accepted', 'partly_accepted'], 'cancelled'],
  [
    'supplier',
    'cancel',
    ['placed', 'accepted', 'partly_accepted', 'packed', 'out_for_delivery'],
    'cancelled',
  ],
  [
    'system',
    'due',
    ['placed', 'accepted', 'partly_accepted', 'packed', 'out_for_delivery'],
    'expired',
  ],
  ['system', 'due', ['delivered', 'disputed'], 'confirmed'],
  ['system', 'paid', ['confirmed'], 'settled'],
  ['system', 'not_paid', ['confirmed'], 'cancelled'],
]

/** An order whose pool is open cannot be taken on; only there may the pool close or miss it. */
const POOLED: Row[] = [
  ...ALLOWED.map<Row>(([by, command, from, to]) =>
    command === 'accept' || command === 'accept_partly'
      ? [by, command, from.filter((state) => state !== 'placed'), to]
      : [by, command, from, to],
  ),
  // The pool may close while the lender is still asked.
  ['system', 'pool_closed', ['placing'], 'placing'],
  ['system', 'pool_closed', ['placed'], 'placed'],
  ['system', 'pool_missed', ['placing', 'placed'], 'cancelled'],
]

interface Tried {
  order: Order
  command: OrderCommand
  by: Actor
  label: string
}

function everything(from: Order): Tried[] {
  return ORDER_STATES.flatMap((state) => {
    const order = inState(state, from)
    return COMMANDS.flatMap((type) =>
      ACTORS.map((by) => ({
        order,
        command: commandsFor(order)[type],
        by,
        label: `${type} by ${by} in ${state}`,
      })),
    )
  })
}

for (const { kind, from, table } of [
  { kind: 'without a pool', from: newOrder(), table: ALLOWED },
  { kind: 'in a pool', from: newPooled(), table: POOLED },
]) {
  it(`lets happen to an order ${kind} what the table says, and nothing else`, ({ expect }) => {
    const tried = everything(from)
    expect(tried).toHaveLength(COMMANDS.length * ORDER_STATES.length * ACTORS.length)
    for (const { order, command, by, label } of tried) {
      const nowMs = command.type === 'due' ? (order.dueAtMs ?? NOW) : order.updatedAtMs + 1
      const before = JSON.stringify(order)
      const moved = transition(order, command, { by, nowMs })
      expect(JSON.stringify(order), `${label} left what it was given`).toBe(before)
      const row = table.find(
        ([who, what, states]) =>
          who === by && what === command.type && states.includes(order.state),
      )
      if (row === undefined) {
        expect([moved.ok, moved.order === order], label).toEqual([false, true])
        const isTheirs = RULES[command.type].by.includes(by)
        expect(!moved.ok && (moved.reason === 'not_yours') === !isTheirs, label).toBe(true)
        continue
      }
      expect([moved.ok, moved.order.state], label).toEqual([true, row[3]])
      expectMoved(expect, { before: order, after: moved.order, by, nowMs, label })
    }
  })
}

/** What every step does to an order, whatever it is. */
function expectMoved(
  expect: ExpectStatic,
  about: { before: Order; after: Order; by: Actor; nowMs: number; label: string },
): void {
  const { before, after, by, nowMs, label } = about
  expect([after.version, after.updatedAtMs], label).toEqual([before.version + 1, nowMs])
  expect(after.dueAtMs, label).toBe(dueAt(after, nowMs))
  expect(ENDED.includes(after.state) ? after.dueAtMs : null, label).toBeNull()
  expect(after.events.slice(0, -1), label).toEqual(before.events)
  expect(after.events.at(-1), label).toMatchObject({ atMs: nowMs, by })
  expect([after.plan, after.credit, after.placedAtMs], label).toEqual([
    before.plan,
    before.credit,
    before.placedAtMs,
  ])
  for (const [i, line] of after.lines.entries()) {
    const was = before.lines[i]
    expect(line.quantity, label).toBe(was?.quantity)
    expect(line.accepted, label).toBeLessThanOrEqual(was?.accepted ?? 0)
    expect(line.arrived ?? 0, label).toBeLessThanOrEqual(line.accepted)
    expect(line.unitPrice, label).toBeLessThanOrEqual(was?.unitPrice ?? 0)
  }
}

it('ends in four states, and out of none of them', ({ expect }) => {
  const left = new Set(
    COMMANDS.flatMap((type) => RULES[type].from.filter((state) => ENDED.includes(state))),
  )
  expect([...left]).toEqual([])
  const reached = new Set(ALLOWED.map(([, , , to]) => to))
  expect(ORDER_STATES.filter((state) => !reached.has(state))).toEqual(['placing'])
})

/** Why a command of the right sender in the right state is refused all the same. */
const REFUSED: [why: OrderRefusal, state: OrderState, by: Actor, command: OrderCommand, Order?][] =
  [
    ['pool_open', 'placed', 'supplier', { type: 'accept' }, newPooled()],
    [
      'price_above_consent',
      'placed',
      'system',
      { type: 'pool_closed', unitPrice: 10_001 },
      newPooled(),
    ],
    ['not_due', 'placed', 'system', { type: 'due' }],
    ['count_invalid', 'placed', 'supplier', partly([['tea', 11]])],
    ['count_invalid', 'placed', 'supplier', partly([['tea', -1]])],
    ['count_invalid', 'placed', 'supplier', partly([['tea', 0.5]])],
    ['count_invalid', 'placed', 'supplier', partly([['tea', Number.NaN]])],
    ['count_invalid', 'placed', 'supplier', partly([['coffee', 1]])],
    [
      'count_invalid',
      'placed',
      'supplier',
      partly([
        ['tea', 1],
        ['tea', 2],
      ]),
    ],
    // Nothing of anything is a no, and has its own word.
    [
      'count_invalid',
      'placed',
      'supplier',
      partly([
        ['tea', 0],
        ['sugar', 0],
      ]),
    ],
    // What was not taken on cannot be taken on later.
    ['count_invalid', 'partly_accepted', 'supplier', partly([['tea', 2]])],
    ['code_missing', 'out_for_delivery', 'vendor', without({})],
    ['code_missing', 'delivered', 'vendor', without({ tea: 9 })],
    ['code_missing', 'disputed', 'vendor', without({ sugar: 0 })],
    ['count_invalid', 'delivered', 'vendor', without({ tea: 11 })],
    ['count_invalid', 'delivered', 'vendor', without({ tea: -1 })],
    ['count_invalid', 'delivered', 'vendor', { type: 'confirm', codeHash: null, counts: [] }],
    ['count_invalid', 'delivered', 'vendor', { type: 'dispute', counts: [], note: 'wet' }],
    ['count_invalid', 'disputed', 'operator', { type: 'resolve', counts: [], note: 'so it is' }],
  ]

function partly(taken: [item: string, quantity: number][]): OrderCommand {
  const lines = taken.map(([item, quantity]) => ({ item, quantity }))
  return { type: 'accept_partly', lines, note: null }
}

function without(arrived: Record<string, number>): OrderCommand {
  return { type: 'confirm', codeHash: null, counts: counts(newOrder(), arrived) }
}

it.for(REFUSED)('refuses with %s in %s and leaves the order as it is', (row, { expect }) => {
  const [reason, state, by, command, from = newOrder()] = row
  const order = inState(state, from)
  const nowMs = order.updatedAtMs + 1
  expect(transition(order, command, { by, nowMs })).toEqual({ ok: false, reason, order })
  expect(transition(order, command, { by, nowMs }).order).toBe(order)
})
