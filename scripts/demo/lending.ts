import { EXAMPLE_POLICY } from '../../src/domain/credit/example-policy.ts'
import type { LendingPolicy } from '../../src/domain/credit/policy.ts'
import { DAY_MS } from './calendar.ts'
import type { MarketSeed } from './directory.ts'
import type { DemoPartner } from './types.ts'

/** What a lender of the market lends from, and its policy. */
export interface DemoLender {
  id: string
  /** Minor units that the operator took in for it. */
  funding: number
  policy: LendingPolicy
}

/** Ten lakh rupees each: the whole market draws a small part of it. */
const FUNDING = 100_000_000

/** The second lender is choosier and cheaper, and allows cash: vendors see both side by side. */
const BANK: Partial<LendingPolicy> = {
  policy_id: 'bank-inr',
  max_apr_bp: 3600,
  bands: {
    A: { mult_bp: 2400, term_days: 90, stress_bp: 8500, fee_bp: 400 },
    B: { mult_bp: 1500, term_days: 60, stress_bp: 8000, fee_bp: 290 },
  },
  cutoffs: [
    ['A', 530],
    ['B', 505],
  ],
  allow_cash: true,
}

/** The lenders of the market with their policies, in force from the day of the market on. */
export function demoLenders(partners: readonly DemoPartner[], { nowMs }: MarketSeed): DemoLender[] {
  const validFromDay = Math.floor(nowMs / DAY_MS)
  return partners
    .filter(({ kind }) => kind === 'lender')
    .map(({ id }, index) => ({
      id,
      funding: FUNDING,
      policy: {
        ...EXAMPLE_POLICY,
        ...(index === 0 ? {} : BANK),
        valid_from_day: validFromDay,
      },
    }))
}
