import type { QrFieldName } from './field-names.ts'

/** What can be wrong with a payment code. Codes are stable: pages and partners put words to them. */

export const QR_PROBLEM_CODES = [
  // The text as a whole.
  'empty',
  'too_long',
  'byte_order_mark',
  'not_well_formed',
  'unknown_scheme',
  'not_payable',
  'scheme_mismatch',
  'does_not_read_back',
  // The walk through ids and lengths.
  'bad_id',
  'bad_length',
  'too_many_objects',
  'zero_length',
  'duplicate',
  'first_object_not_00',
  'data_after_crc',
  'crc_mismatch',
  'crc_lower_case',
  // Any field.
  'missing',
  'unexpected',
  'length_out_of_range',
  'forbidden_character',
  'not_digits',
  'bad_format',
  'wrong_value',
  'bad_check_digit',
  'bad_date',
  'expires_before_it_begins',
  'letter_case',
  // Amounts.
  'amount_format',
  'amount_negative',
  'amount_zero',
  'amount_out_of_range',
  'too_many_decimals',
  // Merchant accounts of EMVCo codes.
  'no_merchant_account',
  'wrong_template',
  'wrong_currency',
  'wrong_country',
  'url_with_scheme',
  // Lines and links.
  'mixed_line_breaks',
  'too_few_lines',
  'too_many_lines',
  'needs_qr_iban',
  'needs_qr_reference',
  'unstructured_address',
  'bad_parameter',
  'bad_percent_encoding',
  'data_after_signature',
  // Doubts: legal or tolerated, but a code of ours would not be like that.
  'recommended_field',
  'unusual_value',
  'nonstandard_field',
  'unusual_order',
  'not_normalized',
  'surrounding_space',
  'unencoded_character',
  'literal_plus',
  'contradiction',
] as const

export type QrProblemCode = (typeof QR_PROBLEM_CODES)[number]

export interface QrProblem {
  code: QrProblemCode
  /**
   * Where: a tag path such as `26.01`, the name of a line or a parameter, or `@130` for a position in the
   * text; `38.01@26` is a position inside a template. Positions count code points from 0.
   */
  at: string
  expected?: string
  found?: string
}

/**
 * Errors make a code one that a strict bank app refuses. Warnings are what the scheme tolerates or what
 * real codes do all the same: a reader may go on, a writer of a new code may not.
 */
export interface Findings {
  errors: QrProblem[]
  warnings: QrProblem[]
}

export function noFindings(): Findings {
  return { errors: [], warnings: [] }
}

/** One field of a code as it stands, for people who want to see what is in it. */
export interface QrField {
  path: string
  name: QrFieldName
  value: string
}
