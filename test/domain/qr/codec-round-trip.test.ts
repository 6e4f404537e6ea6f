import fc from 'fast-check'
import { it } from 'vitest'
import { decodeQr, encodeQr } from '../../../src/domain/qr/codec.ts'
import type { DecodedQr, QrInput } from '../../../src/domain/qr/values.ts'
import { values } from './codec-values.ts'
import { meaning, sealed, tlv } from './emv.ts'
import { emvVectors } from './vectors.ts'

const RUNS = 300
const schemes = Object.keys(values) as QrInput['scheme'][]

function read(text: string): Extract<DecodedQr, { ok: true }> {
  const decoded = decodeQr(text)
  if (!decoded.ok) throw new Error(`${JSON.stringify(decoded.errors)} in ${text}`)
  return decoded
}

function write(value: QrInput): string {
  const encoded = encodeQr(value)
  if (!encoded.ok) throw new Error(`${JSON.stringify(encoded.errors)} of ${JSON.stringify(value)}`)
  return encoded.text
}

for (const scheme of schemes) {
  it(`reads back what it writes, and writes again what it read: ${scheme}`, ({ expect }) => {
    fc.assert(
      fc.property(values[scheme], (value) => {
        const text = write(value)
        const decoded = read(text)
        expect(decoded).toMatchObject(value)
        expect(decoded.warnings).toEqual([])
        expect(write(decoded)).toBe(text)
      }),
      { numRuns: RUNS },
    )
  })
}

it('reads the objects of a code in any order, and writes each order again', ({ expect }) => {
  const payload = fc.constantFrom(...emvVectors.map((vector) => vector.payload))
  const shuffled = payload.chain((text) => {
    const objects = (read(text) as unknown as { tlv: [string, string][] }).tlv
    const [first = ['', ''], ...others] = objects.filter(([id]) => id !== '63')
    return fc.record({
      text: fc.constant(text),
      turned: fc
        .shuffledSubarray(others, { minLength: others.length, maxLength: others.length })
        .map((rest) => sealed(tlv([first, ...rest]))),
    })
  })
  fc.assert(
    fc.property(shuffled, ({ text, turned }) => {
      const decoded = read(turned)
      expect(write(decoded)).toBe(turned)
      const [one, other] = [meaning(decoded), meaning(read(text))].map(sortedAccounts)
      expect(one).toEqual(other)
    }),
    { numRuns: 1000 },
  )
})

/** Accounts and templates stand in the order of the code, which is what was shuffled. */
function sortedAccounts(value: object): object {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      Array.isArray(member) && typeof member[0] === 'object' ? member.toSorted(byId) : member,
    ]),
  )
}

it('writes a changed code in ascending order, and keeps what was not changed', ({ expect }) => {
  for (const { payload } of emvVectors) {
    const decoded = read(payload)
    if (!('amount' in decoded) || !('tlv' in decoded)) continue
    const text = write({ ...decoded, amount: '7' })
    const changed = read(text)
    expect(meaning(changed)).toEqual({ ...meaning(decoded), amount: '7' })
    const ids = 'tlv' in changed ? changed.tlv.map(([id]) => id) : []
    expect(ids).toEqual(decoded.tlv.map(([id]) => id))
  }
  const still = read('00020101021129370016A000000677010111011300668012345675802TH530376463046197')
  if (still.scheme !== 'promptpay') throw new Error(still.scheme)
  const transfer = '0016A00000067701011101130066801234567'
  const text = write({ ...still, initiation: 'dynamic', amount: '5.00' })
  expect(text).toBe(sealed(`0002010102122937${transfer}530376454045.005802TH`))
})

it('refuses to write what its scheme does not allow, as a value', ({ expect }) => {
  const pix = {
    scheme: 'pix',
    merchantAccounts: [{ id: '26', guid: 'br.gov.bcb.pix', fields: { '01': 'thalesog@me.com' } }],
    mcc: '0000',
    currency: '986',
    country: 'BR',
    merchantName: 'Chai',
    merchantCity: 'Town',
    additionalData: { '05': '***' },
  } as const satisfies QrInput
  const rows: [QrInput, string][] = [
    [{ ...pix, currency: '840' }, 'wrong_currency 53'],
    [{ ...pix, amount: '1,50' }, 'amount_format 54'],
    [{ ...pix, additionalData: {} }, 'zero_length 62'],
    [
      { ...pix, additionalData: { '05': '***', '06': 'x'.repeat(100) } },
      'length_out_of_range 62.06',
    ],
    [{ ...pix, additionalData: { '05': '***', x: 'y' } }, 'bad_id 62.x'],
    [{ ...pix, merchantName: 'Caffè' }, 'forbidden_character 59'],
    [{ ...pix, merchantName: 'Chai ' }, 'surrounding_space 59'],
    [{ ...pix, merchantName: '\uD800' }, 'not_well_formed @0'],
    [
      { ...pix, merchantAccounts: [...pix.merchantAccounts, ...pix.merchantAccounts] },
      'duplicate 26',
    ],
    [{ ...pix, merchantAccounts: [{ id: '54', value: '5' }] }, 'no_merchant_account 26'],
    [{ ...pix, scheme: 'emvco' }, 'scheme_mismatch @0'],
    [{ ...pix, payloadFormatIndicator: '02' }, 'wrong_value 00'],
    [{ ...pix, unreserved: [{ id: '64', raw: 'x' }] }, 'bad_id 64@0'],
    [{ ...pix, unreserved: [{ id: '81', raw: '0001x' }] }, 'does_not_read_back unreserved'],
    [{ scheme: 'khqr', currency: '840', country: 'KH', expiresAtMs: 1 }, 'missing 52'],
    [{ scheme: 'vietqr', currency: '704', country: 'VN' }, 'no_merchant_account 26'],
    [
      {
        scheme: 'vietqr',
        currency: '704',
        country: 'VN',
        beneficiary: { bin: '97042', account: '1', service: 'QRIBFTTA' },
      },
      'length_out_of_range 38.01.00',
    ],
    [{ scheme: 'alipay', url: 'https://example.com/x' }, 'unknown_scheme @0'],
    [{ scheme: 'wechat', url: 'https://qr.alipay.com/x' }, 'scheme_mismatch @0'],
  ]
  for (const [value, expected] of rows) {
    const encoded = encodeQr(value)
    const found = encoded.ok ? [] : encoded.errors.map((error) => `${error.code} ${error.at}`)
    expect(found, JSON.stringify(value)).toContain(expected)
  }
  expect(encodeQr(pix).ok).toBe(true)
})
