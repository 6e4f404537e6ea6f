import type { EmvFacts, EmvProfile } from '../emv-profile.ts'
import { GUID } from '../emv-rules.ts'
import { among, ascii, digits, like, type TemplateRule } from '../fields.ts'
import { bicProblem } from '../formats.ts'
import type { Findings } from '../problems.ts'

/**
 * QR Ph, Philippines: 27 pays a person, 28 a merchant. Source: reference/qr-standards.md 2.9; PPMI's
 * specification is not public, so no more is demanded than every known code has.
 */

const BIC = ascii('bic', 11, { check: bicProblem })
const MOBILE = ascii('mobile_proxy', 14, { check: like(/^\+63-\d{10}$/) })

const PERSON: TemplateRule = {
  fields: {
    '00': GUID,
    '01': BIC,
    '02': digits('instapay_id', 8, { check: among('99964403') }),
    '03': ascii('bank_account', [1, 34]),
    '04': ascii('bank_account', [1, 34]),
    '05': MOBILE,
  },
  required: ['00', '01', '02'],
  others: ascii('account_data', [1, 99]),
}

const MERCHANT: TemplateRule = {
  fields: {
    '00': GUID,
    '01': BIC,
    '03': ascii('merchant_id', [1, 34]),
    '04': ascii('bank_account', [1, 34]),
    '05': digits('payment_type', [1, 4]),
  },
  required: ['00', '01'],
  others: ascii('account_data', [1, 99]),
}

export const qrph: EmvProfile<'qrph'> = {
  scheme: 'qrph',
  payloadFormat: '01',
  currencies: ['608'],
  country: 'PH',
  optional: [],
  accounts: [
    { name: 'qrph_person', guid: 'com.p2pqrpay', ids: ['27'], rule: PERSON },
    { name: 'qrph_merchant', guid: 'ph.ppmi.p2m', ids: ['28'], rule: MERCHANT },
  ],
  check: checkQrPh,
}

function checkQrPh(facts: EmvFacts, findings: Findings): void {
  for (const id of ['27', '28']) {
    const hasPayee = ['03', '04', '05'].some((sub) => facts.value(`${id}.${sub}`) !== undefined)
    const isThere = facts.value(id) !== undefined
    if (isThere && !hasPayee) findings.errors.push({ code: 'missing', at: `${id}.03` })
  }
  const mcc = facts.value('52')
  if (facts.value('27') !== undefined && mcc !== undefined && mcc !== '6016') {
    findings.warnings.push({ code: 'unusual_value', at: '52', expected: '6016', found: mcc })
  }
}
