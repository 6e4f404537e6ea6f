import type { DeclineReason } from './ledger/entry.ts'

/** Everything that can be refused outside a book: the closed list of codes that problem documents carry. */
export const PROBLEM_CODES = {
  bad_json: [400, 'The body is not JSON'],
  bad_request: [400, 'The request is not understood'],
  idempotency_key_missing: [400, 'The Idempotency-Key header is missing or not usable'],
  unauthenticated: [401, 'No valid credentials'],
  enrolment_used: [401, 'This link was used before'],
  enrolment_expired: [401, 'This link is too old'],
  enrolment_unknown: [401, 'This link is not known'],
  passkey_refused: [401, 'The passkey was not accepted'],
  forbidden: [403, 'Not allowed'],
  cross_site: [403, 'The request comes from another site'],
  sign_up_closed: [403, 'Sign-up is closed here'],
  step_up_required: [403, 'Confirm that it is you'],
  not_found: [404, 'Not found'],
  method_not_allowed: [405, 'This method is not offered here'],
  still_running: [409, 'The first call with this Idempotency-Key is still running'],
  conflict: [409, 'The id belongs to something else'],
  too_large: [413, 'The body is too large'],
  wrong_content_type: [415, 'The body is of another type than is taken here'],
  invalid: [422, 'The request is not valid'],
  idempotency_key_reused: [422, 'The Idempotency-Key was used for another request'],
  declined: [422, 'The book said no'],
  too_many_requests: [429, 'Too many requests'],
  internal: [500, 'Something went wrong on our side'],
  misconfigured: [503, 'This deployment is not configured'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof PROBLEM_CODES

/** One field that is wrong; `pointer` is a JSON pointer (RFC 6901) into the body, or `?name` for a query parameter. */
export interface FieldProblem {
  pointer: string
  detail: string
  code: string
}

/** A sentence in English for each reason for which a book says no; people see their own language's. */
export const DECLINE_SENTENCES: Record<DeclineReason, string> = {
  insufficient_funds: 'There is not enough money for this.',
  vendor_closed: 'The stall is closed.',
  vendor_frozen: 'The stall is frozen by the operator.',
  vendor_unknown: 'There is no such vendor.',
  request_unknown: 'There is no such payment request.',
  request_expired: 'The payment request has expired.',
  request_paid: 'The payment request was paid already.',
  request_cancelled: 'The payment request was cancelled.',
  currency_mismatch: 'The two books are kept in different currencies.',
  amount_mismatch: 'The payment request asks for another amount.',
  wallet_unknown: 'There is no such wallet for this caller.',
  payment_unknown: 'There is no such payment.',
  not_more_than_paid: 'Refunds cannot add up to more than was paid.',
  overflow: 'The book cannot hold so large an amount.',
  too_many_open: 'Too many movements are waiting for an answer.',
  hold_expired: 'The reservation ran out.',
  id_taken: 'The id belongs to another movement.',
  line_unknown: 'There is no such credit line.',
  line_frozen: 'The credit line takes no new draws for now.',
  line_used_up: 'The credit line has not so much left.',
  draw_too_small: 'The draw is smaller than the line allows.',
  terms_changed: 'The terms are not the ones that were shown.',
  portfolio_full: 'The lender has nothing left to lend for now.',
  supplier_unknown: 'There is no such supplier in this currency.',
  nothing_owed: 'Nothing is owed.',
  order_unknown: 'There is no such order.',
  order_cancelled: 'The order is cancelled.',
  credit_not_for_order: 'The draw is not the one that the order was confirmed with.',
  credit_too_large: 'More would come back than was paid.',
  pool_closed: 'The pool is closed.',
  pool_unknown: 'There is no such pool.',
  too_many_orders: 'Too many orders are open at once.',
  jar_too_small: 'There is not so much in the jar.',
  payout_failed: 'The payout could not be made; the money is back.',
}
