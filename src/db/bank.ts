/** Receiving accounts and what acquirers say arrived in them. The vendor or the acquirer comes first. */
import { and, asc, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { acquirerCredits, acquirerSecrets, receivingAccounts } from './schema/bank.ts'

export type AccountRow = typeof receivingAccounts.$inferSelect
export type CreditRow = typeof acquirerCredits.$inferSelect

/**
 * Claims an account for a vendor. One that another vendor gave up may be claimed anew.
 *
 * @returns false when another vendor has it
 */
export async function claimAccount(db: D1Database, row: AccountRow): Promise<boolean> {
  const { key, vendorId, accountId, scheme, currency, addedAtMs } = row
  const { results } = await db
    .prepare(
      `INSERT INTO receiving_accounts (key, vendor_id, account_id, scheme, currency, added_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (key) DO UPDATE SET vendor_id = ?2, account_id = ?3, removed_at = NULL, added_at = ?6
         WHERE vendor_id = ?2 OR removed_at IS NOT NULL
       RETURNING key`,
    )
    .bind(key, vendorId, accountId, scheme, currency, addedAtMs)
    .all()
  return results.length > 0
}

/** A vendor gives an account up; what still arrives is the vendor's until somebody else claims it. */
export async function releaseAccount(
  db: D1Database,
  vendorId: string,
  key: string,
  nowMs: number,
): Promise<void> {
  await drizzle(db)
    .update(receivingAccounts)
    .set({ removedAtMs: nowMs })
    .where(and(eq(receivingAccounts.key, key), eq(receivingAccounts.vendorId, vendorId)))
}

/** Whose account it is, also one that was given up; every vendor's, because the acquirer knows only the account. */
export async function findAccount(db: D1Database, key: string): Promise<AccountRow | null> {
  const row = drizzle(db).select().from(receivingAccounts).where(eq(receivingAccounts.key, key))
  return (await row.get()) ?? null
}

/** Stores a credit before it is believed. The same again leaves the first as it is. */
export async function insertCredit(
  db: D1Database,
  credit: Omit<CreditRow, 'vendorId' | 'outcome' | 'payment'>,
): Promise<CreditRow> {
  const orm = drizzle(db)
  await orm
    .insert(acquirerCredits)
    .values({ ...credit, vendorId: null, outcome: null, payment: null })
    .onConflictDoNothing()
  const stored = await findCredit(db, credit.acquirerId, credit.bankTxnId)
  if (stored === null) throw new Error('a credit that was stored is not there')
  return stored
}

export async function findCredit(
  db: D1Database,
  acquirerId: string,
  bankTxnId: string,
): Promise<CreditRow | null> {
  const own = and(
    eq(acquirerCredits.acquirerId, acquirerId),
    eq(acquirerCredits.bankTxnId, bankTxnId),
  )
  return (await drizzle(db).select().from(acquirerCredits).where(own).get()) ?? null
}

/** What became of a credit. */
export async function setCreditOutcome(
  db: D1Database,
  { acquirerId, bankTxnId }: { acquirerId: string; bankTxnId: string },
  outcome: Pick<CreditRow, 'vendorId' | 'outcome' | 'payment'>,
): Promise<void> {
  await drizzle(db)
    .update(acquirerCredits)
    .set(outcome)
    .where(
      and(eq(acquirerCredits.acquirerId, acquirerId), eq(acquirerCredits.bankTxnId, bankTxnId)),
    )
}

/** An acquirer's credits, newest first. */
export async function listCredits(
  db: D1Database,
  acquirerId: string,
  { before, limit }: { before: { atMs: number; bankTxnId: string } | null; limit: number },
): Promise<CreditRow[]> {
  const place = sql`(${acquirerCredits.receivedAtMs}, ${acquirerCredits.bankTxnId})`
  return drizzle(db)
    .select()
    .from(acquirerCredits)
    .where(
      and(
        eq(acquirerCredits.acquirerId, acquirerId),
        before === null ? undefined : sql`${place} < (${before.atMs}, ${before.bankTxnId})`,
      ),
    )
    .orderBy(desc(acquirerCredits.receivedAtMs), desc(acquirerCredits.bankTxnId))
    .limit(limit)
}

/** Credits of a reference, or of a day, of whichever acquirer: what the rail is asked. */
export async function creditsOf(
  db: D1Database,
  vendorId: string,
  of: { reference: string } | { fromMs: number; toMs: number },
): Promise<CreditRow[]> {
  const which =
    'reference' in of
      ? eq(acquirerCredits.reference, of.reference)
      : and(gte(acquirerCredits.bookedAtMs, of.fromMs), lt(acquirerCredits.bookedAtMs, of.toMs))
  return drizzle(db)
    .select()
    .from(acquirerCredits)
    .where(and(eq(acquirerCredits.vendorId, vendorId), which))
    .orderBy(asc(acquirerCredits.bookedAtMs))
}

/** Credits that no vendor's book has judged yet; every acquirer's, for the cron. */
export async function listUnjudged(db: D1Database, limit: number): Promise<CreditRow[]> {
  return drizzle(db)
    .select()
    .from(acquirerCredits)
    .where(isNull(acquirerCredits.outcome))
    .orderBy(asc(acquirerCredits.receivedAtMs))
    .limit(limit)
}

/** What an acquirer signs with, the newest first; none before it asked for one. */
export async function findSecrets(db: D1Database, acquirerId: string): Promise<string[]> {
  const own = eq(acquirerSecrets.acquirerId, acquirerId)
  const row = await drizzle(db).select().from(acquirerSecrets).where(own).get()
  return row === undefined ? [] : (JSON.parse(row.secrets) as string[])
}

export async function saveSecrets(
  db: D1Database,
  acquirerId: string,
  { secrets, nowMs }: { secrets: readonly string[]; nowMs: number },
): Promise<void> {
  const set = { secrets: JSON.stringify(secrets), updatedAtMs: nowMs }
  await drizzle(db)
    .insert(acquirerSecrets)
    .values({ acquirerId, ...set })
    .onConflictDoUpdate({ target: acquirerSecrets.acquirerId, set })
}
