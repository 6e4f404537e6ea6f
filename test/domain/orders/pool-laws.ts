/** Laws of pools, beside a model that tries every group of members. */
import fc from 'fast-check'
import type { PriceTier } from '../../../src/domain/catalogue/item.ts'
import type { Pool, PoolMember } from '../../../src/domain/orders/pool.ts'
import { law } from './core.ts'
import type { Core } from './core.ts'
import { DAY_MS, NOW } from './samples.ts'

const CLOSES_MS = NOW + DAY_MS

export function newPool(tiers: readonly PriceTier[], change: Partial<Pool> = {}): Pool {
  return {
    id: 'pool_TEST',
    supplier: 'prt_SUPPLIER',
    currency: 'INR',
    item: {
      id: 'itm_TEA',
      sku: 'tea',
      names: { en: 'Tea' },
      pack: { count: 1, size: 1, unit: 'kg' },
      photo: null,
      priceVersion: 1,
      taxBp: 500,
      tiers,
    },
    areas: ['*'],
    deliveryDay: 20_424,
    closesAtMs: CLOSES_MS,
    closesAtQuantity: null,
    members: [],
    left: [],
    version: 1,
    closed: null,
    ...change,
  }
}

export function memberOf(order: string, quantity: number, unitPriceMax: number): PoolMember {
  return { order, vendor: `of ${order}`, quantity, unitPriceMax, atMs: NOW }
}

/** Two to four tiers within a few packs of each other, each cheaper than the one before. */
const tiers: fc.Arbitrary<PriceTier[]> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 30 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((steps) => {
    let [from, price] = [0, 100]
    return steps.map(([more, less]) => {
      from += more
      price = Math.max(1, price - less)
      return { from, price }
    })
  })

const members: fc.Arbitrary<PoolMember[]> = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 6 }), fc.oneof(fc.constant(100), fc.nat({ max: 110 }))),
    { maxLength: 6 },
  )
  .map((all) => all.map(([quantity, consent], i) => memberOf(`ord_${i}`, quantity, consent)))

interface Joined {
  pool: Pool
  members: PoolMember[]
  /** The same members, as they might have come instead. */
  shuffled: PoolMember[]
  /** Orders that leave before the pool closes. */
  leaving: string[]
}

const joined: fc.Arbitrary<Joined> = fc.tuple(tiers, members).chain(([steps, all]) =>
  fc.record({
    pool: fc.constant(newPool(steps)),
    members: fc.constant(all),
    shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
    leaving: fc.subarray(all.map(({ order }) => order)),
  }),
)

function joinAll(core: Core, pool: Pool, all: readonly PoolMember[]): Pool {
  return all.reduce((now, member) => {
    const change = core.joinPool(now, member, NOW)
    if (!change.ok) throw new Error(change.reason)
    return change.pool
  }, pool)
}

/** The price of so many packs; null for fewer than the first tier. */
function priceOf(steps: readonly PriceTier[], quantity: number): number | null {
  return steps.findLast(({ from }) => from <= quantity)?.price ?? null
}

/**
 * Who is in the pool when every group is tried: of the groups whose members all agree to the price that the group itself
 * reaches, the largest.
 */
function modelOf(steps: readonly PriceTier[], all: readonly PoolMember[]) {
  let best: { inside: PoolMember[]; quantity: number } = { inside: [], quantity: 0 }
  for (let group = 0; group < 2 ** all.length; group += 1) {
    const inside = all.filter((_, i) => Math.floor(group / 2 ** i) % 2 === 1)
    const quantity = inside.reduce((sum, member) => sum + member.quantity, 0)
    const price = priceOf(steps, quantity)
    const agrees = price !== null && inside.every(({ unitPriceMax }) => unitPriceMax >= price)
    if (agrees && quantity > best.quantity) best = { inside, quantity }
  }
  return best
}

const insideOf = ({ members: all, closed }: Pool) =>
  all.filter(({ order }) => !(closed?.missed.includes(order) ?? false))

function withoutAtMs({ closed }: Pool) {
  return JSON.stringify({ ...closed, missed: closed?.missed.toSorted() })
}

export const POOL_LAWS = {
  'closes with the largest group that agrees to its own price, at that price': law(
    joined,
    (core, { pool, members: all }) => {
      const closed = core.closePool(joinAll(core, pool, all), CLOSES_MS)
      const { inside, quantity } = modelOf(pool.item.tiers, all)
      const orders = (some: readonly PoolMember[]) => some.map(({ order }) => order).join()
      if (orders(insideOf(closed)) !== orders(inside))
        return `${orders(insideOf(closed))} for ${orders(inside)}`
      if (closed.closed?.quantity !== quantity) return `${closed.closed?.quantity} packs`
      const price = priceOf(pool.item.tiers, quantity) ?? 0
      return closed.closed.unitPrice === price ? null : `at ${closed.closed.unitPrice}`
    },
  ),

  'never charges anybody more than was agreed to, whoever joins and leaves': law(
    joined,
    (core, { pool, members: all, leaving }) => {
      const left = leaving.reduce(
        (now, order) => core.leavePool(now, order),
        joinAll(core, pool, all),
      )
      const closed = core.closePool(left, CLOSES_MS)
      const price = closed.closed?.unitPrice ?? 0
      for (const { order, unitPriceMax } of insideOf(closed)) {
        if (unitPriceMax < price) return `${order} agreed to ${unitPriceMax} and pays ${price}`
        if (leaving.includes(order)) return `${order} left and is in it`
      }
      return null
    },
  ),

  'does not ask who came first': law(joined, (core, { pool, members: all, shuffled }) => {
    const [one, other] = [all, shuffled].map((some) =>
      withoutAtMs(core.closePool(joinAll(core, pool, some), CLOSES_MS)),
    )
    return one === other ? null : `${one} and ${other}`
  }),

  'stands once it is closed, whoever leaves, comes or closes it again': law(
    joined,
    (core, { pool, members: all, leaving }) => {
      const closed = core.closePool(joinAll(core, pool, all), CLOSES_MS)
      const again = core.closePool(closed, CLOSES_MS + 1)
      if (again !== closed) return 'closed twice'
      const after = leaving.reduce((now, order) => core.leavePool(now, order), closed)
      if (after !== closed) return 'somebody left a closed pool'
      const late = core.joinPool(closed, memberOf('ord_late', 1, 100), NOW)
      return late.ok ? 'somebody joined a closed pool' : null
    },
  ),

  'takes everybody once, and nobody back who left': law(
    joined,
    (core, { pool, members: all, leaving }) => {
      const full = joinAll(core, pool, all)
      if (joinAll(core, full, all) !== full) return 'joining again changed something'
      const left = leaving.reduce((now, order) => core.leavePool(now, order), full)
      if (leaving.reduce((now, order) => core.leavePool(now, order), left) !== left)
        return 'leaving again changed something'
      const back = all.filter(({ order }) => leaving.includes(order))
      if (back.some((member) => core.joinPool(left, member, NOW).ok)) return 'somebody came back'
      return left.members.length === all.length - leaving.length ? null : 'somebody is missing'
    },
  ),
}
