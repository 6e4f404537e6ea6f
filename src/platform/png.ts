const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** The largest symbol has 185 modules with its quiet zone: 5,920 pixels a side is enough for any printer. */
const MODULE_PX_MAX = 32
const QUIET_MAX = 32

/**
 * A matrix of modules (true is dark) as a PNG file: one bit a pixel, black on white, whole pixels per module,
 * so that nothing smooths the edges. `quiet` in modules, 0..32; `modulePx` in pixels, 1..32.
 * Throws a RangeError for any other. Source: PNG (W3C, third edition), sections 5 to 10.
 */
export async function qrPng(
  matrix: boolean[][],
  { quiet = 4, modulePx = 12 }: { quiet?: number; modulePx?: number } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  assertWhole('modulePx', modulePx, 1, MODULE_PX_MAX)
  assertWhole('quiet', quiet, 0, QUIET_MAX)
  const sizePx = (matrix.length + 2 * quiet) * modulePx
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, sizePx)
  view.setUint32(4, sizePx)
  // One bit a pixel, greyscale; then zlib, the only filter method, no interlace: all zero.
  view.setUint8(8, 1)
  const image = await zlib(scanlines(matrix, quiet, modulePx, sizePx))
  return concat([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', image),
    chunk('IEND', new Uint8Array(0)),
  ])
}

function assertWhole(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} is a whole number from ${min} to ${max}`)
  }
}

/** Every pixel row: the filter byte 0 and the pixels eight to a byte, 1 for white. */
function scanlines(
  matrix: boolean[][],
  quiet: number,
  modulePx: number,
  sizePx: number,
): Uint8Array<ArrayBuffer> {
  const stride = 1 + Math.ceil(sizePx / 8)
  const raw = new Uint8Array(stride * sizePx).fill(0xff)
  for (let y = 0; y < sizePx; y += 1) raw[y * stride] = 0
  for (const [row, modules] of matrix.entries()) {
    const top = (row + quiet) * modulePx * stride
    const line = raw.subarray(top, top + stride)
    for (const [column, dark] of modules.entries()) {
      if (dark) blacken(line, (column + quiet) * modulePx, modulePx)
    }
    for (let copy = 1; copy < modulePx; copy += 1) raw.set(line, top + copy * stride)
  }
  return raw
}

/** Clears the bits of `count` pixels from pixel `from` in one scanline, behind its filter byte. */
function blacken(line: Uint8Array, from: number, count: number): void {
  for (let x = from; x < from + count; x += 1) {
    const at = 1 + (x >> 3)
    line[at] = (line[at] ?? 0) & ~(0x80 >> (x & 7))
  }
}

/** In this API the format called "deflate" is zlib (RFC 1950), which is what PNG wants. */
async function zlib(raw: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([raw]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Length, type, data, and the CRC over type and data. */
function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  for (let i = 0; i < 4; i += 1) bytes[4 + i] = type.charCodeAt(i)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}

/** CRC-32 as in PNG annex D. Bit by bit: the files are about a kilobyte, a table would not pay. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
