import { NO_LOANS } from '../../../src/domain/credit/features.ts'
import type { LoanHistory } from '../../../src/domain/credit/features.ts'
/** Follows one vendor through time: decide, lend, take the share of what really came, decide again. */
import { holdbackFor } from '../../../src/domain/credit/line.ts'
import { WRITE_OFF_DAYS } from '../../../src/domain/credit/progress.ts'
import { breachCheckDay, createLoanBook, isBreach, principalOut } from '../loans.ts'
import type { AdvanceTerms, LoanBook } from '../loans.ts'
import { salesBetween } from './series.ts'
import type { Series } from './series.ts'

/** What the end of a series means: the vendor closed, or the file merely stops telling. */
export type Ends = 'closure' | 'censor'

/** One advance and what became of it. */
export interface Advance extends AdvanceTerms {
  vendor: string
  day: number
  band: string
  /** `closed`: the series ended first and counts as closed; `censored`: it ended and says nothing more. */
  outcome: 'repaid' | 'charged_off' | 'closed' | 'censored'
  /** Days with its own sales until repaid, or until it ended otherwise. */
  days: number
  /** Principal never repaid; of a censored advance, what was out when the file stopped. */
  principalOut: number
}

/** What a lender makes of a vendor on a day: an advance, or nothing. */
export type Decide = (
  series: Series,
  day: number,
  loans: LoanHistory,
) => (AdvanceTerms & { band: string }) | null

export interface Lender {
  /** Days since the vendor's first row before the first decision. */
  historyDaysMin: number
  decide: Decide
  /** True: its decisions ask for the history of advances. */
  remembers: boolean
  /** Days after a loss in which the vendor gets nothing, besides what `decide` says itself. */
  waitDays: number
}

/** A series with what each day repays, added up: `repayable[i]` is the share of the first `i` days. */
export interface Track {
  series: Series
  repayable: Float64Array
  /** Decision days, ascending. */
  slots: readonly number[]
}

export interface Walk {
  decisions: number
  /** Decisions after the last day that the file has of the vendor. */
  decisionsAfterEnd: number
  advances: Advance[]
}

/** A vendor without sales for so long is no applicant, for anybody. */
const DORMANT_DAYS = 28

export function trackOf(series: Series, slots: readonly number[], holdbackBp: number): Track {
  const repayable = new Float64Array(series.amounts.length + 1)
  let sum = 0
  for (const [i, amount] of series.amounts.entries()) {
    sum += holdbackFor(amount, holdbackBp, Number.MAX_SAFE_INTEGER)
    repayable[i + 1] = sum
  }
  return { series, repayable, slots }
}

/**
 * Lets a lender meet a vendor on each decision day; at most one advance is out at a time. The end of a series counts as
 * closure.
 */
export function walk(track: Track, lender: Lender): Walk {
  const { series, slots } = track
  const loans = lender.remembers ? createLoanBook() : null
  const done: Walk = { decisions: 0, decisionsAfterEnd: 0, advances: [] }
  let freeFrom = series.firstDay + lender.historyDaysMin
  for (const day of slots) {
    if (day < freeFrom || salesBetween(series, day - DORMANT_DAYS, day) === 0) continue
    done.decisions += 1
    if (day > series.lastDay) done.decisionsAfterEnd += 1
    const offer = lender.decide(series, day, loans?.historyOn(day) ?? NO_LOANS)
    if (offer === null) continue
    const advance = repay(track, { ...offer, vendor: series.vendor, day })
    done.advances.push(advance)
    if (loans !== null) remember(loans, track, advance)
    freeFrom = day + advance.days + (advance.outcome === 'repaid' ? 0 : lender.waitDays)
  }
  return done
}

/** The same walk when a series that ends says nothing more: what was decided after its end never happened. */
export function underEnds(
  { decisions, decisionsAfterEnd, advances }: Walk,
  ends: Ends,
  lastDay: number,
): Walk {
  if (ends === 'closure') return { decisions, decisionsAfterEnd, advances }
  return {
    decisions: decisions - decisionsAfterEnd,
    decisionsAfterEnd: 0,
    advances: advances
      .filter(({ day }) => day <= lastDay)
      .map((one) => (one.outcome === 'closed' ? { ...one, outcome: 'censored' as const } : one)),
  }
}

type Lent = AdvanceTerms & { vendor: string; day: number; band: string }

function repay(track: Track, lent: Lent): Advance {
  const { series, repayable } = track
  const last = repayable.length - 1
  const from = Math.min(last, lent.day - series.firstDay)
  const before = repayable[from] ?? 0
  const until = Math.min(last, from + WRITE_OFF_DAYS)
  const place = firstAtLeast(repayable, before + lent.principal + lent.fee, { from, until })
  if (place !== null) {
    return { ...lent, outcome: 'repaid', days: Math.max(1, place - from), principalOut: 0 }
  }
  const out = principalOut(lent, (repayable[until] ?? 0) - before)
  const isWhole = lent.day - series.firstDay + WRITE_OFF_DAYS <= last
  const days = isWhole ? WRITE_OFF_DAYS : Math.max(0, series.lastDay + 1 - lent.day)
  const outcome = isWhole ? 'charged_off' : 'closed'
  return { ...lent, outcome, days, principalOut: out }
}

/** Index of the first sum that reaches an amount, by halving: the sums never fall. */
function firstAtLeast(
  sums: Float64Array,
  amount: number,
  { from, until }: { from: number; until: number },
): number | null {
  if ((sums[until] ?? 0) < amount) return null
  let low = from
  let high = until
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) >= amount) high = middle
    else low = middle + 1
  }
  return low
}

function remember(loans: LoanBook, { series, repayable }: Track, advance: Advance): void {
  const { day, days, expectedDays, outcome } = advance
  const check = breachCheckDay(expectedDays)
  if (check < days || outcome === 'charged_off') {
    const at = Math.min(check, days)
    const from = day - series.firstDay
    const settled =
      (repayable[Math.min(repayable.length - 1, from + at)] ?? 0) -
      (repayable[Math.min(repayable.length - 1, from)] ?? 0)
    if (isBreach(advance, at, settled)) loans.breached(day + at)
  }
  if (outcome === 'charged_off' || outcome === 'closed') loans.breached(day + days)
  if (outcome === 'repaid') loans.repaid(advance, day, days)
}
