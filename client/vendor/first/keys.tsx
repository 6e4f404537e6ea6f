import { exponentOf, type Currency } from '../../../src/domain/money/money.ts'
import { Icon } from './icons.tsx'
import { type Key, zerosOf } from './keypad.ts'
import { t } from './language.ts'

const DIGITS: readonly Key[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/** The till's keys. Digits stand as on a phone in every writing direction. */
export function Keys(props: { currency: Currency; onKey: (key: Key) => void }) {
  const zeros = zerosOf(exponentOf(props.currency))
  return (
    <div class="keys" dir="ltr" role="group" aria-label={t('keypad.keys')}>
      {DIGITS.map((digit) => (
        <button type="button" key={digit} onClick={() => props.onKey(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" onClick={() => props.onKey('zeros')}>
        {zeros}
      </button>
      <button type="button" onClick={() => props.onKey('0')}>
        0
      </button>
      <EraseKey onKey={props.onKey} />
    </div>
  )
}

export function EraseKey({ onKey }: { onKey: (key: Key) => void }) {
  return (
    <button
      type="button"
      class="key-back"
      aria-label={t('keypad.back')}
      onClick={() => onKey('back')}
      onContextMenu={(event) => {
        // A long press, or the other mouse button, erases everything.
        event.preventDefault()
        onKey('clear')
      }}
    >
      <Icon name="erase" />
    </button>
  )
}
