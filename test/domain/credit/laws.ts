/** The laws of section 6 of the underwriting design as checks of one case each. */
import type { Random } from '../../../scripts/demo/random.ts'
import type { assess } from '../../../src/domain/credit/decision.ts'
import type { Assessment } from '../../../src/domain/credit/decision.ts'
import type { CreditInputs, Features } from '../../../src/domain/credit/features.ts'
import { aprOf } from '../../../src/domain/credit/pricing.ts'
import { rampCap } from '../../../src/domain/credit/sizing.ts'
import type { Case } from './cases.ts'

/** What the laws are about; mutants bring their own. */
export type Assess = typeof assess

/** What is wrong; null when the case obeys; undefined when the law has nothing to say of it. */
export type Law = (assess: Assess, about: Case, random: Random) => string | null | undefined

/** 1. Nothing beyond the cap, the ramp and the lender's headroom; whole steps; nothing without an offer. */
export const limitsAreKept: Law = (assess, { inputs, state }) => {
  const { policy, model, headroom } = state
  const { limit, amount, outcome, price, disclosure } = assess(inputs, state)
  const { outstanding } = inputs.loans
  if (!Number.isSafeInteger(limit) || limit < 0) return `limit is ${limit}`
  if (outcome === 'none') {
    const isNothing = limit === 0 && amount === 0 && price === null && disclosure === null
    return isNothing ? undefined : 'no offer, but a limit or a price'
  }
  if (amount < policy.min_offer_minor) return 'less than the least offer'
  if (amount % policy.step_minor !== 0) return 'not a whole step'
  if (limit !== amount + outstanding) return 'limit is not what is out and what may be drawn'
  if (limit > policy.cap_minor) return 'above the cap'
  if (limit > rampCap(inputs.loans, policy, model)) return 'above the ramp'
  if (amount > headroom) return 'above the headroom'
  return null
}

/** 2. One more sale, in any week, by anybody, never lowers the limit. */
export const oneMoreSaleNeverHurts: Law = (assess, { inputs, state }, random) => {
  const sale = random.int(1, Math.max(1, Math.floor(inputs.features.windowSales / 8)))
  const week = random.int(0, 7)
  const more = { ...inputs, features: withSale(inputs.features, { week, sale }, random) }
  return notLower(assess, { inputs, state }, more)
}

/** A sale adds to its week, the period and the window; it may bring a payer, a regular, a day; it dilutes refunds. */
function withSale(
  features: Features,
  { week, sale }: { week: number; sale: number },
  random: Random,
): Features {
  const { weeks, periods, activeDays56, gapDays56, payers28, loyalPayers56, refundBp56 } = features
  const one = () => random.int(0, 1)
  return {
    ...features,
    weeks: weeks.with(week, (weeks[week] ?? 0) + sale),
    ...(periods === undefined ? {} : { periods: withLast(periods, sale) }),
    windowSales: features.windowSales + sale,
    activeDays56: activeDays56 + one(),
    gapDays56: Math.max(0, gapDays56 - random.int(0, 5)),
    payers28: payers28 === null ? null : payers28 + (week >= 4 ? one() : 0),
    loyalPayers56: loyalPayers56 === null ? null : loyalPayers56 + one(),
    refundBp56: refundBp56 === null ? null : Math.max(0, refundBp56 - one()),
  }
}

/** The newest period is the eight weeks. */
function withLast(periods: readonly number[], sale: number): number[] {
  return periods.map((sales, i) => (i === periods.length - 1 ? sales + sale : sales))
}

/** 3. Steadier sales never lower it: money from a better week to a worse one, or from an older one to a newer. */
export const steadierNeverHurts: Law = (assess, { inputs, state }, random) => {
  const weeks = steadier(inputs.features.weeks, random)
  if (weeks === null) return undefined
  return notLower(assess, { inputs, state }, { ...inputs, features: { ...inputs.features, weeks } })
}

/** A Pigou-Dalton transfer that never moves money from the recent four weeks to the older four. */
export function steadier(weeks: readonly number[], random: Random): number[] | null {
  const [one, other] = [random.int(0, 7), random.int(0, 7)]
  const [rich, poor] = (weeks[one] ?? 0) >= (weeks[other] ?? 0) ? [one, other] : [other, one]
  const gap = (weeks[rich] ?? 0) - (weeks[poor] ?? 0)
  if (gap < 2 || (rich >= 4 && poor < 4)) return null
  const moved = random.int(1, Math.floor(gap / 2))
  return weeks.with(rich, (weeks[rich] ?? 0) - moved).with(poor, (weeks[poor] ?? 0) + moved)
}

/** 4. The same stall, so many times larger, never gets less. */
export const largerNeverHurts: Law = (assess, { inputs, state }, random) => {
  const times = random.pick([2, 3, 10, random.int(1, 50)])
  const { weeks, periods, windowSales } = inputs.features
  const larger = {
    ...inputs.features,
    weeks: weeks.map((week) => week * times),
    ...(periods === undefined ? {} : { periods: periods.map((sales) => sales * times) }),
    windowSales: windowSales * times,
  }
  return notLower(assess, { inputs, state }, { ...inputs, features: larger })
}

/** 5. A payment that does not count moves a signal, and below its rule's threshold that changes nothing at all. */
export const excludedPaymentsChangeNothing: Law = (assess, { inputs, state }, random) => {
  const signals = { ...inputs.signals }
  for (const { code, aboveBp } of state.model.gates) {
    if (inputs.waived.includes(code)) signals[code] = random.int(0, 30_000)
    else if ((signals[code] ?? 0) <= aboveBp) signals[code] = random.int(0, aboveBp)
  }
  const before = assess(inputs, state)
  if (before.outcome === 'none') return undefined
  const [was, is] = [before, assess({ ...inputs, signals }, state)].map((one) =>
    JSON.stringify(one),
  )
  return was === is ? null : `${was} became ${is}`
}

/** 6. A better bin never lowers the score, the band or the limit, and never raises the APR. */
export const betterBinNeverHurts: Law = (assess, { inputs, state }, random) => {
  const card = random.pick(state.model.cards)
  const from = inputs.features[card.feature]
  const bins = card.steps.filter(
    ([to]) => from !== null && (card.better === 'higher' ? to > from : to < from),
  )
  if (bins.length === 0) return undefined
  const [to] = random.pick(bins)
  const better = { ...inputs, features: { ...inputs.features, [card.feature]: to } }
  const [before, after] = [assess(inputs, state), assess(better, state)]
  if (before.outcome === 'none' && after.outcome === 'none') return undefined
  if (isTooCheap(after, state)) return undefined
  if ((after.score ?? 0) < (before.score ?? 0)) return `${card.feature} ${from} to ${to}: score`
  if (after.limit < before.limit)
    return `${card.feature} ${from} to ${to}: limit ${before.limit} to ${after.limit}`
  return dearer(before, after) ? `${card.feature} ${from} to ${to}: APR` : null
}

/** 6, of the seventh feature. A better pace of the draw repaid last never lowers the score or the limit. */
export const betterPaceNeverHurts: Law = (assess, { inputs, state }, random) => {
  const { loans } = inputs
  if (loans.lastPaceBp === null || loans.lastPaceBp < 2) return undefined
  const pace = random.int(1, loans.lastPaceBp - 1)
  const [before, after] = [loans.lastPaceBp, pace].map((lastPaceBp) =>
    assess({ ...inputs, loans: { ...loans, lastPaceBp } }, state),
  )
  if (before?.outcome !== 'offer' || after === undefined) return undefined
  if (isTooCheap(after, state)) return undefined
  if ((after.score ?? 0) < (before.score ?? 0)) return `${loans.lastPaceBp} to ${pace}: score`
  return after.limit < before.limit ? `${loans.lastPaceBp} to ${pace}: limit` : null
}

/** 7a. The disclosed APR is within the cap, the fee within the policy, and the parts add up. */
export const priceIsLawful: Law = (assess, { inputs, state }) => {
  const { price, disclosure, band } = assess(inputs, state)
  if (price === null || disclosure === null) return undefined
  const { policy } = state
  const { principal, fee, owed } = disclosure
  if (fee < 0) return `fee is ${fee}`
  if (owed !== principal + fee) return 'owed is not principal and fee'
  const most = Math.ceil((principal * (policy.bands[band ?? '']?.fee_bp ?? 0)) / 10_000)
  if (fee > most) return 'fee above the band’s'
  if (aprOf(disclosure, price) > policy.max_apr_bp) return 'APR above the cap'
  return null
}

/** 7b. Of two vendors with the same income and the same credit history, the better score never pays more a year. */
export const betterScoreIsNeverDearer: Law = (assess, { inputs, state }, random) => {
  const other = { ...inputs, features: otherTraits(inputs.features, random) }
  const one = assess(inputs, state)
  if (one.outcome === 'none') return undefined
  const two = assess(other, state)
  if (two.outcome === 'none') return undefined
  const [worse, better] = (one.score ?? 0) <= (two.score ?? 0) ? [one, two] : [two, one]
  return dearer(worse, better) ? `score ${worse.score} and ${better.score}` : null
}

function otherTraits(features: Features, random: Random): Features {
  const orAbsent = (value: number) => (random.chance(0.1) ? null : value)
  return {
    ...features,
    tenureDays: random.int(56, 400),
    activeDays56: random.int(28, 56),
    gapDays56: random.int(0, 20),
    payers28: orAbsent(random.int(0, 300)),
    loyalPayers56: orAbsent(random.int(0, 100)),
    refundBp56: orAbsent(random.int(0, 800)),
  }
}

function notLower(assess: Assess, { inputs, state }: Case, then: CreditInputs) {
  const before = assess(inputs, state)
  if (before.outcome === 'none') return undefined
  const after = assess(then, state)
  if (isTooCheap(after, state)) return undefined
  if (after.limit < before.limit) {
    const reasons = after.reasons.map(({ code }) => code).join(' ')
    return `limit ${before.limit} to ${after.limit} (${reasons})`
  }
  return after.steady_weekly_100 < before.steady_weekly_100 ? 'steady income fell' : null
}

/** The proviso of a lender's least fee: what is repaid so soon that the cap leaves less is not lent (`min_fee_bp`). */
function isTooCheap({ reasons }: Assessment, { policy }: Case['state']): boolean {
  return policy.min_fee_bp > 0 && reasons.some(({ code }) => code === 'P01')
}

function dearer(before: Assessment, after: Assessment): boolean {
  const { disclosure: one, price: oneTerms } = before
  const { disclosure: two, price: twoTerms } = after
  if (one === null || two === null || oneTerms === null || twoTerms === null) return false
  return aprOf(two, twoTerms) > aprOf(one, oneTerms)
}

/** Every law by what it says. */
export const LAWS = {
  'lends within the cap, the ramp and the headroom, in whole steps': limitsAreKept,
  'never lowers the limit for one more sale': oneMoreSaleNeverHurts,
  'never lowers the limit for steadier sales': steadierNeverHurts,
  'never lowers the limit of a larger stall': largerNeverHurts,
  'does not hear of payments that do not count': excludedPaymentsChangeNothing,
  'never gives a better stall less, nor charges it more': betterBinNeverHurts,
  'discloses an APR within the cap, and a fee that adds up': priceIsLawful,
  'never charges the better score more for the same income': betterScoreIsNeverDearer,
} satisfies Record<string, Law>
