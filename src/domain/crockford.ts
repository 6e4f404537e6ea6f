/**
 * Crockford base32: digits and capitals without I, L, O and U, so that a symbol read aloud or copied
 * by hand is hard to mistake. Source: Douglas Crockford, "Base 32", https://www.crockford.com/base32.html
 */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Value (0..31) of one symbol, or -1. Reads lower case, and O as 0, I and L as 1, as the standard says. */
export function crockfordValue(symbol: string): number {
  const upper = symbol.toUpperCase()
  if (upper === 'O') return 0
  if (upper === 'I' || upper === 'L') return 1
  return upper.length === 1 ? CROCKFORD.indexOf(upper) : -1
}

/** Bytes as symbols, most significant first; the last symbol is padded with zero bits on the left of the whole. */
export function encodeCrockford(bytes: Uint8Array): string {
  const symbolCount = Math.ceil((bytes.length * 8) / 5)
  let bits = symbolCount * 5 - bytes.length * 8
  let carry = 0
  let text = ''
  for (const byte of bytes) {
    carry = (carry << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += CROCKFORD.charAt((carry >>> bits) & 31)
    }
    carry &= (1 << bits) - 1
  }
  return text
}

/** The inverse of {@link encodeCrockford} for a known number of bytes; null when it is not canonical. */
export function decodeCrockford(text: string, byteCount: number): Uint8Array<ArrayBuffer> | null {
  if (text.length !== Math.ceil((byteCount * 8) / 5)) return null
  const bytes = new Uint8Array(byteCount)
  let bits = byteCount * 8 - text.length * 5
  let carry = 0
  let at = 0
  for (const symbol of text) {
    const value = CROCKFORD.indexOf(symbol)
    if (value < 0) return null
    carry = (carry << 5) | value
    bits += 5
    // The first symbol carries fewer than five bits of the value; any excess means another number.
    if (at === 0 && bits <= 5 && carry >>> bits !== 0) return null
    while (bits >= 8) {
      bits -= 8
      bytes[at] = (carry >>> bits) & 255
      at += 1
      carry &= (1 << bits) - 1
    }
  }
  return at === byteCount ? bytes : null
}
