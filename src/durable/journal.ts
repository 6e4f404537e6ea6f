/** The journal engine's storage: reads the head, lets the pure engine decide, writes one row. Shared by all books. */
import { assert } from '../domain/assert.ts'
import type {
  DeclineReason,
  Detail,
  Entry,
  EntryKind,
  MovementKind,
} from '../domain/ledger/entry.ts'
import { decide, emptyHead, expiredHolds, learnPosted } from '../domain/ledger/journal.ts'
import type { Command, Decision, Head } from '../domain/ledger/journal.ts'
import {
  entryHash,
  packBalances,
  packLegs,
  packResolutions,
  unpackBalances,
  unpackLegs,
  unpackResolutions,
} from '../domain/ledger/packing.ts'
import type { Currency } from '../domain/money/money.ts'
import { idBytes, idFromBytes } from '../platform/ids.ts'
import type { IdKind } from '../platform/ids.ts'
import type { SchemaStep } from './migrate.ts'

/**
 * Rows written are the bill, so the table has the fewest B-trees that keep the promises: `seq` is the row id, the
 * key's index leaves out rows without one, and so does the index of corrections. A payment writes two.
 */
export const JOURNAL_SCHEMA: SchemaStep = {
  id: '001_journal',
  sql: `
    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY CHECK (seq > 0),
      key BLOB CHECK (length(key) = 16),
      kind TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0),
      tip INTEGER NOT NULL CHECK (tip BETWEEN 0 AND amount),
      legs TEXT NOT NULL,
      held INTEGER NOT NULL CHECK (held IN (0, 1)),
      resolves TEXT NOT NULL,
      declined TEXT,
      counterparty TEXT,
      corrects INTEGER,
      detail TEXT NOT NULL,
      at INTEGER NOT NULL,
      effective_at INTEGER NOT NULL,
      balances TEXT NOT NULL,
      open TEXT NOT NULL,
      fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
      prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32)
    ) STRICT;
    CREATE UNIQUE INDEX journal_key ON journal (key) WHERE key IS NOT NULL;
    CREATE INDEX journal_corrects ON journal (corrects) WHERE corrects IS NOT NULL;
    CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
      BEGIN SELECT RAISE(ABORT, 'a journal is only added to'); END;
    CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
      BEGIN SELECT RAISE(ABORT, 'a journal is only added to'); END;
  `,
}

/** Which kind of id is the key of which kind of entry. */
const KEY_KIND: Record<MovementKind, IdKind> = {
  payment: 'payment',
  refund: 'refund',
  top_up: 'topUp',
  funding: 'funding',
  draw: 'draw',
  purchase: 'purchase',
  repayment: 'repayment',
  payoff: 'payoff',
  write_off: 'writeOff',
  order: 'order',
  order_release: 'orderChange',
  credit_note: 'creditNote',
  jar_move: 'jarMove',
  payout: 'payout',
}

interface JournalRow extends Record<string, SqlStorageValue> {
  seq: number
  key: ArrayBuffer | null
  kind: string
  amount: number
  tip: number
  legs: string
  held: number
  resolves: string
  declined: string | null
  counterparty: string | null
  corrects: number | null
  detail: string
  at: number
  effective_at: number
  balances: string
  open: string
  fingerprint: ArrayBuffer
  prev_hash: ArrayBuffer
}

export class Journal {
  /** Rows written since this object woke up, as the bill counts them; tests assert it. */
  rowsWritten = 0
  readonly #sql: SqlStorage
  #head: Head

  constructor(sql: SqlStorage, bookId: string, currency: Currency) {
    this.#sql = sql
    this.#head = this.#readHead(bookId, currency)
  }

  get head(): Head {
    return this.#head
  }

  /**
   * Decides a command and stores its row, with no chance for anything else to run in between.
   *
   * @param earlier the row that has the command's key, if the caller has just looked it up
   */
  record(
    command: Command,
    nowMs: number,
    earlier = command.type === 'resolve' ? null : this.find(command.movement.key),
  ): Decision {
    const decision = decide(this.#head, earlier, command, nowMs)
    if (decision.outcome === 'recorded') {
      this.#insert(decision.entry)
      this.#head = decision.head
    }
    return decision
  }

  /** Remembers that the other book posted a hold in full; written with the next row. */
  learnPosted(holdSeq: number): void {
    this.#head = learnPosted(this.#head, holdSeq)
  }

  /** Writes what was learned and voids what expired, in one row; does nothing when there is neither. */
  settle(nowMs: number): void {
    this.record({ type: 'resolve', resolutions: expiredHolds(this.#head, nowMs) }, nowMs)
  }

  /** Hash of a row; the newest one's is at hand. */
  hashOf(entry: Entry): Uint8Array {
    return entry.seq === this.#head.seq ? this.#head.hash : entryHash(entry)
  }

  /** The row of a movement's id, or null. */
  find(id: string): Entry | null {
    const bytes = movementKeyBytes(id)
    return bytes === null ? null : this.#one('WHERE key = ?', bytes)
  }

  /** The row with that sequence number, or null. */
  at(seq: number): Entry | null {
    return this.#one('WHERE seq = ?', seq)
  }

  /** Rows that correct the given one (refunds of a payment, the void of a hold), oldest first. */
  correctionsOf(seq: number): Entry[] {
    return this.#select('WHERE corrects = ? ORDER BY seq', seq)
  }

  /** Up to `limit` rows after `seq`, oldest first. */
  after(seq: number, limit: number): Entry[] {
    return this.#select('WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit)
  }

  /** Up to `limit` rows before `seq`, newest first. */
  before(seq: number, limit: number): Entry[] {
    return this.#select('WHERE seq < ? ORDER BY seq DESC LIMIT ?', seq, limit)
  }

  /** Up to `limit` rows of some kinds before `seq`, newest first. */
  beforeOfKinds(kinds: readonly EntryKind[], seq: number, limit: number): Entry[] {
    return this.#select(
      `WHERE seq < ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT ?`,
      seq,
      JSON.stringify(kinds),
      limit,
    )
  }

  /** Rows of a kind that were written at a moment or later, oldest first. Reads no older row: time never goes backwards. */
  ofKindSince(kind: EntryKind, ms: number): Entry[] {
    return this.#select(
      `WHERE kind = ? AND seq > coalesce(
         (SELECT seq FROM journal WHERE at < ? ORDER BY seq DESC LIMIT 1), 0) ORDER BY seq`,
      kind,
      ms,
    )
  }

  #one(where: string, ...params: SqlStorageValue[]): Entry | null {
    return this.#select(where, ...params)[0] ?? null
  }

  #select(where: string, ...params: SqlStorageValue[]): Entry[] {
    return this.#sql
      .exec<JournalRow>(`SELECT * FROM journal ${where}`, ...params)
      .toArray()
      .map(entryOf)
  }

  #readHead(bookId: string, currency: Currency): Head {
    const last = this.#one('ORDER BY seq DESC LIMIT 1')
    if (last === null) return emptyHead(bookId, currency)
    const open = last.open.map((seq) => {
      const held = this.at(seq)
      const leg = held?.legs[0]
      assert(held !== null && held.key !== null && leg !== undefined, `hold ${seq} is in the book`)
      return { seq, key: held.key, leg, expiresAtMs: held.detail.expiresAtMs ?? null }
    })
    const { seq, atMs, balances } = last
    return { seq, atMs, hash: entryHash(last), balances, open, learned: [] }
  }

  #insert(entry: Entry): void {
    const cursor = this.#sql.exec(
      `INSERT INTO journal (seq, key, kind, amount, tip, legs, held, resolves, declined, counterparty,
         corrects, detail, at, effective_at, balances, open, fingerprint, prev_hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.seq,
      entry.key === null ? null : movementKeyBytes(entry.key),
      entry.kind,
      entry.amount,
      entry.tip,
      packLegs(entry.legs),
      entry.held ? 1 : 0,
      packResolutions(entry.resolves),
      entry.declined,
      entry.counterparty,
      entry.corrects,
      JSON.stringify(entry.detail),
      entry.atMs,
      entry.effectiveAtMs,
      packBalances(entry.balances),
      JSON.stringify(entry.open),
      entry.fingerprint,
      entry.prevHash,
    )
    this.rowsWritten += cursor.rowsWritten
  }
}

/** The 16 bytes of a movement's id, whatever its kind; null for anything that is no id of a movement. */
function movementKeyBytes(id: string): ArrayBuffer | null {
  for (const kind of Object.values(KEY_KIND)) {
    const bytes = idBytes(kind, id)
    if (bytes !== null) return bytes.buffer
  }
  return null
}

function entryOf(row: JournalRow): Entry {
  const kind = row.kind as EntryKind
  return {
    seq: row.seq,
    key: row.key === null || kind === 'resolution' ? null : idFromBytes(KEY_KIND[kind], row.key),
    kind,
    amount: row.amount,
    tip: row.tip,
    legs: unpackLegs(row.legs),
    held: row.held === 1,
    resolves: unpackResolutions(row.resolves),
    declined: row.declined as DeclineReason | null,
    counterparty: row.counterparty,
    corrects: row.corrects,
    detail: JSON.parse(row.detail) as Detail,
    atMs: row.at,
    effectiveAtMs: row.effective_at,
    balances: unpackBalances(row.balances),
    open: JSON.parse(row.open) as number[],
    fingerprint: new Uint8Array(row.fingerprint),
    prevHash: new Uint8Array(row.prev_hash),
  }
}
