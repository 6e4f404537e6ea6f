/** What a stall steadily earns, from its last eight weeks and from its last year. */

/** Whole weeks that the measure looks at, oldest first. */
export const INCOME_WEEKS = 8
const RECENT_WEEKS = 4
/** Periods of so many weeks that make a year and a month: a season counts twice only while it is the present one. */
export const INCOME_PERIODS = 7
/** Weights of the weeks in ascending order of sales; each list adds up to 100. */
const WEIGHTS_8 = [24n, 20n, 16n, 13n, 10n, 8n, 6n, 3n]
const WEIGHTS_4 = [40n, 28n, 20n, 12n]

/**
 * Certainty-equivalent weekly income times 100, in minor units: the weeks in ascending order with falling weights,
 * over eight weeks and over the last four, whichever is less.
 *
 * A sum of order statistics with falling weights rises with every week and falls when money moves from a poor week to
 * a rich one. So one more sale never lowers it, steadier sales never lower it, and a spike hardly counts: stability is
 * inside the measure, not beside it. Source: rank-dependent expected utility (Yaari 1987), with concave weights.
 *
 * @param weeks qualified sales of each week in minor units, oldest first
 */
export function steadyWeekly100(weeks: readonly bigint[]): bigint {
  const all = weighted(WEIGHTS_8, weeks)
  const recent = weighted(WEIGHTS_4, weeks.slice(-RECENT_WEEKS))
  return all < recent ? all : recent
}

/**
 * Certainty-equivalent weekly income times 100 of a year: periods of eight weeks in ascending order, with weights that
 * fall in equal steps, 2n - 1, …, 3, 1 of n². A season that comes every year lowers it as bad weeks lower
 * {@link steadyWeekly100}, and by the same laws. What moves between the last eight weeks changes nothing, because they
 * are one period. Source: the Gini social evaluation function, the mean times one less the Gini coefficient (Sen 1976).
 *
 * @param periods qualified sales of each period in minor units, in any order; null when there is none
 */
export function lastingWeekly100(periods: readonly bigint[]): bigint | null {
  const count = periods.length
  if (count === 0) return null
  const weights = periods.map((_, i) => BigInt(2 * (count - i) - 1))
  return (weighted(weights, periods) * 100n) / BigInt(INCOME_WEEKS * count * count)
}

/**
 * Steady weekly income times 100 as far as a year bears it out: no more than {@link lastingWeekly100}, and each of the
 * {@link INCOME_PERIODS} periods that a young stall has not shown yet counts half.
 *
 * @param steady {@link steadyWeekly100} of the last eight weeks
 */
export function provenWeekly100(steady: bigint, periods: readonly bigint[]): bigint {
  const lasting = lastingWeekly100(periods) ?? steady
  const shown = BigInt(Math.min(INCOME_PERIODS, periods.length))
  const all = BigInt(INCOME_PERIODS)
  return ((lasting < steady ? lasting : steady) * (all + shown)) / (2n * all)
}

function weighted(weights: readonly bigint[], sales: readonly bigint[]): bigint {
  const ascending = sales.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return weights.reduce((sum, weight, i) => sum + weight * (ascending[i] ?? 0n), 0n)
}
