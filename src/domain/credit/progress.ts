/** How a draw is getting on: its days without pauses, its checks every two weeks, and what its pace says of the next. */
import type { Draw, DrawPosition } from './line.ts'
import { IN_TIME_BP } from './sizing.ts'

/** A pause that the vendor declared: first day and the day after the last. */
export interface Pause {
  fromDay: number
  toDay: number
}

export type ProgressStatus = 'on_track' | 'behind' | 'near_breach' | 'breach'

export interface Progress {
  elapsedDays: number
  expectedDays: number
  /** What the plan would have repaid by now, and half of it: the least that keeps the line in good standing. */
  planned: number
  minimum: number
  settled: number
  status: ProgressStatus
}

const BP = 10_000n
/** Checks come every two weeks; half of the plan is enough (Fineract: delinquency period, minimum payment). */
export const CHECK_DAYS = 14
const CHECK_SHARE = 2
/** Cumulatively below two fifths at one and a half times the expected days is a breach. */
const BREACH_BP = 4000n
/** Declared pauses of one draw, in days. */
export const PAUSE_DAYS_MAX = 21
const PACE_DAYS = 182
/** A draw that is open so long after its turn came is written off. */
export const WRITE_OFF_DAYS = 180

/** Days since a draw's turn came, without declared pauses. */
export function elapsedDays(clockDay: number, today: number, pauses: readonly Pause[]): number {
  const paused = pauses.reduce((sum, { fromDay, toDay }) => {
    return sum + Math.max(0, Math.min(toDay, today) - Math.max(fromDay, clockDay))
  }, 0)
  return Math.max(0, today - clockDay - paused)
}

/** How a draw is getting on, from its checks and its age. */
export function progressOf(
  { draw, owed, settled }: DrawPosition,
  today: number,
  pauses: readonly Pause[],
): Progress {
  const { expected_days: expectedDays } = draw.terms
  const elapsed = elapsedDays(draw.clockDay ?? today, today, pauses)
  const planned = plannedBy(owed, expectedDays, elapsed)
  const due = Math.floor(
    plannedBy(owed, expectedDays, elapsed - (elapsed % CHECK_DAYS)) / CHECK_SHARE,
  )
  const isBreach =
    elapsed * 2 >= expectedDays * 3 && BigInt(settled) * BP < BigInt(owed) * BREACH_BP
  const misses = missesAtEnd(draw.checks, owed, expectedDays)
  const status = isBreach
    ? 'breach'
    : misses >= 2
      ? 'near_breach'
      : misses === 1 || settled < due
        ? 'behind'
        : 'on_track'
  const minimum = Math.floor(planned / CHECK_SHARE)
  return { elapsedDays: elapsed, expectedDays, planned, minimum, settled, status }
}

/**
 * Checks that a draw has had by now: what the servicing stores. Where the nightly look was away for several, what was
 * repaid meanwhile counts evenly for each of them: an outage of ours alone makes nobody late.
 */
export function checksBy(
  { draw, settled }: DrawPosition,
  today: number,
  pauses: readonly Pause[],
): number[] {
  const { checks, clockDay } = draw
  if (clockDay === null) return [...checks]
  const due = Math.floor(elapsedDays(clockDay, today, pauses) / CHECK_DAYS)
  const missing = Math.max(0, due - checks.length)
  const last = checks.at(-1) ?? 0
  const share = (n: number) => Number((BigInt(settled - last) * BigInt(n)) / BigInt(missing))
  return [...checks, ...Array.from({ length: missing }, (_, i) => last + share(i + 1))]
}

/** Actual over expected days of a draw that is repaid, basis points; null for one that is not. */
export function paceBp(
  { clockDay, closedDay, terms }: Draw,
  pauses: readonly Pause[],
): number | null {
  if (clockDay === null || closedDay === null) return null
  const days = Math.max(1, elapsedDays(clockDay, closedDay, pauses))
  return Math.round((days * Number(BP)) / terms.expected_days)
}

/**
 * Whether a repaid draw says anything about the next: it was out for two weeks, or for half of its days. Drawing and
 * paying off on the same day proves nothing.
 */
export function countsForRamp(draw: Draw, pauses: readonly Pause[]): boolean {
  if (draw.clockDay === null || draw.closedDay === null) return false
  const days = elapsedDays(draw.clockDay, draw.closedDay, pauses)
  return days >= Math.min(CHECK_DAYS, Math.ceil(draw.terms.expected_days / 2))
}

/** A pace says something about the next draw for half a year; after that a slow one no longer stands in the way. */
export function isRecentPace({ closedDay }: Pick<Draw, 'closedDay'>, today: number): boolean {
  return closedDay !== null && today - closedDay <= PACE_DAYS
}

/** Whether a pace earns a larger line. */
export function isInTime(pace: number): boolean {
  return pace <= IN_TIME_BP
}

function plannedBy(owed: number, expectedDays: number, elapsed: number): number {
  if (elapsed >= expectedDays) return owed
  return Number((BigInt(owed) * BigInt(elapsed)) / BigInt(expectedDays))
}

/** How many checks in a row, up to the newest, found less than half of their own two weeks' plan. */
function missesAtEnd(checks: readonly number[], owed: number, expectedDays: number): number {
  let misses = 0
  for (let i = checks.length - 1; i >= 0; i -= 1) {
    const plan =
      plannedBy(owed, expectedDays, (i + 1) * CHECK_DAYS) -
      plannedBy(owed, expectedDays, i * CHECK_DAYS)
    const repaid = (checks[i] ?? 0) - (checks[i - 1] ?? 0)
    if (plan === 0 || repaid * CHECK_SHARE >= plan) return misses
    misses += 1
  }
  return misses
}
