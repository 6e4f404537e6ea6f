/** The whole decision: the assessment, what would raise it, and the bytes that are stored, hashed and replayed. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { assess, rankOf } from './decision.ts'
import type { Assessment, PolicyState } from './decision.ts'
import type { CreditInputs, Features } from './features.ts'
import type { Card, ScoreCode } from './model.ts'

/**
 * The smallest change of one thing that would make the decision better, found by deciding again: a feature that
 * reaches a better bin and with it a better band, or sales of at least so much in every week and with it a higher
 * limit.
 */
export type Raise =
  | { code: ScoreCode | 'E01' | 'E02'; from: number; to: number; limit: number }
  | { code: 'weekly'; from: number; to: number; limit: number }
  /** Repaying what is out, in time, makes the next line larger. */
  | { code: 'repay'; from: number; to: number; limit: number }

export interface Decision extends Assessment {
  input_hash: string
  raise: Raise | null
}

/**
 * Underwrites a vendor for one policy.
 *
 * @returns the decision; the same inputs, policy, model and headroom always give the same {@link canonicalBytes}
 */
export function underwrite(inputs: CreditInputs, state: PolicyState): Decision {
  const assessment = assess(inputs, state)
  const raise = assessment.reasons.some(({ code }) => code.startsWith('H'))
    ? null
    : raiseOf(inputs, state, assessment)
  return { ...assessment, input_hash: inputHash(inputs), raise }
}

/** A better band that lends more comes first, then more sales or a repaid draw, then a better band that costs less. */
function raiseOf(inputs: CreditInputs, state: PolicyState, now: Assessment): Raise | null {
  const byBand = raiseByFeature(inputs, state, now)
  if (byBand !== null && byBand.limit > now.limit) return byBand
  return raiseByIncome(inputs, state, now) ?? byBand
}

/** JSON with the members of every object in order. */
export function canonicalBytes(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}

/** SHA-256 of what a decision was made from, hexadecimal. */
export function inputHash(inputs: CreditInputs): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalBytes(inputs))))
}

interface Change {
  code: ScoreCode | 'E01' | 'E02'
  feature: keyof Features
  from: number
  to: number
  /** How many bins away. */
  steps: number
}

function raiseByFeature(inputs: CreditInputs, state: PolicyState, now: Assessment): Raise | null {
  const rank = rankOf(now, state.policy)
  if (rank === state.policy.cutoffs.length) return null
  const changes = changesOf(inputs, state).toSorted(
    (a, b) => a.steps - b.steps || (a.code < b.code ? -1 : 1),
  )
  for (const { code, feature, from, to } of changes) {
    const then = assess({ ...inputs, features: { ...inputs.features, [feature]: to } }, state)
    if (rankOf(then, state.policy) > rank) return { code, from, to, limit: then.limit }
  }
  return null
}

function changesOf({ features }: CreditInputs, { model, policy }: PolicyState): Change[] {
  const tenure = Math.max(model.tenureDaysMin, policy.min_tenure_days)
  const active = Math.max(model.activeDaysMin, policy.min_active_days)
  const entry: Change[] = []
  if (features.tenureDays < tenure)
    entry.push({
      code: 'E01',
      feature: 'tenureDays',
      from: features.tenureDays,
      to: tenure,
      steps: 0,
    })
  if (features.activeDays56 < active)
    entry.push({
      code: 'E02',
      feature: 'activeDays56',
      from: features.activeDays56,
      to: active,
      steps: 0,
    })
  return [...entry, ...model.cards.flatMap((card) => betterBins(card, features))]
}

/** Bins of a card that are better than the present one, the nearest first. */
function betterBins({ code, feature, better, steps }: Card, features: Features): Change[] {
  const from = features[feature]
  if (from === null) return []
  const above = steps.filter(([threshold]) =>
    better === 'higher' ? from < threshold : from > threshold,
  )
  return above.toReversed().map(([to], i) => ({ code, feature, from, to, steps: i + 1 }))
}

/** The least weekly sales, the same for every week below it, that lift the limit by a step. */
function raiseByIncome(inputs: CreditInputs, state: PolicyState, now: Assessment): Raise | null {
  if (now.bounds === null) return null
  if (now.binding === 'L04') {
    const { repaid, repaidInTime } = inputs.loans
    const inTime = { repaid: repaid + 1, repaidInTime: repaidInTime + 1, lastPaceBp: 10_000 }
    const loans = { ...inputs.loans, ...inTime, outstanding: 0 }
    const largest = Math.max(loans.largestRepaid, inputs.loans.outstanding, now.amount)
    const then = assess({ ...inputs, loans: { ...loans, largestRepaid: largest } }, state)
    return then.limit > now.limit
      ? { code: 'repay', from: now.limit, to: largest, limit: then.limit }
      : null
  }
  const { weeks } = inputs.features
  const limitAt = (least: number) => {
    const raised = weeks.map((week) => Math.max(week, least))
    return assess({ ...inputs, features: { ...inputs.features, weeks: raised } }, state).limit
  }
  let low = Math.min(...weeks)
  let high = Math.max(1, ...weeks) * 2
  const from = low
  if (limitAt(high) <= now.limit) return null
  // The limit never falls when a week rises, so halving finds the least.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (limitAt(middle) > now.limit) high = middle
    else low = middle
  }
  return { code: 'weekly', from, to: high, limit: limitAt(high) }
}
