/** An account as a person types it into a form. */
import { cleanText, type TextProblem } from '../text.ts'
import {
  type OpenScheme,
  type Payee,
  RECEIVING_SCHEMES,
  type ReceivingField,
  type ReceivingProblem,
  type ReceivingProblemCode,
  type ReceivingScheme,
} from './receiving-schemes.ts'
import { latin, spelt } from './receiving-spelling.ts'

export interface TypedAccount {
  scheme: ReceivingScheme
  account: string
  name: string
  city?: string | null
  details?: Readonly<Record<string, string>>
}

/** Longest name: what a SEPA transfer has room for. */
const NAME_CHARS_MAX = 70
/** Longest of any other field; the schemes' own limits are below it. */
const FIELD_CHARS_MAX = 140
/** Room for a name and a town in an EMVCo code. Source: EMVCo MPM 1.1, table 3.2. */
const EMV_NAME_CHARS_MAX = 25
const EMV_CITY_CHARS_MAX = 15

const TEXT_PROBLEMS: Readonly<Record<TextProblem, ReceivingProblemCode>> = {
  empty: 'missing',
  too_long: 'length_out_of_range',
  control_character: 'forbidden_character',
  direction_override: 'forbidden_character',
}

/** A typed text, trimmed and in normal form; or what is wrong with it. */
function cleaned(
  field: ReceivingField,
  typed: string,
  charsMax: number,
): string | ReceivingProblem {
  const clean = cleanText(typed, charsMax)
  if (clean.ok) return clean.text
  const detail = clean.reason === 'too_long' ? `..${charsMax}` : null
  return { field, code: TEXT_PROBLEMS[clean.reason], detail }
}

/** The name of an account, or what is wrong with it. */
export function cleanName(typed: string): string | ReceivingProblem {
  return cleaned('name', typed, NAME_CHARS_MAX)
}

/** A name or a town in the letters of an EMVCo code. */
function emvText(field: ReceivingField, text: string, charsMax: number): string | ReceivingProblem {
  const written = latin(text)
  if (written === null) return { field, code: 'not_latin', detail: null }
  if (written.length <= charsMax) return written
  return { field, code: 'length_out_of_range', detail: `..${charsMax}` }
}

/** Schemes whose codes say the name, and say it in Latin letters. */
const LATIN_NAMES: ReadonlySet<OpenScheme> = new Set(['pix', 'khqr'])

/** Whom a typed account pays, in one spelling; or every field that is wrong, as far as it can be told without a code. */
export function readTyped(
  scheme: OpenScheme,
  input: TypedAccount,
): { ok: true; payee: Payee } | { ok: false; problems: ReceivingProblem[] } {
  const { required, optional } = RECEIVING_SCHEMES[scheme]
  const asked = [...required, ...optional]
  const given = {
    ...input.details,
    account: input.account,
    name: input.name,
    city: input.city ?? '',
  }
  const texts = new Map<string, string>()
  const problems: ReceivingProblem[] = []
  const keep = (field: string, text: string | ReceivingProblem) => {
    if (typeof text === 'string') texts.set(field, text)
    else problems.push(text)
  }
  for (const field of asked) {
    const text = (given as Record<string, string | undefined>)[field] ?? ''
    if (text.trim() === '' && optional.includes(field)) continue
    keep(field, cleaned(field, text, field === 'name' ? NAME_CHARS_MAX : FIELD_CHARS_MAX))
  }
  const stray = Object.entries(given).filter(
    ([name, text]) => text.trim() !== '' && !(asked as string[]).includes(name),
  )
  for (const [name] of stray) {
    const field = name === 'city' ? 'city' : 'details'
    problems.push({ field, code: 'unexpected', detail: name })
  }
  const [name, city, account] = ['name', 'city', 'account'].map((field) => texts.get(field))
  if (name !== undefined && LATIN_NAMES.has(scheme)) {
    keep('name', emvText('name', name, EMV_NAME_CHARS_MAX))
  }
  if (city !== undefined) keep('city', emvText('city', city, EMV_CITY_CHARS_MAX))
  const one = account === undefined ? null : spelt(scheme, account)
  if (account !== undefined && one === null) {
    problems.push({ field: 'account', code: 'bad_format', detail: account })
  }
  const kind = texts.get('kind') ?? (scheme === 'vietqr' ? 'account' : one?.kind)
  if (scheme === 'vietqr' && kind !== 'account' && kind !== 'card') {
    problems.push({ field: 'kind', code: 'wrong_value', detail: 'account card' })
  }
  if (problems.length > 0 || one === null) return { ok: false, problems }
  const spaceless = (field: 'bin' | 'bic') => texts.get(field)?.replaceAll(' ', '').toUpperCase()
  const members = { kind, bin: spaceless('bin'), bic: spaceless('bic') }
  const details = Object.fromEntries(
    Object.entries(members).filter((member): member is [string, string] => member[1] !== undefined),
  )
  const payee = { account: one.account, name: texts.get('name') ?? '', details }
  return { ok: true, payee: { ...payee, city: texts.get('city') ?? null } }
}
