/**
 * One try of a shopper to pay by a rail, and what is believed about it. Pure. The rules of the port: an unsigned word moves
 * nothing; paid needs the same reference or a unique amount, the same account, currency and amount; states only advance;
 * money that came too late, twice, too much or too little is named and never dropped. Money in minor units.
 */
import type { Currency } from '../money/money.ts'
import { isProof } from './rail.ts'
import type { Observation, RailId } from './rail.ts'

export type AttemptState = 'open' | 'paid' | 'expired' | 'cancelled'

export interface Attempt {
  id: string
  rail: RailId
  /** Unique in the vendor's book. */
  ref: string
  /** The receiving account's key; null for a rail within the platform. */
  account: string | null
  amount: number
  currency: Currency
  request: string | null
  createdAtMs: number
  expiresAtMs: number
  state: AttemptState
  /** The rail's id of the payment that paid it. */
  paidBy: string | null
}

/** Money that arrived, and what it is to the vendor. */
export type Outcome =
  /** It pays the attempt: the screen turns green. */
  | { outcome: 'paid'; attempt: string }
  /** It pays an attempt that had expired or was cancelled: it counts, and the vendor is told that it is late. */
  | { outcome: 'paid_late'; attempt: string }
  /** Known to belong to an attempt, but not as asked: a person looks at it. */
  | { outcome: 'underpaid' | 'overpaid' | 'second_payment' | 'wrong_account'; attempt: string }
  /** Not in the currency of its attempt, or, without one, of the book: its number is no sale's. */
  | { outcome: 'wrong_currency'; attempt: string | null }
  /** Of a sticker, or of nobody that we know: "is this payment yours?" */
  | { outcome: 'sticker' }
  | { outcome: 'unmatched' }
  /** Said by nobody who could prove it: the rail is asked. */
  | { outcome: 'ask' }
  /** Not about money that arrived. */
  | { outcome: 'nothing' }

/** A payment may be booked a little before we noted the attempt, by another clock. */
const CLOCK_SLACK_MS = 2 * 60_000
/** Bank apps are slow and people are slower: so long after its end an attempt may still be meant. */
const LATE_MS = 30 * 60_000

/**
 * What an observation of money is.
 *
 * @param attempts those of the account that it went to, the newest last, and the one that its reference names
 * @param stickerRefs references of the vendor's own stickers
 */
export function judge(
  attempts: readonly Attempt[],
  seen: Observation,
  stickerRefs: readonly string[],
): Outcome {
  if (!isProof(seen.evidence)) return { outcome: 'ask' }
  const { money } = seen
  if (seen.state !== 'paid' || money === null) return { outcome: 'nothing' }
  const named = seen.ourRef === null ? undefined : attempts.find(({ ref }) => ref === seen.ourRef)
  if (named !== undefined) return judgeNamed(named, seen, money)
  if (seen.ourRef !== null && stickerRefs.includes(seen.ourRef)) return { outcome: 'sticker' }
  // A reference that is not ours says that the payment was meant for something else.
  const candidates = seen.ourRef === null ? attempts.filter((one) => mayPay(one, seen)) : []
  const [only, ...others] = candidates
  if (only === undefined || others.length > 0) return { outcome: 'unmatched' }
  return judgeNamed(only, seen, money)
}

function judgeNamed(
  attempt: Attempt,
  seen: Observation,
  money: NonNullable<Observation['money']>,
): Outcome {
  const of = { attempt: attempt.id }
  if (seen.account !== attempt.account) return { outcome: 'wrong_account', ...of }
  if (money.currency !== attempt.currency) return { outcome: 'wrong_currency', ...of }
  if (attempt.state === 'paid' && attempt.paidBy !== seen.railRef)
    return { outcome: 'second_payment', ...of }
  if (money.amount < attempt.amount) return { outcome: 'underpaid', ...of }
  if (money.amount > attempt.amount) return { outcome: 'overpaid', ...of }
  const isLate = attempt.state === 'cancelled' || seen.atMs > attempt.expiresAtMs + CLOCK_SLACK_MS
  return { outcome: isLate ? 'paid_late' : 'paid', ...of }
}

/** Whether a payment without a reference could be for an attempt: the same amount, not paid, at about its time. */
function mayPay(attempt: Attempt, { money, atMs, account }: Observation): boolean {
  const { amount, currency, state, createdAtMs, expiresAtMs } = attempt
  if (
    account !== attempt.account ||
    money?.amount !== amount ||
    money.currency !== currency ||
    state === 'paid'
  )
    return false
  return atMs >= createdAtMs - CLOCK_SLACK_MS && atMs <= expiresAtMs + LATE_MS
}

/** The attempt after an outcome: it only ever advances. */
export function advanced(attempt: Attempt, outcome: Outcome, railRef: string): Attempt {
  const isPaid = outcome.outcome === 'paid' || outcome.outcome === 'paid_late'
  if (!isPaid || outcome.attempt !== attempt.id || attempt.state === 'paid') return attempt
  return { ...attempt, state: 'paid', paidBy: railRef }
}

/** The attempt at a time: open ones expire by the clock alone. */
export function attemptAt(attempt: Attempt, nowMs: number): Attempt {
  const isOver = attempt.state === 'open' && nowMs >= attempt.expiresAtMs
  return isOver ? { ...attempt, state: 'expired' } : attempt
}
