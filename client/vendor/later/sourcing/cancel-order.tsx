import { useState } from 'preact/hooks'
import { post } from '../../first/api.ts'
import type { Problem } from '../../first/problem.ts'
import { isUnanswered } from '../../first/problem.ts'
import { Alert } from '../alert.tsx'
import { noteAnswer } from '../use-asked.ts'
import { refusalWords } from './refusal.ts'
import { orderPath } from './use-order.ts'
import type { Order } from './wire.ts'
import { s } from './words.ts'

/** Takes an order back, or leaves a pool: asked once more, because the supplier hears of it at once. */
export function CancelOrder(props: {
  order: Pick<Order, 'id'>
  isPool: boolean
  onDone?: () => void
}) {
  const { order, isPool, onDone } = props
  const [isAsking, setIsAsking] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const cancel = async (): Promise<void> => {
    setIsBusy(true)
    const answer = await post<Order>(`${orderPath(order.id)}/cancel`, { reason: null })
    setIsBusy(false)
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    noteAnswer(orderPath(order.id), answer.value)
    onDone?.()
  }
  if (!isAsking) {
    return (
      <button type="button" class="button plain" onClick={() => setIsAsking(true)}>
        {s(isPool ? 'pool.leave' : 'order.cancel')}
      </button>
    )
  }
  return (
    <section class="card">
      <p role="alert">{s(isPool ? 'pool.leave_ask' : 'order.cancel_ask')}</p>
      <Alert>{problem === null ? null : words(problem)}</Alert>
      <div class="two-buttons">
        <button type="button" class="button plain" onClick={() => setIsAsking(false)}>
          {s('order.keep')}
        </button>
        <button
          type="button"
          class="button danger"
          disabled={isBusy}
          aria-busy={isBusy}
          onClick={() => void cancel()}
        >
          {s(isPool ? 'pool.leave_yes' : 'order.cancel_yes')}
        </button>
      </div>
    </section>
  )
}

function words(problem: Problem): string {
  return refusalWords(isUnanswered(problem) ? 'no_answer' : (problem.reason ?? problem.code))
}
