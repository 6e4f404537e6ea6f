/** What a stall steadily earns, from its last eight weeks. */

/** Whole weeks that the measure looks at, oldest first. */
export const INCOME_WEEKS = 8
const RECENT_WEEKS = 4
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

function weighted(weights: readonly bigint[], weeks: readonly bigint[]): bigint {
  const ascending = weeks.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return weights.reduce((sum, weight, i) => sum + weight * (ascending[i] ?? 0n), 0n)
}
