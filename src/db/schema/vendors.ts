import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What the world sees of a vendor. Money and status are decided in the vendor's book; `status` here is a copy. */
export const vendors = sqliteTable(
  'vendors',
  {
    id: text('id').primaryKey(),
    /** The first sticker code; more may exist in `codes`. */
    code: text('code').notNull().unique(),
    name: text('name').notNull(),
    trade: text('trade').notNull(),
    place: text('place').notNull(),
    emoji: text('emoji').notNull(),
    /** SHA-256 of the picture in `pictures`, or null. */
    picture: text('picture'),
    currency: text('currency').notNull(),
    locale: text('locale').notNull(),
    timeZone: text('time_zone').notNull(),
    status: text('status', { enum: ['open', 'closed', 'frozen'] }).notNull(),
    statusReason: text('status_reason'),
    /** The partner that onboarded the vendor; null for one that signed up alone. */
    partnerId: text('partner_id'),
    createdAtMs: integer('created_at').notNull(),
    /** JSON list of id and scheme of each receiving account; a copy of what the vendor's book has. */
    bankAccounts: text('bank_accounts').notNull().default('[]'),
  },
  (table) => [index('vendors_partner').on(table.partnerId, table.id)],
)

/** Sticker codes. A code is never reused and never moves to another vendor. */
export const codes = sqliteTable(
  'codes',
  {
    code: text('code').primaryKey(),
    vendorId: text('vendor_id').notNull(),
    label: text('label'),
    createdAtMs: integer('created_at').notNull(),
  },
  (table) => [index('codes_vendor').on(table.vendorId, table.code)],
)

/** Stall pictures by their SHA-256, so that they can be cached for ever. */
export const pictures = sqliteTable('pictures', {
  sha256: text('sha256').primaryKey(),
  type: text('type').notNull(),
  /** Base64. */
  data: text('data').notNull(),
})
