/** @jsxImportSource hono/jsx */
import { isolate } from '../domain/i18n/i18n.ts'
import type { Money } from '../domain/money/money.ts'
import type { BankStanding } from '../domain/payments/standing.ts'
import { BankCode, type BankCodeView } from './bank-code.tsx'
import { Icon } from './icons.tsx'
import { Layout, type Mode } from './layout.tsx'
import { AlertCode, Paper, type ReceiptView, Stamp } from './receipt.tsx'
import { CodePlate, StallPlate, StallSign, type StallView } from './stall.tsx'
import { MoneyText, NoteRow, type PageTranslator, PersonText, plainText } from './text.tsx'

type Held = Extract<BankStanding, { name: 'held' | 'dismissed' }>

/** What the page shows; `name` is how the payment stands. */
export type BankState =
  | ({ name: 'waiting'; leftMs: number } & BankCodeView)
  | Extract<BankStanding, { name: 'over' }>
  /** `received`: null when it came in another currency than any that we know. */
  | (Held & { received: Money | null })
  | {
      name: 'paid'
      how: Extract<BankStanding, { name: 'paid' }>['how']
      /** Whether money for it came a second time. */
      isTwice: boolean
      receipt: ReceiptView & { state: { name: 'paid' } }
    }

export interface BankView {
  mode: Mode
  /** Path and query, for the language links and for looking again. */
  here: string
  stall: StallView
  asked: Money
  note: string | null
  /** What the bank tells the stall; people read it to each other. */
  reference: string
  /** Where somebody starts anew. */
  startUrl: string
  state: BankState
  /** Where the state alone can be asked for. */
  stateUrl: string
  scriptUrl: string
}

interface Props<State extends BankState = BankState> {
  t: PageTranslator
  view: BankView & { state: State }
}

/** Often enough without a script that nobody reloads by hand. */
const REFRESH_S = 4

/** One payment from a bank app: the code while it is waited for, then what became of it. */
export function BankPage({ t, view }: Props) {
  const { state, stall } = view
  const isWaiting = state.name === 'waiting'
  // What was paid at the last moment still comes.
  const isLookedAt = isWaiting || state.name === 'over' || state.name === 'held'
  return (
    <Layout
      t={t}
      mode={view.mode}
      title={t('bank.title', { stall: isolate(plainText(stall.name)) })}
      here={view.here}
      scriptUrl={isLookedAt ? view.scriptUrl : null}
      {...(isWaiting ? { refreshS: REFRESH_S } : {})}
    >
      <State t={t} view={view} />
      {isLookedAt ? (
        <a class="quiet" href={view.here} data-look={view.stateUrl} data-state={state.name}>
          {t('receipt.look_again')}
        </a>
      ) : null}
    </Layout>
  )
}

function State({ t, view }: Props) {
  const { state } = view
  if (state.name === 'waiting') {
    return (
      <>
        <StallSign stall={view.stall} />
        {view.mode === 'demo' ? <p class="remark small">{t('bank.demo')}</p> : null}
        <BankCode t={t} code={state} leftMs={state.leftMs} {...factsOf(view)} />
      </>
    )
  }
  if (state.name === 'over') return <Over t={t} view={{ ...view, state }} />
  if (state.name === 'paid') return <Paid t={t} state={state} />
  return <HeldMoney t={t} view={{ ...view, state }} />
}

function factsOf({ asked, note, reference }: BankView) {
  return { asked, note, reference }
}

function Over({ t, view }: Props<Extract<BankState, { name: 'over' }>>) {
  const { state, stall } = view
  return (
    <>
      <StallSign stall={stall} />
      <section class="problem">
        <h2>{t(`bank.over.${state.why}.title`)}</h2>
        <p>{t(`bank.over.${state.why}`)}</p>
      </section>
      <div class="hold">
        <section class="sheet">
          <Facts t={t} view={view} received={null} />
        </section>
      </div>
      <a class="go" href={view.startUrl}>
        {t('bank.again')}
      </a>
    </>
  )
}

function Paid({ t, state }: { t: PageTranslator; state: Extract<BankState, { name: 'paid' }> }) {
  const { receipt, how, isTwice } = state
  return (
    <>
      <Stamp t={t} view={receipt} />
      <AlertCode t={t} alertCode={receipt.state.alertCode} />
      {how === 'in_time' ? null : <p class="remark">{t(`bank.paid.${how}`)}</p>}
      {isTwice ? <p class="remark">{t('bank.paid.twice')}</p> : null}
      <Paper t={t} view={receipt} />
      <a class="quiet" href={`/p/${receipt.stall.code}`}>
        {t('receipt.pay_again')}
      </a>
    </>
  )
}

/** Money that came and is not what was asked for: not green, and a person decides. */
function HeldMoney({ t, view }: Props<Extract<BankState, { name: 'held' | 'dismissed' }>>) {
  const { state, stall } = view
  const isHeld = state.name === 'held'
  return (
    <>
      <div class="stamp" role="status">
        <Icon name={isHeld ? 'clock' : 'cross'} />
        <h1>{t(isHeld ? 'bank.held' : 'bank.dismissed')}</h1>
      </div>
      <p>{t(isHeld ? `bank.held.${state.why}` : 'bank.dismissed_hint')}</p>
      <div class="hold">
        <section class="sheet">
          <div class="stall">
            <StallPlate stall={stall} />
            <div>
              <h2>
                <PersonText text={stall.name} />
              </h2>
              <CodePlate code={stall.codeShown} />
            </div>
          </div>
          <Facts t={t} view={view} received={state.received} />
        </section>
      </div>
      <a class="quiet" href={`/p/${stall.code}`}>
        {t('receipt.back')}
      </a>
    </>
  )
}

function Facts({ t, view, received }: Props & { received: Money | null }) {
  const { asked, note, reference } = view
  return (
    <dl class="rows">
      <div>
        <dt>{t('bank.asked')}</dt>
        <dd>
          <MoneyText t={t} money={asked} />
        </dd>
      </div>
      {received === null ? null : (
        <div>
          <dt>{t('bank.received')}</dt>
          <dd>
            <MoneyText t={t} money={received} />
          </dd>
        </div>
      )}
      <NoteRow t={t} note={note} />
      <div>
        <dt>{t('receipt.reference')}</dt>
        <dd class="mono">
          <bdi dir="ltr">{reference}</bdi>
        </dd>
      </div>
    </dl>
  )
}
