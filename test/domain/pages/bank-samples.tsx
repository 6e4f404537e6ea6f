/** @jsxImportSource hono/jsx */
import type { Locale } from '../../../src/domain/i18n/i18n.ts'
import { pageTranslator } from '../../../src/domain/i18n/pages/pages.ts'
import type { ReceivingAccount } from '../../../src/domain/payments/receiving-schemes.ts'
import { bankCode, readReceivingAccount } from '../../../src/domain/payments/receiving.ts'
import type { ReceivingInput } from '../../../src/domain/payments/receiving.ts'
import { BankPosterPage, type BankPosterView } from '../../../src/pages/bank-poster.tsx'
import { BankPage, type BankState, type BankView } from '../../../src/pages/bank.tsx'
import type { BankChoice } from '../../../src/pages/pay-bank.tsx'
import type { PayView } from '../../../src/pages/pay.tsx'
import { AT_MS, payHtml, receiptHtml, receiptView, stall } from './samples.tsx'

const CODE_QUERY = '?c=7K3M92QD'
const PATH = '/b/att_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N'

type Currency = BankView['asked']['currency']

/** An account that must be taken. */
export function accountOf(input: ReceivingInput, currency: Currency): Omit<ReceivingAccount, 'id'> {
  const read = readReceivingAccount(input, currency, AT_MS)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.account
}

export const upi = accountOf({ scheme: 'upi', account: 'asha@okbank', name: 'Asha Patil' }, 'INR')
export const pix = accountOf(
  { scheme: 'pix', account: '+5511987654321', name: 'Asha Patil', city: 'Recife' },
  'BRL',
)
export const epc = accountOf(
  { scheme: 'epc', account: 'DE71110220330123456789', name: 'Asha Patil' },
  'EUR',
)

/** What the page shows while it waits for money in an account. */
export function waitingFor(
  account: Omit<ReceivingAccount, 'id'>,
  currency: Currency = 'INR',
): Extract<BankState, { name: 'waiting' }> {
  const asked = { amount: { amount: 12_050, currency }, reference: REFERENCE, note: null }
  const { payload, copyText, deepLink, carriesAmount } = bankCode(account, asked)
  return {
    name: 'waiting',
    leftMs: 840_000,
    scheme: account.scheme,
    payee: account.name,
    payload,
    copy: copyText,
    deepLink,
    carriesAmount,
    imageUrl: `${PATH}.png${CODE_QUERY}`,
  }
}

const REFERENCE = 'Y7QF0RZ6V9V6Z7Y2M3N0'

export const bankView: BankView = {
  mode: 'demo',
  here: PATH + CODE_QUERY,
  stall,
  asked: { amount: 12_050, currency: 'INR' },
  note: 'Two cutting chai',
  reference: REFERENCE,
  startUrl: '/p/7K3M92QD?amount=120.50',
  state: waitingFor(upi),
  stateUrl: `${PATH}.json${CODE_QUERY}`,
  scriptUrl: '/assets/pay.js',
}

export const paid: Extract<BankState, { name: 'paid' }> = {
  name: 'paid',
  how: 'in_time',
  isTwice: false,
  receipt: {
    ...receiptView,
    state: { name: 'paid', alertCode: 'Q2WX', atMs: AT_MS, refundedMinor: 0 },
  },
}

export const posterView: BankPosterView = {
  mode: 'demo',
  size: 'a6',
  stall,
  account: { id: 'rcv_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N', scheme: 'upi', payee: 'Asha Patil' },
  payload: upi.payload,
}

export function bankHtml(change: Partial<BankView> = {}, locale: Locale = 'en'): string {
  return (<BankPage t={pageTranslator(locale)} view={{ ...bankView, ...change }} />).toString()
}

export function bankPosterHtml(change: Partial<BankPosterView> = {}, locale: Locale = 'en') {
  return (
    <BankPosterPage
      t={pageTranslator(locale)}
      vendorT={pageTranslator(locale)}
      englishT={pageTranslator('en')}
      view={{ ...posterView, ...change }}
    />
  ).toString()
}

export const ONE_BANK: BankChoice[] = [{ account: 'rcv_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N', scheme: 'upi' }]
export const TWO_BANKS: BankChoice[] = [
  ...ONE_BANK,
  { account: 'rcv_01KAVE4Y7QF0RZ6V9V6Z7Y2M3P', scheme: 'bharatqr' },
]
const none: Pick<PayView, 'wallet'> = { wallet: { state: 'none' } }

/** Every page of paying from a bank app, in every state that looks different, by name. */
export function everyBank(locale: Locale): Record<string, string> {
  const html = (state: BankState) => bankHtml({ state }, locale)
  const received = { amount: 10_000, currency: 'INR' as const }
  return {
    payWithBank: payHtml({ banks: ONE_BANK }, locale),
    payByBankAlone: payHtml({ banks: TWO_BANKS, ...none }, locale),
    payBankGone: payHtml({ banks: ONE_BANK, problem: { key: 'bank.no_account' } }, locale),
    bankWaiting: html(waitingFor(upi)),
    bankWaitingPix: bankHtml(
      { state: waitingFor(pix, 'BRL'), asked: { amount: 12_050, currency: 'BRL' } },
      locale,
    ),
    bankWaitingFixed: html({ ...waitingFor(upi), deepLink: null, carriesAmount: false }),
    bankExpired: html({ name: 'over', why: 'expired' }),
    bankCancelled: html({ name: 'over', why: 'cancelled' }),
    bankRequestPaid: html({ name: 'over', why: 'request_paid' }),
    bankAccountGone: html({ name: 'over', why: 'account_gone' }),
    bankUnderpaid: html({ name: 'held', why: 'underpaid', received }),
    bankOverpaid: html({ name: 'held', why: 'overpaid', received }),
    bankSecond: html({ name: 'held', why: 'second_payment', received }),
    bankCurrency: html({ name: 'held', why: 'wrong_currency', received: null }),
    bankDismissed: html({ name: 'dismissed', received }),
    bankPaid: html(paid),
    bankPaidLate: html({ ...paid, how: 'late', isTwice: true }),
    bankPaidJudged: html({ ...paid, how: 'judged' }),
    bankPosterA6: bankPosterHtml({}, locale),
    bankPosterA4: bankPosterHtml({ size: 'a4' }, locale),
    receiptUnconfirmed: receiptHtml({ state: { name: 'unconfirmed' } }, locale),
  }
}
