import type { AppKey } from '../../../src/domain/i18n/app/en.ts'
import type { DeclineReason } from '../../../src/domain/ledger/entry.ts'
import { t } from '../first/language.ts'

/** Why a payment was not taken or a refund not made, as told to the vendor. A new reason is a type error here. */
const WORDS: Readonly<Record<DeclineReason, AppKey>> = {
  insufficient_funds: 'decline.insufficient_funds',
  vendor_closed: 'decline.vendor_closed',
  vendor_frozen: 'decline.vendor_frozen',
  vendor_unknown: 'decline.other',
  request_unknown: 'decline.request_unknown',
  request_expired: 'decline.request_expired',
  request_paid: 'decline.request_paid',
  request_cancelled: 'decline.request_cancelled',
  currency_mismatch: 'decline.currency_mismatch',
  amount_mismatch: 'decline.amount_mismatch',
  wallet_unknown: 'decline.wallet_unknown',
  payment_unknown: 'decline.payment_unknown',
  not_more_than_paid: 'decline.not_more_than_paid',
  overflow: 'decline.overflow',
  too_many_open: 'decline.too_many_open',
  hold_expired: 'decline.hold_expired',
  id_taken: 'decline.other',
  line_unknown: 'decline.line_unknown',
  line_frozen: 'decline.line_frozen',
  line_used_up: 'decline.line_used_up',
  draw_too_small: 'decline.draw_too_small',
  terms_changed: 'decline.terms_changed',
  portfolio_full: 'decline.portfolio_full',
  supplier_unknown: 'decline.supplier_unknown',
  nothing_owed: 'decline.nothing_owed',
  order_unknown: 'decline.other',
  order_cancelled: 'decline.other',
  credit_not_for_order: 'decline.other',
  credit_too_large: 'decline.other',
  pool_closed: 'decline.other',
  pool_unknown: 'decline.other',
  too_many_orders: 'decline.other',
  jar_too_small: 'decline.other',
  payout_failed: 'decline.other',
}

export function isDeclineReason(code: string): code is DeclineReason {
  return Object.hasOwn(WORDS, code)
}

export function tDecline(reason: DeclineReason): string {
  return t(WORDS[reason])
}
