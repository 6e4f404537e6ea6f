/** Why something cannot be done to an order, for people and programs. */
import type { ClaimRefusal } from './claims.ts'
import type { QuoteProblem } from './resource.ts'
import type { OrderRefusal } from './states.ts'

export type Refusal = OrderRefusal | ClaimRefusal | 'order_unknown'

/** A sentence for each refusal, and the field of the body that it speaks of ('' for the order itself). */
export const REFUSALS: Readonly<Record<Refusal, readonly [pointer: string, sentence: string]>> = {
  order_unknown: ['', 'There is no such order.'],
  not_yours: ['', 'This is for the other side to do.'],
  wrong_state: ['', 'The order is past that, or not there yet.'],
  not_due: ['', 'The deadline is not over.'],
  pool_open: ['', 'The pool is still open: the price is not known yet.'],
  count_invalid: [
    '/counts',
    'Each line is counted once, from nothing to as many packs as were taken on.',
  ],
  code_missing: ['/code', 'Without the driver’s code only a whole delivery can be confirmed.'],
  code_wrong: ['/code', 'This is not the driver’s code.'],
  code_rests: ['/code', 'Too many wrong codes: wait a quarter of an hour.'],
  price_above_consent: ['', 'The price is more than the vendor agreed to.'],
  not_settled: ['', 'The order is not settled.'],
  claim_too_late: ['', 'Claims are taken for a week after the order is settled.'],
  claim_too_large: ['/amount', 'Claims cannot add up to more than was paid.'],
  claims_too_many: ['', 'There are too many claims on this order.'],
  claim_unknown: ['/claim', 'There is no such claim on this order.'],
  claim_over: ['/claim', 'The claim was answered already.'],
  credit_too_large: ['/amount', 'More would come back than was paid.'],
}

/** Refusals of what the caller sent; the others are about where the order stands. */
export function isAboutBody(refusal: Refusal): boolean {
  return REFUSALS[refusal][0] !== ''
}

/** The field of a new order that a problem speaks of: of its line, or, where it is about none, of the whole. */
const QUOTE_FIELDS: Readonly<Record<QuoteProblem, readonly [ofLine: string, ofOrder: string]>> = {
  price_changed: ['/unit_price', '/unit_price_max'],
  item_gone: ['/item', '/pool'],
  below_quantity: ['/quantity', '/lines'],
  above_quantity: ['/quantity', '/lines'],
  not_a_step: ['/quantity', '/lines'],
  not_in_stock: ['/quantity', '/lines'],
  below_min_order: ['', '/lines'],
  area_not_served: ['', '/supplier'],
  day_not_served: ['', '/delivery_day'],
  not_enough_money: ['', '/sources'],
  credit_not_open: ['', '/sources'],
  credit_too_small: ['', '/sources'],
  pool_closed: ['', '/pool'],
}

/**
 * Where in the body of a new order a problem is, as a JSON pointer.
 *
 * @param line which of its lines; null for the whole order
 */
export function quotePointer(problem: QuoteProblem, line: number | null): string {
  const [ofLine, ofOrder] = QUOTE_FIELDS[problem]
  return line === null ? ofOrder : `/lines/${line}${ofLine}`
}

/** What stands in the way of placing an order, as a sentence. */
export const QUOTE_SENTENCES: Readonly<Record<QuoteProblem, string>> = {
  price_changed: 'The price is not the one that was shown.',
  item_gone: 'The supplier does not sell this any more.',
  below_quantity: 'The supplier sells no fewer.',
  above_quantity: 'The supplier sells no more at once.',
  not_a_step: 'The supplier does not sell this number.',
  not_in_stock: 'The supplier has not so many.',
  below_min_order: 'The order is smaller than the supplier takes.',
  area_not_served: 'The supplier does not deliver to this place.',
  day_not_served: 'The supplier does not deliver on this day.',
  not_enough_money: 'There is not enough money for this.',
  credit_not_open: 'There is no credit that can be used now.',
  credit_too_small: 'The credit cannot pay so small an amount.',
  pool_closed: 'The pool is closed.',
}
