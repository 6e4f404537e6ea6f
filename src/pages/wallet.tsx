/** @jsxImportSource hono/jsx */
import { formatDateTime } from '../domain/i18n/i18n.ts'
import type { Currency } from '../domain/money/money.ts'
import { Layout, type Mode } from './layout.tsx'
import { QrSymbol } from './qr-symbol.tsx'
import { MoneyText, type PageTranslator, PersonText, figureClass, moneyString } from './text.tsx'

export interface WalletMovement {
  kind: 'payment' | 'refund' | 'top_up'
  /** Minor units, greater than 0. */
  amountMinor: number
  state: 'posted' | 'pending' | 'declined'
  /** Name of the stall or agent, where it is known. */
  counterparty: string | null
  atMs: number
  /** Its receipt, for a payment. */
  receiptUrl: string | null
}

export interface WalletSection {
  walletId: string
  currency: Currency
  balanceMinor: number
  /** Newest first. */
  movements: WalletMovement[]
}

export interface WalletView {
  mode: Mode
  here: string
  timeZone: string
  /** One per currency; none for a browser without a wallet. */
  wallets: WalletSection[]
}

/** What this browser holds: balance, the code that an agent scans to fill it, and the last movements. */
export function WalletPage({ t, view }: { t: PageTranslator; view: WalletView }) {
  const none = view.wallets.length === 0
  return (
    <Layout t={t} mode={view.mode} title={t('wallet.title')} here={view.here}>
      <h1>{t(none ? 'wallet.none.title' : 'wallet.title')}</h1>
      {none ? <p>{t('wallet.none')}</p> : null}
      {view.wallets.map((wallet) => (
        <Purse t={t} wallet={wallet} timeZone={view.timeZone} />
      ))}
      {none ? null : <p class="small soft">{t('wallet.keep')}</p>}
      {none ? (
        <a class="quiet" href="/">
          {t('message.home')}
        </a>
      ) : null}
    </Layout>
  )
}

interface PurseProps {
  t: PageTranslator
  wallet: WalletSection
  timeZone: string
}

function Purse({ t, wallet, timeZone }: PurseProps) {
  const balance = { amount: wallet.balanceMinor, currency: wallet.currency }
  return (
    <div class="hold">
      <section class="sheet">
        <p class="label">{t('wallet.balance')}</p>
        <p class={figureClass(moneyString(t, balance))}>
          <MoneyText t={t} money={balance} />
        </p>
        <details open={wallet.balanceMinor === 0}>
          <summary>{t('wallet.fill')}</summary>
          <div>
            <p>{t('wallet.fill_hint')}</p>
            <div class="purse">
              <QrSymbol
                text={wallet.walletId}
                ecl="M"
                label={t('wallet.qr', { id: wallet.walletId })}
              />
            </div>
            <p class="mono center">
              <bdi dir="ltr">{wallet.walletId}</bdi>
            </p>
          </div>
        </details>
        <h2>{t('wallet.movements')}</h2>
        {wallet.movements.length === 0 ? <p class="soft">{t('wallet.no_movements')}</p> : null}
        <ul class="moves">
          {wallet.movements.map((movement) => (
            <Movement t={t} movement={movement} currency={wallet.currency} timeZone={timeZone} />
          ))}
        </ul>
      </section>
    </div>
  )
}

interface MovementProps {
  t: PageTranslator
  movement: WalletMovement
  currency: Currency
  timeZone: string
}

function Movement({ t, movement, currency, timeZone }: MovementProps) {
  const { kind, state, counterparty, receiptUrl, atMs, amountMinor } = movement
  const incoming = kind !== 'payment'
  const name = counterparty === null ? t(`movement.${kind}`) : <PersonText text={counterparty} />
  const colour = state === 'declined' ? 'num struck' : incoming ? 'num in' : 'num'
  return (
    <li>
      <strong>{receiptUrl === null ? name : <a href={receiptUrl}>{name}</a>}</strong>
      <span class={colour}>
        <MoneyText t={t} money={{ amount: amountMinor, currency }} sign={incoming ? '+' : ''} />
      </span>
      <span class="small soft">
        <bdi>{formatDateTime(atMs, t.locale, timeZone)}</bdi>
        {counterparty === null ? null : ` · ${t(`movement.${kind}`)}`}
        {state === 'posted' ? null : ` · ${t(`movement.${state}`)}`}
      </span>
    </li>
  )
}
