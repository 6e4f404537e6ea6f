/** What the vendor means to do, with the id under which it is done once however often it is sent. */
import type { SoldItem } from '../../../src/domain/payments/till-items.ts'

/** One sale about to be charged. */
export interface ChargeIntent {
  id: string
  /** Minor units. */
  amount: number
  note: string
  /** What is sold, as far as it was put together of tiles. */
  items: readonly SoldItem[]
}

/**
 * The intent for a tap on Charge. `unanswered` is the one that was sent without an answer: the same sale again keeps
 * its id, so that a bad network leaves one request behind and not three.
 */
export function chargeIntent(
  unanswered: ChargeIntent | null,
  wanted: Omit<ChargeIntent, 'id'>,
  mint: () => string,
): ChargeIntent {
  const isSame =
    unanswered !== null &&
    unanswered.amount === wanted.amount &&
    unanswered.note === wanted.note &&
    JSON.stringify(unanswered.items) === JSON.stringify(wanted.items)
  return isSame ? unanswered : { id: mint(), ...wanted }
}

/** A refund from choosing the amount to its answer. */
export type Refunding =
  | { step: 'choosing' }
  /** The vendor is asked once more; the id exists from here on. */
  | { step: 'confirming'; id: string; amount: number }
  | { step: 'sending'; id: string; amount: number }
  /** Nobody answered. It may have happened: it can only be sent again as it was, under the same id. */
  | { step: 'unknown'; id: string; amount: number }
  | { step: 'done'; id: string; amount: number; isPending: boolean }
  /** A durable no; money stayed. Trying again is a new refund with a new id. */
  | { step: 'refused'; code: string }

export type RefundAnswer =
  | { type: 'paid' }
  | { type: 'pending' }
  | { type: 'refused'; code: string }
  | { type: 'no_answer' }

/** Asks for confirmation of an amount (minor units); ignored unless the vendor is choosing. */
export function confirmRefund(state: Refunding, amount: number, mint: () => string): Refunding {
  const isChoosing = state.step === 'choosing' || state.step === 'refused'
  return isChoosing && amount > 0 ? { step: 'confirming', id: mint(), amount } : state
}

/** Back to choosing; impossible once something was sent and not answered. */
export function reviseRefund(state: Refunding): Refunding {
  return state.step === 'confirming' || state.step === 'refused' ? { step: 'choosing' } : state
}

/** The tap that sends: null when there is nothing to send, as for the second of a double tap. */
export function sendRefund(
  state: Refunding,
): { step: 'sending'; id: string; amount: number } | null {
  const canSend = state.step === 'confirming' || state.step === 'unknown'
  return canSend ? { step: 'sending', id: state.id, amount: state.amount } : null
}

/** What the answer makes of a refund that was sent. */
export function answerRefund(state: Refunding, answer: RefundAnswer): Refunding {
  if (state.step !== 'sending') return state
  const { id, amount } = state
  if (answer.type === 'no_answer') return { step: 'unknown', id, amount }
  if (answer.type === 'refused') return { step: 'refused', code: answer.code }
  return { step: 'done', id, amount, isPending: answer.type === 'pending' }
}
