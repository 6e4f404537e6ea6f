/** Sends a refund under one id, which outlives a reload until the book has answered. */
import { post, serverNowMs } from '../first/api.ts'
import { answerRefund, type RefundAnswer, type Refunding, sendRefund } from '../first/intent.ts'
import { mintId } from '../first/mint.ts'
import { isUnanswered, type Problem } from '../first/problem.ts'
import { forget, recallJson, storeJson } from '../first/storage.ts'
import type { Refund } from '../first/wire.ts'

export function newRefundId(): string {
  return mintId('rfd', serverNowMs())
}

/** Where to begin for a payment: at a refund that nobody answered yet, if there is one. */
export function beginRefund(paymentId: string): Refunding {
  const sent = recallJson(storageKey(paymentId)) as { id: string; amount: number } | null
  return sent === null ? { step: 'choosing' } : { step: 'unknown', ...sent }
}

/** Payments whose refund is being sent: state reaches the screen a moment after a tap, this does not. */
const sending = new Set<string>()

/** Sends; the second of a double tap does nothing. */
export async function sendNow(
  paymentId: string,
  state: Refunding,
  show: (next: Refunding) => void,
): Promise<void> {
  const sent = sendRefund(state)
  if (sent === null || sending.has(paymentId)) return
  sending.add(paymentId)
  show(sent)
  const { id, amount } = sent
  // Before anything leaves: if the phone dies now, the same refund is asked again and not another one.
  storeJson(storageKey(paymentId), { id, amount })
  const answer = await post<Refund>(`/api/payments/${paymentId}/refunds`, { id, amount })
  sending.delete(paymentId)
  const said = answer.ok ? refundAnswer(answer.value) : problemAnswer(answer.problem)
  if (said.type !== 'no_answer') forget(storageKey(paymentId))
  show(answerRefund(sent, said))
}

function storageKey(paymentId: string): string {
  return `refund.${paymentId}`
}

function refundAnswer(refund: Refund): RefundAnswer {
  if (refund.state === 'declined') {
    return { type: 'refused', code: refund.decline_reason ?? 'unknown' }
  }
  return { type: refund.state }
}

function problemAnswer(problem: Problem): RefundAnswer {
  // 409: the first of two is still on its way. 401 and 429: the book was not asked, the same refund may be sent again.
  const isOpen = isUnanswered(problem) || [401, 409, 429].includes(problem.status)
  return isOpen ? { type: 'no_answer' } : { type: 'refused', code: problem.reason ?? problem.code }
}
