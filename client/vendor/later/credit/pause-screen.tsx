import { useState } from 'preact/hooks'
import { post, serverNowMs } from '../../first/api.ts'
import { noteCredit } from '../../first/credit.ts'
import { ProblemNote } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import type { Credit, CreditLine } from '../../first/wire.ts'
import { isOwner, Stepper } from '../parts.tsx'
import { Done, LinePage, Nothing } from './credit-page.tsx'
import { c, cCount, showDay } from './words.ts'

const DAY_MS = 24 * 60 * 60_000
/** What is proposed: a bad cold, or the worst of a monsoon. */
const DAYS_USUAL = 3

/** Days without sales, told beforehand: the plan stands still meanwhile. */
export function PauseScreen() {
  return <LinePage title={c('pause.title')}>{(line) => <Pause line={line} />}</LinePage>
}

function Pause({ line }: { line: CreditLine }) {
  const { until, days_left: most } = line.pause
  const [wanted, setWanted] = useState(DAYS_USUAL)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const days = Math.min(wanted, most)
  if (until !== null) {
    return (
      <Done icon="pause" title={c('pause.running', { date: showDay(until) })}>
        <p>{c('pause.does_text')}</p>
      </Done>
    )
  }
  if (!isOwner()) return <Nothing words={c('owner_only')} />
  if (most < 1) return <Nothing words={c('pause.none_left')} />
  const pause = async (): Promise<void> => {
    setIsBusy(true)
    setProblem(null)
    const answer = await post<Credit>('/api/credit/pause', { days })
    setIsBusy(false)
    if (answer.ok) noteCredit(answer.value)
    else setProblem(answer.problem)
  }
  const end = new Date(serverNowMs() + days * DAY_MS).toISOString()
  return (
    <>
      <p>{c('pause.hint')}</p>
      <section class="card">
        <Stepper
          label={c('pause.title')}
          less={{
            label: c('pause.fewer'),
            onStep: days <= 1 ? null : () => setWanted(days - 1),
          }}
          more={{
            label: c('pause.longer'),
            onStep: days >= most ? null : () => setWanted(days + 1),
          }}
        >
          <strong>{cCount('days', days)}</strong>
          <span>{c('pause.until', { date: showDay(end) })}</span>
        </Stepper>
        <p class="hint">{cCount('pause.left', most)}</p>
      </section>
      <dl class="terms">
        <dt>{c('pause.does')}</dt>
        <dd>{c('pause.does_text')}</dd>
        <dt>{c('pause.does_not')}</dt>
        <dd>{c('pause.does_not_text')}</dd>
      </dl>
      <ProblemNote problem={problem} />
      <button
        type="button"
        class="button"
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => void pause()}
      >
        {c('pause.confirm', { days: cCount('days', days) })}
      </button>
    </>
  )
}
