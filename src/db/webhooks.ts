/** Endpoints of partners and what is on its way to them. The partner comes first; the cron's queries say so. */
import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { webhookDeliveries, webhookEndpoints } from './schema/webhooks.ts'

export type EndpointRow = typeof webhookEndpoints.$inferSelect
export type DeliveryRow = typeof webhookDeliveries.$inferSelect
export type DeliveryState = DeliveryRow['state']

/**
 * Stores an endpoint unless the partner has `most` already: one statement, so that two calls at once do not both find
 * room.
 *
 * @returns false when there was no room
 */
export async function insertEndpoint(
  db: D1Database,
  { partnerId, id, url, events, secret, createdAtMs }: EndpointRow,
  most: number,
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO webhook_endpoints (id, partner_id, url, events, secret, created_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6
       WHERE (SELECT count(*) FROM webhook_endpoints WHERE partner_id = ?2) < ?7`,
    )
    .bind(id, partnerId, url, events, secret, createdAtMs, most)
    .run()
  return meta.changes > 0
}

function ownEndpoint(partnerId: string, id: string) {
  return and(eq(webhookEndpoints.partnerId, partnerId), eq(webhookEndpoints.id, id))
}

export async function findEndpoint(
  db: D1Database,
  partnerId: string,
  id: string,
): Promise<EndpointRow | null> {
  const row = await drizzle(db).select().from(webhookEndpoints).where(ownEndpoint(partnerId, id))
  return row[0] ?? null
}

export async function listEndpoints(
  db: D1Database,
  partnerId: string,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<EndpointRow[]> {
  return drizzle(db)
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.partnerId, partnerId), gt(webhookEndpoints.id, afterId)))
    .orderBy(asc(webhookEndpoints.id))
    .limit(limit)
}

/** A partner's endpoints that have not been given up. */
export async function listWorkingEndpoints(
  db: D1Database,
  partnerId: string,
): Promise<EndpointRow[]> {
  return drizzle(db)
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.partnerId, partnerId), isNull(webhookEndpoints.disabledAtMs)))
}

/** Replaces the secrets that were read; false when somebody else replaced them meanwhile. */
export async function replaceSecrets(
  db: D1Database,
  { partnerId, id, secret }: EndpointRow,
  next: string,
): Promise<boolean> {
  const { meta } = await drizzle(db)
    .update(webhookEndpoints)
    .set({ secret: next })
    .where(and(ownEndpoint(partnerId, id), eq(webhookEndpoints.secret, secret)))
  return meta.changes > 0
}

/** Gives an endpoint up at a moment, or (null) takes it up again. The first moment stays. */
export async function setDisabled(
  db: D1Database,
  { partnerId, id }: EndpointRow,
  atMs: number | null,
): Promise<void> {
  const disabledAtMs = sql`iif(${atMs} IS NULL, NULL, coalesce(disabled_at, ${atMs}))`
  await drizzle(db).update(webhookEndpoints).set({ disabledAtMs }).where(ownEndpoint(partnerId, id))
}

/** Forgets an endpoint and what is on its way to it; the log of what it got stays. False when there is none. */
export async function deleteEndpoint(
  db: D1Database,
  partnerId: string,
  id: string,
): Promise<boolean> {
  const orm = drizzle(db)
  const [{ meta }] = await orm.batch([
    orm.delete(webhookEndpoints).where(ownEndpoint(partnerId, id)),
    orm
      .delete(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.partnerId, partnerId),
          eq(webhookDeliveries.endpointId, id),
          eq(webhookDeliveries.state, 'pending'),
        ),
      ),
  ])
  return meta.changes > 0
}

/** Puts deliveries on their way. One that is there already is left alone. */
export async function insertDeliveries(
  db: D1Database,
  rows: readonly DeliveryRow[],
): Promise<void> {
  const orm = drizzle(db)
  // A row has twelve columns, and D1 binds at most 100 parameters a statement: a statement each, all or nothing.
  const [first, ...rest] = rows.map((row) =>
    orm.insert(webhookDeliveries).values(row).onConflictDoNothing(),
  )
  if (first !== undefined) await orm.batch([first, ...rest])
}

export async function findDelivery(
  db: D1Database,
  partnerId: string,
  id: string,
): Promise<DeliveryRow | null> {
  const rows = await drizzle(db)
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.partnerId, partnerId), eq(webhookDeliveries.id, id)))
  return rows[0] ?? null
}

/** Deliveries of a partner, newest event first. */
export async function listDeliveries(
  db: D1Database,
  partnerId: string,
  filter: { endpointId: string | null; state: DeliveryState | null },
  { beforeId, limit }: { beforeId: string | null; limit: number },
): Promise<DeliveryRow[]> {
  const { endpointId, state } = filter
  return drizzle(db)
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.partnerId, partnerId),
        endpointId === null ? undefined : eq(webhookDeliveries.endpointId, endpointId),
        state === null ? undefined : eq(webhookDeliveries.state, state),
        beforeId === null ? undefined : lt(webhookDeliveries.id, beforeId),
      ),
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(limit)
}

/**
 * Takes deliveries that are due, of all partners, for the caller alone: in the same statement they become due again
 * only at `untilMs`, when whoever took them has recorded an answer or has died. Endpoints take turns, so that the backlog
 * of one does not hold up the others.
 */
export async function claimDue(
  db: D1Database,
  { nowMs, untilMs, most }: { nowMs: number; untilMs: number; most: number },
): Promise<DeliveryRow[]> {
  return drizzle(db)
    .update(webhookDeliveries)
    .set({ attempts: sql`attempts + 1`, nextAtMs: untilMs })
    .where(
      sql`id IN (
        SELECT id FROM (
          SELECT id, next_at, row_number() OVER (PARTITION BY endpoint_id ORDER BY next_at, id) AS turn
          FROM webhook_deliveries WHERE state = 'pending' AND next_at <= ${nowMs})
        ORDER BY turn, next_at LIMIT ${most})`,
    )
    .returning()
}

/** Begins a delivery again, for the caller alone until `untilMs`. Null when the partner has none like that. */
export async function claimAgain(
  db: D1Database,
  partnerId: string,
  id: string,
  untilMs: number,
): Promise<DeliveryRow | null> {
  const rows = await drizzle(db)
    .update(webhookDeliveries)
    .set({ state: 'pending', attempts: 1, nextAtMs: untilMs, deliveredAtMs: null })
    .where(and(eq(webhookDeliveries.partnerId, partnerId), eq(webhookDeliveries.id, id)))
    .returning()
  return rows[0] ?? null
}

/** Records what an attempt led to, unless somebody else has claimed the delivery meanwhile. */
export async function recordAttempt(
  db: D1Database,
  { id, nextAtMs: claimedUntilMs }: DeliveryRow,
  result: Pick<DeliveryRow, 'state' | 'nextAtMs' | 'lastAnswer' | 'deliveredAtMs'>,
): Promise<void> {
  await drizzle(db)
    .update(webhookDeliveries)
    .set(result)
    .where(and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.nextAtMs, claimedUntilMs)))
}

/** Endpoints by their ids, of all partners: for the cron. */
export async function findEndpoints(
  db: D1Database,
  ids: readonly string[],
): Promise<Map<string, EndpointRow>> {
  const rows = await drizzle(db)
    .select()
    .from(webhookEndpoints)
    .where(sql`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** When the oldest event happened that was never delivered to an endpoint and is younger than its last good answer. */
export async function failingSince(
  db: D1Database,
  { partnerId, id }: EndpointRow,
  exceptType: string,
): Promise<number | null> {
  const row = await db
    .prepare(
      `SELECT min(created_at) AS since FROM webhook_deliveries
       WHERE partner_id = ?1 AND endpoint_id = ?2 AND state = 'failed' AND type <> ?3 AND created_at > (
         SELECT coalesce(max(delivered_at), 0) FROM webhook_deliveries
         WHERE partner_id = ?1 AND endpoint_id = ?2)`,
    )
    .bind(partnerId, id, exceptType)
    .first<{ since: number | null }>()
  return row?.since ?? null
}

/** Forgets finished deliveries whose time in the log is over, of all partners. */
export async function deleteFinished(db: D1Database, nowMs: number, most: number): Promise<number> {
  const { meta } = await db
    .prepare(
      `DELETE FROM webhook_deliveries WHERE id IN (
         SELECT id FROM webhook_deliveries
         WHERE state IN ('delivered', 'failed') AND next_at <= ?1 LIMIT ?2)`,
    )
    .bind(nowMs, most)
    .run()
  return meta.changes
}
