/** Restock hints that were sent away stay away for a while. Pure; milliseconds since 1970. */

/** Item ids, and when each hint was sent away. */
export type Dismissed = Readonly<Record<string, number>>

/** A week: the next order of most things is due by then. */
export const DISMISSED_MS = 7 * 24 * 60 * 60_000

export function shownHints<Hint extends { item: { id: string } }>(
  hints: readonly Hint[],
  dismissed: Dismissed,
  nowMs: number,
): Hint[] {
  return hints.filter(({ item }) => !isAway(dismissed[item.id], nowMs))
}

/** Sends one away, and forgets those that are due again. */
export function dismiss(dismissed: Dismissed, item: string, nowMs: number): Dismissed {
  const kept = Object.entries(dismissed).filter(([, atMs]) => isAway(atMs, nowMs))
  return { ...Object.fromEntries(kept), [item]: nowMs }
}

/** What was stored, when it can be read. */
export function readDismissed(stored: unknown): Dismissed {
  const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : []
  return Object.fromEntries(entries.filter(([, atMs]) => typeof atMs === 'number'))
}

function isAway(atMs: number | undefined, nowMs: number): boolean {
  return atMs !== undefined && nowMs - atMs < DISMISSED_MS
}
