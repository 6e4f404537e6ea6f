/** The nightly look at each vendor: who is due, what was measured, what was decided. */
import { and, asc, eq, gte, lt, lte, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { SalesDay } from '../domain/credit/measure.ts'
import {
  creditDecisions,
  creditInputs,
  creditRefreshes,
  vendorDays,
  vendorEdges,
} from './schema/credit.ts'
import { vendors } from './schema/vendors.ts'

export type RefreshRow = typeof creditRefreshes.$inferSelect
export type DecisionRow = typeof creditDecisions.$inferSelect
export type InputRow = typeof creditInputs.$inferSelect

/** What the nightly look needs to know of a vendor. */
export interface DueVendor extends RefreshRow {
  currency: string
  timeZone: string
}

/** Vendors whose night has come, the longest overdue first. Of all partners: the look is for everybody. */
export async function listDueVendors(
  db: D1Database,
  nowMs: number,
  limit: number,
): Promise<DueVendor[]> {
  const { vendorId, dueAtMs, asOfDay, fromSeq, firstSaleDay } = creditRefreshes
  const { currency, timeZone } = vendors
  return drizzle(db)
    .select({ vendorId, dueAtMs, asOfDay, fromSeq, firstSaleDay, currency, timeZone })
    .from(creditRefreshes)
    .innerJoin(vendors, eq(vendors.id, creditRefreshes.vendorId))
    .where(lte(creditRefreshes.dueAtMs, nowMs))
    .orderBy(asc(creditRefreshes.dueAtMs), asc(creditRefreshes.vendorId))
    .limit(limit)
}

/** Puts vendors on the list that are not on it yet, due now; returns how many. */
export async function addMissingVendors(
  db: D1Database,
  nowMs: number,
  limit: number,
): Promise<number> {
  const { meta } = await db
    .prepare(
      `INSERT OR IGNORE INTO credit_refreshes (vendor_id, due_at, from_seq)
       SELECT v.id, ?1, 0 FROM vendors AS v
       WHERE NOT EXISTS (SELECT 1 FROM credit_refreshes AS c WHERE c.vendor_id = v.id) LIMIT ?2`,
    )
    .bind(nowMs, limit)
    .run()
  return meta.changes
}

/** Where a vendor's look stands; null before the first. */
export async function findRefresh(db: D1Database, vendorId: string): Promise<RefreshRow | null> {
  const row = await drizzle(db)
    .select()
    .from(creditRefreshes)
    .where(eq(creditRefreshes.vendorId, vendorId))
    .get()
  return row ?? null
}

/** Ends a vendor's look for the day. */
export async function saveRefresh(db: D1Database, row: RefreshRow): Promise<void> {
  await drizzle(db)
    .update(creditRefreshes)
    .set(row)
    .where(eq(creditRefreshes.vendorId, row.vendorId))
}

/** Statements that keep the days and edges of a window as they are now; rows that did not change cost nothing. */
export function rollUpStatements(
  db: D1Database,
  vendorId: string,
  rollUp: {
    fromDay: number
    toDay: number
    days: readonly (SalesDay & { payments: number })[]
    edges: readonly { payerVendorId: string; day: number; amount: number }[]
  },
): D1PreparedStatement[] {
  const { fromDay, toDay, days, edges } = rollUp
  const dayRows = JSON.stringify(days.map(({ day, sales, payments }) => [day, sales, payments]))
  const edgeRows = JSON.stringify(
    edges.map(({ payerVendorId, day, amount }) => [payerVendorId, day, amount]),
  )
  return [
    db
      .prepare(
        `INSERT INTO vendor_days (vendor_id, day, sales, payments)
         SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2) WHERE true
         ON CONFLICT DO UPDATE SET sales = excluded.sales, payments = excluded.payments
         WHERE sales <> excluded.sales OR payments <> excluded.payments`,
      )
      .bind(vendorId, dayRows),
    // A day whose sales were all refunded or tagged has no row any more.
    db
      .prepare(
        `DELETE FROM vendor_days WHERE vendor_id = ?1 AND day >= ?2 AND day < ?3
         AND day NOT IN (SELECT value ->> 0 FROM json_each(?4))`,
      )
      .bind(vendorId, fromDay, toDay, dayRows),
    db
      .prepare(
        `INSERT INTO vendor_edges (vendor_id, payer_vendor_id, day, amount)
         SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2) WHERE true
         ON CONFLICT DO UPDATE SET amount = excluded.amount WHERE amount <> excluded.amount`,
      )
      .bind(vendorId, edgeRows),
  ]
}

/** Days with sales from `fromDay` on and before `toDay`, oldest first. */
export function daysStatement(
  db: D1Database,
  vendorId: string,
  { fromDay, toDay }: { fromDay: number; toDay: number },
) {
  return drizzle(db)
    .select({ day: vendorDays.day, sales: vendorDays.sales })
    .from(vendorDays)
    .where(
      and(
        eq(vendorDays.vendorId, vendorId),
        gte(vendorDays.day, fromDay),
        lt(vendorDays.day, toDay),
      ),
    )
    .orderBy(asc(vendorDays.day))
}

/** Money that came back to where it started over two or three stalls' phones since a day, minor units. */
export async function circularFlow(
  db: D1Database,
  vendorId: string,
  fromDay: number,
): Promise<{ reciprocal: number; ring: number }> {
  const row = await db
    .prepare(
      `WITH e AS (SELECT vendor_id AS d, payer_vendor_id AS s, sum(amount) AS a FROM vendor_edges
                  WHERE day >= ?2 GROUP BY 1, 2)
       SELECT (SELECT coalesce(sum(min(x.a, y.a)), 0) FROM e AS x JOIN e AS y ON y.s = x.d AND y.d = x.s
               WHERE x.d = ?1 AND x.s <> x.d) AS reciprocal,
              (SELECT coalesce(sum(min(x.a, y.a, z.a)), 0) FROM e AS x JOIN e AS y ON y.d = x.s
               JOIN e AS z ON z.d = y.s AND z.s = x.d
               WHERE x.d = ?1 AND x.s <> x.d AND y.s <> x.d AND y.s <> x.s) AS ring`,
    )
    .bind(vendorId, fromDay)
    .first<{ reciprocal: number; ring: number }>()
  return row ?? { reciprocal: 0, ring: 0 }
}

export async function hasEdges(db: D1Database, vendorId: string): Promise<boolean> {
  const row = await drizzle(db)
    .select({ day: vendorEdges.day })
    .from(vendorEdges)
    .where(eq(vendorEdges.vendorId, vendorId))
    .limit(1)
    .get()
  return row !== undefined
}

/** Statements that store what was decided and from what; a repetition changes nothing. */
export function decisionStatements(
  db: D1Database,
  inputs: InputRow,
  decisions: readonly DecisionRow[],
): D1PreparedStatement[] {
  const packed = decisions.map((row) => [
    row.policyId,
    row.policyVersion,
    row.modelVersion,
    row.inputHash,
    row.headroom,
    row.body,
    row.decidedAtMs,
  ])
  return [
    db
      .prepare(
        'INSERT OR IGNORE INTO credit_inputs (vendor_id, as_of_day, hash, body) VALUES (?, ?, ?, ?)',
      )
      .bind(inputs.vendorId, inputs.asOfDay, inputs.hash, inputs.body),
    db
      .prepare(
        `INSERT OR IGNORE INTO credit_decisions (vendor_id, as_of_day, policy_id, policy_version, model_version,
           input_hash, headroom, body, decided_at)
         SELECT ?1, ?2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
         FROM json_each(?3)`,
      )
      .bind(inputs.vendorId, inputs.asOfDay, JSON.stringify(packed)),
  ]
}

export async function findInputs(
  db: D1Database,
  vendorId: string,
  asOfDay: number,
): Promise<InputRow | null> {
  const { vendorId: vendor, asOfDay: day } = creditInputs
  const row = await drizzle(db)
    .select()
    .from(creditInputs)
    .where(and(eq(vendor, vendorId), eq(day, asOfDay)))
    .get()
  return row ?? null
}

/** Decisions of a vendor's day, by policy. */
export async function decisionsOfDay(
  db: D1Database,
  vendorId: string,
  asOfDay: number,
): Promise<DecisionRow[]> {
  return drizzle(db)
    .select()
    .from(creditDecisions)
    .where(and(eq(creditDecisions.vendorId, vendorId), eq(creditDecisions.asOfDay, asOfDay)))
    .orderBy(asc(creditDecisions.policyId))
}

/** Decisions with what they were made from, in the order of vendor, day and policy: what a replay walks. */
export async function listDecisions(
  db: D1Database,
  after: { vendorId: string; asOfDay: number; policyId: string; policyVersion: number },
  limit: number,
): Promise<(DecisionRow & { inputs: string })[]> {
  const { vendorId, asOfDay, policyId, policyVersion } = creditDecisions
  const rows = await drizzle(db)
    .select({ decision: creditDecisions, inputs: creditInputs.body })
    .from(creditDecisions)
    .innerJoin(
      creditInputs,
      and(eq(creditInputs.vendorId, vendorId), eq(creditInputs.asOfDay, asOfDay)),
    )
    .where(
      sql`(${vendorId}, ${asOfDay}, ${policyId}, ${policyVersion}) >
          (${after.vendorId}, ${after.asOfDay}, ${after.policyId}, ${after.policyVersion})`,
    )
    .orderBy(asc(vendorId), asc(asOfDay), asc(policyId), asc(policyVersion))
    .limit(limit)
  return rows.map(({ decision, inputs }) => ({ ...decision, inputs }))
}

/** The newest measured inputs of vendors in a currency, in the order of their ids: what a dry run decides from. */
export async function listNewestInputs(
  db: D1Database,
  currency: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<InputRow[]> {
  const { results } = await db
    .prepare(
      `SELECT i.vendor_id AS vendorId, i.as_of_day AS asOfDay, i.hash, i.body
       FROM credit_refreshes AS c JOIN vendors AS v ON v.id = c.vendor_id
         JOIN credit_inputs AS i ON i.vendor_id = c.vendor_id AND i.as_of_day = c.as_of_day
       WHERE v.currency = ?1 ORDER BY c.vendor_id LIMIT ?2 OFFSET ?3`,
    )
    .bind(currency, limit, offset)
    .all<InputRow>()
  return results
}
