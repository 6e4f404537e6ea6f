/** A few stalls, one lender and two suppliers, and everything that they may do with orders and the money around them. */
import { env } from 'cloudflare:workers'
import type { Random } from '../../../scripts/demo/random.ts'
import { upsertTerms } from '../../../src/db/catalogue.ts'
import { MONEY_SOURCES } from '../../../src/domain/orders/order.ts'
import type { MoneySource } from '../../../src/domain/orders/order.ts'
import { newId } from '../../../src/platform/ids.ts'
import { findItems } from '../../../src/services/catalogue.ts'
import { orderOfQuote, quoteOrder } from '../../../src/services/order-quotes.ts'
import { ordersOf, placeOrder } from '../../../src/services/orders.ts'
import { endPools, openPool } from '../../../src/services/pools.ts'
import { endPayout, payOut } from '../../../src/services/supplier-money.ts'
import type { Purses } from '../../support/worker.ts'
import {
  ctxAt,
  drawAt,
  newServicing,
  nightOf,
  paySale,
  refundSale,
  rowOf,
  shopper,
} from '../credit/servicing-world.ts'
import type { Servicing } from '../credit/servicing-world.ts'
import { DAY_MS, newCreditWorld } from '../credit/world.ts'
import { newPartner } from '../partner/world.ts'
import { stock, TERMS } from './world.ts'

/** What each shopper's wallet begins with, and the lender's book. */
export const POCKET = 5_000_000
export const FUNDS = 100_000_000

const HOUR_MS = 60 * 60_000
const PRICES = { tea: 20_000, sugar: 4_500, milk: 7_777 }

export interface Supplier {
  id: string
  /** Ids of its items by sku. */
  items: Record<string, string>
}

export interface Place {
  world: Servicing
  id: string
  wallet: string
  sales: { id: string; amount: number }[]
}

export interface Market {
  lender: string
  suppliers: Supplier[]
  places: Place[]
  payouts: { id: string; supplier: string }[]
  pools: { id: string; supplier: string }[]
  /** Minor units that payouts took out of the loop. */
  paidOut: number
  atMs: number
}

export async function openMarket(stalls: number): Promise<Market> {
  const world = await newCreditWorld({}, FUNDS)
  const other = await newPartner('supplier')
  const suppliers: Supplier[] = []
  for (const [i, id] of [world.supplier.id, other.id].entries()) {
    // One of them gives a discount for what is bought on credit.
    await upsertTerms(env.DB, id, { ...TERMS, earlyDiscountBp: i * 150 }, Date.now())
    suppliers.push({ id, items: await stock(id, PRICES) })
  }
  const places: Place[] = []
  for (let i = 0; i < stalls; i += 1) {
    const servicing = await newServicing({ world })
    places.push({
      world: servicing,
      id: servicing.stall.id,
      wallet: await shopper(POCKET),
      sales: [],
    })
  }
  const lender = world.lender.id
  const atMs = Date.now()
  return { lender, suppliers, places, payouts: [], pools: [], paidOut: 0, atMs }
}

export type Move = (market: Market, place: Place, random: Random) => Promise<string>

const sell: Move = async ({ atMs }, place, random) => {
  const amount = random.int(1_000, 90_000)
  const tip = random.chance(0.2) ? random.int(1, amount) : 0
  const id = await paySale(place.world.stall, place.wallet, amount, { atMs, tip })
  place.sales.push({ id, amount })
  return `sold for ${amount}`
}

const refund: Move = async ({ atMs }, { world, sales }, random) => {
  const sale = sales.at(-random.int(1, 4))
  if (sale === undefined) return 'nothing to refund'
  const { state } = await refundSale(world.stall, sale.id, random.int(1, sale.amount), atMs)
  return `refund ${state}`
}

/** Any sources in any order; the credit mostly among them, or little of it would be seen. */
function someSources(random: Random): MoneySource[] {
  const some = MONEY_SOURCES.filter((source) => random.chance(source === 'credit' ? 0.8 : 0.6))
  const sources = some.length === 0 ? [...MONEY_SOURCES] : some
  return random.chance(0.7) ? sources : sources.toReversed()
}

const order: Move = async (market, { world }, random) => {
  const supplier = random.pick(market.suppliers)
  const skus = Object.keys(PRICES).filter(() => random.chance(0.5))
  const lines = skus.length === 0 ? ['tea'] : skus
  const wanted = lines.map((sku) => ({
    item: supplier.items[sku] ?? '',
    quantity: random.int(1, 12),
    shown: null,
  }))
  const ask = { supplierId: supplier.id, wanted, sources: someSources(random), deliveryDay: null }
  return placed(market, world, { ...ask, pool: null }, random)
}

const join: Move = async (market, { world }, random) => {
  const { pools, suppliers } = market
  const pool = pools.at(-random.int(1, 3))
  if (pool === undefined) return 'no pool to join'
  const item = suppliers.find(({ id }) => id === pool.supplier)?.items['tea'] ?? ''
  const ask = {
    supplierId: pool.supplier,
    wanted: [{ item, quantity: random.int(1, 8), shown: null }],
    sources: someSources(random),
    deliveryDay: null,
    pool: { id: pool.id, unitPriceMax: random.pick([null, 20_000, 18_000, 17_000]) },
  }
  return placed(market, world, ask, random)
}

async function placed(
  { atMs }: Market,
  { stall }: Servicing,
  ask: Parameters<typeof quoteOrder>[2],
  random: Random,
): Promise<string> {
  const ctx = ctxAt(atMs)
  const vendor = await rowOf(stall)
  const quote = await quoteOrder(ctx, vendor, ask)
  if (quote === null || quote.problems.length > 0)
    return `not placed: ${quote?.problems.map(({ code }) => code).join(' ')}`
  const about = { id: newId('order', atMs), quote, note: null }
  const asked = orderOfQuote(ctx, vendor, about)
  const outcome = await placeOrder(ctx, asked)
  // The phone did not hear the answer, and says it again.
  if (random.chance(0.2)) await placeOrder(ctx, asked)
  return `order ${outcome.state} with ${JSON.stringify(asked.plan)}`
}

const draw: Move = async ({ atMs, suppliers }, { world }, random) => {
  const supplier = random.pick(suppliers)
  const { state } = await drawAt({ ...world, supplier }, random.int(50_000, 90_000), { atMs })
  return `draw ${state}`
}

const night: Move = async ({ atMs }, { world }) => {
  const { repayments } = await nightOf(world.stall, atMs)
  return `night with ${repayments.length} repayments`
}

const jar: Move = async ({ atMs }, { id }, random) => {
  using desk = ordersOf(ctxAt(atMs), id)
  if (random.chance(0.3)) {
    await desk.emptyJar(newId('jarMove', atMs), atMs)
    return 'jar emptied'
  }
  const bp = random.pick([0, 1_000, 3_000])
  await desk.setJarShare(bp)
  return `jar at ${bp}`
}

const newPool: Move = async (market, _, random) => {
  const { atMs, suppliers } = market
  const supplier = random.pick(suppliers)
  const ctx = ctxAt(atMs)
  const [item] = await findItems(ctx, [supplier.items['tea'] ?? ''])
  if (item === undefined) throw new Error('there is no tea')
  const pool = await openPool(
    ctx,
    { id: supplier.id, currency: 'INR' },
    {
      id: newId('pool', atMs),
      item,
      areas: ['*'],
      deliveryDay: Math.floor(atMs / DAY_MS) + 3,
      closesAtMs: atMs + random.int(1, 30) * HOUR_MS,
      closesAtQuantity: random.pick([null, 12]),
    },
  )
  market.pools.push({ id: pool.id, supplier: supplier.id })
  return 'pool opened'
}

const payout: Move = async (market, _, random) => {
  const { atMs, suppliers, payouts } = market
  const ctx = ctxAt(atMs)
  const open = payouts[0]
  if (open !== undefined && random.chance(0.6)) {
    payouts.shift()
    const about = { supplierId: open.supplier, currency: 'INR', id: open.id }
    const ended = await endPayout(ctx, about, random.chance(0.7))
    if (ended?.state === 'paid') market.paidOut += ended.amount
    return `payout ${ended?.state}`
  }
  const supplier = random.pick(suppliers)
  const asked = { id: newId('payout', atMs), amount: random.int(1, 120_000) }
  const begun = await payOut(ctx, supplier.id, asked)
  if (begun !== 'conflict' && begun.state === 'pending')
    payouts.push({ id: asked.id, supplier: supplier.id })
  return `payout ${begun === 'conflict' ? begun : begun.state}`
}

/** Pools whose time is over or that are full are closed, and their members told; else hours pass. */
const closePools: Move = async (market, _, random) => {
  market.atMs += random.int(1, 12) * HOUR_MS
  const { ended } = await endPools(ctxAt(market.atMs))
  return `${ended} pools ended`
}

export const MOVE = { sell, refund, order, join, draw, night, jar, newPool, payout, closePools }

export function worthOf({ available, holdback, jar: kept, ordered, leaving }: Purses): number {
  return available + holdback + kept + ordered + leaving
}

/** All the money that there should be in the books of a market. */
export function moneyIn({ places, paidOut }: Market): number {
  return FUNDS + places.length * POCKET - paidOut
}
