import type { QrFieldName } from './field-names.ts'
import type { Findings, QrProblemCode } from './problems.ts'
import { lengthOf } from './tlv.ts'

/** The words in which the profiles of the schemes say what a field may hold. */

export type Verdict = QrProblemCode | null
export type Check = (value: string) => Verdict

export interface FieldRule {
  name: QrFieldName
  /** n: digits. ans: printable ASCII. s: Unicode that readers count alike. Names of EMVCo MPM 1.1, section 3.4. */
  format: 'n' | 'ans' | 's'
  /** Fewest and most characters. */
  length: readonly [number, number]
  /** What is wrong with a value of the right format and length. */
  check?: Check
  /** What is doubtful about a value that nothing is wrong with. */
  doubt?: Check
  template?: TemplateRule
}

export interface TemplateRule {
  fields: Readonly<Record<string, FieldRule>>
  required?: readonly string[]
  /** Ids of which exactly one is there. */
  exactlyOne?: readonly string[]
  /** Rule of the ids that `fields` does not name. */
  others: FieldRule
}

type Extra = Pick<FieldRule, 'check' | 'doubt'>

export function digits(
  name: QrFieldName,
  length: number | readonly [number, number],
  extra: Extra = {},
): FieldRule {
  return {
    name,
    format: 'n',
    length: typeof length === 'number' ? [length, length] : length,
    ...extra,
  }
}

export function ascii(
  name: QrFieldName,
  length: number | readonly [number, number],
  extra: Extra = {},
): FieldRule {
  return {
    name,
    format: 'ans',
    length: typeof length === 'number' ? [length, length] : length,
    ...extra,
  }
}

export function unicode(
  name: QrFieldName,
  length: readonly [number, number],
  extra: Extra = {},
): FieldRule {
  return { name, format: 's', length, ...extra }
}

/** The value is one of these. */
export function among(...values: readonly string[]): Check {
  return (value) => (values.includes(value) ? null : 'wrong_value')
}

/** The value has this form, which no length and no character class can say alone. */
export function like(form: RegExp): Check {
  return (value) => (form.test(value) ? null : 'bad_format')
}

/** Several checks: the first that finds something has it. */
export function all(...checks: readonly Check[]): Check {
  return (value) => checks.reduce<Verdict>((found, check) => found ?? check(value), null)
}

/** A check digit that this function confirms. */
export function checked(isRight: (value: string) => boolean): Check {
  return (value) => (isRight(value) ? null : 'bad_check_digit')
}

/**
 * Characters that readers of QR codes disagree on: controls, and those outside the basic plane (emoji),
 * which JavaScript counts twice and others once.
 */
const DISPUTED = /[\p{Cc}\p{Cs}\u{10000}-\u{10FFFF}]/u
const PRINTABLE_ASCII = /^[ -~]*$/
const DIGITS = /^\d*$/

/** Judges one value by its rule. */
export function judge(rule: FieldRule, value: string, at: string, findings: Findings): void {
  const length = lengthOf(value)
  const [min, max] = rule.length
  if (length === 0) {
    findings.errors.push({ code: 'zero_length', at })
    return
  }
  const wrong = wrongCharacters(rule, value)
  if (wrong !== null) findings.errors.push({ code: wrong, at })
  if (length < min || length > max) {
    const expected = min === max ? String(min) : `${min}..${max}`
    findings.errors.push({ code: 'length_out_of_range', at, expected, found: String(length) })
    return
  }
  if (wrong !== null) return
  const problem = rule.check?.(value) ?? null
  if (problem !== null) {
    findings.errors.push({ code: problem, at, found: value })
    return
  }
  const doubt = rule.doubt?.(value) ?? (value === value.normalize('NFC') ? null : 'not_normalized')
  if (doubt !== null) findings.warnings.push({ code: doubt, at, found: value })
}

function wrongCharacters(rule: FieldRule, value: string): Verdict {
  if (rule.format === 'n') return DIGITS.test(value) ? null : 'not_digits'
  const isRight = rule.format === 'ans' ? PRINTABLE_ASCII.test(value) : !DISPUTED.test(value)
  return isRight ? null : 'forbidden_character'
}
