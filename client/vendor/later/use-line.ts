import { useEffect, useState } from 'preact/hooks'
import { get } from '../first/api.ts'
import { feed } from '../first/live.ts'
import { NO_ANSWER, type Problem } from '../first/problem.ts'
import { route } from '../first/router.ts'
import type { Line, LinePage, Tag } from '../first/wire.ts'

/** The row that the address names: from the feed at once, then as the book tells it now. */
export function useLine(): { line: Line | null; problem: Problem | null; tag: Tag | null } {
  const at = route.value
  const seq = at.name === 'payment' || at.name === 'refund' ? at.seq : null
  const { lastSeq, lines } = feed.value
  const [fetched, setFetched] = useState<Line | null>(null)
  const [tags, setTags] = useState<LinePage['tags']>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    if (seq === null) return
    let isOver = false
    void get<LinePage>(`/api/entries?before=${seq + 1}&limit=1`).then((answer) => {
      if (isOver) return
      const found = answer.ok ? answer.value.data.find((line) => line.seq === seq) : undefined
      if (answer.ok) setTags(answer.value.tags)
      if (found !== undefined) setFetched(found)
      else if (!answer.ok) setProblem(answer.problem)
      else setProblem({ ...NO_ANSWER, code: 'not_found', status: 404 })
    })
    return () => {
      isOver = true
    }
    // A new row may be a refund of this one.
  }, [seq, lastSeq])
  const known = lines.find((line) => line.seq === seq)
  const line = fetched?.seq === seq ? fetched : (known ?? null)
  return { line, problem: line === null ? problem : null, tag: tags?.[String(seq)] ?? null }
}

/** Minor units that may still be given back; 0 for a row that is not a payment in the book. */
export function refundable(line: Line): number {
  if (line.kind !== 'payment' || line.state !== 'posted' || line.id === null) return 0
  return line.amount.amount - (line.refunded?.amount ?? 0)
}
