import { useEffect, useState } from 'preact/hooks'
import { post } from '../../first/api.ts'
import type { Problem } from '../../first/problem.ts'
import type { Disclosure } from '../../first/wire.ts'

/** A thumb that steps or types on is not asked for after every tap. */
const SETTLE_MS = 350

/** What a quote is asked for: minor units, and the share where it is not the line's own. */
export interface Wanted {
  amount: number
  holdback_bp?: number
}

export interface Quote {
  /** The last figures; they may be those of an earlier question. */
  shown: Disclosure | null
  /** True when they are the figures of what is wanted now. */
  isCurrent: boolean
  problem: Problem | null
  /** Asks anew, also for figures that are here. */
  again: () => void
}

interface Told {
  wanted: string
  disclosure: Disclosure
}

/**
 * The cost of what is wanted, asked for again whenever it changes; of several questions only the last one counts.
 *
 * @param first figures that are known already and for what, so that nothing is asked for them
 */
export function useQuote(
  path: string,
  wanted: Wanted | null,
  first: { wanted: Wanted; disclosure: Disclosure } | null = null,
): Quote {
  const [told, setTold] = useState<Told | null>(null)
  const [problem, setProblem] = useState<{ wanted: string; problem: Problem } | null>(null)
  const [tries, setTries] = useState(0)
  const key = wanted === null ? null : keyOf(path, wanted)
  const known: Told | null =
    first === null ? null : { wanted: keyOf(path, first.wanted), disclosure: first.disclosure }
  const isKnown = key !== null && key === known?.wanted
  const isAnswered = key !== null && key === told?.wanted
  useEffect(() => {
    if (wanted === null || key === null || isKnown || isAnswered) return
    let isOver = false
    const timer = setTimeout(() => {
      void post<Disclosure>(path, wanted).then((answer) => {
        if (isOver) return
        if (answer.ok) setTold({ wanted: key, disclosure: answer.value })
        setProblem(answer.ok ? null : { wanted: key, problem: answer.problem })
      })
    }, SETTLE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [key, isKnown, isAnswered, tries])
  return {
    shown: isKnown ? known.disclosure : (told?.disclosure ?? known?.disclosure ?? null),
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

function keyOf(path: string, wanted: Wanted): string {
  return `${path} ${wanted.amount} ${wanted.holdback_bp ?? ''}`
}
