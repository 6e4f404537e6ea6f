/** Offers of credit. The vendor comes first. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { creditOffers } from './schema/credit.ts'

export type OfferRow = typeof creditOffers.$inferSelect

export async function listOpenOffers(db: D1Database, vendorId: string): Promise<OfferRow[]> {
  return drizzle(db)
    .select()
    .from(creditOffers)
    .where(and(eq(creditOffers.vendorId, vendorId), eq(creditOffers.state, 'open')))
    .orderBy(asc(creditOffers.id))
}

export async function findOffer(
  db: D1Database,
  vendorId: string,
  offerId: string,
): Promise<OfferRow | null> {
  const row = await drizzle(db)
    .select()
    .from(creditOffers)
    .where(and(eq(creditOffers.vendorId, vendorId), eq(creditOffers.id, offerId)))
    .get()
  return row ?? null
}

export function insertOfferStatement(db: D1Database, row: OfferRow) {
  return drizzle(db).insert(creditOffers).values(row).onConflictDoNothing()
}

/** Ends an open offer; one that is ended stays as it is. */
export function endOfferStatement(
  db: D1Database,
  offer: Pick<OfferRow, 'vendorId' | 'id'>,
  end: { state: Exclude<OfferRow['state'], 'open'>; endedAtMs: number; reason: string | null },
) {
  return drizzle(db)
    .update(creditOffers)
    .set(end)
    .where(
      and(
        eq(creditOffers.vendorId, offer.vendorId),
        eq(creditOffers.id, offer.id),
        eq(creditOffers.state, 'open'),
      ),
    )
}

/** Remembers when the vendor's app showed offers for the first time. */
export async function markOffersSeen(
  db: D1Database,
  vendorId: string,
  offerIds: readonly string[],
  nowMs: number,
): Promise<void> {
  if (offerIds.length === 0) return
  await drizzle(db)
    .update(creditOffers)
    .set({ seenAtMs: nowMs })
    .where(
      and(
        eq(creditOffers.vendorId, vendorId),
        inArray(creditOffers.id, [...offerIds]),
        isNull(creditOffers.seenAtMs),
      ),
    )
}
