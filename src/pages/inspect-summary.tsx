/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { formatDateTime } from '../domain/i18n/i18n.ts'
import type { InspectKey } from '../domain/i18n/pages/inspect-en.ts'
import type { InspectTranslator } from '../domain/i18n/pages/inspect.ts'
import type { QrField } from '../domain/qr/problems.ts'
import type { AmountSaid, QrSummary, TipSaid } from '../domain/qr/summary.ts'
import { fieldTitle } from '../domain/qr/titles.ts'
import type { QrValue } from '../domain/qr/values.ts'
import type { InspectResult } from './inspect-view.ts'
import { VisibleText } from './visible-text.tsx'

interface Row {
  label: Child
  value: Child
}

/** In plain words, what a payer's app does with a code that it takes. */
export function InspectSummary({ t, result }: { t: InspectTranslator; result: InspectResult }) {
  const { summary, value } = result.inspection
  if (summary === null || value === null) return null
  return (
    <div class="hold">
      <section class="sheet">
        <h2>{t('does.title')}</h2>
        <p>{t(`does.${actOf(value)}`)}</p>
        <dl class="rows">
          {rowsOf(t, summary, value, result.nowMs).map(({ label, value }) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  )
}

function actOf(value: QrValue): 'emv' | 'form' | 'upi' | 'opaque' | 'pay_link' {
  switch (value.format) {
    case 'emv-mpm':
      return 'emv'
    case 'swiss-qr':
    case 'epc-sct':
      return 'form'
    case 'upi-uri':
      return 'upi'
    case 'opaque-url':
      return 'opaque'
    case 'pay-link':
      return 'pay_link'
  }
}

function rowsOf(t: InspectTranslator, summary: QrSummary, value: QrValue, nowMs: number): Row[] {
  const { payee, place, amount, tip, asks, expires } = summary
  const isNamed = value.format !== 'opaque-url' && value.format !== 'pay-link'
  const named = payee === null ? t('payee.unsaid') : <VisibleText text={payee} />
  const row = (key: InspectKey, shown: Child | null): Row[] =>
    shown === null ? [] : [{ label: t(key), value: shown }]
  return [
    ...row('payee', isNamed ? named : null),
    ...row('place', place === null ? null : <VisibleText text={place} />),
    ...summary.accounts.map(fieldRow),
    ...row('amount', amount === null ? null : amountText(t, amount)),
    ...row('tip', tip === null ? null : tipText(t, tip)),
    ...summary.details.map(fieldRow),
    ...row('asks', asks.length === 0 ? null : asks.map(askedField)),
    ...row('expires', expires === null ? null : expiryText(t, expires, nowMs)),
    ...row('uses', t(`uses.${summary.uses}`)),
  ]
}

function fieldRow({ name, value }: QrField): Row {
  return { label: <bdi lang="en">{fieldTitle(name)}</bdi>, value: <VisibleText text={value} /> }
}

function askedField({ name }: QrField) {
  return (
    <bdi class="aside" lang="en">
      {fieldTitle(name)}
    </bdi>
  )
}

/** As it is written, digit by digit: what an app makes of it may have other decimals. */
function moneyText({ text, currency }: { text: string; currency: string }) {
  return (
    <bdi dir="ltr" class="num">
      {text} {currency}
    </bdi>
  )
}

/** A sentence with an amount in it. */
function around(t: InspectTranslator, key: InspectKey, element: Child): Child[] {
  return t.parts(key).map((part) => ('text' in part ? part.text : element))
}

function amountText(t: InspectTranslator, amount: AmountSaid): Child {
  switch (amount.kind) {
    case 'fixed':
      return moneyText(amount)
    case 'suggested':
      return around(t, 'amount.suggested', moneyText(amount))
    case 'open':
      return around(t, 'amount.open', <bdi dir="ltr">{amount.currency}</bdi>)
    case 'fetched':
    case 'nothing':
      return t(`amount.${amount.kind}`)
  }
}

function tipText(t: InspectTranslator, tip: TipSaid): Child {
  switch (tip.kind) {
    case 'asked':
      return t('tip.asked')
    case 'fixed':
      return around(t, 'tip.fixed', moneyText(tip))
    case 'percent':
      return around(t, 'tip.percent', <bdi dir="ltr">{tip.text}</bdi>)
  }
}

function expiryText(
  t: InspectTranslator,
  { atMs, timeZone }: NonNullable<QrSummary['expires']>,
  nowMs: number,
): Child {
  const time = <bdi>{formatDateTime(atMs, t.locale, timeZone)}</bdi>
  return (
    <>
      {atMs < nowMs ? around(t, 'expires.over', time) : time}
      <bdi class="aside" dir="ltr">
        {timeZone}
      </bdi>
    </>
  )
}
