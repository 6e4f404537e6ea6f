/** @jsxImportSource hono/jsx */
import { formatTime, isolate } from '../domain/i18n/i18n.ts'
import { amountToText } from '../domain/money/money.ts'
import type { RequestState } from '../domain/payments/request.ts'
import { Layout, type Mode } from './layout.tsx'
import { type BankChoice, BankButtons } from './pay-bank.tsx'
import { AmountField, TextField } from './pay-fields.tsx'
import { Obstacle, type PayProblem, problemText } from './pay-problem.tsx'
import { StallCode, StallSign, type StallView } from './stall.tsx'
import {
  type PageTranslator,
  MoneyText,
  PersonText,
  figureClass,
  moneyString,
  plainText,
} from './text.tsx'

/** A sale with a fixed amount, at `/r/:id`. */
interface FixedRequest {
  amountMinor: number
  note: string | null
  expiresAtMs: number
  /** Milliseconds until then by the server's clock; the phone's own may be wrong. */
  leftMs: number
  state: RequestState
}

export interface PayView {
  mode: Mode
  /** Path and query of the page, for the language links. */
  here: string
  /** Where the form posts to: `/p/:code` or `/r/:id`. */
  action: string
  stall: StallView
  timeZone: string
  /** The payment id minted for this form. The same id twice is the same payment. */
  paymentId: string
  /** What was typed, kept exactly. */
  typed: { amount: string; tip: string; note: string }
  /** Null at `/p/:code`. */
  request: FixedRequest | null
  wallet: { state: 'none' } | { state: 'ready'; balanceMinor: number }
  /** Ways to pay straight to the stall's bank. */
  banks: readonly BankChoice[]
  problem: PayProblem | null
  scriptUrl: string | null
}

interface Props {
  t: PageTranslator
  view: PayView
}

/** The pay page. One form, no script needed; the wallet buttons post the same fields, so what was typed is kept. */
export function PayPage({ t, view }: Props) {
  const { stall, request } = view
  return (
    <Layout
      t={t}
      mode={view.mode}
      title={t('pay.title', { stall: isolate(plainText(stall.name)) })}
      here={view.here}
      scriptUrl={view.scriptUrl}
    >
      <StallSign stall={stall} />
      <StallCode t={t} stall={stall} />
      <Obstacle t={t} {...view} />
      {request === null || request.state === 'open' ? (
        <Till t={t} view={view} />
      ) : (
        <SpentRequest t={t} view={view} />
      )}
    </Layout>
  )
}

/** A request that is over has no button to pay it, but the stall itself can still be paid. */
function SpentRequest({ t, view }: Props) {
  const amount = { amount: view.request?.amountMinor ?? 0, currency: view.stall.currency }
  const shown = moneyString(t, amount)
  return (
    <>
      <div class="hold">
        <section class="sheet">
          <p class="label">{t('pay.asked')}</p>
          <p class={`${figureClass(shown)} struck`}>
            <MoneyText t={t} money={amount} />
          </p>
          <RequestNote t={t} note={view.request?.note ?? null} />
        </section>
      </div>
      <a class="quiet" href={`/p/${view.stall.code}`}>
        {t('pay.type_yourself')}
      </a>
    </>
  )
}

function Till({ t, view }: Props) {
  const noWallet = view.wallet.state === 'none'
  const hasBank = view.banks.length > 0
  const byBank = { banks: view.banks, action: `${view.action}/bank`, isMain: noWallet }
  const path = hasBank ? byBank.action : walletPath(view)
  return (
    <form
      method="post"
      action={noWallet ? path : view.action}
      class="till"
      novalidate
      autocomplete="off"
      data-working={t(noWallet ? 'bank.wait' : 'pay.working')}
    >
      <input type="hidden" name="payment" value={view.paymentId} />
      <div class="hold">
        <div class="sheet">
          {view.request === null ? (
            <AmountField
              t={t}
              currency={view.stall.currency}
              value={view.typed.amount}
              error={fieldError(t, view, 'amount')}
            />
          ) : (
            <FixedAmount t={t} view={view} request={view.request} />
          )}
          <Extras t={t} view={view} />
        </div>
      </div>
      {/* The first button is what the keyboard's own key does. */}
      {noWallet ? null : <PayButton t={t} view={view} />}
      {hasBank ? <BankButtons t={t} {...byBank} /> : null}
      {noWallet ? <GetWallet t={t} view={view} isMain={!hasBank} /> : null}
    </form>
  )
}

function walletPath({ mode }: PayView): string {
  return mode === 'demo' ? '/wallet/demo' : '/wallet/open'
}

function fieldError(
  t: PageTranslator,
  view: PayView,
  field: 'amount' | 'tip' | 'note',
): string | null {
  return view.problem?.field === field ? problemText(t, view.stall.currency, view.problem) : null
}

function FixedAmount({ t, view, request }: Props & { request: FixedRequest }) {
  const amount = { amount: request.amountMinor, currency: view.stall.currency }
  return (
    <div>
      <p class="label">{t('pay.asked')}</p>
      <p class={figureClass(moneyString(t, amount))}>
        <MoneyText t={t} money={amount} />
      </p>
      {/* Sent back so that the book compares what the shopper saw with what the seller asked for. */}
      <input type="hidden" name="amount" value={amountToText(amount)} />
      <RequestNote t={t} note={request.note} />
      <p class="until small">
        <span>
          {t('pay.valid_until', { time: formatTime(request.expiresAtMs, t.locale, view.timeZone) })}
        </span>
        <span data-left-ms={String(request.leftMs)} hidden>
          {t('pay.time_left')} <bdi></bdi>
        </span>
      </p>
    </div>
  )
}

function RequestNote({ t, note }: { t: PageTranslator; note: string | null }) {
  if (note === null) return null
  return (
    <p>
      <span class="soft">{t('pay.for')}</span> <PersonText text={note} />
    </p>
  )
}

/** Tip and note, folded away until wanted, open when one of them holds something or is wrong. */
function Extras({ t, view }: Props) {
  const { typed, problem, stall, request } = view
  const wrong = problem?.field === 'tip' || problem?.field === 'note'
  return (
    <details open={wrong || typed.tip !== '' || typed.note !== ''}>
      <summary>{t(request === null ? 'pay.extras' : 'pay.tip_only')}</summary>
      <div>
        <TextField
          t={t}
          name="tip"
          currency={stall.currency}
          value={typed.tip}
          error={fieldError(t, view, 'tip')}
        />
        {/* A request carries the seller's note; a second one would push it out of the book. */}
        {request === null ? (
          <TextField
            t={t}
            name="note"
            currency={null}
            value={typed.note}
            error={fieldError(t, view, 'note')}
          />
        ) : null}
      </div>
    </details>
  )
}

function PayButton({ t, view }: Props) {
  const { wallet, problem, stall, mode } = view
  // A slip in a field is mended and then paid; "try again" would promise the same once more.
  const again = (problem !== null && problem.field === undefined) || stall.status !== 'open'
  const short = problem?.key === 'decline.insufficient_funds'
  return (
    <>
      <button class="go">{t(again ? 'pay.again' : 'pay.submit')}</button>
      {short && mode === 'demo' ? (
        <>
          <WalletReturn view={view} />
          <button class="quiet" formaction="/wallet/demo">
            {t('pay.more_demo_money')}
          </button>
        </>
      ) : null}
      <p class="wallet">
        <a href="/wallet">
          {wallet.state === 'ready'
            ? t('pay.wallet', {
                amount: moneyString(t, { amount: wallet.balanceMinor, currency: stall.currency }),
              })
            : null}
        </a>
        <span class="small soft">{t('pay.once')}</span>
      </p>
    </>
  )
}

function GetWallet({ t, view, isMain }: Props & { isMain: boolean }) {
  const key = view.mode === 'demo' ? 'pay.demo_wallet' : 'pay.open_wallet'
  return (
    <>
      <WalletReturn view={view} />
      <button class={isMain ? 'go' : 'quiet'} formaction={walletPath(view)}>
        {t(key)}
      </button>
      <p class="small soft center">{t(`${key}_hint`)}</p>
    </>
  )
}

/** Which wallet is meant, and the way back to this form. */
function WalletReturn({ view }: { view: PayView }) {
  return (
    <>
      <input type="hidden" name="currency" value={view.stall.currency} />
      <input type="hidden" name="return_to" value={view.action} />
    </>
  )
}
