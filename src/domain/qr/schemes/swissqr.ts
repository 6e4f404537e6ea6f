import { mod10RecursiveIsRight } from '../check-digits.ts'
import type { QrFieldName } from '../field-names.ts'
import { amountProblem, creditorReferenceProblem, ibanProblem } from '../formats.ts'
import { joinLines, splitLines } from '../lines.ts'
import {
  type Findings,
  noFindings,
  type QrField,
  type QrProblem,
  type QrProblemCode,
} from '../problems.ts'
import { lengthOf } from '../tlv.ts'
import type { QrInput, SwissAddress, SwissQrValue } from '../values.ts'

/**
 * Swiss QR-bill. Source: SIX, Swiss Implementation Guidelines QR-bill 2.3, valid from 22 November 2025
 * (by way of reference/qr-standards.md 2.11).
 */

interface Line {
  path: string
  name: QrFieldName
  charsMax: number
}

function line(path: string, name: QrFieldName, charsMax: number): Line {
  return { path, name, charsMax }
}

function address(whose: 'creditor' | 'ultimateCreditor' | 'debtor'): Line[] {
  return [
    line(`${whose}.type`, 'address_type', 1),
    line(`${whose}.name`, 'party_name', 70),
    line(`${whose}.street`, 'street', 70),
    line(`${whose}.building`, 'building', 16),
    line(`${whose}.postalCode`, 'postal_code', 16),
    line(`${whose}.town`, 'town', 35),
    line(`${whose}.country`, 'country', 2),
  ]
}

/** Every line of a code, in order. The last three may be left out. */
const LINES: readonly Line[] = [
  line('qrType', 'qr_type', 3),
  line('version', 'version', 4),
  line('coding', 'coding', 1),
  line('iban', 'iban', 21),
  ...address('creditor'),
  ...address('ultimateCreditor'),
  line('amount', 'amount', 12),
  line('currency', 'currency', 3),
  ...address('debtor'),
  line('referenceType', 'reference_type', 4),
  line('reference', 'reference', 27),
  line('message', 'message', 140),
  line('trailer', 'trailer', 3),
  line('billInformation', 'bill_information', 140),
  line('alternativeSchemes.0', 'alternative_scheme', 100),
  line('alternativeSchemes.1', 'alternative_scheme', 100),
]
const LINES_MIN = LINES.findIndex(({ path }) => path === 'trailer') + 1
const CHARS_MAX = 997
/** The message and the bill information share one field of the payment order. */
const INFORMATION_CHARS_MAX = 140

/** Basic Latin, Latin-1, Latin Extended-A, four Romanian letters and the euro sign. Source: the same, 4.1.1. */
const CHARACTERS = /^[ -~\u{A0}-\u{17F}\u{218}-\u{21B}\u{20AC}]*$/u

export interface SwissReading extends Findings {
  value: SwissQrValue | null
  fields: QrField[]
}

export function readSwissQr(text: string): SwissReading {
  const { lines, layout, isEven } = splitLines(text)
  const findings = noFindings()
  const { errors } = findings
  const texts = new Map(LINES.map(({ path }, i) => [path, lines[i] ?? '']))
  const get = (path: string) => texts.get(path) ?? ''
  if (lengthOf(text) > CHARS_MAX) errors.push({ code: 'too_long', at: '@0' })
  if (!isEven) errors.push({ code: 'mixed_line_breaks', at: '@0' })
  if (lines.length < LINES_MIN) errors.push({ code: 'too_few_lines', at: `line.${lines.length}` })
  if (lines.length > LINES.length) errors.push({ code: 'too_many_lines', at: 'line.35' })
  else if (lines.length > LINES_MIN && lines.at(-1) === '') {
    errors.push({ code: 'unexpected', at: LINES[lines.length - 1]?.path ?? 'trailer' })
  }
  for (const { path, charsMax } of LINES) {
    const found = lengthOf(get(path))
    if (!CHARACTERS.test(get(path))) errors.push({ code: 'forbidden_character', at: path })
    if (found > charsMax) {
      const expected = `..${charsMax}`
      errors.push({ code: 'length_out_of_range', at: path, expected, found: String(found) })
    }
  }
  checkLines(get, findings)
  const fields = LINES.map(({ path, name }) => ({ path, name, value: get(path) }))
  const value = errors.length === 0 ? { ...valueOf(get), layout } : null
  return { value, fields, ...findings }
}

type Get = (path: string) => string

function checkLines(get: Get, findings: Findings): void {
  const { errors } = findings
  const refuse = (code: QrProblemCode, at: string) => {
    if (get(at) === '') errors.push({ code: 'missing', at })
    else errors.push({ code, at, found: get(at) })
  }
  if (get('qrType') !== 'SPC') refuse('wrong_value', 'qrType')
  if (get('version') !== '0200') refuse('wrong_value', 'version')
  if (get('coding') !== '1') refuse('wrong_value', 'coding')
  if (get('trailer') !== 'EPD') refuse('wrong_value', 'trailer')
  if (!['CHF', 'EUR'].includes(get('currency'))) refuse('wrong_currency', 'currency')
  const iban = ibanProblem(get('iban'))
  if (iban !== null) refuse(iban, 'iban')
  else if (!/^(?:CH|LI)/.test(get('iban'))) refuse('wrong_country', 'iban')
  checkAddress('creditor', get, findings)
  if (LINES.some(({ path }) => path.startsWith('debtor.') && get(path) !== '')) {
    checkAddress('debtor', get, findings)
  }
  for (const { path } of LINES) {
    // Kept for later by the guidelines: a code with an ultimate creditor is refused.
    const isFilled = path.startsWith('ultimateCreditor.') && get(path) !== ''
    if (isFilled) errors.push({ code: 'unexpected', at: path })
  }
  checkAmount(get('amount'), findings)
  checkReference(get, findings)
  const information = lengthOf(get('message') + get('billInformation'))
  if (get('billInformation') !== '' && information > INFORMATION_CHARS_MAX) {
    errors.push({ code: 'length_out_of_range', at: 'billInformation' })
  }
}

function checkAddress(whose: 'creditor' | 'debtor', get: Get, { errors }: Findings): void {
  const type = get(`${whose}.type`)
  if (type === 'K') errors.push({ code: 'unstructured_address', at: `${whose}.type` })
  else if (type !== 'S') {
    errors.push({ code: type === '' ? 'missing' : 'wrong_value', at: `${whose}.type` })
  }
  for (const part of ['name', 'postalCode', 'town', 'country']) {
    if (get(`${whose}.${part}`) === '') errors.push({ code: 'missing', at: `${whose}.${part}` })
  }
  const country = get(`${whose}.country`)
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) {
    errors.push({ code: 'bad_format', at: `${whose}.country`, found: country })
  }
}

function checkAmount(amount: string, { errors, warnings }: Findings): void {
  if (amount === '') return
  const at = 'amount'
  const problem = amountProblem(amount, 2)
  // A bill over 0.00 is for information and not for payment.
  if (amount === '0.00') warnings.push({ code: 'amount_zero', at })
  else if (problem !== null) errors.push({ code: problem, at, found: amount })
  else if (!/\.\d\d$/.test(amount)) errors.push({ code: 'amount_format', at, found: amount })
  else if (amount.length > 12) errors.push({ code: 'amount_out_of_range', at, found: amount })
}

/** A QR-IBAN names a bank number of 30000 to 31999, and goes with a QR reference and with nothing else. */
function checkReference(get: Get, { errors }: Findings): void {
  const type = get('referenceType')
  const reference = get('reference')
  const problem = (code: QrProblemCode, at: string): QrProblem => ({ code, at, found: get(at) })
  const isQrIban = /^(?:CH|LI)\d\d3[01]\d{3}/.test(get('iban'))
  if (type === '') errors.push({ code: 'missing', at: 'referenceType' })
  else if (!['QRR', 'SCOR', 'NON'].includes(type)) {
    errors.push(problem('wrong_value', 'referenceType'))
  } else if (isQrIban && type !== 'QRR') {
    errors.push(problem('needs_qr_reference', 'referenceType'))
  } else if (!isQrIban && type === 'QRR') errors.push(problem('needs_qr_iban', 'referenceType'))
  if (type === 'NON') {
    if (reference !== '') errors.push({ code: 'unexpected', at: 'reference' })
  } else if (reference === '') {
    if (type !== '') errors.push({ code: 'missing', at: 'reference' })
  } else if (type === 'QRR') {
    if (!/^\d{27}$/.test(reference)) errors.push(problem('bad_format', 'reference'))
    else if (!mod10RecursiveIsRight(reference)) {
      errors.push(problem('bad_check_digit', 'reference'))
    }
  } else if (type === 'SCOR') {
    const wrong = creditorReferenceProblem(reference)
    if (wrong !== null) errors.push(problem(wrong, 'reference'))
  }
}

function valueOf(get: Get): Omit<SwissQrValue, 'layout'> {
  const given = <Name extends string>(name: Name, text: string) =>
    (text === '' ? {} : { [name]: text }) as { [N in Name]?: string }
  const addressOf = (whose: string): SwissAddress => ({
    type: 'S',
    name: get(`${whose}.name`),
    ...given('street', get(`${whose}.street`)),
    ...given('building', get(`${whose}.building`)),
    postalCode: get(`${whose}.postalCode`),
    town: get(`${whose}.town`),
    country: get(`${whose}.country`),
  })
  const schemes = [get('alternativeSchemes.0'), get('alternativeSchemes.1')]
  return {
    scheme: 'swissqr',
    format: 'swiss-qr',
    qrType: 'SPC',
    version: '0200',
    coding: '1',
    iban: get('iban'),
    creditor: addressOf('creditor'),
    ...given('amount', get('amount')),
    currency: get('currency') === 'EUR' ? 'EUR' : 'CHF',
    ...(get('debtor.type') !== '' && { debtor: addressOf('debtor') }),
    referenceType: get('referenceType') as SwissQrValue['referenceType'],
    ...given('reference', get('reference')),
    ...given('message', get('message')),
    ...given('billInformation', get('billInformation')),
    ...(schemes.some((scheme) => scheme !== '') && {
      alternativeSchemes: schemes[1] === '' ? schemes.slice(0, 1) : schemes,
    }),
  }
}

export function writeSwissQr(value: Extract<QrInput, { scheme: 'swissqr' }>): string {
  const addressLines = (party: SwissAddress | undefined) =>
    party === undefined
      ? ['', '', '', '', '', '', '']
      : [
          party.type,
          party.name,
          party.street ?? '',
          party.building ?? '',
          party.postalCode,
          party.town,
          party.country,
        ]
  const lines = [
    'SPC',
    '0200',
    '1',
    value.iban,
    ...addressLines(value.creditor),
    ...addressLines(undefined),
    value.amount ?? '',
    value.currency,
    ...addressLines(value.debtor),
    value.referenceType,
    value.reference ?? '',
    value.message ?? '',
    'EPD',
    value.billInformation ?? '',
    ...(value.alternativeSchemes ?? []),
  ]
  return joinLines(lines, { layout: value.layout, linesMin: LINES_MIN })
}
