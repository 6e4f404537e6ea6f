/** What an order costs, which money pays it, when it comes, and the tap that places it. */
import { useEffect, useState } from 'preact/hooks'
import { showMoney, t } from '../../first/language.ts'
import { Alert } from '../alert.tsx'
import { StepUp } from '../credit/step-up.tsx'
import { TextField } from '../text-field.tsx'
import { useNextStep } from '../use-next-step.ts'
import { DeliveryDays } from './delivery-days.tsx'
import { MoneyChoice } from './money-choice.tsx'
import { PlacedNote } from './placed-note.tsx'
import { placingOf } from './placing.ts'
import { problemWords } from './problem-words.ts'
import { QuoteSums } from './quote-sums.tsx'
import { refusalWords } from './refusal.ts'
import type { Sources } from './sources.ts'
import { Failed } from './stock-parts.tsx'
import { type Checkout, dayOf, mayUseCredit, type Wanted } from './use-checkout.ts'
import type { Quote } from './wire.ts'
import { s } from './words.ts'

/** Longest note to the supplier; the server counts the same. */
const NOTE_MAX = 200

/** Everything below the lines of an order. */
export function CheckoutView(props: { checkout: Checkout; wanted: Wanted }) {
  const { checkout, wanted } = props
  const { quote, handle } = checkout
  const { deed } = handle
  const [note, setNote] = useState('')
  useNextStep(deed.step === 'done' || deed.step === 'step_up' ? deed.step : 'choose')
  const isRefused = deed.step === 'choosing' && deed.note !== null
  useEffect(() => {
    if (isRefused) quote.again()
  }, [isRefused])
  if (deed.step === 'done') return <PlacedNote placing={deed.terms} isPending={deed.isPending} />
  if (deed.step === 'step_up') {
    return (
      <StepUp onGoOn={() => handle.send()} onLeave={deed.isDoubtful ? undefined : handle.revise} />
    )
  }
  const { isOpen } = checkout
  const shown = isOpen || !('terms' in deed) ? quote.shown : deed.terms.quote
  if (shown === null) {
    return (
      <>
        <Failed asked={quote} />
        {quote.problem === null && <p role="status">{s('counting')}</p>}
      </>
    )
  }
  return (
    <>
      <Choices checkout={checkout} wanted={wanted} shown={shown} />
      <QuoteSums
        quote={shown}
        isCurrent={!isOpen || quote.isCurrent}
        isPool={wanted.pool !== undefined}
      />
      <Failed asked={isOpen ? quote : { problem: null, again: quote.again }} />
      {isOpen && (
        <TextField
          name="note"
          label={s('cart.note')}
          value={note}
          max={NOTE_MAX}
          fault={undefined}
          onChange={(text) => {
            handle.revise()
            setNote(text)
          }}
        />
      )}
      <Place checkout={checkout} wanted={wanted} shown={shown} note={note} />
    </>
  )
}

/** The day, and which money pays: as they are chosen, then as they were sent. */
function Choices(props: { checkout: Checkout; wanted: Wanted; shown: Quote }) {
  const { checkout, wanted, shown } = props
  const { handle, isOpen } = checkout
  const { deed } = handle
  const setDay = (day: string): void => {
    handle.revise()
    checkout.setDay(day)
  }
  const setSources = (sources: Sources): void => {
    handle.revise()
    checkout.setSources(sources)
  }
  return (
    <>
      {wanted.pool === undefined && (
        <DeliveryDays
          days={shown.delivery_days}
          day={isOpen || !('terms' in deed) ? dayOf(checkout, shown) : deed.terms.delivery_day}
          onDay={isOpen ? setDay : null}
        />
      )}
      <MoneyChoice
        quote={shown}
        sources={isOpen ? checkout.sources : shown.sources}
        mayUseCredit={mayUseCredit()}
        onChange={isOpen ? setSources : null}
      />
    </>
  )
}

function Place(props: { checkout: Checkout; wanted: Wanted; shown: Quote; note: string }) {
  const { checkout, wanted, shown } = props
  const { quote, handle } = checkout
  const { deed } = handle
  const isBusy = deed.step === 'sending'
  const isUnknown = deed.step === 'unknown'
  const day = dayOf(checkout, shown)
  const problems = isBusy || isUnknown ? [] : shown.problems
  const isReady = isUnknown || (quote.isCurrent && problems.length === 0 && day !== null)
  const place = (): void => {
    if (isUnknown) handle.send()
    else if (isReady && day !== null) {
      const { pool = null } = wanted
      handle.askAndSend(() => placingOf(shown, { day, note: props.note, pool }))
    }
  }
  return (
    <>
      {problems.map((problem) => (
        <Alert key={`${problem.code} ${problem.item}`}>
          {problemWords(problem, shown, wanted.names)}
        </Alert>
      ))}
      <Alert>{isUnknown ? s('cart.unknown') : null}</Alert>
      <Alert>{'note' in deed && deed.note !== null ? refusalWords(deed.note) : null}</Alert>
      {/* Not within reach all the time: what it costs stands above it and is seen first. */}
      <button
        type="button"
        class="button place"
        disabled={isBusy || !isReady}
        aria-busy={isBusy}
        onClick={place}
      >
        {isUnknown
          ? s('send_again')
          : s(wanted.pool === undefined ? 'cart.place' : 'pool.place', {
              total: showMoney(shown.total),
            })}
      </button>
      {isBusy && <p role="status">{t('starting')}</p>}
    </>
  )
}
