/** What a credit decision may know of a vendor. Nothing else reaches it: this list is the allow-list. */
import type { Currency } from '../money/money.ts'

/** Rules against money that goes in circles; thresholds are the model's. */
export const GATE_CODES = [
  'F01',
  'F03',
  'F04',
  'F05',
  'F06',
  'F07',
  'F08',
  'F09',
  'F10',
  'F13',
] as const
export type GateCode = (typeof GATE_CODES)[number]

/**
 * A vendor's sales as a decision sees them. Amount-free but for the sums; `null` is a feature that the source of the
 * history does not have, and is never a guess.
 */
export interface Features {
  /** Qualified sales of the last eight whole weeks in minor units, oldest first. */
  weeks: readonly number[]
  /**
   * Qualified sales of the last whole periods of eight weeks in minor units, oldest first: seven at most, none that
   * reaches back before the first sale. Absent from what was stored before there was a model that looks at them.
   */
  periods?: readonly number[]
  /** Days since the first qualified sale. */
  tenureDays: number
  /** Days with a qualified sale among the last 56. */
  activeDays56: number
  /** Longest run of days without one in the last 56; declared pauses do not count. */
  gapDays56: number
  /** Different paying customers in the last 28 days. */
  payers28: number | null
  /** Customers who paid on three or more days in the last 56: a count, so that a new customer never lowers it. */
  loyalPayers56: number | null
  /** Refunded part of sales in the last 56 days, basis points. */
  refundBp56: number | null
  /** Qualified sales that so many days are expected to bring: what the time of repayment is reckoned from. */
  windowSales: number
  windowDays: number
}

/** What became of the vendor's draws so far. Money in minor units. */
export interface LoanHistory {
  /** Draws repaid, and those of them at no more than 1.3 times the expected days. */
  repaid: number
  repaidInTime: number
  largestRepaid: number
  /** Actual over expected days of the draw repaid last, basis points; null before the first. */
  lastPaceBp: number | null
  /** Days since the last breach; null when there was none. */
  breachDaysAgo: number | null
  /** Principal still out, over all lenders. */
  outstanding: number
  /** True while a draw is near breach or beyond: no new credit then. */
  isOverdue: boolean
}

/** Everything that a decision is made from, besides the policy and the model. */
export interface CreditInputs {
  currency: Currency
  /** The decision knows sales before this day only; days since 1970-01-01 in the vendor's own calendar. */
  asOfDay: number
  features: Features
  loans: LoanHistory
  /** What each rule measured, basis points; a rule that the history cannot answer is left out. */
  signals: Partial<Record<GateCode, number>>
  /** Rules that a person looked at and set aside for this vendor after an appeal. */
  waived: readonly GateCode[]
}

/** A vendor who never had credit. */
export const NO_LOANS: LoanHistory = {
  repaid: 0,
  repaidInTime: 0,
  largestRepaid: 0,
  lastPaceBp: null,
  breachDaysAgo: null,
  outstanding: 0,
  isOverdue: false,
}
