/** By when each side of an order has to act, and what happens when it does not. Milliseconds since 1970. */
import { ACCEPT_MS, ANSWER_MS, CONFIRM_MS, DECIDE_MS, DELIVER_GRACE_DAYS } from './limits.ts'
import type { Order, OrderState } from './order.ts'

const DAY_MS = 24 * 60 * 60_000

/**
 * When what the order waits for is overdue; null when nobody is waited for.
 *
 * @param sinceMs when it came into its state
 */
export function dueAt(order: Order, sinceMs: number): number | null {
  const { state, pool, delivery, delivered, dispute } = order
  switch (state) {
    case 'placed':
      // Nobody can accept before the pool has closed.
      return (
        (pool === null || pool.isClosed ? sinceMs : Math.max(sinceMs, pool.closesAtMs)) + ACCEPT_MS
      )
    case 'accepted':
    case 'partly_accepted':
    case 'packed':
    case 'out_for_delivery':
      return delivery.endsAtMs + DELIVER_GRACE_DAYS * DAY_MS
    case 'delivered':
      return (delivered?.atMs ?? sinceMs) + CONFIRM_MS
    case 'disputed':
      return (dispute?.atMs ?? sinceMs) + (dispute?.isContested === true ? DECIDE_MS : ANSWER_MS)
    case 'placing':
    case 'confirmed':
    case 'settled':
    case 'rejected':
    case 'cancelled':
    case 'expired':
      return null
  }
}

/**
 * Where an overdue order goes. The rule is fair to both sides: without proof of delivery nothing is paid; with the
 * supplier's word and the vendor's silence everything is; with both words against each other the vendor's count holds,
 * because the supplier could have asked for the code to be used.
 */
export function overdueState(state: OrderState): 'expired' | 'confirmed' | null {
  switch (state) {
    case 'placed':
    case 'accepted':
    case 'partly_accepted':
    case 'packed':
    case 'out_for_delivery':
      return 'expired'
    case 'delivered':
    case 'disputed':
      return 'confirmed'
    case 'placing':
    case 'confirmed':
    case 'settled':
    case 'rejected':
    case 'cancelled':
    case 'expired':
      return null
  }
}
