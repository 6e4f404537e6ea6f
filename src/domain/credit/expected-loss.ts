/**
 * Principal lost by score, basis points, in the simulator (`npm run credit:simulate`): what a dry run compares policies
 * with. Consequences of the simulator's assumptions, not a forecast.
 */
const LOSS_BP: readonly (readonly [score: number, lossBp: number])[] = [
  [550, 200],
  [535, 300],
  [520, 420],
  [505, 540],
  [490, 700],
  [470, 850],
  [0, 1100],
]

/** Expected loss of principal at a score, basis points. */
export function expectedLossBp(score: number): number {
  return LOSS_BP.find(([least]) => score >= least)?.[1] ?? 0
}
