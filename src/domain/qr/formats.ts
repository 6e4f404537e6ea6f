import { readDay } from '../calendar.ts'
import { mod97IsRight } from './check-digits.ts'
import { checked, type Verdict } from './fields.ts'

/** Forms of amounts, days, addresses and account numbers that several schemes share. */

/** ISO 4217 numeric codes of currencies whose exponent is not 2. Source: ISO 4217 list one, 2026-01. */
const EXPONENTS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    '108 152 174 262 324 352 392 410 548 600 646 704 800 940 950 952 953'
      .split(' ')
      .map((code) => [code, 0]),
  ),
  ...Object.fromEntries('048 368 400 414 434 512 788'.split(' ').map((code) => [code, 3])),
  '927': 4,
  '990': 4,
}

/** Most decimals that an amount in a currency has, by its numeric code. */
export function exponentOfNumeric(currency: string): number {
  return EXPONENTS[currency] ?? 2
}

/**
 * An amount in major units: digits, and if there is a point then digits on both sides of it.
 *
 * EMVCo MPM 1.1 also allows a bare point at the end ("98."). Nobody was seen to write it and Brazil,
 * Thailand and the SEPA forbid it, so it is refused everywhere: what banks read differently is not an amount.
 */
export function amountProblem(text: string, decimalsMax: number): Verdict {
  if (/^-[\d.,]+$/.test(text)) return 'amount_negative'
  const match = /^(?:0|[1-9]\d*)(?:\.(\d+))?$/.exec(text)
  if (match === null) return 'amount_format'
  if (!/[1-9]/.test(text)) return 'amount_zero'
  return (match[1] ?? '').length > decimalsMax ? 'too_many_decimals' : null
}

/** The least that may be paid, in a currency of two decimals. Nothing at all says nothing, and is written. */
export function minimumProblem(text: string): Verdict {
  const problem = amountProblem(text, 2)
  return problem === 'amount_zero' ? null : problem
}

export function minimumDoubt(text: string): Verdict {
  return /[1-9]/.test(text) ? null : 'unusual_value'
}

/** A day as YYYYMMDD. */
export function dayProblem(text: string): Verdict {
  if (!/^\d{8}$/.test(text)) return 'bad_date'
  const day = readDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
  return day === null ? 'bad_date' : null
}

/** A time of day as HHMMSS. */
function timeIsRight(text: string): boolean {
  return /^(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(text)
}

/** A day as YYYYMMDD, with or without a time HHMMSS after it. */
export function momentProblem(text: string): Verdict {
  const time = text.slice(8)
  if (time !== '' && !timeIsRight(time)) return 'bad_date'
  return dayProblem(text.slice(0, 8))
}

/** A moment with its distance from UTC, as RFC 3339 writes it. */
export function rfc3339Problem(text: string): Verdict {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|[+-](\d\d):?(\d\d))$/.exec(text)
  if (match === null) return 'bad_date'
  const [, year = '', month = '', day = '', h = '', m = '', s = '', oh = '00', om = '00'] = match
  if (!timeIsRight(h + m + s) || !timeIsRight(`${oh}${om}00`)) return 'bad_date'
  return dayProblem(year + month + day)
}

/** Milliseconds since 1970 with 13 digits: from 2001 to 2286. */
export function epochMsProblem(text: string): Verdict {
  return /^[1-9]\d{12}$/.test(text) ? null : 'bad_date'
}

/** An e-mail address as far as schemes agree: one @, a domain with a point, nothing to quote. */
export function emailProblem(text: string): Verdict {
  const [name = '', domain = '', ...more] = text.split('@')
  const isName = /^[\w.!#$%&'*+/=?^`{|}~-]+$/.test(name)
  const labels = domain.split('.')
  const isDomain = labels.length > 1 && labels.every((label) => /^[A-Za-z0-9-]+$/.test(label))
  return isName && isDomain && more.length === 0 ? null : 'bad_format'
}

/** Host and path as Pix has them: the reader puts https:// in front. */
export function bareUrlProblem(text: string): Verdict {
  if (/^[a-z]+:\/\//i.test(text)) return 'url_with_scheme'
  const slash = text.indexOf('/')
  const [host = '', port = '443', ...more] = text.slice(0, slash).split(':')
  const labels = host.split('.')
  const isHost = labels.length > 1 && labels.every((label) => /^[A-Za-z0-9-]+$/.test(label))
  const isPath = /^\/[!-~]+$/.test(text.slice(slash))
  const isRight = slash > 0 && isHost && isPath && /^\d{1,5}$/.test(port) && more.length === 0
  return isRight ? null : 'bad_format'
}

/** Lengths of the IBANs of the Single Euro Payments Area. Source: EPC409-09, SEPA scheme countries, 2025. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AL28 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 ' +
    'IE22 IS26 IT27 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 ' +
    'SI19 SK24 SM27 VA22'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** An IBAN in electronic form: no spaces, capitals. */
export function ibanProblem(text: string): Verdict {
  if (!/^[A-Z]{2}\d\d[A-Z0-9]{11,30}$/.test(text)) return 'bad_format'
  const length = IBAN_LENGTHS[text.slice(0, 2)]
  if (length !== undefined && length !== text.length) return 'length_out_of_range'
  return checked(mod97IsRight)(text)
}

export function isSepaIban(text: string): boolean {
  return Object.hasOwn(IBAN_LENGTHS, text.slice(0, 2))
}

/** Business identifier code. Source: ISO 9362:2022. */
export function bicProblem(text: string): Verdict {
  return /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(text) ? null : 'bad_format'
}

/** Creditor reference. Source: ISO 11649. */
export function creditorReferenceProblem(text: string): Verdict {
  if (!/^RF\d\d[A-Z0-9]{1,21}$/.test(text)) return 'bad_format'
  return checked(mod97IsRight)(text)
}
