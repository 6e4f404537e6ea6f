/** Rules of money that are broken on purpose, each in a way that shops and lenders have been. */
import { drawTermsOf } from '../../../src/domain/orders/drawing.ts'
import { planOf, shrunk } from '../../../src/domain/orders/funding.ts'
import type { Plan } from '../../../src/domain/orders/order.ts'
import type { Core, Law } from './core.ts'
import { DRAWING_LAWS } from './drawing-laws.ts'
import { FUNDING_LAWS, SHRUNK_LAWS } from './funding-laws.ts'

/** A rule that is broken, and the law that must say so. */
export interface Mutant {
  does: string
  law: Law
  core: Partial<Core>
}

export const MONEY_MUTANTS: readonly Mutant[] = [
  {
    does: 'takes the sources in its own order',
    law: FUNDING_LAWS[
      'takes the sources in the stated order, but for what the lender lends at least'
    ],
    core: {
      planOf: (goods, asked) => planOf(goods, { ...asked, sources: asked.sources.toReversed() }),
    },
  },
  {
    does: 'draws the least beside own money that is enough',
    law: FUNDING_LAWS['never takes more than there is, and nothing from where it may not'],
    core: {
      planOf: (goods, asked) => {
        const { plan, missing } = planOf(goods, asked)
        const least = Math.min(asked.funds.credit?.least ?? 0, plan.available)
        const moved = { ...plan, available: plan.available - least, credit: plan.credit + least }
        return { plan: moved, missing }
      },
    },
  },
  {
    does: 'forgets that the lender lends no small change',
    law: FUNDING_LAWS['draws what the lender lends at least, or the whole order'],
    core: {
      planOf: (goods, asked) => {
        const { credit } = asked.funds
        const small = credit === null ? null : { ...credit, least: 1 }
        return planOf(goods, { ...asked, funds: { ...asked.funds, credit: small } })
      },
    },
  },
  {
    does: 'gives the discount on all of the goods',
    law: FUNDING_LAWS[
      'shares out the goods to the unit: what is paid, the discount and what is missing'
    ],
    core: {
      planOf: (goods, asked) => {
        const { plan, missing } = planOf(goods, asked)
        const more = Math.floor((plan.available * asked.discountBp) / 10_000)
        const discount = plan.discount + more
        return { plan: { ...plan, available: plan.available - more, discount }, missing }
      },
    },
  },
  {
    does: 'lets own money give way before the credit',
    law: SHRUNK_LAWS['lets the credit give way first, but not below the least while own money can'],
    core: { shrunk: ownFirst },
  },
  {
    does: 'draws less than the lender lends while there is own money',
    law: SHRUNK_LAWS['lets the credit give way first, but not below the least while own money can'],
    core: { shrunk: (plan, goods, terms) => shrunk(plan, goods, { ...terms, leastDraw: 0 }) },
  },
  {
    does: 'keeps the discount of what was placed',
    law: SHRUNK_LAWS['gives the discount on exactly what stays on credit'],
    core: {
      shrunk: (plan, goods, terms) => {
        const now = shrunk(plan, goods, terms)
        const moved = Math.min(now.credit, plan.discount - now.discount)
        return { ...now, credit: now.credit - moved, discount: now.discount + moved }
      },
    },
  },
  {
    does: 'asks for the whole fee of half a delivery',
    law: DRAWING_LAWS['never asks for more of the fee than was shown, in proportion'],
    core: {
      drawTermsOf: (order, credit, purchase) => ({
        ...drawTermsOf(order, credit, purchase),
        fee: credit.fee,
      }),
    },
  },
  {
    does: 'takes the fee in proportion and looks at no cap',
    law: DRAWING_LAWS['keeps the APR within the cap, also of a small part that arrived'],
    core: {
      drawTermsOf: (order, credit, purchase) => {
        const terms = drawTermsOf(order, credit, purchase)
        const principal = order.lines.reduce((sum, { arrived }) => sum + (arrived ?? 0), 0)
        const fee = Math.floor((credit.fee * principal) / order.plan.credit)
        return { ...terms, fee }
      },
    },
  },
  {
    does: 'reckons what comes off by the rate of a dearer draw',
    law: DRAWING_LAWS['takes no more off for paying at once than the fee'],
    core: {
      drawTermsOf: (order, credit, purchase) => {
        const terms = drawTermsOf(order, credit, purchase)
        return { ...terms, daily_rate_e12: terms.daily_rate_e12 * 2 }
      },
    },
  },
]

/** The credit stays, and what is missing comes off own money. */
function ownFirst(placed: Plan, goods: number, terms: { discountBp: number; leastDraw: number }) {
  const onCredit = placed.credit + placed.discount
  return shrunk(placed, goods, { ...terms, leastDraw: Math.min(onCredit, goods) })
}
