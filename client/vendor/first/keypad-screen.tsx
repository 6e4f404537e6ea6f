import { useEffect } from 'preact/hooks'
import { exponentOf } from '../../../src/domain/money/money.ts'
import { cover } from './announce.ts'
import { bank } from './bank.ts'
import { pressKey } from './basket.ts'
import { creditDoor } from './credit.ts'
import { isPaid } from './feed.ts'
import { Amount, FigureView } from './figure-view.tsx'
import { useClock, useScreenTitle } from './hooks.ts'
import { Icon, type IconName } from './icons.tsx'
import { BasketWords, TillKeys } from './item-grid.tsx'
import { type Key, keyOf } from './keypad.ts'
import { showMoney, showTime, t, tCount } from './language.ts'
import { isShown, LineRow } from './line-row.tsx'
import { feed, isLoaded } from './live.ts'
import { ProblemNote } from './parts.tsx'
import { go } from './router.ts'
import { basket, charge, isCharging, note, NOTE_MAX, sale, saleProblem, total } from './sale.ts'
import { me } from './session.ts'
import { StallShut } from './stall-shut.tsx'
import { toCount } from './stock.ts'
import type { Me, SaleRequest } from './wire.ts'

const LAST_LINES = 5
/** A longer label of the main button is set smaller. */
const LABEL_MAX = 17

/** What the app opens on: the amount, the keys, Charge; the day above and the last payments below. */
export function KeypadScreen() {
  const heading = useScreenTitle(t('keypad.title'))
  const stall = me.value
  if (stall === null) return null
  const { vendor } = stall
  return (
    <main class="till">
      <h1 class="unseen" tabindex={-1} ref={heading}>
        {t('keypad.title')}
      </h1>
      <div class="till-first">
        <DayBar vendor={vendor} />
        {vendor.status === 'open' ? <Till vendor={vendor} /> : <StallShut vendor={vendor} />}
      </div>
      <LastLines vendor={vendor} />
    </main>
  )
}

function DayBar({ vendor }: { vendor: Me['vendor'] }) {
  const { today } = feed.value
  const money = today?.payments.amount ?? { amount: 0, currency: vendor.currency }
  const count = today?.payments.count ?? 0
  return (
    <header class="day">
      <button type="button" class="day-total" onClick={() => go({ name: 'payments' })}>
        <span class="day-name">
          <bdi>{vendor.name}</bdi>
          <span>· {t('day.today')}</span>
        </span>
        <span class="day-figures">
          {today === null ? <span aria-busy="true">…</span> : <Amount money={money} />}
          {today !== null && <span class="day-count">{tCount('day.payments', count)}</span>}
        </span>
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t('sticker.title')}
        onClick={() => go({ name: 'sticker' })}
      >
        <Icon name="sticker" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t('settings.title')}
        onClick={() => go({ name: 'settings' })}
      >
        <Icon name="menu" />
      </button>
    </header>
  )
}

function Till({ vendor }: { vendor: Me['vendor'] }) {
  const { currency } = vendor
  const onKey = (key: Key): void => {
    saleProblem.value = null
    basket.value = pressKey(basket.peek(), key, exponentOf(currency))
  }
  useKeyboard(onKey)
  const money = { amount: total.value, currency }
  const isEmpty = money.amount === 0
  const label = isEmpty
    ? t('keypad.charge')
    : t('keypad.charge_amount', { amount: showMoney(money) })
  return (
    <>
      {isEmpty && <Door />}
      <output class="typed fits" aria-live="polite" aria-label={t('keypad.amount')}>
        <FigureView money={money} isFaint={isEmpty} />
        <BasketWords currency={currency} />
      </output>
      <ProblemNote problem={saleProblem.value} />
      {saleProblem.value === null && (isEmpty ? <Slot vendor={vendor} /> : <NoteField />)}
      <TillKeys currency={currency} onKey={onKey} />
      <button
        type="button"
        class={label.length > LABEL_MAX ? 'button charge long' : 'button charge'}
        disabled={isEmpty || isCharging.value}
        aria-busy={isCharging.value}
        onClick={() => void charge()}
      >
        {label}
      </button>
    </>
  )
}

/** One line at the most: money that nobody knows goes before a delivery to be counted, and that before credit. */
function Door() {
  const order = toCount.value
  if (bank.value?.waiting[0] !== undefined) {
    return (
      <DoorButton icon="bank" words={t('bank.door')} to={{ name: 'bank', path: 'bank/waiting' }} />
    )
  }
  if (order === null) return <CreditDoorButton />
  return (
    <DoorButton
      icon="stock"
      words={t('stock.door')}
      to={{ name: 'stock', path: `orders/${order}/confirm` }}
    />
  )
}

function DoorButton(props: { icon: IconName; words: string; to: Parameters<typeof go>[0] }) {
  return (
    <button type="button" class="credit-door offer" onClick={() => go(props.to)}>
      <Icon name={props.icon} />
      <span>{props.words}</span>
      <Icon name="next" />
    </button>
  )
}

/** A quiet way to the stall's credit, gone while an amount is typed. */
function CreditDoorButton() {
  const door = creditDoor.value
  if (door === null) return null
  return (
    <button
      type="button"
      class={door.kind === 'offer' ? 'credit-door offer' : 'credit-door'}
      onClick={() => go({ name: 'credit', part: 'home' })}
    >
      <Icon name="stock" />
      {door.kind === 'offer' ? (
        <span>{t('credit.door_offer')}</span>
      ) : (
        <span>
          {t('credit.door_owed', { amount: showMoney(door.remaining) })}
          {door.days !== null && door.days > 0 && ` · ${tCount('credit.door_day', door.days)}`}
        </span>
      )}
      <Icon name="next" />
    </button>
  )
}

/** A till on a counter has a keyboard: digits, Backspace, Enter. */
function useKeyboard(onKey: (key: Key) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isElsewhere = event.target instanceof HTMLElement && event.target !== document.body
      const isHeading = event.target instanceof HTMLHeadingElement
      if (cover.peek() !== null || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof HTMLInputElement) return
      const key = keyOf(event.key)
      if (key !== null) onKey(key)
      // On a button Enter is that button's own.
      else if (event.key === 'Enter' && (!isElsewhere || isHeading)) void charge()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}

function NoteField() {
  return (
    <label class="note">
      <Icon name="note" />
      <span class="unseen">{t('keypad.note')}</span>
      <input
        type="text"
        name="note"
        dir="auto"
        autocomplete="off"
        maxLength={NOTE_MAX}
        placeholder={t('keypad.note')}
        value={note.value}
        onInput={(event) => {
          note.value = event.currentTarget.value
        }}
      />
    </label>
  )
}

/** The line between figure and keys while nothing is typed: the sale that still waits, else the last payment. */
function Slot({ vendor }: { vendor: Me['vendor'] }) {
  const waiting = sale.value
  if (waiting?.state === 'open') return <WaitingSale request={waiting} />
  const last = feed.value.lines.find(isPaid)
  if (last === undefined) {
    return <p class="slot">{isLoaded.value ? t('keypad.first') : ''}</p>
  }
  return (
    <button type="button" class="slot" onClick={() => go({ name: 'payment', seq: last.seq })}>
      <span>{t('keypad.last')}</span>
      <Amount money={last.amount} />
      <time datetime={last.at}>{showTime(last.at, vendor.time_zone)}</time>
      <span class="code">{last.alert_code}</span>
    </button>
  )
}

function WaitingSale({ request }: { request: SaleRequest }) {
  const isOver = Date.parse(request.expires_at) <= useClock()
  return (
    <button
      type="button"
      class="slot waiting"
      onClick={() => go({ name: 'charge', requestId: request.id })}
    >
      <Icon name={isOver ? 'refused' : 'waiting'} />
      <span>{t(isOver ? 'charge.expired_short' : 'charge.waiting')}</span>
      <Amount money={request.amount} />
    </button>
  )
}

function LastLines({ vendor }: { vendor: Me['vendor'] }) {
  const lines = feed.value.lines.filter(isShown).slice(0, LAST_LINES)
  if (lines.length === 0) return null
  return (
    <section class="last">
      <h2>{t('payments.last')}</h2>
      <ul class="lines">
        {lines.map((line) => (
          <LineRow key={line.seq} line={line} timeZone={vendor.time_zone} />
        ))}
      </ul>
      <button type="button" class="button plain" onClick={() => go({ name: 'payments' })}>
        {t('payments.all')}
      </button>
      <button
        type="button"
        class="button plain"
        onClick={() => go({ name: 'stock', path: 'stock' })}
      >
        {t('stock.title')}
      </button>
    </section>
  )
}
