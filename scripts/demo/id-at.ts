import { encodeCrockford } from '../../src/domain/crockford.ts'
import { ID_PREFIXES, type IdKind } from '../../src/platform/ids.ts'
import type { Random } from './random.ts'

/**
 * An identifier as `newId` mints it (RFC 9562 section 5.7), but repeatable: the time is the event's, the
 * random part comes from the stream. Ids decide what is a repetition, so a load that starts again must
 * find the same ones.
 */
export function idAt(kind: IdKind, epochMs: number, random: Random): string {
  const bytes = new Uint8Array(16)
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(epochMs / 2 ** (8 * (5 - i))) & 255
  for (let i = 6; i < 16; i += 1) bytes[i] = random.uint32() >>> 24
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return `${ID_PREFIXES[kind]}_${encodeCrockford(bytes)}`
}
