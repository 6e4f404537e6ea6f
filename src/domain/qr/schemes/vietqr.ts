import type { EmvProfile } from '../emv-profile.ts'
import { GUID } from '../emv-rules.ts'
import { among, ascii, digits, like, type TemplateRule, unicode } from '../fields.ts'

/**
 * VietQR, Vietnam. Source: NAPAS, QR Switching Format 1.5.2 (by way of reference/qr-standards.md 2.4).
 * The service code stands in 38.02, beside the nested 38.01 and not inside it.
 */

const BENEFICIARY: TemplateRule = {
  fields: {
    '00': digits('bank_bin', 6),
    '01': ascii('bank_account', [1, 19], { check: like(/^[0-9A-Za-z]+$/) }),
  },
  required: ['00', '01'],
  others: ascii('account_data', [1, 99], { doubt: () => 'nonstandard_field' }),
}

const ACCOUNT: TemplateRule = {
  fields: {
    '00': GUID,
    '01': { ...unicode('beneficiary', [1, 99]), template: BENEFICIARY },
    '02': ascii('service_code', [1, 10], {
      check: among('QRIBFTTA', 'QRIBFTTC', 'QRPUSH', 'QRCASH'),
    }),
  },
  required: ['00', '01', '02'],
  others: ascii('account_data', [1, 99], { doubt: () => 'nonstandard_field' }),
}

export const VIETQR_GUID = 'A000000727'
export const VIETQR_ID = '38'

export const vietqr: EmvProfile<'vietqr'> = {
  scheme: 'vietqr',
  payloadFormat: '01',
  currencies: ['704'],
  country: 'VN',
  optional: ['52', '59', '60'],
  accounts: [{ name: 'vietqr_account', guid: VIETQR_GUID, ids: [VIETQR_ID], rule: ACCOUNT }],
}
