/** Pools as vendors find them: a copy that the suppliers' books write. */
import { and, asc, desc, eq, gt, lt, lte, or } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Pool } from '../domain/orders/pool.ts'
import { pools } from './schema/orders.ts'

/** Stores what a supplier's book says of a pool, unless a newer version is there. */
export async function upsertPool(db: D1Database, pool: Pool): Promise<void> {
  const state = pool.closed === null ? ('open' as const) : ('closed' as const)
  const { id, version } = pool
  const body = JSON.stringify(pool)
  await drizzle(db)
    .insert(pools)
    .values({
      id,
      supplierId: pool.supplier,
      currency: pool.currency,
      itemId: pool.item.id,
      state,
      version,
      closesAtMs: pool.closesAtMs,
      isUntold: 1,
      body,
    })
    .onConflictDoUpdate({
      target: pools.id,
      set: { state, version, body },
      setWhere: lt(pools.version, version),
    })
}

export async function findPool(db: D1Database, id: string): Promise<Pool | null> {
  const row = await drizzle(db).select().from(pools).where(eq(pools.id, id)).get()
  return row === undefined ? null : poolOf(row)
}

/** Open pools of a currency, those that close soonest first; every supplier's, because vendors choose among them. */
export async function listOpenPools(
  db: D1Database,
  currency: string,
  { nowMs, limit }: { nowMs: number; limit: number },
): Promise<Pool[]> {
  const rows = await drizzle(db)
    .select()
    .from(pools)
    .where(and(eq(pools.currency, currency), eq(pools.state, 'open'), gt(pools.closesAtMs, nowMs)))
    .orderBy(asc(pools.closesAtMs))
    .limit(limit)
  return rows.map(poolOf)
}

/** A supplier's pools, newest first. */
export async function listSupplierPools(
  db: D1Database,
  supplierId: string,
  { beforeId, limit }: { beforeId: string | null; limit: number },
): Promise<Pool[]> {
  const rows = await drizzle(db)
    .select()
    .from(pools)
    .where(
      and(eq(pools.supplierId, supplierId), beforeId === null ? undefined : lt(pools.id, beforeId)),
    )
    .orderBy(desc(pools.id))
    .limit(limit)
  return rows.map(poolOf)
}

/** Pools whose time is over or that are closed, and whose members do not know yet; every supplier's, for the cron. */
export async function listEndingPools(
  db: D1Database,
  { nowMs, limit }: { nowMs: number; limit: number },
): Promise<Pool[]> {
  const rows = await drizzle(db)
    .select()
    .from(pools)
    .where(and(eq(pools.isUntold, 1), or(eq(pools.state, 'closed'), lte(pools.closesAtMs, nowMs))))
    .orderBy(asc(pools.id))
    .limit(limit)
  return rows.map(poolOf)
}

/** Every member's book knows how the pool closed. */
export async function setPoolTold(db: D1Database, id: string): Promise<void> {
  await drizzle(db).update(pools).set({ isUntold: 0 }).where(eq(pools.id, id))
}

function poolOf({ body }: { body: string }): Pool {
  return JSON.parse(body) as Pool
}
