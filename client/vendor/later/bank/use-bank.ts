import { useEffect, useState } from 'preact/hooks'
import { askBank, bank } from '../../first/bank.ts'
import type { Problem } from '../../first/problem.ts'
import type { Bank } from '../../first/wire.ts'

/** The stall's accounts as last told, asked anew when the screen opens. */
export function useBank(): { known: Bank | null; problem: Problem | null; again: () => void } {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isOver = false
    void askBank().then((answer) => {
      if (!isOver) setProblem(answer.ok ? null : answer.problem)
    })
    return () => {
      isOver = true
    }
  }, [tries])
  return { known: bank.value, problem, again: () => setTries(tries + 1) }
}
