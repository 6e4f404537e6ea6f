import { expiryOf, type QrExpiry } from './expiry.ts'
import type { QrFieldName } from './field-names.ts'
import type { QrField } from './problems.ts'
import { currencyLetters } from './titles.ts'
import type { EmvValue, QrValue } from './values.ts'

/** What a payer's app makes of a code, without the words for it. */

/** Major units as written: `100`, `100.5` and `100.50` are three texts of one amount. */
interface AmountText {
  text: string
  /** ISO 4217 letters, or the number of a currency that we have none for. */
  currency: string
}

export type AmountSaid =
  | ({ kind: 'fixed' } & AmountText)
  /** Put in by the code, and the payer may change it. */
  | ({ kind: 'suggested' } & AmountText)
  /** The payer types it. */
  | { kind: 'open'; currency: string }
  /** Whoever issued the code knows it, and is asked. */
  | { kind: 'fetched' }
  /** A bill over 0.00 is only for information. */
  | { kind: 'nothing' }

export type TipSaid =
  | { kind: 'asked' }
  | ({ kind: 'fixed' } & AmountText)
  | { kind: 'percent'; text: string }

export interface QrSummary {
  payee: string | null
  /** Town and country, as far as they are there. */
  place: string | null
  /** What the payee's bank or wallet knows the payee by. */
  accounts: QrField[]
  amount: AmountSaid | null
  tip: TipSaid | null
  /** References, messages and the like that go along with the money. */
  details: QrField[]
  /** What the app asks the payer for. */
  asks: QrField[]
  expires: QrExpiry | null
  uses: 'one' | 'many' | 'unsaid'
}

const ACCOUNTS: ReadonlySet<QrFieldName> = new Set<QrFieldName>([
  'aadhaar',
  'acquirer_id',
  'amex_account',
  'bakong_account',
  'bank_account',
  'bank_bin',
  'bic',
  'biller_id',
  'charge_url',
  'discover_account',
  'email_proxy',
  'emvco_account',
  'ewallet_proxy',
  'fps_id',
  'iban',
  'ifsc_and_account',
  'jcb_account',
  'mastercard_account',
  'merchant_id',
  'merchant_pan',
  'mobile_proxy',
  'national_id_proxy',
  'national_merchant_id',
  'payment_request',
  'pix_key',
  'proxy',
  'qr_id',
  'rupay_account',
  'unionpay_account',
  'vendor_code',
  'visa_account',
  'vpa',
])

const DETAILS: ReadonlySet<QrFieldName> = new Set<QrFieldName>([
  'additional_information',
  'bill_information',
  'bill_number',
  'customer_label',
  'information',
  'loyalty_number',
  'message',
  'minimum_amount',
  'note',
  'purpose_of_transaction',
  'reference',
  'reference_1',
  'reference_2',
  'reference_label',
  'remittance_text',
  'store_label',
  'structured_reference',
  'terminal_label',
  'transaction_id',
  'transaction_reference',
])

/** In 62.01 to 62.08 this stands for "ask the payer". */
const ASK = '***'

/** A value that says that there is none. */
const NONE = new Set(['', 'NA', 'null', '0', '0.0', '0.00', ASK])

/**
 * What a payer's app shows of a valid code.
 *
 * @param fields as {@link readQr} lists them for the same text
 */
export function summaryOf(value: QrValue, fields: readonly QrField[]): QrSummary {
  const filled = fields.filter((field) => !NONE.has(field.value))
  const at = (...paths: string[]) =>
    paths.flatMap((path) => filled.find((field) => field.path === path)?.value ?? [])
  const towns = at('60', 'creditor.town', '58', 'creditor.country')
  return {
    payee: at('59', 'pn', 'creditor.name', 'name')[0] ?? null,
    place: towns.length === 0 ? null : [...new Set(towns)].join(', '),
    accounts: filled.filter((field) => ACCOUNTS.has(field.name) || isUnknownAccount(value, field)),
    amount: amountOf(value, fields),
    tip: 'tlv' in value ? tipOf(value) : null,
    details: filled.filter(({ name }) => DETAILS.has(name)),
    asks: fields.filter((field) => isAsked(value, field)),
    expires: expiryOf(value, fields),
    uses: usesOf(value),
  }
}

/** Where several schemes stand side by side, or none that we know, the templates tell whom the payee is known to. */
function isUnknownAccount(value: QrValue, { path, name }: QrField): boolean {
  if (name !== 'globally_unique_id' && name !== 'account_data') return false
  // 51 is the label itself.
  if (value.scheme === 'sgqr') return /^(?:2[6-9]|[34]\d|50)\./.test(path)
  return value.scheme === 'emvco' && /^(?:2[6-9]|[34]\d|5[01])\./.test(path)
}

function isAsked({ scheme }: QrValue, { path, name, value }: QrField): boolean {
  // In a Pix code it says that there is no reference.
  if (value === ASK) return path.startsWith('62.') && scheme !== 'pix'
  return name === 'consumer_data_request'
}

function amountOf(value: QrValue, fields: readonly QrField[]): AmountSaid | null {
  if ('tlv' in value) return emvAmount(value, fields)
  if (value.format === 'opaque-url') return { kind: 'fetched' }
  if (value.format === 'pay-link') return value.kind === 'request' ? { kind: 'fetched' } : null
  if (value.format === 'upi-uri') {
    const currency = value.cu ?? 'INR'
    // Static codes have `am=` for an open amount.
    if (value.am === undefined || value.am === '') return { kind: 'open', currency }
    return { kind: 'fixed', text: value.am, currency }
  }
  const currency = value.format === 'swiss-qr' ? value.currency : 'EUR'
  if (value.amount === undefined) return { kind: 'open', currency }
  const text = value.amount.replace(/^EUR/, '')
  return text === '0.00' ? { kind: 'nothing' } : { kind: 'fixed', text, currency }
}

function emvAmount(value: EmvValue, fields: readonly QrField[]): AmountSaid {
  const currency = currencyLetters(value.currency)
  if (fields.some(({ name }) => name === 'charge_url')) return { kind: 'fetched' }
  if (value.amount === undefined) return { kind: 'open', currency }
  const isEditable = fields.some((field) => field.name === 'amount_editable' && field.value === '1')
  return { kind: isEditable ? 'suggested' : 'fixed', text: value.amount, currency }
}

function tipOf(value: EmvValue): TipSaid | null {
  const { convenienceFixed, conveniencePercent } = value
  if (value.tipOrConvenience === '01') return { kind: 'asked' }
  if (conveniencePercent !== undefined) return { kind: 'percent', text: conveniencePercent }
  if (convenienceFixed === undefined) return null
  return { kind: 'fixed', text: convenienceFixed, currency: currencyLetters(value.currency) }
}

function usesOf(value: QrValue): QrSummary['uses'] {
  if ('tlv' in value) {
    if (value.initiation === null) return 'unsaid'
    return value.initiation === 'static' ? 'many' : 'one'
  }
  if (value.format === 'swiss-qr') return 'one'
  if (value.format === 'pay-link') return value.kind === 'request' ? 'one' : 'many'
  return 'unsaid'
}
