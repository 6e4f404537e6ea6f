/** The whole backtest: series in, figures out. No clock, no chance: the same file gives the same bytes. */
import type { PolicyState } from '../../../src/domain/credit/decision.ts'
import { bandsOf } from '../../../src/domain/credit/policy.ts'
import { seedFrom } from '../../demo/random.ts'
import { baselinesFor, gathered } from './baselines.ts'
import type { BaselineFigures } from './baselines.ts'
import { policyLender } from './lenders.ts'
import { figuresOf, median, vendorsOf } from './metrics.ts'
import type { Figures } from './metrics.ts'
import type { Series } from './series.ts'
import type { WindowRule } from './takings-inputs.ts'
import { trackOf, walk } from './walk.ts'
import type { Advance, Ends, Track, Walk } from './walk.ts'

/** Days of history before the first decision; also the shortest that a file can be asked about. */
const HISTORY_DAYS = 56
const FIRST_SLOT_DAYS = 28
const FOLLOW_UP = { min: 60, max: 180 }
/** More than any portfolio: the lender's limit is not what is tested. */
export const HEADROOM = 4_000_000_000_000_000

/** Every so many days, or on days that are named. */
export type Schedule = { every: number } | { days: readonly number[] }

export interface BacktestOptions {
  state: PolicyState
  schedule: Schedule
  /** Days at the end of the file without decisions, because too little would come after; null for the usual. */
  followUpDays: number | null
  /** Another estimate of the days of repayment, for comparisons. */
  windowRule?: WindowRule | null
}

export interface Outcome {
  overall: Figures
  bands: Record<string, Figures>
  baselines: Record<string, BaselineFigures>
}

export interface Backtest {
  followUpDays: number
  decisionsUntilDay: number | null
  treatments: Record<Ends, Outcome>
  /** As closure. */
  advances: Advance[]
}

export function runBacktest(series: readonly Series[], options: BacktestOptions): Backtest {
  const span = spanOf(series)
  const followUpDays = options.followUpDays ?? usualFollowUp(span.days)
  const untilDay = span.lastDay + 1 - followUpDays
  const holdback = options.state.policy.holdback_bp.default
  const tracks = series.map((one) =>
    trackOf(one, slotsOf(one, untilDay, options.schedule), holdback),
  )
  const lender = policyLender(options.state, options.windowRule ?? null)
  const walks = tracks.map((track) => walk(track, lender))
  const outcome = (ends: Ends) => outcomeOf(tracks, { walks, state: options.state, ends })
  return {
    followUpDays,
    decisionsUntilDay: series.length === 0 ? null : untilDay,
    treatments: { closure: outcome('closure'), censor: outcome('censor') },
    advances: walks.flatMap(({ advances }) => advances),
  }
}

/** Median over vendors of thirty days' takings, by the first eight weeks of each: known before anything is lent. */
export function medianMonth(series: readonly Series[]): number | null {
  const months = series.flatMap(({ sums }) => {
    const days = Math.min(HISTORY_DAYS, sums.length - 1)
    const sales = sums[days] ?? 0
    return sales > 0 ? [(sales * 30) / days] : []
  })
  return median(months)
}

function spanOf(series: readonly Series[]): { lastDay: number; days: number } {
  let firstDay = Infinity
  let lastDay = -Infinity
  for (const one of series) {
    firstDay = Math.min(firstDay, one.firstDay)
    lastDay = Math.max(lastDay, one.lastDay)
  }
  return series.length === 0 ? { lastDay: 0, days: 0 } : { lastDay, days: lastDay - firstDay + 1 }
}

/** Charge-off comes at 180 days; a short file gives three fifths of what it has after the first eight weeks. */
function usualFollowUp(days: number): number {
  const most = Math.floor(((days - HISTORY_DAYS) * 3) / 5)
  return Math.max(FOLLOW_UP.min, Math.min(FOLLOW_UP.max, most))
}

/** Decision days of a vendor: staggered by its name, so that not everybody is asked on the same Monday. */
function slotsOf({ vendor, firstDay }: Series, untilDay: number, schedule: Schedule): number[] {
  if ('days' in schedule) return schedule.days.filter((day) => day <= untilDay)
  const slots: number[] = []
  const offset = seedFrom('backtest', vendor) % schedule.every
  for (let day = firstDay + FIRST_SLOT_DAYS + offset; day <= untilDay; day += schedule.every)
    slots.push(day)
  return slots
}

interface OutcomeOptions {
  walks: readonly Walk[]
  state: PolicyState
  ends: Ends
}

function outcomeOf(tracks: readonly Track[], { walks, state, ends }: OutcomeOptions): Outcome {
  const { advances, decisions } = gathered(tracks, walks, ends)
  const overall = figuresOf(advances, { vendors: tracks.length, decisions })
  const bands = Object.fromEntries(
    bandsOf(state.policy).map(({ band }) => {
      const own = advances.filter((one) => one.band === band)
      return [band, figuresOf(own, { vendors: vendorsOf(own), decisions })]
    }),
  )
  return { overall, bands, baselines: baselinesFor(tracks, { advances, overall, state, ends }) }
}
