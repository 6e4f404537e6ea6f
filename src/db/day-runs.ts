/** Days as intervals of moments, packed so that a statement finds a moment's day by a division. */

export interface Day {
  fromMs: number
  toMs: number
}

/** Days of the same length that follow each other: inside a run a moment's day is a division and no search. */
interface Run {
  /** Place of its first day in the list. */
  first: number
  fromMs: number
  toMs: number
  dayMs: number
}

/** Runs of the given days, oldest first: as many as clocks change in them, and one. */
export function dayRuns(days: readonly Day[]): Run[] {
  const runs: Run[] = []
  for (const [i, { fromMs, toMs }] of days.entries()) {
    const last = runs.at(-1)
    const dayMs = toMs - fromMs
    if (last?.toMs === fromMs && last.dayMs === dayMs) last.toMs = toMs
    else if (dayMs > 0) runs.push({ first: i, fromMs, toMs, dayMs })
  }
  return runs
}
