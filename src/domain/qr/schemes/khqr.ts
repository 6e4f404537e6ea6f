import { demand, type EmvFacts, type EmvProfile } from '../emv-profile.ts'
import { ascii, type FieldRule, like, type TemplateRule } from '../fields.ts'
import { epochMsProblem } from '../formats.ts'
import type { Findings } from '../problems.ts'

/**
 * KHQR, Cambodia: 29 an individual, 30 a merchant; sub-object 00 is the account and no GUID.
 * Source: National Bank of Cambodia, KHQR Content Guideline 1.4 (by way of reference/qr-standards.md 2.8)
 * and what the bank's SDK refuses.
 */

const BAKONG_ACCOUNT = ascii('bakong_account', [3, 32], { check: like(/^[^@\s]+@[^@\s]+$/) })

const INDIVIDUAL: TemplateRule = {
  fields: {
    '00': BAKONG_ACCOUNT,
    '01': ascii('account_information', [1, 32]),
    '02': ascii('acquiring_bank', [1, 32]),
  },
  required: ['00'],
  others: ascii('account_data', [1, 99], { doubt: () => 'nonstandard_field' }),
}

const MERCHANT: TemplateRule = {
  fields: {
    '00': BAKONG_ACCOUNT,
    '01': ascii('merchant_id', [1, 32]),
    '02': ascii('acquiring_bank', [1, 32]),
  },
  required: ['00', '01', '02'],
  others: ascii('account_data', [1, 99], { doubt: () => 'nonstandard_field' }),
}

const TIMES: FieldRule = {
  name: 'timestamps',
  format: 'ans',
  length: [1, 99],
  template: {
    fields: {
      '00': ascii('created_at', 13, { check: epochMsProblem }),
      '01': ascii('expires_at', 13, { check: epochMsProblem }),
    },
    required: ['00'],
    others: ascii('reserved', [1, 99], { doubt: () => 'nonstandard_field' }),
  },
}

export const khqr: EmvProfile<'khqr'> = {
  scheme: 'khqr',
  payloadFormat: '01',
  currencies: ['116', '840'],
  country: 'KH',
  optional: [],
  // ISO 4217 has two for the riel; nobody pays a part of one.
  decimals: { '116': 0 },
  accounts: [
    { name: 'bakong_individual', guid: null, ids: ['29'], rule: INDIVIDUAL },
    { name: 'bakong_merchant', guid: null, ids: ['30'], rule: MERCHANT },
  ],
  fields: { '99': TIMES },
  recognise: isKhqr,
  check: checkKhqr,
}

/** A bank account `name@bank` in a template, or a Cambodian code with nothing else to pay to. */
function isKhqr({ accounts, value }: EmvFacts): boolean {
  if (accounts.some(({ guid }) => guid !== null && /^[^@\s]+@[^@\s.]+$/.test(guid))) return true
  const isCambodian = value('58') === 'KH' || value('53') === '116'
  const isElsewhere = accounts.length > 0 && !accounts.some(({ id }) => id === '29' || id === '30')
  return isCambodian && !isElsewhere
}

function checkKhqr(facts: EmvFacts, findings: Findings): void {
  const isIndividual = facts.value('29') !== undefined
  const isMerchant = facts.value('30') !== undefined
  if (!isIndividual && !isMerchant) findings.errors.push({ code: 'missing', at: '29' })
  if (isIndividual && isMerchant) findings.errors.push({ code: 'unexpected', at: '30' })
  for (const { id, guid } of facts.accounts) {
    const isAccount = guid?.includes('@') === true && id !== '29' && id !== '30'
    if (isAccount) findings.errors.push({ code: 'wrong_template', at: id, expected: '29' })
  }
  const isDynamic = facts.value('01') === '12'
  const hasAmount = facts.value('54') !== undefined
  const hasTimes = facts.value('99') !== undefined
  if (isDynamic) demand(facts, '54', findings)
  // The SDK refuses an amount without times in a static code too.
  if (isDynamic || hasAmount) demand(facts, '99', findings)
  if (isDynamic && hasTimes) demand(facts, '99.01', findings)
  const [created = '', expires = ''] = [facts.value('99.00'), facts.value('99.01')]
  if (created.length === 13 && expires.length === 13 && expires < created) {
    findings.errors.push({ code: 'expires_before_it_begins', at: '99.01', found: expires })
  }
  if (!isDynamic && hasTimes) findings.warnings.push({ code: 'contradiction', at: '99' })
}
