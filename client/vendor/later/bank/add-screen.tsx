import { useEffect, useRef, useState } from 'preact/hooks'
import type { ReceivingField } from '../../../../src/domain/payments/receiving-schemes.ts'
import { noteBank } from '../../first/bank.ts'
import { t } from '../../first/language.ts'
import { Nowhere } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import type { Bank } from '../../first/wire.ts'
import { StepUp } from '../credit/step-up.tsx'
import { isOwner, Outcome } from '../parts.tsx'
import { type DeedHandle, type Plan, useDeed } from '../use-deed.ts'
import { useNextStep } from '../use-next-step.ts'
import { isOpenScheme } from './account-words.ts'
import { BankPage, schemeTitle, ToAccounts } from './bank-page.tsx'
import { CheckCard } from './check-card.tsx'
import { type Draft, missingOf, type NewAccount, newAccount } from './draft.ts'
import { type Faults, faultsOf } from './faults.ts'
import { CodeFields, TypedFields } from './fields.tsx'
import { DeedTrouble } from './trouble.tsx'
import { b } from './words.ts'

type Scheme = Bank['schemes'][number]

const CODE = 'code'
/** What a code is sent with, whatever its scheme. */
const CODE_FORM = { required: ['payload'], optional: ['name'] } as const satisfies {
  required: ReceivingField[]
  optional: ReceivingField[]
}

/** An account of one scheme, typed in; or a code that the bank made. */
export function AddScreen({ what }: { what: string }) {
  const title = what === CODE ? b('add.code') : b('add')
  return (
    <BankPage title={title}>
      {({ schemes }) => {
        const known = schemes.find(({ scheme }) => scheme === what && isOpenScheme(scheme))
        const form = what === CODE ? codeForm(schemes) : known
        if (form === undefined) return <Nowhere />
        return isOwner() ? <Add form={form} /> : <p class="empty">{b('owner_only')}</p>
      }}
    </BankPage>
  )
}

function codeForm(schemes: readonly Scheme[]): Scheme | undefined {
  const [any] = schemes
  return any && { ...any, ...CODE_FORM, is_open: false }
}

function Add({ form }: { form: Scheme }) {
  const isCode = form.required.includes('payload')
  const { faults, setFaults, blame, showFirst } = useFaults()
  const handle = useDeed(planOf(form, blame))
  const { deed } = handle
  const [draft, setDraft] = useState<Draft>(() => ('terms' in deed ? draftOf(deed.terms) : {}))
  const isOver = deed.step === 'done' || deed.step === 'step_up'
  useNextStep(isOver ? deed.step : deed.step === 'choosing' || isCode ? 'form' : 'check')
  // After the heading of a new step: a fault is where one goes on.
  useEffect(showFirst)
  if (deed.step === 'done') {
    return (
      <Outcome icon="tick" title={b('add.done')} next={<ToAccounts />}>
        <p>{b('add.done_hint')}</p>
      </Outcome>
    )
  }
  if (deed.step === 'step_up') {
    return (
      <StepUp
        why={b('step_up.why')}
        onGoOn={() => handle.send()}
        onLeave={deed.isDoubtful ? undefined : handle.revise}
      />
    )
  }
  if (deed.step !== 'choosing' && !('payload' in deed.terms)) {
    return <CheckCard account={deed.terms} deed={deed} handle={handle} />
  }
  return <Form {...{ form, draft, setDraft, faults, setFaults, blame, handle }} />
}

/** What is wrong, and the way to the first of it when it has just been found. */
function useFaults() {
  const [faults, setFaults] = useState<Faults>({})
  const isNew = useRef(false)
  return {
    faults,
    setFaults,
    blame: (found: Faults) => {
      isNew.current = Object.keys(found).length > 0
      setFaults(found)
    },
    showFirst: () => {
      const field = document.querySelector<HTMLElement>('.bank-form [aria-invalid=true]')
      if (!isNew.current || field === null) return
      isNew.current = false
      field.focus()
    },
  }
}

function Form(props: {
  form: Scheme
  draft: Draft
  setDraft: (draft: Draft) => void
  faults: Faults
  setFaults: (faults: Faults) => void
  blame: (faults: Faults) => void
  handle: DeedHandle<NewAccount>
}) {
  const { form, draft, faults, handle } = props
  const { deed } = handle
  const isCode = form.required.includes('payload')
  const isSending = deed.step === 'sending'
  const isUnknown = deed.step === 'unknown'
  const onChange = (field: ReceivingField, text: string): void => {
    handle.revise()
    props.setDraft({ ...draft, [field]: text })
    const { [field]: _, ...others } = faults
    if (field in faults) props.setFaults(others)
  }
  const goOn = (): void => {
    const missing = missingOf(draft, form.required)
    props.blame(missing)
    if (Object.keys(missing).length > 0) return
    if (isUnknown) handle.send()
    // A code says by itself whom it pays; what was typed is looked at once more.
    else if (isCode) handle.askAndSend(() => newAccount(draft, form))
    else handle.ask(() => newAccount(draft, form))
  }
  const fields = { form, draft, faults, onChange, isLocked: isSending || isUnknown }
  return (
    <form
      class="join bank-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        goOn()
      }}
    >
      {!isCode && <h2>{schemeTitle(form.scheme)}</h2>}
      {isCode ? <CodeFields {...fields} /> : <TypedFields {...fields} />}
      <DeedTrouble
        deed={deed}
        unknown={b('add.unknown')}
        refused={noteWords(deed, Object.keys(faults).length > 0)}
      />
      <button type="submit" class="button" disabled={isSending} aria-busy={isSending}>
        {isUnknown ? b('send_again') : b(isCode ? 'add.confirm' : 'add.go_on')}
      </button>
      {isSending && <p role="status">{t('starting')}</p>}
    </form>
  )
}

/** The words for a refusal; none where they stand beside a field. */
function noteWords(deed: DeedHandle<NewAccount>['deed'], hasFaults: boolean): string | null {
  if (deed.step !== 'choosing' || deed.note === null || hasFaults) return null
  if (deed.note === 'taken') return b('add.taken')
  return b(deed.note === 'invalid' ? 'fault.wrong' : 'add.refused')
}

function planOf(form: Scheme, blame: (faults: Faults) => void): Plan<NewAccount, Bank> {
  return {
    key: `bank.add.${form.required.includes('payload') ? CODE : form.scheme}`,
    path: '/api/bank/accounts',
    action: () => 'bank_account',
    body: (terms) => terms,
    take: (told) => {
      noteBank(told)
      return false
    },
    refusal: (problem: Problem) => {
      blame(faultsOf(problem))
      return problem.code === 'conflict' ? 'taken' : problem.code
    },
  }
}

/** What was sent, back in its fields. */
function draftOf(terms: NewAccount): Draft {
  if ('payload' in terms) return terms
  const { account, name, city, details } = terms
  return { account, name, ...(city === undefined ? {} : { city }), ...details }
}
