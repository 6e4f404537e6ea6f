import type { CreditInputs, Features, LoanHistory } from './features.ts'
import { provenWeekly100, steadyWeekly100 } from './income.ts'
import type { CreditModel } from './model.ts'
import type { BandTerms, LendingPolicy } from './policy.ts'

/** What bounds a line, in the order in which ties are told. */
export type LimitCode = 'L01' | 'L02' | 'L03' | 'L04' | 'L05'

export interface Sizing {
  /** Certainty-equivalent weekly income times 100, minor units. */
  steady100: number
  /** Each bound on the principal that may be out, minor units; L05 is what the lender has left plus what is out. */
  bounds: Record<LimitCode, number>
  binding: LimitCode
  /** Principal that may be out in all: what is out already, and `amount`. 0 when there is no offer. */
  limit: number
  /** Principal that may be drawn besides what is out; a multiple of the policy's step. */
  amount: number
}

const BP = 10_000n
const LIMIT_CODES: readonly LimitCode[] = ['L01', 'L02', 'L03', 'L04', 'L05']
/** A draw repaid in up to so much of the expected days makes the next line larger. */
export const IN_TIME_BP = 13_000
const SLOW_BP = 17_000

/**
 * The size of a line: the least of a share of steady income, what a stressed income repays within the term, the cap,
 * the ramp and the lender's headroom. Income is what the last eight weeks steadily brought; for a model that looks at a
 * year, as far as a year bears it out. Products pass 2^53 for ordinary amounts, hence bigint.
 *
 * @param headroom minor units that the lender's portfolio may still grow
 */
export function sizeOf(
  { features, loans }: CreditInputs,
  { policy, terms, model }: { policy: LendingPolicy; terms: BandTerms; model: CreditModel },
  headroom: number,
): Sizing {
  const steady = steadyWeekly100(features.weeks.map(BigInt))
  const income = incomeOf(features, { steady, model })
  const holdback = BigInt(policy.holdback_bp.default)
  const share = (income * 30n * BigInt(terms.mult_bp)) / (7n * 100n * BP)
  const afford =
    (income * BigInt(terms.term_days) * holdback * BigInt(terms.stress_bp)) /
    (7n * 100n * BP * (BP + highestFee(policy)))
  const bounds: Record<LimitCode, number> = {
    L01: Number(share),
    L02: Number(afford),
    L03: policy.cap_minor,
    L04: rampCap(loans, policy, model),
    L05: Math.max(0, headroom) + loans.outstanding,
  }
  const [binding = 'L01'] = LIMIT_CODES.toSorted((a, b) => bounds[a] - bounds[b])
  const step = policy.step_minor
  const amount = floorTo(floorTo(bounds[binding], step) - loans.outstanding, step)
  const isWorth = amount >= policy.min_offer_minor
  return {
    steady100: Number(steady),
    bounds,
    binding,
    limit: isWorth ? amount + loans.outstanding : 0,
    amount: isWorth ? amount : 0,
  }
}

function incomeOf(
  { periods }: Features,
  { steady, model }: { steady: bigint; model: CreditModel },
): bigint {
  const isYear = model.looksAtYear === true && periods !== undefined
  return isYear ? provenWeekly100(steady, periods.map(BigInt)) : steady
}

/**
 * How far the line may have grown: the first step for a first line, one step more and at most twice the largest repaid
 * draw after each draw repaid in time, half after a slow one, nothing for a while after a breach.
 */
export function rampCap(
  loans: LoanHistory,
  { ramp_minor: ramp }: LendingPolicy,
  { breachDays }: CreditModel,
): number {
  if (loans.breachDaysAgo !== null && loans.breachDaysAgo < breachDays) return 0
  const first = ramp[0] ?? 0
  const step = Math.min(loans.repaidInTime, ramp.length - 1)
  const grown = Math.max(first, Math.min(2 * loans.largestRepaid, ramp[step] ?? first))
  return (loans.lastPaceBp ?? 0) > SLOW_BP ? Math.floor(grown / 2) : grown
}

/** The policy's highest fee: with a fee of its own in it, a better band could afford less than a weaker one. */
function highestFee({ bands }: LendingPolicy): bigint {
  return BigInt(Math.max(...Object.values(bands).map(({ fee_bp: fee }) => fee)))
}

function floorTo(amount: number, step: number): number {
  return amount <= 0 ? 0 : amount - (amount % step)
}
