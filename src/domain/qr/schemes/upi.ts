import type { QrFieldName } from '../field-names.ts'
import type { Verdict } from '../fields.ts'
import { amountProblem, minimumDoubt, minimumProblem, rfc3339Problem } from '../formats.ts'
import { type Findings, noFindings, type QrField } from '../problems.ts'
import { lengthOf } from '../tlv.ts'
import { UPI_PARAMETERS, type QrInput, type UpiParameter, type UpiValue } from '../values.ts'
import { AADHAAR, vpaIsRight } from './bharatqr.ts'

/**
 * `upi://pay` links, India. Source: NPCI, UPI Linking Specification 1.6 (by way of
 * reference/qr-standards.md 2.10).
 */

const PREFIX = 'upi://pay?'

interface Parameter {
  name: QrFieldName
  check?: (value: string) => Verdict
  doubt?: (value: string) => Verdict
}

const twoDigits = (value: string): Verdict => (/^\d\d$/.test(value) ? null : 'bad_format')

function upTo(charsMax: number): (value: string) => Verdict {
  return (value) => (lengthOf(value) > charsMax ? 'length_out_of_range' : null)
}

const PARAMETERS: Readonly<Partial<Record<UpiParameter, Parameter>>> = {
  pa: { name: 'vpa', check: addressProblem },
  pn: { name: 'payee_name', check: upTo(99) },
  mc: {
    name: 'merchant_category_code',
    check: (value) => (/^\d{4}$/.test(value) ? null : 'bad_format'),
  },
  tid: { name: 'transaction_id', check: upTo(35) },
  // PhonePe advises letters, digits, _ and -, and banks were seen with more.
  tr: {
    name: 'transaction_reference',
    check: upTo(35),
    doubt: (value) => (/^[\w-]+$/.test(value) ? null : 'unusual_value'),
  },
  tn: { name: 'note', doubt: upTo(50) },
  am: { name: 'amount', check: (value) => amountProblem(value, 2) },
  // NPCI's own sample has the word null.
  mam: {
    name: 'minimum_amount',
    check: (value) => (value === 'null' ? null : minimumProblem(value)),
    doubt: minimumDoubt,
  },
  cu: { name: 'currency', check: (value) => (value === 'INR' ? null : 'wrong_currency') },
  url: { name: 'reference_url' },
  mode: { name: 'initiation_mode', check: twoDigits },
  purpose: { name: 'purpose_code', check: twoDigits },
  orgid: {
    name: 'organisation_id',
    doubt: (value) => (/^\d{6}$/.test(value) ? null : 'unusual_value'),
  },
  QRts: { name: 'created_at', check: rfc3339Problem },
  QRexpire: { name: 'expires_at', check: rfc3339Problem },
  sign: { name: 'signature' },
}

/** `name@handle`, and for the handle of Aadhaar a number that can be one. */
function addressProblem(vpa: string): Verdict {
  if (!vpaIsRight(vpa)) return 'bad_format'
  const [name = '', handle = ''] = vpa.split('@')
  return handle.toLowerCase() === 'aadhaar.npci' ? AADHAAR(name) : null
}

export interface UpiReading extends Findings {
  value: UpiValue | null
  fields: QrField[]
}

export function readUpi(text: string): UpiReading {
  const findings = noFindings()
  const { errors } = findings
  const start = text.slice(0, PREFIX.length)
  if (start !== PREFIX) {
    // Android compares the scheme letter by letter, so UPI://PAY opens nothing.
    const code = start.toLowerCase() === PREFIX ? 'letter_case' : 'not_payable'
    errors.push({ code, at: '@0', expected: PREFIX })
    return { value: null, fields: [], ...findings }
  }
  const raws = text.slice(PREFIX.length).split('&').map(splitParameter)
  const values = new Map<string, string>()
  for (const [name, raw] of raws) {
    const value = raw === null ? null : decoded(raw)
    if (name === '' || raw === null) errors.push({ code: 'bad_parameter', at: name || '@10' })
    else if (value === null) errors.push({ code: 'bad_percent_encoding', at: name, found: raw })
    else if (values.has(name)) errors.push({ code: 'duplicate', at: name })
    else {
      values.set(name, value)
      checkRaw(name, raw, findings)
      checkValue(name, value, findings)
    }
  }
  checkTogether(
    values,
    raws.map(([name]) => name),
    findings,
  )
  const shown = new Map([
    ...values,
    ...['pa', 'pn'].map((at) => [at, values.get(at) ?? ''] as const),
  ])
  const fields = [...shown].map(([path, value]) => ({ path, name: nameOf(path), value }))
  const parameters = raws.map(([name, raw]): [string, string] => [name, raw ?? ''])
  return { value: errors.length === 0 ? valueOf(values, parameters) : null, fields, ...findings }
}

function splitParameter(part: string): [name: string, raw: string | null] {
  const equals = part.indexOf('=')
  return equals < 0 ? [part, null] : [part.slice(0, equals), part.slice(equals + 1)]
}

/** Percent-encoding undone, and nothing else: a plus sign is a plus sign, in times above all. */
function decoded(raw: string): string | null {
  try {
    return decodeURIComponent(raw)
  } catch {
    return null
  }
}

function isDefined(name: string): name is UpiParameter {
  return (UPI_PARAMETERS as readonly string[]).includes(name)
}

function nameOf(parameter: string): QrFieldName {
  return (isDefined(parameter) ? PARAMETERS[parameter]?.name : undefined) ?? 'parameter'
}

/** How a parameter is encoded. Source: RFC 3986, section 3.4. */
function checkRaw(name: string, raw: string, { errors, warnings }: Findings): void {
  // What follows a # never reaches the app.
  if (/[\p{Cc}#]/u.test(raw)) errors.push({ code: 'forbidden_character', at: name })
  else if (/[^\w.~!$'()*+,;=:@/?%-]/.test(raw)) {
    warnings.push({ code: 'unencoded_character', at: name })
  }
  if (raw.includes('+')) warnings.push({ code: 'literal_plus', at: name })
}

function checkValue(name: string, value: string, { errors, warnings }: Findings): void {
  if (/\p{Cc}/u.test(value)) errors.push({ code: 'forbidden_character', at: name })
  const rule = isDefined(name) ? PARAMETERS[name] : undefined
  // Static codes have `am=` for an open amount.
  if (value === '') {
    if (name !== 'pa' && name !== 'pn') warnings.push({ code: 'zero_length', at: name })
    return
  }
  const problem = rule?.check?.(value) ?? null
  const doubt = rule?.doubt?.(value) ?? (isDefined(name) ? null : 'nonstandard_field')
  if (problem !== null) errors.push({ code: problem, at: name, found: value })
  else if (doubt !== null) warnings.push({ code: doubt, at: name, found: value })
}

function checkTogether(
  values: ReadonlyMap<string, string>,
  names: readonly string[],
  { errors, warnings }: Findings,
): void {
  for (const at of ['pa', 'pn']) {
    if ((values.get(at) ?? '').trim() === '') errors.push({ code: 'missing', at })
  }
  const signature = names.indexOf('sign')
  // A signature covers what stands before it, so what stands after was added by somebody.
  if (signature >= 0 && signature < names.length - 1) {
    errors.push({ code: 'data_after_signature', at: names[signature + 1] ?? 'sign' })
  }
  const [amount, least] = [Number(values.get('am') || NaN), Number(values.get('mam') || NaN)]
  if (least > amount) errors.push({ code: 'contradiction', at: 'mam' })
  if (values.get('am') !== undefined && values.get('cu') === undefined) {
    warnings.push({ code: 'recommended_field', at: 'cu' })
  }
}

function valueOf(values: ReadonlyMap<string, string>, parameters: [string, string][]): UpiValue {
  const entries = [...values]
  const others = entries.filter(([name]) => !isDefined(name))
  // pa and pn are there: their absence is an error.
  return {
    scheme: 'upi',
    format: 'upi-uri',
    ...Object.fromEntries(entries.filter(([name]) => isDefined(name))),
    ...(others.length > 0 && { others: Object.fromEntries(others) }),
    parameters,
  } as UpiValue
}

/** Percent-encoded with %20 for a space, and with @ as it is: some apps show %40 and + letter by letter. */
function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll('%40', '@')
}

export function writeUpi(input: Extract<QrInput, { scheme: 'upi' }>): string {
  const values = new Map<string, string>(Object.entries(input.others ?? {}))
  for (const name of UPI_PARAMETERS) {
    const value = input[name]
    if (value !== undefined) values.set(name, value)
  }
  const was = new Map(input.parameters ?? [])
  const before = [...was.keys()].filter((name) => values.has(name))
  const order = [...UPI_PARAMETERS.filter((name) => name !== 'sign'), ...values.keys()]
  const names = new Set([...before, ...order.filter((name) => values.has(name) && name !== 'sign')])
  // A signature stays last, whatever was added.
  if (values.has('sign')) {
    names.delete('sign')
    names.add('sign')
  }
  const parts = [...names].map((name) => {
    const raw = was.get(name)
    const value = values.get(name) ?? ''
    return `${name}=${raw !== undefined && decoded(raw) === value ? raw : encoded(value)}`
  })
  return PREFIX + parts.join('&')
}
