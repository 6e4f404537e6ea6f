/** Scoring models: tables of whole numbers. A published version is never edited; `test/domain/credit` holds its hash. */
import type { Features, GateCode } from './features.ts'

/** The features that score, with the reason code of the points lost on each. */
export type ScoredFeature =
  | 'tenureDays'
  | 'activeDays56'
  | 'gapDays56'
  | 'payers28'
  | 'loyalPayers56'
  | 'refundBp56'

export type ScoreCode = 'S01' | 'S02' | 'S03' | 'S04' | 'S05' | 'S06' | 'S07'

/** Points of one feature. `steps` go from the best bin to the worst: the first that the value reaches counts. */
export interface Card {
  feature: ScoredFeature & keyof Features
  code: ScoreCode
  better: 'higher' | 'lower'
  steps: readonly (readonly [threshold: number, points: number])[]
}

export interface Gate {
  code: GateCode
  /** The rule holds the vendor above so many basis points. */
  aboveBp: number
  /** True: only together with another rule, because alone one more honest sale could set it off. */
  onlyWithAnother: boolean
}

export interface CreditModel {
  version: string
  base: number
  cards: readonly Card[]
  /** Points by pace of the last repaid draw (basis points of the expected days); none without one. */
  pace: readonly (readonly [atMostBp: number, points: number])[]
  paceElse: number
  gates: readonly Gate[]
  tenureDaysMin: number
  activeDaysMin: number
  /** After a breach there is no offer for so many days. */
  breachDays: number
  /** Lines are sized by eight weeks of income as far as a year bears it out; absent from older models. */
  looksAtYear?: true
}

/** The expert card of 2026: to be refitted once five hundred draws have gone bad. */
const V0: CreditModel = {
  version: 'v0-expert-2026-11',
  base: 400,
  cards: [
    {
      feature: 'tenureDays',
      code: 'S01',
      better: 'higher',
      steps: [
        [365, 40],
        [180, 32],
        [90, 18],
      ],
    },
    {
      feature: 'activeDays56',
      code: 'S02',
      better: 'higher',
      steps: [
        [48, 28],
        [42, 20],
        [35, 10],
      ],
    },
    {
      feature: 'gapDays56',
      code: 'S03',
      better: 'lower',
      steps: [
        [4, 18],
        [7, 14],
        [13, 8],
      ],
    },
    {
      feature: 'payers28',
      code: 'S04',
      better: 'higher',
      steps: [
        [250, 20],
        [100, 16],
        [40, 8],
      ],
    },
    {
      feature: 'loyalPayers56',
      code: 'S05',
      better: 'higher',
      steps: [
        [80, 40],
        [30, 30],
        [10, 18],
      ],
    },
    {
      feature: 'refundBp56',
      code: 'S06',
      better: 'lower',
      steps: [
        [99, 26],
        [299, 20],
        [600, 12],
      ],
    },
  ],
  pace: [
    [10_000, 60],
    [13_000, 40],
    [17_000, -10],
  ],
  paceElse: -80,
  gates: [
    { code: 'F01', aboveBp: 500, onlyWithAnother: false },
    { code: 'F03', aboveBp: 1000, onlyWithAnother: false },
    { code: 'F04', aboveBp: 1000, onlyWithAnother: false },
    { code: 'F05', aboveBp: 3500, onlyWithAnother: true },
    { code: 'F06', aboveBp: 22_000, onlyWithAnother: false },
    { code: 'F07', aboveBp: 1500, onlyWithAnother: false },
    { code: 'F08', aboveBp: 4000, onlyWithAnother: false },
    { code: 'F09', aboveBp: 2500, onlyWithAnother: true },
    { code: 'F10', aboveBp: 2500, onlyWithAnother: false },
    { code: 'F13', aboveBp: 6000, onlyWithAnother: false },
  ],
  tenureDaysMin: 56,
  activeDaysMin: 28,
  breachDays: 90,
}

/** The same card; lines are sized by eight weeks as far as a year bears them out (decision 011). */
const V1: CreditModel = { ...V0, version: 'v1-year-2026-11', looksAtYear: true }

export const MODELS: Readonly<Record<string, CreditModel>> = {
  [V0.version]: V0,
  [V1.version]: V1,
}

/** The model that new policies name. */
export const CURRENT_MODEL = V1
