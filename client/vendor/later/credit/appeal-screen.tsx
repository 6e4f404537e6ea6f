import { useId, useState } from 'preact/hooks'
import { post } from '../../first/api.ts'
import { noteCredit } from '../../first/credit.ts'
import { ProblemNote } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import type { Credit } from '../../first/wire.ts'
import { isOwner } from '../parts.tsx'
import { CreditPage, Done, Nothing } from './credit-page.tsx'
import { sayReason } from './reasons.ts'
import { c, formats } from './words.ts'

/** Longest text; the server counts the same. */
const TEXT_MAX = 500

/** A rule holds the stall although its sales are honest: the vendor says so, and a person answers. */
export function AppealScreen({ rule }: { rule: string }) {
  const [isSent, setIsSent] = useState(false)
  return (
    <CreditPage title={c('appeal.title')}>
      {(credit) => {
        if (isSent || credit.appeals.some(({ code, state }) => code === rule && state === 'open')) {
          return (
            <Done icon="waiting" title={c('appeal.title')}>
              <p>{c('appeal.open')}</p>
            </Done>
          )
        }
        if (!isOwner()) return <Nothing words={c('owner_only')} />
        return <AppealForm rule={rule} credit={credit} onSent={() => setIsSent(true)} />
      }}
    </CreditPage>
  )
}

function AppealForm(props: { rule: string; credit: Credit; onSent: () => void }) {
  const { rule } = props
  const id = useId()
  const [text, setText] = useState('')
  const [isEmpty, setIsEmpty] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const send = async (): Promise<void> => {
    const said = text.trim()
    setIsEmpty(said === '')
    setProblem(null)
    if (said === '' || isBusy) return
    setIsBusy(true)
    const answer = await post<Credit>('/api/credit/appeals', { code: rule, text: said })
    setIsBusy(false)
    if (!answer.ok) {
      setProblem(answer.problem)
      return
    }
    noteCredit(answer.value)
    props.onSent()
  }
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Held rule={rule} credit={props.credit} />
      <p>{c('appeal.hint')}</p>
      <div class="field">
        <label for={id}>{c('appeal.text')}</label>
        <textarea
          id={id}
          dir="auto"
          rows={5}
          maxLength={TEXT_MAX}
          value={text}
          aria-invalid={isEmpty}
          aria-describedby={`${id}-fault`}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <span class="fault" id={`${id}-fault`} aria-live="polite">
          {isEmpty ? c('appeal.empty') : ''}
        </span>
      </div>
      <ProblemNote problem={problem} />
      <button type="submit" class="button" disabled={isBusy} aria-busy={isBusy}>
        {c('appeal.send')}
      </button>
    </form>
  )
}

/** What the rule measured, in the words of the meter. */
function Held({ rule, credit }: { rule: string; credit: Credit }) {
  const { meter } = credit
  const reason = meter?.reasons.find(({ code }) => code === `H${rule.slice(1)}`)
  if (meter === null || reason === undefined) return null
  const { key, params } = sayReason(reason, formats(meter.counted.currency))
  return <p class="notice">{c(key, params)}</p>
}
