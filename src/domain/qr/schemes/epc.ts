import type { QrFieldName } from '../field-names.ts'
import {
  amountProblem,
  bicProblem,
  creditorReferenceProblem,
  ibanProblem,
  isSepaIban,
} from '../formats.ts'
import { joinLines, splitLines } from '../lines.ts'
import { type Findings, noFindings, type QrField, type QrProblemCode } from '../problems.ts'
import { lengthOf } from '../tlv.ts'
import type { EpcValue, QrInput } from '../values.ts'

/**
 * SEPA credit transfer, also known as GiroCode and BezahlCode. Source: European Payments Council,
 * EPC069-12 version 2.1 (by way of reference/qr-standards.md 2.12).
 */

interface Line {
  path: Exclude<keyof EpcValue, 'scheme' | 'format' | 'layout'>
  name: QrFieldName
  charsMax: number
}

/** Every line of a code, in order. Empty ones at the end may be left out. */
const LINES: readonly Line[] = [
  { path: 'serviceTag', name: 'service_tag', charsMax: 3 },
  { path: 'version', name: 'version', charsMax: 3 },
  { path: 'charset', name: 'character_set', charsMax: 1 },
  { path: 'identification', name: 'identification', charsMax: 3 },
  { path: 'bic', name: 'bic', charsMax: 11 },
  { path: 'name', name: 'party_name', charsMax: 70 },
  { path: 'iban', name: 'iban', charsMax: 34 },
  { path: 'amount', name: 'amount', charsMax: 15 },
  { path: 'purpose', name: 'purpose_code', charsMax: 4 },
  { path: 'structuredReference', name: 'structured_reference', charsMax: 35 },
  { path: 'remittanceText', name: 'remittance_text', charsMax: 140 },
  { path: 'information', name: 'information', charsMax: 70 },
]
/** The IBAN is the last line that is never empty. */
const LINES_MIN = 7
/** What a symbol of version 13 holds at level M. */
const BYTES_MAX = 331

export interface EpcReading extends Findings {
  value: EpcValue | null
  fields: QrField[]
}

export function readEpc(text: string): EpcReading {
  const { lines, layout, isEven } = splitLines(text)
  const findings = noFindings()
  const { errors } = findings
  const texts = Object.fromEntries(LINES.map(({ path }, i) => [path, lines[i] ?? '']))
  const get = (path: Line['path']) => texts[path] ?? ''
  if (!isEven) errors.push({ code: 'mixed_line_breaks', at: '@0' })
  if (lines.length < LINES_MIN) errors.push({ code: 'too_few_lines', at: `line.${lines.length}` })
  if (lines.length > LINES.length) errors.push({ code: 'too_many_lines', at: 'line.13' })
  // In the other character sets every character is one byte.
  const isUtf8 = get('charset') === '1'
  const bytes = isUtf8 ? new TextEncoder().encode(text).length : lengthOf(text)
  if (bytes > BYTES_MAX) {
    errors.push({ code: 'too_long', at: '@0', expected: `..${BYTES_MAX}`, found: String(bytes) })
  }
  for (const { path, charsMax } of LINES) {
    const value = get(path)
    const found = lengthOf(value)
    // Latin-1 ends at ÿ. The sets 3 to 8 have no short description and are trusted.
    const isForeign = get('charset') === '2' && /[\u{100}-\u{10FFFF}]/u.test(value)
    if (isForeign || /\p{Cc}/u.test(value)) {
      errors.push({ code: 'forbidden_character', at: path })
    }
    if (found > charsMax) {
      const expected = `..${charsMax}`
      errors.push({ code: 'length_out_of_range', at: path, expected, found: String(found) })
    }
  }
  checkLines(get, findings)
  const fields = LINES.map(({ path, name }) => ({ path, name, value: get(path) }))
  const filled = fields.filter((field) => field.value !== '')
  // The lines have the type because the rules found no error.
  const value = {
    scheme: 'epc',
    format: 'epc-sct',
    ...Object.fromEntries(filled.map((field) => [field.path, field.value])),
    layout,
  } as EpcValue
  return { value: errors.length === 0 ? value : null, fields, ...findings }
}

function checkLines(get: (path: Line['path']) => string, { errors, warnings }: Findings): void {
  const refuse = (code: QrProblemCode | null, at: Line['path']) => {
    if (code === null) return
    errors.push(get(at) === '' ? { code: 'missing', at } : { code, at, found: get(at) })
  }
  const doubt = (code: QrProblemCode, at: Line['path']) => {
    if (get(at) !== '') warnings.push({ code, at, found: get(at) })
  }
  if (get('serviceTag') !== 'BCD') refuse('wrong_value', 'serviceTag')
  if (!['001', '002'].includes(get('version'))) refuse('wrong_value', 'version')
  if (!/^[1-8]$/.test(get('charset'))) refuse('wrong_value', 'charset')
  else if (get('charset') !== '1') doubt('unusual_value', 'charset')
  if (get('identification') !== 'SCT') refuse('wrong_value', 'identification')
  if (get('bic') !== '') refuse(bicProblem(get('bic')), 'bic')
  else if (get('version') === '001') refuse('missing', 'bic')
  if (get('name').trim() === '') refuse('missing', 'name')
  refuse(ibanProblem(get('iban')), 'iban')
  if (!isSepaIban(get('iban'))) doubt('unusual_value', 'iban')
  if (get('amount') !== '') refuse(epcAmountProblem(get('amount')), 'amount')
  const purpose = get('purpose')
  if (!/^[A-Za-z0-9]*$/.test(purpose)) refuse('bad_format', 'purpose')
  // Codes of ISO 20022 have four capitals; writers were seen that take anything up to four.
  else if (!/^[A-Z]{4}$/.test(purpose)) doubt('unusual_value', 'purpose')
  const reference = get('structuredReference')
  if (reference.startsWith('RF')) {
    refuse(creditorReferenceProblem(reference), 'structuredReference')
  } else doubt('unusual_value', 'structuredReference')
  if (reference !== '' && get('remittanceText') !== '') refuse('unexpected', 'remittanceText')
}

/** `EUR` and 0.01 to 999999999.99. */
function epcAmountProblem(text: string): QrProblemCode | null {
  if (!text.startsWith('EUR')) return /^[A-Z]{3}/.test(text) ? 'wrong_currency' : 'amount_format'
  const problem = amountProblem(text.slice(3), 2)
  if (problem !== null) return problem
  return /^\d{1,9}(?:\.|$)/.test(text.slice(3)) ? null : 'amount_out_of_range'
}

export function writeEpc(value: Extract<QrInput, { scheme: 'epc' }>): string {
  const fixed = {
    serviceTag: 'BCD',
    version: value.version ?? '002',
    charset: value.charset ?? '1',
    identification: 'SCT',
  }
  const lines = LINES.map(({ path }) => ({ ...value, ...fixed })[path] ?? '')
  return joinLines(lines, { layout: value.layout, linesMin: LINES_MIN })
}
