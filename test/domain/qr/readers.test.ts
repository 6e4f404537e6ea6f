import fc from 'fast-check'
import { it } from 'vitest'
import { qrMatrix } from '../../../src/domain/qr/matrix.ts'
import { qrSvg } from '../../../src/domain/qr/svg.ts'
import { qrPng } from '../../../src/platform/png.ts'
import {
  decodeWithJsqr,
  decodeWithZxing,
  photographed,
  type Pixels,
  pngPixels,
  svgPixels,
} from '../../support/decode.ts'

const LINK = 'https://pushcart.example/p/7K3M92QD'
const REQUEST_LINK = 'https://pushcart.example/r/7K3M92QD-01K8W3ZQ4M7PXR5T9V2B6C0DEF'
const LEVELS = ['L', 'M', 'Q', 'H'] as const
const CONTENTS = [
  LINK,
  REQUEST_LINK,
  'a',
  'ab',
  'abc',
  'abcd',
  '4',
  'https://pushcart.example/p/7K3M92QD?n=ठेला',
  '小推车 🛒 Übergröße',
  '000201010212',
]

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function jsqr({ rgba, width, height }: Pixels): Uint8Array | null {
  return decodeWithJsqr(rgba, width, height)
}

function transposed(matrix: boolean[][]): boolean[][] {
  return matrix.map((row, y) => row.map((_, x) => matrix[x]?.[y] === true))
}

it('is read by two readers, byte for byte, from SVG and PNG, upright and at the level asked for', async ({
  expect,
}) => {
  for (const text of CONTENTS) {
    for (const ecl of LEVELS) {
      const matrix = qrMatrix(text, ecl)
      const png = await qrPng(matrix)
      const label = `${text} at ${ecl}`
      for (const pixels of [svgPixels(qrSvg(matrix), 4), pngPixels(png)]) {
        expect(jsqr(pixels), label).toEqual(utf8(text))
        expect(await decodeWithZxing(pixels), label).toEqual({
          bytes: utf8(text),
          isMirrored: false,
          ecLevel: ecl,
          version: (matrix.length - 17) / 4,
        })
      }
      expect((await decodeWithZxing(png))?.bytes, label).toEqual(utf8(text))
    }
  }
})

it('carries any text as its UTF-8 bytes, with no byte order mark in front', async ({ expect }) => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom(...LEVELS), async (content, ecl) => {
      fc.pre(content.isWellFormed() && !content.startsWith('\uFEFF'))
      const pixels = svgPixels(qrSvg(qrMatrix(content, ecl)), 4)
      const read = await decodeWithZxing(pixels)
      expect(read?.bytes).toEqual(utf8(content))
      expect([...(read?.bytes.subarray(0, 3) ?? [])]).not.toEqual([0xef, 0xbb, 0xbf])
      expect(jsqr(pixels)).toEqual(utf8(content))
    }),
    { numRuns: 60 },
  )
})

it('is still read from a copy shrunk to 3 pixels a module and out of focus by 0.3 module', async ({
  expect,
}) => {
  for (const text of [LINK, REQUEST_LINK]) {
    for (const ecl of ['M', 'Q'] as const) {
      const png = await qrPng(qrMatrix(text, ecl))
      const soft = photographed(png, { scale: 3 / 12, blurPx: 0.3 * 3 })
      expect(new Set(soft.rgba).size, 'the picture has greys').toBeGreaterThan(20)
      expect(jsqr(soft), text).toEqual(utf8(text))
      expect((await decodeWithZxing(soft))?.bytes, text).toEqual(utf8(text))
    }
  }
})

it('is read on a dark surround, which the quiet zone keeps off', async ({ expect }) => {
  for (const text of [LINK, REQUEST_LINK]) {
    const png = await qrPng(qrMatrix(text, 'Q'))
    const onBlack = photographed(png, { marginPx: 96, surround: '#000' })
    expect(jsqr(onBlack)).toEqual(utf8(text))
    expect((await decodeWithZxing(onBlack))?.bytes).toEqual(utf8(text))
  }
})

it('is seen as mirrored when the matrix is transposed, as qrcode-svg would draw it', async ({
  expect,
}) => {
  const png = await qrPng(transposed(qrMatrix(LINK, 'Q')))
  expect(await decodeWithZxing(png)).toMatchObject({ bytes: utf8(LINK), isMirrored: true })
})

it('is not read on a dark surround without its quiet zone', async ({ expect }) => {
  const png = await qrPng(qrMatrix(LINK, 'Q'), { quiet: 0 })
  const onBlack = photographed(png, { marginPx: 96, surround: '#000' })
  const read = [jsqr(onBlack), (await decodeWithZxing(onBlack))?.bytes]
  expect(read.filter((bytes) => bytes == null).length).toBeGreaterThan(0)
})

it('is not read when inverted, so no test here passes on an inverted symbol by accident', async ({
  expect,
}) => {
  const inverted = svgPixels(qrSvg(qrMatrix(LINK, 'Q')), 4)
  inverted.rgba.forEach((value, i) => {
    if (i % 4 !== 3) inverted.rgba[i] = 255 - value
  })
  expect(jsqr(inverted)).toBeNull()
  expect(await decodeWithZxing(inverted)).toBeNull()
})
