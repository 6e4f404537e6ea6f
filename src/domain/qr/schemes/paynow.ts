import { accountOf, type EmvFacts, type EmvProfile, idsFrom } from '../emv-profile.ts'
import { GUID } from '../emv-rules.ts'
import { among, ascii, digits, like, type TemplateRule } from '../fields.ts'
import { dayProblem, momentProblem } from '../formats.ts'
import type { Findings } from '../problems.ts'

/**
 * PayNow and the SGQR label, Singapore. Source: MAS, SGQR Specifications, and ABS, PayNow QR (by way of
 * reference/qr-standards.md 2.3).
 */

const PAYNOW_GUID = 'SG.PAYNOW'

const PAYNOW: TemplateRule = {
  fields: {
    '00': GUID,
    '01': digits('proxy_type', 1, { check: among('0', '2') }),
    '02': ascii('proxy', [1, 50]),
    '03': digits('amount_editable', 1, { check: among('0', '1') }),
    '04': digits('expiry', [8, 14], { check: momentProblem }),
  },
  required: ['00', '01', '02'],
  // 05 and on belong to wallets: ShopeePay keeps its own reference there.
  others: ascii('account_data', [1, 99]),
}

const LABEL: TemplateRule = {
  fields: {
    '00': GUID,
    '01': ascii('sgqr_id', 12, { check: like(/^[0-9A-Za-z]+$/) }),
    '02': ascii('sgqr_version', 7, { check: like(/^\d\d\.\d{4}$/) }),
    '03': digits('postal_code', 6),
    '04': ascii('level', [1, 10]),
    '05': ascii('unit', [1, 10]),
    '06': ascii('miscellaneous', [1, 20]),
    '07': digits('revision_date', 8, { check: dayProblem }),
  },
  required: ['00', '01'],
  others: ascii('account_data', [1, 99]),
}

const PAYNOW_ACCOUNT = {
  name: 'paynow_account',
  guid: PAYNOW_GUID,
  ids: idsFrom(26, 50),
  rule: PAYNOW,
} as const

export const paynow: EmvProfile<'paynow'> = {
  scheme: 'paynow',
  payloadFormat: '01',
  currencies: ['702'],
  country: 'SG',
  optional: [],
  accounts: [PAYNOW_ACCOUNT],
  check: checkPayNow,
}

/** A label of several schemes side by side, which 51 registers. It need not hold PayNow. */
export const sgqr: EmvProfile<'sgqr'> = {
  ...paynow,
  scheme: 'sgqr',
  accounts: [
    { name: 'sgqr_label', guid: 'SG.SGQR', ids: ['51'], rule: LABEL },
    { ...PAYNOW_ACCOUNT, isGuest: true },
  ],
}

/** Local numbers have eight digits. A UEN has nine or ten characters, and a bank may add three. */
const MOBILE = /^\+65\d{8}$/
const UEN = /^[0-9A-Z]{9,13}$/
const UEN_BY_THE_BOOK = /^(?:\d{8,9}[A-Z]|[RST]\d\d[A-Z0-9]{2}\d{4}[A-Z])(?:[0-9A-Z]{3})?$/

function checkPayNow(facts: EmvFacts, findings: Findings): void {
  const account = accountOf(facts, PAYNOW_GUID)
  if (account === undefined) return
  const { id, fields } = account
  const proxy = fields.get('02')
  const isMobile = fields.get('01') === '0'
  if (proxy !== undefined && !(isMobile ? MOBILE : UEN).test(proxy)) {
    findings.errors.push({ code: 'bad_format', at: `${id}.02`, found: proxy })
  } else if (proxy !== undefined && !isMobile && !UEN_BY_THE_BOOK.test(proxy)) {
    findings.warnings.push({ code: 'unusual_value', at: `${id}.02`, found: proxy })
  }
  const isEditable = fields.get('03')
  if (isEditable === undefined) {
    findings.warnings.push({ code: 'recommended_field', at: `${id}.03` })
  }
  // Real wallets write one-off codes with an amount that may be edited, so this is no error.
  const hasAmount = facts.value('54') !== undefined
  if (isEditable === '0' && !hasAmount) {
    findings.warnings.push({ code: 'contradiction', at: `${id}.03` })
  }
  if (facts.value('01') === '12' && isEditable === '1' && hasAmount) {
    findings.warnings.push({ code: 'contradiction', at: `${id}.03` })
  }
}
