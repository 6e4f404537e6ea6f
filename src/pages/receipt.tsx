/** @jsxImportSource hono/jsx */
import { formatDateTime, isolate } from '../domain/i18n/i18n.ts'
import type { PageKey } from '../domain/i18n/pages/en.ts'
import type { PaymentDecline } from '../domain/ledger/entry.ts'
import { Icon, type IconName } from './icons.tsx'
import { Layout, type Mode } from './layout.tsx'
import { CodePlate, StallPlate, type StallView } from './stall.tsx'
import {
  MoneyText,
  NoteRow,
  type PageTranslator,
  PersonText,
  figureClass,
  moneyString,
  plainText,
} from './text.tsx'

/** Only `paid` has an alert code: it comes from the vendor's book, and nothing else turns a receipt green. */
export type ReceiptState =
  | { name: 'paid'; alertCode: string; atMs: number; refundedMinor: number }
  | { name: 'pending' }
  /** Noted by the seller's own hand: nobody else has seen the money. */
  | { name: 'unconfirmed' }
  | { name: 'declined'; reason: PaymentDecline }

export interface ReceiptView {
  mode: Mode
  /** Path and query, for the language links and for looking again. */
  here: string
  paymentId: string
  stall: StallView
  timeZone: string
  /** Minor units that left the wallet, tip included. */
  totalMinor: number
  /** The part of it that is a tip; 0 for none. */
  tipMinor: number
  note: string | null
  state: ReceiptState
}

interface Props {
  t: PageTranslator
  view: ReceiptView
}

/** Often enough that nobody reloads by hand, seldom enough for a hundred waiting phones on one market's cell. */
const REFRESH_S = 3

type Look = 'paid' | 'refunded' | 'partly_refunded' | 'pending' | 'unconfirmed' | 'declined'

const ICONS: Readonly<Record<Look, IconName>> = {
  paid: 'check',
  refunded: 'back',
  partly_refunded: 'back',
  pending: 'clock',
  unconfirmed: 'clock',
  declined: 'cross',
}

function lookOf({ state, totalMinor }: ReceiptView): Look {
  if (state.name !== 'paid') return state.name
  if (state.refundedMinor === 0) return 'paid'
  return state.refundedMinor >= totalMinor ? 'refunded' : 'partly_refunded'
}

/** The receipt: state, the four signs that the vendor's phone shows too, amount, and who, when, what for. */
export function ReceiptPage({ t, view }: Props) {
  const { state, stall } = view
  return (
    <Layout
      t={t}
      mode={view.mode}
      title={t('receipt.title', { stall: isolate(plainText(stall.name)) })}
      here={view.here}
      {...(state.name === 'pending' ? { refreshS: REFRESH_S } : {})}
    >
      <Stamp t={t} view={view} />
      <StateText t={t} state={state} />
      <Paper t={t} view={view} />
      <Actions t={t} view={view} />
    </Layout>
  )
}

/** The state in a colour, a sign and a word, as the page's heading. */
export function Stamp({ t, view }: Props) {
  const look = lookOf(view)
  return (
    <div class={`stamp ${look}`} role="status">
      <Icon name={ICONS[look]} />
      <h1>{t(`receipt.${look}`)}</h1>
    </div>
  )
}

/** The four signs that the vendor's phone shows too. */
export function AlertCode({ t, alertCode }: { t: PageTranslator; alertCode: string }) {
  return (
    <section>
      <p class="label center">{t('receipt.alert_code')}</p>
      <p class="mark">
        {[...alertCode].map((sign) => (
          <span>{sign}</span>
        ))}
      </p>
      <p class="small soft center">{t('receipt.alert_hint')}</p>
    </section>
  )
}

function StateText({ t, state }: { t: PageTranslator; state: ReceiptState }) {
  if (state.name === 'pending') return <p>{t('receipt.pending_hint')}</p>
  if (state.name === 'unconfirmed') return <p>{t('receipt.unconfirmed_hint')}</p>
  if (state.name === 'paid') return <AlertCode t={t} alertCode={state.alertCode} />
  return (
    <section class="problem">
      <p>{t(`decline.${state.reason}`)}</p>
      <p class="soft">{t('receipt.declined_hint')}</p>
    </section>
  )
}

/** Amount, stall and the facts, as on a slip. */
export function Paper({ t, view }: Props) {
  const { stall, state } = view
  const total = { amount: view.totalMinor, currency: stall.currency }
  const gone = lookOf(view) === 'refunded' || state.name === 'declined'
  return (
    <div class="hold">
      <section class="sheet">
        <p
          class={
            gone
              ? `${figureClass(moneyString(t, total))} struck`
              : figureClass(moneyString(t, total))
          }
        >
          <MoneyText t={t} money={total} />
        </p>
        <div class="stall">
          <StallPlate stall={stall} />
          <div>
            <h2>
              <PersonText text={stall.name} />
            </h2>
            <p class="soft">
              <PersonText text={stall.place} />
            </p>
            <CodePlate code={stall.codeShown} />
          </div>
        </div>
        <Rows t={t} view={view} />
      </section>
    </div>
  )
}

function Rows({ t, view }: Props) {
  const { stall, state, tipMinor, totalMinor, note } = view
  const { currency } = stall
  const refunded = state.name === 'paid' ? state.refundedMinor : 0
  return (
    <dl class="rows">
      {tipMinor === 0 ? null : (
        <>
          <MoneyRow
            t={t}
            label="receipt.amount"
            minor={totalMinor - tipMinor}
            currency={currency}
          />
          <MoneyRow t={t} label="receipt.tip" minor={tipMinor} currency={currency} />
        </>
      )}
      {refunded === 0 ? null : (
        <>
          <MoneyRow t={t} label="receipt.given_back" minor={refunded} currency={currency} />
          {refunded < totalMinor ? (
            <MoneyRow
              t={t}
              label="receipt.left"
              minor={totalMinor - refunded}
              currency={currency}
            />
          ) : null}
        </>
      )}
      <NoteRow t={t} note={note} />
      {state.name === 'paid' ? (
        <div>
          <dt>{t('receipt.time')}</dt>
          <dd>
            <bdi>{formatDateTime(state.atMs, t.locale, view.timeZone)}</bdi>
          </dd>
        </div>
      ) : null}
      <div>
        <dt>{t('receipt.reference')}</dt>
        <dd class="mono">
          <bdi dir="ltr">{view.paymentId}</bdi>
        </dd>
      </div>
    </dl>
  )
}

interface MoneyRowProps {
  t: PageTranslator
  label: PageKey
  minor: number
  currency: StallView['currency']
}

function MoneyRow({ t, label, minor, currency }: MoneyRowProps) {
  return (
    <div>
      <dt>{t(label)}</dt>
      <dd>
        <MoneyText t={t} money={{ amount: minor, currency }} />
      </dd>
    </div>
  )
}

function Actions({ t, view }: Props) {
  const stallUrl = `/p/${view.stall.code}`
  return (
    <div class="actions">
      {view.state.name === 'pending' ? (
        <a class="quiet" href={view.here}>
          {t('receipt.look_again')}
        </a>
      ) : (
        <a class="quiet" href={stallUrl}>
          {t(view.state.name === 'paid' ? 'receipt.pay_again' : 'receipt.back')}
        </a>
      )}
      <a class="quiet" href="/wallet">
        {t('wallet.title')}
      </a>
    </div>
  )
}
