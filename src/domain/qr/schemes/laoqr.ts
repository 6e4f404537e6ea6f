import type { EmvProfile } from '../emv-profile.ts'
import { GUID } from '../emv-rules.ts'
import { ascii, digits, type TemplateRule } from '../fields.ts'

/**
 * LaoQR, Laos. Source: the one public payload (dongri/emv-qrcode) and reference/qr-standards.md 2; LAPNet's
 * specification is not public, so fields other than the GUID are named after what they look like.
 */
const ACCOUNT: TemplateRule = {
  fields: {
    '00': GUID,
    '01': digits('acquirer_id', [6, 11]),
    '02': digits('payment_type', 3),
    '03': ascii('merchant_id', [1, 50]),
  },
  required: ['00', '01', '02', '03'],
  others: ascii('account_data', [1, 99]),
}

export const laoqr: EmvProfile<'laoqr'> = {
  scheme: 'laoqr',
  payloadFormat: '01',
  currencies: ['418'],
  country: 'LA',
  optional: [],
  accounts: [{ name: 'laoqr_account', guid: 'A005266284662577', ids: ['38'], rule: ACCOUNT }],
}
