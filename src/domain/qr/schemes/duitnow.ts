import type { EmvProfile } from '../emv-profile.ts'
import { GUID } from '../emv-rules.ts'
import { ascii, digits, type TemplateRule } from '../fields.ts'
import { epochMsProblem } from '../formats.ts'

/**
 * DuitNow QR, Malaysia: the payload format indicator is 02. Source: PayNet, DuitNow QR specification,
 * QR Data Object (by way of reference/qr-standards.md 2.6). Object 82 proves integrity by a secret of
 * PayNet's, so we carry it along and never make it.
 */
const ACCOUNT: TemplateRule = {
  fields: {
    '00': GUID,
    '01': digits('acquirer_id', 6),
    '02': ascii('qr_id', [1, 50]),
    // Not in PayNet's table; the MAE app has the end of a one-off code here, in milliseconds since 1970.
    '03': ascii('expiry', [1, 50], {
      doubt: (value) => (epochMsProblem(value) === null ? null : 'nonstandard_field'),
    }),
  },
  required: ['00', '01', '02'],
  others: ascii('account_data', [1, 99]),
}

export const duitnow: EmvProfile<'duitnow'> = {
  scheme: 'duitnow',
  payloadFormat: '02',
  currencies: ['458'],
  country: 'MY',
  optional: [],
  accounts: [{ name: 'duitnow_account', guid: 'A0000006150001', ids: ['26'], rule: ACCOUNT }],
}
