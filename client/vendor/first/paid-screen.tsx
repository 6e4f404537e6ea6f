import { useEffect, useRef } from 'preact/hooks'
import type { Money } from '../../../src/domain/money/money.ts'
import { away, dismissAway, dismissGreen, green } from './announce.ts'
import { Amount, FigureView } from './figure-view.tsx'
import { showDateTime, showMoney, showTime, t, tCount } from './language.ts'
import { go } from './router.ts'
import { leaveSale, paysSale, sale } from './sale.ts'
import { me } from './session.ts'
import type { Line } from './wire.ts'

/** A thumb that was on its way to Charge must not wipe the news away unseen. */
const DEAF_MS = 700

/** The book has the money: the whole screen says so. Shown for nothing else. */
export function PaidScreen() {
  const lines = green.value
  const [newest, ...others] = lines
  const { button, tap } = useCarefulButton(newest?.seq ?? 0, () => {
    const isForSale = paysSale(green.peek())
    dismissGreen()
    if (isForSale) leaveSale(false)
  })
  if (newest === undefined) return null
  const timeZone = me.value?.vendor.time_zone ?? 'UTC'
  const waiting = sale.value
  const otherSale = waiting !== null && waiting.state === 'open' && !paysSale(lines)
  return (
    <main class="paid">
      <PaidNews key={newest.seq} line={newest} timeZone={timeZone} isAlone={others.length === 0} />
      {otherSale && (
        <p class="paid-other-sale">{t('paid.other_sale', { amount: showMoney(waiting.amount) })}</p>
      )}
      {others.length > 0 && (
        <ul class="paid-others">
          {others.map((line) => (
            <li key={line.seq}>
              <time datetime={line.at}>{showTime(line.at, timeZone)}</time>
              <Amount money={line.amount} />
              <span class="code">{line.alert_code}</span>
            </li>
          ))}
        </ul>
      )}
      <button type="button" class="button" ref={button} onClick={tap}>
        {t(otherSale ? 'paid.back_to_sale' : 'paid.next')}
      </button>
    </main>
  )
}

function PaidNews(props: { line: Line; timeZone: string; isAlone: boolean }) {
  const { line, timeZone } = props
  const repaid = line.holdback
  const isAtBank = line.rail === 'bank_qr'
  return (
    <div class="paid-news" role="alert">
      <svg class="paid-mark" viewBox="-60 -60 120 120" aria-hidden="true">
        <path class="paid-seal" d={SEAL} />
        <path class="paid-tick" d="M-26 2-8 21 27-19" />
      </svg>
      <h1 class="paid-word">{t('paid.title')}</h1>
      <div class="fits">
        <FigureView money={line.amount} />
      </div>
      <p class="paid-when">
        <time datetime={line.at}>{showTime(line.at, timeZone)}</time>
        {line.tip !== null && <span>{t('paid.tip', { amount: showMoney(line.tip) })}</span>}
        {line.payment_request === null && !isAtBank && <span>{t('paid.sticker')}</span>}
      </p>
      {line.note !== null && <bdi class="paid-note">{line.note}</bdi>}
      <p class="unseen">{t('paid.code')}</p>
      <p class="alert-code">
        {[...line.alert_code].map((sign, place) => (
          <span key={place}>{sign}</span>
        ))}
      </p>
      <p class="alert-hint">{t(isAtBank ? 'paid.bank' : 'paid.code_hint')}</p>
      {props.isAlone && line.note === null && repaid !== null && repaid.amount > 0 && (
        <p class="paid-credit" ref={hideWithoutRoom}>
          {t('paid.credit', { amount: showMoney(repaid) })}
        </p>
      )}
    </div>
  )
}

/** It stands in the room left under the news; where there is none it goes, and the list still tells it. */
function hideWithoutRoom(credit: HTMLElement | null): void {
  const above = credit?.previousElementSibling?.getBoundingClientRect().bottom ?? 0
  if (credit !== null) credit.hidden = credit.getBoundingClientRect().top < above
}

/** A seal with sixteen scallops: the awning's edge, bent round. */
const SEAL = sealPath(16, 46)

function sealPath(scallops: number, radius: number): string {
  const at = (index: number): string => {
    const angle = (index / scallops) * 2 * Math.PI
    return `${(Math.cos(angle) * radius).toFixed(1)} ${(Math.sin(angle) * radius).toFixed(1)}`
  }
  const bend = ((Math.PI * radius) / scallops).toFixed(1)
  const arcs = Array.from({ length: scallops }, (_, i) => `A${bend} ${bend} 0 0 1 ${at(i + 1)}`)
  return `M${at(0)}${arcs.join('')}z`
}

/** What came while the phone was away: a list, not green, because it is not the person at the stall now. */
export function AwayScreen() {
  const news = away.value
  const { button, tap } = useCarefulButton(news?.lines[0]?.seq ?? 0, dismissAway)
  if (news === null) return null
  const timeZone = me.value?.vendor.time_zone ?? 'UTC'
  const sum = news.hasMore ? null : sumOf(news.lines)
  return (
    <main class="away">
      <div role="alert">
        <h1>
          {t('away.title')} <strong>{tCount('away.count', news.lines.length)}</strong>{' '}
          <span class="away-sum">{sum !== null && <Amount money={sum} />}</span>
        </h1>
      </div>
      <ul>
        {news.lines.map((line) => (
          <li key={line.seq}>
            <span>
              <time datetime={line.effective_at}>{showDateTime(line.effective_at, timeZone)}</time>{' '}
              <span class="code">{line.alert_code}</span>
            </span>
            <Amount money={line.amount} />
          </li>
        ))}
      </ul>
      {news.hasMore && (
        <button
          type="button"
          class="button plain"
          onClick={() => {
            dismissAway()
            go({ name: 'payments' })
          }}
        >
          {t('away.more')}
        </button>
      )}
      <button type="button" class="button" ref={button} onClick={tap}>
        {t('away.ok')}
      </button>
    </main>
  )
}

/** All of one book, so all of one currency. */
function sumOf(lines: readonly Line[]): Money | null {
  const [first] = lines
  if (first === undefined) return null
  const amount = lines.reduce((total, line) => total + line.amount.amount, 0)
  return { amount, currency: first.amount.currency }
}

/** A button that takes the focus with each piece of news, and does not hear taps in its first moment. */
function useCarefulButton(newestSeq: number, act: () => void) {
  const button = useRef<HTMLButtonElement>(null)
  const shownAtMs = useRef(0)
  useEffect(() => {
    shownAtMs.current = performance.now()
    button.current?.focus({ preventScroll: true })
  }, [newestSeq])
  const tap = (): void => {
    if (performance.now() - shownAtMs.current > DEAF_MS) act()
  }
  return { button, tap }
}
