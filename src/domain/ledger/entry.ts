import type { Account, Balances, Leg } from './accounts.ts'

/**
 * What a movement is for. `draw` is a use of a credit line, `purchase` pays a supplier, `repayment` brings to the lender
 * what was held back, `payoff` repays all at once, `write_off` gives up. `order` sets money aside for an order and
 * `order_release` gives it back, `credit_note` returns what a supplier was paid, `jar_move` fills or empties the restock
 * jar, `payout` takes money out of the closed loop. `resolution` rows only resolve earlier holds.
 */
export const ENTRY_KINDS = [
  'payment',
  'refund',
  'top_up',
  'funding',
  'draw',
  'purchase',
  'repayment',
  'payoff',
  'write_off',
  'order',
  'order_release',
  'credit_note',
  'jar_move',
  'payout',
  'resolution',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** Kinds of movement that have an id of their own, chosen before they start. */
export type MovementKind = Exclude<EntryKind, 'resolution'>

/** Every reason for which a book says no. A no is stored under the movement's key and is final for that key. */
export const PAYMENT_DECLINES = [
  'insufficient_funds',
  'vendor_closed',
  'vendor_frozen',
  'vendor_unknown',
  'request_unknown',
  'request_expired',
  'request_paid',
  'request_cancelled',
  'currency_mismatch',
  'amount_mismatch',
  'wallet_unknown',
  'payment_unknown',
  'not_more_than_paid',
  'overflow',
  'too_many_open',
  'hold_expired',
  'id_taken',
] as const

/** Reasons that only draws and repayments meet. */
export const CREDIT_DECLINES = [
  'line_unknown',
  'line_frozen',
  'line_used_up',
  'draw_too_small',
  'terms_changed',
  'portfolio_full',
  'supplier_unknown',
  'nothing_owed',
] as const

/** Reasons that only orders and what belongs to them meet. */
export const ORDER_DECLINES = [
  'order_unknown',
  'order_cancelled',
  'credit_not_for_order',
  'credit_too_large',
  'pool_closed',
  'pool_unknown',
  'too_many_orders',
  'jar_too_small',
  'payout_failed',
] as const

export type PaymentDecline = (typeof PAYMENT_DECLINES)[number]
export type DeclineReason =
  | PaymentDecline
  | (typeof CREDIT_DECLINES)[number]
  | (typeof ORDER_DECLINES)[number]

/** The reason as shoppers' pages tell it; what only draws meet cannot reach them. */
export function paymentDecline(reason: DeclineReason): PaymentDecline {
  return PAYMENT_DECLINES.find((one) => one === reason) ?? 'overflow'
}

/** How an open hold ended: `posted` minor units moved, the rest was released. 0 is a void and says why. */
export interface Resolution {
  hold: number
  posted: number
  reason: DeclineReason | null
}

/** What the vendor agreed to when drawing: minor units, basis points, days. */
export interface DrawTerms {
  line: string
  policy: string
  fee: number
  expected_days: number
  daily_rate_e12: number
  /** Who is paid with it; null for cash. */
  supplier: string | null
  reference: string | null
  /** Id of the purchase that pays the supplier. */
  purchase: string | null
}

/** What a movement carries besides money. */
export interface Detail {
  note?: string
  /** Payment request that this payment is for. */
  request?: string
  /** Vendor whose phone paid: money between vendors' own phones may go in circles. */
  payer_vendor?: string
  /** Of a draw. */
  terms?: DrawTerms
  /** Draw that a purchase is paid with. */
  draw?: string
  /** The buyer's own word for a purchase: an order number. */
  reference?: string
  /** Order that this belongs to. */
  order?: string
  /** Claim that a credit note answers. */
  claim?: string
  /** Rail of a payment that did not come from a wallet. */
  rail?: 'bank_qr'
  /** What such a payment is known by: the acquirer's signed word, or only the vendor's own eyes. */
  evidence?: 'signed' | 'manual'
  /** Who paid, as far as the bank says: the same hash for the same payer. */
  payer?: string
  /** Ends an open hold that nobody resolved, milliseconds since 1970. */
  expiresAtMs?: number
}

/** One immutable row of a book. */
export interface Entry {
  /** 1, 2, 3 … without gaps. */
  seq: number
  /** The movement's id; null for a `resolution`. Unique in a book. */
  key: string | null
  kind: EntryKind
  /** Minor units asked for, tip included; greater than 0 but for a `resolution`. */
  amount: number
  /** The part of `amount` that is a tip. */
  tip: number
  /** Money moved by this row; none, when `declined`. */
  legs: Leg[]
  /** True: the first leg is only reserved, until a resolution; the others are posted. */
  held: boolean
  resolves: Resolution[]
  declined: DeclineReason | null
  /** The other book, or null. */
  counterparty: string | null
  /** Sequence number in this book of the entry that this one corrects (a refund its payment, a void its hold). */
  corrects: number | null
  detail: Detail
  /** When the book recorded it, by the server; never goes backwards in a book. */
  atMs: number
  /** When it happened in the world. */
  effectiveAtMs: number
  /** Balances after this row. */
  balances: Balances
  /** Sequence numbers of the holds that are open after this row. */
  open: number[]
  /** 16 bytes over everything that makes two commands the same command. */
  fingerprint: Uint8Array
  /** SHA-256 of the row before. */
  prevHash: Uint8Array
}

/** An open hold: one leg reserved until it is resolved. */
export interface Hold {
  seq: number
  key: string
  leg: Leg
  expiresAtMs: number | null
}

/** Whether a payment went straight to the vendor's own bank: it is income, and no money of this platform. */
export function isDirect({ detail }: Pick<Entry, 'detail'>): boolean {
  return detail.rail !== undefined
}

/** The account through which a movement enters or leaves, seen from the owner: `in` grows what is available. */
export function directionOf(legs: readonly Leg[]): 'in' | 'out' | 'none' {
  const touches = (side: 'debit' | 'credit', account: Account) =>
    legs.some((leg) => leg[side] === account)
  if (touches('credit', 'available')) return 'in'
  return touches('debit', 'available') ? 'out' : 'none'
}
