import { it } from 'vitest'
import { goodsFor, planOf, shrunk } from '../../../src/domain/orders/funding.ts'
import { CORE } from './core.ts'
import { FUNDING_LAWS, SHRUNK_LAWS } from './funding-laws.ts'

const CASES = 100_000
const TIMEOUT_MS = 60_000

for (const [name, law] of Object.entries({ ...FUNDING_LAWS, ...SHRUNK_LAWS })) {
  it(name, { timeout: TIMEOUT_MS }, ({ expect }) => {
    expect(law(CORE, { numRuns: CASES })).toBeNull()
  })
}

it('pays as people would say it', ({ expect }) => {
  const funds = { jar: 20_000, available: 50_000, credit: { least: 50_000, most: 200_000 } }
  const plan = (goods: number, sources: Parameters<typeof planOf>[1]['sources'], discountBp = 0) =>
    planOf(goods, { sources, funds, discountBp })
  const all = ['jar', 'available', 'credit'] as const
  expect(plan(60_000, all).plan).toMatchObject({ jar: 20_000, available: 40_000, credit: 0 })
  // 100.00 short: but the lender lends no less than 500.00, and so 400.00 stay in the balance.
  expect(plan(80_000, all).plan).toMatchObject({ jar: 20_000, available: 10_000, credit: 50_000 })
  expect(plan(80_000, ['credit']).plan).toMatchObject({ jar: 0, available: 0, credit: 80_000 })
  expect(plan(300_000, all)).toMatchObject({ missing: 30_000, plan: { credit: 200_000 } })
  // Two percent off what is on credit: 1,000.00 of goods for 980.00.
  expect(plan(100_000, ['credit'], 200).plan).toMatchObject({ credit: 98_000, discount: 2_000 })
})

it('shrinks as people would say it', ({ expect }) => {
  const placed = { jar: 10_000, available: 30_000, credit: 80_000, discount: 0 }
  const terms = { discountBp: 0, leastDraw: 50_000 }
  expect(shrunk(placed, 110_000, terms)).toMatchObject({
    jar: 10_000,
    available: 30_000,
    credit: 70_000,
  })
  expect(shrunk(placed, 70_000, terms)).toMatchObject({
    jar: 10_000,
    available: 10_000,
    credit: 50_000,
  })
  expect(shrunk(placed, 40_000, terms)).toMatchObject({ jar: 0, available: 0, credit: 40_000 })
  expect(shrunk(placed, 0, terms)).toEqual({ jar: 0, available: 0, credit: 0, discount: 0 })
})

it('finds the goods that a draw buys for every draw and every discount that there is', ({
  expect,
}) => {
  const wrong: unknown[] = []
  for (let bp = 0; bp <= 2_000; bp += 1) {
    for (let draw = 0; draw < 60; draw += 1) {
      const price = (goods: number) => goods - Math.floor((goods * bp) / 10_000)
      const goods = goodsFor(draw, bp)
      if (price(goods) > draw || price(goods + 1) <= draw) wrong.push({ bp, draw, goods })
    }
  }
  expect(wrong).toEqual([])
})
