import { Amount } from '../../first/figure-view.tsx'
import { showMoney } from '../../first/language.ts'
import type { Credit, CreditEvent, CreditLine, Draw } from '../../first/wire.ts'
import { Bar } from '../parts.tsx'
import { CreditPage, Nothing } from './credit-page.tsx'
import { c, cCount, perHundred, showDay, showPercent } from './words.ts'

/** Draws, newest first, and what happened to the line. */
export function HistoryScreen() {
  return (
    <CreditPage title={c('line.history')}>{(credit) => <History credit={credit} />}</CreditPage>
  )
}

function History({ credit: { line } }: { credit: Credit }) {
  if (line === null) return <Nothing words={c('history.none')} />
  return (
    <>
      <section class="stack">
        <h2>{c('history.draws')}</h2>
        {line.draws.length === 0 && <p class="hint">{c('history.none')}</p>}
        <ul class="draws">
          {line.draws
            .toSorted((a, b) => (a.at < b.at ? 1 : -1))
            .map((draw) => (
              <DrawRow key={draw.id} draw={draw} />
            ))}
        </ul>
      </section>
      <section class="stack">
        <h2>{c('history.events')}</h2>
        <ul class="events">
          {line.events.map((event, place) => (
            <li key={`${event.at} ${place}`}>
              <time datetime={event.at}>{showDay(event.at)}</time>
              <span>{eventWords(event, line)}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function DrawRow({ draw }: { draw: Draw }) {
  const owed = draw.principal.amount + draw.fee.amount
  const isOpen = draw.state === 'open'
  return (
    <li>
      <p class="draw-who">
        {draw.supplier === null ? c('history.cash') : <bdi>{draw.supplier.name}</bdi>}
        <span class="draw-amount">
          <Amount money={draw.principal} />
        </span>
      </p>
      <p class="hint">
        <time datetime={draw.at}>{showDay(draw.at)}</time>
        {draw.reference !== null && (
          <>
            {' · '}
            <bdi class="code">{draw.reference}</bdi>
          </>
        )}
        {' · '}
        {c('history.draw', {
          principal: showMoney(draw.principal),
          fee: showMoney(draw.fee),
        })}
      </p>
      {isOpen && <Bar share={owed === 0 ? 0 : 1 - draw.remaining.amount / owed} />}
      <p class="hint">{drawWords(draw)}</p>
    </li>
  )
}

function drawWords(draw: Draw): string {
  if (draw.state === 'written_off') return c('history.written_off')
  if (draw.state === 'repaid') {
    return draw.pace_bp === null
      ? c('history.repaid')
      : c('history.repaid_pace', { pace: showPercent(draw.pace_bp) })
  }
  const left = c('history.left', { amount: showMoney(draw.remaining) })
  const days =
    draw.elapsed_days === null
      ? c('history.waits')
      : c('line.days', { elapsed: draw.elapsed_days, expected: draw.expected_days })
  return `${left} · ${days}`
}

/** What is filled into the words of an event. */
const EVENTS = new Set([
  'line_opened',
  'line_closed',
  'limit_lowered',
  'draw',
  'draw_repaid',
  'draw_returned',
  'holdback_changed',
  'paused',
  'resumed',
  'frozen',
  'unfrozen',
  'near_breach',
  'breach',
  'payoff',
  'written_off',
] as const)

type EventKind = typeof EVENTS extends Set<infer Kind> ? Kind : never

function eventWords({ kind, amount, value }: CreditEvent, line: CreditLine): string {
  const isKnown = (one: string): one is EventKind => (EVENTS as ReadonlySet<string>).has(one)
  if (!isKnown(kind)) return c('event.other')
  return c(`event.${kind}`, {
    amount: showMoney(amount ?? line.limit),
    share: perHundred(value ?? 0),
    days: cCount('days', value ?? 0),
  })
}
