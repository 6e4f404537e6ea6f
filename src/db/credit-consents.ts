/** Who may see a vendor's income, who did, what the vendor says is no income, and appeals. The vendor comes first. */
import { and, asc, desc, eq, gt, gte, inArray, isNull } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { creditAppeals, creditConsents, creditReads, entryTags } from './schema/credit.ts'

export type ConsentRow = typeof creditConsents.$inferSelect
export type ReadRow = typeof creditReads.$inferSelect
export type AppealRow = typeof creditAppeals.$inferSelect
export type Tag = (typeof entryTags.$inferSelect)['tag']

export async function listConsents(db: D1Database, vendorId: string): Promise<ConsentRow[]> {
  return drizzle(db).select().from(creditConsents).where(eq(creditConsents.vendorId, vendorId))
}

export async function hasConsent(
  db: D1Database,
  vendorId: string,
  lenderId: string,
): Promise<boolean> {
  const row = await drizzle(db)
    .select({ grantedAtMs: creditConsents.grantedAtMs })
    .from(creditConsents)
    .where(
      and(
        eq(creditConsents.vendorId, vendorId),
        eq(creditConsents.lenderId, lenderId),
        isNull(creditConsents.withdrawnAtMs),
      ),
    )
    .get()
  return row !== undefined
}

/** Gives consent to a lender, again after it was withdrawn too. */
export function grantConsentStatement(
  db: D1Database,
  consent: { vendorId: string; lenderId: string; grantedAtMs: number },
) {
  const { grantedAtMs } = consent
  return drizzle(db)
    .insert(creditConsents)
    .values({ ...consent, withdrawnAtMs: null })
    .onConflictDoUpdate({
      target: [creditConsents.vendorId, creditConsents.lenderId],
      set: { grantedAtMs, withdrawnAtMs: null },
      setWhere: gt(creditConsents.withdrawnAtMs, 0),
    })
}

export async function withdrawConsent(
  db: D1Database,
  vendorId: string,
  lenderId: string,
  nowMs: number,
): Promise<void> {
  await drizzle(db)
    .update(creditConsents)
    .set({ withdrawnAtMs: nowMs })
    .where(
      and(
        eq(creditConsents.vendorId, vendorId),
        eq(creditConsents.lenderId, lenderId),
        isNull(creditConsents.withdrawnAtMs),
      ),
    )
}

export async function insertRead(db: D1Database, read: ReadRow): Promise<void> {
  await drizzle(db).insert(creditReads).values(read).onConflictDoNothing()
}

/** The newest reads of a vendor's data first. */
export async function listReads(
  db: D1Database,
  vendorId: string,
  limit: number,
): Promise<ReadRow[]> {
  return drizzle(db)
    .select()
    .from(creditReads)
    .where(eq(creditReads.vendorId, vendorId))
    .orderBy(desc(creditReads.atMs))
    .limit(limit)
}

/** Tags an entry, or takes its tag away (null). */
export async function setTag(
  db: D1Database,
  vendorId: string,
  { seq, tag, taggedAtMs }: { seq: number; tag: Tag | null; taggedAtMs: number },
): Promise<void> {
  const orm = drizzle(db)
  if (tag === null) {
    await orm.delete(entryTags).where(and(eq(entryTags.vendorId, vendorId), eq(entryTags.seq, seq)))
    return
  }
  await orm
    .insert(entryTags)
    .values({ vendorId, seq, tag, taggedAtMs })
    .onConflictDoUpdate({ target: [entryTags.vendorId, entryTags.seq], set: { tag, taggedAtMs } })
}

/** Tags of entries from `fromSeq` to `toSeq`, both included. */
export async function tagsBetween(
  db: D1Database,
  vendorId: string,
  { fromSeq, toSeq }: { fromSeq: number; toSeq: number },
): Promise<{ seq: number; tag: Tag }[]> {
  const rows = await drizzle(db)
    .select({ seq: entryTags.seq, tag: entryTags.tag })
    .from(entryTags)
    .where(and(eq(entryTags.vendorId, vendorId), gte(entryTags.seq, fromSeq)))
    .orderBy(asc(entryTags.seq))
  return rows.filter(({ seq }) => seq <= toSeq)
}

export async function insertAppeal(db: D1Database, appeal: AppealRow): Promise<void> {
  await drizzle(db).insert(creditAppeals).values(appeal).onConflictDoNothing()
}

export async function listAppeals(db: D1Database, vendorId: string): Promise<AppealRow[]> {
  return drizzle(db)
    .select()
    .from(creditAppeals)
    .where(eq(creditAppeals.vendorId, vendorId))
    .orderBy(desc(creditAppeals.id))
}

/** Appeals in some states, of all vendors: the operator answers them. */
export async function listAppealsByState(
  db: D1Database,
  states: AppealRow['state'][],
  { afterId, limit }: { afterId: string; limit: number },
): Promise<AppealRow[]> {
  return drizzle(db)
    .select()
    .from(creditAppeals)
    .where(and(inArray(creditAppeals.state, states), gt(creditAppeals.id, afterId)))
    .orderBy(asc(creditAppeals.id))
    .limit(limit)
}

/** Answers an open appeal; null for one that is not open. */
export async function resolveAppeal(
  db: D1Database,
  appealId: string,
  resolution: { state: 'upheld' | 'rejected'; answer: string; resolvedAtMs: number },
): Promise<AppealRow | null> {
  const rows = await drizzle(db)
    .update(creditAppeals)
    .set(resolution)
    .where(and(eq(creditAppeals.id, appealId), eq(creditAppeals.state, 'open')))
    .returning()
  return rows[0] ?? null
}

/** Rules that an upheld appeal set aside since a time. */
export async function waivedSince(
  db: D1Database,
  vendorId: string,
  sinceMs: number,
): Promise<string[]> {
  const rows = await drizzle(db)
    .select({ code: creditAppeals.code })
    .from(creditAppeals)
    .where(
      and(
        eq(creditAppeals.vendorId, vendorId),
        eq(creditAppeals.state, 'upheld'),
        gt(creditAppeals.resolvedAtMs, sinceMs),
      ),
    )
  return [...new Set(rows.map(({ code }) => code))].toSorted()
}
