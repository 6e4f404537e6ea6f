/** The journal engine: `(head, command) → entry`. Plain data in, plain data out; `nowMs` is passed in. */
import { assert } from '../assert.ts'
import { belowFloor, holdLeg, isExact, postLeg, resolveLeg, ZERO_BALANCES } from './accounts.ts'
import type { Balances, Leg } from './accounts.ts'
import type { DeclineReason, Detail, Entry, Hold, MovementKind, Resolution } from './entry.ts'
import { entryHash, fingerprintOf, genesisHash } from './packing.ts'

/** Holds that a book may have open at once. Each row lists them, so this also bounds a row's size. */
export const OPEN_HOLDS_MAX = 256

/** The state of a book: everything that the next decision needs. Rebuilt from the last row and its open holds. */
export interface Head {
  seq: number
  atMs: number
  hash: Uint8Array
  balances: Balances
  open: readonly Hold[]
  /**
   * Resolutions known but not yet in a row: they ride on the next one, which saves a row per payment. Only full
   * posts may wait here: they change nothing that anybody may spend, and after a crash asking the other book again
   * brings them back.
   */
  learned: readonly Resolution[]
}

/** The fields of a movement; all but `effectiveAtMs` make it the same movement when its key comes again. */
export interface Movement {
  key: string
  kind: MovementKind
  amount: number
  tip: number
  counterparty: string | null
  corrects: number | null
  detail: Detail
  effectiveAtMs: number
}

export type Command =
  /** Move money now. */
  | { type: 'post'; movement: Movement; legs: Leg[] }
  /** Reserve money until a `resolve`, or until `movement.detail.expiresAtMs`; `riders` are posted in the same row. */
  | { type: 'hold'; movement: Movement; leg: Leg; riders?: Leg[] }
  /** Store a no under the movement's key, so that a late retry cannot become a yes. */
  | { type: 'refuse'; movement: Movement; reason: DeclineReason }
  /** End open holds; each ends once. `riders` are posted in the same row, for the balances after the resolutions. */
  | { type: 'resolve'; resolutions: Resolution[]; riders?: (balances: Balances) => Leg[] }

export type Decision =
  /** A new row; `entry.declined` tells whether it is a yes. */
  | { outcome: 'recorded'; entry: Entry; head: Head }
  /** The same movement was decided before: the first answer again. */
  | { outcome: 'exists'; entry: Entry }
  /** The key belongs to another movement: nothing is done. */
  | { outcome: 'conflict'; entry: Entry }
  /** Every hold named had ended already: nothing is done. */
  | { outcome: 'resolved_before' }

/** The head of a book without rows. */
export function emptyHead(bookId: string, currency: string): Head {
  const hash = genesisHash(bookId, currency)
  return { seq: 0, atMs: 0, hash, balances: ZERO_BALANCES, open: [], learned: [] }
}

/**
 * Decides one command against the head of a book.
 *
 * @param earlier the row that already has the movement's key, or null
 * @param nowMs server time; a row's time never goes backwards
 */
export function decide(
  head: Head,
  earlier: Entry | null,
  command: Command,
  nowMs: number,
): Decision {
  if (command.type === 'resolve') return decideResolve(head, command, nowMs)
  const { movement } = command
  const fingerprint = movementFingerprint(movement)
  if (earlier !== null) {
    const same = earlier.fingerprint.every((byte, i) => byte === fingerprint[i])
    return { outcome: same ? 'exists' : 'conflict', entry: earlier }
  }
  assertMovement(movement)
  const settled = settle(head, head.learned)
  const attempt = attemptMovement(settled, head.seq + 1, command)
  const refused = typeof attempt === 'string'
  return record(head, nowMs, {
    ...movement,
    fingerprint,
    legs: refused ? [] : legsOf(command),
    held: !refused && command.type === 'hold',
    declined: refused ? attempt : null,
    resolves: [...head.learned],
    after: refused ? settled : attempt,
  })
}

/** The head after a hold is known to have been posted in full by the other book, to be written with the next row. */
export function learnPosted(head: Head, holdSeq: number): Head {
  const hold = head.open.find(({ seq }) => seq === holdSeq)
  if (hold === undefined || head.learned.some((known) => known.hold === holdSeq)) return head
  const resolution = { hold: holdSeq, posted: hold.leg.amount, reason: null }
  return { ...head, learned: [...head.learned, resolution] }
}

/** Resolutions that void every hold whose time is over. */
export function expiredHolds(head: Head, nowMs: number): Resolution[] {
  return head.open
    .filter(({ expiresAtMs }) => expiresAtMs !== null && expiresAtMs <= nowMs)
    .map(({ seq }) => ({ hold: seq, posted: 0, reason: 'hold_expired' }))
}

interface Books {
  balances: Balances
  open: readonly Hold[]
}

type NewRow = Omit<Entry, 'seq' | 'atMs' | 'balances' | 'open' | 'prevHash'> & { after: Books }

function movementFingerprint(movement: Movement): Uint8Array {
  const { kind, amount, tip, counterparty, corrects, detail } = movement
  const { note, request, expiresAtMs, ...others } = detail
  const extras = [note ?? null, request ?? null, expiresAtMs ?? null]
  // Details that came later stand at the end and only where they are, so that older rows keep their fingerprints.
  const more = Object.keys(others).length === 0 ? [] : [others]
  return fingerprintOf([kind, amount, tip, counterparty, corrects, ...extras, ...more])
}

function assertMovement({ amount, tip }: Movement): void {
  assert(Number.isSafeInteger(amount), 'a movement is a whole number of minor units')
  assert(amount > 0, 'a movement is more than nothing')
  assert(Number.isSafeInteger(tip), 'a tip is a whole number of minor units')
  assert(tip >= 0, 'a tip is not negative')
  assert(tip <= amount, 'a tip is part of the amount')
}

function legsOf(command: Command): Leg[] {
  if (command.type === 'post') return command.legs
  return command.type === 'hold' ? [command.leg, ...(command.riders ?? [])] : []
}

/** The books after the command, or the reason for which it cannot be done. */
function attemptMovement(
  before: Books,
  seq: number,
  command: Exclude<Command, { type: 'resolve' }>,
): Books | DeclineReason {
  if (command.type === 'refuse') return command.reason
  if (command.type === 'post') {
    assert(command.legs.length > 0, 'a posting has legs')
    return within({ ...before, balances: command.legs.reduce(postLeg, before.balances) })
  }
  if (before.open.length >= OPEN_HOLDS_MAX) return 'too_many_open'
  const { key, detail } = command.movement
  const hold = { seq, key, leg: command.leg, expiresAtMs: detail.expiresAtMs ?? null }
  const posted = (command.riders ?? []).reduce(postLeg, before.balances)
  return within({ balances: holdLeg(posted, command.leg), open: [...before.open, hold] })
}

function within(books: Books): Books | DeclineReason {
  if (!isExact(books.balances)) return 'overflow'
  return belowFloor(books.balances) === null ? books : 'insufficient_funds'
}

function decideResolve(
  head: Head,
  { resolutions: asked, riders }: Extract<Command, { type: 'resolve' }>,
  nowMs: number,
): Decision {
  const isOpen = ({ hold }: Resolution) => head.open.some(({ seq }) => seq === hold)
  const isLearned = ({ hold }: Resolution) => head.learned.some((known) => known.hold === hold)
  // What the other book already confirmed cannot be undone by a later word.
  const fresh = asked.filter((resolution) => isOpen(resolution) && !isLearned(resolution))
  const resolves = [...head.learned, ...fresh]
  if (resolves.length === 0) return { outcome: 'resolved_before' }
  const settled = settle(head, resolves)
  const legs = riders?.(settled.balances) ?? []
  const voided = fresh.length === 1 && fresh[0]?.posted === 0 ? fresh[0].hold : null
  return record(head, nowMs, {
    key: null,
    kind: 'resolution',
    amount: 0,
    tip: 0,
    counterparty: null,
    corrects: voided,
    detail: {},
    effectiveAtMs: nowMs,
    fingerprint: fingerprintOf(resolves.map(({ hold, posted }) => [hold, posted])),
    legs,
    held: false,
    declined: null,
    resolves,
    after: { ...settled, balances: legs.reduce(postLeg, settled.balances) },
  })
}

function settle(books: Books, resolutions: readonly Resolution[]): Books {
  return resolutions.reduce<Books>(({ balances, open }, { hold: seq, posted }) => {
    const hold = open.find((candidate) => candidate.seq === seq)
    assert(hold !== undefined, `hold ${seq} is open`)
    assert(Number.isSafeInteger(posted), 'a resolution is a whole number of minor units')
    assert(posted >= 0, 'a resolution is not negative')
    assert(posted <= hold.leg.amount, 'a resolution is within its hold')
    return {
      balances: resolveLeg(balances, hold.leg, posted),
      open: open.filter((candidate) => candidate !== hold),
    }
  }, books)
}

function record(head: Head, nowMs: number, { after, ...row }: NewRow): Decision {
  assert(belowFloor(after.balances) === null, 'no account is below its floor')
  const entry: Entry = {
    ...row,
    seq: head.seq + 1,
    atMs: Math.max(nowMs, head.atMs),
    balances: after.balances,
    open: after.open.map(({ seq }) => seq),
    prevHash: head.hash,
  }
  const hash = entryHash(entry)
  const { balances, open } = after
  const next = { seq: entry.seq, atMs: entry.atMs, hash, balances, open, learned: [] }
  return { outcome: 'recorded', entry, head: next }
}
