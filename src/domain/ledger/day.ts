import type { Entry } from './entry.ts'

/** A vendor's sales on one day of the stall's own calendar, in minor units. */
export interface DayTotals {
  day: string
  payments: number
  /** Payments received, tips included, before refunds. */
  gross: number
  tips: number
  refunds: number
  refunded: number
}

export function emptyDay(day: string): DayTotals {
  return { day, payments: 0, gross: 0, tips: 0, refunds: 0, refunded: 0 }
}

/**
 * Adds a row to its day. A refund counts on the day on which it is made; one that was voided does not count.
 *
 * @param isVoided whether the row is a hold that was given back
 */
export function addToDay(totals: DayTotals, entry: Entry, isVoided: boolean): DayTotals {
  if (entry.declined !== null || isVoided) return totals
  if (entry.kind === 'payment') {
    return {
      ...totals,
      payments: totals.payments + 1,
      gross: totals.gross + entry.amount,
      tips: totals.tips + entry.tip,
    }
  }
  if (entry.kind === 'refund') {
    return { ...totals, refunds: totals.refunds + 1, refunded: totals.refunded + entry.amount }
  }
  return totals
}
