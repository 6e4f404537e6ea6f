/** How a payment from a bank app stands, as whoever pays it is told. Pure. */
import type { AttemptState, Outcome } from './attempt.ts'
import type { RequestState } from './request.ts'

/** Money that came for an attempt and that a person of the stall looks at. */
export type HeldOutcome = 'underpaid' | 'overpaid' | 'second_payment' | 'wrong_currency'

export type BankStanding =
  | { name: 'waiting' }
  /** Nothing has come, and nobody should pay it any more. */
  | { name: 'over'; why: 'expired' | 'cancelled' | 'request_paid' | 'account_gone' }
  | { name: 'held'; why: HeldOutcome }
  /** The stall said that the money is no sale. */
  | { name: 'dismissed' }
  /** In the vendor's book, which alone can say so: nothing else is green. */
  | { name: 'paid'; payment: string; how: 'in_time' | 'late' | 'judged' }

/** What is known of an attempt. */
export interface BankFacts {
  attempt: { state: AttemptState }
  /** What paid it, else the last money that came for it. */
  credit: {
    outcome: Outcome['outcome']
    state: 'booked' | 'waiting' | 'dismissed'
    payment: string | null
  } | null
  /** Of the request that it is for; null for a sticker. */
  request: RequestState | null
  /** Whether the stall still has the account. */
  hasAccount: boolean
}

export function standingOf({ attempt, credit, request, hasAccount }: BankFacts): BankStanding {
  if (credit !== null) return standingOfCredit(credit)
  // Paid from a wallet, by somebody else, or noted by hand: a second payment would only have to be given back.
  if (request === 'paid') return { name: 'over', why: 'request_paid' }
  if (request === 'cancelled' || attempt.state === 'cancelled')
    return { name: 'over', why: 'cancelled' }
  if (attempt.state !== 'open' || request === 'expired') return { name: 'over', why: 'expired' }
  return hasAccount ? { name: 'waiting' } : { name: 'over', why: 'account_gone' }
}

function standingOfCredit({
  outcome,
  state,
  payment,
}: NonNullable<BankFacts['credit']>): BankStanding {
  if (state === 'dismissed') return { name: 'dismissed' }
  if (state === 'booked' && payment !== null) {
    const how = outcome === 'paid' ? 'in_time' : outcome === 'paid_late' ? 'late' : 'judged'
    return { name: 'paid', payment, how }
  }
  return { name: 'held', why: isHeld(outcome) ? outcome : 'second_payment' }
}

function isHeld(outcome: Outcome['outcome']): outcome is HeldOutcome {
  return ['underpaid', 'overpaid', 'second_payment', 'wrong_currency'].includes(outcome)
}
