/** Pools: neighbours' orders for one delivery. The supplier's book decides; here everybody is told. */
import * as db from '../db/pools.ts'
import { tierOf } from '../domain/catalogue/item.ts'
import type { CatalogueItem } from '../domain/catalogue/item.ts'
import type { Currency } from '../domain/money/money.ts'
import { poolQuantity } from '../domain/orders/pool.ts'
import type { Pool } from '../domain/orders/pool.ts'
import type { OrderCommand } from '../domain/orders/states.ts'
import { idOf } from '../platform/ids.ts'
import type { Ctx } from './context.ts'
import { actOnOrder } from './orders.ts'
import { emitEvents } from './webhooks.ts'

const OPEN_SHOWN_MAX = 50
/** Pools that one run of the cron ends. */
const ENDED_MAX = 20

export interface NewPool {
  id: string
  item: CatalogueItem
  areas: string[]
  deliveryDay: number
  closesAtMs: number
  closesAtQuantity: number | null
}

/** Opens a pool for an item at the prices that it has now. The same id again answers the stored one. */
export async function openPool(
  ctx: Ctx,
  supplier: { id: string; currency: string },
  { item, ...asked }: NewPool,
): Promise<Pool> {
  const { id, sku, names, pack, photo, priceVersion, taxBp, tiers } = item
  const pool: Pool = {
    ...asked,
    supplier: supplier.id,
    currency: supplier.currency as Currency,
    item: { id, sku, names, pack, photo, priceVersion, taxBp, tiers },
    members: [],
    left: [],
    version: 1,
    closed: null,
  }
  return ctx.env.PARTNER_BOOK.getByName(supplier.id).openPool(pool)
}

/** A supplier's own pool as its book has it; null for another's. */
export async function findPool(ctx: Ctx, supplierId: string, id: string): Promise<Pool | null> {
  return ctx.env.PARTNER_BOOK.getByName(supplierId).pool(id)
}

export async function listSupplierPools(
  ctx: Ctx,
  supplierId: string,
  page: { beforeId: string | null; limit: number },
): Promise<Pool[]> {
  return db.listSupplierPools(ctx.env.DB, supplierId, page)
}

/** Open pools of a currency: what vendors choose among. */
export async function listOpenPools(ctx: Ctx, currency: string): Promise<Pool[]> {
  return db.listOpenPools(ctx.env.DB, currency, { nowMs: ctx.nowMs, limit: OPEN_SHOWN_MAX })
}

/** A pool as vendors read it. */
export async function readPool(ctx: Ctx, id: string): Promise<Pool | null> {
  return db.findPool(ctx.env.DB, id)
}

/** What a pack costs at the present quantity, or as the pool closed; null below the first tier. */
export function priceOf(pool: Pool): number | null {
  if (pool.closed !== null) return pool.closed.quantity === 0 ? null : pool.closed.unitPrice
  return tierOf(pool.item.tiers, poolQuantity(pool))?.price ?? null
}

/**
 * Closes a pool and tells every member's book the price, or that it was more than was agreed to. May be repeated: a
 * member that was told before is not told again.
 */
export async function endPool(ctx: Ctx, supplierId: string, id: string): Promise<Pool | null> {
  const pool = await ctx.env.PARTNER_BOOK.getByName(supplierId).closePool(id, ctx.nowMs)
  if (pool === null) return null
  await tellMembers(ctx, pool)
  return pool
}

/** The cron's part: pools whose time is over, or that somebody closed without telling everybody. */
export async function endPools(ctx: Ctx): Promise<{ ended: number; failed: number }> {
  const pools = await db.listEndingPools(ctx.env.DB, { nowMs: ctx.nowMs, limit: ENDED_MAX })
  let failed = 0
  for (const { supplier, id } of pools) {
    try {
      await endPool(ctx, supplier, id)
    } catch (error) {
      failed += 1
      ctx.log.error('pool_not_ended', error, { pool: id })
    }
  }
  return { ended: pools.length - failed, failed }
}

async function tellMembers(ctx: Ctx, { id, supplier, members, closed }: Pool): Promise<void> {
  if (closed === null) return
  const missed = new Set(closed.missed)
  for (const { order, vendor } of members) {
    const command: OrderCommand = missed.has(order)
      ? { type: 'pool_missed' }
      : { type: 'pool_closed', unitPrice: closed.unitPrice }
    await actOnOrder(ctx, { vendorId: vendor, id: order, by: 'system' }, command)
  }
  const data = { pool: id, quantity: closed.quantity, stalls: members.length - missed.size }
  const event = { id: idOf('event', `pool closed ${id}`), type: 'pool.closed' as const, data }
  await emitEvents(ctx, supplier, [event])
  await db.setPoolTold(ctx.env.DB, id)
}
