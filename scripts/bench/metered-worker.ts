/** The real Worker with meters on its objects, and a way to make a book long without paying a million times. */
import type { Transfer, TransferAnswer } from '../../src/domain/ledger/transfer.ts'
import {
  PartnerBook,
  ShopperWallet as RealShopperWallet,
  VendorLedger as RealVendorLedger,
} from '../../src/index.ts'
import { countingDatabase, countingNamespace } from './counting.ts'
import type { Counts } from './counting.ts'

export { PartnerBook }

/** Rows that one statement makes: the whole of it is one commit. */
const SEED_ROWS_PER_STATEMENT = 50_000

/** What a book has cost since it woke up. */
export interface BookMeter {
  /** Rows of the journal, as the runtime's own cursor counts them. */
  journalRows: number
  /** Rows of D1, as D1's own answer counts them. */
  historyRows: number
  /** Alarms set: a row each. */
  alarmsSet: number
  /** Alarms that came: a request each, and a row to clear the alarm. */
  alarmsFired: number
  /** Flushes of history: a row each, that remembers how far it came. */
  flushes: number
  /** Transfers taken from other books: a request each. */
  received: number
}

export class VendorLedger extends RealVendorLedger {
  readonly #counts: Counts
  #alarmsFired = 0
  #received = 0

  constructor(ctx: DurableObjectState, env: Env) {
    const counts: Counts = {}
    super(ctx, { ...env, DB: countingDatabase(env.DB, counts) })
    this.#counts = counts
  }

  override receive(transfer: Transfer): Promise<TransferAnswer> {
    this.#received += 1
    return super.receive(transfer)
  }

  meter(): BookMeter {
    return {
      journalRows: this.book.journal.rowsWritten,
      historyRows: this.history.rowsWritten,
      alarmsSet: this.book.alarm.armed,
      alarmsFired: this.#alarmsFired,
      flushes: this.#counts['prepare'] ?? 0,
      received: this.#received,
    }
  }

  /** Lets the alarm come if it is due at that moment of a day that is only played. */
  async pass(nowMs: number): Promise<void> {
    const dueMs = await this.ctx.storage.getAlarm()
    if (dueMs === null || dueMs > nowMs) return
    await this.ctx.storage.deleteAlarm()
    this.#alarmsFired += 1
    this.book.alarm.fired()
    await this.tend(nowMs)
  }

  /**
   * Makes the journal `entryCount` entries long. The rows are real but for their hashes, which SQL cannot compute; the
   * last row is a real payment of the caller's. History is told that it has them all.
   */
  async grow(entryCount: number): Promise<void> {
    const { sql } = this.ctx.storage
    const { seq, balances } = this.book.journal.head
    const start = balances.available.creditsPosted
    for (let from = seq; from < entryCount; from += SEED_ROWS_PER_STATEMENT) {
      const to = Math.min(entryCount, from + SEED_ROWS_PER_STATEMENT)
      // The key is time-ordered with a random end, as real ones are, so its index grows as a real one does.
      sql.exec(
        `WITH RECURSIVE count(n) AS (SELECT CAST(?1 AS INTEGER) + 1 UNION ALL SELECT n + 1 FROM count WHERE n < ?2)
         INSERT INTO journal (seq, key, kind, amount, tip, legs, held, resolves, declined, counterparty, corrects,
           detail, at, effective_at, balances, open, fingerprint, prev_hash)
         SELECT n, unhex(printf('%012x7', 1700000000000 + n * 1000) || substr(hex(randomblob(10)), 1, 19)), 'payment',
           1250, 0, '[[2,1,1250]]', 0, '[]', NULL, ?4, NULL, '{}', 1700000000000 + n * 1000, 1700000000000 + n * 1000,
           format('[[1,0,%d,0,0],[2,%d,0,0,0]]', ?3 + (n - ?5) * 1250, ?3 + (n - ?5) * 1250), '[]',
           randomblob(16), randomblob(32)
         FROM count`,
        from,
        to,
        start,
        'wal_01KEZ8Q9G07M2B4V6X8Y0A1C3E',
        seq,
      )
      await this.ctx.storage.sync()
    }
    this.book.set('flushed_seq', String(entryCount))
    await this.ctx.storage.sync()
  }

  /** Ends this life of the object, so that the next one reads its head from the last row. */
  forget(): void {
    this.ctx.abort('to read the head again')
  }

  get length(): number {
    return this.book.journal.head.seq
  }
}

export class ShopperWallet extends RealShopperWallet {
  meter(): Pick<BookMeter, 'journalRows' | 'alarmsSet'> {
    return { journalRows: this.book.journal.rowsWritten, alarmsSet: this.book.alarm.armed }
  }
}
