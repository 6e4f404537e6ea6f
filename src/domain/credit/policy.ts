/** A lender's policy: data, never code. Versions are only added; a decision names the version that it was made by. */
import type { Currency } from '../money/money.ts'
import { dailyRate, effectiveOf, nominalOf } from './apr.ts'
import { MODELS } from './model.ts'

/** What a band of scores may get. Rates in basis points. */
export interface BandTerms {
  /** Share of thirty days of steady income that may be lent. */
  mult_bp: number
  /** The draw must be repaid in so many days at stressed income. */
  term_days: number
  /** Part of the steady income that is left under stress. */
  stress_bp: number
  /** Flat fee of a draw; clipped where the law's cap on the APR asks for less. */
  fee_bp: number
}

/** A lending policy as a lender sends it and as it is stored. Money in minor units, rates in basis points. */
export interface LendingPolicy {
  policy_id: string
  version: number
  currency: Currency
  active: boolean
  /** First day on which decisions use this version, days since 1970-01-01. */
  valid_from_day: number
  /** ISO 3166-1 country whose law the cap is from. */
  jurisdiction: string
  apr_basis: 'nominal_daily_x365' | 'effective_annual'
  max_apr_bp: number
  /**
   * Less than this is not worth a draw to the lender: then there is no offer (reason P01). Above 0 it takes something back:
   * at a stall that sells more a draw is repaid sooner, the cap leaves less of the fee, and the offer may end.
   */
  min_fee_bp: number
  model_version: string
  /** Terms by band name. */
  bands: Record<string, BandTerms>
  /** Band names with the least score that reaches them, best band first. */
  cutoffs: [band: string, score: number][]
  /** Most that one vendor may owe of principal. */
  cap_minor: number
  /** Cap of the first line, then of the lines after each draw that was repaid in time. */
  ramp_minor: number[]
  step_minor: number
  min_offer_minor: number
  holdback_bp: { default: number; min: number; max: number }
  portfolio_limit_minor: number
  min_tenure_days: number
  min_active_days: number
  offer_ttl_days: number
  /** Part of the unearned fee that comes off when a vendor pays early. */
  rebate_bp: number
  /** True: the vendor may draw cash. False: draws pay suppliers only. */
  allow_cash: boolean
}

/** One thing that is wrong with a policy; `pointer` is a JSON pointer (RFC 6901). */
export interface PolicyProblem {
  pointer: string
  code: string
  detail: string
}

/** A vendor's sales are never held back beyond this, whatever a lender would like. */
export const HOLDBACK_BP_MAX = 2000
/** Vendors choose their share in steps of two percent. */
export const HOLDBACK_STEP_BP = 200
const BP = 10_000
/** Offers below these say more about luck than about a stall; a policy may ask for more. */
export const TENURE_DAYS_MIN = 56
export const ACTIVE_DAYS_MIN = 28

/**
 * Everything that makes a policy unlawful, unfair or contradictory; empty for one that may be used. The shape (unknown
 * keys, types, ranges of single fields) is the wire schema's; this is what fields say of each other.
 */
export function policyProblems(policy: LendingPolicy): PolicyProblem[] {
  return [...bandProblems(policy), ...moneyProblems(policy), ...holdbackProblems(policy)]
}

/** Bands of a policy, best first, with their least score. */
export function bandsOf(
  policy: LendingPolicy,
): { band: string; score: number; terms: BandTerms }[] {
  return policy.cutoffs.flatMap(([band, score]) => {
    const terms = policy.bands[band]
    return terms === undefined ? [] : [{ band, score, terms }]
  })
}

function bandProblems(policy: LendingPolicy): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  const names = policy.cutoffs.map(([band]) => band)
  for (const [i, band] of names.entries()) {
    if (policy.bands[band] === undefined)
      problems.push(problem(`/cutoffs/${i}/0`, 'unknown_band', `there is no band ${band}`))
    if (names.indexOf(band) !== i)
      problems.push(problem(`/cutoffs/${i}/0`, 'band_twice', `band ${band} has a cut-off already`))
  }
  for (const band of Object.keys(policy.bands))
    if (!names.includes(band))
      problems.push(problem(`/bands/${band}`, 'no_cutoff', `band ${band} has no cut-off`))
  const bands = bandsOf(policy)
  for (const [i, { band, score, terms }] of bands.entries()) {
    const at = `/bands/${band}`
    if (impliedAprBp(terms, policy) > policy.max_apr_bp)
      problems.push(
        problem(
          `${at}/fee_bp`,
          'fee_above_cap',
          'the fee is above the APR cap even over the whole term',
        ),
      )
    if (terms.fee_bp < policy.min_fee_bp)
      problems.push(problem(`${at}/fee_bp`, 'fee_below_minimum', 'the fee is below min_fee_bp'))
    const better = bands[i - 1]
    const place = names.indexOf(band)
    if (better !== undefined)
      problems.push(...inversions(policy, better, { band, score, terms, place }))
    if (score > bestScore(policy))
      problems.push(problem(`/cutoffs/${place}/1`, 'cutoff_unreachable', 'no vendor can reach it'))
  }
  return problems
}

/** A weaker band must not get better terms: then it would pay to look worse. */
function inversions(
  policy: LendingPolicy,
  better: { band: string; score: number; terms: BandTerms },
  worse: { band: string; score: number; terms: BandTerms; place: number },
): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  const than = `band ${better.band}, which is above it`
  const at = `/bands/${worse.band}`
  if (worse.score >= better.score)
    problems.push(
      problem(`/cutoffs/${worse.place}/1`, 'cutoffs_inverted', `is not below the one of ${than}`),
    )
  if (worse.terms.mult_bp > better.terms.mult_bp)
    problems.push(problem(`${at}/mult_bp`, 'bands_inverted', `is above the one of ${than}`))
  const stressed = (terms: BandTerms) => terms.term_days * terms.stress_bp
  if (stressed(worse.terms) > stressed(better.terms))
    problems.push(
      problem(`${at}/term_days`, 'bands_inverted', `term times stress is above the one of ${than}`),
    )
  if (impliedAprBp(worse.terms, policy) < impliedAprBp(better.terms, policy))
    problems.push(problem(`${at}/fee_bp`, 'bands_inverted', `costs less a year than ${than}`))
  return problems
}

/** The score of a vendor that is best in everything. */
function bestScore({ model_version: version }: LendingPolicy): number {
  const model = MODELS[version]
  if (model === undefined) return Infinity
  const cards = model.cards.reduce((sum, { steps }) => sum + (steps[0]?.[1] ?? 0), 0)
  return model.base + cards + Math.max(...model.pace.map(([, points]) => points))
}

/** APR of the flat fee repaid evenly over the whole term, as the cap speaks of it. */
function impliedAprBp(
  { fee_bp: feeBp, term_days: days }: BandTerms,
  { apr_basis: basis }: LendingPolicy,
): number {
  const principal = 100_000_000
  const rate = dailyRate({ principal, fee: (principal / BP) * feeBp, days })
  return basis === 'effective_annual' ? effectiveOf(rate) : nominalOf(rate)
}

function moneyProblems(policy: LendingPolicy): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  const {
    cap_minor: cap,
    ramp_minor: ramp,
    step_minor: step,
    min_offer_minor: least,
    portfolio_limit_minor: portfolio,
  } = policy
  if (least < step) problems.push(problem('/min_offer_minor', 'below_step', 'is below step_minor'))
  if (cap < least) problems.push(problem('/cap_minor', 'below_minimum', 'is below min_offer_minor'))
  if (portfolio < cap)
    problems.push(problem('/portfolio_limit_minor', 'below_cap', 'is below cap_minor'))
  for (const [i, amount] of ramp.entries()) {
    if (amount > cap) problems.push(problem(`/ramp_minor/${i}`, 'above_cap', 'is above cap_minor'))
    if (amount < (ramp[i - 1] ?? 0))
      problems.push(problem(`/ramp_minor/${i}`, 'ramp_falls', 'is below the step before'))
  }
  return problems
}

function holdbackProblems({ holdback_bp: holdback }: LendingPolicy): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  if (holdback.min > holdback.default || holdback.default > holdback.max)
    problems.push(problem('/holdback_bp', 'holdback_order', 'must be min ≤ default ≤ max'))
  if (holdback.max > HOLDBACK_BP_MAX)
    problems.push(problem('/holdback_bp/max', 'holdback_too_high', `is above ${HOLDBACK_BP_MAX}`))
  if (holdback.min < HOLDBACK_STEP_BP)
    problems.push(problem('/holdback_bp/min', 'holdback_too_low', `is below ${HOLDBACK_STEP_BP}`))
  for (const name of ['min', 'default', 'max'] as const)
    if (holdback[name] % HOLDBACK_STEP_BP !== 0)
      problems.push(
        problem(`/holdback_bp/${name}`, 'holdback_step', `is no multiple of ${HOLDBACK_STEP_BP}`),
      )
  return problems
}

function problem(pointer: string, code: string, detail: string): PolicyProblem {
  return { pointer, code, detail }
}
