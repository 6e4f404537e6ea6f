import { useEffect, useState } from 'preact/hooks'
import { post } from '../first/api.ts'
import type { Problem } from '../first/problem.ts'

/** A thumb that steps or types on is not asked for after every tap. */
const SETTLE_MS = 350

export interface Quoted<Told> {
  /** The last figures; they may be those of an earlier question. */
  shown: Told | null
  /** True when they are the figures of what is wanted now. */
  isCurrent: boolean
  problem: Problem | null
  /** Asks anew, also for figures that are here. */
  again: () => void
}

/**
 * What something would cost, asked for again whenever it changes; of several questions only the last one counts.
 *
 * @param wanted what is posted; null asks nothing
 * @param first figures that are known already and for what, so that nothing is asked for them
 */
export function useQuoted<Wanted extends object, Told>(
  path: string,
  wanted: Wanted | null,
  first: { wanted: Wanted; told: Told } | null = null,
): Quoted<Told> {
  const [told, setTold] = useState<{ wanted: string; told: Told } | null>(null)
  const [problem, setProblem] = useState<{ wanted: string; problem: Problem } | null>(null)
  const [tries, setTries] = useState(0)
  const key = wanted === null ? null : keyOf(path, wanted)
  const known = first === null ? null : { wanted: keyOf(path, first.wanted), told: first.told }
  const isKnown = key !== null && key === known?.wanted
  const isAnswered = key !== null && key === told?.wanted
  useEffect(() => {
    if (wanted === null || key === null || isKnown || isAnswered) return
    let isOver = false
    const timer = setTimeout(() => {
      void post<Told>(path, wanted).then((answer) => {
        if (isOver) return
        if (answer.ok) setTold({ wanted: key, told: answer.value })
        setProblem(answer.ok ? null : { wanted: key, problem: answer.problem })
      })
    }, SETTLE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [key, isKnown, isAnswered, tries])
  return {
    shown: isKnown ? known.told : (told?.told ?? known?.told ?? null),
    isCurrent: isKnown || isAnswered,
    problem: problem !== null && problem.wanted === key ? problem.problem : null,
    again: () => {
      setProblem(null)
      // The figures stay on the screen, as those of no question that is open.
      if (told !== null) setTold({ ...told, wanted: '' })
      setTries(tries + 1)
    },
  }
}

function keyOf(path: string, wanted: object): string {
  return `${path} ${JSON.stringify(wanted)}`
}
