import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { exponentOf } from '../../../../src/domain/money/money.ts'
import { FigureView } from '../../first/figure-view.tsx'
import { Icon } from '../../first/icons.tsx'
import { type Key, press } from '../../first/keypad.ts'
import { Keys } from '../../first/keys.tsx'
import { showMoney } from '../../first/language.ts'
import type { Problem } from '../../first/problem.ts'
import { sentence } from '../../first/sentence.ts'
import type { CreditLine, Disclosure, Supplier } from '../../first/wire.ts'
import { Alert } from '../alert.tsx'
import { isDeclineReason, tDecline } from '../decline-words.ts'
import type { Deed } from '../deed.ts'
import { TextField } from '../text-field.tsx'
import type { DeedHandle } from '../use-deed.ts'
import { type Drawing, type Payee, payeeName } from './drawing.ts'
import { Figures } from './figures.tsx'
import { Trouble } from './trouble.tsx'
import { type Quote, useQuote } from './use-quote.ts'
import { c, showDays } from './words.ts'

/** Longest order number; the server's limit for a draw's reference. */
const REFERENCE_MAX = 60

/** Who is paid. */
export function ChoosePayee(props: {
  suppliers: readonly Supplier[]
  line: CreditLine
  onChosen: (payee: Payee) => void
}) {
  const { suppliers, line, onChosen } = props
  const payees: Payee[] = [
    ...suppliers.map(({ id, name }): Payee => ({ type: 'supplier', id, name })),
    ...(line.allow_cash ? [{ type: 'cash' } as const] : []),
  ]
  if (payees.length === 0) return <p class="empty">{c('draw.no_suppliers')}</p>
  return (
    <section class="stack">
      <h2>{c('draw.who')}</h2>
      <ul class="link-rows">
        {payees.map((payee) => (
          <li key={payee.type === 'cash' ? 'cash' : payee.id}>
            <button type="button" class="link-row" onClick={() => onChosen(payee)}>
              <Icon name={payee.type === 'cash' ? 'note' : 'stock'} />
              <bdi>{payeeName(payee)}</bdi>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How much, with what it costs beside it. */
export function ChooseAmount(props: {
  line: CreditLine
  payee: Payee
  amount: number
  note: string | null
  onAmount: (amount: number) => void
  onOther: () => void
  onChosen: (disclosure: Disclosure) => void
}) {
  const { line, payee, amount } = props
  const { currency } = line.available
  const isEnough = amount >= line.min_draw.amount
  const quote = useQuote('/api/credit/draws/quote', isEnough ? { amount } : null)
  const shown = quote.isCurrent ? quote.shown : null
  const onKey = (key: Key): void => {
    const options = { exponent: exponentOf(currency), max: line.available.amount }
    props.onAmount(press(amount, key, options))
  }
  return (
    <div class="refund draw">
      <button type="button" class="payee" onClick={props.onOther}>
        <span>
          {payee.type === 'cash'
            ? payeeName(payee)
            : c('draw.pays', { supplier: isolate(payee.name) })}
        </span>
        <span class="payee-change">{c('draw.other')}</span>
      </button>
      <output class="typed fits" aria-live="polite">
        <FigureView money={{ amount, currency }} isFaint={amount === 0} />
      </output>
      <Trouble note={props.note} />
      {/* There is room for one of the two between figure and keys. */}
      {props.note === null && (
        <DrawQuote line={line} amount={amount} isEnough={isEnough} quote={quote} />
      )}
      <Keys currency={currency} onKey={onKey} />
      <button
        type="button"
        class="button"
        disabled={shown === null}
        onClick={() => shown !== null && props.onChosen(shown)}
      >
        {c('draw.next')}
      </button>
    </div>
  )
}

/** One line: what may be typed, then what it costs. */
function DrawQuote(props: { line: CreditLine; amount: number; isEnough: boolean; quote: Quote }) {
  const { line, amount, isEnough, quote } = props
  const { shown, isCurrent, problem, again } = quote
  if (problem !== null) {
    return (
      <button type="button" class="draw-quote problem" onClick={again}>
        <Icon name="renew" />
        <span role="alert">{refusalOf(problem)}</span>
      </button>
    )
  }
  if (!isEnough || shown === null) {
    const { min_draw: min, available: max } = line
    const words =
      amount === 0 || isEnough
        ? c('draw.range', { min: showMoney(min), max: showMoney(max) })
        : c('draw.too_small', { min: showMoney(min) })
    return (
      <p class="draw-quote hint" role="status">
        {words}
      </p>
    )
  }
  return (
    <p class={isCurrent ? 'draw-quote' : 'draw-quote stale'} role="status" aria-busy={!isCurrent}>
      {c('draw.quote', {
        owed: showMoney(shown.owed),
        cost: showMoney(shown.fee),
        days: showDays(shown),
      })}
    </p>
  )
}

function refusalOf(problem: Problem): string {
  const { reason } = problem
  return reason !== null && isDeclineReason(reason) ? tDecline(reason) : sentence(problem)
}

/** Asked once more, with everything that it costs. */
export function ConfirmDraw(props: {
  handle: DeedHandle<Drawing>
  deed: Extract<Deed<Drawing>, { step: 'asked' | 'sending' | 'unknown' }>
  /** Kept outside, so that it still stands there after a refusal or a second thought. */
  reference: string
  onReference: (text: string) => void
}) {
  const { handle, deed, reference } = props
  const { payee, disclosure } = deed.terms
  const isBusy = deed.step === 'sending'
  const isCash = payee.type === 'cash'
  const amount = showMoney(disclosure.principal)
  const name = payeeName(payee)
  const done: Quote = {
    shown: disclosure,
    isCurrent: true,
    problem: null,
    again: () => undefined,
  }
  return (
    <section class="stack" role="group" aria-label={c('draw.title')}>
      <p class="lender">{isCash ? name : c('draw.pays', { supplier: isolate(name) })}</p>
      <Figures amount={disclosure.principal} quote={done} />
      {!isCash && deed.step === 'asked' && (
        <TextField
          name="reference"
          label={c('draw.reference')}
          value={reference}
          max={REFERENCE_MAX}
          fault={undefined}
          onChange={props.onReference}
        />
      )}
      {deed.step === 'unknown' ? (
        <Alert>{c('draw.unknown')}</Alert>
      ) : (
        <p>{isCash ? c('draw.ask_cash') : c('draw.ask', { supplier: isolate(name) })}</p>
      )}
      <Trouble note={deed.step === 'sending' ? null : deed.note} />
      <button
        type="button"
        class="button"
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => handle.send((terms) => withReference(terms, reference))}
      >
        {deed.step === 'unknown'
          ? c('draw.again')
          : c(isCash ? 'draw.confirm_cash' : 'draw.confirm', { amount })}
      </button>
      {deed.step === 'asked' && (
        <button type="button" class="button plain" onClick={handle.revise}>
          {c('draw.other')}
        </button>
      )}
    </section>
  )
}

function withReference(drawing: Drawing, text: string): Drawing {
  const reference = text.trim()
  return { ...drawing, reference: reference === '' ? null : reference }
}
