import QRCode from 'qrcode-svg'

export type EccLevel = 'L' | 'M' | 'Q' | 'H'

/**
 * Most bytes that the largest symbol (version 40) holds in byte mode.
 * Source: ISO/IEC 18004:2015, table 7.
 */
const BYTES_MAX: Record<EccLevel, number> = { L: 2953, M: 2331, Q: 1663, H: 1273 }

/** The package counts three bytes more than the content has, room for the byte order mark it likes to add. */
const OVERCOUNT = 3

/** Whether {@link qrMatrix} can draw a text of well-formed Unicode at this level. */
export function fitsSymbol(text: string, ecl: EccLevel): boolean {
  return text !== '' && new TextEncoder().encode(text).length <= BYTES_MAX[ecl]
}

/**
 * The modules of a QR symbol whose content is exactly the UTF-8 bytes of `text`: `matrix[row][column]`,
 * true for dark, without the quiet zone. The version is the smallest that holds the bytes at `ecl`.
 *
 * qrcode-svg is used for nothing but this. Given text that is not ASCII it would put a byte order mark
 * first, and emoji would become invalid UTF-8, so it is given an ASCII placeholder that only sets the
 * version, and then the real bytes. Its own SVG output is mirrored; see {@link ./svg.ts} for ours.
 *
 * Throws a RangeError for text that is empty, too long for the level, begins with a byte order mark
 * or holds half a surrogate pair: each would be read back as something else.
 */
export function qrMatrix(text: string, ecl: EccLevel): boolean[][] {
  if (text === '') throw new RangeError('a QR symbol needs a content')
  if (text.startsWith('\uFEFF')) throw new RangeError('a QR content begins without byte order mark')
  if (!text.isWellFormed()) throw new RangeError('a QR content is well-formed Unicode')
  const bytes = new TextEncoder().encode(text)
  if (bytes.length > BYTES_MAX[ecl]) {
    throw new RangeError(
      `${bytes.length} bytes do not fit a QR symbol: at most ${BYTES_MAX[ecl]} at ${ecl}`,
    )
  }
  const { qrcode } = new QRCode({ content: 'x'.repeat(Math.max(1, bytes.length - OVERCOUNT)), ecl })
  const content = qrcode.dataList[0]
  if (content === undefined) throw new Error('qrcode-svg kept no content')
  content.parsedData = [...bytes]
  // Without this the symbol would be drawn again from the placeholder's codewords.
  qrcode.dataCache = null
  qrcode.make()
  return qrcode.modules
}
