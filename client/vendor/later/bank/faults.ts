/** What is wrong with an account that was to be added, in words beside the field. */
import type { BankKey } from '../../../../src/domain/i18n/app/bank-en.ts'
import type {
  ReceivingField,
  ReceivingProblemCode,
} from '../../../../src/domain/payments/receiving-schemes.ts'
import type { Problem } from '../../first/problem.ts'

export type Faults = Partial<Record<ReceivingField, BankKey>>

const CODE_WORDS: Partial<Record<ReceivingProblemCode, BankKey>> = {
  empty: 'fault.code_empty',
  unknown_scheme: 'fault.code_unknown',
  crc_mismatch: 'fault.code_damaged',
  bad_id: 'fault.code_damaged',
  bad_length: 'fault.code_damaged',
  data_after_crc: 'fault.code_damaged',
  first_object_not_00: 'fault.code_damaged',
  not_well_formed: 'fault.code_damaged',
  too_few_lines: 'fault.code_damaged',
  bad_percent_encoding: 'fault.code_damaged',
  one_use: 'fault.code_one_use',
  has_amount: 'fault.code_has_amount',
  expired: 'fault.code_expired',
  opaque: 'fault.code_opaque',
  own_link: 'fault.code_own',
  wrong_currency: 'fault.code_currency',
  not_payable: 'fault.code_cash',
}

const TYPED_WORDS: Partial<Record<ReceivingProblemCode, BankKey>> = {
  missing: 'fault.missing',
  bad_check_digit: 'fault.check_digit',
  not_latin: 'fault.not_latin',
  length_out_of_range: 'fault.too_long',
  forbidden_character: 'fault.signs',
}

/** Fields whose form is so narrow that one sentence says all of it. */
const FIELD_WORDS: Partial<Record<ReceivingField, BankKey>> = {
  bin: 'fault.bin',
  bic: 'fault.bic',
}

const FIELDS: ReadonlySet<string> = new Set<ReceivingField>([
  'account',
  'name',
  'city',
  'bin',
  'kind',
  'bic',
  'payload',
])

/** The faults of a refusal by field, the first of each; what names no field of a form is left out. */
export function faultsOf({ pointers, codes }: Pick<Problem, 'pointers' | 'codes'>): Faults {
  const faults: Faults = {}
  for (const [index, pointer] of pointers.entries()) {
    const field = pointer.slice(1)
    if (isField(field)) faults[field] ??= faultKey(field, codes[index] ?? '')
  }
  return faults
}

function isField(text: string): text is ReceivingField {
  return FIELDS.has(text)
}

/** The sentence for one fault. */
export function faultKey(field: ReceivingField, code: string): BankKey {
  if (field === 'payload') return CODE_WORDS[code as ReceivingProblemCode] ?? 'fault.code_refused'
  const ofField = FIELD_WORDS[field]
  if (ofField !== undefined && code !== 'missing') return ofField
  return TYPED_WORDS[code as ReceivingProblemCode] ?? 'fault.wrong'
}
