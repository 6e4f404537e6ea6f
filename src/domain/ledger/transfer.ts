import type { Currency } from '../money/money.ts'
import type { DeclineReason, Detail, EntryKind, MovementKind } from './entry.ts'

/** Movements that have two books. */
const TRANSFER_KINDS = [
  'payment',
  'refund',
  'top_up',
  'draw',
  'purchase',
  'repayment',
  'credit_note',
] as const satisfies MovementKind[]
export type TransferKind = (typeof TRANSFER_KINDS)[number]

export function isTransferKind(kind: EntryKind): kind is TransferKind {
  return TRANSFER_KINDS.some((one) => one === kind)
}

/** Money moving from one book to another under one key: what the sending book tells the receiving one. */
export interface Transfer {
  /** Chosen before the transfer starts; the key of the row in both books. */
  id: string
  kind: TransferKind
  from: string
  to: string
  currency: Currency
  /** Minor units, tip included. */
  amount: number
  tip: number
  /** What goes into the row of both books as it is. */
  detail: Detail
  /** Id of the payment that a refund returns. */
  refundOf: string | null
  effectiveAtMs: number
}

/** The receiving book's word, durable before it is spoken: the same for every repetition of the transfer. */
export type TransferAnswer =
  | { ok: true; seq: number; atMs: number; alertCode: string }
  | { ok: false; reason: DeclineReason }

/** What the sending book knows. `pending`: the other book has not answered yet; it will be asked again. */
export type TransferOutcome =
  | { state: 'posted'; seq: number; atMs: number; alertCode: string }
  | { state: 'declined'; reason: DeclineReason }
  | { state: 'pending' }
  /** The key was used for another movement before: nothing was done. */
  | { state: 'conflict' }
