import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Whose each receiving account is: where an acquirer's notice belongs. One account, one vendor. */
export const receivingAccounts = sqliteTable('receiving_accounts', {
  /** Scheme and account in one spelling: see `accountKey`. */
  key: text('key').primaryKey(),
  vendorId: text('vendor_id').notNull(),
  accountId: text('account_id').notNull(),
  scheme: text('scheme').notNull(),
  currency: text('currency').notNull(),
  addedAtMs: integer('added_at').notNull(),
  removedAtMs: integer('removed_at'),
})

/** Credits as acquirers tell them: stored before they are believed, and never dropped. */
export const acquirerCredits = sqliteTable(
  'acquirer_credits',
  {
    acquirerId: text('acquirer_id').notNull(),
    bankTxnId: text('bank_txn_id').notNull(),
    /** The notice, as it came. */
    body: text('body').notNull(),
    account: text('account').notNull(),
    reference: text('reference'),
    /** Null when nobody has the account. */
    vendorId: text('vendor_id'),
    /** What it is to the vendor; null until the vendor's book has said so. */
    outcome: text('outcome'),
    payment: text('payment'),
    bookedAtMs: integer('booked_at').notNull(),
    receivedAtMs: integer('received_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.acquirerId, table.bankTxnId] }),
    index('acquirer_credits_received').on(table.acquirerId, table.receivedAtMs),
    index('acquirer_credits_vendor').on(table.vendorId, table.bookedAtMs),
    index('acquirer_credits_open')
      .on(table.receivedAtMs)
      .where(sql`outcome IS NULL`),
  ],
)

/** What acquirers sign with. Kept as it is, because it is needed to check. */
export const acquirerSecrets = sqliteTable('acquirer_secrets', {
  acquirerId: text('acquirer_id').primaryKey(),
  /** JSON list of `whsec_…`, the newest first. */
  secrets: text('secrets').notNull(),
  updatedAtMs: integer('updated_at').notNull(),
})
