import type { QrFieldName } from './field-names.ts'
import {
  among,
  ascii,
  digits,
  type FieldRule,
  like,
  type TemplateRule,
  unicode,
  type Verdict,
} from './fields.ts'
import { amountProblem } from './formats.ts'

/**
 * The objects of an EMVCo merchant-presented code, for any scheme.
 * Source: EMVCo MPM 1.1 (November 2020), tables 3.1 to 3.9.
 */

/** Ids of accounts that are one value; what it holds is between the network and its members. */
const PRIMITIVES: readonly (readonly [from: number, to: number, name: QrFieldName])[] = [
  [2, 3, 'visa_account'],
  [4, 5, 'mastercard_account'],
  [6, 8, 'emvco_account'],
  [9, 10, 'discover_account'],
  [11, 12, 'amex_account'],
  [13, 14, 'jcb_account'],
  [15, 16, 'unionpay_account'],
  [17, 25, 'emvco_account'],
]

export function isPrimitiveAccount(id: string): boolean {
  return id >= '02' && id <= '25'
}

export function isTemplateAccount(id: string): boolean {
  return id >= '26' && id <= '51'
}

/** Templates of nobody in particular. Real ones hold TLV, hashes and plain text, so any text will do. */
export function isUnreserved(id: string): boolean {
  return id >= '80' && id <= '99'
}

export function isReserved(id: string): boolean {
  return id >= '65' && id <= '79'
}

export const GUID = ascii('globally_unique_id', [1, 32])

/** A template whose GUID no profile knows. */
export const UNKNOWN_ACCOUNT: TemplateRule = {
  fields: { '00': GUID },
  required: ['00'],
  others: ascii('account_data', [1, 99]),
}

/** `***` stands for "ask the payer" in 01 to 08. */
const ADDITIONAL_DATA: TemplateRule = {
  fields: {
    // Not EMVCo's: QR Ph and PayMaya put the GUID of their own usage here.
    '00': unicode('globally_unique_id', [1, 32], { doubt: () => 'nonstandard_field' }),
    '01': unicode('bill_number', [1, 25]),
    '02': unicode('mobile_number', [1, 25]),
    '03': unicode('store_label', [1, 25]),
    '04': unicode('loyalty_number', [1, 25]),
    '05': unicode('reference_label', [1, 25]),
    '06': unicode('customer_label', [1, 25]),
    '07': unicode('terminal_label', [1, 25]),
    '08': unicode('purpose_of_transaction', [1, 25]),
    // Address, mobile, e-mail: each at most once.
    '09': ascii('consumer_data_request', [1, 3], {
      check: (value) =>
        /^[AME]+$/.test(value) && new Set(value).size === value.length ? null : 'wrong_value',
    }),
    '10': unicode('merchant_tax_id', [1, 20]),
    '11': ascii('merchant_channel', 3, { check: like(/^[0-9A-Za-z]{3}$/) }),
    ...Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [
        String(i + 50),
        unicode('payment_system_data', [1, 99]),
      ]),
    ),
  },
  others: unicode('reserved', [1, 99], { doubt: () => 'nonstandard_field' }),
}

const LANGUAGE: TemplateRule = {
  fields: {
    '00': ascii('language', 2, { check: like(/^[A-Za-z]{2}$/) }),
    '01': unicode('merchant_name', [1, 25]),
    '02': unicode('merchant_city', [1, 15]),
  },
  required: ['00', '01'],
  others: unicode('reserved', [1, 99], { doubt: () => 'nonstandard_field' }),
}

const CURRENCIES_MOST_DECIMALS = 4

/** Decimals are judged once the currency is known, which may stand anywhere. */
function amountForm(value: string): Verdict {
  return amountProblem(value, CURRENCIES_MOST_DECIMALS)
}

/** A percentage above 0 and below 100, with at most two decimals; `00.50` is as good as `0.5`. */
function percentProblem(value: string): Verdict {
  if (!/^\d{1,2}(?:\.\d{1,2})?$/.test(value)) return 'amount_format'
  return /[1-9]/.test(value) ? null : 'amount_zero'
}

const spaced = (value: string): Verdict => (value === value.trim() ? null : 'surrounding_space')

const ROOT: Readonly<Record<string, FieldRule>> = {
  '00': digits('payload_format_indicator', 2),
  '01': digits('point_of_initiation', 2, { check: among('11', '12') }),
  '52': digits('merchant_category_code', 4),
  '53': digits('currency', 3),
  '54': ascii('amount', [1, 13], { check: amountForm }),
  '55': digits('tip_or_convenience', 2, { check: among('01', '02', '03') }),
  '56': ascii('convenience_fee_fixed', [1, 13], { check: amountForm }),
  '57': ascii('convenience_fee_percent', [1, 5], { check: percentProblem }),
  '58': ascii('country', 2, { check: like(/^[A-Z]{2}$/) }),
  '59': ascii('merchant_name', [1, 25], { doubt: spaced }),
  '60': ascii('merchant_city', [1, 15], { doubt: spaced }),
  '61': ascii('postal_code', [1, 10]),
  '62': { ...unicode('additional_data', [1, 99]), template: ADDITIONAL_DATA },
  '63': ascii('crc', 4, { check: like(/^[0-9A-Fa-f]{4}$/) }),
  '64': { ...unicode('language_template', [1, 99]), template: LANGUAGE },
}

/** Objects that every code has, unless its scheme lets them out. The accounts are counted apart. */
export const MANDATORY = ['52', '53', '58', '59', '60']

/** The rule of an object that no profile has its own rule for. Templates of 26 to 51 go by their GUID. */
export function rootRule(id: string): FieldRule {
  const rule = ROOT[id]
  if (rule !== undefined) return rule
  const number = Number(id)
  const primitive = PRIMITIVES.find(([from, to]) => number >= from && number <= to)
  if (primitive !== undefined) return ascii(primitive[2], [1, 99])
  if (isTemplateAccount(id)) return ascii('merchant_account', [1, 99])
  return unicode(isReserved(id) ? 'reserved' : 'unreserved_template', [1, 99])
}
