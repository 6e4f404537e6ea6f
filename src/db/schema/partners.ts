import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const partners = sqliteTable('partners', {
  id: text('id').primaryKey(),
  kind: text('kind', { enum: ['operator', 'supplier', 'lender', 'acquirer', 'agent'] }).notNull(),
  name: text('name').notNull(),
  currency: text('currency').notNull(),
  createdAtMs: integer('created_at').notNull(),
})

/** API keys. The secret is shown once; its SHA-256 is kept. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    partnerId: text('partner_id').notNull(),
    mode: text('mode', { enum: ['sandbox', 'live'] }).notNull(),
    secretHash: text('secret_hash').notNull(),
    /** Last four symbols, to recognise a key by. */
    lastFour: text('last_four').notNull(),
    /** JSON list of scopes. */
    scopes: text('scopes').notNull(),
    createdAtMs: integer('created_at').notNull(),
    revokedAtMs: integer('revoked_at'),
  },
  (table) => [index('api_keys_partner').on(table.partnerId)],
)
