/** Pools through everybody's books: neighbours together, one who leaves, one who agreed to less. */
import { it } from 'vitest'
import type { Order } from '../../../src/domain/orders/order.ts'
import { newId } from '../../../src/platform/ids.ts'
import { findItems } from '../../../src/services/catalogue.ts'
import { orderOfQuote, quoteOrder } from '../../../src/services/order-quotes.ts'
import { actOnOrder, placeOrder } from '../../../src/services/orders.ts'
import { endPool, endPools, openPool } from '../../../src/services/pools.ts'
import { partnerBook, vendorBook } from '../../support/books.ts'
import { ctxAt, rowOf } from '../credit/servicing-world.ts'
import { DAY_MS } from '../credit/world.ts'
import { confirmShort, earn, nowOf, tell, toKerb } from './crash-world.ts'
import { violations } from './inspection.ts'
import { openMarket } from './market.ts'
import type { Market, Place } from './market.ts'

const HOUR_MS = 60 * 60_000
const START = 300_000

interface Street extends Market {
  pool: string
  supplier: string
}

/** Three neighbours with 3,000.00 each, and a pool of tea: 200.00 a pack, 180.00 from ten on. */
async function newStreet(closesAtQuantity: number | null = null): Promise<Street> {
  const market = await openMarket(3)
  for (const at of market.places) await earn(market, at, START)
  const [supplier] = market.suppliers
  const ctx = ctxAt(market.atMs)
  const [item] = await findItems(ctx, [supplier?.items['tea'] ?? ''])
  if (item === undefined || supplier === undefined) throw new Error('there is no tea')
  const pool = await openPool(
    ctx,
    { id: supplier.id, currency: 'INR' },
    {
      id: newId('pool', market.atMs),
      item,
      areas: ['*'],
      deliveryDay: Math.floor(market.atMs / DAY_MS) + 3,
      closesAtMs: market.atMs + 6 * HOUR_MS,
      closesAtQuantity,
    },
  )
  return { ...market, pool: pool.id, supplier: supplier.id }
}

function neighbour({ places }: Market, i: number): Place {
  const at = places[i]
  if (at === undefined) throw new Error('there is no such neighbour')
  return at
}

/** An order in the pool, paid with the balance; null for one that is refused. */
async function join(
  street: Street,
  at: Place,
  packs: number,
  {
    max = null,
    sources = ['available'],
  }: { max?: number | null; sources?: ('available' | 'credit')[] } = {},
): Promise<Order> {
  const ctx = ctxAt(street.atMs)
  const vendor = await rowOf(at.world.stall)
  const item = street.suppliers.find(({ id }) => id === street.supplier)?.items['tea'] ?? ''
  const quote = await quoteOrder(ctx, vendor, {
    supplierId: street.supplier,
    wanted: [{ item, quantity: packs, shown: null }],
    sources,
    deliveryDay: null,
    pool: { id: street.pool, unitPriceMax: max },
  })
  if (quote === null || quote.problems.length > 0) throw new Error(JSON.stringify(quote?.problems))
  const order = orderOfQuote(ctx, vendor, { id: newId('order', street.atMs), quote, note: null })
  const outcome = await placeOrder(ctx, order)
  if (outcome.state !== 'placed') throw new Error(JSON.stringify(outcome))
  return outcome.order
}

const close = (street: Street) => endPool(ctxAt(street.atMs), street.supplier, street.pool)

async function availableOf({ id }: Place): Promise<number> {
  return (await vendorBook(id).standing(false)).purses.available
}

const whole = { audited: null, seen: new Map<string, number>() }

it('sets aside what was agreed to, and gives back what the others saved', async ({ expect }) => {
  const street = await newStreet()
  const [ann, bob] = [neighbour(street, 0), neighbour(street, 1)]
  const [hers, his] = [await join(street, ann, 6), await join(street, bob, 5)]
  expect(await availableOf(ann)).toBe(START - 6 * 20_000)
  expect(await actOn(street, hers, { type: 'accept' })).toMatchObject({ reason: 'pool_open' })
  await close(street)
  expect(await availableOf(ann)).toBe(START - 6 * 18_000)
  expect(await availableOf(bob)).toBe(START - 5 * 18_000)
  await toKerb(street, hers)
  await confirmShort(street, hers)
  expect(await nowOf(hers)).toMatchObject({ state: 'settled', lines: [{ unitPrice: 18_000 }] })
  expect(await availableOf(ann)).toBe(START - 5 * 18_000)
  expect((await nowOf(his)).state).toBe('placed')
  expect(await violations(street, whole)).toEqual([])
})

function actOn(street: Street, { id, vendor }: Order, command: { type: 'accept' }) {
  const about = { vendorId: vendor, id, by: 'supplier' as const }
  return actOnOrder(ctxAt(street.atMs), about, command)
}

it('raises nobody’s price above the consent when a neighbour leaves', async ({ expect }) => {
  const street = await newStreet()
  const [ann, bob, cem] = [neighbour(street, 0), neighbour(street, 1), neighbour(street, 2)]
  const hers = await join(street, ann, 4)
  const his = await join(street, bob, 4, { max: 18_000 })
  const leaving = await join(street, cem, 4, { max: 19_000 })
  await tell(street, leaving, 'vendor', { type: 'cancel', note: null })
  expect(await availableOf(cem)).toBe(START)
  await close(street)
  // Eight packs are 200.00 each: Ann agreed to that, Bob to 180.00 at the most.
  expect(await nowOf(hers)).toMatchObject({ state: 'placed', lines: [{ unitPrice: 20_000 }] })
  expect(await nowOf(his)).toMatchObject({ state: 'cancelled' })
  expect(await availableOf(bob)).toBe(START)
  expect(await violations(street, whole)).toEqual([])
})

it('lets the others’ price stand when somebody leaves a closed pool', async ({ expect }) => {
  const street = await newStreet(10)
  const [hers, his] = [
    await join(street, neighbour(street, 0), 5),
    await join(street, neighbour(street, 1), 5),
  ]
  // Full, and so closed; the cron tells everybody.
  expect((await partnerBook(street.supplier).pool(street.pool))?.closed).toMatchObject({
    unitPrice: 18_000,
  })
  await endPools(ctxAt(street.atMs))
  await tell(street, his, 'vendor', { type: 'cancel', note: null })
  await close(street)
  expect(await nowOf(hers)).toMatchObject({ state: 'placed', lines: [{ unitPrice: 18_000 }] })
  expect(await availableOf(neighbour(street, 1))).toBe(START)
  expect(await violations(street, whole)).toEqual([])
})

it('closes by time through the cron, once, and gives the supplier its day from then', async ({
  expect,
}) => {
  const street = await newStreet()
  const hers = await join(street, neighbour(street, 0), 3)
  street.atMs += 6 * HOUR_MS - 1
  await endPools(ctxAt(street.atMs))
  expect((await nowOf(hers)).pool).toMatchObject({ isClosed: false })
  street.atMs += 1
  await endPools(ctxAt(street.atMs))
  const closed = await nowOf(hers)
  expect(closed).toMatchObject({ pool: { isClosed: true }, dueAtMs: street.atMs + DAY_MS })
  await endPools(ctxAt(street.atMs + HOUR_MS))
  await close(street)
  expect(await nowOf(hers)).toEqual(closed)
  expect(await violations(street, whole)).toEqual([])
})

it('draws for a pooled order only the price at which the pool closed', async ({ expect }) => {
  const street = await newStreet()
  const ann = neighbour(street, 0)
  const hers = await join(street, ann, 10, { sources: ['credit'] })
  expect(hers.plan.credit).toBe(200_000)
  await close(street)
  await toKerb(street, hers)
  await confirmShort(street, hers)
  const { moved } = await partnerBook(street.lender).standing(false)
  expect(moved).toMatchObject([{ kind: 'draw', amount: 9 * 18_000, state: 'posted' }])
  expect(await availableOf(ann)).toBe(START)
  expect(await violations(street, whole)).toEqual([])
})

it('ends for nobody’s money when nobody accepts it', async ({ expect }) => {
  const street = await newStreet()
  const hers = await join(street, neighbour(street, 0), 3)
  await close(street)
  street.atMs += DAY_MS
  await vendorBook(hers.vendor).tend(street.atMs)
  expect((await nowOf(hers)).state).toBe('expired')
  expect(await availableOf(neighbour(street, 0))).toBe(START)
  expect(await violations(street, whole)).toEqual([])
})
