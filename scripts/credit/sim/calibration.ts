/** Checks C1 to C6: the market must look like the sources before any model is judged in it. */
import { CURRENT_MODEL } from '../../../src/domain/credit/model.ts'
import { scoreOf } from '../../../src/domain/credit/score.ts'
import type { World, Subject } from '../world/world.ts'
import { diesOn, leavesOn, soldBetween } from '../world/world.ts'
import { fitLogistic, predict } from './logistic.ts'
import { flowAfterDraw, repay } from './repay.ts'
import { auc, mean, quantile, total } from './stats.ts'
import type { Metrics } from './summary.ts'

/** A flat line for everybody: a quarter of the last thirty days, repaid with a tenth of sales. */
const FLAT = { part: 0.25, feePart: 0, holdbackBp: 1000 }
const MONTH_8 = { from: 210, to: 240 }
const MONTHS = { from: 30, to: 240 }
const YEAR = 365
/** Fewer takers or others than this are no comparison. */
const ALIKE_MIN = 5

/** What the flat line did to one vendor; null for one without sales to lend on. */
export function flatIsBad(subject: Subject): boolean | null {
  const principal = Math.floor(subject.month * FLAT.part)
  if (principal < 1) return null
  const fee = Math.ceil(principal * FLAT.feePart)
  const terms = { principal, fee, expectedDays: 75 }
  return repay(subject, terms, { holdbackBp: FLAT.holdbackBp }).isBad
}

/** Old enough and active enough to be scored at all. */
export function isScorable({ inputs }: Subject): boolean {
  const { tenureDays, activeDays56 } = inputs.features
  return tenureDays >= CURRENT_MODEL.tenureDaysMin && activeDays56 >= CURRENT_MODEL.activeDaysMin
}

export function calibrationOf({ subjects }: World, labels: readonly (boolean | null)[]): Metrics {
  const known = labels.filter((label) => label !== null)
  const deaths = subjects.filter(({ vendor, asOfDay }) => diesOn(vendor) < asOfDay + YEAR)
  const silent = subjects.filter(({ vendor, asOfDay }) => leavesOn(vendor, {}) < asOfDay + 270)
  const honest = subjects.filter((one) => one.vendor.fraud === null && isScorable(one))
  const young = honest.filter(({ inputs }) => isAged(inputs.features.tenureDays, 90, 180))
  const old = honest.filter(({ inputs }) => isAged(inputs.features.tenureDays, 180, Infinity))
  return {
    C1: known.filter(Boolean).length / known.length,
    C2: deaths.length / subjects.length,
    C3: flowRatio(honest),
    C4: flowOf(old) / flowOf(young) - 1,
    C5: oracleAuc(subjects, labels),
    ...marginalsOf(subjects),
    'marginal.silentAfter270Days': silent.length / subjects.length,
  }
}

function isAged(days: number, from: number, to: number): boolean {
  return days >= from && days < to
}

/** Flow in month 8 against the month before, of takers over those of like score and age who took nothing. */
function flowRatio(honest: readonly Subject[]): number {
  let taken = 0
  let untaken = 0
  for (const group of alike(honest)) {
    const takers = group.filter(({ vendor }) => vendor.takesUp)
    const others = group.filter(({ vendor }) => !vendor.takesUp)
    if (takers.length < ALIKE_MIN || others.length < ALIKE_MIN) continue
    taken += takers.length * trimmedMean(takers.map(month8))
    untaken += takers.length * trimmedMean(others.map(month8))
  }
  return taken / untaken
}

function alike(subjects: readonly Subject[]): Subject[][] {
  const byScore = split(subjects, 5, ({ inputs }) => scoreOf(inputs, CURRENT_MODEL).score)
  return byScore.flatMap((group) => split(group, 2, ({ inputs }) => inputs.features.tenureDays))
}

function split(subjects: readonly Subject[], parts: number, by: (one: Subject) => number) {
  const values = subjects.map(by)
  const cuts = Array.from({ length: parts - 1 }, (_, i) => quantile(values, (i + 1) / parts))
  const groups = Array.from({ length: parts }, (): Subject[] => [])
  for (const one of subjects) groups[cuts.filter((cut) => by(one) > cut).length]?.push(one)
  return groups
}

function month8(subject: Subject): number {
  const { history, asOfDay, vendor, month } = subject
  const flow = flowAfterDraw(subject, {})
  const gone = leavesOn(vendor, {})
  let sold = 0
  for (let day = asOfDay + MONTH_8.from; day < asOfDay + MONTH_8.to; day += 1) {
    const base = day < gone ? (history.sales[day - history.startDay] ?? 0) : 0
    sold += vendor.takesUp ? base * flow(day) : base
  }
  return sold / month
}

/** Mean flow of takers in months 2 to 8 after a draw, relative to the month before. */
function flowOf(subjects: readonly Subject[]): number {
  const takers = subjects.filter(({ vendor }) => vendor.takesUp)
  return trimmedMean(
    takers.map((subject) => {
      const { history, asOfDay, month } = subject
      const flow = flowAfterDraw(subject, {})
      let sold = 0
      for (let day = asOfDay + MONTHS.from; day < asOfDay + MONTHS.to; day += 1)
        sold += (history.sales[day - history.startDay] ?? 0) * flow(day)
      return sold / month
    }),
  )
}

/** Without the hundredth that came from nearly nothing: one new stall would decide the mean. */
function trimmedMean(values: readonly number[]): number {
  const most = quantile(values, 0.99)
  return mean(values.filter((value) => value <= most))
}

/** How well the hidden traits themselves tell bad from good: what is left is luck. */
function oracleAuc(subjects: readonly Subject[], labels: readonly (boolean | null)[]): number {
  const rows: number[][] = []
  const isBad: boolean[] = []
  for (const [i, subject] of subjects.entries()) {
    const label = labels[i]
    const { vendor } = subject
    if (label === null || label === undefined || vendor.fraud !== null || !isScorable(subject))
      continue
    const { fragility: z, strategy: s } = vendor
    rows.push([z, s, z * z, s * s, z * s])
    isBad.push(label)
  }
  const weights = fitLogistic(rows, isBad)
  return auc(rows.map((row, i) => ({ score: -predict(weights, row), isBad: isBad[i] === true })))
}

function marginalsOf(subjects: readonly Subject[]): Metrics {
  const months = subjects.map(({ month }) => month / 100)
  const scored = subjects.filter(isScorable)
  const weekly = scored.map(({ inputs }) => variation(inputs.features.weeks))
  const days = scored.map(({ history, asOfDay }) => lastDays(history, asOfDay))
  return {
    'marginal.monthP5': quantile(months, 0.05),
    'marginal.monthP50': quantile(months, 0.5),
    'marginal.monthP95': quantile(months, 0.95),
    'marginal.weeklyCvP10': quantile(weekly, 0.1),
    'marginal.weeklyCvP50': quantile(weekly, 0.5),
    'marginal.weeklyCvP90': quantile(weekly, 0.9),
    'marginal.dailyCvP50': quantile(days.map(variation), 0.5),
    'marginal.zeroDays': mean(days.flat().map((sold) => Number(sold === 0))),
    'marginal.scorable': scored.length / subjects.length,
  }
}

function lastDays(history: Subject['history'], asOfDay: number): number[] {
  return Array.from({ length: 56 }, (_, i) => {
    const day = asOfDay - 56 + i
    return soldBetween(history, day, day + 1)
  })
}

function variation(values: readonly number[]): number {
  const middle = mean(values)
  const squares = total(values.map((value) => (value - middle) ** 2))
  return middle === 0 ? 0 : Math.sqrt(squares / values.length) / middle
}
