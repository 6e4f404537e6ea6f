import { bytesToHex } from '@noble/hashes/utils.js'
import { deleteEntries, historyDb, insertEntries, listEntriesAfter } from '../../db/entries.ts'
import { entryHash } from '../../domain/ledger/packing.ts'
import type { Alarm } from '../alarm.ts'
import type { Book } from '../book.ts'

/**
 * Rows wait at most this long for D1. Nobody waits for them: whoever reads history asks for a flush first. A flush costs
 * three rows besides its own (alarm set, alarm cleared, `flushed_seq`); every hour, at a stall with three payments an
 * hour, that would be $1 a million payments.
 */
const FLUSH_AFTER_MS = 12 * 60 * 60_000
/** This many waiting rows are flushed without waiting for the alarm. */
const FLUSH_COUNT = 200
/** Rows in one statement: far below D1's 2 MB for a parameter. */
const PAGE = 400

/** Copies a vendor's book to D1: everything after `flushed_seq`. No payment waits for it. */
export class History {
  readonly #env: Env
  readonly #book: Book
  readonly #alarm: Alarm
  #flushing: Promise<void> | null = null
  /** Rows that D1 billed, and statements that wrote them; tests assert both. */
  rowsWritten = 0
  flushes = 0

  constructor(env: Env, book: Book) {
    this.#env = env
    this.#book = book
    this.#alarm = book.alarm
  }

  /** Rows that D1 does not have yet. */
  get waiting(): number {
    return this.#book.isOpen ? this.#book.journal.head.seq - this.#flushedSeq : 0
  }

  /** Called after each new row: arms the alarm, or flushes now in the background when many wait. */
  noticed(nowMs: number): void {
    if (this.waiting < FLUSH_COUNT) this.#later(nowMs)
    else if (this.#flushing === null) void this.flush().catch(() => this.#later(nowMs))
  }

  /**
   * Writes everything that the book holds now. Concurrent callers share a flush; one that began without the newest rows
   * is followed by another.
   *
   * @throws when D1 fails; the rows stay waiting and the same flush may be repeated
   */
  async flush(): Promise<void> {
    if (!this.#book.isOpen) return
    const { seq } = this.#book.journal.head
    while (this.#flushedSeq < seq) {
      this.#flushing ??= this.#flush().finally(() => {
        this.#flushing = null
      })
      await this.#flushing
    }
  }

  /** Throws the vendor's history away and writes it again from the book. */
  async rebuild(): Promise<number> {
    await this.#flushing?.catch(() => undefined)
    // Takes the place of a flush, so that none can run between forgetting and writing again.
    this.#flushing = this.#rewrite().finally(() => {
      this.#flushing = null
    })
    await this.#flushing
    return this.#flushedSeq
  }

  /** Compares history with the book row by row; returns what differs, as sentences. */
  async compare(): Promise<string[]> {
    await this.flush()
    const upTo = this.#flushedSeq
    const differences: string[] = []
    for (let seq = 0; ;) {
      // Payments go on meanwhile; their rows may be missing in history and nothing is wrong.
      const own = this.#book.journal.after(seq, PAGE).filter((entry) => entry.seq <= upTo)
      const copies = await listEntriesAfter(this.#db, this.#book.id, { afterSeq: seq, limit: PAGE })
      const bySeq = new Map(copies.map((entry) => [entry.seq, entry]))
      for (const entry of own) {
        const copy = bySeq.get(entry.seq)
        if (copy === undefined) differences.push(`entry ${entry.seq}: missing in history`)
        else if (bytesToHex(entryHash(copy)) !== bytesToHex(entryHash(entry))) {
          differences.push(`entry ${entry.seq}: history differs from the book`)
        }
      }
      const last = own.at(-1)
      if (last === undefined) {
        // Rows past the book's end would be money that nobody recorded.
        const { seq: newest } = this.#book.journal.head
        for (const copy of copies.filter((entry) => entry.seq > newest)) {
          differences.push(`entry ${copy.seq}: not in the book`)
        }
        return differences
      }
      seq = last.seq
    }
  }

  async #rewrite(): Promise<void> {
    await deleteEntries(this.#db, this.#book.id)
    this.#book.set('flushed_seq', '0')
    await this.#flush()
  }

  async #flush(): Promise<void> {
    // Up to here and no further: at a busy stall a flush that chased the newest row would write them one by one.
    const { seq } = this.#book.journal.head
    while (this.#flushedSeq < seq) {
      const page = this.#book.journal.after(this.#flushedSeq, PAGE)
      const last = page.at(-1)
      if (last === undefined) return
      this.flushes += 1
      this.rowsWritten += await insertEntries(this.#db, this.#book.id, page)
      this.#book.set('flushed_seq', String(last.seq))
    }
  }

  #later(nowMs: number): void {
    this.#alarm.arm(nowMs + FLUSH_AFTER_MS, nowMs)
  }

  get #db(): D1Database {
    return historyDb(this.#env, this.#book.id)
  }

  get #flushedSeq(): number {
    return Number(this.#book.setting('flushed_seq') ?? 0)
  }
}
