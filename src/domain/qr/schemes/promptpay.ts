import { thaiIdIsRight } from '../check-digits.ts'
import type { EmvFacts, EmvProfile } from '../emv-profile.ts'
import { GUID } from '../emv-rules.ts'
import { ascii, checked, digits, like, type TemplateRule } from '../fields.ts'
import type { Findings } from '../problems.ts'

/**
 * Thai QR Payment, Thailand: 29 pays a person or shop, 30 pays a bill.
 * Source: Bank of Thailand, Thai QR Code Standard (by way of reference/qr-standards.md 2.2).
 */

/**
 * The check digit of a national or tax id is a doubt and not an error: codes with made-up ids such as
 * 1111111111111 are in every public test suite, and banks look the id up anyway.
 */
const TRANSFER: TemplateRule = {
  fields: {
    '00': GUID,
    '01': digits('mobile_proxy', 13, { check: like(/^0066\d{9}$/) }),
    '02': digits('national_id_proxy', 13, { doubt: checked(thaiIdIsRight) }),
    '03': digits('ewallet_proxy', 15),
    '04': ascii('bank_account', [1, 43], { check: like(/^[0-9A-Za-z-]+$/) }),
  },
  required: ['00'],
  exactlyOne: ['01', '02', '03', '04'],
  others: ascii('account_data', [1, 99], { doubt: () => 'nonstandard_field' }),
}

const BILL: TemplateRule = {
  fields: {
    '00': GUID,
    '01': digits('biller_id', 15, { doubt: (id) => checked(thaiIdIsRight)(id.slice(0, 13)) }),
    '02': ascii('reference_1', [1, 20]),
    '03': ascii('reference_2', [1, 20]),
  },
  required: ['00', '01', '02'],
  others: ascii('account_data', [1, 99], { doubt: () => 'nonstandard_field' }),
}

export const promptpay: EmvProfile<'promptpay'> = {
  scheme: 'promptpay',
  payloadFormat: '01',
  currencies: ['764'],
  country: 'TH',
  optional: ['52', '59', '60'],
  accounts: [
    { name: 'promptpay_transfer', guid: 'A000000677010111', ids: ['29'], rule: TRANSFER },
    { name: 'promptpay_bill', guid: 'A000000677010112', ids: ['30'], rule: BILL },
  ],
  check: checkPromptPay,
}

/** Thai apps show two decimals and take a fixed amount for a one-off: neither is a rule for readers. */
function checkPromptPay(facts: EmvFacts, findings: Findings): void {
  const amount = facts.value('54')
  if (amount === undefined) return
  if (!/\.\d\d$/.test(amount)) findings.warnings.push({ code: 'unusual_value', at: '54' })
  if (facts.value('01') !== '12') {
    findings.warnings.push({ code: 'contradiction', at: '01', expected: '12' })
  }
}
