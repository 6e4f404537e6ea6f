import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64Url, toBase64Url } from './secrets.ts'

const VERSION = 1
const CHECK_BYTES = 6

/** Where a list goes on: only for the list and the filter that it was given out for. */
export interface Cursor {
  /** Name of the list. */
  list: string
  /** Whose list it is, or what else was asked for. */
  filter: string
  after: string
}

/**
 * A cursor as opaque text. The checksum finds slips and curious edits; it is no secret, because a forged cursor shows
 * nothing that the caller could not list from the start.
 */
export function encodeCursor({ list, filter, after }: Cursor): string {
  const payload = utf8ToBytes(JSON.stringify([VERSION, list, filter, after]))
  return toBase64Url(Uint8Array.from([...checkOf(payload), ...payload]))
}

/** The place that a cursor of this list and filter names; null for any other text. */
export function decodeCursor(text: string, list: string, filter: string): string | null {
  const bytes = fromBase64Url(text)
  if (bytes === null) return null
  const payload = bytes.subarray(CHECK_BYTES)
  const check = checkOf(payload)
  if (bytes.length <= CHECK_BYTES || check.some((byte, i) => byte !== bytes[i])) return null
  const fields = JSON.parse(new TextDecoder().decode(payload)) as unknown[]
  const [version, ownList, ownFilter, after] = fields
  if (version !== VERSION || ownList !== list || ownFilter !== filter) return null
  // The other spellings of the same bytes in base64 are refused too: one place has one cursor.
  return typeof after === 'string' && encodeCursor({ list, filter, after }) === text ? after : null
}

function checkOf(payload: Uint8Array): Uint8Array {
  return sha256(payload).subarray(0, CHECK_BYTES)
}
