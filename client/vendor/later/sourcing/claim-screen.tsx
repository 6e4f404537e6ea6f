import { useState } from 'preact/hooks'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { exponentOf } from '../../../../src/domain/money/money.ts'
import { serverNowMs } from '../../first/api.ts'
import { FigureView } from '../../first/figure-view.tsx'
import { type Key, press } from '../../first/keypad.ts'
import { Keys } from '../../first/keys.tsx'
import { showMoney } from '../../first/language.ts'
import { mintId } from '../../first/mint.ts'
import { Alert } from '../alert.tsx'
import { Outcome } from '../parts.tsx'
import { noteAnswer } from '../use-asked.ts'
import { type DeedHandle, type Plan, useDeed } from '../use-deed.ts'
import { useNextStep } from '../use-next-step.ts'
import { mayBuy } from './may-buy.ts'
import { NoteField } from './note-field.tsx'
import { mayClaim } from './order-words.ts'
import { refusalWords } from './refusal.ts'
import { Nothing, open, StockPage, Told } from './stock-parts.tsx'
import { orderPath, useOrder } from './use-order.ts'
import type { Order } from './wire.ts'
import { s } from './words.ts'

interface Claiming {
  id: string
  note: string
  /** Minor units. */
  amount: number
}

function claimPlan(order: string): Plan<Claiming, Order> {
  return {
    key: `stock.claim.${order}`,
    path: `${orderPath(order)}/claims`,
    action: () => null,
    body: (terms) => terms,
    take: (told) => {
      noteAnswer(orderPath(order), told)
      return false
    },
    refusal: ({ reason, codes, code }) => reason ?? codes[0] ?? code,
  }
}

/** Something was wrong after all: what, and how much of the money should come back. */
export function ClaimScreen({ id }: { id: string }) {
  const asked = useOrder(id)
  return (
    <StockPage title={s('claims.start')} back={{ name: 'order', id }}>
      <Told asked={asked}>{(order) => <ClaimForm order={order} />}</Told>
    </StockPage>
  )
}

function ClaimForm({ order }: { order: Order }) {
  const handle = useDeed(claimPlan(order.id))
  const { deed } = handle
  const [note, setNote] = useState('')
  const [isAmount, setIsAmount] = useState(deed.step !== 'choosing')
  useNextStep(deed.step === 'done' ? 'done' : isAmount ? 'amount' : 'note')
  if (deed.step === 'done') return <Sent order={order} />
  if (deed.step === 'choosing' && (!mayBuy() || !mayClaim(order, serverNowMs()))) {
    return <Nothing words={s('refused.claim_too_late')} order={order.id} />
  }
  return isAmount ? (
    <HowMuch order={order} note={note} handle={handle} />
  ) : (
    <What note={note} onNote={setNote} onNext={() => setIsAmount(true)} order={order} />
  )
}

function Sent({ order }: { order: Order }) {
  return (
    <Outcome
      icon="tick"
      title={s('claims.sent')}
      next={
        <button
          type="button"
          class="button"
          onClick={() => open({ name: 'order', id: order.id }, { replace: true })}
        >
          {s('to_order')}
        </button>
      }
    >
      <p>{s('claims.open', { supplier: isolate(order.supplier.name) })}</p>
    </Outcome>
  )
}

function HowMuch(props: { order: Order; note: string; handle: DeedHandle<Claiming> }) {
  const { order, handle } = props
  const { deed } = handle
  const [amount, setAmount] = useState(0)
  const isUnknown = deed.step === 'unknown'
  const isBusy = deed.step === 'sending'
  const { currency } = order.total
  const money = { amount: 'terms' in deed ? deed.terms.amount : amount, currency }
  const onKey = (key: Key): void => {
    handle.revise()
    const options = { exponent: exponentOf(currency), max: order.total.amount }
    setAmount(press(amount, key, options))
  }
  const note = props.note.trim()
  return (
    <div class="refund">
      <p>{s('claims.how_much')}</p>
      <output class="typed fits" aria-live="polite">
        <FigureView money={money} isFaint={money.amount === 0} />
      </output>
      <Alert>{isUnknown ? s('claims.unknown') : null}</Alert>
      <Alert>{'note' in deed && deed.note !== null ? refusalWords(deed.note) : null}</Alert>
      {!isUnknown && !isBusy && <Keys currency={currency} onKey={onKey} />}
      <button
        type="button"
        class="button"
        disabled={isBusy || money.amount === 0}
        aria-busy={isBusy}
        onClick={() => {
          if (isUnknown) handle.send()
          else handle.askAndSend(() => ({ id: mintId('clm', serverNowMs()), note, amount }))
        }}
      >
        {isUnknown ? s('send_again') : s('claims.send', { amount: showMoney(money) })}
      </button>
    </div>
  )
}

function What(props: {
  order: Order
  note: string
  onNote: (note: string) => void
  onNext: () => void
}) {
  const [isEmpty, setIsEmpty] = useState(false)
  const supplier = isolate(props.order.supplier.name)
  return (
    <section class="stack">
      <NoteField
        label={s('claims.what')}
        hint={s('claims.hint', { supplier })}
        value={props.note}
        isEmpty={isEmpty}
        onChange={props.onNote}
      />
      <button
        type="button"
        class="button"
        onClick={() => {
          setIsEmpty(props.note.trim() === '')
          if (props.note.trim() !== '') props.onNext()
        }}
      >
        {s('claims.next')}
      </button>
    </section>
  )
}
