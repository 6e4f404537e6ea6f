/** The states of an order: who may do what, when, and what comes of it. Pure: the time is passed in. */
import type { DeclineReason } from '../ledger/entry.ts'
import { checkCode, counted, countedWhole, takenOn } from './counting.ts'
import { dueAt, overdueState } from './deadlines.ts'
import type { Actor, Count, Order, OrderLine, OrderState } from './order.ts'

/** Everything that may happen to an order before the supplier has its money. */
export type OrderCommand =
  /** The lender's book has set its part aside, or will not. */
  | { type: 'reserved' }
  | { type: 'not_reserved'; reason: DeclineReason }
  | { type: 'accept' }
  | {
      type: 'accept_partly'
      lines: readonly { item: string; quantity: number }[]
      note: string | null
    }
  | { type: 'reject'; note: string }
  | { type: 'pack' }
  /** @param codeHash SHA-256 of the driver's code in hex */
  | { type: 'dispatch'; codeHash: string }
  | { type: 'deliver'; receivedBy: string; note: string | null }
  | { type: 'confirm'; codeHash: string | null; counts: readonly Count[] }
  | { type: 'dispute'; counts: readonly Count[]; note: string }
  | { type: 'answer'; agrees: boolean; note: string | null }
  | { type: 'resolve'; counts: readonly Count[]; note: string }
  | { type: 'cancel'; note: string | null }
  | { type: 'pool_closed'; unitPrice: number }
  | { type: 'pool_missed' }
  /** The deadline of what it waits for is over. */
  | { type: 'due' }
  /** The supplier's book has the money, or will not take it. */
  | { type: 'paid' }
  | { type: 'not_paid'; reason: DeclineReason }

export type CommandType = OrderCommand['type']

/** Why a command changes nothing. */
export const ORDER_REFUSALS = [
  'not_yours',
  'wrong_state',
  'not_due',
  'pool_open',
  'count_invalid',
  'code_missing',
  'code_wrong',
  'code_rests',
  'price_above_consent',
] as const
export type OrderRefusal = (typeof ORDER_REFUSALS)[number]

export type Transition =
  | { ok: true; order: Order }
  | { ok: false; reason: OrderRefusal; order: Order }

const BEFORE_PACKING: readonly OrderState[] = ['placing', 'placed', 'accepted', 'partly_accepted']
const TAKEN_ON: readonly OrderState[] = ['accepted', 'partly_accepted']

/**
 * Who may say what in which state. What is not in the table cannot happen, and what money does follows from the state
 * alone: see `planNow`.
 */
export const RULES: Record<CommandType, { by: readonly Actor[]; from: readonly OrderState[] }> = {
  reserved: { by: ['system'], from: ['placing'] },
  not_reserved: { by: ['system'], from: ['placing'] },
  accept: { by: ['supplier'], from: ['placed'] },
  accept_partly: { by: ['supplier'], from: ['placed', ...TAKEN_ON] },
  reject: { by: ['supplier'], from: ['placed'] },
  pack: { by: ['supplier'], from: TAKEN_ON },
  // Again for another driver: then only the newer code counts.
  dispatch: { by: ['supplier'], from: [...TAKEN_ON, 'packed', 'out_for_delivery'] },
  deliver: { by: ['supplier'], from: ['out_for_delivery'] },
  confirm: { by: ['vendor'], from: ['out_for_delivery', 'delivered', 'disputed'] },
  dispute: { by: ['vendor'], from: ['delivered'] },
  answer: { by: ['supplier'], from: ['disputed'] },
  resolve: { by: ['operator'], from: ['disputed'] },
  cancel: { by: ['vendor', 'supplier'], from: [...BEFORE_PACKING, 'packed', 'out_for_delivery'] },
  pool_closed: { by: ['system'], from: ['placing', 'placed'] },
  pool_missed: { by: ['system'], from: ['placing', 'placed'] },
  due: {
    by: ['system'],
    from: ['placed', ...TAKEN_ON, 'packed', 'out_for_delivery', 'delivered', 'disputed'],
  },
  paid: { by: ['system'], from: ['confirmed'] },
  not_paid: { by: ['system'], from: ['confirmed'] },
}

/** Moves an order on, or says why not. A wrong code counts, so the order of a refusal may have changed too. */
export function transition(
  order: Order,
  command: OrderCommand,
  { by, nowMs }: { by: Actor; nowMs: number },
): Transition {
  const rule = RULES[command.type]
  if (!rule.by.includes(by)) return { ok: false, reason: 'not_yours', order }
  if (!rule.from.includes(order.state)) return { ok: false, reason: 'wrong_state', order }
  const moved = move(order, command, { by, nowMs })
  if (typeof moved === 'string') return { ok: false, reason: moved, order }
  // Nobody else ever sees the code, so there is nothing to tell: the version stays.
  if ('refused' in moved)
    return { ok: false, reason: moved.refused, order: { ...order, code: moved.code } }
  const { note = null, ...fields } = moved
  const state = fields.state ?? order.state
  const what = state === order.state ? command.type : state
  const next: Order = {
    ...order,
    ...fields,
    version: order.version + 1,
    updatedAtMs: nowMs,
    events: [...order.events, { atMs: nowMs, by, what, note }],
  }
  return { ok: true, order: { ...next, dueAtMs: dueAt(next, nowMs) } }
}

type Changed = Partial<Order> & { note?: string | null }
type Moved = Changed | OrderRefusal | { refused: OrderRefusal; code: NonNullable<Order['code']> }

function move(order: Order, command: OrderCommand, at: { by: Actor; nowMs: number }): Moved {
  switch (command.type) {
    case 'reserved':
      return { state: 'placed' }
    case 'not_reserved':
    case 'not_paid':
      return { state: 'cancelled', note: command.reason }
    case 'accept':
      return isPoolOpen(order) ? 'pool_open' : { state: 'accepted' }
    case 'accept_partly':
      return acceptPartly(order, command)
    case 'reject':
      return { state: 'rejected', note: command.note }
    case 'pack':
      return { state: 'packed' }
    case 'dispatch':
      return {
        state: 'out_for_delivery',
        code: { hash: command.codeHash, tries: 0, restsUntilMs: 0 },
      }
    case 'deliver': {
      const { receivedBy, note } = command
      return { state: 'delivered', delivered: { atMs: at.nowMs, receivedBy, note }, note }
    }
    case 'confirm':
      return confirm(order, command, at.nowMs)
    case 'dispute':
      return dispute(order, command, at.nowMs)
    case 'answer':
      return answer(order, command)
    case 'resolve':
      return confirmedAt(order, command.counts, command.note)
    case 'cancel':
      return cancel(order, command.note, at.by)
    case 'pool_closed':
      return closePool(order, command.unitPrice)
    case 'pool_missed':
      return isPoolOpen(order) ? { state: 'cancelled', note: 'pool_missed' } : 'wrong_state'
    case 'due':
      return overdue(order, at.nowMs)
    case 'paid':
      return { state: 'settled', settledAtMs: at.nowMs }
  }
}

function isPoolOpen({ pool }: Order): boolean {
  return pool?.isClosed === false
}

function acceptPartly(
  order: Order,
  { lines: taken, note }: Extract<OrderCommand, { type: 'accept_partly' }>,
): Moved {
  if (isPoolOpen(order)) return 'pool_open'
  const lines = takenOn(order.lines, taken)
  return lines === null ? 'count_invalid' : { state: 'partly_accepted', lines, note }
}

/** With the driver's code the count is agreed. Without it the vendor may only say that everything came. */
function confirm(
  order: Order,
  { codeHash, counts }: Extract<OrderCommand, { type: 'confirm' }>,
  nowMs: number,
): Moved {
  const lines = counted(order.lines, counts)
  if (lines === null) return 'count_invalid'
  if (codeHash === null) {
    const isWhole = lines.every(({ arrived, accepted }) => arrived === accepted)
    return isWhole && order.state !== 'out_for_delivery' ? ended(lines, null) : 'code_missing'
  }
  if (order.code === null) return 'code_missing'
  const { check, code } = checkCode(order.code, codeHash, nowMs)
  if (check === 'code_rests') return check
  if (check === 'code_wrong') return { refused: check, code }
  const deliveredNow = { atMs: nowMs, receivedBy: '', note: null }
  return { ...ended(lines, null), delivered: order.delivered ?? deliveredNow }
}

function confirmedAt(order: Order, counts: readonly Count[], note: string | null): Moved {
  const lines = counted(order.lines, counts)
  return lines === null ? 'count_invalid' : ended(lines, note)
}

/** Confirmed at a count; a delivery of nothing pays nobody and so is cancelled. */
function ended(lines: OrderLine[], note: string | null): Changed {
  const isNothing = lines.every(({ arrived }) => arrived === 0)
  return { state: isNothing ? 'cancelled' : 'confirmed', lines, note }
}

function dispute(
  order: Order,
  { counts, note }: Extract<OrderCommand, { type: 'dispute' }>,
  nowMs: number,
): Moved {
  if (counted(order.lines, counts) === null) return 'count_invalid'
  const said = { atMs: nowMs, note, counts, isContested: false, answer: null }
  return { state: 'disputed', dispute: said, note }
}

function answer(order: Order, { agrees, note }: Extract<OrderCommand, { type: 'answer' }>): Moved {
  const { dispute } = order
  if (dispute === null) return 'wrong_state'
  if (agrees) return confirmedAt(order, dispute.counts, note)
  return { dispute: { ...dispute, isContested: true, answer: note }, note }
}

/** A vendor may leave until the goods are packed for it; a supplier may always say that it cannot. */
function cancel({ state }: Order, note: string | null, by: Actor): Moved {
  if (by === 'vendor' && !BEFORE_PACKING.includes(state)) return 'wrong_state'
  return by === 'supplier' && state === 'placing' ? 'wrong_state' : { state: 'cancelled', note }
}

/** Nobody pays more than was agreed to, whoever left the pool. */
function closePool({ pool, lines }: Order, unitPrice: number): Moved {
  if (pool === null || pool.isClosed) return 'wrong_state'
  if (unitPrice > pool.unitPriceMax) return 'price_above_consent'
  return {
    pool: { ...pool, isClosed: true },
    lines: lines.map((line) => ({ ...line, unitPrice })),
  }
}

function overdue(order: Order, nowMs: number): Moved {
  if (order.dueAtMs === null || nowMs < order.dueAtMs) return 'not_due'
  const state = overdueState(order.state)
  if (state !== 'confirmed') return { state: 'expired', note: order.state }
  const { dispute } = order
  return order.state === 'disputed' && dispute !== null
    ? confirmedAt(order, dispute.counts, order.state)
    : ended(countedWhole(order.lines), order.state)
}
