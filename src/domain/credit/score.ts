import type { CreditInputs, Features, GateCode } from './features.ts'
import type { Card, CreditModel, ScoreCode } from './model.ts'

/** Points of one line of the card; `points` is null for a feature that the history does not have. */
export interface ScoreLine {
  code: ScoreCode
  value: number | null
  points: number | null
  best: number
}

export interface Score {
  score: number
  lines: ScoreLine[]
}

/**
 * Adds up a card. Features that the history does not have earn what the others earn on average: their best points
 * times the share that the present ones reached, rounded down.
 */
export function scoreOf({ features, loans }: CreditInputs, model: CreditModel): Score {
  const lines = model.cards.map((card) => lineOf(card, features))
  const present = lines.filter(({ points }) => points !== null)
  const earned = present.reduce((sum, { points }) => sum + (points ?? 0), 0)
  const best = present.reduce((sum, line) => sum + line.best, 0)
  const bestOfAll = lines.reduce((sum, line) => sum + line.best, 0)
  const scaled = best === 0 ? 0 : Math.floor((earned * bestOfAll) / best)
  const pace = pacePoints(loans.lastPaceBp, model)
  const bestPace = Math.max(...model.pace.map(([, points]) => points))
  const paceLine = { code: 'S07' as const, value: loans.lastPaceBp, points: pace, best: bestPace }
  return { score: model.base + scaled + pace, lines: [...lines, paceLine] }
}

/** Points for the bin that a value falls into. */
export function pointsOf(card: Card, value: number): number {
  const reached = card.steps.find(([threshold]) =>
    card.better === 'higher' ? value >= threshold : value <= threshold,
  )
  return reached?.[1] ?? 0
}

function lineOf(card: Card, features: Features): ScoreLine {
  const value = features[card.feature]
  const best = card.steps[0]?.[1] ?? 0
  return { code: card.code, value, points: value === null ? null : pointsOf(card, value), best }
}

function pacePoints(paceBp: number | null, { pace, paceElse }: CreditModel): number {
  if (paceBp === null) return 0
  return pace.find(([atMostBp]) => paceBp <= atMostBp)?.[1] ?? paceElse
}

/** Rules that hold the vendor, in the order of their codes. */
export function holdsOf({ signals, waived }: CreditInputs, { gates }: CreditModel): GateCode[] {
  const over = gates.filter(
    ({ code, aboveBp }) => (signals[code] ?? 0) > aboveBp && !waived.includes(code),
  )
  const alone = over.filter(({ onlyWithAnother }) => !onlyWithAnother)
  const isHeld = alone.length > 0 || over.length > 1
  return isHeld ? over.map(({ code }) => code) : []
}
