/** Target K20: what would help does help, always; and where nothing is said to, nothing would. */
import { it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import { assess, rankOf } from '../../../src/domain/credit/decision.ts'
import type { Assessment } from '../../../src/domain/credit/decision.ts'
import type { CreditInputs, Features } from '../../../src/domain/credit/features.ts'
import { underwrite } from '../../../src/domain/credit/underwrite.ts'
import type { Decision, Raise } from '../../../src/domain/credit/underwrite.ts'
import { cases } from './cases.ts'
import type { Case } from './cases.ts'

const TIMEOUT_MS = 60_000
const CASES = 6000

const FEATURE_OF: Record<string, keyof Features> = {
  E01: 'tenureDays',
  E02: 'activeDays56',
  S01: 'tenureDays',
  S02: 'activeDays56',
  S03: 'gapDays56',
  S04: 'payers28',
  S05: 'loyalPayers56',
  S06: 'refundBp56',
}

const withFeature = (inputs: CreditInputs, feature: keyof Features, to: number): CreditInputs => {
  return { ...inputs, features: { ...inputs.features, [feature]: to } }
}
const withWeeks = (inputs: CreditInputs, least: number): CreditInputs => {
  const weeks = inputs.features.weeks.map((week) => Math.max(week, least))
  return { ...inputs, features: { ...inputs.features, weeks } }
}

/** The vendor after what is out, or could be drawn now, is repaid on the day it was expected. */
function afterRepaying({ inputs }: Case, now: Assessment): CreditInputs {
  const { loans } = inputs
  return {
    ...inputs,
    loans: {
      ...loans,
      repaid: loans.repaid + 1,
      repaidInTime: loans.repaidInTime + 1,
      largestRepaid: Math.max(loans.largestRepaid, loans.outstanding, now.amount),
      lastPaceBp: 10_000,
      outstanding: 0,
    },
  }
}

/** The vendor who did what the decision says would help. */
function followed(one: Case, now: Assessment, raise: Raise): CreditInputs {
  if (raise.code === 'weekly') return withWeeks(one.inputs, raise.to)
  if (raise.code === 'repay') return afterRepaying(one, now)
  return withFeature(one.inputs, FEATURE_OF[raise.code] ?? 'tenureDays', raise.to)
}

/** What is wrong with what a decision says would help; null when it is as good as its word. */
function wrongWith(one: Case, now: Decision, raise: Raise): string | null {
  const { inputs, state } = one
  const then = assess(followed(one, now, raise), state)
  const isBetterBand = rankOf(then, state.policy) > rankOf(now, state.policy)
  if (then.limit < now.limit) return 'lowers the limit'
  if (raise.code === 'repay') return then.limit > now.limit ? null : 'raises nothing'
  if (then.limit !== raise.limit) return `gives ${then.limit}`
  if (raise.code === 'weekly') {
    if (then.limit <= now.limit) return 'raises nothing'
    if (raise.from !== Math.min(...inputs.features.weeks)) return 'is not where the vendor is'
    const less = assess(withWeeks(inputs, raise.to - 1), state)
    return less.limit > now.limit ? 'is more than it takes' : null
  }
  if (!isBetterBand) return 'raises no band'
  const feature = FEATURE_OF[raise.code] ?? 'tenureDays'
  return raise.from === inputs.features[feature] ? null : 'is not where the vendor is'
}

/** One thing that would have helped after all, by trying everything; null when nothing does. */
function overlooked(one: Case, now: Decision): string | null {
  const { inputs, state } = one
  const { policy, model } = state
  const rank = rankOf(now, policy)
  const tries: [string, CreditInputs][] = model.cards.flatMap(({ code, feature, steps, better }) =>
    steps.flatMap(([to]): [string, CreditInputs][] => {
      const from = inputs.features[feature]
      const isBetter = from !== null && (better === 'higher' ? to > from : to < from)
      return isBetter ? [[`${code} ${to}`, withFeature(inputs, feature, to)]] : []
    }),
  )
  const tenure = Math.max(inputs.features.tenureDays, policy.min_tenure_days)
  const active = Math.max(inputs.features.activeDays56, policy.min_active_days)
  tries.push(['E01', withFeature(inputs, 'tenureDays', tenure)])
  tries.push(['E02', withFeature(inputs, 'activeDays56', active)])
  const band = tries.find(([, then]) => rankOf(assess(then, state), policy) > rank)
  if (band !== undefined) return band[0]
  if (now.bounds === null) return null
  const most = Math.max(1, ...inputs.features.weeks) * 2
  if (assess(withWeeks(inputs, most), state).limit > now.limit) return 'weekly'
  const isRamp = now.binding === 'L04'
  return isRamp && assess(afterRepaying(one, now), state).limit > now.limit ? 'repay' : null
}

interface Tally {
  helped: number
  nothing: number
  wrong: string[]
}

function tally(count: number, seed: number): Tally {
  const found: Tally = { helped: 0, nothing: 0, wrong: [] }
  for (const one of cases(createRandom(seed))) {
    const { inputs, state } = one
    const now = underwrite(inputs, state)
    const { raise } = now
    const told = () => JSON.stringify({ raise, inputs, policy: state.policy })
    if (raise !== null) {
      found.helped += 1
      const wrong = wrongWith(one, now, raise)
      if (wrong !== null) found.wrong.push(`${wrong}: ${told()}`)
    } else if (!now.reasons.some(({ code }) => code.startsWith('H'))) {
      found.nothing += 1
      const better = overlooked(one, now)
      if (better !== null) found.wrong.push(`${better} would have helped: ${told()}`)
    }
    if (found.helped + found.nothing >= count || found.wrong.length >= 3) break
  }
  return found
}

it('says what would help, and it does; or nothing would', { timeout: TIMEOUT_MS }, ({ expect }) => {
  const { helped, nothing, wrong } = tally(CASES, 20)
  expect(wrong).toEqual([])
  expect(helped + nothing).toBe(CASES)
  expect(Math.min(helped, nothing)).toBeGreaterThan(CASES / 10)
})

it('decides with the reason what it decides without', ({ expect }) => {
  const stream = cases(createRandom(21))
  for (let i = 0; i < 2000; i += 1) {
    const { inputs, state } = stream.next().value
    const { raise: _, input_hash: hash, ...decision } = underwrite(inputs, state)
    expect(decision).toEqual(assess(inputs, state))
    expect(hash).toHaveLength(64)
  }
})
