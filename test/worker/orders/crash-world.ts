/** A market whose books may be crashed, and what brings it to rest afterwards. */
import { abortAllDurableObjects } from 'cloudflare:test'
import type { Actor, MoneySource, Order } from '../../../src/domain/orders/order.ts'
import type { OrderCommand } from '../../../src/domain/orders/states.ts'
import { newId } from '../../../src/platform/ids.ts'
import { orderOfQuote, quoteOrder } from '../../../src/services/order-quotes.ts'
import { codeHash, actOnOrder, placeOrder } from '../../../src/services/orders.ts'
import { endPools } from '../../../src/services/pools.ts'
import { partnerBook, vendorBook, walletBook } from '../../support/books.ts'
import { faults } from '../../support/faults.ts'
import type { FaultPoint } from '../../support/faults.ts'
import { ctxAt, paySale, rowOf } from '../credit/servicing-world.ts'
import type { Market, Place } from './market.ts'
import { CODE } from './world.ts'

/** Rounds in which everything that was begun must have come to its end. */
const ROUNDS_MAX = 20
const QUIET_MS = 300
/** Price of a pack of tea in small numbers. */
const TEA = 20_000

/** What a call answers; null when something crashed under it. */
export async function unlessCrashed<T>(call: () => PromiseLike<T>): Promise<Awaited<T> | null> {
  try {
    return await call()
  } catch {
    return null
  }
}

/** Crashes the n-th time that a point is reached. */
export function crashAt(point: FaultPoint, nth: number): void {
  let left = nth
  faults.decide = (at) => at === point && (left -= 1) === 0
}

/** What the alarms and the cron do, until nobody waits for anybody; a sentence when that never comes. */
export async function settle(market: Market): Promise<string[]> {
  const { lender, suppliers, places, atMs } = market
  let waiting: string[] = []
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    await endPools(ctxAt(atMs))
    let unknown = 0
    const books = [
      ...places.map(({ wallet }) => walletBook(wallet)),
      ...places.map(({ id }) => vendorBook(id)),
      ...[lender, ...suppliers.map(({ id }) => id)].map(partnerBook),
    ]
    for (const book of books) unknown += (await unlessCrashed(() => book.tend(atMs)))?.unknown ?? 1
    const stalls = await Promise.all(places.map(async ({ id }) => vendorBook(id).standing(false)))
    waiting = stalls.flatMap(({ unheard }) => [...unheard])
    const waits = ({ state }: Order) => state === 'placing' || state === 'confirmed'
    if (unknown === 0 && waiting.length === 0 && !stalls.some(({ orders }) => orders.some(waits)))
      return []
    await scheduler.wait(5)
  }
  return [`nobody ever hears the end of ${waiting.join(' ')}`]
}

/** After a storm: what is on its way arrives or gives up, every object begins anew, and nobody falls over any more. */
export async function calm(market: Market): Promise<string[]> {
  faults.decide = () => false
  await scheduler.wait(QUIET_MS)
  await abortAllDurableObjects()
  return settle(market)
}

export interface Wish {
  /** Packs of tea. */
  tea: number
  sources: MoneySource[]
  /** Which of the suppliers. */
  from?: number
  pool?: string
}

/** An order as the phone would send it. */
export async function wished(market: Market, { world }: Place, wish: Wish): Promise<Order> {
  const { tea, sources, from = 0, pool } = wish
  const supplier = market.suppliers[from]
  const ctx = ctxAt(market.atMs)
  const vendor = await rowOf(world.stall)
  const quote = await quoteOrder(ctx, vendor, {
    supplierId: supplier?.id ?? '',
    wanted: [{ item: supplier?.items['tea'] ?? '', quantity: tea, shown: null }],
    sources,
    deliveryDay: null,
    pool: pool === undefined ? null : { id: pool, unitPriceMax: null },
  })
  if (quote === null || quote.problems.length > 0) throw new Error(JSON.stringify(quote?.problems))
  return orderOfQuote(ctx, vendor, { id: newId('order', market.atMs), quote, note: null })
}

/** An order for all that the stall has, and some more on credit. */
export async function onBoth({ id }: Place): Promise<Wish> {
  const { purses } = await vendorBook(id).standing(false)
  // Two packs and a half are the least that the lender lends.
  return { tea: Math.floor(purses.available / TEA) + 3, sources: ['available', 'credit'] }
}

export async function place(market: Market, at: Place, wish: Wish): Promise<Order> {
  const order = await wished(market, at, wish)
  await placeOrder(ctxAt(market.atMs), order)
  return order
}

export async function tell(
  { atMs }: Market,
  { id, vendor }: Order,
  by: Actor,
  command: OrderCommand,
): Promise<void> {
  await actOnOrder(ctxAt(atMs), { vendorId: vendor, id, by }, command)
}

/** To the kerb, code in hand. */
export async function toKerb(market: Market, order: Order): Promise<void> {
  await tell(market, order, 'supplier', { type: 'accept' })
  const codeOf = codeHash(order.id, CODE)
  await tell(market, order, 'supplier', { type: 'dispatch', codeHash: codeOf })
}

/** One pack fewer than were ordered. */
export async function confirmShort(market: Market, order: Order): Promise<void> {
  const counts = order.lines.map(({ item, quantity }) => ({
    item,
    arrived: quantity - 1,
    problem: 'short' as const,
  }))
  const hash = codeHash(order.id, CODE)
  await tell(market, order, 'vendor', { type: 'confirm', codeHash: hash, counts })
}

/** Something to pay with; a share of it repays the credit. */
export async function earn({ atMs }: Market, { world, wallet }: Place, amount: number) {
  await paySale(world.stall, wallet, amount, { atMs })
}

export async function nowOf({ id, vendor }: Order): Promise<Order> {
  const { orders } = await vendorBook(vendor).standing(false)
  const found = orders.find((order) => order.id === id)
  if (found === undefined) throw new Error('there is no such order')
  return found
}
