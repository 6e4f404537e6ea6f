/** What a night's decision makes of the offer that is open. */
import type { Assessment } from './decision.ts'
import type { LineTerms } from './line.ts'
import type { LendingPolicy } from './policy.ts'

/** An open offer as the next decision finds it. */
export interface OpenOffer {
  id: string
  asOfDay: number
  amount: number
  limit: number
  expiresAtMs: number
}

export type OfferStep =
  | { step: 'none' }
  | { step: 'open' }
  /** A better one, or a new one in place of one whose time is over. */
  | { step: 'replace'; ended: 'superseded' | 'expired' }
  | { step: 'end'; ended: 'expired' | 'withdrawn'; reason: string }

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Decides about an offer. An open one may be improved any night; it is withdrawn only for a rule that holds the vendor,
 * an overdue draw, an exhausted portfolio or a suspended policy. Anything else that is worse waits until it expires.
 *
 * @param lineLimit limit of the line that the vendor has from this lender already; 0 without one
 */
export function offerStep(
  open: OpenOffer | null,
  decision: Assessment,
  about: { policy: LendingPolicy; lineLimit: number; nowMs: number },
): OfferStep {
  const { policy, lineLimit, nowMs } = about
  const isOffered = decision.outcome === 'offer' && policy.active
  const isMore = isOffered && isHigher(decision.limit, lineLimit, policy)
  if (open === null) return isMore ? { step: 'open' } : { step: 'none' }
  if (open.asOfDay >= decision.as_of_day) return { step: 'none' }
  const withdrawn = withdrawal(decision, policy)
  if (withdrawn !== null) return { step: 'end', ended: 'withdrawn', reason: withdrawn }
  const isOver = nowMs >= open.expiresAtMs
  if (isMore && (isOver || isHigher(decision.limit, open.limit, policy)))
    return { step: 'replace', ended: isOver ? 'expired' : 'superseded' }
  return isOver ? { step: 'end', ended: 'expired', reason: 'expired' } : { step: 'none' }
}

/** When an offer made now ends. */
export function offerExpiryMs(policy: LendingPolicy, nowMs: number): number {
  return nowMs + policy.offer_ttl_days * DAY_MS
}

/** What a vendor who accepts an offer agrees to. */
export function lineTermsOf(
  decision: Assessment,
  policy: LendingPolicy,
  ids: { line: string; offer: string; lender: string },
): LineTerms | null {
  if (decision.price === null || decision.band === null) return null
  const { default: default_bp, min: min_bp, max: max_bp } = policy.holdback_bp
  return {
    ...ids,
    policy_id: policy.policy_id,
    policy_version: policy.version,
    band: decision.band,
    currency: policy.currency,
    limit: decision.limit,
    min_draw: policy.min_offer_minor,
    step: policy.step_minor,
    holdback: { default_bp, min_bp, max_bp },
    price: decision.price,
    rebate_bp: policy.rebate_bp,
    allow_cash: policy.allow_cash,
    portfolio_limit: policy.portfolio_limit_minor,
  }
}

/** A limit that is shown moves by a step and a twentieth, or not at all. */
function isHigher(next: number, now: number, { step_minor: step }: LendingPolicy): boolean {
  return next - now >= step && (next - now) * 20 >= now
}

function withdrawal({ outcome, reasons }: Assessment, policy: LendingPolicy): string | null {
  if (!policy.active) return 'policy_suspended'
  if (outcome === 'offer') return null
  const codes = reasons.map(({ code }) => code)
  if (codes.some((code) => code.startsWith('H'))) return 'held'
  if (codes.includes('E03') || codes.includes('E04')) return 'overdue'
  return codes.includes('L05') ? 'portfolio_full' : null
}
