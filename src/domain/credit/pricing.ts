import { dailyRate, effectiveOf, feeBpWithin, nominalOf, rateOfApr } from './apr.ts'
import type { LendingPolicy } from './policy.ts'

/** What prices a draw: fixed when the offer is made, so that every quote under it follows the same rule. */
export interface PriceTerms {
  fee_bp: number
  min_fee_bp: number
  /** The policy's cap, or less where a weaker band would have paid less for the same income. */
  max_apr_bp: number
  apr_basis: LendingPolicy['apr_basis']
  /** Qualified sales over so many days: the historical method of 10 CCR 930. */
  window_sales: number
  window_days: number
  /** Certainty-equivalent weekly income times 100. */
  steady_weekly_100: number
}

/** The whole cost of one draw: what the vendor sees before saying yes. Minor units, basis points, days. */
export interface Disclosure {
  principal: number
  fee: number
  owed: number
  holdback_bp: number
  /** At the average of recent sales, and at the steady income: the range that is shown. */
  expected_days: number
  steady_days: number
  apr_nominal_bp: number
  apr_effective_bp: number
  /** Effective interest rate of a day times 10^12: what an early payoff is reckoned with. */
  daily_rate_e12: number
}

/** Longer than any line lives: income too small to repay shows as this many days. */
export const EXPECTED_DAYS_MAX = 3650
const BP = 10_000n

/**
 * Prices a draw: the band's flat fee, lowered until the disclosed APR at the expected days is within the cap. Null when
 * that leaves less than the lender's least fee (reason P01).
 *
 * @param principal minor units, greater than 0
 * @param holdbackBp the vendor's share of each sale
 */
export function priceDraw(
  terms: PriceTerms,
  principal: number,
  holdbackBp: number,
): Disclosure | null {
  const capRate = rateOfApr(terms.max_apr_bp, terms.apr_basis)
  for (let feeBp = terms.fee_bp; feeBp >= terms.min_fee_bp;) {
    const disclosure = disclose(terms, { principal, feeBp, holdbackBp })
    if (aprOf(disclosure, terms) <= terms.max_apr_bp) return disclosure
    feeBp = Math.min(feeBp - 1, feeBpWithin(capRate, disclosure.expected_days))
  }
  return null
}

/** The APR that the cap speaks of. */
export function aprOf(disclosure: Disclosure, { apr_basis: basis }: Pick<PriceTerms, 'apr_basis'>) {
  return basis === 'effective_annual' ? disclosure.apr_effective_bp : disclosure.apr_nominal_bp
}

function disclose(
  terms: PriceTerms,
  { principal, feeBp, holdbackBp }: { principal: number; feeBp: number; holdbackBp: number },
): Disclosure {
  const fee = Number((BigInt(principal) * BigInt(feeBp) + BP - 1n) / BP)
  const owed = principal + fee
  const days = daysToRepay(owed, holdbackBp, { sales: terms.window_sales, days: terms.window_days })
  const steady = { sales: terms.steady_weekly_100, days: 700 }
  const rate = dailyRate({ principal, fee, days })
  return {
    principal,
    fee,
    owed,
    holdback_bp: holdbackBp,
    expected_days: days,
    steady_days: daysToRepay(owed, holdbackBp, steady),
    apr_nominal_bp: nominalOf(rate),
    apr_effective_bp: effectiveOf(rate),
    daily_rate_e12: Math.round(rate * 1e12),
  }
}

/** Whole days until a share of sales has repaid an amount, at so many sales in so many days. */
export function daysToRepay(
  owed: number,
  holdbackBp: number,
  { sales, days }: { sales: number; days: number },
): number {
  const a = BigInt(owed) * BigInt(days) * BP
  const b = BigInt(holdbackBp) * BigInt(sales)
  if (b <= 0n) return EXPECTED_DAYS_MAX
  const whole = (a + b - 1n) / b
  return Math.max(1, Number(whole < BigInt(EXPECTED_DAYS_MAX) ? whole : BigInt(EXPECTED_DAYS_MAX)))
}
