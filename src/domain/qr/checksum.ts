import { crc16 } from './crc.ts'
import { walkTlv } from './tlv.ts'

export interface Checksum {
  /** As it stands in the code; null where there is none. */
  given: string | null
  /** What it has to be for the rest as it is. */
  reckoned: string
}

const START = '6304'

/**
 * The checksum of an EMVCo code, as given and as reckoned over all before it. Where a length is wrong and nobody can
 * tell the objects apart, the last eight characters count as the checksum if they look like one; null if they do not.
 */
export function checksumOf(text: string): Checksum | null {
  const { objects, stop } = walkTlv(text)
  const crc = objects.find(({ id }) => id === '63')
  if (crc !== undefined) {
    const before = Array.from(text).slice(0, crc.at).join('')
    return { given: crc.value, reckoned: crc16(before + START) }
  }
  if (stop === null) return { given: null, reckoned: crc16(text + START) }
  const end = /6304([0-9A-Fa-f]{4})$/.exec(text)
  if (end === null) return null
  return { given: end[1] ?? null, reckoned: crc16(text.slice(0, end.index) + START) }
}
