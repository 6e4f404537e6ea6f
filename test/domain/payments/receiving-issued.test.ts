import { it } from 'vitest'
import type { Currency } from '../../../src/domain/money/money.ts'
import { accountKey, readReceivingAccount } from '../../../src/domain/payments/receiving.ts'
import { code } from '../qr/emv.ts'
import { samples as codeSamples } from '../qr/samples.ts'
import { validVectors, vectors } from '../qr/vectors.ts'
import { added, moneyOf, NOW_MS, problems } from './receiving-samples.ts'

it('takes a published sticker as it is, or says why it is none', ({ expect }) => {
  const read = validVectors.map(({ scheme, payload }) => {
    const result = readReceivingAccount({ payload, name: 'Stall' }, moneyOf(scheme), NOW_MS)
    if (!result.ok) return `${scheme}: ${result.problems.map((one) => one.code).join(' ')}`
    expect(result.account).toMatchObject({ scheme, payload, isFixed: true })
    return `${scheme}: ${accountKey(result.account)} ${result.account.name}`
  })
  expect(read).toMatchInlineSnapshot(`
    [
      "emvco: has_amount one_use",
      "emvco: has_amount wrong_currency",
      "laoqr: wrong_currency",
      "pix: pix:123e4567-e12b-12d1-a456-426655440000 Fulano de Tal",
      "pix: has_amount",
      "pix: one_use missing",
      "promptpay: promptpay:012345678901234 Stall",
      "promptpay: promptpay:0812223333 Stall",
      "promptpay: promptpay:0812345678 Stall",
      "promptpay: promptpay:0000000000 Stall",
      "paynow: has_amount one_use",
      "paynow: paynow:+6591234567 Stall",
      "sgqr: sgqr:18090900176B TOAST BOX",
      "vietqr: vietqr:970403/9704031101234567 Stall",
      "vietqr: vietqr:970422/0123456789 Stall",
      "vietqr: has_amount one_use",
      "qris: has_amount one_use",
      "qris: has_amount one_use",
      "duitnow: has_amount",
      "duitnow: duitnow:564160/120710300065965RHBQR024044 NUNU APPAREL",
      "hkfps: has_amount one_use",
      "khqr: khqr:test@dev Test Merchant",
      "khqr: has_amount expired wrong_currency",
      "khqr: has_amount expired wrong_currency",
      "qrph: qrph:GXCHPHM2XXX/217020000054698716099 S and R MBTC 9182",
      "qrph: has_amount one_use",
      "qrph: qrph:SRCPPHM2XXX/09266144042 Miaaa",
      "bharatqr: upi:yellowqr.payutest.94@hdfcbank vendorName",
      "swissqr: wrong_currency",
      "swissqr: one_use wrong_currency",
      "swissqr: wrong_currency",
      "swissqr: wrong_currency",
      "epc: has_amount",
      "epc: has_amount",
      "upi: has_amount expired",
      "upi: has_amount one_use",
      "wechat: opaque",
      "alipay: opaque",
    ]
  `)
})

it('keeps the address of a Swiss sticker in euros', ({ expect }) => {
  const chf = vectors.find(({ scheme, payload, valid }) => {
    return scheme === 'swissqr' && valid && payload.includes('SCOR')
  })
  const payload = chf?.payload.replace('\nCHF\n', '\nEUR\n') ?? ''
  expect(added({ payload }, 'EUR')).toEqual({
    scheme: 'swissqr',
    account: 'CH5800791123000889012',
    name: 'Creditor FirstName LastName',
    city: 'Creditor City',
    details: {
      street: 'Creditor Address',
      postal_code: '1234',
      country: 'CH',
      reference: 'RF485000056789012345',
    },
    payload,
    isFixed: true,
  })
})

it('refuses every code that strict apps refuse', ({ expect }) => {
  for (const { payload, valid, scheme } of vectors.filter((one) => !one.valid)) {
    const found = problems({ payload, name: 'Stall' }, moneyOf(scheme))
    expect(found[0], payload).toMatchObject({ field: 'payload' })
    expect(valid).toBe(false)
  }
})

const pasted = (scheme: keyof typeof codeSamples, changes: object) => {
  const { '01': _point, '54': _amount, ...objects } = codeSamples[scheme]
  return code({ ...objects, ...changes })
}

const refusedCodes: [payload: string, Currency, problem: string][] = [
  ['', 'INR', 'empty'],
  ['https://pay.example.org/p/7K3M92QD', 'INR', 'own_link'],
  ['https://qr.alipay.com/bavh4wjlxf12tper3a', 'CNY', 'opaque'],
  ['weixin://wxpay/bizpayurl?pr=XIKYjUK', 'CNY', 'opaque'],
  ['upi://pay?pa=a@dev&pn=A&am=10&cu=INR', 'INR', 'has_amount'],
  ['upi://pay?pa=a@dev&pn=A&mode=15', 'INR', 'one_use'],
  ['upi://pay?pa=a@dev&pn=A&tid=T1', 'INR', 'one_use'],
  ['upi://pay?pa=a@dev&pn=A&QRexpire=2021-08-20T17:48:19%2B05:30', 'INR', 'expired'],
  [pasted('pix', { '54': '1.00' }), 'BRL', 'has_amount'],
  [pasted('pix', { '01': '12' }), 'BRL', 'one_use'],
  [pasted('pix', {}), 'EUR', 'wrong_currency'],
  [
    pasted('hkfps', { '26': { '00': 'hk.com.hkicl', '02': '1234567', '05': '30' } }),
    'HKD',
    'one_use',
  ],
  [
    pasted('vietqr', {
      '38': { '00': 'A000000727', '01': { '00': '970422', '01': '1' }, '02': 'QRCASH' },
    }),
    'VND',
    'not_payable',
  ],
  [pasted('duitnow', { '52': '6010' }), 'MYR', 'not_payable'],
]

it('refuses codes for one payment, links, and codes that pay out', ({ expect }) => {
  for (const [payload, currency, problem] of refusedCodes) {
    const found = problems({ payload, name: 'Stall' }, currency)
    expect(found, payload).toMatchObject([{ field: 'payload', code: problem }])
  }
})

it('judges the end of a sticker by the clock that it is given', ({ expect }) => {
  const fields = { '00': 'SG.PAYNOW', '01': '2', '02': '201929813C', '03': '1' }
  const until = (day: string) => ({
    payload: pasted('paynow', { '26': { ...fields, '04': day } }),
  })
  expect(added(until('20991231'), 'SGD').details).toMatchObject({ expires: '20991231' })
  expect(problems(until('20260531'), 'SGD')).toMatchObject([{ code: 'expired' }])
})

it('asks the name of a sticker that has none', ({ expect }) => {
  const payload =
    '00020101021138540010A00000072701240006970422011001234567890208QRIBFTTA53037045802VN6304B1A7'
  expect(problems({ payload }, 'VND')).toMatchObject([{ field: 'name', code: 'missing' }])
  const account = added({ payload, name: ' Phở Hà ' }, 'VND')
  expect(account).toMatchObject({
    name: 'Phở Hà',
    account: '0123456789',
    details: { bin: '970422' },
  })
})
