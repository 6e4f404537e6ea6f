/** What the nightly look adds up from a vendor's history. Whatever is not selected here cannot reach a decision. */
import { FEATURE_DAYS, PAYER_CAP_BP } from '../domain/credit/measure.ts'
import type { Measures, SalesDay } from '../domain/credit/measure.ts'
import { dayRuns } from './day-runs.ts'

/** What one reading of the history gives. */
export interface Reading {
  measures: Omit<Measures, 'reciprocal' | 'ring'>
  /** Days of the window with qualified sales; days since 1970-01-01. */
  days: (SalesDay & { payments: number })[]
  /** Payments from other vendors' phones. */
  edges: { payerVendorId: string; day: number; amount: number }[]
  /** First entry of the window; null when there is none. */
  firstSeq: number | null
}

/**
 * One statement for one vendor. `p` is the payments of the window, each less its tip and what was refunded before the
 * day of the decision, and without those that only the vendor has seen; `q` is the qualified part: not from the stall's own phones, not tagged, not refunded. Everything
 * else is a sum, a count or a share of those. Only the vendor's rows from `?2` on are read.
 */
const MEASURES = `
  WITH runs AS MATERIALIZED (
    SELECT value ->> 'first' AS first, value ->> 'fromMs' AS from_ms, value ->> 'toMs' AS to_ms,
           value ->> 'dayMs' AS day_ms FROM json_each(?3)),
  r AS MATERIALIZED (
    SELECT e.corrects AS seq, sum(e.amount) AS refunded FROM entries AS e
    WHERE e.vendor_id = ?1 AND e.seq >= ?2 AND e.kind = 'refund' AND e.declined IS NULL AND e.effective_at < ?4
      AND NOT EXISTS (SELECT 1 FROM entries AS v
        WHERE v.vendor_id = ?1 AND v.corrects = e.seq AND v.kind = 'resolution')
    GROUP BY e.corrects),
  p AS MATERIALIZED (
    SELECT e.seq, coalesce(e.counterparty, e.detail ->> 'payer') AS payer, e.effective_at AS at, e.amount - e.tip AS sale,
           max(0, e.amount - e.tip - coalesce(r.refunded, 0)) AS kept, min(e.amount - e.tip, coalesce(r.refunded, 0)) AS back,
           e.detail ->> 'payer_vendor' AS payer_vendor,
           first + (e.effective_at - from_ms) / day_ms AS place,
           (e.effective_at - from_ms) % day_ms / 3600000 AS hour
    FROM entries AS e JOIN runs ON e.effective_at >= from_ms AND e.effective_at < to_ms
      LEFT JOIN r ON r.seq = e.seq
    WHERE e.vendor_id = ?1 AND e.seq >= ?2 AND e.kind = 'payment' AND e.declined IS NULL
      AND (e.detail ->> 'evidence') IS NOT 'manual'),
  q AS MATERIALIZED (
    SELECT p.* FROM p WHERE kept > 0 AND payer_vendor IS NOT ?1
      AND NOT EXISTS (SELECT 1 FROM entry_tags AS t WHERE t.vendor_id = ?1 AND t.seq = p.seq)),
  by_payer AS (SELECT place / 7 AS week, payer, sum(kept) AS a FROM q GROUP BY 1, 2),
  by_week AS (SELECT week, sum(a) AS t FROM by_payer GROUP BY 1),
  capped AS (
    SELECT by_payer.week AS week, sum(min(a, t * ${PAYER_CAP_BP} / 10000)) AS q
    FROM by_payer JOIN by_week USING (week) GROUP BY 1),
  recent AS MATERIALIZED (SELECT * FROM q WHERE place >= ${FEATURE_DAYS - 28}),
  middle AS (
    SELECT sale FROM recent ORDER BY sale LIMIT 1 OFFSET (SELECT count(*) / 2 FROM recent)),
  firsts AS (
    SELECT seq, kept, sale, at, lag(at, 5) OVER (PARTITION BY sale ORDER BY at, seq) AS sixth_before
    FROM (SELECT *, row_number() OVER (PARTITION BY payer ORDER BY at, seq) AS nth FROM q)
    WHERE nth = 1 AND place >= ${FEATURE_DAYS - 28})
  SELECT
    (SELECT json_group_array(json_array(week, q)) FROM capped) AS weeks,
    (SELECT count(DISTINCT payer) FROM recent) AS payers28,
    (SELECT count(*) FROM (SELECT 1 FROM q GROUP BY payer HAVING count(DISTINCT place) >= 3)) AS loyal56,
    (SELECT coalesce(sum(sale), 0) FROM p WHERE payer_vendor IS NOT ?1) AS gross,
    (SELECT coalesce(sum(back), 0) FROM p WHERE payer_vendor IS NOT ?1) AS refunded,
    (SELECT coalesce(sum(kept), 0) FROM p WHERE payer_vendor = ?1) AS own,
    (SELECT coalesce(sum(kept), 0) FROM recent) AS recent,
    (SELECT coalesce(max(a), 0) FROM (SELECT sum(kept) AS a FROM recent GROUP BY payer)) AS largest,
    (SELECT coalesce(sum(kept), 0) FROM recent WHERE sale >= 5 * (SELECT sale FROM middle)
      AND length(sale) > 2 AND sale % CAST('1' || substr('0000000000000000', 1, length(sale) - 2) AS INTEGER) = 0) AS odd,
    (SELECT coalesce(sum(kept), 0) FROM firsts WHERE at - sixth_before <= 600000) AS bursts,
    (SELECT json_group_array(json_array(recent, hour, a)) FROM (
      SELECT place >= ${FEATURE_DAYS - 28} AS recent, hour, sum(kept) AS a FROM q GROUP BY 1, 2)) AS hours,
    (SELECT json_group_array(json_array(place, a, n)) FROM (
      SELECT place, sum(kept) AS a, count(*) AS n FROM q GROUP BY 1 ORDER BY 1)) AS days,
    (SELECT json_group_array(json_array(payer_vendor, place, a)) FROM (
      SELECT payer_vendor, place, sum(kept) AS a FROM p
      WHERE payer_vendor IS NOT NULL AND payer_vendor <> ?1 GROUP BY 1, 2)) AS edges,
    (SELECT min(seq) FROM p) AS first_seq`

interface Row {
  weeks: string
  payers28: number
  loyal56: number
  gross: number
  refunded: number
  own: number
  recent: number
  largest: number
  odd: number
  bursts: number
  hours: string
  days: string
  edges: string
  first_seq: number | null
}

/**
 * The statement that measures a vendor's eight weeks before a day.
 *
 * @param starts the moments at which the days of the window begin, oldest first, and the one at which it ends
 * @param fromSeq an entry that is before the window
 */
export function measureStatement(
  db: D1Database,
  vendorId: string,
  { starts, fromSeq }: { starts: readonly number[]; fromSeq: number },
): D1PreparedStatement {
  const days = starts.slice(0, -1).map((fromMs, i) => ({ fromMs, toMs: starts[i + 1] ?? fromMs }))
  const endMs = starts.at(-1) ?? 0
  return db.prepare(MEASURES).bind(vendorId, fromSeq, JSON.stringify(dayRuns(days)), endMs)
}

/** What {@link measureStatement} read. */
export function readingOf(result: D1Result, asOfDay: number): Reading {
  const [row] = result.results as unknown as Row[]
  if (row === undefined) throw new Error('the measures are one row')
  const firstDay = asOfDay - FEATURE_DAYS
  const weeks = Array.from({ length: FEATURE_DAYS / 7 }, () => 0)
  for (const [week, sales] of JSON.parse(row.weeks) as [number, number][]) weeks[week] = sales
  return {
    measures: {
      weeks,
      payers28: row.payers28,
      loyalPayers56: row.loyal56,
      gross: row.gross,
      refunded: row.refunded,
      own: row.own,
      recent: row.recent,
      largestPayer: row.largest,
      oddTickets: row.odd,
      bursts: row.bursts,
      hours: (JSON.parse(row.hours) as [number, number, number][]).map(
        ([isRecent, hour, sales]) => ({ isRecent: isRecent === 1, hour, sales }),
      ),
    },
    days: (JSON.parse(row.days) as [number, number, number][]).map(([place, sales, payments]) => ({
      day: firstDay + place,
      sales,
      payments,
    })),
    edges: (JSON.parse(row.edges) as [string, number, number][]).map(([id, place, amount]) => ({
      payerVendorId: id,
      day: firstDay + place,
      amount,
    })),
    firstSeq: row.first_seq,
  }
}
