import { useState } from 'preact/hooks'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { post } from '../../first/api.ts'
import { noteCredit } from '../../first/credit.ts'
import { Amount, FigureView } from '../../first/figure-view.tsx'
import { Icon } from '../../first/icons.tsx'
import { showMoney } from '../../first/language.ts'
import { ProblemNote } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import { go } from '../../first/router.ts'
import type { Credit, CreditLine } from '../../first/wire.ts'
import { Bar, Fact, isOwner } from '../parts.tsx'
import { progressWords, repaidOf } from './progress.ts'
import { c, perHundred, showDay } from './words.ts'

/** The line in use: what is left to repay, how it is going, what can be done. */
export function LineCard({ line }: { line: CreditLine }) {
  const owes = line.remaining.amount > 0
  return (
    <>
      <section class="sums">
        <p class="sums-name">
          {c(owes ? 'line.remaining' : 'line.available')} ·{' '}
          {c('line.from', { lender: isolate(line.lender.name) })}
        </p>
        <div class="fits">
          <FigureView money={owes ? line.remaining : line.available} />
        </div>
        {owes && <LineProgress line={line} />}
        <dl>
          <Fact name={c('line.share')}>{c('share', { share: perHundred(line.holdback.bp) })}</Fact>
          {owes ? (
            <Fact name={c('line.available')}>
              <Amount money={line.available} />
            </Fact>
          ) : (
            <Fact name={c('line.remaining')}>{c('line.nothing')}</Fact>
          )}
        </dl>
      </section>
      <LineTrouble line={line} />
      {isOwner() ? <Actions line={line} /> : <p class="hint">{c('owner_only')}</p>}
    </>
  )
}

function LineProgress({ line }: { line: CreditLine }) {
  const { repaid, total } = repaidOf(line)
  const { progress } = line
  const money = (amount: number) => showMoney({ ...line.remaining, amount })
  const openDraws = line.draws.filter(({ state }) => state === 'open')
  const elapsed = progress?.elapsed_days ?? 0
  return (
    <div class="progress">
      <p>{c('line.money', { repaid: money(repaid), total: money(total) })}</p>
      <Bar share={total === 0 ? 0 : repaid / total} />
      {progress !== null && (
        <>
          <p>{c('line.days', { elapsed, expected: progress.expected_days })}</p>
          <Bar tone="days" share={elapsed / Math.max(1, progress.expected_days)} />
          {openDraws.length > 1 && <p class="hint">{c('line.oldest')}</p>}
          <p class="progress-status">
            <Icon name={progress.status === 'on_track' ? 'tick' : 'waiting'} />
            <span>{progressWords(progress.status)}</span>
          </p>
        </>
      )}
    </div>
  )
}

const FROZEN_WORDS = {
  flow_low: 'frozen.flow_low',
  near_breach: 'frozen.near_breach',
  breach: 'frozen.breach',
  paused: 'frozen.paused',
  lender: 'frozen.lender',
  stall_frozen: 'frozen.stall_frozen',
} as const

/** Why no stock can be had on it now; and the pause, with its end. */
function LineTrouble({ line }: { line: CreditLine }) {
  const { frozen_reason: reason, pause } = line
  if (pause.until !== null) return <PauseCard until={pause.until} />
  if (reason === null) return null
  const isKnown = (code: string): code is keyof typeof FROZEN_WORDS =>
    Object.hasOwn(FROZEN_WORDS, code)
  return (
    <p class="notice" role="status">
      <Icon name="waiting" />
      <span>{c(isKnown(reason) ? FROZEN_WORDS[reason] : 'frozen.other')}</span>
    </p>
  )
}

function PauseCard({ until }: { until: string }) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const resume = async (): Promise<void> => {
    setIsBusy(true)
    setProblem(null)
    const answer = await post<Credit>('/api/credit/resume', {})
    setIsBusy(false)
    if (answer.ok) noteCredit(answer.value)
    else setProblem(answer.problem)
  }
  return (
    <section class="card">
      <p class="notice-line" role="status">
        <Icon name="pause" />
        <strong>{c('pause.running', { date: showDay(until) })}</strong>
      </p>
      <p>{c('frozen.paused')}</p>
      <ProblemNote problem={problem} />
      {isOwner() && (
        <button type="button" class="button plain" disabled={isBusy} onClick={() => void resume()}>
          {c('pause.resume')}
        </button>
      )}
    </section>
  )
}

function Actions({ line }: { line: CreditLine }) {
  const owes = line.remaining.amount > 0
  const canDraw = line.frozen_reason === null && line.available.amount >= line.min_draw.amount
  return (
    <div class="stack">
      <button
        type="button"
        class="button"
        disabled={!canDraw}
        onClick={() => go({ name: 'credit', part: 'draw' })}
      >
        {c('line.draw')}
      </button>
      {!canDraw && line.frozen_reason === null && <p class="hint">{c('draw.none_left')}</p>}
      {owes && (
        <div class="two-buttons">
          <button
            type="button"
            class="button plain"
            onClick={() => go({ name: 'credit', part: 'payoff' })}
          >
            {c('line.payoff')}
          </button>
          <button
            type="button"
            class="button plain"
            disabled={line.pause.until !== null}
            onClick={() => go({ name: 'credit', part: 'pause' })}
          >
            {c('line.pause')}
          </button>
        </div>
      )}
      <button
        type="button"
        class="button plain"
        onClick={() => go({ name: 'credit', part: 'share' })}
      >
        {c('line.change_share')}
      </button>
    </div>
  )
}
