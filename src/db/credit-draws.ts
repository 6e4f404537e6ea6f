/** Draws as lenders read them: a projection that the vendors' books write. The lender comes first. */
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { creditDraws } from './schema/credit.ts'

export type CreditDrawRow = typeof creditDraws.$inferSelect

/** Columns in the order in which they are written. */
const COLUMNS = [
  ['id', 'id'],
  ['lenderId', 'lender_id'],
  ['vendorId', 'vendor_id'],
  ['lineId', 'line_id'],
  ['policyId', 'policy_id'],
  ['policyVersion', 'policy_version'],
  ['band', 'band'],
  ['day', 'day'],
  ['principal', 'principal'],
  ['fee', 'fee'],
  ['repaid', 'repaid'],
  ['rebated', 'rebated'],
  ['writtenOff', 'written_off'],
  ['remaining', 'remaining'],
  ['principalOut', 'principal_out'],
  ['expectedDays', 'expected_days'],
  ['supplierId', 'supplier_id'],
  ['reference', 'reference'],
  ['state', 'state'],
  ['closedDay', 'closed_day'],
  ['seq', 'seq'],
  ['updatedAtMs', 'updated_at'],
] as const satisfies [keyof CreditDrawRow, string][]

/** Writes draws as of an entry of their vendor's book, in one statement; what is known as of a later one stays. */
export async function upsertCreditDraws(
  db: D1Database,
  rows: readonly CreditDrawRow[],
): Promise<void> {
  if (rows.length === 0) return
  const packed = rows.map((row) => COLUMNS.map(([field]) => row[field]))
  const names = COLUMNS.map(([, column]) => column)
  const changes = names.slice(1).map((column) => `${column} = excluded.${column}`)
  await db
    .prepare(
      `INSERT INTO credit_draws (${names.join(', ')})
       SELECT ${names.map((_, i) => `value ->> ${i}`).join(', ')} FROM json_each(?1) WHERE true
       ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')} WHERE excluded.seq >= credit_draws.seq`,
    )
    .bind(JSON.stringify(packed))
    .run()
}

/** A lender's draws in the order of their ids, which is that of time. */
export async function listCreditDraws(
  db: D1Database,
  lenderId: string,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<CreditDrawRow[]> {
  return drizzle(db)
    .select()
    .from(creditDraws)
    .where(and(eq(creditDraws.lenderId, lenderId), gt(creditDraws.id, afterId)))
    .orderBy(asc(creditDraws.id))
    .limit(limit)
}

/** Totals of a lender's draws, in minor units. */
export interface DrawTotals {
  draws: number
  open: number
  principal: number
  fee: number
  repaid: number
  rebated: number
  writtenOff: number
  remaining: number
  principalOut: number
  /** Draws repaid, and the sum of their actual over expected days, in basis points. */
  closed: number
  paceBpSum: number
}

const TOTALS = {
  draws: sql<number>`count(*)`,
  open: sql<number>`count(*) filter (where ${creditDraws.state} = 'open')`,
  principal: sql<number>`coalesce(sum(${creditDraws.principal}), 0)`,
  fee: sql<number>`coalesce(sum(${creditDraws.fee}), 0)`,
  repaid: sql<number>`coalesce(sum(${creditDraws.repaid}), 0)`,
  rebated: sql<number>`coalesce(sum(${creditDraws.rebated}), 0)`,
  writtenOff: sql<number>`coalesce(sum(${creditDraws.writtenOff}), 0)`,
  remaining: sql<number>`coalesce(sum(${creditDraws.remaining}), 0)`,
  principalOut: sql<number>`coalesce(sum(${creditDraws.principalOut}), 0)`,
  closed: sql<number>`count(*) filter (where ${creditDraws.state} = 'repaid')`,
  paceBpSum: sql<number>`coalesce(sum((${creditDraws.closedDay} - ${creditDraws.day}) * 10000 / ${creditDraws.expectedDays})
    filter (where ${creditDraws.state} = 'repaid'), 0)`,
}

/** A lender's portfolio in one row. */
export async function portfolioTotals(db: D1Database, lenderId: string): Promise<DrawTotals> {
  const [row] = await drizzle(db)
    .select(TOTALS)
    .from(creditDraws)
    .where(eq(creditDraws.lenderId, lenderId))
  return row ?? NO_DRAWS
}

const NO_DRAWS: DrawTotals = {
  draws: 0,
  open: 0,
  principal: 0,
  fee: 0,
  repaid: 0,
  rebated: 0,
  writtenOff: 0,
  remaining: 0,
  principalOut: 0,
  closed: 0,
  paceBpSum: 0,
}

/** Totals by cohort: draws of the same four weeks, policy and band. `cohort` is the first day of the four weeks. */
export async function cohortTotals(
  db: D1Database,
  lenderId: string,
): Promise<(DrawTotals & { cohort: number; policyId: string; band: string })[]> {
  const cohort = sql<number>`${creditDraws.day} / 28 * 28`
  return drizzle(db)
    .select({ cohort, policyId: creditDraws.policyId, band: creditDraws.band, ...TOTALS })
    .from(creditDraws)
    .where(eq(creditDraws.lenderId, lenderId))
    .groupBy(cohort, creditDraws.policyId, creditDraws.band)
    .orderBy(cohort, creditDraws.policyId, creditDraws.band)
}
