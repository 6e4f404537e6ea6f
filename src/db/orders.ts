/** Orders as suppliers read them: a copy that the vendors' books write. The supplier or the vendor comes first. */
import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { OrderState } from '../domain/orders/order.ts'
import { orders } from './schema/orders.ts'

export type OrderRow = typeof orders.$inferSelect

/** Stores what a vendor's book says of an order, unless a newer version is there, or another vendor's order of that id. */
export async function upsertOrder(db: D1Database, row: OrderRow): Promise<void> {
  const { state, version, total, arrived, deliveredDay, updatedAtMs, body } = row
  await drizzle(db)
    .insert(orders)
    .values({ ...row, toldVersion: 0 })
    .onConflictDoUpdate({
      target: orders.id,
      set: { state, version, total, arrived, deliveredDay, updatedAtMs, body },
      setWhere: sql`${orders.vendorId} = ${row.vendorId} and ${orders.version} < ${version}`,
    })
}

export async function findOrder(db: D1Database, id: string): Promise<OrderRow | null> {
  return (await drizzle(db).select().from(orders).where(eq(orders.id, id)).get()) ?? null
}

/** A supplier's orders, newest first; all, or those in one state. */
export async function listSupplierOrders(
  db: D1Database,
  supplierId: string,
  { state, beforeId, limit }: { state: OrderState | null; beforeId: string | null; limit: number },
): Promise<OrderRow[]> {
  return drizzle(db)
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.supplierId, supplierId),
        state === null ? undefined : eq(orders.state, state),
        beforeId === null ? undefined : lt(orders.id, beforeId),
      ),
    )
    .orderBy(desc(orders.id))
    .limit(limit)
}

/** A vendor's orders, newest first. */
export async function listVendorOrders(
  db: D1Database,
  vendorId: string,
  limit: number,
): Promise<OrderRow[]> {
  return drizzle(db)
    .select()
    .from(orders)
    .where(eq(orders.vendorId, vendorId))
    .orderBy(desc(orders.id))
    .limit(limit)
}

/** Orders that disputes wait for the operator in; every supplier's, because the operator decides for all. */
export async function listDisputedOrders(
  db: D1Database,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<OrderRow[]> {
  return drizzle(db)
    .select()
    .from(orders)
    .where(and(eq(orders.state, 'disputed'), gt(orders.id, afterId)))
    .orderBy(asc(orders.id))
    .limit(limit)
}

/** Orders whose supplier has not been told of the newest version; every supplier's, because the cron tells them all. */
export async function listUntoldOrders(db: D1Database, limit: number): Promise<OrderRow[]> {
  return drizzle(db)
    .select()
    .from(orders)
    .where(sql`told_version < version`)
    .orderBy(asc(orders.id))
    .limit(limit)
}

/** The supplier was told of a version of a vendor's order; an older one than the last changes nothing. */
export async function setOrderTold(
  db: D1Database,
  { id, vendor, version }: { id: string; vendor: string; version: number },
): Promise<void> {
  await drizzle(db)
    .update(orders)
    .set({ toldVersion: version })
    .where(and(eq(orders.id, id), eq(orders.vendorId, vendor), lt(orders.toldVersion, version)))
}

/** What a supplier's service is reckoned from, over orders placed since a moment. */
export interface Performance {
  placed: number
  answered: number
  /** Accepted whole or in part. */
  taken: number
  settled: number
  /** Packs of the settled orders: ordered, and arrived as they should. */
  ordered: number
  arrived: number
  onTime: number
  disputed: number
}

export async function performanceOf(
  db: D1Database,
  supplierId: string,
  sinceMs: number,
): Promise<Performance> {
  const row = await db
    .prepare(
      `SELECT count(*) AS placed,
         count(*) FILTER (WHERE state NOT IN ('placed', 'expired', 'cancelled')) AS answered,
         count(*) FILTER (WHERE state NOT IN ('placed', 'expired', 'cancelled', 'rejected')) AS taken,
         count(*) FILTER (WHERE state = 'settled') AS settled,
         coalesce(sum(ordered) FILTER (WHERE state = 'settled'), 0) AS ordered,
         coalesce(sum(arrived) FILTER (WHERE state = 'settled'), 0) AS arrived,
         count(*) FILTER (WHERE state = 'settled' AND delivered_day <= delivery_day) AS onTime,
         count(*) FILTER (WHERE body ->> '$.dispute' IS NOT NULL) AS disputed
       FROM orders WHERE supplier_id = ?1 AND placed_at >= ?2`,
    )
    .bind(supplierId, sinceMs)
    .first<Performance>()
  return (
    row ?? {
      placed: 0,
      answered: 0,
      taken: 0,
      settled: 0,
      ordered: 0,
      arrived: 0,
      onTime: 0,
      disputed: 0,
    }
  )
}
