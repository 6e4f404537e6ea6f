/** Catalogues of suppliers, and what suppliers promise. Everybody may read them; a supplier writes its own. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { pricePerUnit } from '../domain/catalogue/item.ts'
import type {
  CatalogueItem,
  Category,
  ItemInput,
  PackUnit,
  SupplierTerms,
  Weekday,
} from '../domain/catalogue/item.ts'
import type { Currency } from '../domain/money/money.ts'
import { catalogueItems, supplierTerms } from './schema/catalogue.ts'

export type CatalogueItemRow = typeof catalogueItems.$inferSelect

/** An item with what only its row says. */
export interface StoredItem extends CatalogueItem {
  currency: Currency
  updatedAtMs: number
}

/** Half of a SHA-256: enough that no two versions of an item are ever taken for one. */
const HASH_CHARS = 32

/** What a supplier sends, column by column; `hash` is of these. */
const SENT = [
  'sku',
  'names',
  'also',
  'category',
  'pack_count',
  'pack_size',
  'pack_unit',
  'quantity_min',
  'quantity_max',
  'quantity_step',
  'tiers',
  'per_unit_price',
  'tax_bp',
  'stock',
  'lead_days',
  'areas',
  'days',
  'valid_from',
  'valid_until',
] as const

function sentValues(item: ItemInput): (string | number | null)[] {
  const { pack, quantity, tiers } = item
  return [
    item.sku,
    JSON.stringify(item.names),
    item.also,
    item.category,
    pack.count,
    pack.size,
    pack.unit,
    quantity.min,
    quantity.max,
    quantity.step,
    JSON.stringify(tiers.map(({ from, price }) => [from, price])),
    pricePerUnit(pack, tiers[0]?.price ?? 0).price,
    item.taxBp,
    item.stock,
    item.leadDays,
    item.areas === null ? null : JSON.stringify(item.areas),
    item.days === null ? null : JSON.stringify(item.days),
    item.validFrom,
    item.validUntil,
  ]
}

/** An item on its way into a catalogue. */
export interface PackedItem {
  sku: string
  /** Equal for items of which everything is equal. */
  hash: string
  /** JSON of the columns: what is written. */
  json: string
}

export function packItem(item: ItemInput): PackedItem {
  const json = JSON.stringify(sentValues(item))
  const hash = bytesToHex(sha256(utf8ToBytes(json))).slice(0, HASH_CHARS)
  return { sku: item.sku, hash, json }
}

const CHANGED = SENT.slice(1).map((name) => `${name} = excluded.${name}`)

/**
 * Writes items of a supplier one after the other, in one statement; those that say what is there already are not
 * written. An item that was taken out is sold again. A trigger keeps the price that a change replaces.
 *
 * @param items with an id each, for one whose sku is not there yet; a few hundred, half a megabyte at the most
 * @returns the changes that were made
 */
export async function upsertItems(
  db: D1Database,
  { id: supplierId, currency }: { id: string; currency: string },
  items: readonly (PackedItem & { id: string })[],
  atMs: number,
): Promise<{ sku: string; isNew: boolean }[]> {
  if (items.length === 0) return []
  const { results } = await db
    .prepare(
      `INSERT INTO catalogue_items (id, supplier_id, currency, hash, price_version, is_active, updated_at, ${SENT.join(', ')})
       SELECT value ->> 0, ?1, ?2, value ->> 1, 1, 1, ?3, ${SENT.map((_, i) => `value ->> '$[2][${i}]'`).join(', ')}
       FROM json_each(?4) WHERE true ORDER BY key
       ON CONFLICT (supplier_id, sku) DO UPDATE SET ${CHANGED.join(', ')},
         price_version = catalogue_items.price_version +
           (catalogue_items.tiers <> excluded.tiers OR catalogue_items.tax_bp <> excluded.tax_bp),
         hash = excluded.hash, is_active = 1, updated_at = excluded.updated_at
       WHERE catalogue_items.hash <> excluded.hash OR catalogue_items.is_active = 0
       RETURNING id, sku`,
    )
    .bind(
      supplierId,
      currency,
      atMs,
      `[${items.map(({ id, hash, json }) => `["${id}","${hash}",${json}]`).join()}]`,
    )
    .all<{ id: string; sku: string }>()
  const minted = new Set(items.map(({ id }) => id))
  return results.map(({ id, sku }) => ({ sku, isNew: minted.has(id) }))
}

/** Items by their ids, whoever sells them and whether or not they are still sold, in the order of the ids. */
export async function findItems(db: D1Database, ids: readonly string[]): Promise<StoredItem[]> {
  const rows = await drizzle(db)
    .select()
    .from(catalogueItems)
    .where(sql`${catalogueItems.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row === undefined ? [] : [itemOfRow(row)]
  })
}

export async function findItemBySku(
  db: D1Database,
  supplierId: string,
  sku: string,
): Promise<StoredItem | null> {
  const row = await drizzle(db).select().from(catalogueItems).where(own(supplierId, sku)).get()
  return row === undefined ? null : itemOfRow(row)
}

/** A supplier's items in the order of their skus: those that are sold, those that are not, or all (null). */
export async function listItems(
  db: D1Database,
  supplierId: string,
  { afterSku, isActive, limit }: { afterSku: string; isActive: boolean | null; limit: number },
): Promise<StoredItem[]> {
  const rows = await drizzle(db)
    .select()
    .from(catalogueItems)
    .where(
      and(
        eq(catalogueItems.supplierId, supplierId),
        gt(catalogueItems.sku, afterSku),
        isActive === null ? undefined : eq(catalogueItems.isActive, isActive ? 1 : 0),
      ),
    )
    .orderBy(asc(catalogueItems.sku))
    .limit(limit)
  return rows.map(itemOfRow)
}

/** Skus that a supplier sells, a page at a time, of items that were last changed by a moment. */
export async function listSoldSkus(
  db: D1Database,
  supplierId: string,
  { afterSku, untilMs, limit }: { afterSku: string; untilMs: number; limit: number },
): Promise<string[]> {
  const rows = await drizzle(db)
    .select({ sku: catalogueItems.sku })
    .from(catalogueItems)
    .where(
      and(
        eq(catalogueItems.supplierId, supplierId),
        gt(catalogueItems.sku, afterSku),
        eq(catalogueItems.isActive, 1),
        sql`${catalogueItems.updatedAtMs} <= ${untilMs}`,
      ),
    )
    .orderBy(asc(catalogueItems.sku))
    .limit(limit)
  return rows.map(({ sku }) => sku)
}

/** Takes items out of the catalogue; their rows and prices stay. Returns how many were sold until now. */
export async function deactivateItems(
  db: D1Database,
  supplierId: string,
  skus: readonly string[],
  atMs: number,
): Promise<number> {
  const { results } = await db
    .prepare(
      `UPDATE catalogue_items SET is_active = 0, updated_at = ?2
       WHERE supplier_id = ?1 AND is_active = 1 AND sku IN (SELECT value FROM json_each(?3)) RETURNING 1`,
    )
    .bind(supplierId, atMs, JSON.stringify(skus))
    .all()
  return results.length
}

/** Gives an item a picture, or none (null). */
export async function updatePhoto(
  db: D1Database,
  supplierId: string,
  { sku, photo, atMs }: { sku: string; photo: string | null; atMs: number },
): Promise<void> {
  await drizzle(db)
    .update(catalogueItems)
    .set({ photo, updatedAtMs: atMs })
    .where(own(supplierId, sku))
}

function own(supplierId: string, sku: string) {
  return and(eq(catalogueItems.supplierId, supplierId), eq(catalogueItems.sku, sku))
}

export async function upsertTerms(
  db: D1Database,
  supplierId: string,
  terms: SupplierTerms,
  atMs: number,
): Promise<void> {
  const row = {
    ...terms,
    areas: JSON.stringify(terms.areas),
    days: JSON.stringify(terms.days),
    updatedAtMs: atMs,
  }
  await drizzle(db)
    .insert(supplierTerms)
    .values({ supplierId, ...row })
    .onConflictDoUpdate({ target: supplierTerms.supplierId, set: row })
}

/** What suppliers promise, by supplier; one that has not said is left out. */
export async function findTerms(
  db: D1Database,
  supplierIds: readonly string[],
): Promise<Map<string, SupplierTerms>> {
  const rows = await drizzle(db)
    .select()
    .from(supplierTerms)
    .where(
      sql`${supplierTerms.supplierId} IN (SELECT value FROM json_each(${JSON.stringify(supplierIds)}))`,
    )
  return new Map(
    rows.map(({ supplierId, updatedAtMs: _updated, areas, days, ...terms }) => [
      supplierId,
      {
        ...terms,
        areas: JSON.parse(areas) as string[],
        days: JSON.parse(days) as Weekday[],
      },
    ]),
  )
}

/** A row as the domain reads it. */
export function itemOfRow(row: CatalogueItemRow): StoredItem {
  const tiers = JSON.parse(row.tiers) as [number, number][]
  return {
    id: row.id,
    supplier: row.supplierId,
    currency: row.currency as Currency,
    sku: row.sku,
    names: JSON.parse(row.names) as Record<string, string>,
    also: row.also,
    category: row.category as Category,
    pack: { count: row.packCount, size: row.packSize, unit: row.packUnit as PackUnit },
    quantity: { min: row.quantityMin, max: row.quantityMax, step: row.quantityStep },
    tiers: tiers.map(([from, price]) => ({ from, price })),
    priceVersion: row.priceVersion,
    taxBp: row.taxBp,
    stock: row.stock,
    leadDays: row.leadDays,
    areas: row.areas === null ? null : (JSON.parse(row.areas) as string[]),
    days: row.days === null ? null : (JSON.parse(row.days) as Weekday[]),
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    photo: row.photo,
    isActive: row.isActive === 1,
    updatedAtMs: row.updatedAtMs,
  }
}
