import fc from 'fast-check'
import { it } from 'vitest'
import type { Currency } from '../../../src/domain/money/money.ts'
import {
  OPEN_SCHEMES,
  RECEIVING_SCHEMES,
  type ReceivingScheme,
} from '../../../src/domain/payments/receiving-schemes.ts'
import {
  accountKey,
  maskAccount,
  readReceivingAccount,
  type ReceivingInput,
} from '../../../src/domain/payments/receiving.ts'
import { decodeQr } from '../../../src/domain/qr/codec.ts'
import { vectors } from '../qr/vectors.ts'
import { added, anySample, moneyOf, NOW_MS, problems, typed } from './receiving-samples.ts'

const spellings: [ReceivingScheme, typed: string, account: string, kind?: string][] = [
  ['pix', '390.533.447-05', '39053344705', 'cpf'],
  ['pix', '11.222.333/0001-81', '11222333000181', 'cnpj'],
  ['pix', '12.abc.345/01de-35', '12ABC34501DE35', 'cnpj'],
  ['pix', '+55 (11) 98765-4321', '+5511987654321', 'phone'],
  ['pix', '(11) 98765-4321', '+5511987654321', 'phone'],
  ['pix', '5511987654321', '+5511987654321', 'phone'],
  ['pix', ' Raju@Example.COM ', 'raju@example.com', 'email'],
  ['pix', '123E4567-E12B-12D1-A456-426655440000', '123e4567-e12b-12d1-a456-426655440000', 'evp'],
  ['promptpay', '081-234-5678', '0812345678', 'mobile'],
  ['promptpay', '+66 81 234 5678', '0812345678', 'mobile'],
  ['promptpay', '0066812345678', '0812345678', 'mobile'],
  ['promptpay', '1 1017 00230 70 8', '1101700230708', 'national_id'],
  ['promptpay', '012345678901234', '012345678901234', 'ewallet'],
  ['paynow', '9123 4567', '+6591234567', 'mobile'],
  ['paynow', '+65 9123-4567', '+6591234567', 'mobile'],
  ['paynow', '201929813c', '201929813C', 'uen'],
  ['vietqr', '0123 456 789', '0123456789', 'account'],
  ['hkfps', '6789 1234', '+852-67891234', 'mobile'],
  ['hkfps', '+852 67891234', '+852-67891234', 'mobile'],
  ['hkfps', '1234567', '1234567', 'fps_id'],
  ['hkfps', 'raju@example.com', 'raju@example.com', 'email'],
  ['khqr', ' test@dev ', 'test@dev'],
  ['upi', 'Chai.Point@HDFCbank', 'chai.point@hdfcbank'],
  ['upi', '+91 98765 43210@ybl', '9876543210@ybl'],
  ['epc', 'de71 1102 2033 0123 4567 89', 'DE71110220330123456789'],
]

it('writes every spelling of an account in one', ({ expect }) => {
  for (const [scheme, text, account, kind] of spellings) {
    const input = typed(scheme as 'pix', text)
    const read = added(input, moneyOf(scheme))
    expect(read, text).toMatchObject({ scheme, account, isFixed: false })
    expect(read.details['kind'], text).toBe(kind)
    expect(decodeQr(read.payload), text).toMatchObject({ ok: true, warnings: [], scheme })
    const again = added({ ...input, account }, moneyOf(scheme))
    expect(again, text).toEqual(read)
    const key = accountKey(read)
    expect(accountKey({ ...read, account: text, details: { bin: '970422' } }), text).toBe(key)
    expect(accountKey({ ...read, account: ` ${account.toUpperCase()} ` }), text).toBe(key)
  }
})

it('writes the published code of an account, byte for byte', ({ expect }) => {
  const pix = { name: 'Fulano de Tal', city: 'BRASÍLIA' }
  const uuid = '123e4567-e12b-12d1-a456-426655440000'
  const payloads = [
    added(typed('pix', uuid, pix), 'BRL').payload,
    added(typed('paynow', '6591234567', { name: '陳大文' }), 'SGD').payload,
    added(typed('vietqr', '0123456789'), 'VND').payload,
    added(typed('vietqr', '9704031101234567', { details: { bin: '970403', kind: 'card' } }), 'VND')
      .payload,
    added(typed('khqr', 'test@dev', { name: 'Test Merchant' }), 'KHR').payload,
  ]
  const published = new Set(vectors.map(({ payload }) => payload))
  expect(payloads.filter((payload) => !published.has(payload))).toEqual([])
})

const refusedTyped: [ReceivingInput, Currency, field: string, problem: string][] = [
  // Check digits.
  [typed('pix', '39053344706'), 'BRL', 'account', 'bad_check_digit'],
  [typed('pix', '11222333000180'), 'BRL', 'account', 'bad_check_digit'],
  [typed('pix', '111.111.111-11'), 'BRL', 'account', 'unusual_value'],
  // A phone without its country is read as a CPF, and is none.
  [typed('pix', '11987654321'), 'BRL', 'account', 'bad_check_digit'],
  [typed('promptpay', '1101700230709'), 'THB', 'account', 'bad_check_digit'],
  [typed('epc', 'DE72110220330123456789'), 'EUR', 'account', 'bad_check_digit'],
  [typed('upi', '234567890123@aadhaar.npci'), 'INR', 'account', 'bad_check_digit'],
  // Forms.
  [typed('pix', 'chai'), 'BRL', 'account', 'bad_format'],
  [typed('pix', 'a@b'), 'BRL', 'account', 'bad_format'],
  [typed('pix', '+4915112345678'), 'BRL', 'account', 'bad_format'],
  [typed('promptpay', '12345'), 'THB', 'account', 'bad_format'],
  [typed('paynow', 'ABCDEFGHI'), 'SGD', 'account', 'unusual_value'],
  [typed('paynow', '12'), 'SGD', 'account', 'bad_format'],
  [typed('vietqr', '12345678901234567890'), 'VND', 'account', 'bad_format'],
  [typed('vietqr', '1', { details: { bin: '9704' } }), 'VND', 'bin', 'length_out_of_range'],
  [typed('vietqr', '1', { details: {} }), 'VND', 'bin', 'missing'],
  [typed('vietqr', '1', { details: { bin: '970422', kind: 'x' } }), 'VND', 'kind', 'wrong_value'],
  [typed('hkfps', '123456'), 'HKD', 'account', 'bad_format'],
  [typed('khqr', 'testdev'), 'KHR', 'account', 'bad_format'],
  [typed('khqr', `${'a'.repeat(30)}@dev`), 'KHR', 'account', 'length_out_of_range'],
  [typed('upi', 'chai'), 'INR', 'account', 'bad_format'],
  [typed('upi', 'chai@hdfc&am=1'), 'INR', 'account', 'bad_format'],
  [typed('epc', 'US71110220330123456789'), 'EUR', 'account', 'bad_check_digit'],
  [typed('epc', 'DE7111022033012345678'), 'EUR', 'account', 'length_out_of_range'],
  [typed('epc', 'DE71110220330123456789', { details: { bic: 'XX' } }), 'EUR', 'bic', 'bad_format'],
  [typed('pix', ' '), 'BRL', 'account', 'missing'],
  // Names and towns.
  [typed('pix', '39053344705', { name: '' }), 'BRL', 'name', 'missing'],
  [typed('pix', '39053344705', { city: null }), 'BRL', 'city', 'missing'],
  [typed('pix', '39053344705', { name: '茶' }), 'BRL', 'name', 'not_latin'],
  [typed('pix', '39053344705', { city: 'São João del-Rei' }), 'BRL', 'city', 'length_out_of_range'],
  [typed('khqr', 'a@dev', { name: 'x'.repeat(26) }), 'KHR', 'name', 'length_out_of_range'],
  [typed('upi', 'a@dev', { name: 'x'.repeat(71) }), 'INR', 'name', 'length_out_of_range'],
  [typed('upi', 'a@dev', { name: 'a\u202Eb' }), 'INR', 'name', 'forbidden_character'],
  [typed('epc', 'DE71110220330123456789', { name: 'a\nb' }), 'EUR', 'name', 'forbidden_character'],
  // What the form does not ask.
  [typed('upi', 'a@dev', { city: 'Pune' }), 'INR', 'city', 'unexpected'],
  [typed('upi', 'a@dev', { details: { sign: 'x' } }), 'INR', 'details', 'unexpected'],
  // Another country's scheme.
  [typed('pix', '39053344705'), 'INR', 'scheme', 'wrong_currency'],
  [{ scheme: 'qris', account: 'ID1020041698835', name: 'x' }, 'IDR', 'scheme', 'issued_only'],
]

it('refuses what no bank would take, and names the field', ({ expect }) => {
  for (const [input, currency, field, problem] of refusedTyped) {
    const found = problems(input, currency)
    expect(found, JSON.stringify(input)).toMatchObject([{ field, code: problem }])
  }
})

it('names every field that is wrong at once', ({ expect }) => {
  const input = typed('pix', 'x', { name: '', city: '東京' })
  const fields = problems(input, 'BRL').map(({ field }) => field)
  expect(fields.toSorted()).toEqual(['account', 'city', 'name'])
})

it('finds the account of a typed one on its sticker too', ({ expect }) => {
  fc.assert(
    fc.property(anySample, ({ input, currency }) => {
      const account = added(input, currency)
      const sticker = added({ payload: account.payload, name: account.name }, currency)
      expect(accountKey(sticker)).toBe(accountKey(account))
      expect(sticker).toMatchObject({ isFixed: true, payload: account.payload })
      // What the form asks, taken from the sticker, gives the account again.
      const { required, optional } = RECEIVING_SCHEMES[account.scheme]
      const asked = new Set<string>([...required, ...optional])
      const details = Object.entries(sticker.details).filter(([name]) => asked.has(name))
      const form = {
        scheme: sticker.scheme,
        account: sticker.account,
        name: sticker.name,
        city: asked.has('city') ? sticker.city : null,
        details: Object.fromEntries(details),
      }
      expect(added(form, currency).payload).toBe(account.payload)
    }),
    { numRuns: 300 },
  )
})

it('gives one key to an account wherever it stands', ({ expect }) => {
  const keys: [Parameters<typeof accountKey>[0], key: string][] = [
    [{ scheme: 'vietqr', account: '970422/0123 456 789' }, 'vietqr:970422/0123456789'],
    [{ scheme: 'swissqr', account: 'CH58 0079 1123 0008 8901 2' }, 'iban:ch5800791123000889012'],
    [{ scheme: 'epc', account: 'CH5800791123000889012' }, 'iban:ch5800791123000889012'],
    [{ scheme: 'promptpay', account: '099400015837600/ref 1' }, 'promptpay:099400015837600/ref1'],
    [{ scheme: 'sgqr', account: '91234567', details: { kind: 'mobile' } }, 'paynow:+6591234567'],
    [{ scheme: 'bharatqr', account: 'A@HDFC', details: { kind: 'vpa' } }, 'upi:a@hdfc'],
    [{ scheme: 'duitnow', account: '501664/Ab1' }, 'duitnow:501664/Ab1'],
  ]
  for (const [of, key] of keys) expect(accountKey(of), of.account).toBe(key)
})

it('never shows more than the last four of an account, or half of it', ({ expect }) => {
  const masks: [account: string, mask: string][] = [
    ['DE71110220330123456789', '••••6789'],
    ['chai.point@hdfcbank', '••••oint@hdfcbank'],
    ['raju@upi', '••••ju@upi'],
    ['x@upi', '••••@upi'],
    ['+852-67891234', '••••1234'],
    ['khqr@devb/123456', '••••3456'],
  ]
  for (const [account, mask] of masks) expect(maskAccount({ account }), account).toBe(mask)
})

it('has facts of every scheme that the codec reads and that pays into a bank', ({ expect }) => {
  const schemes = new Set(vectors.map(({ scheme }) => scheme))
  const others = new Set(['alipay', 'wechat', 'pushcart'])
  const known = [...schemes].filter((scheme) => !others.has(scheme))
  expect(Object.keys(RECEIVING_SCHEMES).toSorted()).toEqual(known.toSorted())
  const open = Object.entries(RECEIVING_SCHEMES).filter(([, { isOpen }]) => isOpen)
  expect(open.map(([scheme]) => scheme)).toEqual([...OPEN_SCHEMES])
})

it('never throws, whatever is pasted or typed', ({ expect }) => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }))
  const input = fc.record({
    scheme: fc.constantFrom(...(Object.keys(RECEIVING_SCHEMES) as ReceivingScheme[])),
    account: text,
    name: text,
    city: text,
    details: fc.dictionary(fc.oneof(text, fc.constantFrom('bin', 'kind', 'bic')), text),
  })
  fc.assert(
    fc.property(fc.oneof(input, fc.record({ payload: text })), (one) => {
      const currency = 'scheme' in one ? moneyOf(one.scheme) : 'INR'
      const read = readReceivingAccount(one, currency, NOW_MS)
      if (read.ok) expect(decodeQr(read.account.payload).ok).toBe(true)
      else expect(read.problems.length).toBeGreaterThan(0)
      if ('scheme' in one) expect(accountKey(one)).toContain(':')
    }),
    { numRuns: 2000 },
  )
})
