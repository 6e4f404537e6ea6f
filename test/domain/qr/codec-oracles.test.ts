import fc from 'fast-check'
import { createDynamicPix, createStaticPix, hasError, parsePix } from 'pix-utils'
import { generate, parse } from 'promptparse'
import { SwissQRCode } from 'swissqrbill/svg'
import { isIBANValid, isQRIBAN, isQRReferenceValid, isSCORReferenceValid } from 'swissqrbill/utils'
import { CURRENCY, KHQR, TAG } from 'ts-khqr'
import { it, vi } from 'vitest'
import { decodeQr, encodeQr } from '../../../src/domain/qr/codec.ts'
import type { DecodedQr, QrInput } from '../../../src/domain/qr/values.ts'
import { decodeWithZxing, svgPixels } from '../../support/decode.ts'
import { digits, word } from './arbitraries.ts'
import { values } from './codec-values.ts'
import { meaning } from './emv.ts'
import { emvVectors, vectors } from './vectors.ts'

/**
 * Packages that know nothing of our code, asked for a second opinion where they are sound. They are lenient, so
 * they confirm what we accept and not what we refuse.
 */

function write(value: QrInput): string {
  const encoded = encodeQr(value)
  if (!encoded.ok) throw new Error(`${JSON.stringify(encoded.errors)} of ${JSON.stringify(value)}`)
  return encoded.text
}

function read(text: string): Extract<DecodedQr, { ok: true }> {
  const decoded = decodeQr(text)
  if (!decoded.ok) throw new Error(`${JSON.stringify(decoded.errors)} in ${text}`)
  return decoded
}

/** promptparse takes its checksum over UTF-16 units, so only ASCII can be put to it. */
const isAscii = (text: string) => /^[ -~]*$/.test(text)

it('agrees with promptparse on every object of every EMVCo code of ASCII', ({ expect }) => {
  const written = fc
    .oneof(values.promptpay, values.paynow, values.hkfps, values.bharatqr)
    .map(write)
  const published = fc.constantFrom(...emvVectors.map(({ payload }) => payload))
  fc.assert(
    fc.property(fc.oneof(written, published).filter(isAscii), (text) => {
      const theirs = parse(text, true, false)
      const ours = read(text)
      expect('tlv' in ours && ours.tlv).toEqual(
        theirs?.getTags().map(({ id, value }) => [id, value]),
      )
    }),
    { numRuns: 500 },
  )
})

it('reads what promptparse generates, and writes the same objects', ({ expect }) => {
  const phone = digits(9).map((rest) => `0${rest}`)
  const amount = fc.integer({ min: 1, max: 9_999_999 }).map((satang) => satang / 100)
  fc.assert(
    fc.property(phone, amount, digits(15), word(1, 20), (target, baht, billerId, ref1) => {
      const transfer = read(generate.anyId({ type: 'MSISDN', target, amount: baht }))
      expect(transfer).toMatchObject({
        scheme: 'promptpay',
        initiation: 'dynamic',
        amount: baht.toFixed(2),
        merchantAccounts: [{ fields: { '01': `0066${target.slice(1)}` } }],
      })
      const bill = read(generate.billPayment({ billerId, ref1, amount: baht }))
      expect(bill).toMatchObject({ merchantAccounts: [{ fields: { '01': billerId, '02': ref1 } }] })
      for (const value of [transfer, bill]) {
        const { tlv, ...own } = value as Extract<typeof value, { scheme: 'promptpay' }>
        const again = encodeQr({ ...own, tlv: tlv.slice(0, 1) })
        expect(again.ok && meaning(decodeQr(again.text))).toEqual(meaning(value))
      }
    }),
    { numRuns: 200 },
  )
})

it('writes Pix as pix-utils does, byte for byte, and is read by it', ({ expect }) => {
  const value = fc.record({
    // pix-utils writes these two in capitals.
    merchantName: word(1, 25).map((name) => name.toUpperCase()),
    merchantCity: word(1, 15).map((city) => city.toUpperCase()),
    pixKey: fc.uuid(),
    infoAdicional: word(1, 20),
    txid: word(1, 25),
    transactionAmount: fc.integer({ min: 1, max: 9_999_999 }).map((cents) => cents / 100),
  })
  fc.assert(
    fc.property(value, (params) => {
      const theirs = createStaticPix(params)
      if (hasError(theirs)) throw new Error(theirs.message)
      const ours = write({
        scheme: 'pix',
        merchantAccounts: [
          {
            id: '26',
            guid: 'br.gov.bcb.pix',
            fields: { '01': params.pixKey, '02': params.infoAdicional },
          },
        ],
        mcc: '0000',
        currency: '986',
        amount: params.transactionAmount.toFixed(2),
        country: 'BR',
        merchantName: params.merchantName,
        merchantCity: params.merchantCity,
        additionalData: { '05': params.txid },
      })
      expect(ours).toBe(theirs.toBRCode())
      expect(parsePix(ours)).toMatchObject(params)
    }),
    { numRuns: 200 },
  )
})

it('reads the dynamic codes of pix-utils, which reads ours', ({ expect }) => {
  const url = 'qr.example.com/v2/9d36b84fc70b478fb95c12729b90ca25'
  const theirs = createDynamicPix({ merchantName: 'Chai', merchantCity: 'TOWN', url })
  if (hasError(theirs)) throw new Error(theirs.message)
  expect(read(theirs.toBRCode())).toMatchObject({
    scheme: 'pix',
    merchantAccounts: [{ fields: { '25': url } }],
    additionalData: { '05': '***' },
  })
  for (const { payload } of vectors.filter(({ scheme, valid }) => scheme === 'pix' && valid)) {
    expect(hasError(parsePix(payload)), payload).toBe(false)
  }
})

/** ts-khqr pads a checksum with two zeros at most. */
const isPadded = (text: string) =>
  text.slice(-8, -4) === '6304' && !text.slice(-4).startsWith('000')

it('agrees with ts-khqr on every KHQR, written or published', ({ expect }) => {
  vi.useFakeTimers()
  try {
    fc.assert(
      fc.property(values.khqr.map(write).filter(isPadded), (text) => {
        vi.setSystemTime(1_750_000_000_000)
        expect(KHQR.verify(text)).toEqual({ isValid: true })
      }),
      { numRuns: 300 },
    )
    for (const { payload, valid, decoded } of vectors.filter(({ scheme }) => scheme === 'khqr')) {
      vi.setSystemTime(Number(decoded['createdAtMs'] ?? 1_750_000_000_000))
      expect(KHQR.verify(payload), payload).toEqual({ isValid: valid })
      expect(decodeQr(payload).ok, payload).toBe(valid)
    }
  } finally {
    vi.useRealTimers()
  }
})

it('reads what ts-khqr generates', ({ expect }) => {
  const person = fc.record({
    accountID: word(2, 12).map((name) => `${name}@devb`),
    merchantName: word(1, 25),
    amount: fc.integer({ min: 1, max: 99_999 }),
    currency: fc.constantFrom(CURRENCY.KHR, CURRENCY.USD),
  })
  fc.assert(
    fc.property(person, ({ accountID, merchantName, amount, currency }) => {
      const made = KHQR.generate({
        tag: TAG.INDIVIDUAL,
        accountID,
        merchantName,
        amount,
        currency,
        expirationTimestamp: Date.now() + 60_000,
        additionalData: { billNumber: 'INV-1' },
        languageData: { languagePreference: 'km', merchantNameAlternateLanguage: 'ចន ស្មីន' },
      })
      const text = made.data?.qr ?? ''
      fc.pre(isPadded(text))
      expect(read(text)).toMatchObject({
        scheme: 'khqr',
        initiation: 'dynamic',
        merchantAccounts: [{ id: '29', guid: accountID }],
        merchantName,
        currency,
        amount: String(amount),
        additionalData: { '01': 'INV-1' },
        language: { merchantName: 'ចន ស្មីន' },
      })
      expect(write(read(text))).toBe(text)
    }),
    { numRuns: 200 },
  )
})

it('agrees with swissqrbill on IBANs and references', ({ expect }) => {
  fc.assert(
    fc.property(values.swissqr, (value) => {
      if (value.scheme !== 'swissqr') throw new Error(value.scheme)
      const { iban, referenceType, reference = '' } = value
      expect(isIBANValid(iban)).toBe(true)
      expect(isQRIBAN(iban)).toBe(referenceType === 'QRR')
      if (referenceType === 'QRR') expect(isQRReferenceValid(reference)).toBe(true)
      if (referenceType === 'SCOR') expect(isSCORReferenceValid(reference)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

it('writes a Swiss bill as swissqrbill draws it, byte for byte', async ({ expect }) => {
  const creditor = { name: 'Robert Schneider AG', address: 'Rue du Lac', buildingNumber: '1268' }
  const place = { zip: '2501', city: 'Biel', country: 'CH' }
  const debtor = { name: 'Pia Rütschmann', address: 'Marktgasse', zip: '9400', city: 'Rorschach' }
  const symbol = new SwissQRCode({
    creditor: { ...creditor, ...place, account: 'CH4431999123000889012' },
    debtor: { ...debtor, buildingNumber: '28', country: 'CH' },
    amount: 1949.75,
    currency: 'CHF',
    reference: '210000000003139471430009017',
    message: 'Order of 18 June',
    additionalInformation: '//S1/10/10201409/11/190512',
    av1: 'eBill/B/peter@muster.ch',
  })
  const text = write({
    scheme: 'swissqr',
    iban: 'CH4431999123000889012',
    creditor: {
      type: 'S',
      name: creditor.name,
      street: creditor.address,
      building: creditor.buildingNumber,
      postalCode: place.zip,
      town: place.city,
      country: place.country,
    },
    amount: '1949.75',
    currency: 'CHF',
    debtor: {
      type: 'S',
      name: debtor.name,
      street: debtor.address,
      building: '28',
      postalCode: debtor.zip,
      town: debtor.city,
      country: 'CH',
    },
    referenceType: 'QRR',
    reference: '210000000003139471430009017',
    message: 'Order of 18 June',
    billInformation: '//S1/10/10201409/11/190512',
    alternativeSchemes: ['eBill/B/peter@muster.ch'],
  })
  // The symbol is 46 mm wide, which is 174 px, and has neither ground nor quiet zone of its own.
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 214 214" width="214" height="214">' +
    `<rect width="214" height="214" fill="#fff"/><g transform="translate(20 20)">${symbol.toString()}</g></svg>`
  const drawn = await decodeWithZxing(svgPixels(svg, 5))
  expect(new TextDecoder().decode(drawn?.bytes)).toBe(text)
})
