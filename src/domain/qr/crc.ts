/** What each byte does to a remainder: polynomial x^16 + x^12 + x^5 + 1, highest bit first. */
const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 8
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = (remainder << 1) ^ (remainder & 0x8000 ? 0x1021 : 0)
  }
  return remainder & 0xffff
})

/**
 * CRC-16/CCITT-FALSE of the UTF-8 bytes of `text` as four capital hexadecimal digits, zeros included.
 * Over UTF-16 units, as several libraries have it, every name that is not ASCII gets another checksum.
 *
 * Source: EMVCo MPM 1.1, section 4.7.3 (ISO/IEC 13239 with initial value FFFF); "123456789" gives 29B1.
 */
export function crc16(text: string): string {
  let remainder = 0xffff
  for (const byte of new TextEncoder().encode(text)) {
    remainder = ((remainder << 8) ^ (TABLE[(remainder >> 8) ^ byte] ?? 0)) & 0xffff
  }
  return remainder.toString(16).toUpperCase().padStart(4, '0')
}
