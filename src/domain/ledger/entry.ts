import type { Account, Balances, Leg } from './accounts.ts'

/** What a movement is for. `resolution` rows only resolve earlier holds. */
export const ENTRY_KINDS = ['payment', 'refund', 'top_up', 'funding', 'resolution'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** Kinds of movement that have an id of their own, chosen before they start. */
export type MovementKind = Exclude<EntryKind, 'resolution'>

/** Every reason for which a book says no. A no is stored under the movement's key and is final for that key. */
export const DECLINE_REASONS = [
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
export type DeclineReason = (typeof DECLINE_REASONS)[number]

/** How an open hold ended: `posted` minor units moved, the rest was released. 0 is a void and says why. */
export interface Resolution {
  hold: number
  posted: number
  reason: DeclineReason | null
}

/** What a movement carries besides money. */
export interface Detail {
  note?: string
  /** Payment request that this payment is for. */
  request?: string
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
  /** Money moved by this row; reserved only, when `held`; none, when `declined`. */
  legs: Leg[]
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

/** The account through which a movement enters or leaves, seen from the owner: `in` grows what is available. */
export function directionOf(legs: readonly Leg[]): 'in' | 'out' | 'none' {
  const touches = (side: 'debit' | 'credit', account: Account) =>
    legs.some((leg) => leg[side] === account)
  if (touches('credit', 'available')) return 'in'
  return touches('debit', 'available') ? 'out' : 'none'
}
