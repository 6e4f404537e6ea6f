import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { Icon } from '../../first/icons.tsx'
import { showDateTime } from '../../first/language.ts'
import { isUnconfirmed } from '../../first/line-words.ts'
import type { Line } from '../../first/wire.ts'
import { b, useBankWords } from './words.ts'

/** Where the money of a bank payment is, and on whose word. */
export function BankNote({ line, timeZone }: { line: Line; timeZone: string }) {
  if (!useBankWords()) return null
  if (isUnconfirmed(line)) {
    return (
      <p class="notice">
        <Icon name="eye" />
        <span>{b('note.unconfirmed')}</span>
      </p>
    )
  }
  const time = isolate(showDateTime(line.effective_at, timeZone))
  return (
    <p class="notice">
      <Icon name="bank" />
      <span>
        {b('note.direct')} {b('note.booked', { time })}
      </span>
    </p>
  )
}
