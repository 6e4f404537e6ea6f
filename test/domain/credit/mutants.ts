/** Cores that are broken on purpose, each in a way that lenders have been: the law beside each must find it out. */
import { assess } from '../../../src/domain/credit/decision.ts'
import type { CreditInputs } from '../../../src/domain/credit/features.ts'
import { priceDraw } from '../../../src/domain/credit/pricing.ts'
import type { Assess, Law } from './laws.ts'
import {
  betterBinNeverHurts,
  betterPaceNeverHurts,
  betterScoreIsNeverDearer,
  excludedPaymentsChangeNothing,
  largerNeverHurts,
  limitsAreKept,
  oneMoreSaleNeverHurts,
  priceIsLawful,
  steadierNeverHurts,
} from './laws.ts'

interface Mutant {
  does: string
  law: Law
  core: Assess
}

/** The core, fed with other weeks than it was given. */
function seeing(weeksOf: (weeks: readonly number[]) => number[]): Assess {
  return (inputs, state) => {
    const weeks = weeksOf(inputs.features.weeks)
    return assess({ ...inputs, features: { ...inputs.features, weeks } }, state)
  }
}

/** The core, with less for those whom `isDisliked` points at. */
function disliking(isDisliked: (inputs: CreditInputs) => boolean): Assess {
  return (inputs, state) => {
    const one = assess(inputs, state)
    return isDisliked(inputs) ? { ...one, limit: Math.floor(one.limit / 2) } : one
  }
}

const meanLessDeviation = (weeks: readonly number[]) => {
  const mean = weeks.reduce((sum, week) => sum + week, 0) / weeks.length
  const variance = weeks.reduce((sum, week) => sum + (week - mean) ** 2, 0) / weeks.length
  return weeks.map(() => Math.max(0, Math.floor(mean - Math.sqrt(variance))))
}

export const MUTANTS: readonly Mutant[] = [
  {
    does: 'rounds the limit up to a step',
    law: limitsAreKept,
    core: (inputs, state) => {
      const one = assess(inputs, state)
      const step = one.outcome === 'offer' ? state.policy.step_minor : 0
      return { ...one, limit: one.limit + step, amount: one.amount + step }
    },
  },
  {
    does: 'forgets what is out already',
    law: limitsAreKept,
    core: (inputs, state) =>
      assess({ ...inputs, loans: { ...inputs.loans, outstanding: 0 } }, state),
  },
  {
    does: 'lends what the lender has not got',
    law: limitsAreKept,
    core: (inputs, state) => assess(inputs, { ...state, headroom: Number.MAX_SAFE_INTEGER }),
  },
  {
    does: 'takes the deviation of the weeks off their mean',
    law: oneMoreSaleNeverHurts,
    core: seeing(meanLessDeviation),
  },
  {
    does: 'lends on the best week',
    law: steadierNeverHurts,
    core: seeing((weeks) => weeks.map(() => Math.max(...weeks))),
  },
  {
    does: 'lends on the newest week',
    law: steadierNeverHurts,
    core: seeing((weeks) => weeks.map(() => weeks[7] ?? 0)),
  },
  {
    does: 'takes large stalls for shops',
    law: largerNeverHurts,
    core: disliking(({ features }) => features.windowSales > 10_000_000),
  },
  {
    does: 'lowers the limit on a suspicion',
    law: excludedPaymentsChangeNothing,
    core: disliking(({ signals }) => Object.values(signals).some((measured) => measured > 400)),
  },
  {
    does: 'takes no notice of what a person set aside',
    law: excludedPaymentsChangeNothing,
    core: (inputs, state) => assess({ ...inputs, waived: [] }, state),
  },
  {
    does: 'prefers payers who never come back',
    law: betterBinNeverHurts,
    core: disliking(({ features }) => (features.loyalPayers56 ?? 0) >= 80),
  },
  {
    does: 'holds quick repayment against the vendor',
    law: betterPaceNeverHurts,
    core: disliking(({ loans }) => (loans.lastPaceBp ?? 10_000) < 9_000),
  },
  {
    does: 'charges what the market bears',
    law: priceIsLawful,
    core: (inputs, state) =>
      assess(inputs, { ...state, policy: { ...state.policy, max_apr_bp: 30_000 } }),
  },
  {
    does: 'loses a minor unit of the fee',
    law: priceIsLawful,
    core: (inputs, state) => {
      const one = assess(inputs, state)
      const { disclosure } = one
      return disclosure === null
        ? one
        : { ...one, disclosure: { ...disclosure, owed: disclosure.owed - 1 } }
    },
  },
  {
    does: 'prices each band by itself',
    law: betterScoreIsNeverDearer,
    core: (inputs, state) => {
      const one = assess(inputs, state)
      if (one.price === null) return one
      const price = { ...one.price, max_apr_bp: state.policy.max_apr_bp }
      const disclosure = priceDraw(price, one.amount, state.policy.holdback_bp.default)
      return { ...one, price, disclosure }
    },
  },
]
