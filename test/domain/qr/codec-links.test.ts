import { it } from 'vitest'
import { decodeQr, encodeQr } from '../../../src/domain/qr/codec.ts'
import { judgedText } from './judged.ts'

it('reads upi://pay, and refuses each parameter that is wrong', ({ expect }) => {
  const rows: [query: string, expected: string[]][] = [
    ['pa=chai@okbank&pn=Chai%20Point', []],
    ['pn=Chai%20Point&pa=chai@okbank&am=149.50&cu=INR', []],
    ['pn=Chai', ['missing pa']],
    ['pa=chai@okbank', ['missing pn']],
    ['pa=chai@okbank&pn=', ['missing pn']],
    ['pa=chai&pn=x', ['bad_format pa']],
    ['pa=chai@ok@bank&pn=x', ['bad_format pa']],
    ['pa=@okbank&pn=x', ['bad_format pa']],
    ['pa=chai@&pn=x', ['bad_format pa']],
    ['pa=chai%20point@okbank&pn=x', ['bad_format pa']],
    ['pa=chai%40okbank&pn=x', []],
    ['pa=234123412346@aadhaar.npci&pn=x', []],
    ['pa=234123412347@aadhaar.npci&pn=x', ['bad_check_digit pa']],
    ['pa=12345678901@HDFC0000001.ifsc.npci&pn=x', []],
    ['pa=a@b1&pn=x&am=1.234&cu=INR', ['too_many_decimals am']],
    ['pa=a@b1&pn=x&am=1,000.00&cu=INR', ['amount_format am']],
    ['pa=a@b1&pn=x&am=01.50&cu=INR', ['amount_format am']],
    ['pa=a@b1&pn=x&am=1.&cu=INR', ['amount_format am']],
    ['pa=a@b1&pn=x&am=-1&cu=INR', ['amount_negative am']],
    ['pa=a@b1&pn=x&am=0&cu=INR', ['amount_zero am']],
    ['pa=a@b1&pn=x&am=&cu=INR', ['zero_length? am']],
    ['pa=a@b1&pn=x&am=10', ['recommended_field? cu']],
    ['pa=a@b1&pn=x&am=10&mam=5&cu=INR', []],
    ['pa=a@b1&pn=x&am=10&mam=11&cu=INR', ['contradiction mam']],
    ['pa=a@b1&pn=x&mam=0', ['unusual_value? mam']],
    ['pa=a@b1&pn=x&mam=null', ['unusual_value? mam']],
    ['pa=a@b1&pn=x&mam=1,5', ['amount_format mam']],
    ['pa=a@b1&pn=x&cu=USD', ['wrong_currency cu']],
    ['pa=a@b1&pn=x&cu=inr', ['wrong_currency cu']],
    ['pa=a@b1&pn=x&mc=123', ['bad_format mc']],
    ['pa=a@b1&pn=x&mode=1', ['bad_format mode']],
    [`pa=a@b1&pn=x&tr=${'r'.repeat(36)}`, ['length_out_of_range tr']],
    ['pa=a@b1&pn=x&tr=INV/1', ['unusual_value? tr']],
    ['pa=a@b1&pn=x&QRexpire=2021-08-20T17:48:19%2B05:30', []],
    ['pa=a@b1&pn=x&QRexpire=2021-08-20T17:48:19%2005:30', ['bad_date QRexpire']],
    ['pa=a@b1&pn=x&QRexpire=2021-02-29T17:48:19Z', ['bad_date QRexpire']],
    ['pa=a@b1&pn=Chai+Point', ['literal_plus? pn']],
    ['pa=a@b1&pn=Chai Point', ['unencoded_character? pn']],
    ['pa=a@b1&pn=%ZZ', ['bad_percent_encoding pn', 'missing pn']],
    ['pa=a@b1&pn=%FF', ['bad_percent_encoding pn', 'missing pn']],
    ['pa=a@b1&pn=x#y', ['forbidden_character pn']],
    ['pa=a@b1&pn=x%0Ay', ['forbidden_character pn']],
    ['pa=a@b1&pn=x&pa=c@d1', ['duplicate pa']],
    ['pa=a@b1&pn=x&', ['bad_parameter @10']],
    ['pa=a@b1&pn=x&tn', ['bad_parameter tn']],
    ['pa=a@b1&pn=x&sign=MEUC/A==', []],
    ['pa=a@b1&sign=MEUC&pn=x', ['data_after_signature pn']],
    ['pa=a@b1&pn=x&foo=1', ['nonstandard_field? foo']],
  ]
  for (const [query, expected] of rows)
    expect(judgedText(`upi://pay?${query}`), query).toEqual(expected)
  expect(judgedText('UPI://PAY?pa=a@b1&pn=x')).toEqual(['letter_case @0'])
  expect(judgedText('upi://mandate?pa=a@b1&pn=x')).toEqual(['not_payable @0'])
  expect(judgedText(' upi://pay?pa=a@b1&pn=x')).toEqual(['not_payable @0'])
})

it('writes upi://pay with %20 and @, and keeps the encoding of a link that was read', ({
  expect,
}) => {
  const value = {
    scheme: 'upi',
    pa: 'chai@okbank',
    pn: 'Chai & Co + 1',
    am: '5.00',
    cu: 'INR',
  } as const
  const text = 'upi://pay?pa=chai@okbank&pn=Chai%20%26%20Co%20%2B%201&am=5.00&cu=INR'
  expect(encodeQr(value)).toEqual({ ok: true, text, warnings: [] })
  const odd = 'upi://pay?pn=Chai+Point&pa=chai%40okbank&am=5.00&cu=INR&zz=1&sign=AA=='
  const decoded = decodeQr(odd)
  if (!decoded.ok || decoded.scheme !== 'upi') throw new Error(odd)
  expect(encodeQr(decoded)).toMatchObject({ ok: true, text: odd })
  const more = encodeQr({ ...decoded, am: '6.00', tn: 'two' })
  expect(more).toMatchObject({ text: odd.replace('5.00', '6.00').replace('&sign', '&tn=two&sign') })
  expect(encodeQr({ ...value, pn: '\uD800' })).toMatchObject({ ok: false })
  expect(encodeQr({ ...value, others: { pa: 'thief@okbank' } })).toMatchObject({ ok: false })
  expect(encodeQr({ ...value, others: { 'x&pa': '1' } })).toMatchObject({ ok: false })
})

it('knows the addresses of Alipay and WeChat Pay by their beginning, and changes nothing in them', ({
  expect,
}) => {
  const rows: [text: string, expected: object][] = [
    [
      'https://qr.alipay.com/fkx01234abc?t=1',
      { ok: true, scheme: 'alipay', host: 'qr.alipay.com' },
    ],
    ['HTTPS://QR.ALIPAY.COM/FKX01234ABC', { ok: true, scheme: 'alipay', host: 'qr.alipay.com' }],
    ['https://qr.alipay.com/', { ok: false, scheme: 'alipay' }],
    ['https://qr.alipay.com/a b', { ok: false, scheme: 'alipay' }],
    [' https://qr.alipay.com/ab', { ok: false, scheme: 'alipay' }],
    [
      'https://qr.alipay.com.evil.example/ab',
      { ok: false, errors: [{ code: 'unknown_scheme', at: '@0' }] },
    ],
    ['http://qr.alipay.com/ab', { ok: false, errors: [{ code: 'unknown_scheme', at: '@0' }] }],
    ['weixin://wxpay/bizpayurl?pr=XIKYjUK', { ok: true, scheme: 'wechat' }],
    ['weixin://wxpay/bizpayurl/up?pr=NwY5Mz9&groupid=00', { ok: true, scheme: 'wechat' }],
    ['weixin://wxpay/bizpayurl?', { ok: false, scheme: 'wechat' }],
    ['weixin://weixin://wxpay/bizpayurl?pr=XIKYjUK', { ok: false, scheme: 'wechat' }],
    ['wxp://f2f0abcDEF_-123', { ok: true, scheme: 'wechat' }],
  ]
  for (const [text, expected] of rows) {
    const decoded = decodeQr(text)
    expect(decoded, text).toMatchObject(expected)
    if (decoded.ok) expect(encodeQr(decoded)).toEqual({ ok: true, text, warnings: [] })
  }
})

it('knows our own links at any origin, in the one spelling that we write', ({ expect }) => {
  const id = '01K8W3ZQ4M7PXR5T9V2B6C0DEF'
  const rows: [text: string, expected: object][] = [
    ['https://pay.example.org/p/7K3M92QD', { ok: true, kind: 'vendor', code: '7K3M92QD' }],
    ['https://x.io:8443/p/7K3M92QD?lang=th', { ok: true, origin: 'https://x.io:8443' }],
    [`https://x.io/r/7K3M92QD-${id}`, { ok: true, kind: 'request', request: `prq_${id}` }],
    ['https://x.io/q/7K3M92QD.svg', { ok: true, kind: 'symbol', code: '7K3M92QD' }],
    ['https://x.io/q/7K3M92QD.png', { ok: true, kind: 'symbol' }],
    [`https://x.io/q/r/7K3M92QD-${id}.svg`, { ok: true, kind: 'symbol', request: `prq_${id}` }],
    ['https://x.io/p/7K3M92QW', { errors: [{ code: 'bad_check_digit', at: 'code' }] }],
    ['https://x.io/p/7k3m92qd', { errors: [{ code: 'bad_format', at: 'code' }] }],
    ['https://x.io/p/7K3M-92QD', { errors: [{ code: 'bad_format', at: 'code' }] }],
    ['https://x.io/p/7K3M92QD.svg', { errors: [{ code: 'bad_format', at: 'url' }] }],
    ['https://x.io/q/7K3M92QD', { errors: [{ code: 'bad_format', at: 'url' }] }],
    ['https://x.io/r/7K3M92QD', { errors: [{ code: 'bad_format', at: 'request' }] }],
    [
      `https://x.io/r/7K3M92QD-8${id.slice(1)}`,
      { errors: [{ code: 'bad_format', at: 'request' }] },
    ],
    ['http://x.io/p/7K3M92QD', { errors: [{ code: 'unknown_scheme', at: '@0' }] }],
    ['https://x.io/s/7K3M92QD', { errors: [{ code: 'unknown_scheme', at: '@0' }] }],
    ['https://thief@x.io/p/7K3M92QD', { errors: [{ code: 'unknown_scheme', at: '@0' }] }],
  ]
  for (const [text, expected] of rows) {
    const decoded = decodeQr(text)
    expect(decoded, text).toMatchObject(expected)
    if (decoded.ok) expect(encodeQr(decoded)).toMatchObject({ ok: true, text })
  }
  const origin = 'https://x.io'
  const code = '7K3M92QD'
  const made = [
    encodeQr({ scheme: 'pushcart', origin, kind: 'vendor', code }),
    encodeQr({ scheme: 'pushcart', origin, kind: 'request', code, request: `prq_${id}` }),
    encodeQr({ scheme: 'pushcart', origin, kind: 'symbol', code, request: `prq_${id}` }),
    encodeQr({ scheme: 'pushcart', origin, kind: 'vendor', code: '7K3M92QW' }),
    encodeQr({ scheme: 'pushcart', origin, kind: 'request', code, request: 'prq_1' }),
  ]
  expect(made.map((one) => (one.ok ? one.text.slice(origin.length) : one.errors[0]?.at))).toEqual([
    `/p/${code}`,
    `/r/${code}-${id}`,
    `/q/r/${code}-${id}.svg`,
    'code',
    'request',
  ])
})

it('says of everything else that it is no payment code', ({ expect }) => {
  const rows: [text: string, code: string][] = [
    ['', 'empty'],
    ['hello', 'unknown_scheme'],
    ['   ', 'unknown_scheme'],
    ['upi%3A%2F%2Fpay%3Fpa%3Da', 'unknown_scheme'],
    ['BITCOIN:BC1Q', 'unknown_scheme'],
    ['x'.repeat(2954), 'too_long'],
    [`000201${'0'.repeat(1_000_000)}`, 'too_long'],
    ['00020\uD800', 'not_well_formed'],
    // A slip that proves a transfer, and the bar code of a bill: both of Thailand, and neither can be paid.
    ['0041000600000101030140220001112222333444ABCD125102TH910417DF', 'not_payable'],
    ['|099999999999990\r111222333444\r\r0', 'not_payable'],
  ]
  for (const [text, code] of rows) {
    expect(decodeQr(text), text.slice(0, 40)).toEqual({ ok: false, errors: [{ code, at: '@0' }] })
  }
})
