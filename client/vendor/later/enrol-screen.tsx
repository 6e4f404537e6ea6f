import './later.css'
import { useState } from 'preact/hooks'
import { post } from '../first/api.ts'
import { useScreenTitle } from '../first/hooks.ts'
import { Icon } from '../first/icons.tsx'
import { t } from '../first/language.ts'
import type { Problem } from '../first/problem.ts'
import { go } from '../first/router.ts'
import { sentence } from '../first/sentence.ts'
import { me, welcome } from '../first/session.ts'
import type { Me } from '../first/wire.ts'
import { takeToken } from './enrol-token.ts'
import { LanguageChoice } from './language-choice.tsx'

/** Makes this phone the stall's, by a link that works once. One tap, because a link preview must not use it up. */
export function EnrolScreen() {
  const heading = useScreenTitle(t('enrol.title'))
  const [token] = useState(takeToken)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const current = me.value?.vendor.name
  const enrol = async (): Promise<void> => {
    setIsBusy(true)
    setProblem(null)
    const answer = await post<Me>('/api/enrol', { token }, true)
    setIsBusy(false)
    if (!answer.ok) {
      setProblem(answer.problem)
      return
    }
    await welcome(answer.value)
    go({ name: 'keypad' }, { replace: true })
  }
  const isSpent = problem !== null && problem.status >= 400 && problem.status < 429
  return (
    <main class="page entry">
      <div class="awning" aria-hidden="true" />
      <h1 tabindex={-1} ref={heading}>
        {t('enrol.title')}
      </h1>
      <p>{t(token === null ? 'enrol.no_token' : 'enrol.hint')}</p>
      {current !== undefined && !isSpent && <p>{t('enrol.replaces', { stall: current })}</p>}
      <div role="alert" class={problem === null ? '' : 'problem'}>
        {problem !== null && (
          <>
            <Icon name="alarm" />
            <span>{refusal(problem)}</span>
          </>
        )}
      </div>
      {token !== null && !isSpent && (
        <button type="button" class="button" disabled={isBusy} onClick={() => void enrol()}>
          <Icon name="phone" />
          <span>{t('enrol.mine')}</span>
        </button>
      )}
      {(token === null || isSpent) && (
        <button type="button" class="button plain" onClick={() => go({ name: 'keypad' })}>
          {t('enrol.other_way')}
        </button>
      )}
      <LanguageChoice />
    </main>
  )
}

function refusal(problem: Problem): string {
  if (problem.code === 'enrolment_used') return t('enrol.used')
  if (problem.code === 'enrolment_expired') return t('enrol.expired')
  if (problem.status === 0 || problem.status >= 429) return sentence(problem)
  return t('enrol.unknown')
}
