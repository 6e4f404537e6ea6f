import type { DeclineReason, EntryKind } from '../ledger/entry.ts'
import type { LineState } from '../ledger/statement.ts'
import type { Currency } from '../money/money.ts'

/** A partner's float, in minor units. */
export interface FloatView {
  currency: Currency
  available: number
  pending: number
  funded: number
}

export type FundingOutcome =
  | { state: 'posted' }
  | { state: 'declined'; reason: DeclineReason }
  | { state: 'conflict' }

/** A funding or top-up as the partner's book recorded it. */
export interface FloatMovementView {
  amount: number
  walletId: string | null
  atMs: number
  state: LineState
  declined: DeclineReason | null
}

/** A movement of a partner's book as its owner reads it: a repayment to a lender, a purchase from a supplier. */
export interface BookMovement {
  seq: number
  id: string | null
  kind: EntryKind
  amount: number
  counterparty: string | null
  state: LineState
  draw: string | null
  reference: string | null
  /** Order that it belongs to. */
  order: string | null
  atMs: number
}
