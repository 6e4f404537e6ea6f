import { luhnIsRight } from '../check-digits.ts'
import { type EmvFacts, type EmvProfile, idsFrom } from '../emv-profile.ts'
import { GUID, isTemplateAccount } from '../emv-rules.ts'
import { among, ascii, digits, like, type TemplateRule } from '../fields.ts'
import type { Findings } from '../problems.ts'

/**
 * QRIS, Indonesia: 26 to 45 are accounts at providers, 40 among them transfers to a person, and 51 is the
 * national repository. Source: Bank Indonesia and ASPI, Spesifikasi QRIS MPM (by way of
 * reference/qr-standards.md 2.5).
 */

/** Size of a business, micro to big, and regular for those that are none. */
const CLASS = ascii('merchant_class', 3, { check: among('UMI', 'UKE', 'UME', 'UBE', 'URE') })

const REPOSITORY: TemplateRule = {
  fields: {
    '00': GUID,
    '02': ascii('national_merchant_id', 15, { check: like(/^ID\d{13}$/) }),
    '03': CLASS,
  },
  required: ['00', '02'],
  others: ascii('account_data', [1, 99]),
}

/** An account at a provider, whose GUID is the provider's domain and in no list of ours. */
const PROVIDER: TemplateRule = {
  fields: {
    '00': GUID,
    '01': digits('merchant_pan', [16, 19], { check: like(/^9360/) }),
    '02': ascii('merchant_id', [1, 15]),
    '03': CLASS,
  },
  required: ['00', '01'],
  others: ascii('account_data', [1, 99]),
}

/** The GUID of early codes, still on stickers. */
const OLD_GUID = 'ID.OR.GPNQR.WWW'

export const qris: EmvProfile<'qris'> = {
  scheme: 'qris',
  payloadFormat: '01',
  currencies: ['360'],
  country: 'ID',
  optional: [],
  accounts: [
    { name: 'qris_repository', guid: 'ID.CO.QRIS.WWW', ids: ['51'], rule: REPOSITORY },
    { name: 'qris_repository', guid: OLD_GUID, ids: ['51'], rule: REPOSITORY },
    { name: 'qris_provider', guid: null, ids: idsFrom(26, 45), rule: PROVIDER },
  ],
  recognise: (facts) =>
    (facts.value('58') ?? 'ID') === 'ID' &&
    facts.accounts.some(({ fields }) => fields.get('01')?.startsWith('9360') === true),
  check: checkQris,
}

function checkQris(facts: EmvFacts, findings: Findings): void {
  const providers = facts.accounts.filter(({ id }) => isTemplateAccount(id) && id !== '51')
  for (const { id, fields } of providers) {
    const pan = fields.get('01') ?? ''
    // Issued PANs were seen whose check digit is wrong, so nobody can be refusing them.
    if (/^9360\d{12,15}$/.test(pan) && !luhnIsRight(pan)) {
      findings.warnings.push({ code: 'bad_check_digit', at: `${id}.01`, found: pan })
    }
  }
  const isTransfer = facts.value('40') !== undefined
  const hasRepository = facts.value('51') !== undefined
  // A one-off code is looked up at its provider; a sticker must say who the merchant is.
  if (!hasRepository && !isTransfer && facts.value('01') !== '12') {
    findings.errors.push({ code: 'missing', at: '51' })
  }
  if (facts.value('51.00') === OLD_GUID) {
    findings.warnings.push({ code: 'unusual_value', at: '51.00', found: OLD_GUID })
  }
  if (facts.value('61') === undefined) {
    findings.warnings.push({ code: 'recommended_field', at: '61' })
  }
}
