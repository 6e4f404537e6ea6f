/**
 * Accounts at vendors' banks, into which shoppers' bank apps send money straight: how one is added, what one payment's
 * code says, and under which key a notification finds it. Whether an account exists only the bank knows; what can be
 * judged, the codec judges, on the very code that will be shown.
 */
import { assert } from '../assert.ts'
import { amountToText, type Currency, isPayable, type Money } from '../money/money.ts'
import { encodeQr, readQr } from '../qr/codec.ts'
import type { QrProblem } from '../qr/problems.ts'
import { type Asked, askedNothing, CODES } from './receiving-codes.ts'
import { readIssuedCode } from './receiving-issued.ts'
import { currencyOfCode, payeeOf, type ReceivingValue } from './receiving-payee.ts'
import {
  isOpenScheme,
  type OpenScheme,
  type Payee,
  RECEIVING_SCHEMES,
  type ReceivingAccount,
  type ReceivingField,
  type ReceivingProblem,
  type ReceivingScheme,
} from './receiving-schemes.ts'
import { spelt } from './receiving-spelling.ts'
import { cleanName, readTyped, type TypedAccount } from './receiving-typed.ts'

/** An account as a person types it in, or a code that a bank has issued. */
export type ReceivingInput =
  | TypedAccount
  /** `name` is for codes without one. */
  | { payload: string; name?: string }

export type ReadReceiving =
  | { ok: true; account: Omit<ReceivingAccount, 'id'> }
  | { ok: false; problems: ReceivingProblem[] }

/**
 * An account that is to be added, in one spelling, with the code of its sticker. A typed one is written as a code and
 * read back; a pasted code of any scheme stays byte for byte as its issuer made it. To let such a code of an open scheme
 * carry amounts, give its `account`, `name`, `city` and `details` (as far as the scheme's form asks them) as typed ones.
 *
 * @param currency the vendor's; the scheme must pay it
 * @param nowMs judges whether a pasted code has expired
 */
export function readReceivingAccount(
  input: ReceivingInput,
  currency: Currency,
  nowMs: number,
): ReadReceiving {
  if ('payload' in input) {
    return readIssuedCode(input.payload, {
      currency,
      nowMs,
      nameOf: (inCode) => cleanName(inCode || (input.name ?? '')),
    })
  }
  const { scheme } = input
  if (!isOpenScheme(scheme)) return refused({ field: 'scheme', code: 'issued_only', detail: null })
  const { currencies } = RECEIVING_SCHEMES[scheme]
  if (currencies?.includes(currency) !== true) {
    const detail = currencies?.join(' ') ?? null
    return refused({ field: 'scheme', code: 'wrong_currency', detail })
  }
  const typed = readTyped(scheme, input)
  if (!typed.ok) return typed
  const { payee } = typed
  const encoded = encodeQr(CODES[scheme].write(payee, askedNothing(currency)))
  if (!encoded.ok) return { ok: false, problems: unique(encoded.errors.map(problemOfField)) }
  if (!isPaidBy(payee, encoded.text)) {
    return refused({ field: 'account', code: 'does_not_read_back', detail: null })
  }
  return { ok: true, account: { scheme, ...payee, payload: encoded.text, isFixed: false } }
}

function refused(...problems: ReceivingProblem[]): { ok: false; problems: ReceivingProblem[] } {
  return { ok: false, problems }
}

/** Where in a code each field of a form ends up. */
const FIELDS: Readonly<Record<string, ReceivingField>> = {
  '59': 'name',
  pn: 'name',
  name: 'name',
  '60': 'city',
  '38.01.00': 'bin',
  bic: 'bic',
}

function problemOfField({ code, at, expected, found }: QrProblem): ReceivingProblem {
  return { field: FIELDS[at] ?? 'account', code, detail: expected ?? found ?? null }
}

function unique(problems: ReceivingProblem[]): ReceivingProblem[] {
  return [...new Map(problems.map((one) => [`${one.field} ${one.code}`, one])).values()]
}

/** Whether a code, read by itself, pays this account. */
function isPaidBy({ account, details }: Payee, payload: string): boolean {
  const { value, fields } = readQr(payload)
  if (value === null || !isReceiving(value.scheme)) return false
  const found = payeeOf(value as ReceivingValue, fields)
  return (
    found.account === account &&
    Object.entries(details).every(([name, text]) => found.details[name] === text)
  )
}

function isReceiving(scheme: string): scheme is ReceivingScheme {
  return Object.hasOwn(RECEIVING_SCHEMES, scheme)
}

/**
 * One text for one account of a scheme, whatever its spelling: unique among vendors, and what an acquirer's notification
 * is looked up by. Ids that only their issuer understands are compared letter by letter.
 *
 * @param of `account` may be as a bank wrote it (`+91…`, spaces, capitals); a VietQR account is told by `details.bin`
 *   too, or is written `970422/0123456789`. A PayNow account on an SGQR label is an account of `paynow`, a VPA in a
 *   BharatQR one of `upi`, and an IBAN is one account in a Swiss bill and in an EPC code.
 */
export function accountKey(of: {
  scheme: ReceivingScheme
  account: string
  details?: Readonly<Record<string, string>>
}): string {
  const { details = {} } = of
  const kind = details['kind'] ?? ''
  const scheme = schemeOfKey(of.scheme, kind)
  if (scheme === 'vietqr') {
    const [, bin = details['bin'] ?? '', number = of.account] =
      /^\s*(\d{6})\s*[/:]\s*(.+)$/.exec(of.account) ?? []
    const account = spelt('vietqr', number)?.account ?? number
    return `vietqr:${bin.replace(/\s/g, '')}/${account.toLowerCase()}`
  }
  const family = scheme === 'epc' || scheme === 'swissqr' ? 'iban' : scheme
  // A biller and its references are digits that must not run together.
  const isBill = scheme === 'promptpay' && of.account.includes('/')
  const known = isBill ? null : spelt(scheme, of.account)
  if (known !== null) return `${family}:${known.account.toLowerCase()}`
  return `${family}:${of.account.replace(/\s/g, '')}`
}

function schemeOfKey(scheme: ReceivingScheme, kind: string): ReceivingScheme {
  if (scheme === 'sgqr' && (kind === 'mobile' || kind === 'uen')) return 'paynow'
  return scheme === 'bharatqr' && kind === 'vpa' ? 'upi' : scheme
}

/** An account for eyes other than the vendor's: at most its last four characters, and never more than half of it. */
export function maskAccount({ account }: Pick<ReceivingAccount, 'account'>): string {
  // What stands behind a slash tells accounts of one issuer apart, and is hidden too.
  const at = account.includes('/') ? -1 : account.lastIndexOf('@')
  const [name, bank] = at < 0 ? [account, ''] : [account.slice(0, at), account.slice(at)]
  const shown = Math.min(4, Math.floor(name.length / 2))
  return `••••${name.slice(name.length - shown)}${bank}`
}

export interface BankCode {
  /** What the symbol holds. */
  payload: string
  /** What a payer pastes or types whose phone shows the symbol: the whole code in Brazil, elsewhere the account. */
  copyText: string
  deepLink: string | null
  carriesAmount: boolean
  carriesReference: boolean
}

/** What a code of one payment is to say. */
export interface BankCodeAsked {
  /** In the account's currency, payable. */
  amount: Money | null
  reference: string | null
  /** As much of it as fits is shown to the payer. */
  note?: string | null
  /** When the payment was asked for and when it ends, milliseconds since 1970. Without them a KHQR has no amount. */
  times?: { createdAtMs: number; expiresAtMs: number }
}

/**
 * The code for one payment. What the scheme cannot say exactly is left out, and the answer says so: first the note, then
 * the reference, then the amount. A fixed code stays as it is.
 */
export function bankCode(account: Omit<ReceivingAccount, 'id'>, asked: BankCodeAsked): BankCode {
  const { scheme, payload } = account
  const { amount: money, reference, note = null, times = null } = asked
  if (account.isFixed || !isOpenScheme(scheme)) return shownAs(account, payload)
  const currency = currencyIn(payload)
  assert(money === null || money.currency === currency, 'a code asks for the money of its account')
  assert(money === null || isPayable(money.amount), 'a code asks for a payable amount')
  const { references, write } = CODES[scheme]
  const amount = money === null ? null : amountText(scheme, money, times !== null)
  const carried = reference !== null && references?.test(reference) === true ? reference : null
  const whole: Asked = { currency, amount, reference: carried, note, times }
  for (const less of [{}, { note: null }, { note: null, reference: null }]) {
    const one = { ...whole, ...less }
    const encoded = encodeQr(write(account, one))
    if (encoded.ok) return shownAs(account, encoded.text, one)
  }
  const unpriced = encodeQr(write(account, { ...whole, amount: null, note: null }))
  if (!unpriced.ok) return shownAs(account, payload)
  return shownAs(account, unpriced.text, { amount: null, reference: carried })
}

function shownAs(
  { scheme, account }: Omit<ReceivingAccount, 'id'>,
  payload: string,
  carried: Pick<Asked, 'amount' | 'reference'> = { amount: null, reference: null },
): BankCode {
  return {
    payload,
    copyText: scheme === 'pix' ? payload : account,
    deepLink: scheme === 'upi' ? payload : null,
    carriesAmount: carried.amount !== null,
    carriesReference: carried.reference !== null,
  }
}

function currencyIn(payload: string): Currency {
  const { value } = readQr(payload)
  assert(value !== null && isReceiving(value.scheme), 'the code of an account can be read')
  return currencyOfCode(value as ReceivingValue) as Currency
}

/** An amount in major units as the scheme writes it; null when it cannot say it. */
function amountText(scheme: OpenScheme, money: Money, hasTimes: boolean): string | null {
  const text = amountToText(money)
  if (scheme !== 'khqr') return text
  if (!hasTimes) return null
  // Nobody pays a part of a riel, though ISO 4217 has two decimals for it.
  if (money.currency !== 'KHR') return text
  return text.endsWith('.00') ? text.slice(0, -3) : null
}
