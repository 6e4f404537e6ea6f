/** Bank accounts that shoppers' bank apps pay into: which schemes there are, and what each asks and carries. */
import type { QrProblemCode } from '../qr/problems.ts'
import type { QrScheme } from '../qr/values.ts'

/** Schemes whose codes lead to a bank account. The links of Alipay, WeChat Pay and our own do not say to which. */
export type ReceivingScheme = Exclude<QrScheme, 'alipay' | 'wechat' | 'pushcart'>

/** Schemes in which whoever holds an account can print a working code. Source: reference/qr-standards.md 2. */
export const OPEN_SCHEMES = [
  'pix',
  'promptpay',
  'paynow',
  'vietqr',
  'hkfps',
  'khqr',
  'upi',
  'epc',
] as const

export type OpenScheme = (typeof OPEN_SCHEMES)[number]

/** What a form asks. `bin`, `kind` and `bic` are members of `details`; `kind` is `account` or `card`. */
export type ReceivingField = 'account' | 'name' | 'city' | 'bin' | 'kind' | 'bic' | 'payload'

/** An account as whoever adds it describes it; `Payee` with what the schemes have beside. */
export interface Payee {
  /** As the scheme's banks write it, e.g. `+5511987654321`, `0812345678`, `DE71110220330123456789`. */
  account: string
  /** As the payer's app shows it; in Latin letters where the scheme knows no others. */
  name: string
  city: string | null
  /** What else the scheme has, by names of ours: `kind`, `bin`, `bic`, `acquirer`, `street`, … */
  details: Readonly<Record<string, string>>
}

export interface ReceivingAccount extends Payee {
  id: string
  scheme: ReceivingScheme
  /** The code of a sticker, byte for byte. */
  payload: string
  /** Somebody else issued the code: it is shown as it is and never rewritten. */
  isFixed: boolean
}

export type ReceivingProblemCode =
  | QrProblemCode
  /** Only the bank can issue a code of this scheme: the vendor pastes or scans the one it has. */
  | 'issued_only'
  /** The scheme's codes are written in Latin letters. */
  | 'not_latin'
  /** For one payment, or for a short time. */
  | 'one_use'
  | 'expired'
  | 'has_amount'
  /** A link of Alipay or WeChat Pay, which says nothing to us. */
  | 'opaque'
  /** A link of ours. */
  | 'own_link'

export interface ReceivingProblem {
  field: ReceivingField | 'scheme' | 'details'
  code: ReceivingProblemCode
  /** What would be right, what was found, or where in the code; null when the code of the problem says it all. */
  detail: string | null
}

export interface ReceivingSchemeFacts {
  /** ISO 4217 letters, some of currencies that no book is kept in; null for any. */
  currencies: readonly string[] | null
  /** Whether an account can be typed in. Otherwise a code is pasted or scanned. */
  isOpen: boolean
  required: readonly ReceivingField[]
  optional: readonly ReceivingField[]
  /** Of the codes that we write. A code that somebody else issued carries neither. */
  carriesAmount: boolean
  carriesReference: boolean
  /** Whether the code is a link that opens bank apps on the phone that shows it. */
  hasDeepLink: boolean
}

function open(
  currencies: readonly string[],
  facts: Partial<Omit<ReceivingSchemeFacts, 'isOpen' | 'currencies'>> = {},
): ReceivingSchemeFacts {
  return {
    currencies,
    isOpen: true,
    required: ['account', 'name'],
    optional: [],
    carriesAmount: true,
    carriesReference: true,
    hasDeepLink: false,
    ...facts,
  }
}

function issued(currencies: readonly string[] | null): ReceivingSchemeFacts {
  return {
    currencies,
    isOpen: false,
    required: ['payload'],
    // Asked when the code has no name.
    optional: ['name'],
    carriesAmount: false,
    carriesReference: false,
    hasDeepLink: false,
  }
}

export const RECEIVING_SCHEMES: Readonly<Record<ReceivingScheme, ReceivingSchemeFacts>> = {
  pix: open(['BRL'], { required: ['account', 'name', 'city'] }),
  // Tag 29 has no place for a reference.
  promptpay: open(['THB'], { carriesReference: false }),
  paynow: open(['SGD']),
  vietqr: open(['VND'], { required: ['bin', 'account', 'name'], optional: ['kind'] }),
  hkfps: open(['HKD', 'CNY']),
  khqr: open(['KHR', 'USD'], { optional: ['city'] }),
  upi: open(['INR'], { hasDeepLink: true }),
  epc: open(['EUR'], { optional: ['bic'] }),
  qris: issued(['IDR']),
  duitnow: issued(['MYR']),
  qrph: issued(['PHP']),
  bharatqr: issued(['INR']),
  sgqr: issued(['SGD']),
  laoqr: issued(['LAK']),
  swissqr: issued(['CHF', 'EUR']),
  emvco: issued(null),
}

export function isOpenScheme(scheme: string): scheme is OpenScheme {
  return (OPEN_SCHEMES as readonly string[]).includes(scheme)
}
