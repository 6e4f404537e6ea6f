import { isIn } from './feed.ts'
import { Amount } from './figure-view.tsx'
import { Icon, type IconName } from './icons.tsx'
import { showTime, t } from './language.ts'
import { isStock, isUnconfirmed, tKind } from './line-words.ts'
import { go } from './router.ts'
import type { Line } from './wire.ts'

/** One row of the book. Kind and state are told by shape and word; colour only repeats them. */
export function LineRow({ line, timeZone }: { line: Line; timeZone: string }) {
  const look = lookOf(line)
  return (
    <li>
      <button
        type="button"
        class={`line ${look.tone}`}
        onClick={() => go({ name: 'payment', seq: line.seq })}
      >
        <span class="line-mark">
          <Icon name={look.icon} />
        </span>
        <span class="line-what">
          <span class="line-title">
            {line.note === null ? tKind(line) : <bdi>{line.note}</bdi>}
          </span>
          <span class="line-sub">
            <time datetime={line.at}>{showTime(line.at, timeZone)}</time>
            {line.note !== null && <span>{tKind(line)}</span>}
            {isUnconfirmed(line) && <strong>{t('line.unconfirmed')}</strong>}
            <span class="code">{line.alert_code}</span>
          </span>
        </span>
        <Amount money={line.amount} sign={isOut(line) ? '−' : ''} />
      </button>
    </li>
  )
}

/** Rows that people care about: a bare resolution only tells how an earlier row ended. */
export function isShown(line: Line): boolean {
  return line.kind !== 'resolution'
}

function isOut({ kind, direction }: Line): boolean {
  return kind === 'refund' || direction === 'out'
}

function lookOf(line: Line): { icon: IconName; tone: string } {
  if (line.state === 'declined' || line.state === 'voided') return { icon: 'refused', tone: 'void' }
  if (line.state === 'pending') return { icon: 'waiting', tone: 'out' }
  if (isStock(line)) return { icon: 'stock', tone: 'out' }
  if (isUnconfirmed(line)) return { icon: 'eye', tone: 'seen' }
  return isIn(line) ? { icon: 'tick', tone: 'in' } : { icon: 'refund', tone: 'out' }
}
