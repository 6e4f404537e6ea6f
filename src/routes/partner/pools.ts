import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { PAGE_LIMIT_DEFAULT, pageQuery } from '../../contract/list.ts'
import {
  closePoolBody,
  newPoolBody,
  pool as poolSchema,
  poolList,
  poolParams,
} from '../../contract/pools.ts'
import { dayStartMs, dayText, readDay } from '../../domain/calendar.ts'
import { POOL_DAYS_MAX } from '../../domain/orders/limits.ts'
import { poolQuantity } from '../../domain/orders/pool.ts'
import type { Pool } from '../../domain/orders/pool.ts'
import { isoTime, localDay } from '../../domain/time.ts'
import { newId } from '../../platform/ids.ts'
import { findItemBySku, findTerms } from '../../services/catalogue.ts'
import type { Ctx } from '../../services/context.ts'
import { endPool, findPool, listSupplierPools, openPool, priceOf } from '../../services/pools.ts'
import type { NewPool } from '../../services/pools.ts'
import { Problem } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { once } from '../middleware/idempotency.ts'
import { invalidFields, json, jsonBody, operation, partnerRouter } from './operation.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'
import { callingSupplier, moneyOf } from './visible.ts'

const tags = ['Pools']
const thePool = { description: 'The pool.', content: json(poolSchema) }

const createPool = operation(
  { scope: 'orders:write', idempotency: 'accepted' },
  {
    method: 'post',
    path: '/pools',
    operationId: 'createPool',
    tags,
    summary: 'Open a pool',
    description:
      'Stalls of the areas add to one delivery of an item, at the price of the tier that they reach together; each pays for ' +
      'its own packs. The item’s prices of this moment hold for the pool. It closes by time, or when a quantity is reached.',
    request: { body: jsonBody(newPoolBody) },
    responses: { 201: thePool },
  },
)

const listPools = operation(
  { scope: 'orders:read' },
  {
    method: 'get',
    path: '/pools',
    operationId: 'listPools',
    tags,
    summary: 'List pools',
    description: 'The caller’s, newest first.',
    request: { query: pageQuery },
    responses: { 200: { description: 'A page of pools.', content: json(poolList) } },
  },
)

const getPool = operation(
  { scope: 'orders:read' },
  {
    method: 'get',
    path: '/pools/{id}',
    operationId: 'getPool',
    tags,
    summary: 'Read a pool',
    request: { params: poolParams },
    responses: { 200: thePool },
  },
)

const closePool = operation(
  { scope: 'orders:write', idempotency: 'accepted' },
  {
    method: 'post',
    path: '/pools/{id}/close',
    operationId: 'closePool',
    tags,
    summary: 'Close a pool now',
    description:
      'At the tier that those reach together who agreed to its price; the others’ orders end and cost nothing. Again ' +
      'changes nothing.',
    request: { params: poolParams, body: jsonBody(closePoolBody) },
    responses: { 200: thePool },
  },
)

export const pools = partnerRouter()
  .openapi(createPool, async (c) => {
    const { ctx } = c.var
    const supplier = await callingSupplier(c)
    const asked = c.req.valid('json')
    return once(c, newId('pool', ctx.nowMs), async (id) => {
      // A call that was cut off may have opened it, and whatever is checked may have changed since.
      const pool =
        (await findPool(ctx, supplier.id, id)) ??
        (await openPool(ctx, supplier, { id, ...(await checked(ctx, supplier.id, asked)) }))
      return c.json(poolResource(pool), 201)
    })
  })
  .openapi(listPools, async (c) => {
    const supplier = await callingSupplier(c)
    const { limit = PAGE_LIMIT_DEFAULT, cursor } = c.req.valid('query')
    const name = { list: 'pools', filter: supplier.id }
    const beforeId = pageStart(name, cursor)
    const rows = await listSupplierPools(c.var.ctx, supplier.id, { beforeId, limit: limit + 1 })
    const next = nextAfter(rows, limit, ({ id }) => id)
    const data = rows.slice(0, limit).map(poolResource)
    return c.json(listPage(c, name, { data, limit, after: next }), 200)
  })
  .openapi(getPool, async (c) =>
    c.json(poolResource(await poolOf(c, c.req.valid('param').id)), 200),
  )
  .openapi(closePool, async (c) => {
    const { id, supplier } = await poolOf(c, c.req.valid('param').id)
    return once(c, '', async () => {
      const closed = await endPool(c.var.ctx, supplier, id)
      if (closed === null) throw new Problem('not_found')
      return c.json(poolResource(closed), 200)
    })
  })

/**
 * What a pool is opened with.
 *
 * @throws Problem `conflict` before the supplier has said its terms, `invalid` for what cannot be bought or is too late
 */
async function checked(
  ctx: Ctx,
  supplierId: string,
  { sku, areas, ...asked }: z.infer<typeof newPoolBody>,
): Promise<Omit<NewPool, 'id'>> {
  const [item, terms] = await Promise.all([
    findItemBySku(ctx, supplierId, sku),
    findTerms(ctx, supplierId),
  ])
  if (terms === null) throw new Problem('conflict', 'Say your terms first: PUT /v1/supplier-terms.')
  if (item === null || !item.isActive)
    throw invalidFields([{ pointer: '/sku', detail: 'is not in the catalogue', code: 'item_gone' }])
  const closesAtMs = Date.parse(asked.closes_at)
  const deliveryDay = readDay(asked.delivery_day) ?? 0
  const today = readDay(localDay(ctx.nowMs, terms.timeZone)) ?? 0
  if (closesAtMs <= ctx.nowMs)
    throw invalidFields([
      { pointer: '/closes_at', detail: 'must be in the future', code: 'in_the_past' },
    ])
  if (deliveryDay > today + POOL_DAYS_MAX) {
    const detail = `must be within ${POOL_DAYS_MAX} days`
    throw invalidFields([{ pointer: '/delivery_day', detail, code: 'too_late' }])
  }
  if (deliveryDay <= today || closesAtMs >= dayStartMs(deliveryDay, terms.timeZone))
    throw invalidFields([
      { pointer: '/delivery_day', detail: 'must come after the close', code: 'too_early' },
    ])
  return {
    item,
    areas,
    deliveryDay,
    closesAtMs,
    closesAtQuantity: asked.closes_at_quantity ?? null,
  }
}

/** @throws Problem `not_found` for another supplier's pool, as for none */
async function poolOf(c: Context<PartnerEnv>, id: string): Promise<Pool> {
  const supplier = await callingSupplier(c)
  const pool = await findPool(c.var.ctx, supplier.id, id)
  if (pool === null) throw new Problem('not_found', 'The caller has no such pool.')
  return pool
}

function poolResource(pool: Pool) {
  const price = priceOf(pool)
  const missed = new Set(pool.closed?.missed ?? [])
  const members = pool.members.filter(({ order }) => !missed.has(order))
  return {
    object: 'pool' as const,
    id: pool.id,
    item: { id: pool.item.id, sku: pool.item.sku },
    areas: [...pool.areas],
    delivery_day: dayText(pool.deliveryDay),
    closes_at: isoTime(pool.closesAtMs),
    closes_at_quantity: pool.closesAtQuantity,
    state: pool.closed === null ? ('open' as const) : ('closed' as const),
    stalls: members.length,
    quantity: pool.closed?.quantity ?? poolQuantity(pool),
    price: price === null ? null : moneyOf(price, pool.currency),
    orders: members.map(({ order, quantity, unitPriceMax }) => ({
      id: order,
      quantity,
      unit_price_max: moneyOf(unitPriceMax, pool.currency),
    })),
  }
}
