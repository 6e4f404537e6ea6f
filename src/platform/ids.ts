import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { decodeCrockford, encodeCrockford } from '../domain/crockford.ts'

/** Every kind of identifier and its prefix: the only list. */
export const ID_PREFIXES = {
  vendor: 'vnd',
  payment: 'pay',
  refund: 'rfd',
  topUp: 'top',
  funding: 'fnd',
  paymentRequest: 'prq',
  wallet: 'wal',
  partner: 'prt',
  member: 'mem',
  apiKey: 'key',
  httpRequest: 'req',
  creditOffer: 'ofr',
  creditLine: 'lin',
  draw: 'drw',
  purchase: 'pur',
  repayment: 'rep',
  payoff: 'pof',
  writeOff: 'wof',
  appeal: 'apl',
  catalogueItem: 'itm',
  order: 'ord',
  orderChange: 'och',
  pool: 'pool',
  claim: 'clm',
  creditNote: 'crn',
  jarMove: 'jar',
  payout: 'pyt',
  receivingAccount: 'rcv',
  attempt: 'att',
  tillItem: 'til',
  webhookEndpoint: 'whk',
  event: 'evt',
} as const

export type IdKind = keyof typeof ID_PREFIXES

/** Random bytes are drawn this many at a time: asking the runtime for each id would be a good part of a page's cost. */
const POOL_BYTES = 2048
const pool = new Uint8Array(POOL_BYTES)
let poolUsed = POOL_BYTES

/** Fresh random bytes, each given out once; `count` at most {@link POOL_BYTES}. */
function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  if (poolUsed + count > POOL_BYTES) {
    crypto.getRandomValues(pool)
    poolUsed = 0
  }
  poolUsed += count
  return pool.slice(poolUsed - count, poolUsed)
}

/** A new identifier: prefix and a UUIDv7 (RFC 9562 section 5.7) in 26 Crockford symbols, so that ids sort by time. */
export function newId(kind: IdKind, nowMs: number): string {
  const bytes = randomBytes(16)
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(nowMs / 2 ** (8 * (5 - i))) & 255
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return `${ID_PREFIXES[kind]}_${encodeCrockford(bytes)}`
}

/** The 16 bytes of an identifier of that kind; null for anything else, lower case and look-alikes included. */
export function idBytes(kind: IdKind, id: string): Uint8Array<ArrayBuffer> | null {
  const prefix = `${ID_PREFIXES[kind]}_`
  return id.startsWith(prefix) ? decodeCrockford(id.slice(prefix.length), 16) : null
}

/** True for a well-formed identifier of that kind. */
export function isId(kind: IdKind, id: string): boolean {
  return idBytes(kind, id) !== null
}

/** The identifier of 16 bytes; the inverse of {@link idBytes}. */
export function idFromBytes(kind: IdKind, bytes: ArrayBuffer): string {
  return `${ID_PREFIXES[kind]}_${encodeCrockford(new Uint8Array(bytes))}`
}

/** The identifier that belongs to a text: the first 16 bytes of its SHA-256. The same text always has the same. */
export function idOf(kind: IdKind, text: string): string {
  return idFromBytes(kind, sha256(utf8ToBytes(text)).slice(0, 16).buffer)
}
