/** What the charge screen shows of the stall's bank accounts: a switch, the bank's code, a word about it. */
import '../later.css'
import './bank.css'
import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { SCHEME_TITLES } from '../../../../src/domain/qr/titles.ts'
import { bank } from '../../first/bank.ts'
import { locale, showMoney, t } from '../../first/language.ts'
import { go } from '../../first/router.ts'
import { sentence } from '../../first/sentence.ts'
import { recall, store } from '../../first/storage.ts'
import type { BankAccount, SaleRequest } from '../../first/wire.ts'
import { routeTo } from './place.ts'
import { QrDrawing } from './qr-drawing.tsx'
import { useBankPayment } from './use-bank-payment.ts'
import { b, bankWords, useBankWords } from './words.ts'

const STORED = 'charge.way'
const LINK = 'link'

/** Our own link, or the id of an account; the choice stays from sale to sale. */
const way = signal(recall(STORED) ?? LINK)

// Here before the first sale, so that nothing moves on a screen that is held out to somebody.
void bankWords.learn(locale())

function chosenAccount(): BankAccount | null {
  return bank.value?.accounts.find(({ id }) => id === way.value) ?? null
}

/** Whether the bank's code is on the charge screen, and not our link. */
function isByBank(): boolean {
  return bankWords.speaks(locale()) && chosenAccount() !== null
}

/**
 * The switch between the ways to pay, and the code of the one chosen.
 *
 * @param props.children the code of our own link
 */
function ChargeWays(props: { request: SaleRequest; children: ComponentChildren }) {
  const isReady = useBankWords()
  const accounts = bank.value?.accounts ?? []
  if (!isReady || accounts.length === 0) return <>{props.children}</>
  const account = chosenAccount()
  return (
    <>
      <div class="ways" role="radiogroup" aria-label={b('way.label')}>
        <Way value={LINK} isChosen={account === null} label={b('way.link')} />
        {accounts.map((one) => (
          <Way
            key={one.id}
            value={one.id}
            isChosen={one === account}
            label={wayLabel(one, accounts)}
          />
        ))}
      </div>
      {account === null ? props.children : <BankPlate request={props.request} account={account} />}
    </>
  )
}

/** As short as it can be and still tell the accounts apart. */
function wayLabel({ scheme, account }: BankAccount, all: readonly BankAccount[]): string {
  if (all.length === 1) return b('way.bank')
  const isAlone = all.filter((one) => one.scheme === scheme).length === 1
  return isAlone ? SCHEME_TITLES[scheme] : `${SCHEME_TITLES[scheme]} ${account}`
}

function Way({ value, isChosen, label }: { value: string; isChosen: boolean; label: string }) {
  const choose = (): void => {
    way.value = value
    store(STORED, value)
  }
  return (
    <label class="tile">
      <input class="unseen" type="radio" name="way" checked={isChosen} onChange={choose} />
      <bdi>{label}</bdi>
    </label>
  )
}

function BankPlate({ request, account }: { request: SaleRequest; account: BankAccount }) {
  const { payment, problem, again } = useBankPayment(request.id, account.id)
  const amount = showMoney(request.amount)
  if (problem !== null) {
    return (
      <div class="plate failed" role="alert">
        <p>{sentence(problem)}</p>
        <button type="button" class="button" onClick={again}>
          {t('again')}
        </button>
      </div>
    )
  }
  return (
    <>
      <div class="plate" aria-busy={payment === null}>
        {payment !== null && (
          <QrDrawing text={payment.payload} label={b('charge.qr', { amount })} />
        )}
      </div>
      <p class="charge-payee">
        <bdi>{account.name}</bdi>
        {account.is_fixed && <strong>{b('charge.type', { amount })}</strong>}
      </p>
    </>
  )
}

/** The vendor's own word that the money is there, asked for once more on a screen of its own. */
function SeenButton({ requestId }: { requestId: string }) {
  return (
    <button
      type="button"
      class="button plain"
      onClick={() => go(routeTo({ name: 'seen', requestId }))}
    >
      {b('seen.button')}
    </button>
  )
}

/** What is fetched for the charge screen. */
export const chargeParts = { ChargeWays, SeenButton, isByBank }
