import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Every book of the deployment, so that the cron sweep finds the ones that nobody visits. */
export const books = sqliteTable('books', {
  id: text('id').primaryKey(),
  kind: text('kind', { enum: ['vendor', 'wallet', 'partner'] }).notNull(),
  currency: text('currency').notNull(),
  createdAtMs: integer('created_at').notNull(),
})

/** Where a job that works in steps goes on. */
export const jobs = sqliteTable('jobs', {
  name: text('name').primaryKey(),
  cursor: text('cursor').notNull(),
  updatedAtMs: integer('updated_at').notNull(),
})
