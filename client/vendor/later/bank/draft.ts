/** An account that is being added, as it is typed, and as it is sent. */
import type { ReceivingField } from '../../../../src/domain/payments/receiving-schemes.ts'
import type { Bank } from '../../first/wire.ts'
import type { Faults } from './faults.ts'

type Scheme = Bank['schemes'][number]

/** What stands in the fields of a form. */
export type Draft = Partial<Record<ReceivingField, string>>

/** What an account is added with. */
export type NewAccount =
  | {
      scheme: Scheme['scheme']
      account: string
      name: string
      city?: string
      details?: Record<string, string>
    }
  | { payload: string; name?: string }

/** The fields that a form asks, in the order of the scheme. */
export function fieldsOf({ required, optional }: Pick<Scheme, 'required' | 'optional'>) {
  return [
    ...required.map((field) => ({ field, isRequired: true })),
    ...optional.map((field) => ({ field, isRequired: false })),
  ]
}

/** What is plainly missing; everything else is for the server to judge. */
export function missingOf(draft: Draft, required: readonly ReceivingField[]): Faults {
  const missing = required.filter((field) => textOf(draft, field) === '')
  return Object.fromEntries(
    missing.map((field) => [field, field === 'payload' ? 'fault.code_empty' : 'fault.missing']),
  )
}

/** What is sent: nothing that the form does not ask, and nothing that was left empty. */
export function newAccount(draft: Draft, { scheme, required, optional }: Scheme): NewAccount {
  const asked = [...required, ...optional]
  const given = asked.filter((field) => textOf(draft, field) !== '')
  const name = textOf(draft, 'name')
  if (asked.includes('payload')) {
    // Line breaks of a bill are part of it; what a paste brought along around them is not.
    return { payload: textOf(draft, 'payload'), ...(name === '' ? {} : { name }) }
  }
  const details = given.filter((field) => field === 'bin' || field === 'kind' || field === 'bic')
  return {
    scheme,
    account: textOf(draft, 'account'),
    name,
    ...(given.includes('city') ? { city: textOf(draft, 'city') } : {}),
    ...(details.length === 0
      ? {}
      : { details: Object.fromEntries(details.map((field) => [field, textOf(draft, field)])) }),
  }
}

function textOf(draft: Draft, field: ReceivingField): string {
  return draft[field]?.trim() ?? ''
}
