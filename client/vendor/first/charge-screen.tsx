import { useEffect, useState } from 'preact/hooks'
import { requestPath } from '../../../src/domain/payments/request.ts'
import { bankParts } from './bank.ts'
import { countdown } from './countdown.ts'
import { FigureView } from './figure-view.tsx'
import { useClock, useScreenTitle, useWakeLock } from './hooks.ts'
import { Icon } from './icons.tsx'
import { showMoney, t } from './language.ts'
import { isUnconfirmed } from './line-words.ts'
import { connection, feed } from './live.ts'
import { ProblemNote, ShareButton } from './parts.tsx'
import { go, route } from './router.ts'
import {
  cancelSale,
  isCharging,
  leaveSale,
  openSale,
  renewSale,
  sale,
  saleProblem,
} from './sale.ts'
import { me } from './session.ts'
import type { SaleRequest } from './wire.ts'

/** The QR of one sale, held out to the shopper, until the book says that it is paid. */
export function ChargeScreen() {
  const heading = useScreenTitle(t('charge.title'))
  const wanted = route.value.name === 'charge' ? route.value.requestId : null
  const request = sale.value?.id === wanted ? sale.value : null
  // Asked again when the connection is back: what happened to the request meanwhile may have been missed.
  const isDown = connection.value === 'lost'
  useEffect(() => {
    if (wanted !== null) void openSale(wanted)
  }, [wanted, isDown])
  return (
    <main class="charge-screen">
      <header class="charge-head">
        <button
          type="button"
          class="icon-button"
          aria-label={t('back')}
          onClick={() => go({ name: 'keypad' }, { replace: true })}
        >
          <Icon name="back" />
        </button>
        <div class="charge-amount">
          <h1 tabindex={-1} ref={heading}>
            {t('charge.title')}
          </h1>
          {request !== null && (
            <div class="fits">
              <FigureView money={request.amount} />
            </div>
          )}
        </div>
      </header>
      {request === null ? <ProblemNote problem={saleProblem.value} /> : <Sale request={request} />}
    </main>
  )
}

function Sale({ request }: { request: SaleRequest }) {
  const left = countdown(Date.parse(request.created_at), Date.parse(request.expires_at), useClock())
  const isOpen = request.state === 'open' && left.seconds > 0
  return (
    <>
      {request.note !== null && <bdi class="charge-note">{request.note}</bdi>}
      {isOpen ? <OpenSale request={request} left={left} /> : <EndedSale request={request} />}
    </>
  )
}

function OpenSale(props: { request: SaleRequest; left: { text: string; share: number } }) {
  const { request, left } = props
  const stall = me.value
  useWakeLock()
  if (stall === null) return null
  const url = new URL(requestPath(stall.vendor.code, request.id), stall.pay_url).href
  const parts = bankParts.value
  const plate = <Plate request={request} code={stall.vendor.code} url={url} />
  return (
    <>
      {parts === null ? plate : <parts.ChargeWays request={request}>{plate}</parts.ChargeWays>}
      <div class="time-left">
        <span class="time-bar" aria-hidden="true">
          <span style={{ '--share': left.share }} />
        </span>
        <p>
          {t('charge.waiting')} <span class="code">{left.text}</span>
        </p>
      </div>
      <ProblemNote problem={saleProblem.value} />
      <div class="two-buttons">
        <button
          type="button"
          class="button plain"
          disabled={isCharging.value}
          onClick={() => void cancelSale()}
        >
          <Icon name="close" />
          <span>{t('charge.cancel')}</span>
        </button>
        {parts?.isByBank() === true ? (
          <parts.SeenButton requestId={request.id} />
        ) : (
          <ShareButton
            url={url}
            text={t('charge.share_text', {
              stall: stall.vendor.name,
              amount: showMoney(request.amount),
            })}
            label={t('charge.share')}
          />
        )}
      </div>
    </>
  )
}

/** White in every theme: a reader needs black on white, and the screen its full light. */
function Plate({ request, code, url }: { request: SaleRequest; code: string; url: string }) {
  const [tries, setTries] = useState(0)
  const [hasFailed, setHasFailed] = useState(false)
  const src = `/q/r/${code}-${request.id.slice('prq_'.length)}.svg`
  if (hasFailed) {
    return (
      <div class="plate failed">
        <p>{t('charge.no_qr')}</p>
        <p class="code">{url.replace(/^https?:\/\//, '')}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            setHasFailed(false)
            setTries(tries + 1)
          }}
        >
          {t('again')}
        </button>
      </div>
    )
  }
  return (
    <div class="plate">
      <img
        key={tries}
        src={src}
        alt={t('charge.qr', { amount: showMoney(request.amount) })}
        onError={() => setHasFailed(true)}
      />
    </div>
  )
}

function EndedSale({ request }: { request: SaleRequest }) {
  if (request.state === 'paid') {
    const isSeen = feed.value.lines.some(
      (line) => line.payment_request === request.id && isUnconfirmed(line),
    )
    return (
      <section class="ended">
        <p class="ended-what">{t(isSeen ? 'charge.was_seen' : 'charge.was_paid')}</p>
        <button type="button" class="button" onClick={() => go({ name: 'payments' })}>
          {t('payments.title')}
        </button>
      </section>
    )
  }
  const isCancelled = request.state === 'cancelled'
  return (
    <section class="ended">
      <div class="ended-what" role="status">
        <Icon name={isCancelled ? 'refused' : 'waiting'} />
        <h2>{t(isCancelled ? 'charge.cancelled' : 'charge.expired')}</h2>
        <p>{t('charge.expired_hint')}</p>
      </div>
      <ProblemNote problem={saleProblem.value} />
      <button
        type="button"
        class="button"
        disabled={isCharging.value}
        onClick={() => void renewSale()}
      >
        {t('charge.anew')}
      </button>
      <button type="button" class="button plain" onClick={() => leaveSale(true)}>
        {t('charge.change')}
      </button>
    </section>
  )
}
