/** Who lends in a backtest: the policy, and the two rules of thumb that it is compared with. */
import { assess } from '../../../src/domain/credit/decision.ts'
import type { PolicyState } from '../../../src/domain/credit/decision.ts'
import type { LoanHistory } from '../../../src/domain/credit/features.ts'
import { daysToRepay } from '../../../src/domain/credit/pricing.ts'
import { rampCap } from '../../../src/domain/credit/sizing.ts'
import { salesBetween } from './series.ts'
import type { Series } from './series.ts'
import { isFrozen, takingsInputs } from './takings-inputs.ts'
import type { SalesWindow, WindowRule } from './takings-inputs.ts'
import type { Lender } from './walk.ts'

const POLICY_HISTORY_DAYS = 56
const MONTH_DAYS = 30

/** The policy as production runs it: an offer, and a book that refuses draws while sales have fallen away. */
export function policyLender(state: PolicyState, windowRule: WindowRule | null = null): Lender {
  return {
    historyDaysMin: POLICY_HISTORY_DAYS,
    remembers: true,
    waitDays: 0,
    decide: (series, day, loans) => {
      const known = takingsInputs(series, day, { loans, windowRule })
      const { outcome, disclosure, band, steady_weekly_100 } = assess(known.inputs, state)
      if (outcome === 'none' || disclosure === null || band === null) return null
      if (isFrozen(known, steady_weekly_100)) return null
      const { principal, fee, expected_days: expectedDays } = disclosure
      return { principal, fee, expectedDays, band }
    },
  }
}

export const BASELINES = ['B1', 'B2'] as const
export type Baseline = (typeof BASELINES)[number]

interface Rule {
  historyDaysMin: number
  /** Sales that a part of is lent; null for who is not eligible. */
  windowOf: (series: Series, day: number) => SalesWindow | null
}

/**
 * B1 lends a part of thirty days of the lifetime average to whoever has four weeks of history. B2 lends a part of the
 * last thirty days to whoever has ninety days and ten payments in them (Yoco's published rule).
 */
const RULES: Record<Baseline, Rule> = {
  B1: {
    historyDaysMin: 28,
    windowOf: (series, day) => ({
      sales: salesBetween(series, series.firstDay, day),
      days: day - series.firstDay,
    }),
  },
  B2: {
    historyDaysMin: 90,
    windowOf: (series, day) =>
      paymentsBetween(series, day - 90, day) < 10
        ? null
        : { sales: salesBetween(series, day - MONTH_DAYS, day), days: MONTH_DAYS },
  },
}

export interface BaselineTerms {
  /** Part of thirty days of sales that is lent. */
  multiple: number
  /** Fee as a part of principal: what the policy takes on the average. */
  feePart: number
  /** True: the same cap and ramp as the policy's. */
  isCapped: boolean
}

export function baselineLender(
  name: Baseline,
  { policy, model }: PolicyState,
  { multiple, feePart, isCapped }: BaselineTerms,
): Lender {
  const { historyDaysMin, windowOf } = RULES[name]
  const cap = (loans: LoanHistory) => (isCapped ? rampCap(loans, policy, model) : Infinity)
  return {
    historyDaysMin,
    remembers: isCapped,
    waitDays: model.breachDays,
    decide: (series, day, loans) => {
      const window = windowOf(series, day)
      if (window === null) return null
      const wanted = (window.sales * MONTH_DAYS * multiple) / window.days
      const principal = Math.floor(Math.min(wanted, cap(loans)))
      if (principal < 1) return null
      const fee = Math.ceil(principal * feePart)
      const expectedDays = daysToRepay(principal + fee, policy.holdback_bp.default, window)
      return { principal, fee, expectedDays, band: name }
    },
  }
}

/** Thirty days of sales as a baseline sees them on a day; 0 for who is not eligible. */
export function baseOf(name: Baseline, series: Series, day: number): number {
  const window = RULES[name].windowOf(series, day)
  return window === null ? 0 : (window.sales * MONTH_DAYS) / window.days
}

/** Payments of some days; in a file without counts a day with sales is one. */
function paymentsBetween({ firstDay, counts, amounts }: Series, from: number, to: number): number {
  let payments = 0
  const last = Math.min(amounts.length, to - firstDay)
  for (let i = Math.max(0, from - firstDay); i < last; i += 1)
    payments += counts === null ? Number((amounts[i] ?? 0) > 0) : (counts[i] ?? 0)
  return payments
}
