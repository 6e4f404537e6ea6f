import fc from 'fast-check'
import {
  cnpjIsRight,
  cpfIsRight,
  mod97IsRight,
  thaiIdIsRight,
  verhoeffIsRight,
} from '../../../src/domain/qr/check-digits.ts'
import type { EmvScheme, QrInput } from '../../../src/domain/qr/values.ts'

/** Parts of random values: right ones, and without anything doubtful. */

export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
export const ALPHANUMERIC = `${UPPER}${UPPER.toLowerCase()}0123456789`
export const PUNCTUATION = ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

export function from(
  alphabet: string,
  minLength: number,
  maxLength = minLength,
): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength })
}

export const digits = (min: number, max = min) => from('0123456789', min, max)
export const word = (min: number, max: number) => from(ALPHANUMERIC, min, max)

/** Printable ASCII with no space at either end. */
export function ascii(max: number): fc.Arbitrary<string> {
  return from(ALPHANUMERIC + PUNCTUATION, 1, max).map((text) => text.replace(/^ | $/g, 'x'))
}

/** Short text in the scripts of the people who scan, in normal form C. */
export function unicode(max: number): fc.Arbitrary<string> {
  const foreign = Array.from('咖啡店茶ข้าวผัดភ្នំពេញĐồuốngéñßकॉफ़ी'.normalize('NFC'))
  return fc
    .string({ unit: fc.constantFrom(...ALPHANUMERIC, ...foreign), minLength: 1, maxLength: max })
    .map((text) => text.normalize('NFC'))
    .filter((text) => Array.from(text).length <= max)
}

/** `text` with its check digits put right: the last `count` digits that `isRight` takes. */
export function completed(isRight: (text: string) => boolean, count = 1) {
  return (text: string) => {
    const endings = Array.from({ length: 10 ** count }, (_, i) => String(i).padStart(count, '0'))
    return endings.map((ending) => text + ending).find(isRight) ?? text
  }
}

export const cpf = digits(9)
  .filter((text) => new Set(text).size > 1)
  .map(completed(cpfIsRight, 2))
export const cnpj = from(`${UPPER}0123456789`, 12).map(completed(cnpjIsRight, 2))
export const thaiId = digits(12).map(completed(thaiIdIsRight))
export const aadhaar = fc
  .tuple(from('23456789', 1), digits(10))
  .map(([first, rest]) => completed(verhoeffIsRight)(first + rest))
export const creditorReference = from(`${UPPER}0123456789`, 1, 21).map((text) => {
  const right = completed((tail) => mod97IsRight(`RF${tail.slice(-2)}${text}`), 2)('')
  return `RF${right}${text}`
})
export const vpa = fc
  .tuple(word(2, 20), from(UPPER.toLowerCase(), 3, 10))
  .map((parts) => parts.join('@'))
export const email = fc.tuple(word(1, 15), word(1, 10)).map(([name, host]) => `${name}@${host}.com`)

/** An IBAN of a country whose accounts have this many digits. */
export function iban(country: string, account: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return account.map((text) => {
    const right = completed((tail) => mod97IsRight(`${country}${tail.slice(-2)}${text}`), 2)('')
    return `${country}${right}${text}`
  })
}

export function amount(decimals: number): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: 999_999_999 }).map((minor) => {
    if (decimals === 0) return String(minor)
    const text = String(minor).padStart(decimals + 1, '0')
    return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`
  })
}

/** An object whose members are each there or not. */
export function some<T extends object>(members: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record<T, never>(members, { requiredKeys: [] })
}

export const day = fc
  .tuple(
    fc.integer({ min: 2024, max: 2099 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''))

export const labels = some({
  '01': unicode(12),
  '02': digits(8, 12),
  '03': unicode(12),
  '05': word(1, 12),
  '07': word(1, 8),
  '08': unicode(12),
}).filter((template) => Object.keys(template).length > 0)

export const language = fc
  .record({ preference: fc.constantFrom('ZH', 'km', 'th'), merchantName: unicode(25) })
  .chain((named) => fc.record({ merchantCity: unicode(15) }).map((city) => ({ ...named, ...city })))

interface Common {
  scheme: EmvScheme
  currency: string
  country: string
  decimals?: number
}

/** What all EMVCo codes share, with an amount or without. */
export function emv({ scheme, currency, country, decimals = 2 }: Common, others: object = {}) {
  return fc
    .record({
      initiation: fc.constantFrom('static', 'dynamic', null),
      mcc: digits(4),
      merchantName: ascii(25),
      merchantCity: ascii(15),
      postalCode: digits(5),
      extra: some({ amount: amount(decimals), additionalData: labels, language }),
    })
    .map(({ extra, ...value }) => ({ scheme, currency, country, ...value, ...extra, ...others }))
}

/** A random value of two halves. That it is one is for the tests to find out, which is why it is cast. */
export function joined(
  base: fc.Arbitrary<object>,
  members: fc.Arbitrary<object>,
): fc.Arbitrary<QrInput> {
  return fc.tuple(base, members).map((parts) => Object.assign({}, ...parts) as unknown as QrInput)
}
