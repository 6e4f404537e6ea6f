/**
 * The simulated market, section 8.1 of the credit notes, as one table. Frozen by its hash: it is set by the calibration
 * checks C1 to C6 alone and never by what a model reaches in it.
 */
import { canonicalBytes } from '../../../src/domain/credit/underwrite.ts'
import { sha256Hex } from '../hash.ts'

/** Mean and standard deviation, or a range. */
export type Pair = readonly [number, number]

export interface Archetype {
  name: string
  share: number
  /** Payments of an open day by all means, and their median in minor units. */
  paymentsPerDay: number
  ticketMedian: number
  ticketLogSd: number
  rainFactor: number
  festivalFactor: number
  /** Negative-binomial dispersion of a day's count. */
  dispersion: number
  /** Monday to Sunday. */
  weekday: readonly number[]
  /** Hours of the day in which it sells. */
  hours: Pair
}

export const FRAUD_KINDS = ['self-wash', 'ring', 'spike', 'slow'] as const
export type FraudKind = (typeof FRAUD_KINDS)[number]

export const WORLD = {
  archetypes: [
    {
      name: 'snacks',
      share: 0.3,
      paymentsPerDay: 45,
      ticketMedian: 4000,
      ticketLogSd: 0.5,
      rainFactor: 0.8,
      festivalFactor: 1.2,
      dispersion: 8,
      weekday: [1, 1, 1, 1, 1.1, 1.15, 0.9],
      hours: [7, 21],
    },
    {
      name: 'fruit',
      share: 0.3,
      paymentsPerDay: 30,
      ticketMedian: 9000,
      ticketLogSd: 0.6,
      rainFactor: 0.65,
      festivalFactor: 1.5,
      dispersion: 6,
      weekday: [0.9, 0.95, 0.95, 1, 1.05, 1.25, 1.3],
      hours: [7, 20],
    },
    {
      name: 'clothing',
      share: 0.2,
      paymentsPerDay: 10,
      ticketMedian: 35_000,
      ticketLogSd: 0.7,
      rainFactor: 0.5,
      festivalFactor: 2.2,
      dispersion: 3,
      weekday: [0.8, 0.8, 0.85, 0.9, 1.1, 1.6, 1.7],
      hours: [10, 21],
    },
    {
      name: 'services',
      share: 0.12,
      paymentsPerDay: 9,
      ticketMedian: 18_000,
      ticketLogSd: 0.6,
      rainFactor: 0.75,
      festivalFactor: 1,
      dispersion: 5,
      weekday: [1.05, 1.05, 1, 1, 1, 1.1, 0.4],
      hours: [9, 19],
    },
    {
      name: 'hot-meals',
      share: 0.08,
      paymentsPerDay: 60,
      ticketMedian: 11_000,
      ticketLogSd: 0.4,
      rainFactor: 0.7,
      festivalFactor: 1.1,
      dispersion: 10,
      weekday: [1, 1, 1, 1, 1.1, 1.1, 0.7],
      hours: [11, 23],
    },
  ] satisfies Archetype[] as readonly Archetype[],
  /** Prices are whole rupees. */
  priceStep: 100,
  scaleLogSd: 0.6,
  digitalShare: [5, 4],
  openShare: { beta: [18, 3], byFragility: -0.085, byStrategy: -0.045, range: [0.25, 0.995] },
  dispersionByFragility: -0.55,
  weekly: { memory: 0.6, sd: 0.11, byFragility: 0.5 },
  drift: { mean: 0.00015, sd: 0.001, byFragility: -0.0006 },
  season: { part: 0.12, days: 365 },
  cities: 8,
  rain: { dry: 0.12, wet: 0.37, wetFrom: 150, wetTo: 332 },
  festivals: { everyDays: 61, jitterDays: 12, days: 4 },
  closures: { perYear: 0.9, byFragility: 0.8, medianDays: 8, logSd: 0.8 },
  exit: { perYear: 0.083, byFragility: 1.2 },
  churn: { perYear: 0.15, byStrategy: 0.9 },
  tenure: { least: 28, mean: 200, byLatents: -75, range: [28, 540] },
  loyal: { mean: 0.45, byStrategy: -0.08, byFragility: -0.02, sd: 0.08, range: [0.05, 0.9] },
  /** Payments of one regular in eight weeks, on the average; Zipf exponents of regulars and passers-by. */
  customers: { paymentsOfRegular: 6, regularZipf: 0.8, passerZipf: 0.4, passersPerPayment: 1.5 },
  refunds: { beta: [1.2, 60], byStrategy: 0.35 },
  neighbours: { share: 0.1, paymentsPerWeek: 1.5 },
  afterDraw: {
    lift: 1.06,
    fromDay: [2, 12],
    strategic: { at: -4.1, byStrategy: 1.9, keeps: [0, 0.2] },
    partial: { share: 0.45, keeps: [0.55, 0.9] },
  },
  /** Weaker selection than the 0.7 of the notes: with individual payments 0.7 puts C3 at 0.78. */
  takeUp: { at: -0.6, byFragility: 0.4, byStrategy: 0.4 },
  fraud: {
    share: 0.02,
    mix: { 'self-wash': 0.4, ring: 0.25, spike: 0.25, slow: 0.1 },
    weeks: { 'self-wash': 4, ring: 8, spike: 2, slow: 10 },
    inflation: [1.5, 4],
    keeps: [0, 0.1],
    /** Days of honest trade before the inflation begins. */
    quietDays: 35,
    ownPhonePart: [0.05, 1],
    accounts: { 'self-wash': 6, spike: 25, slow: 400 },
    bigRoundShare: 0.45,
  },
  /** Attribute that no decision may know: its share by archetype. */
  protectedShare: [0.3, 0.5, 0.7, 0.4, 0.6],
  days: { asOf: 540, after: 430 },
} as const

/** What a world differs in from the usual one. */
export interface WorldChange {
  fraudShare?: number
  fraudMix?: Record<FraudKind, number>
  /** Added to the intercept of strategic diversion. */
  strategicAt?: number
  archetypeShares?: readonly number[]
  /** Added to the day of the decision. */
  laterDays?: number
}

export const GENERATOR_HASH = sha256Hex(canonicalBytes(WORLD))
