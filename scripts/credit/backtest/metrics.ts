/** Figures of a set of advances. */
import type { Advance } from './walk.ts'

export interface Figures {
  /** Vendors that had at least one advance, for a band or a baseline; all vendors of the file, overall. */
  vendors: number
  offers: number
  /** Offers of all decisions: one decision is one vendor on one decision day with nothing out. */
  approvalRate: number | null
  principalLent: number
  principalLost: number
  lossRate: number | null
  /** Half of the advances take at most so many times the days they were expected to; unpaid ones take forever. */
  medianActualOverExpectedDays: number | null
  shareWithin1_5x: number | null
  repaid: number
  chargedOff: number
  closed: number
  censored: number
  /** Principal that was out when a series ended and the end counts as censoring: in no other figure. */
  principalCensored: number
  feesLent: number
  medianAmount: number | null
  medianExpectedDays: number | null
  medianActualDays: number | null
  /** More than a twentieth of principal and fee unpaid at the end: as many of the advances that are judged. */
  badRate: number | null
}

/** Unpaid part of an advance above which it is bad. */
const BAD_PART = 0.05
const WITHIN = 1.5

export function figuresOf(
  advances: readonly Advance[],
  { vendors, decisions }: { vendors: number; decisions: number },
): Figures {
  const censored = advances.filter(({ outcome }) => outcome === 'censored')
  const judged = advances.filter(({ outcome }) => outcome !== 'censored')
  const lost = sum(judged.map(({ principalOut }) => principalOut))
  const principalCensored = sum(censored.map(({ principalOut }) => principalOut))
  const lent = sum(advances.map(({ principal }) => principal)) - principalCensored
  const ratios = ratiosOf(advances)
  const within = ratios.filter((ratio) => ratio <= WITHIN).length
  const isBad = ({ principal, principalOut }: Advance) => principalOut > principal * BAD_PART
  const count = (outcome: Advance['outcome']) =>
    advances.filter((one) => one.outcome === outcome).length
  return {
    vendors,
    offers: advances.length,
    approvalRate: part(advances.length, decisions),
    principalLent: lent,
    principalLost: lost,
    lossRate: part(lost, lent),
    medianActualOverExpectedDays: median(ratios),
    shareWithin1_5x: part(within, ratios.length),
    repaid: count('repaid'),
    chargedOff: count('charged_off'),
    closed: count('closed'),
    censored: censored.length,
    principalCensored,
    feesLent: sum(advances.map(({ fee }) => fee)),
    medianAmount: median(advances.map(({ principal }) => principal)),
    medianExpectedDays: median(advances.map(({ expectedDays }) => expectedDays)),
    medianActualDays: median(
      judged.map(({ outcome, days }) => (outcome === 'repaid' ? days : Infinity)),
    ),
    badRate: part(judged.filter(isBad).length, judged.length),
  }
}

/**
 * Actual over expected days of every advance that says something about it: a censored one only once it has taken
 * longer than {@link WITHIN} times its days.
 */
function ratiosOf(advances: readonly Advance[]): number[] {
  return advances.flatMap(({ outcome, days, expectedDays }) => {
    if (outcome === 'repaid') return [days / expectedDays]
    if (outcome === 'censored' && days < WITHIN * expectedDays) return []
    return [Infinity]
  })
}

export function vendorsOf(advances: readonly Advance[]): number {
  return new Set(advances.map(({ vendor }) => vendor)).size
}

/** The middle value, the mean of the two middle ones; null when there is none or it never comes. */
export function median(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).toSorted()
  const middle = sorted.length >> 1
  const high = sorted[middle]
  if (high === undefined) return null
  const low = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? high) : high
  const value = (low + high) / 2
  return Number.isFinite(value) ? rounded(value) : null
}

export function part(amount: number, whole: number): number | null {
  return whole === 0 ? null : rounded(amount / whole)
}

/** Six decimals: enough to compare, and the same on every machine. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
