import { luhnIsRight, verhoeffIsRight } from '../check-digits.ts'
import type { EmvFacts, EmvProfile } from '../emv-profile.ts'
import { GUID } from '../emv-rules.ts'
import type { QrFieldName } from '../field-names.ts'
import { all, ascii, checked, digits, type FieldRule, like, type TemplateRule } from '../fields.ts'
import { minimumDoubt, minimumProblem } from '../formats.ts'

/**
 * BharatQR, India: card numbers in 02 to 07, a bank account in 08, UPI in 26 and 27, Aadhaar in 28. Three
 * templates share one GUID, so they are told apart by where they stand.
 * Source: NPCI, Bharat QR specification (by way of reference/qr-standards.md 2.10).
 */

const UPI_GUID = 'A000000524'

/** `name@handle`. Source: NPCI, UPI Linking Specification 1.6, and the handles that banks have registered. */
export function vpaIsRight(text: string): boolean {
  return /^[\w.-]{1,255}@[A-Za-z][A-Za-z0-9.-]{1,63}$/.test(text)
}

/** An Aadhaar number never begins with 0 or 1. Source: UIDAI. */
export const AADHAAR = all(like(/^[2-9]\d{11}$/), checked(verhoeffIsRight))

const OTHERS = ascii('account_data', [1, 99], { doubt: () => 'nonstandard_field' })

const PAYEE: TemplateRule = {
  fields: {
    '00': GUID,
    '01': ascii('vpa', [3, 75], { check: (vpa) => (vpaIsRight(vpa) ? null : 'bad_format') }),
    '02': ascii('minimum_amount', [1, 13], { check: minimumProblem, doubt: minimumDoubt }),
  },
  required: ['00', '01'],
  others: OTHERS,
}

const REFERENCE: TemplateRule = {
  fields: {
    '00': GUID,
    '01': ascii('transaction_reference', [1, 35]),
    '02': ascii('reference_url', [1, 99]),
  },
  required: ['00', '01'],
  others: OTHERS,
}

const AADHAAR_ACCOUNT: TemplateRule = {
  fields: { '00': GUID, '01': digits('aadhaar', 12, { check: AADHAAR }) },
  required: ['00', '01'],
  others: OTHERS,
}

/** Merchant ids of acquirers stand among the card numbers, so a check digit is only doubted. */
function card(name: QrFieldName): FieldRule {
  const doubt = (pan: string) => (pan.length === 16 ? checked(luhnIsRight)(pan) : null)
  return digits(name, [15, 16], { doubt })
}

export const bharatqr: EmvProfile<'bharatqr'> = {
  scheme: 'bharatqr',
  payloadFormat: '01',
  currencies: ['356'],
  country: 'IN',
  optional: [],
  accounts: [
    { name: 'upi_payee', guid: UPI_GUID, ids: ['26'], rule: PAYEE },
    { name: 'upi_reference', guid: UPI_GUID, ids: ['27'], rule: REFERENCE },
    { name: 'aadhaar_account', guid: UPI_GUID, ids: ['28'], rule: AADHAAR_ACCOUNT },
  ],
  fields: {
    '02': card('visa_account'),
    '03': card('visa_account'),
    '04': card('mastercard_account'),
    '05': card('mastercard_account'),
    '06': card('rupay_account'),
    '07': card('rupay_account'),
    '08': ascii('ifsc_and_account', [12, 46], { check: like(/^[A-Z]{4}0[A-Z0-9]{6}[A-Z0-9]+$/) }),
  },
  recognise: isBharatQr,
}

function isBharatQr({ accounts, value }: EmvFacts): boolean {
  return value('58') === 'IN' && accounts.some(({ id }) => id >= '02' && id <= '08')
}
