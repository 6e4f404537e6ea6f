import { describe, it } from 'vitest'
import { EXAMPLES } from '../../../client/vendor/later/bank/account-words.ts'
import { withAttempt } from '../../../client/vendor/later/bank/attempts.ts'
import { fieldsOf, missingOf, newAccount } from '../../../client/vendor/later/bank/draft.ts'
import { faultKey, faultsOf } from '../../../client/vendor/later/bank/faults.ts'
import { type Place, placeOf, routeTo } from '../../../client/vendor/later/bank/place.ts'
import { bankEn, type BankKey } from '../../../src/domain/i18n/app/bank-en.ts'
import { bankHi } from '../../../src/domain/i18n/app/bank-hi.ts'
import { bankZhCn } from '../../../src/domain/i18n/app/bank-zh-cn.ts'
import type { Currency } from '../../../src/domain/money/money.ts'
import { OPEN_SCHEMES, RECEIVING_SCHEMES } from '../../../src/domain/payments/receiving-schemes.ts'
import { readReceivingAccount } from '../../../src/domain/payments/receiving.ts'
import { QR_PROBLEM_CODES } from '../../../src/domain/qr/problems.ts'

const KEYS = Object.keys(bankEn) as BankKey[]
const SCRIPTS = { hi: /\p{Script=Devanagari}/u, 'zh-CN': /\p{Script=Han}/u }
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()

const ACCOUNT_ID = 'rcv_01M85VSB18EWEVWYS261GKARTV'
const REQUEST_ID = 'prq_01M85VSB18EWEVWYS261GKARTV'

describe.for([
  ['hi', bankHi],
  ['zh-CN', bankZhCn],
] as const)('the words of bank accounts in %s', ([locale, texts]) => {
  it('have the texts of English, with every placeholder', ({ expect }) => {
    expect(Object.keys(texts).toSorted()).toEqual(KEYS.toSorted())
    for (const key of KEYS) expect(placeholders(texts[key]), key).toEqual(placeholders(bankEn[key]))
  })

  it('are written in its script', ({ expect }) => {
    for (const key of KEYS) expect(texts[key], key).toMatch(SCRIPTS[locale])
  })
})

describe('addresses of bank accounts', () => {
  const places: Place[] = [
    { name: 'accounts' },
    { name: 'account', id: ACCOUNT_ID },
    { name: 'choose' },
    { name: 'add', what: 'upi' },
    { name: 'add', what: 'code' },
    { name: 'waiting' },
    { name: 'seen', requestId: REQUEST_ID },
  ]

  it('lead to the screen that they were made for', ({ expect }) => {
    for (const place of places) expect(placeOf(routeTo(place).path)).toEqual(place)
  })

  it('that are nobody’s lead nowhere', ({ expect }) => {
    for (const path of [
      'bank/accounts',
      'bank/accounts/rcv_short',
      `bank/accounts/${ACCOUNT_ID}/remove`,
      'bank/add/UPI',
      'bank/waiting/now',
      'bank/seen',
      'bank/seen/prq_short',
      'bank/loans',
    ]) {
      expect(placeOf(path), path).toBeNull()
    }
  })
})

describe('the id under which a sale is paid into an account', () => {
  const ids = ['att_1', 'att_2', 'att_3']
  const minting = () => {
    const left = [...ids]
    return () => left.shift() ?? ''
  }

  it('is minted once for each sale and account, and forgotten with the sale', ({ expect }) => {
    const mint = minting()
    const one = withAttempt(null, { request: 'prq_1', account: 'rcv_1' }, mint)
    expect(one).toEqual({ request: 'prq_1', ids: { rcv_1: 'att_1' } })
    expect(withAttempt(one, { request: 'prq_1', account: 'rcv_1' }, mint)).toEqual(one)
    const two = withAttempt(one, { request: 'prq_1', account: 'rcv_2' }, mint)
    expect(two.ids).toEqual({ rcv_1: 'att_1', rcv_2: 'att_2' })
    const next = withAttempt(two, { request: 'prq_2', account: 'rcv_1' }, mint)
    expect(next).toEqual({ request: 'prq_2', ids: { rcv_1: 'att_3' } })
  })
})

describe('the form of an account', () => {
  const schemeOf = (scheme: 'upi' | 'vietqr' | 'pix' | 'bharatqr') => {
    const { isOpen, required, optional } = RECEIVING_SCHEMES[scheme]
    return { scheme, is_open: isOpen, required: [...required], optional: [...optional] }
  }

  it('asks what the scheme asks, and says what is missing', ({ expect }) => {
    const vietqr = schemeOf('vietqr')
    expect(fieldsOf(vietqr).map(({ field }) => field)).toEqual(['bin', 'account', 'name', 'kind'])
    expect(missingOf({ account: ' ', name: 'Lan' }, vietqr.required)).toEqual({
      bin: 'fault.missing',
      account: 'fault.missing',
    })
    expect(missingOf({}, ['payload'])).toEqual({ payload: 'fault.code_empty' })
  })

  it('sends nothing that was left empty and nothing that is not asked', ({ expect }) => {
    const upi = { account: ' asha@okbank ', name: 'Asha', city: 'Pune' }
    expect(newAccount(upi, schemeOf('upi'))).toEqual({
      scheme: 'upi',
      account: 'asha@okbank',
      name: 'Asha',
    })
    expect(newAccount({ account: 'k', name: 'n', city: 'Recife' }, schemeOf('pix'))).toEqual({
      scheme: 'pix',
      account: 'k',
      name: 'n',
      city: 'Recife',
    })
    const vietqr = { bin: '970422', account: '1', name: 'Lan', kind: '' }
    expect(newAccount(vietqr, schemeOf('vietqr'))).toEqual({
      scheme: 'vietqr',
      account: '1',
      name: 'Lan',
      details: { bin: '970422' },
    })
    expect(newAccount({ payload: ' 0002 \n', name: '' }, schemeOf('bharatqr'))).toEqual({
      payload: '0002',
    })
  })

  it('shows an example of an account that the scheme takes', ({ expect }) => {
    for (const scheme of OPEN_SCHEMES) {
      const { currencies, required } = RECEIVING_SCHEMES[scheme]
      const typed = {
        scheme,
        account: EXAMPLES[scheme],
        name: 'Asha Chai',
        city: required.includes('city') ? 'Pune' : null,
        details: required.includes('bin') ? { bin: '970422' } : {},
      }
      const read = readReceivingAccount(typed, (currencies ?? [])[0] as Currency, 0)
      expect(read, scheme).toMatchObject({ ok: true })
      // Its label is not that of another scheme.
      expect(KEYS).toContain(`account.${scheme}`)
    }
  })
})

describe('what is wrong with an account', () => {
  it('stands beside its field, the first fault of each', ({ expect }) => {
    const pointers = ['/account', '/account', '/name', '/scheme']
    const codes = ['bad_check_digit', 'bad_format', 'not_latin', 'wrong_currency']
    expect(faultsOf({ pointers, codes })).toEqual({
      account: 'fault.check_digit',
      name: 'fault.not_latin',
    })
    expect(faultsOf({ pointers: ['/payload'], codes: [] })).toEqual({
      payload: 'fault.code_refused',
    })
    expect(faultsOf({ pointers: ['/constructor', ''], codes: ['missing'] })).toEqual({})
  })

  it('has a sentence for every code and field', ({ expect }) => {
    const others = ['issued_only', 'one_use', 'expired', 'has_amount', 'opaque', 'own_link', 'new']
    for (const code of [...QR_PROBLEM_CODES, ...others]) {
      for (const field of ['account', 'name', 'city', 'bin', 'kind', 'bic', 'payload'] as const) {
        expect(KEYS).toContain(faultKey(field, code))
      }
    }
    expect(faultKey('payload', 'crc_mismatch')).toBe('fault.code_damaged')
    expect(faultKey('payload', 'own_link')).toBe('fault.code_own')
    expect(faultKey('payload', 'wrong_country')).toBe('fault.code_refused')
    expect(faultKey('bin', 'bad_format')).toBe('fault.bin')
    expect(faultKey('bin', 'missing')).toBe('fault.missing')
    expect(faultKey('account', 'bad_format')).toBe('fault.wrong')
  })
})
