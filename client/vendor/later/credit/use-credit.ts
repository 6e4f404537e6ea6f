import { useEffect, useState } from 'preact/hooks'
import { askCredit, credit } from '../../first/credit.ts'
import type { Problem } from '../../first/problem.ts'
import type { Credit } from '../../first/wire.ts'

/** Credit as it is known, asked for anew when a screen opens. */
export function useCredit(): { known: Credit | null; problem: Problem | null; again: () => void } {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isOver = false
    void askCredit().then((answer) => {
      if (!isOver) setProblem(answer.ok ? null : answer.problem)
    })
    return () => {
      isOver = true
    }
  }, [tries])
  return { known: credit.value, problem, again: () => setTries(tries + 1) }
}

/** Looks into the credit as it is known; false while nothing is. */
export function inCredit<Terms>(
  shows: (terms: Terms, credit: Credit) => boolean,
): (terms: Terms) => boolean {
  return (terms) => credit.value !== null && shows(terms, credit.value)
}
