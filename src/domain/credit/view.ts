/** What a vendor's book tells of its credit: plain data for services, which add names and links. */
import type { DrawTerms } from '../ledger/entry.ts'
import type { LoanHistory } from './features.ts'
import type { DrawPosition, LineTerms } from './line.ts'
import type { Progress } from './progress.ts'
import type { LineState } from './resource.ts'

export type FrozenReason =
  | 'flow_low'
  | 'near_breach'
  | 'breach'
  | 'paused'
  | 'lender'
  | 'stall_frozen'

export interface DrawView extends DrawPosition {
  atMs: number
  elapsedDays: number | null
  paceBp: number | null
}

/** The line of a vendor. Money in minor units. */
export interface LineView {
  terms: LineTerms
  holdbackBp: number
  limit: number
  available: number
  /** Null when nothing can be drawn. */
  leastDraw: number | null
  state: LineState
  frozenReason: FrozenReason | null
  progress: Progress | null
  pause: { untilDay: number | null; daysLeft: number }
  payoff: { pay: number; rebate: number } | null
  draws: DrawView[]
  events: { kind: string; atMs: number; amount: number | null; value: number | null }[]
  openedAtMs: number
}

/** What the nightly look tells the book, and what it asks. */
export interface NightlyWord {
  /** Trailing sales fell below half of the steady income, or the stall was silent for three trading days. */
  isFlowLow: boolean
  /** The lender suspended the policy. */
  isSuspended: boolean
  /** The limit that the newest decision would give; null when it says nothing about it. */
  limit: number | null
  /** From when on the book reports what happened. */
  sinceMs: number
}

/** What the book tells the nightly look. */
export interface CreditStanding {
  loans: LoanHistory
  line: { offer: string; lender: string; policyId: string; limit: number } | null
  /** Days of declared pauses in the last 56 days, at most 21 of a year: no gap in sales. */
  pauses: { fromDay: number; toDay: number }[]
}

/**
 * What happened to a vendor's credit since {@link NightlyWord.sinceMs}: what lenders are told. It reaches further back
 * than the last look, so that whatever broke off then is told now; telling twice is telling once. Money in minor units.
 */
export interface NightReport {
  draws: { id: string; lender: string; principal: number; terms: DrawTerms }[]
  repayments: { id: string; lender: string; amount: number }[]
  writtenOff: { draw: string; line: string; lender: string; amount: number }[]
  closed: { line: string; lender: string }[]
}

/** What a vendor's book tells a lender's about the principal that is out. Newer words replace older ones. */
export interface LentNote {
  vendor: string
  /** Newest row of the vendor's book that this is as of. */
  seq: number
  principalOut: { policy: string; amount: number }[]
  /** Draws that the vendor's book holds or gave back: they are in `principalOut` and no longer on their way. */
  draws: string[]
}
