import type { DeclineReason } from '../ledger/entry.ts'
import type { Currency, Money } from '../money/money.ts'
import { isoTime } from '../time.ts'
import type { SoldItem } from './till-items.ts'

/** A payment request is payable this long when its maker does not say otherwise. */
export const REQUEST_EXPIRES_IN_S_DEFAULT = 10 * 60
/** A day: longer than any queue, shorter than a forgotten link. */
export const REQUEST_EXPIRES_IN_S_MAX = 24 * 60 * 60
export const REQUEST_EXPIRES_IN_S_MIN = 30

/** One sale with a fixed amount, an expiry and one use. */
export interface PaymentRequest {
  id: string
  /** Minor units of the vendor's currency, without a tip. */
  amount: number
  note: string | null
  /** What is sold, when it was put together of the stall's tiles; empty for an amount that was typed. */
  items: readonly SoldItem[]
  createdAtMs: number
  expiresAtMs: number
  /** The payment that used it, or null. */
  payment: string | null
  cancelledAtMs: number | null
}

export type RequestState = 'open' | 'paid' | 'expired' | 'cancelled'

/** State of a request at a time. Paid and cancelled are for ever; open turns into expired by the clock alone. */
export function requestState(request: PaymentRequest, nowMs: number): RequestState {
  if (request.payment !== null) return 'paid'
  if (request.cancelledAtMs !== null) return 'cancelled'
  return nowMs >= request.expiresAtMs ? 'expired' : 'open'
}

/**
 * Why a request cannot be paid with this amount now; null when it can.
 *
 * @param amount minor units without the tip
 */
export function refuseRequest(
  request: PaymentRequest | null,
  amount: number,
  nowMs: number,
): DeclineReason | null {
  if (request === null) return 'request_unknown'
  const state = requestState(request, nowMs)
  if (state !== 'open') return `request_${state}`
  return amount === request.amount ? null : 'amount_mismatch'
}

/** A payment request in the shape that the APIs and the live feed send; the links are added where the origin is known. */
export interface PaymentRequestResource {
  object: 'payment_request'
  id: string
  vendor_id: string
  amount: Money
  note: string | null
  /** The stall's own; its partners are not told. */
  items: readonly SoldItem[]
  state: RequestState
  created_at: string
  expires_at: string
  payment: string | null
}

export function paymentRequestResource(
  vendor: { vendorId: string; currency: Currency },
  request: PaymentRequest,
  nowMs: number,
): PaymentRequestResource {
  return {
    object: 'payment_request',
    id: request.id,
    vendor_id: vendor.vendorId,
    amount: { amount: request.amount, currency: vendor.currency },
    note: request.note,
    items: request.items,
    state: requestState(request, nowMs),
    created_at: isoTime(request.createdAtMs),
    expires_at: isoTime(request.expiresAtMs),
    payment: request.payment,
  }
}

/** Path of a request's link: the vendor's code leads, so that the link finds the book without a database. */
export function requestPath(code: string, requestId: string): string {
  return `/r/${code}-${requestId.slice('prq_'.length)}`
}

/** Code and id of a request link's last part; null when it is not one. */
export function readRequestPath(part: string): { code: string; requestId: string } | null {
  const match = /^([0-9A-Z]{8})-([0-9A-Z]{26})$/.exec(part)
  if (match?.[1] === undefined || match[2] === undefined) return null
  return { code: match[1], requestId: `prq_${match[2]}` }
}
