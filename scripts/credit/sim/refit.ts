/** The recipe of a new card: monotone bins, weight of evidence, logistic with the right signs, whole points, a hash. */
import type { CreditInputs } from '../../../src/domain/credit/features.ts'
import type { Card, CreditModel } from '../../../src/domain/credit/model.ts'
import { scoreOf } from '../../../src/domain/credit/score.ts'
import { fitLogistic, fitNegative, predict } from './logistic.ts'
import type { Weights } from './logistic.ts'

export interface Sample {
  inputs: CreditInputs
  isBad: boolean
}

interface Bin {
  /** The bin's best value: the threshold that reaches it. */
  threshold: number
  /** Its worst value, for the order. */
  worst: number
  count: number
  bads: number
}

const FINE_BINS = 20
const BIN_PART_MIN = 0.05
/** Points that double the odds; 600 points are odds of 20 to 1. */
const PDO = 40
const ANCHOR = { score: 600, odds: 20 }

export interface Refit {
  model: CreditModel
  /** Bad rate by score, fitted on seeds of its own. */
  calibration: Weights
}

export function refit(
  fit: readonly Sample[],
  calibrate: readonly Sample[],
  from: CreditModel,
): Refit {
  const binned = from.cards.map((card) => ({ card, bins: binsOf(card, fit) }))
  const isBad = fit.map((one) => one.isBad)
  const bads = isBad.filter(Boolean).length
  const goods = fit.length - bads
  const evidence = (bin: Bin) =>
    Math.log((bin.count - bin.bads + 0.5) / goods) - Math.log((bin.bads + 0.5) / bads)
  const rows = fit.map(({ inputs }) =>
    binned.map(({ card, bins }) => evidence(binFor(card, bins, inputs))),
  )
  const weights = fitNegative(rows, isBad)
  const factor = PDO / Math.LN2
  let base = ANCHOR.score - factor * Math.log(ANCHOR.odds) - factor * (weights[0] ?? 0)
  const cards = binned.map(({ card, bins }, i) => {
    const points = bins.map((bin) => -factor * (weights[i + 1] ?? 0) * evidence(bin))
    const least = Math.min(...points)
    base += least
    return cardOf(
      card,
      bins,
      points.map((value) => Math.round(value - least)),
    )
  })
  const model: CreditModel = { ...from, version: 'refit', base: Math.round(base), cards }
  const scores = calibrate.map(({ inputs }) => [scoreOf(inputs, model).score / 100])
  const calibration = fitLogistic(
    scores,
    calibrate.map((one) => one.isBad),
  )
  return { model, calibration }
}

/** Chance that a draw goes bad, by the refitted card. */
export function badChance({ model, calibration }: Refit, inputs: CreditInputs): number {
  return predict(calibration, [scoreOf(inputs, model).score / 100])
}

/** Bins from the best values to the worst, each with at least a twentieth, bad rates rising. */
function binsOf(card: Card, rows: readonly Sample[]): Bin[] {
  const sign = card.better === 'higher' ? -1 : 1
  const values = rows
    .map(({ inputs, isBad }) => ({ value: inputs.features[card.feature] ?? 0, isBad }))
    .toSorted((a, b) => sign * (a.value - b.value))
  const size = Math.ceil(values.length / FINE_BINS)
  const bins: Bin[] = []
  for (const { value, isBad } of values) {
    const last = bins.at(-1)
    const isNew = last === undefined || (last.count >= size && last.threshold !== value)
    const bin = isNew ? { threshold: value, worst: value, count: 0, bads: 0 } : last
    if (isNew) bins.push(bin)
    // The value that a bin ends on is the one that must be reached.
    bin.threshold = value
    bin.count += 1
    if (isBad) bin.bads += 1
  }
  return pooled(bins, values.length * BIN_PART_MIN)
}

/** Pool adjacent violators: a bin that is not worse than the better one before it joins it. */
function pooled(fine: readonly Bin[], countMin: number): Bin[] {
  const bins: Bin[] = []
  for (const one of fine) {
    bins.push({ ...one })
    for (;;) {
      const last = bins.at(-1)
      const before = bins.at(-2)
      if (last === undefined || before === undefined) break
      const isRising = last.bads * before.count > before.bads * last.count
      if (isRising && before.count >= countMin && last.count >= countMin) break
      bins.splice(-2, 2, {
        threshold: last.threshold,
        worst: before.worst,
        count: before.count + last.count,
        bads: before.bads + last.bads,
      })
    }
  }
  return bins
}

function binFor(card: Card, bins: readonly Bin[], inputs: CreditInputs): Bin {
  const value = inputs.features[card.feature] ?? 0
  const found = bins.find(({ threshold }) =>
    card.better === 'higher' ? value >= threshold : value <= threshold,
  )
  return found ?? bins.at(-1) ?? { threshold: 0, worst: 0, count: 1, bads: 0 }
}

function cardOf(card: Card, bins: readonly Bin[], points: readonly number[]): Card {
  const steps = bins.slice(0, -1).map(({ threshold }, i) => [threshold, points[i] ?? 0] as const)
  const worst = points.at(-1) ?? 0
  const isFlat = steps.every(([, earned]) => earned === worst)
  return { ...card, steps: isFlat ? [] : steps.filter(([, earned]) => earned > worst) }
}
