/** What one policy offers one vendor, and why. No clock, no chance, no I/O: the same inputs give the same bytes. */
import type { CreditInputs } from './features.ts'
import { steadyWeekly100 } from './income.ts'
import type { CreditModel, ScoreCode } from './model.ts'
import { bandsOf } from './policy.ts'
import type { LendingPolicy } from './policy.ts'
import { aprOf, priceDraw } from './pricing.ts'
import type { Disclosure, PriceTerms } from './pricing.ts'
import { holdsOf, scoreOf } from './score.ts'
import type { Score } from './score.ts'
import { sizeOf } from './sizing.ts'
import type { LimitCode, Sizing } from './sizing.ts'

/** Reasons at most, after US Regulation B: more than four are "not likely to be helpful". */
const REASONS_MAX = 4

export type ReasonCode =
  /** Too new, too few days, overdue, a breach not long ago. */
  | 'E01'
  | 'E02'
  | 'E03'
  | 'E04'
  | ScoreCode
  | LimitCode
  /** Below the least offer; no fee within the law. */
  | 'L06'
  | 'P01'
  /** A rule against money that goes in circles, `H` and the number of the rule. */
  | `H${string}`

export interface Reason {
  code: ReasonCode
  /** What was measured, and what would have been best or is the bound; their meaning is the code's. */
  value: number | null
  target: number | null
}

/** What a policy offers, or why it does not. Money in minor units, rates in basis points. */
export interface Assessment {
  outcome: 'offer' | 'none'
  as_of_day: number
  model_version: string
  policy_id: string
  policy_version: number
  /** Null for a vendor who is not scored yet or is held. */
  score: number | null
  band: string | null
  /** Certainty-equivalent weekly income times 100. */
  steady_weekly_100: number
  /** Principal that may be out in all, and what may be drawn besides what is out. */
  limit: number
  amount: number
  bounds: Record<LimitCode, number> | null
  binding: LimitCode | null
  price: PriceTerms | null
  /** Of the whole amount at the policy's usual share of sales. */
  disclosure: Disclosure | null
  reasons: Reason[]
  /** Reason codes of the features that the history does not have. */
  absent: string[]
}

/** What a policy brings to an assessment. */
export interface PolicyState {
  policy: LendingPolicy
  model: CreditModel
  /** Minor units that the lender's portfolio may still grow. */
  headroom: number
}

/** Assesses a vendor for one policy: may there be an offer, in which band, how large, at which price, and why. */
export function assess(inputs: CreditInputs, state: PolicyState): Assessment {
  const { policy, model } = state
  const scored = scoreOf(inputs, model)
  const none = nothingYet(inputs, state, scored)
  const refused = refusals(inputs, policy, model)
  if (refused.length > 0) return { ...none, score: null, reasons: refused }
  const place = bandsOf(policy).findIndex(({ score }) => scored.score >= score)
  if (place === -1) return { ...none, reasons: scoreReasons(scored, REASONS_MAX) }
  const { band, sizing, priced } = offerOf(inputs, state, place)
  const { bounds, binding, limit, amount } = sizing
  const sized = { ...none, band, bounds, binding }
  const bound: Reason = { code: binding, value: bounds[binding], target: null }
  if (amount === 0) {
    const least: Reason = { code: 'L06', value: null, target: policy.min_offer_minor }
    return { ...sized, reasons: [bound, least] }
  }
  if (priced === null) {
    return { ...sized, reasons: [{ code: 'P01', value: null, target: policy.max_apr_bp }, bound] }
  }
  const shortfalls = place === 0 ? [] : scoreReasons(scored, REASONS_MAX - 1)
  const { terms: price, disclosure } = priced
  const reasons = [bound, ...shortfalls]
  return { ...sized, outcome: 'offer', limit, amount, price, disclosure, reasons }
}

/** How good an assessment is for the vendor: 0 without an offer, then bands from the weakest up. */
export function rankOf({ outcome, band }: Assessment, policy: LendingPolicy): number {
  const place = bandsOf(policy).findIndex((one) => one.band === band)
  return outcome === 'none' || place === -1 ? 0 : policy.cutoffs.length - place
}

function nothingYet(
  inputs: CreditInputs,
  { policy, model }: PolicyState,
  { score, lines }: Score,
): Assessment {
  return {
    outcome: 'none',
    as_of_day: inputs.asOfDay,
    model_version: model.version,
    policy_id: policy.policy_id,
    policy_version: policy.version,
    score,
    band: null,
    steady_weekly_100: Number(steadyWeekly100(inputs.features.weeks.map(BigInt))),
    limit: 0,
    amount: 0,
    bounds: null,
    binding: null,
    price: null,
    disclosure: null,
    reasons: [],
    absent: lines.filter(({ points }) => points === null).map(({ code }) => code),
  }
}

/** Why a vendor is not scored at all: too new, overdue, or held by a rule. */
function refusals(inputs: CreditInputs, policy: LendingPolicy, model: CreditModel): Reason[] {
  const { features, loans } = inputs
  const reasons: Reason[] = []
  const tenure = Math.max(model.tenureDaysMin, policy.min_tenure_days)
  const active = Math.max(model.activeDaysMin, policy.min_active_days)
  if (features.tenureDays < tenure)
    reasons.push({ code: 'E01', value: features.tenureDays, target: tenure })
  if (features.activeDays56 < active)
    reasons.push({ code: 'E02', value: features.activeDays56, target: active })
  if (loans.isOverdue) reasons.push({ code: 'E03', value: null, target: null })
  if (loans.breachDaysAgo !== null && loans.breachDaysAgo < model.breachDays)
    reasons.push({ code: 'E04', value: loans.breachDaysAgo, target: model.breachDays })
  const holds = holdsOf(inputs, model).map((code): Reason => {
    const gate = model.gates.find((one) => one.code === code)
    const value = inputs.signals[code] ?? null
    return { code: `H${code.slice(1)}`, value, target: gate?.aboveBp ?? null }
  })
  return [...reasons, ...holds].slice(0, REASONS_MAX)
}

/** Features that cost points, the dearest first; ties by code. */
function scoreReasons({ lines }: Score, most: number): Reason[] {
  return lines
    .flatMap(({ code, value, points, best }) =>
      points === null || points >= best ? [] : [{ code, value, lost: best - points }],
    )
    .toSorted((a, b) => b.lost - a.lost || (a.code < b.code ? -1 : 1))
    .slice(0, most)
    .map(({ code, value }) => ({ code, value, target: null }))
}

interface BandOffer {
  band: string
  sizing: Sizing
  priced: { terms: PriceTerms; disclosure: Disclosure } | null
}

/**
 * Size and price in the band at `place`. The bands below are priced first: a better band never costs more a year than a
 * weaker one would for the same income, whatever rounding and the lengths of their terms would make of it.
 */
function offerOf(inputs: CreditInputs, state: PolicyState, place: number): BandOffer {
  const { policy, model, headroom } = state
  const bands = bandsOf(policy)
  let cap = policy.max_apr_bp
  for (let i = bands.length - 1; ; i -= 1) {
    const { band, terms } = bands[i] ?? { band: '', terms: NO_TERMS }
    const sizing = sizeOf(inputs, { policy, terms, model }, headroom)
    const price = priceTerms(inputs, { policy, sizing, feeBp: terms.fee_bp, cap })
    const disclosure =
      sizing.amount === 0 ? null : priceDraw(price, sizing.amount, policy.holdback_bp.default)
    if (i <= place) {
      return { band, sizing, priced: disclosure === null ? null : { terms: price, disclosure } }
    }
    if (disclosure !== null) cap = Math.min(cap, aprOf(disclosure, price))
  }
}

const NO_TERMS = { mult_bp: 0, term_days: 0, stress_bp: 0, fee_bp: 0 }

function priceTerms(
  { features }: CreditInputs,
  about: { policy: LendingPolicy; sizing: Sizing; feeBp: number; cap: number },
): PriceTerms {
  const { policy, sizing, feeBp, cap } = about
  return {
    fee_bp: feeBp,
    min_fee_bp: policy.min_fee_bp,
    max_apr_bp: cap,
    apr_basis: policy.apr_basis,
    window_sales: features.windowSales,
    window_days: features.windowDays,
    steady_weekly_100: sizing.steady100,
  }
}
