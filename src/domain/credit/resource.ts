/** Credit in the shape that the vendor's app reads. */
import type { Money } from '../money/money.ts'
import type { Reason } from './decision.ts'

/** The whole cost of a draw, as it is shown before the vendor says yes. */
export interface DisclosureResource {
  principal: Money
  fee: Money
  owed: Money
  holdback_bp: number
  /** Days at the average of recent sales, and at steady income: a range, in either order. */
  expected_days: number
  steady_days: number
  apr_nominal_bp: number
  apr_effective_bp: number
}

export interface OfferResource {
  object: 'credit_offer'
  id: string
  lender: { id: string; name: string }
  /** What may be drawn now, and what may be out in all. */
  amount: Money
  limit: Money
  /** Of the whole amount at the usual share of sales. */
  disclosure: DisclosureResource
  holdback: { default_bp: number; min_bp: number; max_bp: number; step_bp: number }
  rebate_bp: number
  /** True: may be drawn as cash. False: pays suppliers only. */
  allow_cash: boolean
  /** Not shown to the vendor before. */
  is_new: boolean
  created_at: string
  expires_at: string
}

/** One line of the score: what was measured, what it earned, what it could earn. */
export interface MeterLine {
  code: string
  value: number | null
  points: number | null
  best: number
}

/** What counts, what is missing and what would raise it, as of the last nightly look. */
export interface MeterResource {
  as_of: string
  /** Steady weekly income: what sizes an offer. */
  steady_week: Money
  /** Sales of the last eight weeks that counted. */
  counted: Money
  score: number | null
  band: string | null
  lines: MeterLine[]
  /** Why there is no offer, or why it is not larger: codes of the lender's decision that was best for the vendor. */
  reasons: Reason[]
  raise: { code: string; from: number; to: number; limit: Money } | null
}

export type LineState =
  /** May be drawn on. */
  | 'open'
  /** No new draws for now; `frozen_reason` says why. */
  | 'frozen'
  | 'near_breach'
  | 'breach'
  | 'closed'

export interface DrawResource {
  object: 'draw'
  id: string
  supplier: { id: string; name: string } | null
  reference: string | null
  principal: Money
  fee: Money
  remaining: Money
  at: string
  expected_days: number
  /** Days since its turn to be repaid came, declared pauses left out; null while an earlier draw is repaid first. */
  elapsed_days: number | null
  state: 'open' | 'repaid' | 'written_off'
  pace_bp: number | null
}

export interface LineEventResource {
  kind: string
  at: string
  amount: Money | null
  value: number | null
}

export interface LineResource {
  object: 'credit_line'
  id: string
  lender: { id: string; name: string }
  state: LineState
  /** Machine word for why draws are frozen: `flow_low`, `near_breach`, `paused`, `lender`, `stall_frozen`. */
  frozen_reason: string | null
  limit: Money
  available: Money
  /** Least and step of a draw. */
  min_draw: Money
  step: Money
  holdback: { bp: number; min_bp: number; max_bp: number; step_bp: number }
  allow_cash: boolean
  /** One identity at all times: repaid + rebated + written_off + remaining = principal + fee. */
  principal: Money
  fee: Money
  repaid: Money
  rebated: Money
  written_off: Money
  remaining: Money
  /** Progress of the draw that is being repaid. */
  progress: {
    elapsed_days: number
    expected_days: number
    /** What the plan would have repaid by now, and the least that keeps the line in good standing. */
    planned: Money
    minimum: Money
    repaid: Money
    status: 'on_track' | 'behind' | 'near_breach' | 'breach'
  } | null
  pause: { until: string | null; days_left: number }
  /** What paying off now costs, and the fee that comes off; null when nothing is owed. */
  payoff: { pay: Money; rebate: Money } | null
  draws: DrawResource[]
  events: LineEventResource[]
}

/** Everything of `/api/credit`. */
export interface CreditResource {
  object: 'credit'
  /** Null before the first nightly look. */
  meter: MeterResource | null
  /** All that may be accepted, cheapest first. */
  offers: OfferResource[]
  line: LineResource | null
  appeals: {
    id: string
    code: string
    state: 'open' | 'upheld' | 'rejected'
    answer: string | null
  }[]
  consents: {
    lender: { id: string; name: string }
    granted_at: string
    withdrawn_at: string | null
  }[]
}
