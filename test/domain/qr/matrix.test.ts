import { it } from 'vitest'
import { type EccLevel, qrMatrix } from '../../../src/domain/qr/matrix.ts'
import { qrSvg } from '../../../src/domain/qr/svg.ts'
import { decodeWithZxing, svgPixels } from '../../support/decode.ts'

const LINK = 'https://pushcart.example/p/7K3M92QD'
const LEVELS = ['L', 'M', 'Q', 'H'] as const

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

it('is the smallest version that holds the bytes, up to the last byte of each', ({ expect }) => {
  // ISO/IEC 18004:2015 table 7, byte mode: capacity of versions 1, 2, 3, 9, 10, 27 and 40.
  const capacity: Record<EccLevel, number[]> = {
    L: [17, 32, 53, 230, 271, 1465, 2953],
    M: [14, 26, 42, 180, 213, 1125, 2331],
    Q: [11, 20, 32, 130, 151, 805, 1663],
    H: [7, 14, 24, 98, 119, 625, 1273],
  }
  for (const ecl of LEVELS) {
    const sides = capacity[ecl].map((bytes) => qrMatrix('x'.repeat(bytes), ecl).length)
    expect(sides, ecl).toEqual([1, 2, 3, 9, 10, 27, 40].map((version) => 17 + 4 * version))
    const next = capacity[ecl]
      .slice(0, -1)
      .map((bytes) => qrMatrix('x'.repeat(bytes + 1), ecl).length)
    expect(next, ecl).toEqual([2, 3, 4, 10, 11, 28].map((version) => 17 + 4 * version))
  }
})

it('is read at the largest version as well', async ({ expect }) => {
  const text = 'ठेला小推车'.repeat(100).slice(0, 554)
  expect(utf8(text).length).toBe(1662)
  const matrix = qrMatrix(text, 'Q')
  expect(matrix.length).toBe(177)
  expect((await decodeWithZxing(svgPixels(qrSvg(matrix), 4)))?.bytes).toEqual(utf8(text))
})

it('holds only true and false, the three finder patterns and a light separator', ({ expect }) => {
  const matrix = qrMatrix(LINK, 'Q')
  expect(new Set(matrix.flat())).toEqual(new Set([true, false]))
  const row = (y: number, from: number) =>
    matrix[y]
      ?.slice(from, from + 8)
      .map((dark) => (dark ? 1 : 0))
      .join('')
  const last = matrix.length - 8
  expect([row(0, 0), row(7, 0), row(last, 0)]).toEqual(['11111110', '00000000', '00000000'])
  expect([row(0, last), row(last + 1, 0)]).toEqual(['01111111', '11111110'])
})

it('refuses what would be read back as something else, and says why', ({ expect }) => {
  expect(() => qrMatrix('', 'M')).toThrow('needs a content')
  expect(() => qrMatrix(`\uFEFF${LINK}`, 'M')).toThrow('byte order mark')
  expect(() => qrMatrix('half \uD83D', 'M')).toThrow('well-formed')
  expect(() => qrMatrix('x'.repeat(1664), 'Q')).toThrow(
    '1664 bytes do not fit a QR symbol: at most 1663 at Q',
  )
  // Counted in bytes: 800 letters of three bytes each are too many, though 800 characters would fit.
  expect(() => qrMatrix('ठ'.repeat(800), 'Q')).toThrow('2400 bytes')
  for (const ecl of LEVELS) expect(() => qrMatrix('x'.repeat(2954), ecl)).toThrow(RangeError)
})
