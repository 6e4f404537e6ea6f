/** Who lends how much to whom in the simulated market, and what it comes to. */
import { assess } from '../../../src/domain/credit/decision.ts'
import type { PolicyState } from '../../../src/domain/credit/decision.ts'
import { daysToRepay } from '../../../src/domain/credit/pricing.ts'
import { holdsOf } from '../../../src/domain/credit/score.ts'
import type { AdvanceTerms } from '../loans.ts'
import type { World, Subject } from '../world/world.ts'
import { repay } from './repay.ts'
import type { Repayment, Stress } from './repay.ts'
import { quantile, total } from './stats.ts'

/** What one vendor is lent; null for nothing. The places are those of the world's subjects. */
export type Book = readonly (Loan | null)[]

export interface Loan extends AdvanceTerms {
  band: string
}

/** The policy's offers, each taken in full. */
export function policyBook({ subjects }: World, state: PolicyState): Book {
  return subjects.map(({ inputs }) => {
    const { disclosure, band, outcome } = assess(inputs, state)
    if (outcome === 'none' || disclosure === null || band === null) return null
    const { principal, fee, expected_days: expectedDays } = disclosure
    return { principal, fee, expectedDays, band }
  })
}

/** The same without the rules against money that goes in circles. */
export function withoutGates(state: PolicyState): PolicyState {
  return { ...state, model: { ...state.model, gates: [] } }
}

/**
 * Lends in proportion to something, at most `cap` each, so much in all that it is `principal`.
 *
 * @param sizeOf what each vendor's loan is in proportion to; 0 for no loan
 */
export function proportionalBook(
  { subjects }: World,
  sizeOf: (subject: Subject) => number,
  about: { principal: number; cap: number; feePart: number; holdbackBp: number },
): Book {
  const sizes = subjects.map((subject) => sizeOf(subject))
  const lentAt = (times: number) => total(sizes.map((size) => Math.min(size * times, about.cap)))
  let low = 0
  let high = 1
  while (lentAt(high) < about.principal && high < 1e6) high *= 2
  for (let i = 0; i < 50; i += 1) {
    const middle = (low + high) / 2
    if (lentAt(middle) < about.principal) low = middle
    else high = middle
  }
  return subjects.map(({ inputs }, i) => {
    const principal = Math.floor(Math.min((sizes[i] ?? 0) * high, about.cap))
    if (principal < 1) return null
    const fee = Math.ceil(principal * about.feePart)
    const { windowSales: sales, windowDays: days } = inputs.features
    const expectedDays = daysToRepay(principal + fee, about.holdbackBp, { sales, days })
    return { principal, fee, expectedDays, band: '' }
  })
}

/** Eligible after the rule of thumb: lifetime average from four weeks on; last thirty days after ninety. */
export const BASELINE_SIZES = {
  B1: ({ inputs, lifetimeMonth }: Subject) =>
    inputs.features.tenureDays >= 28 ? lifetimeMonth : 0,
  B2: ({ inputs, month, payments90 }: Subject) =>
    inputs.features.tenureDays >= 90 && payments90 >= 10 ? month : 0,
}

export function isHeld({ inputs }: Subject, { model }: PolicyState): boolean {
  return holdsOf(inputs, model).length > 0
}

export interface Lent {
  subject: Subject
  loan: Loan
  repayment: Repayment
}

export function outcomes(
  { subjects }: World,
  book: Book,
  about: { holdbackBp: number; stress?: Stress },
): Lent[] {
  return subjects.flatMap((subject, i) => {
    const loan = book[i]
    return loan === null || loan === undefined
      ? []
      : [{ subject, loan, repayment: repay(subject, loan, about) }]
  })
}

export interface Sums {
  offers: number
  principal: number
  fees: number
  lost: number
  lossRate: number
  badRate: number
  fraudPartOfLoss: number
  medianActualOverExpected: number
  within15: number
  medianExpectedDays: number
  profitPart: number
}

/** A year of funds costs so much of principal, and a loan 15 rupees of handling. */
const FUNDS_PER_YEAR = 0.12
const COST_PER_LOAN = 1500

export function sumsOf(lent: readonly Lent[]): Sums {
  const principal = total(lent.map(({ loan }) => loan.principal))
  const fees = total(lent.map(({ loan }) => loan.fee))
  const lost = total(lent.map(({ repayment }) => repayment.principalLost))
  const feesLost = total(
    lent.map(({ loan, repayment }) => (loan.fee * repayment.principalLost) / loan.principal),
  )
  const fraudLost = total(
    lent.map(({ subject, repayment }) =>
      subject.vendor.fraud === null ? 0 : repayment.principalLost,
    ),
  )
  const ratios = lent.map(({ loan, repayment }) => (repayment.days ?? Infinity) / loan.expectedDays)
  const funds = total(lent.map((one) => (balanceDays(one) * FUNDS_PER_YEAR) / 365))
  return {
    offers: lent.length,
    principal,
    fees,
    lost,
    lossRate: lost / principal,
    badRate: lent.filter(({ repayment }) => repayment.isBad).length / lent.length,
    fraudPartOfLoss: lost === 0 ? 0 : fraudLost / lost,
    medianActualOverExpected: quantile(ratios, 0.5),
    within15: ratios.filter((ratio) => ratio <= 1.5).length / ratios.length,
    medianExpectedDays: quantile(
      lent.map(({ loan }) => loan.expectedDays),
      0.5,
    ),
    profitPart: (fees - feesLost - lost - funds - COST_PER_LOAN * lent.length) / principal,
  }
}

/** Principal times days that it was out. */
function balanceDays({ loan, repayment }: Lent): number {
  const part = loan.principal / (loan.principal + loan.fee)
  let out = loan.principal
  let sum = 0
  for (const paid of repayment.paid) {
    sum += out
    out -= paid * part
  }
  return sum
}
