import { encodeQr } from './codec.ts'
import type { QrInput, QrValue } from './values.ts'

/** How a code stood, which a new one does not keep. The character set of an EPC code becomes UTF-8. */
const STOOD = new Set(['tlv', 'crc', 'layout', 'parameters', 'charset', 'emvcoMandatoryAbsent'])

/**
 * The text of a new code with the same meaning, in the order and the encoding that readers like best. Null when no new
 * code would be written like that, because something in it is doubtful or another order would break its seal.
 */
export function canonicalText(value: QrValue): string | null {
  if (isSealed(value)) return null
  const fresh = Object.entries(value).filter(([name]) => !STOOD.has(name))
  const encoded = encodeQr(Object.fromEntries(fresh) as unknown as QrInput)
  return encoded.ok ? encoded.text : null
}

/**
 * Links have one spelling. A signed UPI link and a DuitNow code with its integrity value (82) are good for the very
 * characters that were signed.
 */
function isSealed(value: QrValue): boolean {
  if (value.scheme === 'upi') return value.sign !== undefined
  if (value.scheme === 'duitnow') return value.unreserved?.some(({ id }) => id === '82') === true
  return value.format === 'opaque-url' || value.format === 'pay-link'
}
