import { cnpjIsRight, cpfIsRight } from '../check-digits.ts'
import {
  accountOf,
  demand,
  type EmvFacts,
  type EmvProfile,
  forbid,
  idsFrom,
} from '../emv-profile.ts'
import { GUID } from '../emv-rules.ts'
import { ascii, checked, digits, like, type TemplateRule, type Verdict } from '../fields.ts'
import { bareUrlProblem, emailProblem } from '../formats.ts'
import type { Findings } from '../problems.ts'

/**
 * Pix BR Code, Brazil. Source: Banco Central do Brasil, Manual de Padrões para Iniciação do Pix 2.8
 * (by way of reference/qr-standards.md 2.1), and the forms of keys of the DICT API.
 */

const GUI = 'br.gov.bcb.pix'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A key is a tax number of a person or a company, a phone, an e-mail address or a random UUID. */
function pixKeyProblem(key: string): Verdict {
  if (/^\d{11}$/.test(key)) return checked(cpfIsRight)(key)
  if (/^[0-9A-Z]{12}\d\d$/.test(key)) return checked(cnpjIsRight)(key)
  if (key.startsWith('+')) return like(/^\+[1-9]\d{7,14}$/)(key)
  return key.includes('@') ? emailProblem(key) : like(UUID)(key)
}

function pixKeyDoubt(key: string): Verdict {
  // Eleven equal digits pass the check, but no CPF has them.
  if (/^(\d)\1{10}$/.test(key)) return 'unusual_value'
  if (key.startsWith('+') && !key.startsWith('+55')) return 'unusual_value'
  return UUID.test(key) && key !== key.toLowerCase() ? 'letter_case' : null
}

const ACCOUNT: TemplateRule = {
  fields: {
    '00': GUID,
    '01': ascii('pix_key', [1, 77], { check: pixKeyProblem, doubt: pixKeyDoubt }),
    '02': ascii('additional_information', [1, 72]),
    '03': digits('withdrawal_facilitator', 8),
    '25': ascii('charge_url', [1, 77], { check: bareUrlProblem }),
  },
  others: ascii('account_data', [1, 99]),
}

export const pix: EmvProfile<'pix'> = {
  scheme: 'pix',
  payloadFormat: '01',
  currencies: ['986'],
  country: 'BR',
  optional: [],
  // The manual has 26; a BR Code of several arrangements may have Pix in any of these.
  accounts: [
    { name: 'pix_account', guid: GUI, anyCase: true, ids: idsFrom(26, 51), rule: ACCOUNT },
  ],
  check: checkPix,
}

function checkPix(facts: EmvFacts, findings: Findings): void {
  const account = accountOf(facts, GUI)
  if (account === undefined) return
  const { id, fields } = account
  checkPayee(facts, id, findings)
  if (id !== '26') findings.warnings.push({ code: 'unusual_value', at: id, expected: '26' })
  const txid = facts.value('62.05')
  demand(facts, '62.05', findings)
  if (txid !== undefined && txid !== '***' && !/^[0-9A-Za-z]{1,25}$/.test(txid)) {
    findings.errors.push({ code: 'bad_format', at: '62.05', found: txid })
  }
  // The amount of a dynamic charge is at its address; a second one in the code can only disagree.
  if (fields.has('25') && facts.value('54') !== undefined) {
    findings.warnings.push({ code: 'contradiction', at: '54' })
  }
}

/** A key (static) or the address of a charge (dynamic); neither in a code that only recurs (Pix Automático). */
function checkPayee(facts: EmvFacts, id: string, findings: Findings): void {
  const hasKey = facts.value(`${id}.01`) !== undefined
  const hasUrl = facts.value(`${id}.25`) !== undefined
  if (hasKey) forbid(facts, `${id}.25`, findings)
  const recurrence = facts.value('80.25')
  const recurs = facts.value('80.00')?.toLowerCase() === GUI
  if (recurs && recurrence !== undefined) {
    const problem = bareUrlProblem(recurrence)
    if (problem !== null) findings.errors.push({ code: problem, at: '80.25', found: recurrence })
  }
  if (recurs) demand(facts, '80.25', findings)
  if (!hasKey && !hasUrl && !recurs) findings.errors.push({ code: 'missing', at: `${id}.01` })
}
