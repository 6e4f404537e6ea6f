import { useEffect, useState } from 'preact/hooks'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { get, post } from '../../first/api.ts'
import { noteCredit } from '../../first/credit.ts'
import { showDateTime } from '../../first/language.ts'
import { ProblemNote } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import { me } from '../../first/session.ts'
import type { Credit, CreditRead } from '../../first/wire.ts'
import { isOwner } from '../parts.tsx'
import { CreditPage } from './credit-page.tsx'
import { c, showDay } from './words.ts'

type Consent = Credit['consents'][number]

/** Who may look at the stall's sales, who did, and the way to end it. */
export function ReadsScreen() {
  return (
    <CreditPage title={c('line.reads')}>
      {({ consents }) => (
        <>
          <p>{c('reads.hint')}</p>
          <section class="stack">
            <h2>{c('reads.may')}</h2>
            {consents.length === 0 && <p class="hint">{c('reads.nobody')}</p>}
            {consents.map((consent) => (
              <ConsentCard key={consent.lender.id} consent={consent} />
            ))}
          </section>
          <Log />
        </>
      )}
    </CreditPage>
  )
}

function ConsentCard({ consent }: { consent: Consent }) {
  const { lender, granted_at: granted, withdrawn_at: withdrawn } = consent
  return (
    <section class="card">
      <p class="consent">
        <strong>
          <bdi>{lender.name}</bdi>
        </strong>
        <span class="hint">
          {withdrawn === null
            ? c('reads.since', { date: showDay(granted) })
            : c('reads.withdrawn', { date: showDay(withdrawn) })}
        </span>
      </p>
      {withdrawn === null && isOwner() && <Withdraw lender={lender} />}
    </section>
  )
}

function Withdraw({ lender }: { lender: Consent['lender'] }) {
  const [isAsking, setIsAsking] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  if (!isAsking) {
    return (
      <button type="button" class="button plain" onClick={() => setIsAsking(true)}>
        {c('reads.withdraw')}
      </button>
    )
  }
  const withdraw = async (): Promise<void> => {
    setIsBusy(true)
    setProblem(null)
    const answer = await post<Credit>(`/api/credit/consents/${lender.id}/withdraw`, {})
    setIsBusy(false)
    if (answer.ok) noteCredit(answer.value)
    else setProblem(answer.problem)
  }
  return (
    <>
      <p role="alert">{c('reads.withdraw_ask', { lender: isolate(lender.name) })}</p>
      <ProblemNote problem={problem} />
      <div class="two-buttons">
        <button type="button" class="button plain" onClick={() => setIsAsking(false)}>
          {c('reads.keep')}
        </button>
        <button
          type="button"
          class="button plain danger"
          disabled={isBusy}
          onClick={() => void withdraw()}
        >
          {c('reads.withdraw')}
        </button>
      </div>
    </>
  )
}

function Log() {
  const [reads, setReads] = useState<CreditRead[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    let isOver = false
    void get<{ data: CreditRead[] }>('/api/credit/reads').then((answer) => {
      if (isOver) return
      if (answer.ok) setReads(answer.value.data)
      else setProblem(answer.problem)
    })
    return () => {
      isOver = true
    }
  }, [])
  const timeZone = me.value?.vendor.time_zone ?? 'UTC'
  return (
    <section class="stack" aria-busy={reads === null && problem === null}>
      <h2>{c('reads.log')}</h2>
      <ProblemNote problem={problem} />
      {reads?.length === 0 && <p class="hint">{c('reads.none')}</p>}
      <ul class="events">
        {(reads ?? []).map(({ lender, what, at }) => (
          <li key={`${at} ${lender.id}`}>
            <time datetime={at}>{showDateTime(at, timeZone)}</time>
            <span>
              <bdi>{lender.name}</bdi> · {what === 'income' ? c('reads.income') : what}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
