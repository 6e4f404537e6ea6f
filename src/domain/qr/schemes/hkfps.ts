import { accountOf, type EmvFacts, type EmvProfile } from '../emv-profile.ts'
import { GUID } from '../emv-rules.ts'
import { among, ascii, digits, like, type TemplateRule } from '../fields.ts'
import { emailProblem } from '../formats.ts'
import type { Findings } from '../problems.ts'

/**
 * Hong Kong Faster Payment System. Source: HKICL, Common QR Code Specification for Retail Payments and FPS
 * QR Code Specification 1.2 (by way of reference/qr-standards.md 2.7).
 */

const FPS_GUID = 'hk.com.hkicl'

const ACCOUNT: TemplateRule = {
  fields: {
    '00': GUID,
    '01': digits('clearing_code', 3),
    '02': digits('fps_id', [7, 9], { check: like(/^(?:\d{7}|\d{9})$/) }),
    '03': ascii('mobile_proxy', [9, 20], {
      check: (value) =>
        value.startsWith('+852-') ? like(/^\+852-\d{8}$/)(value) : like(/^\+\d{1,3}-\d+$/)(value),
      // Numbers of Macao and the mainland can be registered, but few are.
      doubt: (value) => (value.startsWith('+852-') ? null : 'unusual_value'),
    }),
    '04': ascii('email_proxy', [5, 77], { check: emailProblem }),
    '05': digits('time_out', [1, 14]),
    '06': digits('amount_editable', 1, { check: among('0', '1') }),
  },
  required: ['00'],
  exactlyOne: ['02', '03', '04'],
  others: ascii('account_data', [1, 99], { doubt: () => 'nonstandard_field' }),
}

export const hkfps: EmvProfile<'hkfps'> = {
  scheme: 'hkfps',
  payloadFormat: '01',
  currencies: ['344', '156'],
  country: 'HK',
  optional: [],
  accounts: [{ name: 'fps_account', guid: FPS_GUID, anyCase: true, ids: ['26'], rule: ACCOUNT }],
  check: checkFps,
}

function checkFps(facts: EmvFacts, findings: Findings): void {
  const isEditable = accountOf(facts, FPS_GUID)?.fields.get('06')
  if (isEditable === '1' && facts.value('54') === undefined) {
    findings.warnings.push({ code: 'contradiction', at: '26.06' })
  }
}
