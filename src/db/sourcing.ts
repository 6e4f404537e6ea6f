/** What a vendor sees of the catalogue besides the items: its favourites, shelves, names of suppliers. */
import { and, desc, eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { CATEGORIES } from '../domain/catalogue/item.ts'
import type { Category } from '../domain/catalogue/item.ts'
import { favourites } from './schema/catalogue.ts'
import { partners } from './schema/partners.ts'

/** Marks an item. Marked again it stays where it was. */
export async function insertFavourite(
  db: D1Database,
  favourite: typeof favourites.$inferInsert,
): Promise<void> {
  await drizzle(db).insert(favourites).values(favourite).onConflictDoNothing()
}

export async function deleteFavourite(
  db: D1Database,
  vendorId: string,
  itemId: string,
): Promise<void> {
  await drizzle(db)
    .delete(favourites)
    .where(and(eq(favourites.vendorId, vendorId), eq(favourites.itemId, itemId)))
}

/** Ids of the items that a vendor marked, the last one first. */
export async function listFavourites(
  db: D1Database,
  vendorId: string,
  limit: number,
): Promise<string[]> {
  const rows = await drizzle(db)
    .select({ itemId: favourites.itemId })
    .from(favourites)
    .where(eq(favourites.vendorId, vendorId))
    .orderBy(desc(favourites.atMs), desc(favourites.itemId))
    .limit(limit)
  return rows.map(({ itemId }) => itemId)
}

/** Those of some items that a vendor marked. */
export async function favouritesAmong(
  db: D1Database,
  vendorId: string,
  itemIds: readonly string[],
): Promise<Set<string>> {
  const rows = await drizzle(db)
    .select({ itemId: favourites.itemId })
    .from(favourites)
    .where(
      and(
        eq(favourites.vendorId, vendorId),
        sql`${favourites.itemId} IN (SELECT value FROM json_each(${JSON.stringify(itemIds)}))`,
      ),
    )
  return new Set(rows.map(({ itemId }) => itemId))
}

/** Names of partners by their ids; every vendor may see them. */
export async function partnerNames(
  db: D1Database,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await drizzle(db)
    .select({ id: partners.id, name: partners.name })
    .from(partners)
    .where(sql`${partners.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/**
 * The shelves of a currency that have something on them on a day, and how much; counted no further than `most`, because
 * the rest of a hundred thousand would be read for a figure that says no more.
 *
 * @param today days since 1970-01-01
 */
export async function countShelves(
  db: D1Database,
  currency: string,
  { today, most }: { today: number; most: number },
): Promise<{ category: Category; items: number }[]> {
  const { results } = await db
    .prepare(
      `SELECT c.value AS category, (SELECT count(*) FROM (
         SELECT 1 FROM catalogue_items WHERE currency = ?1 AND category = c.value AND is_active = 1
           AND coalesce(valid_from, ?2) <= ?2 AND coalesce(valid_until, ?2) >= ?2 LIMIT ?3)) AS items
       FROM json_each(?4) c ORDER BY c.key`,
    )
    .bind(currency, today, most, JSON.stringify(CATEGORIES))
    .all<{ category: Category; items: number }>()
  return results.filter(({ items }) => items > 0)
}
