import type { PolicyState } from '../../../src/domain/credit/decision.ts'
import { steadyWeekly100 } from '../../../src/domain/credit/income.ts'
/** One card and one policy in one market: discrimination, losses, baselines, ablations, stress. */
import { bandsOf } from '../../../src/domain/credit/policy.ts'
import { scoreOf } from '../../../src/domain/credit/score.ts'
import type { Subject, World } from '../world/world.ts'
import { isScorable } from './calibration.ts'
import {
  BASELINE_SIZES,
  isHeld,
  outcomes,
  policyBook,
  proportionalBook,
  sumsOf,
  withoutGates,
} from './lending.ts'
import type { Book, Lent, Sums } from './lending.ts'
import type { Stress } from './repay.ts'
import { auc, ks, quantile, total } from './stats.ts'
import type { Labelled } from './stats.ts'
import type { Metrics } from './summary.ts'

/** A lender's view of one world, and the label of the flat line of each subject. */
export interface Case {
  world: World
  labels: readonly (boolean | null)[]
  state: PolicyState
}

const HELD_SCORE = 0
const NO_CAP = Number.MAX_SAFE_INTEGER

/** AUC and KS of honest vendors, and of all with the rules against circular money. */
export function discrimination({ world, labels, state }: Case): Metrics {
  const rows = world.subjects.flatMap((subject, i) => {
    const isBad = labels[i]
    if (isBad === null || isBad === undefined || !isScorable(subject)) return []
    return [{ subject, isBad, score: scoreOf(subject.inputs, state.model).score }]
  })
  const honest = rows.filter(({ subject }) => subject.vendor.fraud === null)
  const gated = rows.map(({ subject, isBad, score }) => ({
    isBad,
    score: isHeld(subject, state) ? HELD_SCORE : score,
  }))
  return {
    aucHonest: auc(honest),
    ksHonest: ks(honest),
    aucGated: auc(gated),
    ksGated: ks(gated),
    ...quintiles(honest),
  }
}

/** Bad rates of the worst and the best fifth by score. */
function quintiles(rows: readonly Labelled[]): Metrics {
  const sorted = rows.toSorted((a, b) => a.score - b.score)
  const fifth = Math.floor(sorted.length / 5)
  const badIn = (some: readonly Labelled[]) =>
    some.filter(({ isBad }) => isBad).length / some.length
  const worst = badIn(sorted.slice(0, fifth))
  const best = badIn(sorted.slice(-fifth))
  return { worstFifthBad: worst, bestFifthBad: best, fifthRatio: worst / best }
}

export interface Judged {
  book: Book
  lent: Lent[]
  sums: Sums
  metrics: Metrics
}

/** The policy's own book: approval, losses, bands, expected days. */
export function judgePolicy({ world, state }: Case): Judged {
  const holdbackBp = state.policy.holdback_bp.default
  const book = policyBook(world, state)
  const lent = outcomes(world, book, { holdbackBp })
  const sums = sumsOf(lent)
  const { fraudPartOfLoss, medianActualOverExpected, medianExpectedDays } = sums
  const metrics: Metrics = {
    approval: sums.offers / world.subjects.length,
    loss: sums.lossRate,
    bad: sums.badRate,
    profit: sums.profitPart,
    fraudPartOfLoss,
    medianActualOverExpected,
    within15: sums.within15,
    medianExpectedDays,
    lineOfMonth: quantile(
      lent.map(({ subject, loan }) => loan.principal / subject.month),
      0.5,
    ),
  }
  for (const { band } of bandsOf(state.policy)) {
    const own = sumsOf(lent.filter(({ loan }) => loan.band === band))
    metrics[`band.${band}.loss`] = own.lossRate
    metrics[`band.${band}.bad`] = own.badRate
    metrics[`band.${band}.share`] = own.offers / world.subjects.length
    metrics[`band.${band}.expectedDays`] = own.medianExpectedDays
  }
  return { book, lent, sums, metrics }
}

/** Losses of other rules that lend the same principal in all, with the same cap and without. */
export function atEqualPrincipal({ world, state }: Case, { sums }: Judged): Metrics {
  const holdbackBp = state.policy.holdback_bp.default
  const cap = state.policy.ramp_minor[0] ?? NO_CAP
  const feePart = sums.fees / sums.principal
  const about = { principal: sums.principal, feePart, holdbackBp }
  const lossOf = (sizeOf: (subject: Subject) => number, most: number) =>
    sumsOf(
      outcomes(world, proportionalBook(world, sizeOf, { ...about, cap: most }), { holdbackBp }),
    ).lossRate
  const byBand = bandShare(state)
  const open = (subject: Subject) => isScorable(subject) && !isHeld(subject, state)
  const steady = ({ inputs }: Subject) => Number(steadyWeekly100(inputs.features.weeks.map(BigInt)))
  const { B1, B2 } = BASELINE_SIZES
  return {
    'equal.B1': lossOf(B1, NO_CAP),
    'equal.B1.sameCap': lossOf(B1, cap),
    'equal.B2': lossOf(B2, NO_CAP),
    'equal.B2.sameCap': lossOf(B2, cap),
    'equal.scoreOnly': lossOf((one) => (isScorable(one) ? byBand(one) * one.month : 0), cap),
    'equal.gatesOnly': lossOf((one) => (open(one) ? steady(one) : 0), cap),
    'equal.gatesAndScore': lossOf((one) => (open(one) ? byBand(one) * one.month : 0), cap),
    'equal.gatesScoreAndSteady': lossOf((one) => (open(one) ? byBand(one) * steady(one) : 0), cap),
  }
}

/** Share of income that the band of a vendor's score may borrow; 0 below the bands. */
function bandShare({ policy, model }: PolicyState): (subject: Subject) => number {
  const bands = bandsOf(policy)
  return ({ inputs }) => {
    const { score } = scoreOf(inputs, model)
    return bands.find((one) => score >= one.score)?.terms.mult_bp ?? 0
  }
}

export const STRESSES: Record<string, Stress> = {
  'sales-40': { shock: { fromDay: 5, days: 50, keeps: 0.6 } },
  'zero-21': { shock: { fromDay: 10, days: 21, keeps: 0 } },
  'diversion-1.6': { strategicTimes: 1.6 },
  'exit-2': { exitTimes: 2 },
}

export function stressed({ world, state }: Case, { book }: Judged): Metrics {
  const holdbackBp = state.policy.holdback_bp.default
  return Object.fromEntries(
    Object.entries(STRESSES).map(([name, stress]) => [
      `stress.${name}`,
      sumsOf(outcomes(world, book, { holdbackBp, stress })).lossRate,
    ]),
  )
}

/** The same book without the rules against circular money. */
export function ungated(one: Case): Metrics {
  const { sums } = judgePolicy({ ...one, state: withoutGates(one.state) })
  return { ungatedLoss: sums.lossRate }
}

/** How often the rules hold honest vendors and find each kind of fraud, of those who can be scored. */
export function gateRecall({ world, state }: Case): Metrics {
  const metrics: Metrics = {}
  for (const kind of ['honest', 'self-wash', 'ring', 'spike', 'slow']) {
    const group = world.subjects.filter(
      (one) => isScorable(one) && (one.vendor.fraud ?? 'honest') === kind,
    )
    if (group.length > 0)
      metrics[`gate.${kind}`] = group.filter((one) => isHeld(one, state)).length / group.length
  }
  return metrics
}

/** Approval that a ranking allows when no more than 3 percent of the principal may be lost. */
export function approvalAtLoss({ world, state }: Case): Metrics {
  const holdbackBp = state.policy.holdback_bp.default
  const rank = (scoreOfOne: (subject: Subject) => number, sizeOf: (subject: Subject) => number) => {
    const flat = proportionalBook(world, sizeOf, {
      principal: total(world.subjects.map(sizeOf)) * 0.25,
      cap: NO_CAP,
      feePart: 0.045,
      holdbackBp,
    })
    const lent = outcomes(world, flat, { holdbackBp }).toSorted(
      (a, b) => scoreOfOne(b.subject) - scoreOfOne(a.subject),
    )
    let principal = 0
    let lost = 0
    let most = 0
    for (const [i, { loan, repayment }] of lent.entries()) {
      principal += loan.principal
      lost += repayment.principalLost
      if (i >= 20 && lost <= principal * 0.03) most = i + 1
    }
    return most / world.subjects.length
  }
  const open = (one: Subject) => isScorable(one) && !isHeld(one, state)
  const score = ({ inputs }: Subject) => scoreOf(inputs, state.model).score
  const steady = ({ inputs }: Subject) =>
    (Number(steadyWeekly100(inputs.features.weeks.map(BigInt))) * 30) / 700
  return {
    'approvalAt3.B1': rank((one) => one.lifetimeMonth, BASELINE_SIZES.B1),
    'approvalAt3.B2': rank((one) => one.month, BASELINE_SIZES.B2),
    'approvalAt3.gatesAndScore': rank(score, (one) => (open(one) ? one.month : 0)),
    'approvalAt3.gatesScoreAndSteady': rank(score, (one) => (open(one) ? steady(one) : 0)),
  }
}
