import { it } from 'vitest'
import {
  closePool,
  joinPool,
  leavePool,
  POOL_MEMBERS_MAX,
  poolQuantity,
} from '../../../src/domain/orders/pool.ts'
import type { Pool } from '../../../src/domain/orders/pool.ts'
import { CORE } from './core.ts'
import { memberOf, newPool, POOL_LAWS } from './pool-laws.ts'
import { NOW } from './samples.ts'

const CASES = 100_000
const TIMEOUT_MS = 60_000
const TIERS = [
  { from: 1, price: 100 },
  { from: 10, price: 90 },
  { from: 20, price: 80 },
]

for (const [name, law] of Object.entries(POOL_LAWS)) {
  it(name, { timeout: TIMEOUT_MS }, ({ expect }) => {
    expect(law(CORE, { numRuns: CASES })).toBeNull()
  })
}

function withMembers(pool: Pool, all: [order: string, quantity: number, consent: number][]): Pool {
  return all.reduce((now, [order, quantity, consent]) => {
    const joined = joinPool(now, memberOf(order, quantity, consent), NOW)
    if (!joined.ok) throw new Error(joined.reason)
    return joined.pool
  }, pool)
}

it('leaves out who agreed to less, and then those who agreed only to what all would pay', ({
  expect,
}) => {
  const pool = withMembers(newPool(TIERS), [
    ['ann', 8, 100],
    ['bob', 8, 80],
    ['cem', 4, 80],
  ])
  expect(closePool(pool, NOW).closed).toMatchObject({ unitPrice: 80, quantity: 20, missed: [] })
  // Without Cem’s packs the price is 90: Bob agreed to 80 at the most, and without his it is 100.
  const left = closePool(leavePool(pool, 'cem'), NOW)
  expect(left.closed).toMatchObject({ unitPrice: 100, quantity: 8, missed: ['bob'] })
})

it('closes with nobody below the first tier', ({ expect }) => {
  const pool = withMembers(newPool([{ from: 5, price: 90 }]), [['ann', 4, 100]])
  expect(closePool(pool, NOW).closed).toMatchObject({ quantity: 0, missed: ['ann'] })
  expect(closePool(newPool(TIERS), NOW).closed).toMatchObject({ quantity: 0, missed: [] })
})

it('closes by its quantity in the moment in which it is reached', ({ expect }) => {
  const pool = newPool(TIERS, { closesAtQuantity: 10 })
  const nine = withMembers(pool, [['ann', 9, 100]])
  expect(nine.closed).toBeNull()
  const ten = withMembers(nine, [['bob', 1, 100]])
  expect(ten.closed).toMatchObject({ atMs: NOW, unitPrice: 90, quantity: 10 })
  // The one that closed it may say so again.
  expect(joinPool(ten, memberOf('bob', 1, 100), NOW)).toEqual({ ok: true, pool: ten })
})

it('lets nobody in after its time, nor more than a van takes', ({ expect }) => {
  const pool = newPool(TIERS)
  const late = { ok: false, reason: 'pool_closed' }
  const ann = memberOf('ann', 1, 100)
  expect(joinPool(pool, ann, pool.closesAtMs - 1)).toMatchObject({ ok: true })
  expect(joinPool(pool, ann, pool.closesAtMs)).toEqual(late)
  const many = Array.from({ length: POOL_MEMBERS_MAX }, (_, i) => memberOf(`ord_${i}`, 1, 100))
  const full = withMembers(
    pool,
    many.map(({ order, quantity, unitPriceMax }) => [order, quantity, unitPriceMax]),
  )
  expect(poolQuantity(full)).toBe(POOL_MEMBERS_MAX)
  expect(joinPool(full, ann, NOW)).toEqual({ ok: false, reason: 'too_many_orders' })
})

it('never lets in an order that left before it had come: a message may be late', ({ expect }) => {
  const gone = leavePool(newPool(TIERS), 'ann')
  expect(joinPool(gone, memberOf('ann', 1, 100), NOW)).toEqual({ ok: false, reason: 'pool_closed' })
  expect(leavePool(gone, 'ann')).toBe(gone)
})
