import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { books } from './schema/books.ts'
import { codes, pictures, vendors } from './schema/vendors.ts'

export type VendorRow = typeof vendors.$inferSelect
export type CodeRow = typeof codes.$inferSelect

/** Stores a vendor, its first code and its book's entry in the register, all or nothing. The same again is fine. */
export async function insertVendor(db: D1Database, vendor: VendorRow): Promise<void> {
  const { id, code, currency, createdAtMs } = vendor
  const orm = drizzle(db)
  await orm.batch([
    orm.insert(vendors).values(vendor).onConflictDoNothing({ target: vendors.id }),
    orm
      .insert(codes)
      .values({ code, vendorId: id, label: null, createdAtMs })
      .onConflictDoNothing(),
    orm.insert(books).values({ id, kind: 'vendor', currency, createdAtMs }).onConflictDoNothing(),
  ])
}

export async function findVendor(db: D1Database, vendorId: string): Promise<VendorRow | null> {
  return (await drizzle(db).select().from(vendors).where(eq(vendors.id, vendorId)).get()) ?? null
}

/** The vendor behind a sticker code, whichever of its codes it is. */
export async function findVendorByCode(db: D1Database, code: string): Promise<VendorRow | null> {
  const row = await drizzle(db)
    .select({ vendor: vendors })
    .from(codes)
    .innerJoin(vendors, eq(vendors.id, codes.vendorId))
    .where(eq(codes.code, code))
    .get()
  return row?.vendor ?? null
}

/** Vendors in the order of their ids; those that a partner onboarded, or all for the operator (null). */
export async function listVendors(
  db: D1Database,
  partnerId: string | null,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<VendorRow[]> {
  const after = gt(vendors.id, afterId)
  return drizzle(db)
    .select()
    .from(vendors)
    .where(partnerId === null ? after : and(eq(vendors.partnerId, partnerId), after))
    .orderBy(asc(vendors.id))
    .limit(limit)
}

/** Gives the stalls of a currency that nobody onboarded to a partner: how the demonstration's agents get theirs. */
export async function adoptVendors(
  db: D1Database,
  partnerId: string,
  currency: string,
): Promise<void> {
  await drizzle(db)
    .update(vendors)
    .set({ partnerId })
    .where(and(eq(vendors.currency, currency), isNull(vendors.partnerId)))
}

/** Copies the status that the vendor's book decided. */
export async function updateVendorStatus(
  db: D1Database,
  vendorId: string,
  { status, statusReason }: Pick<VendorRow, 'status' | 'statusReason'>,
): Promise<void> {
  await drizzle(db).update(vendors).set({ status, statusReason }).where(eq(vendors.id, vendorId))
}

/** Copies which receiving accounts the vendor's book has. */
export async function updateBankAccounts(
  db: D1Database,
  vendorId: string,
  bankAccounts: string,
): Promise<void> {
  await drizzle(db).update(vendors).set({ bankAccounts }).where(eq(vendors.id, vendorId))
}

export async function insertCode(db: D1Database, code: CodeRow): Promise<void> {
  await drizzle(db).insert(codes).values(code).onConflictDoNothing()
}

export async function findCode(db: D1Database, code: string): Promise<CodeRow | null> {
  return (await drizzle(db).select().from(codes).where(eq(codes.code, code)).get()) ?? null
}

export async function listCodes(
  db: D1Database,
  vendorId: string,
  { afterCode, limit }: { afterCode: string; limit: number },
): Promise<CodeRow[]> {
  return drizzle(db)
    .select()
    .from(codes)
    .where(and(eq(codes.vendorId, vendorId), gt(codes.code, afterCode)))
    .orderBy(asc(codes.code))
    .limit(limit)
}

export async function insertPicture(
  db: D1Database,
  picture: typeof pictures.$inferInsert,
): Promise<void> {
  await drizzle(db).insert(pictures).values(picture).onConflictDoNothing()
}

export async function findPicture(
  db: D1Database,
  sha256: string,
): Promise<typeof pictures.$inferSelect | null> {
  return (
    (await drizzle(db).select().from(pictures).where(eq(pictures.sha256, sha256)).get()) ?? null
  )
}
