/** Whom a payment code pays, in our words. */
import type { QrFieldName } from '../qr/field-names.ts'
import type { QrField } from '../qr/problems.ts'
import { currencyLetters } from '../qr/titles.ts'
import type { QrValue } from '../qr/values.ts'
import type { Payee, ReceivingScheme } from './receiving-schemes.ts'
import { spelt } from './receiving-spelling.ts'

export type ReceivingValue = Extract<QrValue, { scheme: ReceivingScheme }>

/** Value of the first filled field of one of these names; empty when there is none. */
type Named = (...names: QrFieldName[]) => string

type Part = Pick<Payee, 'account' | 'details'>

/**
 * Whom a code pays. `name` is empty when the code does not say it.
 *
 * @param fields as `readQr` lists them for the same text
 */
export function payeeOf(value: ReceivingValue, fields: readonly QrField[]): Payee {
  const filled = fields.filter((field) => field.value !== '')
  const named: Named = (...names) =>
    filled.find(({ name }) => names.some((one) => one === name))?.value ?? ''
  const { account, details } = partOf(value, named, filled)
  const at = (...paths: string[]) => filled.find(({ path }) => paths.includes(path))?.value ?? ''
  const name = at('59', 'pn', 'creditor.name', 'name')
  return {
    account,
    // What Singapore and Hong Kong write where there is no name.
    name: name === 'NA' ? '' : name,
    city: at('60', 'creditor.town') || null,
    details: Object.fromEntries(Object.entries(details).filter(([, text]) => text !== '')),
  }
}

/** ISO 4217 letters of the money that a code asks for. */
export function currencyOfCode(value: ReceivingValue): string {
  if (value.scheme === 'upi') return value.cu || 'INR'
  if (value.scheme === 'epc') return 'EUR'
  return value.scheme === 'swissqr' ? value.currency : currencyLetters(value.currency)
}

/** A number or address that people hold, in its one spelling and with its kind. */
function open(scheme: ReceivingScheme, written: string, details: Payee['details'] = {}): Part {
  const known = spelt(scheme, written)
  if (known === null) return { account: written, details }
  return { account: known.account, details: { kind: known.kind ?? '', ...details } }
}

function partOf(value: ReceivingValue, named: Named, filled: readonly QrField[]): Part {
  const { scheme } = value
  if (scheme === 'pix') return open(scheme, named('pix_key'))
  if (scheme === 'promptpay') return promptPay(named)
  if (scheme === 'paynow') return open(scheme, named('proxy'), { expires: named('expiry') })
  if (scheme === 'sgqr') return singaporeLabel(named)
  if (scheme === 'vietqr') {
    const { bin, account, service } = value.beneficiary
    const kind = { QRIBFTTA: 'account', QRIBFTTC: 'card' }[service] ?? service.toLowerCase()
    return { account, details: { bin, kind } }
  }
  if (scheme === 'hkfps') {
    const details = { clearing_code: named('clearing_code') }
    return open(scheme, named('fps_id', 'mobile_proxy', 'email_proxy'), details)
  }
  if (scheme === 'upi') return open(scheme, value.pa)
  if (scheme === 'epc') return { account: value.iban, details: { bic: value.bic ?? '' } }
  if (scheme === 'swissqr') {
    const { street = '', building = '', postalCode, country } = value.creditor
    const reference = value.reference ?? ''
    return {
      account: value.iban,
      details: { street, building, postal_code: postalCode, country, reference },
    }
  }
  return issued(scheme, named, filled)
}

/** A bill is known by its biller and by the references that its bank gave the shop. */
function promptPay(named: Named): Part {
  const biller = named('biller_id')
  const references = [named('reference_1'), named('reference_2')].filter((one) => one !== '')
  if (biller !== '')
    return { account: [biller, ...references].join('/'), details: { kind: 'bill' } }
  const id = named('mobile_proxy', 'national_id_proxy', 'ewallet_proxy')
  if (id !== '') return open('promptpay', id)
  return { account: named('bank_account'), details: { kind: 'bank_account' } }
}

/** A label is the PayNow account on it, if it has one. */
function singaporeLabel(named: Named): Part {
  const sgqr = named('sgqr_id')
  const proxy = named('proxy')
  if (proxy === '') return { account: sgqr, details: { kind: 'label' } }
  return open('paynow', proxy, { sgqr_id: sgqr, expires: named('expiry') })
}

/** Ids that only their issuer understands, joined by a slash where one alone is not unique. */
function issued(scheme: ReceivingScheme, named: Named, filled: readonly QrField[]): Part {
  const joined = (...parts: string[]) => parts.filter((part) => part !== '').join('/')
  if (scheme === 'khqr') {
    const [merchant, bank] = [named('merchant_id'), named('acquiring_bank')]
    // A bank's merchants may share one account.
    return { account: joined(named('bakong_account'), merchant), details: { merchant, bank } }
  }
  if (scheme === 'qris') {
    const nmid = named('national_merchant_id')
    const kind = nmid === '' ? 'pan' : 'nmid'
    return { account: nmid || named('merchant_pan'), details: { kind } }
  }
  if (scheme === 'duitnow' || scheme === 'laoqr') {
    return { account: joined(named('acquirer_id'), named('qr_id', 'merchant_id')), details: {} }
  }
  if (scheme === 'qrph') {
    const number = named('bank_account', 'merchant_id', 'mobile_proxy')
    return { account: joined(named('bic'), number), details: {} }
  }
  if (scheme === 'bharatqr' && named('vpa') !== '') {
    return { account: open('upi', named('vpa')).account, details: { kind: 'vpa' } }
  }
  // The first account of the code, whosever it is: 02 to 51.
  const first = filled.find(({ path }) => /^(?:0[2-9]|[1-4]\d|5[01])$/.test(path))
  const parts = filled.filter(({ path }) => path.startsWith(`${first?.path ?? ''}.`))
  const account = parts.length === 0 ? (first?.value ?? '') : joined(...parts.map((p) => p.value))
  return { account, details: { kind: 'other' } }
}
