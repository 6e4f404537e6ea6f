import type { QrFieldName } from './field-names.ts'
import type { FieldRule, TemplateRule } from './fields.ts'
import type { Findings } from './problems.ts'
import type { EmvScheme } from './values.ts'

/** One object of 02 to 51, before anybody knows whose it is. */
export interface AccountFacts {
  id: string
  /** Sub-object 00 of a template; null for the ids below 26 and for what is no template. */
  guid: string | null
  fields: ReadonlyMap<string, string>
}

export interface EmvFacts {
  accounts: readonly AccountFacts[]
  /** The value at a tag path such as `54` or `62.05`. */
  value: (path: string) => string | undefined
}

export interface AccountProfile {
  name: QrFieldName
  /** Null where any sub-object 00 will do: KHQR has the account itself there, QRIS the domain of a bank. */
  guid: string | null
  /** The GUID may be written in any case. Elsewhere it is compared letter by letter, as apps do. */
  anyCase?: true
  /** The account stands on codes of other schemes too, so it does not tell this scheme from them. */
  isGuest?: true
  /** Where the template may stand. */
  ids: readonly string[]
  rule: TemplateRule
}

/** What a scheme adds to EMVCo's rules, and what it lets out. */
export interface EmvProfile<S extends EmvScheme = EmvScheme> {
  scheme: S
  payloadFormat: '01' | '02'
  /** ISO 4217 numeric; null for any. */
  currencies: readonly string[] | null
  country: string | null
  /** Mandatory objects of EMVCo that may be absent. */
  optional: readonly string[]
  /** Most decimals of an amount where they are not those of ISO 4217. */
  decimals?: Readonly<Record<string, number>>
  accounts: readonly AccountProfile[]
  /** Root objects with rules of their own. */
  fields?: Readonly<Record<string, FieldRule>>
  /** Tells a code of this scheme when no GUID of `accounts` is in it. */
  recognise?: (facts: EmvFacts) => boolean
  /** Rules between fields. */
  check?: (facts: EmvFacts, findings: Findings) => void
}

/** Ids from one to another, both included. */
export function idsFrom(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(2, '0'))
}

/** The account whose GUID this is, in whatever case. */
export function accountOf(facts: EmvFacts, guid: string): AccountFacts | undefined {
  return facts.accounts.find((account) => account.guid?.toUpperCase() === guid.toUpperCase())
}

/** Says that an object is missing if it is. */
export function demand(facts: EmvFacts, path: string, findings: Findings): void {
  if (facts.value(path) === undefined) findings.errors.push({ code: 'missing', at: path })
}

/** Says that an object is there if it is and must not be. */
export function forbid(facts: EmvFacts, path: string, findings: Findings): void {
  if (facts.value(path) !== undefined) findings.errors.push({ code: 'unexpected', at: path })
}
