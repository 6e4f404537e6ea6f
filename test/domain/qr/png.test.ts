import { crc32, inflateSync } from 'node:zlib'
import { it } from 'vitest'
import { qrMatrix } from '../../../src/domain/qr/matrix.ts'
import { qrPng } from '../../../src/platform/png.ts'
import { decodeWithJsqr, pngPixels } from '../../support/decode.ts'

const LINK = 'https://pushcart.example/p/7K3M92QD'

function chunksOf(png: Uint8Array): { type: string; data: Uint8Array; crcIsRight: boolean }[] {
  const view = new DataView(png.buffer, png.byteOffset)
  const chunks = []
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8))
    const crcIsRight =
      view.getUint32(at + 8 + length) === crc32(png.subarray(at + 4, at + 8 + length))
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length), crcIsRight })
    at += 12 + length
  }
  return chunks
}

it('writes a one-bit greyscale PNG with the right checksums and no other chunk', async ({
  expect,
}) => {
  const matrix = qrMatrix(LINK, 'Q')
  const png = await qrPng(matrix)
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10])
  const chunks = chunksOf(png)
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND'])
  expect(chunks.map(({ crcIsRight }) => crcIsRight)).toEqual([true, true, true])
  const side = (matrix.length + 8) * 12
  const sideBytes = [0, 0, side >> 8, side & 255]
  expect([...(chunks[0]?.data ?? [])]).toEqual([...sideBytes, ...sideBytes, 1, 0, 0, 0, 0])
  expect(png.length).toBeLessThan(4_000)
})

it('gives every module whole pixels, for sides that fill their last byte and that do not', async ({
  expect,
}) => {
  const matrix = qrMatrix(LINK, 'M')
  for (const [quiet, modulePx] of [
    [4, 12],
    [4, 1],
    [4, 3],
    [0, 1],
    [0, 7],
    [2, 32],
  ] as const) {
    const png = await qrPng(matrix, { quiet, modulePx })
    const side = (matrix.length + 2 * quiet) * modulePx
    const stride = 1 + Math.ceil(side / 8)
    const raw = inflateSync(chunksOf(png)[1]?.data ?? new Uint8Array())
    expect(raw.length).toBe(stride * side)
    let wrong = 0
    for (let y = 0; y < side; y += 1) {
      if (raw[y * stride] !== 0) wrong += 1
      for (let x = 0; x < side; x += 1) {
        const dark = matrix[Math.floor(y / modulePx) - quiet]?.[Math.floor(x / modulePx) - quiet]
        const bit = ((raw[y * stride + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
        if (bit !== (dark === true ? 0 : 1)) wrong += 1
      }
    }
    expect(wrong, `quiet ${quiet}, ${modulePx} px`).toBe(0)
  }
})

it('is read at 4 pixels a module', async ({ expect }) => {
  const { rgba, width, height } = pngPixels(await qrPng(qrMatrix(LINK, 'Q'), { modulePx: 4 }))
  expect(decodeWithJsqr(rgba, width, height)).toEqual(new TextEncoder().encode(LINK))
})

it('is refused by a strict reader once one byte has changed', async ({ expect }) => {
  const png = await qrPng(qrMatrix(LINK, 'Q'))
  expect(() => pngPixels(png)).not.toThrow()
  const damaged = Uint8Array.from(png)
  const crcOfHeader = 8 + 8 + 13
  damaged[crcOfHeader] = (damaged[crcOfHeader] ?? 0) ^ 1
  expect(() => pngPixels(damaged)).toThrow('could not be decoded')
})

it('refuses sizes that are not whole or would fill the memory', async ({ expect }) => {
  const matrix = qrMatrix(LINK, 'Q')
  for (const modulePx of [0, -1, 1.5, 33, Number.NaN, Number.POSITIVE_INFINITY]) {
    await expect(qrPng(matrix, { modulePx }), String(modulePx)).rejects.toThrow(RangeError)
  }
  for (const quiet of [-1, 0.5, 33]) {
    await expect(qrPng(matrix, { quiet }), String(quiet)).rejects.toThrow(RangeError)
  }
})
