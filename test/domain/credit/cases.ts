/** Policies and vendors by chance: every policy passes `policyProblems`, and every bound binds somewhere. */
import type { Random } from '../../../scripts/demo/random.ts'
import { feeBpWithin, rateOfApr } from '../../../src/domain/credit/apr.ts'
import type { PolicyState } from '../../../src/domain/credit/decision.ts'
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import { GATE_CODES, NO_LOANS } from '../../../src/domain/credit/features.ts'
import type {
  CreditInputs,
  Features,
  GateCode,
  LoanHistory,
} from '../../../src/domain/credit/features.ts'
import { CURRENT_MODEL } from '../../../src/domain/credit/model.ts'
import type { Card } from '../../../src/domain/credit/model.ts'
import { policyProblems } from '../../../src/domain/credit/policy.ts'
import type { BandTerms, LendingPolicy } from '../../../src/domain/credit/policy.ts'
import { AMOUNT_MAX_MINOR } from '../../../src/domain/money/money.ts'

/** One vendor before one lender. */
export interface Case {
  inputs: CreditInputs
  state: PolicyState
}

/** Vendors that stand before the same policy, because making a lawful policy is the slow part. */
const VENDORS_PER_POLICY = 20
const STEPS = [1, 5, 10, 100, 1000, 10_000, 100_000]
const BAND_NAMES = ['A', 'B', 'C', 'D']

/** An endless row of cases, the same for the same stream of chance. */
export function* cases(random: Random): Generator<Case, never> {
  for (;;) {
    const policy = random.chance(0.1) ? EXAMPLE_POLICY : lawfulPolicy(random)
    for (let i = 0; i < VENDORS_PER_POLICY; i += 1) {
      const headroom = headroomFor(policy, random)
      yield {
        inputs: vendor(policy, random),
        state: { policy, model: CURRENT_MODEL, headroom },
      }
    }
  }
}

/** A policy that `policyProblems` has nothing against. */
export function lawfulPolicy(random: Random): LendingPolicy {
  for (;;) {
    const policy = anyPolicy(random)
    if (policyProblems(policy).length === 0) return policy
  }
}

function anyPolicy(random: Random): LendingPolicy {
  const step = random.pick(STEPS)
  const least = step * random.int(1, 20)
  const cap = Math.max(least, step * random.int(1, 2000) + random.int(0, step))
  const names = BAND_NAMES.slice(0, 1 + random.weighted([3, 4, 2, 1]))
  const aprBasis = random.pick(['nominal_daily_x365', 'effective_annual'] as const)
  const maxAprBp = random.int(500, 20_000)
  const shares = falling(names.length, () => random.int(0, 16) * 200, random)
  const scores = falling(names.length, () => random.int(380, 540), random)
  const reaches = falling(names.length, () => random.int(3, 60) * random.int(3000, 10_000), random)
  let aprBp = maxAprBp
  const bands: Record<string, BandTerms> = {}
  for (let i = names.length - 1; i >= 0; i -= 1) {
    const reach = reaches[i] ?? 0
    const term = Math.ceil(reach / random.int(3000, 10_000))
    const most = Math.min(5000, feeBpWithin(rateOfApr(aprBp, aprBasis), term))
    const fee = random.chance(0.6) ? most : Math.floor(most * (0.3 + 0.7 * random.float()))
    bands[names[i] ?? ''] = {
      mult_bp: shares[i] ?? 0,
      term_days: term,
      stress_bp: Math.floor(reach / term),
      fee_bp: fee,
    }
    aprBp = Math.max(1, Math.floor(aprBp * (0.6 + 0.4 * random.float())))
  }
  const shareBps = rising(3, () => random.int(1, 10) * 200, random)
  return {
    ...EXAMPLE_POLICY,
    apr_basis: aprBasis,
    max_apr_bp: maxAprBp,
    min_fee_bp: random.pick([0, 0, 0, 10, 50, random.int(0, 200)]),
    bands,
    cutoffs: names.map((name, i) => [name, scores[i] ?? 0]),
    cap_minor: cap,
    ramp_minor: rising(random.int(1, 5), () => random.int(1, cap), random),
    step_minor: step,
    min_offer_minor: least,
    holdback_bp: { min: shareBps[0] ?? 0, default: shareBps[1] ?? 0, max: shareBps[2] ?? 0 },
    portfolio_limit_minor: Math.min(AMOUNT_MAX_MINOR, cap * random.int(1, 1000)),
    min_tenure_days: random.pick([56, 56, 56, random.int(56, 120)]),
    min_active_days: random.pick([28, 28, 28, random.int(28, 50)]),
  }
}

function headroomFor({ cap_minor: cap }: LendingPolicy, random: Random): number {
  if (random.chance(0.85)) return cap * 1000
  return random.pick([0, -random.int(1, cap), random.int(0, cap)])
}

/** A vendor whose sales are anything from far too small for the policy to far too large for it. */
export function vendor(policy: LendingPolicy, random: Random): CreditInputs {
  return {
    currency: policy.currency,
    asOfDay: random.int(20_454, 21_000),
    features: featuresOf(policy, random),
    loans: random.chance(0.6) ? NO_LOANS : loansOf(policy, random),
    signals: random.chance(0.8) ? {} : signalsOf(random),
    waived: random.chance(0.9) ? [] : GATE_CODES.filter(() => random.chance(0.3)),
  }
}

function featuresOf(policy: LendingPolicy, random: Random): Features {
  const weeks = weeksAround(policy.cap_minor * Math.exp(random.float() * 6 - 3.5), random)
  const sales = weeks.reduce((sum, week) => sum + week, 0)
  const windowDays = random.pick([56, 56, random.int(57, 120)])
  const card = (feature: Card['feature'], most: number) => valueNear(feature, most, random)
  const orAbsent = (value: number) => (random.chance(0.1) ? null : value)
  const least = (what: 'tenure' | 'active') =>
    random.chance(0.03) ? 0 : policy[`min_${what}_days`]
  return {
    weeks,
    ...periodsUntil(weeks, random),
    tenureDays: Math.max(least('tenure'), card('tenureDays', 500)),
    activeDays56: Math.max(least('active'), card('activeDays56', 56)),
    gapDays56: card('gapDays56', 28),
    payers28: orAbsent(card('payers28', 400)),
    loyalPayers56: orAbsent(card('loyalPayers56', 120)),
    refundBp56: orAbsent(card('refundBp56', 1000)),
    windowSales: Math.floor(((sales * windowDays) / 56) * (0.7 + random.float() * 0.6)),
    windowDays,
  }
}

/** Periods before the eight weeks, which are the last one; or none, as in what was stored before there were any. */
function periodsUntil(weeks: readonly number[], random: Random): Pick<Features, 'periods'> {
  if (random.chance(0.2)) return {}
  const latest = weeks.reduce((sum, week) => sum + week, 0)
  const level = latest * (0.6 + random.float() * 0.8)
  const older = Array.from({ length: random.int(0, 6) }, () =>
    Math.floor(level * Math.exp(0.3 * random.normal())),
  )
  return { periods: [...older, latest] }
}

/** Eight weeks of one of the shapes that stalls have: even, by chance, a spike, closed for a while, growing. */
export function weeksAround(level: number, random: Random): number[] {
  const shape = random.int(0, 5)
  const from = random.int(0, 7)
  return Array.from({ length: 8 }, (_, i) => {
    if (shape === 0) return Math.floor(level)
    if (shape === 1) return Math.floor(level * (i === from ? 1 + random.float() * 9 : 1))
    if (shape === 2) return i >= from && i < from + 3 ? 0 : Math.floor(level)
    if (shape === 3) return Math.floor(level * (0.3 + i * 0.2))
    return Math.floor(level * Math.exp(0.5 * random.normal()))
  })
}

/** Often just on an edge of a bin or one beside it, where mistakes live. */
function valueNear(feature: Card['feature'], most: number, random: Random): number {
  const steps = CURRENT_MODEL.cards.find((card) => card.feature === feature)?.steps ?? []
  if (random.chance(0.4)) return random.int(0, most)
  const [edge] = random.pick(steps)
  return Math.max(0, edge + random.int(-1, 1))
}

export function loansOf({ cap_minor: cap }: LendingPolicy, random: Random): LoanHistory {
  const repaid = random.int(0, 6)
  const edges = [9_999, 10_000, 10_001, 13_000, 13_001, 17_000, 17_001, random.int(1000, 40_000)]
  const breaches = [0, 89, 90, 91, random.int(0, 400)]
  return {
    repaid,
    repaidInTime: random.int(0, repaid),
    largestRepaid: repaid === 0 ? 0 : random.int(1, cap),
    lastPaceBp: repaid === 0 ? null : random.pick(edges),
    breachDaysAgo: random.chance(0.85) ? null : random.pick(breaches),
    outstanding: random.chance(0.5) ? 0 : random.int(0, Math.ceil(cap * 1.2)),
    isOverdue: random.chance(0.05),
  }
}

function signalsOf(random: Random): Partial<Record<GateCode, number>> {
  const signals: Partial<Record<GateCode, number>> = {}
  for (const { code, aboveBp } of CURRENT_MODEL.gates) {
    if (random.chance(0.3)) signals[code] = Math.max(0, aboveBp - random.int(-1, 100))
  }
  return signals
}

/** So many numbers, each at most the one before; mostly strictly less. */
function falling(count: number, next: () => number, random: Random): number[] {
  return rising(count, next, random).toReversed()
}

function rising(count: number, next: () => number, random: Random): number[] {
  const values = Array.from({ length: count }, next)
  if (random.chance(0.1)) values.fill(values[0] ?? 0)
  return values.toSorted((a, b) => a - b)
}
