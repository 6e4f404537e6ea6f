import './later.css'
import { useEffect, useState } from 'preact/hooks'
import { exponentOf, type Money } from '../../../src/domain/money/money.ts'
import { isHeld } from '../first/announce.ts'
import { FigureView } from '../first/figure-view.tsx'
import { Icon } from '../first/icons.tsx'
import { confirmRefund, type Refunding, reviseRefund } from '../first/intent.ts'
import { type Key, press } from '../first/keypad.ts'
import { Keys } from '../first/keys.tsx'
import { showMoney, t } from '../first/language.ts'
import { Page, ProblemNote } from '../first/parts.tsx'
import { go } from '../first/router.ts'
import type { Line } from '../first/wire.ts'
import { b, bankWords } from './bank/words.ts'
import { isDeclineReason, tDecline } from './decline-words.ts'
import { beginRefund, newRefundId, sendNow } from './refund.ts'
import { refundable, useLine } from './use-line.ts'
import { WithWords } from './with-words.tsx'

const BANK_WORDS = [bankWords]

/** Money back to the shopper: how much, asked once more, sent once. */
export function RefundScreen() {
  const { line, problem } = useLine()
  if (line?.id === undefined || line.id === null) {
    return (
      <Page title={t('refund.title')} back={{ name: 'payments' }}>
        <ProblemNote problem={problem} />
      </Page>
    )
  }
  const refund = <RefundOf key={line.seq} line={line} paymentId={line.id} />
  if (!isDirect(line)) return refund
  return (
    <WithWords title={t('refund.title')} words={BANK_WORDS}>
      {refund}
    </WithWords>
  )
}

/** True for money that went straight to the vendor's bank, and that only the vendor can send back from there. */
function isDirect({ rail }: Line): boolean {
  return rail === 'bank_qr'
}

function RefundOf({ line, paymentId }: { line: Line; paymentId: string }) {
  const [state, setState] = useState<Refunding>(() => beginRefund(paymentId))
  // Kept here, so that it still stands there after a refusal or a second thought.
  const [amount, setAmount] = useState(0)
  const isTyping = state.step !== 'done'
  useEffect(() => {
    isHeld.value = isTyping
    return () => {
      isHeld.value = false
    }
  }, [isTyping])
  const send = (): void => {
    void sendNow(paymentId, state, setState)
  }
  const isNoted = isDirect(line)
  const title = state.step === 'done' ? t('refund.done') : t('refund.title')
  return (
    <Page title={title} back={{ name: 'payment', seq: line.seq }}>
      {(state.step === 'choosing' || state.step === 'refused') && (
        <Choose
          line={line}
          amount={amount}
          refusal={state.step === 'refused' ? state.code : null}
          onChange={(next) => {
            setAmount(next)
            setState(reviseRefund(state))
          }}
          onChosen={() => setState(confirmRefund(state, amount, newRefundId))}
        />
      )}
      {(state.step === 'confirming' || state.step === 'sending' || state.step === 'unknown') && (
        <Confirm
          step={state.step}
          isNoted={isNoted}
          money={{ ...line.amount, amount: state.amount }}
          onSend={send}
          onRevise={() => setState(reviseRefund(state))}
        />
      )}
      {state.step === 'done' && (
        <Done
          money={{ ...line.amount, amount: state.amount }}
          isNoted={isNoted}
          isPending={state.isPending}
          seq={line.seq}
        />
      )}
    </Page>
  )
}

function Choose(props: {
  line: Line
  amount: number
  refusal: string | null
  onChange: (amount: number) => void
  onChosen: () => void
}) {
  const { amount } = props
  const { currency } = props.line.amount
  const whole = { amount: refundable(props.line), currency }
  const onKey = (key: Key): void => {
    props.onChange(press(amount, key, { exponent: exponentOf(currency), max: whole.amount }))
  }
  return (
    <div class="refund">
      <output class="typed fits" aria-live="polite" aria-label={t('keypad.amount')}>
        <FigureView money={{ amount, currency }} isFaint={amount === 0} />
      </output>
      {isDirect(props.line) && <p class="hint">{b('refund.hint')}</p>}
      <div role="alert" class={props.refusal === null ? '' : 'problem'}>
        {props.refusal !== null && (
          <>
            <Icon name="alarm" />
            <span>{refusalWords(props.refusal)}</span>
          </>
        )}
      </div>
      <button type="button" class="button plain" onClick={() => props.onChange(whole.amount)}>
        {t('refund.all', { amount: showMoney(whole) })}
      </button>
      <Keys currency={currency} onKey={onKey} />
      <button type="button" class="button" disabled={amount === 0} onClick={props.onChosen}>
        {t('refund.next')}
      </button>
    </div>
  )
}

function refusalWords(code: string): string {
  if (code === 'insufficient_funds') return t('refund.too_little')
  if (code === 'forbidden') return t('problem.forbidden')
  return isDeclineReason(code) ? tDecline(code) : t('refund.refused')
}

function Confirm(props: {
  step: 'confirming' | 'sending' | 'unknown'
  /** It is only written down: the money goes back another way. */
  isNoted: boolean
  money: Money
  onSend: () => void
  onRevise: () => void
}) {
  const { isNoted } = props
  const isBusy = props.step === 'sending'
  const ask = isNoted ? b('refund.ask') : t('refund.ask')
  const amount = showMoney(props.money)
  return (
    <section class="confirm" role="group" aria-label={t('refund.title')}>
      <div class="confirm-what">
        <div class="fits">
          <FigureView money={props.money} />
        </div>
        <p role={props.step === 'unknown' ? 'alert' : undefined}>
          {props.step === 'unknown' ? t('refund.unknown') : ask}
        </p>
      </div>
      <button
        type="button"
        class="button danger"
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={props.onSend}
      >
        {props.step === 'unknown'
          ? t('refund.again')
          : isNoted
            ? b('refund.confirm', { amount })
            : t('refund.confirm', { amount })}
      </button>
      {props.step === 'confirming' && (
        <button type="button" class="button plain" onClick={props.onRevise}>
          {t('refund.revise')}
        </button>
      )}
    </section>
  )
}

function Done(props: { money: Money; isNoted: boolean; isPending: boolean; seq: number }) {
  const { money, isNoted, isPending, seq } = props
  const isBack = isNoted ? b('refund.noted') : t('refund.paid')
  return (
    <section class="confirm">
      <div class="confirm-what" role="status">
        <Icon name={isPending ? 'waiting' : 'tick'} />
        <div class="fits">
          <FigureView money={money} />
        </div>
        <p>{isPending ? t('refund.pending') : isBack}</p>
      </div>
      <button
        type="button"
        class="button"
        onClick={() => go({ name: 'payment', seq }, { replace: true })}
      >
        {t('refund.see')}
      </button>
    </section>
  )
}
