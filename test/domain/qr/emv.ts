import { crc16 } from '../../../src/domain/qr/crc.ts'
import type { DecodedQr } from '../../../src/domain/qr/values.ts'

/** Data objects by id, written in ascending order; or as pairs, in the order given and an id twice if need be. */
export type Objects =
  | { readonly [id: string]: string | Objects }
  | readonly (readonly [id: string, value: string | Objects])[]

function pairsOf(objects: Objects): (readonly [id: string, value: string | Objects])[] {
  if (Array.isArray(objects)) return [...objects]
  return Object.entries(objects).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Objects as text: id, length in code points, value. Nothing is checked, so that wrong codes can be made. */
export function tlv(objects: Objects): string {
  return pairsOf(objects)
    .map(([id, value]) => {
      const text = typeof value === 'string' ? value : tlv(value)
      return id + String(Array.from(text).length).padStart(2, '0') + text
    })
    .join('')
}

/** `text` with the checksum that makes it right, whatever else is wrong with it. */
export function sealed(text: string): string {
  return `${text}6304${crc16(`${text}6304`)}`
}

/** A code of these objects, with its checksum. */
export function code(objects: Objects): string {
  return sealed(tlv(objects))
}

export type Changes = Record<string, string | Objects | null>

/** `objects` with some replaced, added or, when null, left out. */
export function changed(objects: Objects, changes: Changes): Objects {
  const all = { ...Object.fromEntries(pairsOf(objects)), ...changes }
  return Object.fromEntries(
    Object.entries(all).flatMap(([id, value]) => (value === null ? [] : [[id, value]])),
  )
}

const STANDING = new Set(['crc', 'tlv', 'warnings'])

/** What a payer would see of a code: everything but how it stood there, and its checksum. */
export function meaning(decoded: DecodedQr): object {
  return Object.fromEntries(Object.entries(decoded).filter(([name]) => !STANDING.has(name)))
}
