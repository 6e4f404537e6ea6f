/** Pools in the shape that the vendor's app reads. */
import { listPartners } from '../db/partners.ts'
import { dayText } from '../domain/calendar.ts'
import { areaServes, nameIn, tierOf } from '../domain/catalogue/item.ts'
import type { Currency, Money } from '../domain/money/money.ts'
import { poolQuantity } from '../domain/orders/pool.ts'
import type { Pool } from '../domain/orders/pool.ts'
import type { PoolResource } from '../domain/orders/resource.ts'
import { isoTime } from '../domain/time.ts'
import type { Ctx } from './context.ts'
import type { VendorRow } from './directory.ts'
import { listOpenPools, priceOf, readPool } from './pools.ts'

/** Open pools that deliver to the stall, those that close soonest first. */
export async function readPools(ctx: Ctx, vendor: VendorRow): Promise<PoolResource[]> {
  const [pools, names] = await Promise.all([
    listOpenPools(ctx, vendor.currency),
    supplierNames(ctx, vendor.currency),
  ])
  return pools
    .filter(({ areas }) => areaServes(areas, vendor.place))
    .map((pool) => poolResource(vendor, pool, names))
}

/** A pool, open or closed; null for one in another currency. */
export async function readPoolFor(
  ctx: Ctx,
  vendor: VendorRow,
  id: string,
): Promise<PoolResource | null> {
  const pool = await readPool(ctx, id)
  if (pool?.currency !== vendor.currency) return null
  return poolResource(vendor, pool, await supplierNames(ctx, vendor.currency))
}

async function supplierNames(ctx: Ctx, currency: string): Promise<Map<string, string>> {
  const suppliers = await listPartners(ctx.env.DB, currency, 'supplier')
  return new Map(suppliers.map(({ id, name }) => [id, name]))
}

function poolResource(
  vendor: VendorRow,
  pool: Pool,
  names: ReadonlyMap<string, string>,
): PoolResource {
  const money = (amount: number): Money => ({ amount, currency: vendor.currency as Currency })
  const { item, supplier, members, closed } = pool
  const quantity = closed?.quantity ?? poolQuantity(pool)
  const [first] = item.tiers
  const reached = tierOf(item.tiers, quantity)
  const next = reached === null ? first : reached.next
  const missing = next === undefined || next === null ? 0 : next.from - quantity
  return {
    object: 'pool',
    id: pool.id,
    supplier: { id: supplier, name: names.get(supplier) ?? '' },
    item: {
      id: item.id,
      name: nameIn(item.names, vendor.locale),
      pack: item.pack,
      photo_url: item.photo === null ? null : `/media/${item.photo}`,
    },
    areas: [...pool.areas],
    delivery_day: dayText(pool.deliveryDay),
    closes_at: isoTime(pool.closesAtMs),
    closes_at_quantity: pool.closesAtQuantity,
    state: closed === null ? 'open' : 'closed',
    stalls: new Set(members.map((member) => member.vendor)).size,
    quantity,
    tiers: item.tiers.map(({ from, price }) => ({ from, price: money(price) })),
    price: money(priceOf(pool) ?? first?.price ?? 0),
    next:
      closed !== null || next === undefined || next === null
        ? null
        : { price: money(next.price), missing },
    alone: money(first?.price ?? 0),
    order: members.findLast((member) => member.vendor === vendor.id)?.order ?? null,
  }
}
