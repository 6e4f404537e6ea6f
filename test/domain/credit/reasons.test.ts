/** Law 12: every no and every less has one to four reasons, and each of them is true. */
import { it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import type { Assessment, Reason } from '../../../src/domain/credit/decision.ts'
import { assess } from '../../../src/domain/credit/decision.ts'
import type { CreditInputs, Features, GateCode } from '../../../src/domain/credit/features.ts'
import { MODELS } from '../../../src/domain/credit/model.ts'
import { priceDraw } from '../../../src/domain/credit/pricing.ts'
import type { PriceTerms } from '../../../src/domain/credit/pricing.ts'
import { sizeOf } from '../../../src/domain/credit/sizing.ts'
import type { LimitCode } from '../../../src/domain/credit/sizing.ts'
import type { Case } from './cases.ts'
import { examine, holding } from './examine.ts'
import type { Law } from './laws.ts'

const TIMEOUT_MS = 60_000
const CASES = 50_000

/** The published card of the design, written down a second time: value to points, and the best of each. */
const CARD: Record<
  string,
  { feature: keyof Features; best: number; points: (value: number) => number }
> = {
  S01: {
    feature: 'tenureDays',
    best: 40,
    points: (days) => (days >= 365 ? 40 : days >= 180 ? 32 : days >= 90 ? 18 : 0),
  },
  S02: {
    feature: 'activeDays56',
    best: 28,
    points: (days) => (days >= 48 ? 28 : days >= 42 ? 20 : days >= 35 ? 10 : 0),
  },
  S03: {
    feature: 'gapDays56',
    best: 18,
    points: (days) => (days <= 4 ? 18 : days <= 7 ? 14 : days <= 13 ? 8 : 0),
  },
  S04: {
    feature: 'payers28',
    best: 20,
    points: (payers) => (payers >= 250 ? 20 : payers >= 100 ? 16 : payers >= 40 ? 8 : 0),
  },
  S05: {
    feature: 'loyalPayers56',
    best: 40,
    points: (payers) => (payers >= 80 ? 40 : payers >= 30 ? 30 : payers >= 10 ? 18 : 0),
  },
  S06: {
    feature: 'refundBp56',
    best: 26,
    points: (bp) => (bp < 100 ? 26 : bp < 300 ? 20 : bp <= 600 ? 12 : 0),
  },
}

const pacePoints = (bp: number | null) =>
  bp === null ? 0 : bp <= 10_000 ? 60 : bp <= 13_000 ? 40 : bp <= 17_000 ? -10 : -80

/** Points that a score reason says were lost; null for another code. */
function lostBy({ code, value }: Reason, { features, loans }: CreditInputs): number | null {
  if (code === 'S07') return value === loans.lastPaceBp ? 60 - pacePoints(loans.lastPaceBp) : 0
  const card = CARD[code]
  if (card === undefined) return null
  return value !== null && value === features[card.feature] ? card.best - card.points(value) : 0
}

/** Whether a reason is true of this vendor before this lender. */
function isTrue(reason: Reason, { inputs, state }: Case, about: Assessment): boolean {
  const { code, value, target } = reason
  const { features, loans, signals, waived } = inputs
  const { policy } = state
  const lost = lostBy(reason, inputs)
  if (lost !== null) return lost > 0
  if (code === 'E01') return value === features.tenureDays && target !== null && value < target
  if (code === 'E02') return value === features.activeDays56 && target !== null && value < target
  if (code === 'E03') return loans.isOverdue
  if (code === 'E04') return value === loans.breachDaysAgo && value !== null && value < 90
  if (code === 'L06') return about.amount === 0 && target === policy.min_offer_minor
  if (code === 'P01') return target === policy.max_apr_bp && isAboveCap({ inputs, state }, about)
  if (code.startsWith('L')) return isLeastBound(code as LimitCode, value, about)
  const gate = `F${code.slice(1)}` as GateCode
  const isOver = value !== null && target !== null && value > target
  return isOver && value === signals[gate] && !waived.includes(gate)
}

/**
 * Whether even the lender's least fee would be above the cap. Known of the weakest band only: in the others what a
 * weaker one would cost is a second cap.
 */
function isAboveCap({ inputs, state }: Case, { band }: Assessment): boolean {
  const { policy, model, headroom } = state
  const terms = policy.bands[band ?? '']
  if (terms === undefined || policy.min_fee_bp === 0) return false
  if (policy.cutoffs.at(-1)?.[0] !== band) return true
  const { amount, steady100 } = sizeOf(inputs, { policy, terms, model }, headroom)
  const least: PriceTerms = {
    fee_bp: policy.min_fee_bp,
    min_fee_bp: policy.min_fee_bp,
    max_apr_bp: policy.max_apr_bp,
    apr_basis: policy.apr_basis,
    window_sales: inputs.features.windowSales,
    window_days: inputs.features.windowDays,
    steady_weekly_100: steady100,
  }
  return amount > 0 && priceDraw(least, amount, policy.holdback_bp.default) === null
}

function isLeastBound(code: LimitCode, value: number | null, { bounds, binding }: Assessment) {
  if (bounds === null || code !== binding) return false
  return value === bounds[code] && value === Math.min(...Object.values(bounds))
}

const reasonsAreTrue: Law = (assess, one) => {
  const { inputs, state } = one
  const about = assess(inputs, state)
  const codes = about.reasons.map(({ code }) => code)
  if (codes.length < 1 || codes.length > 4) return `${codes.length} reasons`
  if (new Set(codes).size < codes.length) return `${codes.join(' ')} says something twice`
  const untrue = about.reasons.find((reason) => !isTrue(reason, one, about))
  if (untrue !== undefined) return `${JSON.stringify(untrue)} is not true`
  if (about.outcome === 'offer' && codes[0] !== about.binding) return 'does not name its bound'
  const lost = about.reasons.flatMap((reason) => lostBy(reason, inputs) ?? [])
  if (lost.some((points, i) => points > (lost[i - 1] ?? Infinity))) return 'not the dearest first'
  return missing(one, about, codes)
}

/** A vendor who is not in the best band, or in none, is told every point that fits on the list. */
function missing({ inputs, state }: Case, about: Assessment, codes: string[]): string | null {
  const isScored = about.score !== null && !codes.includes('P01') && !codes.includes('L06')
  if (!isScored || about.band === state.policy.cutoffs[0]?.[0]) return null
  const all = Object.keys(CARD).concat('S07')
  const wanting = all.filter((code) => {
    const feature = CARD[code]?.feature
    const value = feature === undefined ? inputs.loans.lastPaceBp : inputs.features[feature]
    const reason = { code, value, target: null } as Reason
    return (lostBy(reason, inputs) ?? 0) > 0
  })
  const told = codes.filter((code) => code.startsWith('S')).length
  const room = about.outcome === 'offer' ? 3 : 4
  return told === Math.min(room, wanting.length) ? null : `${told} of ${wanting.length} shortfalls`
}

it('gives one to four true reasons for every decision', { timeout: TIMEOUT_MS }, ({ expect }) => {
  const laws = { reasonsAreTrue }
  expect(examine(laws, { seed: 12, count: CASES })).toEqual(holding(laws, CASES))
})

it.for<[string, (one: Assessment) => Reason[]]>([
  ['says that the score is too low', ({ reasons }) => reasons.slice(1)],
  ['gives the closest sample reason', (one) => [{ code: 'S01', value: one.score, target: null }]],
  ['gives all reasons there are', ({ reasons }) => [...reasons, ...reasons, ...reasons]],
  ['turns the order round', ({ reasons }) => reasons.toReversed()],
])('finds out a core that %s', ([, reasonsOf], { expect }) => {
  const core: typeof assess = (inputs, state) => {
    const one = assess(inputs, state)
    return { ...one, reasons: reasonsOf(one) }
  }
  const laws = { reasonsAreTrue }
  expect(examine(laws, { seed: 12, count: 2000, core }).reasonsAreTrue.broken).not.toEqual([])
})

it('scores by the published table', ({ expect }) => {
  const random = createRandom(3)
  for (const { cards } of Object.values(MODELS)) {
    expect(cards.map(({ code }) => code)).toEqual(Object.keys(CARD))
    for (const { code, feature, steps, better } of cards) {
      expect(feature).toBe(CARD[code]?.feature)
      for (let i = 0; i < 2000; i += 1) {
        const [edge] = random.pick(steps)
        const value = Math.max(
          0,
          random.chance(0.5) ? edge + random.int(-1, 1) : random.int(0, 700),
        )
        const reached = steps.find(([at]) => (better === 'higher' ? value >= at : value <= at))
        expect(reached?.[1] ?? 0, `${code} ${value}`).toBe(CARD[code]?.points(value))
      }
    }
  }
})
