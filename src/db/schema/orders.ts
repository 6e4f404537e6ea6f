import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Orders as the vendors' books tell them: what suppliers read. Written by the books alone, newest version wins. */
export const orders = sqliteTable(
  'orders',
  {
    id: text('id').primaryKey(),
    vendorId: text('vendor_id').notNull(),
    supplierId: text('supplier_id').notNull(),
    currency: text('currency').notNull(),
    state: text('state').notNull(),
    version: integer('version').notNull(),
    /** The version that the supplier's system was told of. */
    toldVersion: integer('told_version').notNull(),
    poolId: text('pool_id'),
    /** Day at the stall, days since 1970-01-01. */
    deliveryDay: integer('delivery_day').notNull(),
    /** What it is worth as it stands, minor units. */
    total: integer('total').notNull(),
    /** Packs: what performance is reckoned from. */
    ordered: integer('ordered').notNull(),
    arrived: integer('arrived'),
    /** Day on which it was handed over. */
    deliveredDay: integer('delivered_day'),
    placedAtMs: integer('placed_at').notNull(),
    updatedAtMs: integer('updated_at').notNull(),
    /** The order itself, as JSON, without the driver's code. */
    body: text('body').notNull(),
  },
  (table) => [
    index('orders_supplier').on(table.supplierId, table.id),
    index('orders_supplier_state').on(table.supplierId, table.state, table.id),
    index('orders_vendor').on(table.vendorId, table.id),
    index('orders_untold')
      .on(table.id)
      .where(sql`told_version < version`),
  ],
)

/** Neighbours' orders for one delivery, as the suppliers' books tell them. */
export const pools = sqliteTable(
  'pools',
  {
    id: text('id').primaryKey(),
    supplierId: text('supplier_id').notNull(),
    currency: text('currency').notNull(),
    itemId: text('item_id').notNull(),
    state: text('state', { enum: ['open', 'closed'] }).notNull(),
    version: integer('version').notNull(),
    closesAtMs: integer('closes_at').notNull(),
    /** True until every member's book knows how it closed. */
    isUntold: integer('is_untold').notNull(),
    body: text('body').notNull(),
  },
  (table) => [
    index('pools_open').on(table.currency, table.state, table.closesAtMs),
    index('pools_supplier').on(table.supplierId, table.id),
    index('pools_untold')
      .on(table.id)
      .where(sql`is_untold = 1`),
  ],
)
