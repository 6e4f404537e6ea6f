/** Lenders' policies. Versions are only added. */
import { and, asc, desc, eq, lte, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { lendingPolicies } from './schema/credit.ts'

export type PolicyRow = typeof lendingPolicies.$inferSelect

/** Adds a version; false when it is there already, whatever it says. */
export async function insertPolicy(db: D1Database, row: PolicyRow): Promise<boolean> {
  const added = await drizzle(db)
    .insert(lendingPolicies)
    .values(row)
    .onConflictDoNothing()
    .returning()
  return added.length === 1
}

export async function findPolicy(
  db: D1Database,
  policyId: string,
  version: number,
): Promise<PolicyRow | null> {
  const row = await drizzle(db)
    .select()
    .from(lendingPolicies)
    .where(and(eq(lendingPolicies.policyId, policyId), eq(lendingPolicies.version, version)))
    .get()
  return row ?? null
}

/** The newest version of a policy, whoever's it is. */
export async function newestPolicy(db: D1Database, policyId: string): Promise<PolicyRow | null> {
  const row = await drizzle(db)
    .select()
    .from(lendingPolicies)
    .where(eq(lendingPolicies.policyId, policyId))
    .orderBy(desc(lendingPolicies.version))
    .limit(1)
    .get()
  return row ?? null
}

/** The newest version of a policy that is in force on a day. */
export async function policyOfDay(
  db: D1Database,
  policyId: string,
  day: number,
): Promise<PolicyRow | null> {
  const row = await drizzle(db)
    .select()
    .from(lendingPolicies)
    .where(and(eq(lendingPolicies.policyId, policyId), lte(lendingPolicies.validFromDay, day)))
    .orderBy(desc(lendingPolicies.version))
    .limit(1)
    .get()
  return row ?? null
}

/** Of each policy of all lenders the newest version that a day's decisions use. Few: read once for many vendors. */
export async function policiesOfDay(db: D1Database, day: number): Promise<PolicyRow[]> {
  const newest = drizzle(db)
    .select({
      policyId: lendingPolicies.policyId,
      version: sql<number>`max(${lendingPolicies.version})`.as('newest'),
    })
    .from(lendingPolicies)
    .where(sql`${lendingPolicies.validFromDay} <= ${day}`)
    .groupBy(lendingPolicies.policyId)
    .as('newest')
  const rows = await drizzle(db)
    .select({ policy: lendingPolicies })
    .from(lendingPolicies)
    .innerJoin(
      newest,
      and(
        eq(newest.policyId, lendingPolicies.policyId),
        eq(newest.version, lendingPolicies.version),
      ),
    )
    .orderBy(asc(lendingPolicies.policyId))
  return rows.map(({ policy }) => policy)
}

/** A lender's policies, every version, in the order of id and version; of all lenders for the operator (null). */
export async function listPolicies(
  db: D1Database,
  lenderId: string | null,
  { after, limit }: { after: { policyId: string; version: number }; limit: number },
): Promise<PolicyRow[]> {
  const later = sql`(${lendingPolicies.policyId}, ${lendingPolicies.version}) > (${after.policyId}, ${after.version})`
  return drizzle(db)
    .select()
    .from(lendingPolicies)
    .where(lenderId === null ? later : and(eq(lendingPolicies.lenderId, lenderId), later))
    .orderBy(asc(lendingPolicies.policyId), asc(lendingPolicies.version))
    .limit(limit)
}
