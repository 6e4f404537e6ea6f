/** What a vendor's advances so far add up to, as the vendor's book does it in production. */
import { NO_LOANS } from '../../src/domain/credit/features.ts'
import type { LoanHistory } from '../../src/domain/credit/features.ts'
import { positionsOf } from '../../src/domain/credit/line.ts'
import type { Draw } from '../../src/domain/credit/line.ts'
import {
  countsForRamp,
  isInTime,
  isRecentPace,
  paceBp,
  progressOf,
} from '../../src/domain/credit/progress.ts'

export interface AdvanceTerms {
  principal: number
  fee: number
  expectedDays: number
}

/** A draw as the core's rules of servicing want it: one at a time, and its days count from its own. */
export function drawOf({ principal, fee, expectedDays }: AdvanceTerms, day: number): Draw {
  return {
    id: '',
    seq: 0,
    principal,
    terms: {
      line: '',
      policy: '',
      fee,
      expected_days: expectedDays,
      daily_rate_e12: 0,
      supplier: null,
      reference: null,
      purchase: null,
    },
    day,
    clockDay: day,
    closedDay: null,
    rebated: 0,
    writtenOff: 0,
    checks: [],
  }
}

/** Principal that is still out when so much of principal and fee was repaid. */
export function principalOut(terms: AdvanceTerms, settled: number): number {
  const owedNow = Math.max(0, terms.principal + terms.fee - settled)
  return positionsOf([drawOf(terms, 0)], owedNow)[0]?.principalOut ?? 0
}

/** First day on which an advance can be in breach: one and a half times its expected days. */
export function breachCheckDay(expectedDays: number): number {
  return Math.ceil((expectedDays * 3) / 2)
}

/** Whether an advance is in breach after so many days, with so much repaid. */
export function isBreach(terms: AdvanceTerms, elapsed: number, settled: number): boolean {
  const [position] = positionsOf([drawOf(terms, 0)], terms.principal + terms.fee - settled)
  return position !== undefined && progressOf(position, elapsed, []).status === 'breach'
}

/** Loan history of a vendor that is followed through time. */
export interface LoanBook {
  repaid: (terms: AdvanceTerms, day: number, actualDays: number) => void
  breached: (day: number) => void
  /** As of a day on which nothing is out. */
  historyOn: (day: number) => LoanHistory
}

export function createLoanBook(): LoanBook {
  let history = NO_LOANS
  let breachDay: number | null = null
  let paceDay: number | null = null
  return {
    repaid: (terms, day, actualDays) => {
      const draw: Draw = { ...drawOf(terms, day), closedDay: day + actualDays }
      const pace = paceBp(draw, [])
      const { closedDay } = draw
      const counts = countsForRamp(draw, []) && pace !== null
      if (counts) paceDay = closedDay
      history = {
        ...history,
        repaid: history.repaid + 1,
        repaidInTime: history.repaidInTime + (counts && isInTime(pace) ? 1 : 0),
        largestRepaid: counts
          ? Math.max(history.largestRepaid, terms.principal)
          : history.largestRepaid,
        lastPaceBp: counts ? pace : history.lastPaceBp,
      }
    },
    breached: (day) => {
      breachDay = Math.max(breachDay ?? day, day)
    },
    historyOn: (day) => ({
      ...history,
      lastPaceBp: isRecentPace({ closedDay: paceDay }, day) ? history.lastPaceBp : null,
      breachDaysAgo: breachDay === null ? null : day - breachDay,
    }),
  }
}
