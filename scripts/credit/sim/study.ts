import type { PolicyState } from '../../../src/domain/credit/decision.ts'
/** The whole study: fit on some seeds, calibrate on others, judge on seeds that nothing was fitted on. */
import { EXAMPLE_POLICY } from '../../../src/domain/credit/example-policy.ts'
import type { CreditInputs } from '../../../src/domain/credit/features.ts'
import { CURRENT_MODEL } from '../../../src/domain/credit/model.ts'
import type { CreditModel } from '../../../src/domain/credit/model.ts'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
import { scoreOf } from '../../../src/domain/credit/score.ts'
import { canonicalBytes } from '../../../src/domain/credit/underwrite.ts'
import { sha256Hex } from '../hash.ts'
import type { FraudKind, WorldChange } from '../world/params.ts'
import { createWorld } from '../world/world.ts'
import type { World } from '../world/world.ts'
import { calibrationOf, flatIsBad, isScorable } from './calibration.ts'
import { aprGap, elasticity, fairness, inflation, reasons } from './checks.ts'
import {
  approvalAtLoss,
  atEqualPrincipal,
  discrimination,
  gateRecall,
  judgePolicy,
  stressed,
  ungated,
} from './judge.ts'
import type { Case } from './judge.ts'
import { ladder } from './ladder.ts'
import { isHeld } from './lending.ts'
import { fitLogistic, predict } from './logistic.ts'
import { badChance, refit } from './refit.ts'
import type { Refit, Sample } from './refit.ts'
import { auc, psi, quantile } from './stats.ts'
import { prefixed } from './summary.ts'
import type { Metrics } from './summary.ts'

export interface StudyOptions {
  /** Seeds to judge on; as many, at most 10 and 5, to fit and calibrate on. */
  seeds: number
  vendors: number
  onProgress: (text: string) => void
}

/** Points that the charts show, over all judged seeds. */
export interface Pooled {
  /** Score of the expert card and of the refitted one, chance of going bad, and what happened. */
  rows: { score: number; refitScore: number; chance: number; isBad: boolean }[]
}

export interface Study {
  runs: Metrics[]
  pooled: Pooled
  refit: Refit
  refitPolicy: LendingPolicy
  refitHash: string
}

const FIT_SEEDS_MAX = 10
const CALIBRATION_SEEDS = { first: 11, most: 5 }
const TEST_SEEDS_FIRST = 101
const HEADROOM = 4_000_000_000_000_000
const REASONS_MAX = 400
/** Shares of all vendors that the bands of the refitted card reach down to. */
const BAND_REACH = { A: 0.4, B: 0.56, C: 0.68 }
const WIDER_STEP = 2
const APPROVAL_MIN = 0.65
const SHIFTED: WorldChange = {
  strategicAt: 0.6,
  fraudMix: { 'self-wash': 0.2, ring: 0.2, spike: 0.3, slow: 0.3 } satisfies Record<
    FraudKind,
    number
  >,
  archetypeShares: [0.2, 0.2, 0.3, 0.2, 0.1],
}

export function runStudy(options: StudyOptions): Study {
  const { seeds, vendors, onProgress } = options
  const fitSeeds = range(1, Math.min(FIT_SEEDS_MAX, seeds))
  const { first, most } = CALIBRATION_SEEDS
  const fit = fitSeeds.flatMap((seed) => samplesOf(createWorld(seed, vendors)))
  onProgress(`refit: ${fit.length} vendors of ${fitSeeds.length} seeds`)
  const worlds = range(first, Math.min(most, Math.ceil(seeds / 2))).map((seed) =>
    createWorld(seed, vendors),
  )
  const refitted = refit(fit, worlds.flatMap(samplesOf), CURRENT_MODEL)
  const refitHash = sha256Hex(canonicalBytes(refitted.model.cards))
  const model = { ...refitted.model, version: `refit-${refitHash.slice(0, 12)}` }
  const refitPolicy = policyFor(model, worlds)
  const all = fitFeatures(fit)
  const study: Study = {
    runs: [],
    pooled: { rows: [] },
    refit: { ...refitted, model },
    refitPolicy,
    refitHash,
  }
  for (const seed of range(TEST_SEEDS_FIRST, seeds)) {
    study.runs.push(judgeSeed(seed, vendors, { study, all }))
    onProgress(`seed ${seed} of ${TEST_SEEDS_FIRST}–${TEST_SEEDS_FIRST + seeds - 1} judged`)
  }
  return study
}

function range(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i)
}

/** Vendors who can be scored and are not held, with what the flat line did to them. */
function samplesOf(world: World): Sample[] {
  const state = { policy: EXAMPLE_POLICY, model: CURRENT_MODEL, headroom: HEADROOM }
  return world.subjects.flatMap((subject) => {
    if (!isScorable(subject) || isHeld(subject, state)) return []
    const isBad = flatIsBad(subject)
    return isBad === null ? [] : [{ inputs: subject.inputs, isBad }]
  })
}

/** The example policy with the cut-offs at which the bands reach the same shares of all vendors. */
function policyFor(model: CreditModel, worlds: readonly World[]): LendingPolicy {
  const state = { policy: EXAMPLE_POLICY, model, headroom: HEADROOM }
  const subjects = worlds.flatMap((world) => world.subjects)
  const scores = subjects.map((subject) =>
    isScorable(subject) && !isHeld(subject, state) ? scoreOf(subject.inputs, model).score : 0,
  )
  const cutoffs = Object.entries(BAND_REACH).map(([band, share]): [string, number] => [
    band,
    Math.round(quantile(scores, 1 - share)),
  ])
  return { ...EXAMPLE_POLICY, model_version: model.version, cutoffs }
}

interface AllFeatures {
  weights: readonly number[]
}

/** A logistic on every feature as it is: what no card of bins should beat by much. */
function fitFeatures(samples: readonly Sample[]): AllFeatures {
  return {
    weights: fitLogistic(
      samples.map(({ inputs }) => featureRow(inputs)),
      samples.map(({ isBad }) => isBad),
    ),
  }
}

function featureRow({ features }: CreditInputs): number[] {
  const { tenureDays, activeDays56, gapDays56, refundBp56 } = features
  const payers = Math.log1p(features.payers28 ?? 0)
  const loyal = Math.log1p(features.loyalPayers56 ?? 0)
  const refunds = Math.sqrt(refundBp56 ?? 0)
  return [Math.log(tenureDays), activeDays56 / 56, gapDays56 / 56, payers, loyal, refunds]
}

function judgeSeed(
  seed: number,
  vendors: number,
  { study, all }: { study: Study; all: AllFeatures },
): Metrics {
  const world = createWorld(seed, vendors)
  const labels = world.subjects.map((subject) => flatIsBad(subject))
  const expert: PolicyState = { policy: EXAMPLE_POLICY, model: CURRENT_MODEL, headroom: HEADROOM }
  const fitted = { policy: study.refitPolicy, model: study.refit.model, headroom: HEADROOM }
  const one: Case = { world, labels, state: expert }
  const other: Case = { world, labels, state: fitted }
  pool(one, study)
  return {
    ...calibrationOf(world, labels),
    ...prefixed('v0', judgeFully(one)),
    ...prefixed('refit', judgeFully(other)),
    ...prefixed('wide', widened(one)),
    'all.aucHonest': featuresAuc(one, all),
    ...gateRecall(one),
    ...inflation(one),
    ...reasons(one, REASONS_MAX),
    ...fairness(one),
    ...approvalAtLoss(one),
    ...otherWorlds(seed, vendors, { expert, fitted, world }),
  }
}

function judgeFully(one: Case): Metrics {
  const judged = judgePolicy(one)
  return {
    ...discrimination(one),
    ...judged.metrics,
    ...atEqualPrincipal(one, judged),
    ...stressed(one, judged),
    ...ungated(one),
    ...ladder(one, judged),
    ...aprGap(one, judged),
    ...elasticity(one, judged),
  }
}

/** The expert card with all cut-offs so much lower that two thirds of all vendors are approved. */
function widened(one: Case): Metrics {
  const { policy } = one.state
  for (let lower = 0; ; lower += WIDER_STEP) {
    const cutoffs = policy.cutoffs.map(([band, score]): [string, number] => [band, score - lower])
    const state = { ...one.state, policy: { ...policy, cutoffs } }
    const { metrics } = judgePolicy({ ...one, state })
    const { approval = 0, loss = 0 } = metrics
    if (approval >= APPROVAL_MIN || lower > 100) return { approval, loss, lower }
  }
}

function featuresAuc({ world, labels }: Case, { weights }: AllFeatures): number {
  const rows = world.subjects.flatMap((subject, i) => {
    const isBad = labels[i]
    if (isBad === null || isBad === undefined || !isScorable(subject)) return []
    if (subject.vendor.fraud !== null) return []
    return [{ score: -predict(weights, featureRow(subject.inputs)), isBad }]
  })
  return auc(rows)
}

function pool({ world, labels, state }: Case, study: Study): void {
  for (const [i, subject] of world.subjects.entries()) {
    const isBad = labels[i]
    if (isBad === null || isBad === undefined) continue
    if (!isScorable(subject) || isHeld(subject, state)) continue
    study.pooled.rows.push({
      score: scoreOf(subject.inputs, state.model).score,
      refitScore: scoreOf(subject.inputs, study.refit.model).score,
      chance: badChance(study.refit, subject.inputs),
      isBad,
    })
  }
}

/** More fraud, other people, later days. */
function otherWorlds(
  seed: number,
  vendors: number,
  about: { expert: PolicyState; fitted: PolicyState; world: World },
): Metrics {
  const { expert, fitted } = about
  const metrics: Metrics = {}
  const visit = (name: string, change: WorldChange) => {
    const world = createWorld(seed, vendors, change)
    const labels = world.subjects.map((subject) => flatIsBad(subject))
    for (const [card, state] of Object.entries({ v0: expert, refit: fitted })) {
      const one = { world, labels, state }
      const { aucHonest = 0, aucGated = 0 } = discrimination(one)
      const { approval = 0, loss = 0 } = judgePolicy(one).metrics
      Object.assign(metrics, prefixed(`${name}.${card}`, { aucHonest, aucGated, approval, loss }))
    }
    return { world, labels, state: expert }
  }
  const fraud = visit('fraud5', { fraudShare: 0.05 })
  metrics['fraud5.v0.ungatedLoss'] = ungated(fraud)['ungatedLoss'] ?? 0
  const fraudFitted = { ...fraud, state: fitted }
  metrics['fraud5.refit.ungatedLoss'] = ungated(fraudFitted)['ungatedLoss'] ?? 0
  visit('shifted', SHIFTED)
  const before = scoresOf(about.world, expert)
  for (const laterDays of [7, 90, 180]) {
    const name = `later${laterDays}`
    const { world } = visit(name, { laterDays })
    metrics[`${name}.psi`] = psi(before, scoresOf(world, expert))
  }
  return metrics
}

function scoresOf({ subjects }: World, { model }: PolicyState): number[] {
  return subjects.filter(isScorable).map(({ inputs }) => scoreOf(inputs, model).score)
}
