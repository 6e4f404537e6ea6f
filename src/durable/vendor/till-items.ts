/** The tiles of a stall's keypad, and what was sold of each. */
import { RpcTarget } from 'cloudflare:workers'
import { readDay } from '../../domain/calendar.ts'
import { addSold, SOLD_DAYS } from '../../domain/payments/till-items.ts'
import type { SoldCount, SoldCounts, SoldItem, TillItem } from '../../domain/payments/till-items.ts'
import { localDay } from '../../domain/time.ts'
import type { Book } from '../book.ts'
import type { SchemaStep } from '../migrate.ts'
import type { LiveFeed } from './live.ts'

/**
 * Rows written are the bill: the list is one row, because it is only ever replaced, and so are the counts of a day,
 * because a sale of five things then writes one row and not five.
 */
export const TILL_ITEMS_SCHEMA: SchemaStep = {
  id: '006_till_items',
  sql: `
    CREATE TABLE till_items (list INTEGER PRIMARY KEY CHECK (list = 1), items TEXT NOT NULL) STRICT;
    CREATE TABLE sold (day INTEGER PRIMARY KEY, counts TEXT NOT NULL) STRICT;
    ALTER TABLE payment_requests ADD COLUMN items TEXT;
  `,
}

export class TillItems extends RpcTarget {
  readonly #sql: SqlStorage
  readonly #book: Book
  readonly #live: LiveFeed

  constructor(sql: SqlStorage, book: Book, live: LiveFeed) {
    super()
    this.#sql = sql
    this.#book = book
    this.#live = live
  }

  /** The tiles in the order of the vendor; none until there are some. */
  items(): TillItem[] {
    const [row] = this.#sql.exec<{ items: string }>('SELECT items FROM till_items').toArray()
    return row === undefined ? [] : (JSON.parse(row.items) as TillItem[])
  }

  /** Puts another list in the place of the tiles, and tells the open screens. */
  replace(items: readonly TillItem[]): void {
    const next = JSON.stringify(items)
    if (next === JSON.stringify(this.items())) return
    this.#sql.exec(
      'INSERT INTO till_items (list, items) VALUES (1, ?) ON CONFLICT DO UPDATE SET items = excluded.items',
      next,
    )
    this.#live.broadcast({ type: 'till_items' })
  }

  /** What was sold on a day and later, oldest first; nothing from before the last {@link SOLD_DAYS} days. */
  sold(sinceDay: number): SoldCount[] {
    return this.#sql
      .exec<{ day: number; counts: string }>(
        'SELECT day, counts FROM sold WHERE day >= ? ORDER BY day',
        sinceDay,
      )
      .toArray()
      .flatMap(({ day, counts }) =>
        Object.entries(JSON.parse(counts) as SoldCounts).map(([item, quantity]) => ({
          day,
          item,
          quantity,
        })),
      )
  }

  /**
   * Counts a sale on the stall's own day: one row, and on the first sale of a day one more that is forgotten. A refund
   * takes nothing back: the tea is drunk, and a refund does not say of what it is.
   */
  count(sold: readonly SoldItem[], nowMs: number): void {
    const day = readDay(localDay(nowMs, this.#book.setting('time_zone') ?? 'UTC')) ?? 0
    const counted = this.#countsOf(day)
    const before = counted ?? {}
    const after = addSold(before, sold, this.items())
    if (after === before) return
    this.#sql.exec(
      'INSERT INTO sold (day, counts) VALUES (?, ?) ON CONFLICT DO UPDATE SET counts = excluded.counts',
      day,
      JSON.stringify(after),
    )
    if (counted === null) this.#sql.exec('DELETE FROM sold WHERE day < ?', day - SOLD_DAYS)
  }

  #countsOf(day: number): SoldCounts | null {
    const [row] = this.#sql
      .exec<{ counts: string }>('SELECT counts FROM sold WHERE day = ?', day)
      .toArray()
    return row === undefined ? null : (JSON.parse(row.counts) as SoldCounts)
  }
}
