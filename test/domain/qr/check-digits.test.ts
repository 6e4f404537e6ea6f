import fc from 'fast-check'
import { it } from 'vitest'
import {
  cnpjIsRight,
  cpfIsRight,
  luhnIsRight,
  mod10RecursiveIsRight,
  mod97IsRight,
  thaiIdIsRight,
  verhoeffIsRight,
} from '../../../src/domain/qr/check-digits.ts'
import { crc16 } from '../../../src/domain/qr/crc.ts'
import { ALPHANUMERIC, completed, digits, from, UPPER } from './arbitraries.ts'

it('takes published numbers and no other last digit', ({ expect }) => {
  const rows: [isRight: (text: string) => boolean, number: string][] = [
    [luhnIsRight, '4111111111111111'],
    [luhnIsRight, '79927398713'],
    [mod10RecursiveIsRight, '210000000003139471430009017'],
    [mod97IsRight, 'GB82WEST12345698765432'],
    [mod97IsRight, 'FR1420041010050500013M02606'],
    [mod97IsRight, 'RF18539007547034'],
    [cpfIsRight, '52998224725'],
    [cnpjIsRight, '11222333000181'],
    // The example of the Receita Federal for the letters of July 2026.
    [cnpjIsRight, '12ABC34501DE35'],
    [verhoeffIsRight, '2363'],
    [verhoeffIsRight, '234123412346'],
    [thaiIdIsRight, '1101700230708'],
  ]
  for (const [isRight, number] of rows) {
    for (let digit = 0; digit < 10; digit += 1) {
      const text = number.slice(0, -1) + String(digit)
      expect(isRight(text), text).toBe(text === number)
    }
  }
})

it('finds every wrong digit, and where the method promises it every exchange of neighbours', ({
  expect,
}) => {
  const rows: [isRight: (text: string) => boolean, number: fc.Arbitrary<string>, swaps: boolean][] =
    [
      [luhnIsRight, digits(15).map(completed(luhnIsRight)), false],
      [mod10RecursiveIsRight, digits(26).map(completed(mod10RecursiveIsRight)), false],
      [verhoeffIsRight, digits(11).map(completed(verhoeffIsRight)), true],
    ]
  const place = fc.nat({ max: 10 })
  for (const [isRight, number, swaps] of rows) {
    fc.assert(
      fc.property(number, place, fc.nat({ max: 9 }), (text, at, digit) => {
        const wrong = text.slice(0, at) + String(digit) + text.slice(at + 1)
        expect(isRight(wrong)).toBe(wrong === text)
        const [one = '', other = ''] = text.slice(at, at + 2)
        const turned = text.slice(0, at) + other + one + text.slice(at + 2)
        if (swaps) expect(isRight(turned)).toBe(turned === text)
      }),
      { numRuns: 500 },
    )
  }
})

it('divides by 97 as long division does, and takes only digits that are given out', ({
  expect,
}) => {
  const account = from(UPPER + ALPHANUMERIC.slice(-10), 10, 30)
  fc.assert(
    fc.property(account, digits(2), (text, check) => {
      const number = Array.from(`${text}DE${check}`, (one) => String(Number.parseInt(one, 36)))
      const isOne = BigInt(number.join('')) % 97n === 1n
      const isGiven = Number(check) >= 2 && Number(check) <= 98
      expect(mod97IsRight(`DE${check}${text}`)).toBe(isOne && isGiven)
    }),
    { numRuns: 2000 },
  )
})

it('takes a checksum as polynomial division does, over UTF-8', ({ expect }) => {
  expect(crc16('123456789')).toBe('29B1')
  expect(crc16('')).toBe('FFFF')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      fc.pre(text.isWellFormed())
      const bytes = new TextEncoder().encode(text)
      // The message with FFFF added to its first two bytes and 16 zeros behind, as one long binary number.
      let remainder = 0
      for (const [i, byte] of [...bytes, 0, 0].entries()) {
        const shown = i < 2 ? byte ^ 0xff : byte
        for (let bit = 7; bit >= 0; bit -= 1) {
          remainder = (remainder << 1) | ((shown >> bit) & 1)
          if (remainder & 0x10000) remainder ^= 0x11021
        }
      }
      // Below two bytes the added ones reach into the zeros.
      if (bytes.length >= 2) {
        expect(crc16(text)).toBe(remainder.toString(16).toUpperCase().padStart(4, '0'))
      }
    }),
    { numRuns: 500 },
  )
})
