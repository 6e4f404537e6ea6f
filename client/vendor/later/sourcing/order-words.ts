/** Where an order stands and what comes next, as keys of sentences. Pure: how names and times are written is passed in. */
import type { SourcingKey } from '../../../../src/domain/i18n/app/sourcing-en.ts'
import type { OrderState } from '../../../../src/domain/orders/order.ts'
import type { Order, OrderEvent } from './wire.ts'

/** What the sentences are made from. */
export type Told = Pick<Order, 'state' | 'due' | 'dispute' | 'pool' | 'claim_until' | 'events'>

/** What happens next, and by when; null at the end of an order. */
export function nextKey(order: Told, nowMs: number): SourcingKey | null {
  const { state } = order
  switch (state) {
    case 'placed':
      return isPoolOpen(order, nowMs) ? 'next.placed_pool' : 'next.placed'
    case 'accepted':
    case 'packed':
      return 'next.accepted'
    case 'disputed':
      return isContested(order) ? 'next.contested' : 'next.disputed'
    case 'settled':
      return mayClaim(order, nowMs) ? 'next.settled' : null
    case 'placing':
    case 'partly_accepted':
    case 'out_for_delivery':
    case 'delivered':
    case 'confirmed':
    case 'rejected':
    case 'cancelled':
    case 'expired':
      return `next.${state}`
  }
}

/** When the money that is set aside is free again or paid, at the latest; null where no clock runs. */
export function releaseKey({ due }: Pick<Order, 'due'>): SourcingKey | null {
  if (due === null) return null
  return due.leads_to === 'expired' ? 'release.free' : 'release.paid'
}

/** What happened; a word of a later version of the server is told without its meaning. */
export function eventKey({ what }: OrderEvent): SourcingKey {
  return Object.hasOwn(EVENTS, what) ? (`event.${what}` as SourcingKey) : 'event.other'
}

const EVENTS: Readonly<Record<Exclude<OrderState, 'placing'> | OtherEvent, true>> = {
  placed: true,
  accepted: true,
  partly_accepted: true,
  packed: true,
  out_for_delivery: true,
  delivered: true,
  disputed: true,
  confirmed: true,
  settled: true,
  rejected: true,
  cancelled: true,
  expired: true,
  accept_partly: true,
  dispatch: true,
  answer: true,
  pool_closed: true,
  claim: true,
  claim_declined: true,
  credit_note: true,
}

/** What changes an order without another state. */
type OtherEvent =
  | 'accept_partly'
  | 'dispatch'
  | 'answer'
  | 'pool_closed'
  | 'claim'
  | 'claim_declined'
  | 'credit_note'

export function mayCancel({ state }: Pick<Order, 'state'>): boolean {
  return ['placing', 'placed', 'accepted', 'partly_accepted'].includes(state)
}

/** True when what arrived can be counted: with the driver there, or after the supplier's word. */
export function mayCount({ state }: Pick<Order, 'state'>): boolean {
  return ['out_for_delivery', 'delivered', 'disputed'].includes(state)
}

export function mayClaim(order: Pick<Order, 'state' | 'claim_until'>, nowMs: number): boolean {
  const { state, claim_until: until } = order
  return state === 'settled' && until !== null && nowMs <= Date.parse(until)
}

/** True for an order that nobody has to do anything for any more. */
export function isOver({ state }: Pick<Order, 'state'>): boolean {
  return ['settled', 'rejected', 'cancelled', 'expired'].includes(state)
}

/** The supplier said no, with words or without. */
function isContested({ events }: Told): boolean {
  return events.some(({ what }) => what === 'answer')
}

function isPoolOpen({ pool }: Told, nowMs: number): boolean {
  return pool !== null && nowMs < Date.parse(pool.closes_at)
}
