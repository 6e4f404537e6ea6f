import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Where partners want to be told. The secret signs what we send, so it is kept as it is. */
export const webhookEndpoints = sqliteTable(
  'webhook_endpoints',
  {
    id: text('id').primaryKey(),
    partnerId: text('partner_id').notNull(),
    url: text('url').notNull(),
    /** JSON list of event types; empty for all. */
    events: text('events').notNull(),
    secret: text('secret').notNull(),
    createdAtMs: integer('created_at').notNull(),
    /** When it was given up or deleted; null while it works. */
    disabledAtMs: integer('disabled_at'),
  },
  (table) => [index('webhook_endpoints_partner').on(table.partnerId, table.id)],
)

/** Events on their way, one row for each endpoint. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    /** The event's id and the endpoint's: the same event goes to an endpoint once. */
    id: text('id').primaryKey(),
    eventId: text('event_id').notNull(),
    endpointId: text('endpoint_id').notNull(),
    partnerId: text('partner_id').notNull(),
    type: text('type').notNull(),
    body: text('body').notNull(),
    state: text('state', { enum: ['pending', 'delivered', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull(),
    nextAtMs: integer('next_at').notNull(),
    /** What the last attempt got: a status, or a word for none. */
    lastAnswer: text('last_answer'),
    createdAtMs: integer('created_at').notNull(),
    deliveredAtMs: integer('delivered_at'),
  },
  (table) => [
    index('webhook_deliveries_due').on(table.state, table.nextAtMs),
    index('webhook_deliveries_partner').on(table.partnerId, table.id),
  ],
)
