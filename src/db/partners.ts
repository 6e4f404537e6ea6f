import { and, asc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { books } from './schema/books.ts'
import { apiKeys, partners } from './schema/partners.ts'

export type PartnerRow = typeof partners.$inferSelect
export type ApiKeyRow = typeof apiKeys.$inferSelect

export async function insertPartner(db: D1Database, partner: PartnerRow): Promise<void> {
  const { id, currency, createdAtMs } = partner
  const orm = drizzle(db)
  await orm.batch([
    orm.insert(partners).values(partner).onConflictDoNothing(),
    orm.insert(books).values({ id, kind: 'partner', currency, createdAtMs }).onConflictDoNothing(),
  ])
}

export async function findPartner(db: D1Database, partnerId: string): Promise<PartnerRow | null> {
  return (await drizzle(db).select().from(partners).where(eq(partners.id, partnerId)).get()) ?? null
}

/** Partners of a currency, in the order of their ids. Lenders and suppliers are few, and every vendor may see their names. */
export async function listPartners(
  db: D1Database,
  currency: string,
  kind?: PartnerRow['kind'],
): Promise<PartnerRow[]> {
  const same = eq(partners.currency, currency)
  return drizzle(db)
    .select()
    .from(partners)
    .where(kind === undefined ? same : and(same, eq(partners.kind, kind)))
    .orderBy(asc(partners.id))
}

export async function insertApiKey(db: D1Database, key: ApiKeyRow): Promise<void> {
  await drizzle(db).insert(apiKeys).values(key)
}

/** A key by its id, with the partner that it belongs to. */
export async function findApiKey(
  db: D1Database,
  keyId: string,
): Promise<{ key: ApiKeyRow; partner: PartnerRow } | null> {
  const row = await drizzle(db)
    .select({ key: apiKeys, partner: partners })
    .from(apiKeys)
    .innerJoin(partners, eq(partners.id, apiKeys.partnerId))
    .where(eq(apiKeys.id, keyId))
    .get()
  return row ?? null
}
