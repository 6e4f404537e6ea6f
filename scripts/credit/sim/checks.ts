/** Checks of single decisions: inflation, disclosed prices, reasons, fairness. */
import { assess, rankOf } from '../../../src/domain/credit/decision.ts'
import type { PolicyState } from '../../../src/domain/credit/decision.ts'
import type { CreditInputs } from '../../../src/domain/credit/features.ts'
import { steadyWeekly100 } from '../../../src/domain/credit/income.ts'
import { aprOf } from '../../../src/domain/credit/pricing.ts'
import { underwrite } from '../../../src/domain/credit/underwrite.ts'
import type { Raise } from '../../../src/domain/credit/underwrite.ts'
import { isScorable } from './calibration.ts'
import type { Case, Judged } from './judge.ts'
import { mean, quantile } from './stats.ts'
import type { Metrics } from './summary.ts'

const INFLATION = 3
const INFLATED_WEEKS = 4
const UNCAPPED = 10_000

/** How much four weeks of threefold sales raise a limit without a cap, and what they do to last month's sales. */
export function inflation({ world, state }: Case): Metrics {
  const { policy } = state
  const wide: PolicyState = {
    ...state,
    policy: {
      ...policy,
      cap_minor: policy.cap_minor * UNCAPPED,
      ramp_minor: policy.ramp_minor.map((step) => step * UNCAPPED),
    },
  }
  const raises = world.subjects.flatMap(({ inputs, vendor }) => {
    if (vendor.fraud !== null) return []
    const before = assess(inputs, wide).limit
    if (before === 0) return []
    const weeks = inputs.features.weeks.map((week, i) =>
      i >= inputs.features.weeks.length - INFLATED_WEEKS ? week * INFLATION : week,
    )
    const after = assess({ ...inputs, features: { ...inputs.features, weeks } }, wide).limit
    return [after / before - 1]
  })
  return {
    inflationRaise: mean(raises),
    inflationRaiseMedian: quantile(raises, 0.5),
    inflationRaiseP95: quantile(raises, 0.95),
    inflationRaiseSteady: steadyRaise(),
  }
}

/** The same for a stall whose weeks are all alike. */
function steadyRaise(): number {
  const even = Array.from({ length: 8 }, () => 100)
  const inflated = even.map((week, i) => (i >= 8 - INFLATED_WEEKS ? week * INFLATION : week))
  const steady = (weeks: readonly number[]) => Number(steadyWeekly100(weeks.map(BigInt)))
  return steady(inflated) / steady(even) - 1
}

/** Disclosed against realised yearly price of the draws that were repaid, in points. */
export function aprGap({ state }: Case, { lent }: Judged): Metrics {
  const repaid = lent.filter(({ repayment }) => repayment.days !== null)
  const pairs = repaid.flatMap(({ subject, loan, repayment }) => {
    const { disclosure } = assess(subject.inputs, state)
    if (disclosure === null) return []
    const realised = realisedRate(loan.principal, repayment.paid) * 365
    return [{ disclosed: disclosure.apr_nominal_bp / 10_000, realised }]
  })
  const over = lent.filter(({ subject }) => {
    const { disclosure, price } = assess(subject.inputs, state)
    return (
      disclosure !== null && price !== null && aprOf(disclosure, price) > state.policy.max_apr_bp
    )
  })
  const gaps = pairs.map(({ disclosed, realised }) => Math.abs(disclosed - realised) * 100)
  return {
    aprGapMedian: quantile(gaps, 0.5),
    aprGapMean: mean(gaps),
    aprRealisedAbove: pairs.filter((one) => one.realised > one.disclosed).length / pairs.length,
    aprOverCap: over.length,
    aprDisclosedMedian: quantile(
      pairs.map(({ disclosed }) => disclosed * 100),
      0.5,
    ),
  }
}

/** Daily rate at which what was really paid is worth the principal. */
function realisedRate(principal: number, paid: Float64Array): number {
  let low = 0
  let high = 1
  for (let i = 0; i < 50; i += 1) {
    const rate = (low + high) / 2
    let value = 0
    for (let day = paid.length - 1; day >= 0; day -= 1)
      value = (value + (paid[day] ?? 0)) / (1 + rate)
    if (value > principal) low = rate
    else high = rate
  }
  return (low + high) / 2
}

/** Reasons of all who can get better, and whether what would raise them does. */
export function reasons({ world, state }: Case, most: number): Metrics {
  let decisions = 0
  let told = 0
  let raises = 0
  let kept = 0
  let stuck = 0
  for (const { inputs } of world.subjects.slice(0, most)) {
    const decision = underwrite(inputs, state)
    const isBest = rankOf(decision, state.policy) === state.policy.cutoffs.length
    if (decision.outcome === 'offer' && isBest) continue
    decisions += 1
    if (decision.reasons.length >= 1 && decision.reasons.length <= 4) told += 1
    const isHeld = decision.reasons.some(({ code }) => code.startsWith('H'))
    if (decision.raise === null) {
      if (!isHeld) stuck += 1
      continue
    }
    raises += 1
    const then = assess(raised(inputs, decision.raise), state)
    const isHigher =
      rankOf(then, state.policy) > rankOf(decision, state.policy) || then.limit > decision.limit
    if (isHigher && then.limit === decision.raise.limit) kept += 1
  }
  return {
    reasonsTold: told / decisions,
    raisesKept: kept / raises,
    raisesMissing: stuck / decisions,
  }
}

const FEATURE_OF = {
  E01: 'tenureDays',
  E02: 'activeDays56',
  S01: 'tenureDays',
  S02: 'activeDays56',
  S03: 'gapDays56',
  S04: 'payers28',
  S05: 'loyalPayers56',
  S06: 'refundBp56',
  S07: null,
} as const

function raised(inputs: CreditInputs, raise: Raise): CreditInputs {
  const { features, loans } = inputs
  if (raise.code === 'weekly') {
    const weeks = features.weeks.map((week) => Math.max(week, raise.to))
    return { ...inputs, features: { ...features, weeks } }
  }
  if (raise.code === 'repay') {
    const { repaid, repaidInTime } = loans
    const inTime = { repaid: repaid + 1, repaidInTime: repaidInTime + 1, lastPaceBp: 10_000 }
    const then = { ...loans, ...inTime, outstanding: 0 }
    return { ...inputs, loans: { ...then, largestRepaid: Math.max(loans.largestRepaid, raise.to) } }
  }
  const feature = FEATURE_OF[raise.code]
  return feature === null ? inputs : { ...inputs, features: { ...features, [feature]: raise.to } }
}

/** Approval and limit of those with a protected attribute over those without, at the same steady income. */
export function fairness({ world, state }: Case): Metrics {
  const rows = world.subjects.filter(isScorable).map(({ inputs, vendor }) => {
    const { outcome, limit } = assess(inputs, state)
    const steady = Number(steadyWeekly100(inputs.features.weeks.map(BigInt)))
    return { steady, isOffered: outcome === 'offer', limit, isProtected: vendor.isProtected }
  })
  const cuts = [0.2, 0.4, 0.6, 0.8].map((part) =>
    quantile(
      rows.map(({ steady }) => steady),
      part,
    ),
  )
  const groups = [0, 1, 2, 3, 4].map((place) =>
    rows.filter(({ steady }) => cuts.filter((cut) => steady > cut).length === place),
  )
  const ratios = groups.map((group) => {
    const sides = [true, false].map((side) => group.filter((row) => row.isProtected === side))
    const [approval, other] = sides.map((some) => mean(some.map((row) => Number(row.isOffered))))
    const [limit, otherLimit] = sides.map((some) =>
      mean(some.filter((row) => row.isOffered).map((row) => row.limit)),
    )
    return { approval: (approval ?? 0) / (other ?? 1), limit: (limit ?? 0) / (otherLimit ?? 1) }
  })
  return {
    'fairness.approvalRatio': mean(ratios.map(({ approval }) => approval)),
    'fairness.approvalRatioMin': Math.min(...ratios.map(({ approval }) => approval)),
    'fairness.limitRatio': mean(ratios.map(({ limit }) => limit)),
    'fairness.limitRatioMin': Math.min(...ratios.map(({ limit }) => limit)),
  }
}

/** By how many percent a limit moves with one percent of sales, over vendors with an offer below the cap. */
export function elasticity({ state }: Case, { lent }: Judged): Metrics {
  const cap = state.policy.ramp_minor[0] ?? Infinity
  const all = lent.filter(({ subject }) => subject.month > 0)
  const below = all.filter(({ loan }) => loan.principal < cap)
  return {
    'elasticity.all': slope(all.map(pointOf)),
    'elasticity.belowCap': slope(below.map(pointOf)),
  }
}

function pointOf({ subject, loan }: Judged['lent'][number]): [number, number] {
  return [Math.log(subject.month), Math.log(loan.principal)]
}

function slope(points: readonly [number, number][]): number {
  const x = mean(points.map(([a]) => a))
  const y = mean(points.map(([, b]) => b))
  const both = mean(points.map(([a, b]) => (a - x) * (b - y)))
  return both / mean(points.map(([a]) => (a - x) ** 2))
}
