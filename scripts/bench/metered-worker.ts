/** The real Worker with meters on its objects, and a way to make a book long without paying a million times. */
import type { Transfer, TransferAnswer } from '../../src/domain/ledger/transfer.ts'
import app, {
  PartnerBook,
  ShopperWallet as RealShopperWallet,
  VendorLedger as RealVendorLedger,
} from '../../src/index.ts'
import type { VendorMeter } from './contract.ts'
import { countingNamespace } from './counting.ts'
import type { Tally } from './counting.ts'

export { PartnerBook }

/** Rows that one statement makes; the statement is one commit. */
const SEED_ROWS_PER_STATEMENT = 50_000

export class VendorLedger extends RealVendorLedger {
  #alarmsFired = 0
  #received = 0

  override receive(transfer: Transfer): Promise<TransferAnswer> {
    this.#received += 1
    return super.receive(transfer)
  }

  async meter(): Promise<VendorMeter> {
    return {
      journalRows: this.book.journal.rowsWritten,
      historyRows: this.history.rowsWritten,
      flushes: this.history.flushes,
      alarmsSet: this.book.alarm.armed,
      alarmsFired: this.#alarmsFired,
      received: this.#received,
    }
  }

  /** Lets the alarm come if it is due at that moment of a day that is only played. */
  async letAlarmCome(nowMs: number): Promise<void> {
    const dueMs = await this.ctx.storage.getAlarm()
    if (dueMs === null || dueMs > nowMs) return
    await this.ctx.storage.deleteAlarm()
    this.#alarmsFired += 1
    this.book.alarm.fired()
    await this.tend(nowMs)
  }

  /**
   * Makes an empty journal `entryCount` entries long, and history believe that it has them. The rows are like real
   * ones but for their hashes, which SQL cannot compute. Call {@link forget} next, so that the head is read from them.
   */
  async grow(entryCount: number): Promise<void> {
    for (let from = 0; from < entryCount; from += SEED_ROWS_PER_STATEMENT) {
      // Keys begin with the time and end at random, as real ones do, so that their index grows as a real one.
      this.ctx.storage.sql.exec(
        `WITH RECURSIVE numbers(n) AS (
           SELECT CAST(?1 AS INTEGER) + 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < CAST(?2 AS INTEGER))
         INSERT INTO journal (seq, key, kind, amount, tip, legs, held, resolves, declined, counterparty, corrects,
           detail, at, effective_at, balances, open, fingerprint, prev_hash)
         SELECT n, CAST(unhex(printf('%012x', 1700000000000 + n * 1000)) || randomblob(10) AS BLOB), 'payment',
           1250, 0, '[[2,1,1250]]', 0, '[]', NULL, 'wal_01KEZ8Q9G07M2B4V6X8Y0A1C3E', NULL, '{}',
           1700000000000 + n * 1000, 1700000000000 + n * 1000,
           printf('[[1,0,%d,0,0],[2,%d,0,0,0]]', n * 1250, n * 1250), '[]', randomblob(16), randomblob(32)
         FROM numbers`,
        from,
        Math.min(entryCount, from + SEED_ROWS_PER_STATEMENT),
      )
      await this.ctx.storage.sync()
    }
    this.book.set('flushed_seq', String(entryCount))
    await this.ctx.storage.sync()
  }

  /** Ends this life of the object. The call fails, as every call to it does at that moment. */
  async forget(): Promise<void> {
    this.ctx.abort('to read the head again')
  }

  async entryCount(): Promise<number> {
    return this.book.journal.head.seq
  }
}

export class ShopperWallet extends RealShopperWallet {
  async meter(): Promise<{ journalRows: number; alarmsSet: number }> {
    return { journalRows: this.book.journal.rowsWritten, alarmsSet: this.book.alarm.armed }
  }
}

/** Calls from the Worker to the books, so far. */
const calls: Tally = { count: 0 }

export default {
  fetch(request, env, ctx) {
    if (new URL(request.url).pathname === '/bench/calls') return Response.json(calls)
    const counted = {
      ...env,
      VENDOR_LEDGER: countingNamespace(env.VENDOR_LEDGER, calls),
      SHOPPER_WALLET: countingNamespace(env.SHOPPER_WALLET, calls),
    }
    return app.fetch(request, counted, ctx)
  },
} satisfies ExportedHandler<Env>
