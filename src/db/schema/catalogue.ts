import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Items as they are sold now. The migration adds the search index beside it, row for row by `rowid`. */
export const catalogueItems = sqliteTable(
  'catalogue_items',
  {
    id: text('id').primaryKey(),
    supplierId: text('supplier_id').notNull(),
    currency: text('currency').notNull(),
    sku: text('sku').notNull(),
    /** JSON: name by language. */
    names: text('names').notNull(),
    also: text('also').notNull(),
    category: text('category').notNull(),
    packCount: integer('pack_count').notNull(),
    packSize: integer('pack_size').notNull(),
    packUnit: text('pack_unit').notNull(),
    quantityMin: integer('quantity_min').notNull(),
    quantityMax: integer('quantity_max'),
    quantityStep: integer('quantity_step').notNull(),
    /** JSON: `[[from, price], …]`. */
    tiers: text('tiers').notNull(),
    priceVersion: integer('price_version').notNull(),
    /** Price of the first tier by the kilogram, litre or piece, minor units: what lists are compared by. */
    perUnitPrice: integer('per_unit_price').notNull(),
    taxBp: integer('tax_bp').notNull(),
    stock: integer('stock'),
    leadDays: integer('lead_days'),
    /** JSON lists; null follows the supplier's terms. */
    areas: text('areas'),
    days: text('days'),
    validFrom: integer('valid_from'),
    validUntil: integer('valid_until'),
    photo: text('photo'),
    isActive: integer('is_active').notNull(),
    /** Of everything that a supplier sends, so that an import sees at once what did not change. */
    hash: text('hash').notNull(),
    updatedAtMs: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('catalogue_items_sku').on(table.supplierId, table.sku),
    index('catalogue_items_shelf').on(table.currency, table.category, table.id),
  ],
)

/** Prices that an item had, version by version. Only added to. */
export const cataloguePrices = sqliteTable(
  'catalogue_prices',
  {
    itemId: text('item_id').notNull(),
    priceVersion: integer('price_version').notNull(),
    tiers: text('tiers').notNull(),
    taxBp: integer('tax_bp').notNull(),
    atMs: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.priceVersion] })],
)

/** What a supplier promises for everything that it sells. */
export const supplierTerms = sqliteTable('supplier_terms', {
  supplierId: text('supplier_id').primaryKey(),
  minOrder: integer('min_order').notNull(),
  leadDays: integer('lead_days').notNull(),
  /** JSON lists. */
  areas: text('areas').notNull(),
  days: text('days').notNull(),
  cutOffMinutes: integer('cut_off_minutes').notNull(),
  timeZone: text('time_zone').notNull(),
  earlyDiscountBp: integer('early_discount_bp').notNull(),
  legalName: text('legal_name').notNull(),
  taxId: text('tax_id'),
  address: text('address').notNull(),
  country: text('country').notNull(),
  updatedAtMs: integer('updated_at').notNull(),
})

/** Items that a vendor marked. */
export const favourites = sqliteTable(
  'favourites',
  {
    vendorId: text('vendor_id').notNull(),
    itemId: text('item_id').notNull(),
    atMs: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.vendorId, table.itemId] })],
)
