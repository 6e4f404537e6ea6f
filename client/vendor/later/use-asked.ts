import { signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { get } from '../first/api.ts'
import type { Problem } from '../first/problem.ts'
import { session } from '../first/session.ts'

export interface Asked<Told> {
  /** The last answer, also one from before while a newer one is on its way; null before the first. */
  told: Told | null
  problem: Problem | null
  again: () => void
}

/** Answers by path, so that the way back does not begin with an empty screen. */
const answers = signal<ReadonlyMap<string, unknown>>(new Map())
/** A day at a stall opens fewer screens than this. */
const ANSWERS_MAX = 60

session.subscribe((state) => {
  if (state !== 'in') answers.value = new Map()
})

/** Takes what the server told of a path in another way: its answer to a change. */
export function noteAnswer(path: string, told: unknown): void {
  const others = [...answers.peek()].filter(([known]) => known !== path).slice(1 - ANSWERS_MAX)
  answers.value = new Map([...others, [path, told]])
}

/**
 * What the server tells of a path, asked anew when the screen opens and when `news` changes.
 *
 * @param path null asks nothing
 */
export function useAsked<Told>(path: string | null, news: unknown = null): Asked<Told> {
  const [problem, setProblem] = useState<{ path: string; problem: Problem } | null>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (path === null) return
    let isOver = false
    void get<Told>(path).then((answer) => {
      if (answer.ok) noteAnswer(path, answer.value)
      if (!isOver) setProblem(answer.ok ? null : { path, problem: answer.problem })
    })
    return () => {
      isOver = true
    }
  }, [path, tries, news])
  return {
    told: path === null ? null : ((answers.value.get(path) as Told | undefined) ?? null),
    problem: problem?.path === path ? problem.problem : null,
    again: () => setTries(tries + 1),
  }
}
