import fc from 'fast-check'
import { createStaticPix, hasError, parsePix } from 'pix-utils'
import { generate, parse } from 'promptparse'
import { KHQR } from 'ts-khqr'
import { it, vi } from 'vitest'
import { type Currency, AMOUNT_MAX_MINOR, parseAmount } from '../../../src/domain/money/money.ts'
import { payeeOf, type ReceivingValue } from '../../../src/domain/payments/receiving-payee.ts'
import {
  OPEN_SCHEMES,
  type OpenScheme,
  RECEIVING_SCHEMES,
} from '../../../src/domain/payments/receiving-schemes.ts'
import { bankCode } from '../../../src/domain/payments/receiving.ts'
import { decodeQr, readQr } from '../../../src/domain/qr/codec.ts'
import { digits, unicode, word } from '../qr/arbitraries.ts'
import { added, anySample, NOW_MS, samples, TIMES, typed } from './receiving-samples.ts'

/** What an app makes of a code that nothing is wrong or doubtful with. */
function seen(payload: string) {
  expectStrict(payload)
  const { value, fields } = readQr(payload)
  if (value === null) throw new Error(payload)
  const named = (path: string) => fields.find((field) => field.path === path)?.value || null
  const text = named('54') ?? named('am') ?? named('amount')?.replace(/^EUR/, '') ?? null
  return { payee: payeeOf(value as ReceivingValue, fields), amount: text, named, value }
}

function expectStrict(payload: string): void {
  const decoded = decodeQr(payload)
  const found = decoded.ok ? decoded.warnings : decoded.errors
  if (found.length > 0) throw new Error(`${JSON.stringify(found)} in ${payload}`)
}

/** Where each scheme has our reference. */
const REFERENCE_AT: Record<OpenScheme, string | null> = {
  pix: '62.05',
  promptpay: null,
  paynow: '62.01',
  vietqr: '62.08',
  hkfps: '62.05',
  khqr: '62.01',
  upi: 'tr',
  epc: 'remittanceText',
}

const minor = fc.oneof(
  fc.integer({ min: 1, max: AMOUNT_MAX_MINOR }),
  fc.integer({ min: 1, max: 20_000 }),
  fc.constantFrom(1, 10, 99, 100, 101, 1_000_000, 99_999_999_999, AMOUNT_MAX_MINOR),
)

it('asks for exactly the amount, into the same account, without anything doubtful', ({
  expect,
}) => {
  const note = fc.oneof(
    fc.constant(null),
    unicode(80),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
  fc.assert(
    fc.property(anySample, minor, word(1, 20), note, ({ input, currency }, amount, ref, note) => {
      const account = added(input, currency)
      const money = { amount, currency }
      const code = bankCode(account, { amount: money, reference: ref, note, times: TIMES })
      const read = seen(code.payload)
      expect(read.payee.account).toBe(account.account)
      expect(read.value.scheme).toBe(account.scheme)
      const mayBeLeftOut =
        (currency === 'KHR' && amount % 100 !== 0) ||
        (currency === 'EUR' && amount > 99_999_999_999)
      expect(code.carriesAmount).toBe(!mayBeLeftOut)
      expect(read.amount === null).toBe(mayBeLeftOut)
      if (read.amount !== null) {
        expect(parseAmount(read.amount, currency)).toEqual({ ok: true, amount })
      }
    }),
    { numRuns: 2000 },
  )
})

it('says a reference as it is, or not at all', ({ expect }) => {
  const reference = fc.oneof(word(1, 40), fc.string({ unit: 'binary', maxLength: 40 }), fc.string())
  const plain = /^[0-9A-Za-z]{1,25}$/
  const asked = fc.record({ reference, note: fc.oneof(unicode(40), fc.constant(null)) })
  fc.assert(
    fc.property(
      anySample,
      asked,
      fc.boolean(),
      ({ input, currency }, { reference, note }, priced) => {
        const account = added(input, currency)
        const scheme = account.scheme as OpenScheme
        const money = priced ? { amount: 1200, currency } : null
        const code = bankCode(account, { amount: money, reference, note, times: TIMES })
        const at = REFERENCE_AT[scheme]
        const found = at === null ? null : seen(code.payload).named(at)
        if (code.carriesReference) {
          expect(found).toBe(reference)
          return
        }
        expect(plain.test(reference) && RECEIVING_SCHEMES[scheme].carriesReference).toBe(false)
        // What stands there else is a note or Brazil's word for none.
        if (scheme === 'pix') expect(found).toBe('***')
        if (['paynow', 'hkfps', 'khqr', 'upi'].includes(scheme)) expect(found).toBeNull()
      },
    ),
    { numRuns: 1000 },
  )
})

it('writes one payment of every scheme as its standard has it', ({ expect }) => {
  const accounts = [
    added(typed('pix', '39053344705', { name: 'José da Silva', city: 'São Paulo' }), 'BRL'),
    added(typed('promptpay', '081-234-5678'), 'THB'),
    added(typed('promptpay', '1101700230708'), 'THB'),
    added(typed('paynow', '201929813C'), 'SGD'),
    added(typed('vietqr', '0123456789'), 'VND'),
    added(typed('hkfps', '67891234', { name: '陳大文' }), 'HKD'),
    added(typed('khqr', 'test@dev'), 'KHR'),
    added(typed('upi', 'chai.point@hdfcbank'), 'INR'),
    added(typed('epc', 'DE71 1102 2033 0123 4567 89'), 'EUR'),
  ]
  const codes = accounts.map((account, i) => {
    const currency = (['BRL', 'THB', 'THB', 'SGD', 'VND', 'HKD', 'KHR', 'INR', 'EUR'] as const)[i]
    const money = { amount: 125_000, currency: currency ?? 'EUR' }
    const asked = { amount: money, reference: 'INVTEST0002', note: 'Phở & chè', times: TIMES }
    return bankCode(account, asked).payload
  })
  expect(codes).toMatchInlineSnapshot(`
    [
      "00020126460014br.gov.bcb.pix0111390533447050209Pho & che52040000530398654071250.005802BR5913Jose da Silva6009Sao Paulo62150511INVTEST0002630499EA",
      "00020101021229370016A00000067701011101130066812345678530376454071250.005802TH6304A54A",
      "00020101021229370016A00000067701011102131101700230708530376454071250.005802TH63043B3B",
      "00020101021226370009SG.PAYNOW010120210201929813C0301052040000530370254071250.005802SG5910Chai Point6009Singapore62150111INVTEST00026304A290",
      "00020101021238540010A00000072701240006970422011001234567890208QRIBFTTA530370454061250005802VN62150811INVTEST00026304E7CC",
      "00020101021226330012hk.com.hkicl0313+852-6789123452040000530334454071250.005802HK5902NA6002HK62150511INVTEST000263042915",
      "00020101021229120008test@dev520459995303116540412505802KH5910Chai Point6010Phnom Penh62280111INVTEST00020809Pho & che99340013178031520000001131780316100000630463F1",
      "upi://pay?pa=chai.point@hdfcbank&pn=Chai%20Point&tr=INVTEST0002&tn=Ph%E1%BB%9F%20%26%20ch%C3%A8&am=1250.00&cu=INR",
      "BCD
    002
    1
    SCT

    Chai Point
    DE71110220330123456789
    EUR1250.00


    INVTEST0002
    Phở & chè",
    ]
  `)
})

it('gives the sticker’s own code when nothing is asked', ({ expect }) => {
  fc.assert(
    fc.property(anySample, ({ input, currency }) => {
      const account = added(input, currency)
      const code = bankCode(account, { amount: null, reference: null })
      expect(code).toMatchObject({ payload: account.payload, carriesAmount: false })
    }),
    { numRuns: 200 },
  )
})

it('shows a code that somebody else issued as it is', ({ expect }) => {
  const payload = 'upi://pay?pa=a@dev&pn=A&mc=5812&sign=MEUC'
  const account = added({ payload }, 'INR')
  const amount = { amount: 1250, currency: 'INR' as const }
  expect(bankCode(account, { amount, reference: 'R1', note: 'x' })).toEqual({
    payload,
    copyText: 'a@dev',
    deepLink: payload,
    carriesAmount: false,
    carriesReference: false,
  })
})

it('has a link in India, the code to paste in Brazil, and an account to type elsewhere', ({
  expect,
}) => {
  for (const scheme of OPEN_SCHEMES) {
    fc.assert(
      fc.property(samples[scheme], ({ input, currency }) => {
        const account = added(input, currency)
        const code = bankCode(account, { amount: null, reference: 'R1' })
        expect(code.deepLink).toBe(scheme === 'upi' ? code.payload : null)
        expect(RECEIVING_SCHEMES[scheme].hasDeepLink).toBe(scheme === 'upi')
        expect(code.copyText).toBe(scheme === 'pix' ? code.payload : account.account)
        expect(code.carriesReference).toBe(RECEIVING_SCHEMES[scheme].carriesReference)
      }),
      { numRuns: 20 },
    )
  }
})

it('leaves the note out before the reference, and both before the amount', ({ expect }) => {
  const key = `${'a'.repeat(60)}@example.com`
  const account = added(typed('pix', key), 'BRL')
  const amount = { amount: 1, currency: 'BRL' as const }
  const code = bankCode(account, { amount, reference: 'PEDIDO123', note: 'Café, à mesa' })
  expect(seen(code.payload)).toMatchObject({ amount: '0.01', payee: { account: key } })
  expect(seen(code.payload).named('62.05')).toBe('PEDIDO123')
  expect(seen(code.payload).named('26.02')).toBe('C')
})

it('gives a KHQR an amount only with its times', ({ expect }) => {
  const account = added(typed('khqr', 'test@dev'), 'USD')
  const amount = { amount: 150, currency: 'USD' as const }
  expect(bankCode(account, { amount, reference: 'R1' })).toMatchObject({
    carriesAmount: false,
    carriesReference: true,
  })
  expect(seen(bankCode(account, { amount, reference: 'R1', times: TIMES }).payload)).toMatchObject({
    amount: '1.50',
    value: TIMES,
  })
})

it('takes money of another currency for a bug', ({ expect }) => {
  const account = added(typed('upi', 'a@dev'), 'INR')
  const ask = (amount: number, currency: Currency) => () =>
    bankCode(account, { amount: { amount, currency }, reference: null })
  expect(ask(1, 'BRL')).toThrow('assertion failed')
  expect(ask(0, 'INR')).toThrow('assertion failed')
})

const cents = fc.integer({ min: 1, max: 9_999_999 })

it('writes Pix as pix-utils does, byte for byte', ({ expect }) => {
  const name = word(1, 25).map((text) => text.toUpperCase())
  const city = word(1, 15).map((text) => text.toUpperCase())
  fc.assert(
    fc.property(fc.uuid(), name, city, cents, word(1, 25), word(1, 30), (...drawn) => {
      const [pixKey, merchantName, merchantCity, amount, txid, note] = drawn
      const account = added(typed('pix', pixKey, { name: merchantName, city: merchantCity }), 'BRL')
      const money = { amount, currency: 'BRL' as const }
      const { payload } = bankCode(account, { amount: money, reference: txid, note })
      const params = { merchantName, merchantCity, pixKey, infoAdicional: note, txid }
      const theirs = createStaticPix({ ...params, transactionAmount: amount / 100 })
      if (hasError(theirs)) throw new Error(theirs.message)
      expect(payload).toBe(theirs.toBRCode())
      expect(parsePix(payload)).toMatchObject({ ...params, transactionAmount: amount / 100 })
    }),
    { numRuns: 200 },
  )
})

it('writes the objects of PromptPay that promptparse writes', ({ expect }) => {
  const target = digits(9).map((rest) => `0${rest}`)
  const tags = (text: string) =>
    Object.fromEntries(
      (parse(text, true, false)?.getTags() ?? []).map(({ id, value }) => [id, value]),
    )
  fc.assert(
    fc.property(target, cents, (phone, amount) => {
      const account = added(typed('promptpay', phone), 'THB')
      const theirs = { type: 'MSISDN', target: phone } as const
      const { '63': _sum, ...sticker } = tags(account.payload)
      expect(tags(generate.anyId(theirs))).toMatchObject(sticker)
      const money = { amount, currency: 'THB' as const }
      const { '63': _crc, ...priced } = tags(
        bankCode(account, { amount: money, reference: null }).payload,
      )
      expect(tags(generate.anyId({ ...theirs, amount: amount / 100 }))).toMatchObject(priced)
    }),
    { numRuns: 200 },
  )
})

it('writes KHQR that ts-khqr verifies', ({ expect }) => {
  vi.useFakeTimers()
  vi.setSystemTime(NOW_MS)
  try {
    fc.assert(
      fc.property(samples.khqr, cents, word(1, 20), ({ input, currency }, amount, reference) => {
        const account = added(input, currency)
        const money = { amount, currency }
        const { payload } = bankCode(account, { amount: money, reference, times: TIMES })
        // ts-khqr pads a checksum with two zeros at most.
        const codes = [account.payload, payload].filter((text) => !text.slice(-4).startsWith('000'))
        for (const text of codes) expect(KHQR.verify(text), text).toEqual({ isValid: true })
      }),
      { numRuns: 200 },
    )
  } finally {
    vi.useRealTimers()
  }
})
