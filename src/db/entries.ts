/** History in D1: a projection of the vendors' books that can be thrown away and rebuilt. The vendor comes first. */
import { hexToBytes } from '@noble/hashes/utils.js'
import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { emptyDay } from '../domain/ledger/day.ts'
import type { DayTotals } from '../domain/ledger/day.ts'
import type { DeclineReason, Detail, Entry, EntryKind } from '../domain/ledger/entry.ts'
import {
  entryColumns,
  unpackBalances,
  unpackLegs,
  unpackResolutions,
} from '../domain/ledger/packing.ts'
import type { LaterRows } from '../domain/ledger/statement.ts'
import { dayRuns } from './day-runs.ts'
import type { Day } from './day-runs.ts'
import { entries } from './schema/entries.ts'

/**
 * The D1 database that holds a vendor's history. The only place that decides it: D1 ends at 10 GB a database, and
 * then this function spreads the vendors.
 */
export function historyDb(env: Pick<Env, 'DB'>, _vendorId: string): D1Database {
  return env.DB
}

/**
 * Adds rows of a book to history, one statement and one bound parameter for all of them. Rows that are there already
 * are left alone and cost nothing, so a flush may be repeated.
 *
 * @returns rows written, as D1 bills them
 */
export async function insertEntries(
  db: D1Database,
  vendorId: string,
  rows: readonly Entry[],
): Promise<number> {
  const packed = rows.map(entryColumns)
  const columns = Array.from({ length: 18 }, (_, i) => `value ->> ${i}`).join(', ')
  const { meta } = await db
    .prepare(
      `INSERT OR IGNORE INTO entries (vendor_id, seq, key, kind, amount, tip, legs, held, resolves, declined,
         counterparty, corrects, detail, at, effective_at, balances, open, fingerprint, prev_hash)
       SELECT ?1, ${columns} FROM json_each(?2)`,
    )
    .bind(vendorId, JSON.stringify(packed))
    .run()
  return meta.rows_written
}

/** Up to `limit` rows with `seq` below `beforeSeq`, newest first. */
export async function listEntries(
  db: D1Database,
  vendorId: string,
  { beforeSeq, limit }: { beforeSeq: number; limit: number },
): Promise<Entry[]> {
  const rows = await drizzle(db)
    .select()
    .from(entries)
    .where(and(eq(entries.vendorId, vendorId), lt(entries.seq, beforeSeq)))
    .orderBy(desc(entries.seq))
    .limit(limit)
  return rows.map(entryOf)
}

/** Up to `limit` rows with `seq` above `afterSeq`, oldest first. */
export async function listEntriesAfter(
  db: D1Database,
  vendorId: string,
  { afterSeq, limit }: { afterSeq: number; limit: number },
): Promise<Entry[]> {
  const rows = await drizzle(db)
    .select()
    .from(entries)
    .where(and(eq(entries.vendorId, vendorId), gt(entries.seq, afterSeq)))
    .orderBy(asc(entries.seq))
    .limit(limit)
  return rows.map(entryOf)
}

/** What later rows say about the given ones: refunds of payments, voids of holds, holds still open. */
export async function laterRowsOf(
  db: D1Database,
  vendorId: string,
  rows: readonly Entry[],
): Promise<(entry: Entry) => LaterRows> {
  const corrections = await correctionsOf(db, vendorId, rows)
  const voids = await correctionsOf(db, vendorId, corrections)
  const voided = new Set(
    voids.flatMap(({ kind, corrects }) =>
      kind === 'resolution' && corrects !== null ? [corrects] : [],
    ),
  )
  const [last] = await listEntries(db, vendorId, { beforeSeq: Number.MAX_SAFE_INTEGER, limit: 1 })
  const open = new Set(last?.open)
  return ({ seq }) => ({
    corrections: corrections.filter(({ corrects }) => corrects === seq),
    voided,
    open: open.has(seq),
  })
}

/**
 * Totals of the given days, each an interval of moments in the vendor's own time zone. Rows are read once, however many
 * days there are: a year has as many runs of equal days as clocks change in it, and a few more.
 */
export async function dailySales(
  db: D1Database,
  vendorId: string,
  days: readonly (Day & { day: string })[],
): Promise<DayTotals[]> {
  const { results } = await db
    .prepare(
      `WITH runs AS (SELECT value ->> 'first' AS first, value ->> 'fromMs' AS from_ms,
                            value ->> 'toMs' AS to_ms, value ->> 'dayMs' AS day_ms FROM json_each(?2))
       SELECT first + (effective_at - from_ms) / day_ms AS place,
              count(*) FILTER (WHERE kind = 'payment') AS payments,
              coalesce(sum(amount) FILTER (WHERE kind = 'payment'), 0) AS gross,
              coalesce(sum(tip) FILTER (WHERE kind = 'payment'), 0) AS tips,
              count(*) FILTER (WHERE kind = 'refund') AS refunds,
              coalesce(sum(amount) FILTER (WHERE kind = 'refund'), 0) AS refunded
       FROM entries AS e JOIN runs ON effective_at >= from_ms AND effective_at < to_ms
       WHERE vendor_id = ?1 AND declined IS NULL AND kind IN ('payment', 'refund')
         AND NOT (held = 1 AND EXISTS (
           SELECT 1 FROM entries AS v
           WHERE v.vendor_id = ?1 AND v.corrects = e.seq AND v.kind = 'resolution'))
       GROUP BY place`,
    )
    .bind(vendorId, JSON.stringify(dayRuns(days)))
    .all<Omit<DayTotals, 'day'> & { place: number }>()
  const byPlace = new Map(results.map(({ place, ...totals }) => [place, totals]))
  return days.map(({ day }, place) => ({ ...emptyDay(day), ...byPlace.get(place) }))
}

/** Forgets a vendor's history, for a rebuild from the book. */
export async function deleteEntries(db: D1Database, vendorId: string): Promise<void> {
  await drizzle(db).delete(entries).where(eq(entries.vendorId, vendorId))
}

/** D1 binds at most 100 parameters a statement; one is the vendor. */
const SEQS_MAX = 90

async function correctionsOf(
  db: D1Database,
  vendorId: string,
  rows: readonly Entry[],
): Promise<Entry[]> {
  const found: Entry[] = []
  for (let i = 0; i < rows.length; i += SEQS_MAX) {
    const seqs = rows.slice(i, i + SEQS_MAX).map(({ seq }) => seq)
    const page = await drizzle(db)
      .select()
      .from(entries)
      .where(and(eq(entries.vendorId, vendorId), inArray(entries.corrects, seqs)))
      .orderBy(asc(entries.seq))
    found.push(...page.map(entryOf))
  }
  return found
}

function entryOf(row: typeof entries.$inferSelect): Entry {
  return {
    seq: row.seq,
    key: row.key,
    kind: row.kind as EntryKind,
    amount: row.amount,
    tip: row.tip,
    legs: unpackLegs(row.legs),
    held: row.held === 1,
    resolves: unpackResolutions(row.resolves),
    declined: row.declined as DeclineReason | null,
    counterparty: row.counterparty,
    corrects: row.corrects,
    detail: JSON.parse(row.detail) as Detail,
    atMs: row.at,
    effectiveAtMs: row.effectiveAt,
    balances: unpackBalances(row.balances),
    open: JSON.parse(row.open) as number[],
    fingerprint: hexToBytes(row.fingerprint),
    prevHash: hexToBytes(row.prevHash),
  }
}
