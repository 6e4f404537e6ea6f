import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * History: every row of every vendor's book, column for column as the book holds it, so that a row can be checked
 * against the book's hash chain. Drizzle cannot say STRICT or WITHOUT ROWID; the migration adds both by hand, and
 * WITHOUT ROWID is what makes an entry one row written. `corrects` is indexed only where it is set, so that a
 * payment pays for no index.
 */
export const entries = sqliteTable(
  'entries',
  {
    vendorId: text('vendor_id').notNull(),
    seq: integer('seq').notNull(),
    key: text('key'),
    kind: text('kind').notNull(),
    amount: integer('amount').notNull(),
    tip: integer('tip').notNull(),
    legs: text('legs').notNull(),
    held: integer('held').notNull(),
    resolves: text('resolves').notNull(),
    declined: text('declined'),
    counterparty: text('counterparty'),
    corrects: integer('corrects'),
    detail: text('detail').notNull(),
    at: integer('at').notNull(),
    effectiveAt: integer('effective_at').notNull(),
    balances: text('balances').notNull(),
    open: text('open').notNull(),
    /** Hex. */
    fingerprint: text('fingerprint').notNull(),
    /** Hex. */
    prevHash: text('prev_hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.vendorId, table.seq] }),
    index('entries_corrects')
      .on(table.vendorId, table.corrects)
      .where(sql`corrects IS NOT NULL`),
  ],
)
