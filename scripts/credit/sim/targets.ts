/** The target table of the credit notes, 8.2 and 8.4: value, threshold, met or not, and why not. */
import { explanationOf } from './notes.ts'
import { total } from './stats.ts'
import type { Study } from './study.ts'
import type { Summary } from './summary.ts'

export interface Target {
  id: string
  what: string
  threshold: string
  value: string
  /** Null for what is only reported. */
  isMet: boolean | null
  note: string | null
}

/** Mean and deviation of a figure by name; zeros for one that no seed had. */
export type Figures = (name: string) => Summary

type Rule = [
  id: string,
  what: string,
  threshold: string,
  check: (m: (name: string) => number) => boolean | null,
  names: string[],
  kind?: 'percent' | 'plain' | 'points',
]

const CALIBRATION: Rule[] = [
  [
    'C1',
    'bad rate of a flat line, 25 % of a month, all vendors',
    '9–14 %',
    (m) => within(m('C1'), 0.09, 0.14),
    ['C1'],
    'percent',
  ],
  [
    'C2',
    'businesses that die in a year',
    '7–10 %',
    (m) => within(m('C2'), 0.07, 0.1),
    ['C2'],
    'percent',
  ],
  [
    'C3',
    'flow of takers in month 8 against alike who took nothing',
    '0.80–0.90',
    (m) => within(m('C3'), 0.8, 0.9),
    ['C3'],
  ],
  [
    'C4',
    'flow after an advance, 6 months of tenure against 3',
    '+2 to +12 %',
    (m) => within(m('C4'), 0.02, 0.12),
    ['C4'],
    'percent',
  ],
  [
    'C5',
    'AUC of the hidden traits, honest vendors',
    '0.72–0.80',
    (m) => within(m('C5'), 0.72, 0.8),
    ['C5'],
  ],
  [
    'C6',
    'repaid a first draw and eligible for a second',
    'report only',
    () => null,
    ['v0.second.offered'],
    'percent',
  ],
]

const TARGETS: Rule[] = [
  [
    'K3',
    'AUC of honest vendors: v0, refit, hidden traits',
    '≥ 0.63, ≥ 0.68, neither above the traits + 0.02',
    (m) =>
      m('v0.aucHonest') >= 0.63 &&
      m('refit.aucHonest') >= 0.68 &&
      m('refit.aucHonest') <= m('C5') + 0.02,
    ['v0.aucHonest', 'refit.aucHonest', 'C5'],
  ],
  [
    'K4',
    'AUC with the rules, all applicants: v0, refit',
    '≥ 0.68, ≥ 0.72',
    (m) => m('v0.aucGated') >= 0.68 && m('refit.aucGated') >= 0.72,
    ['v0.aucGated', 'refit.aucGated'],
  ],
  [
    'K5',
    'KS of honest vendors: v0, refit',
    '≥ 0.20, ≥ 0.27',
    (m) => m('v0.ksHonest') >= 0.2 && m('refit.ksHonest') >= 0.27,
    ['v0.ksHonest', 'refit.ksHonest'],
  ],
  [
    'K6',
    'principal lost with at least 65 % approved: v0, refit (approved)',
    '≤ 3.8 %, ≤ 3.4 %',
    (m) => m('wide.loss') <= 0.038 && m('refit.loss') <= 0.034 && m('refit.approval') >= 0.65,
    ['wide.loss', 'refit.loss', 'wide.approval', 'refit.approval'],
    'percent',
  ],
  [
    'K7',
    'loss over the better baseline, same principal and cap: v0, refit',
    '≤ 0.65',
    (m) => m('v0.overBaseline') <= 0.65,
    ['v0.overBaseline', 'refit.overBaseline'],
  ],
  [
    'K8',
    'loss of bands A, B, C rises; worst fifth by score over the best',
    'A < B < C; ≥ 2.5',
    (m) =>
      m('v0.band.A.loss') < m('v0.band.B.loss') &&
      m('v0.band.B.loss') < m('v0.band.C.loss') &&
      m('v0.fifthRatioPooled') >= 2.5,
    ['v0.band.A.loss', 'v0.band.B.loss', 'v0.band.C.loss', 'v0.fifthRatioPooled'],
  ],
  [
    'K9',
    'refit: largest gap of a decile, observed over predicted in all',
    '≤ 2.5 points; 0.85–1.15',
    (m) => m('refit.decileGap') <= 0.025 && within(m('refit.badOverPredicted'), 0.85, 1.15),
    ['refit.decileGap', 'refit.badOverPredicted'],
  ],
  [
    'K10',
    'median of actual over expected days; share within 1.5 times',
    '0.85–1.15; ≥ 80 %',
    (m) => within(m('v0.medianActualOverExpected'), 0.85, 1.15) && m('v0.within15') >= 0.8,
    ['v0.medianActualOverExpected', 'v0.within15'],
  ],
  [
    'K11',
    'rules: honest held; self-wash, ring, spike, slow found',
    '≤ 1 %; ≥ 90, ≥ 95, ≥ 50 %',
    (m) =>
      m('gate.honest') <= 0.01 &&
      m('gate.self-wash') >= 0.9 &&
      m('gate.ring') >= 0.95 &&
      m('gate.spike') >= 0.5,
    ['gate.honest', 'gate.self-wash', 'gate.ring', 'gate.spike', 'gate.slow'],
    'percent',
  ],
  [
    'K12',
    'loss with 5 % of fraud; without the rules (refit)',
    '≤ 4.5 %; at most half',
    (m) =>
      m('fraud5.refit.loss') <= 0.045 &&
      m('fraud5.refit.loss') <= m('fraud5.refit.ungatedLoss') / 2,
    ['fraud5.refit.loss', 'fraud5.refit.ungatedLoss'],
    'percent',
  ],
  [
    'K13',
    'loss when sales fall by 40 % for 50 days; to nothing for 21 (refit)',
    '≤ 4.7 %; ≤ 5.2 %',
    (m) => m('refit.stress.sales-40') <= 0.047 && m('refit.stress.zero-21') <= 0.052,
    ['refit.stress.sales-40', 'refit.stress.zero-21'],
    'percent',
  ],
  [
    'K14',
    'second loans: loss; bad at pace > 1.7 over ≤ 1',
    '≤ 2 %; ≥ 5',
    (m) => m('v0.second.loss') <= 0.02 && m('v0.second.paceRatioPooled') >= 5,
    ['v0.second.loss', 'v0.second.paceRatioPooled'],
  ],
  [
    'K15',
    'limit after four weeks of threefold sales',
    '≤ +60 %',
    (m) => m('inflationRaise') <= 0.6,
    ['inflationRaise', 'inflationRaiseSteady'],
    'percent',
  ],
  [
    'K16',
    'APR disclosed against realised: median gap in points; disclosed above the cap',
    '≤ 5; 0',
    (m) => m('v0.aprGapMedian') <= 5 && m('v0.aprOverCap') === 0,
    ['v0.aprGapMedian', 'v0.aprOverCap'],
  ],
  [
    'K20',
    'decisions with 1–4 reasons; counterfactuals that hold',
    '100 %; 100 %',
    (m) => m('reasonsTold') === 1 && m('raisesKept') === 1,
    ['reasonsTold', 'raisesKept', 'raisesMissing'],
    'percent',
  ],
]

/** Summaries, with the figures that only all seeds together give. */
export function figuresOf(study: Study, summary: Record<string, Summary>): Record<string, Summary> {
  const once = (mean: number): Summary => ({
    mean: Number(mean.toPrecision(6)),
    sd: 0,
    seeds: study.runs.length,
  })
  const m = (name: string) => summary[name]?.mean ?? 0
  const { decileGap, ratio } = calibrationOf(study)
  const overBaseline = (card: string) =>
    m(`${card}.loss`) / Math.min(m(`${card}.equal.B1.sameCap`), m(`${card}.equal.B2.sameCap`))
  return {
    ...summary,
    'v0.overBaseline': once(overBaseline('v0')),
    'refit.overBaseline': once(overBaseline('refit')),
    'v0.fifthRatioPooled': once(m('v0.worstFifthBad') / m('v0.bestFifthBad')),
    'refit.fifthRatioPooled': once(m('refit.worstFifthBad') / m('refit.bestFifthBad')),
    'v0.second.paceRatioPooled': once(
      m('v0.second.flatBad.above1.7') / m('v0.second.flatBad.upTo1'),
    ),
    'refit.decileGap': once(decileGap),
    'refit.badOverPredicted': once(ratio),
  }
}

export interface Decile {
  predicted: number
  observed: number
  count: number
}

/** Tenths of all judged vendors by the refitted card's chance of going bad. */
export function decilesOf({ pooled }: Study): Decile[] {
  const rows = pooled.rows.toSorted((a, b) => a.chance - b.chance)
  return Array.from({ length: 10 }, (_, i) => {
    const some = rows.slice(
      Math.floor((rows.length * i) / 10),
      Math.floor((rows.length * (i + 1)) / 10),
    )
    const predicted = total(some.map(({ chance }) => chance)) / some.length
    const observed = some.filter(({ isBad }) => isBad).length / some.length
    return { predicted, observed, count: some.length }
  })
}

function calibrationOf(study: Study): { decileGap: number; ratio: number } {
  const { rows } = study.pooled
  const gaps = decilesOf(study).map(({ predicted, observed }) => Math.abs(observed - predicted))
  const bads = rows.filter(({ isBad }) => isBad).length
  return { decileGap: Math.max(...gaps), ratio: bads / total(rows.map(({ chance }) => chance)) }
}

export function checkTargets(figures: Record<string, Summary>): {
  calibration: Target[]
  targets: Target[]
} {
  const of: Figures = (name) => figures[name] ?? { mean: 0, sd: 0, seeds: 0 }
  const check = ([id, what, threshold, isMet, names, kind = 'plain']: Rule): Target => {
    const met = isMet((name) => of(name).mean)
    const note = explanationOf(id, of, met)
    const value = names.map((name) => shown(of(name), kind)).join('; ')
    return { id, what, threshold, value, isMet: met, note }
  }
  return { calibration: CALIBRATION.map(check), targets: TARGETS.map(check) }
}

function shown({ mean, sd }: Summary, kind: 'percent' | 'plain' | 'points'): string {
  const text = (value: number) =>
    kind === 'percent' ? `${(value * 100).toFixed(2)} %` : value.toFixed(3)
  return sd === 0
    ? text(mean)
    : `${text(mean)} (sd ${kind === 'percent' ? (sd * 100).toFixed(2) : sd.toFixed(3)})`
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}
