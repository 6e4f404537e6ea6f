/** Identifiers that the phone chooses before it sends, so that sending twice does the thing once. */
import { encodeCrockford } from '../../../src/domain/crockford.ts'

/** A new identifier: prefix and a UUIDv7 (RFC 9562 section 5.7) in 26 Crockford symbols. */
export function mintId(
  prefix: 'prq' | 'rfd' | 'drw' | 'pof' | 'ord' | 'clm' | 'jar' | 'til' | 'att' | 'pay',
  nowMs: number,
  random: Uint8Array = crypto.getRandomValues(new Uint8Array(16)),
): string {
  const bytes = Uint8Array.from(random)
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(nowMs / 2 ** (8 * (5 - i))) & 255
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return `${prefix}_${encodeCrockford(bytes)}`
}
