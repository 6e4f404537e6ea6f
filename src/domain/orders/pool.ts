/** Neighbours' orders for one delivery: together they reach a price that none reaches alone. Pure. Money in minor units. */
import { tierOf } from '../catalogue/item.ts'
import type { Pack, PriceTier } from '../catalogue/item.ts'
import type { DeclineReason } from '../ledger/entry.ts'
import type { Currency } from '../money/money.ts'

/** Stalls of one pool: one van, one street. */
export const POOL_MEMBERS_MAX = 100

export interface PoolMember {
  order: string
  vendor: string
  /** Packs. */
  quantity: number
  /** The most that the vendor agreed to pay for a pack. */
  unitPriceMax: number
  atMs: number
}

export interface Pool {
  id: string
  supplier: string
  currency: Currency
  /** The item as it was when the pool opened: its prices hold for everybody in it. */
  item: {
    id: string
    sku: string
    names: Readonly<Record<string, string>>
    pack: Pack
    photo: string | null
    priceVersion: number
    taxBp: number
    tiers: readonly PriceTier[]
  }
  areas: readonly string[]
  /** Days since 1970-01-01. */
  deliveryDay: number
  closesAtMs: number
  /** Closes at once when so many packs are together; null when only time closes it. */
  closesAtQuantity: number | null
  members: readonly PoolMember[]
  /** Orders that left; they cannot come back, so that a late message changes nothing. */
  left: readonly string[]
  version: number
  /** How it closed; null while it is open. `missed` are orders that the price asked more of than they agreed to. */
  closed: { atMs: number; unitPrice: number; quantity: number; missed: readonly string[] } | null
}

export type PoolChange = { ok: true; pool: Pool } | { ok: false; reason: DeclineReason }

export function poolQuantity({ members }: Pick<Pool, 'members'>): number {
  return members.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Takes an order in; the same again changes nothing. Closes the pool when its quantity is reached. */
export function joinPool(pool: Pool, member: PoolMember, nowMs: number): PoolChange {
  if (pool.members.some(({ order }) => order === member.order)) return { ok: true, pool }
  const isLate = pool.closed !== null || nowMs >= pool.closesAtMs
  if (isLate || pool.left.includes(member.order)) return { ok: false, reason: 'pool_closed' }
  if (pool.members.length >= POOL_MEMBERS_MAX) return { ok: false, reason: 'too_many_orders' }
  const joined = changed(pool, { members: [...pool.members, member] })
  const { closesAtQuantity } = pool
  const isFull = closesAtQuantity !== null && poolQuantity(joined) >= closesAtQuantity
  return { ok: true, pool: isFull ? closePool(joined, nowMs) : joined }
}

/** Lets an order go. Once the pool is closed the prices of the others stand, whoever leaves. */
export function leavePool(pool: Pool, order: string): Pool {
  if (pool.closed !== null || pool.left.includes(order)) return pool
  return changed(pool, {
    members: pool.members.filter((member) => member.order !== order),
    left: [...pool.left, order],
  })
}

/**
 * Closes a pool at the tier that those reach together who agreed to its price. Whoever agreed to less than the price of
 * the tier is left out, which may make the tier a dearer one, and so on until all who are in it agreed: nobody ever pays
 * more than that. Closing again changes nothing.
 */
export function closePool(pool: Pool, nowMs: number): Pool {
  if (pool.closed !== null) return pool
  let members = pool.members
  for (;;) {
    const quantity = members.reduce((sum, member) => sum + member.quantity, 0)
    const price = tierOf(pool.item.tiers, quantity)?.price ?? null
    const agreed = price === null ? [] : members.filter((one) => one.unitPriceMax >= price)
    if (agreed.length === members.length) {
      const inside = new Set(members.map(({ order }) => order))
      const missed = pool.members.map(({ order }) => order).filter((order) => !inside.has(order))
      return changed(pool, { closed: { atMs: nowMs, unitPrice: price ?? 0, quantity, missed } })
    }
    members = agreed
  }
}

function changed(pool: Pool, fields: Partial<Pool>): Pool {
  return { ...pool, ...fields, version: pool.version + 1 }
}
