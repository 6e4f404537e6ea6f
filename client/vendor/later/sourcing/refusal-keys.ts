/** From the codes of a refusal to the sentences of these screens. Pure. */
import type { SourcingKey } from '../../../../src/domain/i18n/app/sourcing-en.ts'
import type { Quote } from './wire.ts'

/** Words of these screens; what is not here is told as everywhere else. */
const WORDS: Readonly<Record<string, SourcingKey>> = {
  price_changed: 'refused.price_changed',
  terms_changed: 'refused.price_changed',
  conflict: 'refused.price_changed',
  item_gone: 'refused.item_gone',
  below_quantity: 'refused.quantity',
  above_quantity: 'refused.quantity',
  not_a_step: 'refused.quantity',
  not_in_stock: 'refused.not_in_stock',
  below_min_order: 'refused.below_min_order',
  area_not_served: 'refused.area_not_served',
  day_not_served: 'refused.day_not_served',
  not_enough_money: 'refused.not_enough_money',
  insufficient_funds: 'refused.not_enough_money',
  credit_not_open: 'refused.credit_not_open',
  credit_too_small: 'refused.credit_too_small',
  pool_closed: 'refused.pool_closed',
  pool_unknown: 'refused.pool_closed',
  price_above_consent: 'refused.price_above_consent',
  too_many_orders: 'refused.too_many_orders',
  order_unknown: 'refused.order_unknown',
  not_found: 'refused.order_unknown',
  order_cancelled: 'refused.order_over',
  order_over: 'refused.order_over',
  wrong_state: 'refused.order_over',
  pool_open: 'refused.order_over',
  not_yours: 'refused.order_over',
  count_invalid: 'refused.count_invalid',
  code_missing: 'refused.code_missing',
  code_wrong: 'refused.code_wrong',
  code_rests: 'refused.code_rests',
  not_settled: 'refused.claim_too_late',
  claim_too_late: 'refused.claim_too_late',
  claim_too_large: 'refused.claim_too_large',
  claims_too_many: 'refused.claims_too_many',
  jar_too_small: 'refused.jar_too_small',
}

/**
 * The sentence for why something about an order did not happen; null for what is told as everywhere else.
 *
 * @param code a problem document's code, a book's reason, or what is wrong with a field
 */
export function refusalKey(code: string): SourcingKey | null {
  return Object.hasOwn(WORDS, code) ? (WORDS[code] ?? null) : null
}

/** The sentence for what stands in the way of an order, with what to do about it. */
export function problemKey({
  code,
  least,
}: Pick<Quote['problems'][number], 'code' | 'least'>): SourcingKey {
  return code === 'not_in_stock' && least === 0 ? 'problem.sold_out' : `problem.${code}`
}
