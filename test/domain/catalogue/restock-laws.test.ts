import fc from 'fast-check'
import { describe, it } from 'vitest'
import { dayText } from '../../../src/domain/calendar.ts'
import { HINTS_MAX, restockHints } from '../../../src/domain/catalogue/restock.ts'
import type { RestockData } from '../../../src/domain/catalogue/restock.ts'
import { arrived, TEA, tile, TODAY } from './restock-data.ts'

const STOCK = ['leaves', 'milk']
const TILES = ['cup', 'pot', 'cake']
const dayAgo = fc.integer({ min: 0, max: 40 })

const anyData: fc.Arbitrary<RestockData> = fc.record({
  today: fc.constant(TODAY),
  items: fc.tuple(
    ...TILES.map((id) =>
      fc
        .tuple(fc.constantFrom(null, ...STOCK), fc.option(fc.integer({ min: 1, max: 60 })))
        .map(([stock, per]) => tile(id, stock, stock === null ? null : per)),
    ),
  ),
  sold: fc.uniqueArray(
    fc
      .tuple(dayAgo, fc.constantFrom(...TILES), fc.integer({ min: 1, max: 50 }))
      .map(([ago, item, quantity]) => ({ day: TODAY - ago, item, quantity })),
    { selector: ({ day, item }) => `${day} ${item}`, maxLength: 60 },
  ),
  purchases: fc.array(
    fc
      .tuple(fc.constantFrom(...STOCK), dayAgo, fc.integer({ min: 1, max: 30 }), fc.nat({ max: 9 }))
      .map(([item, ago, packs, missing]) => ({
        ...arrived(item, Math.max(0, packs - missing), ago),
        packs,
      })),
    { maxLength: 8 },
  ),
  leadDays: fc.record({ leaves: fc.nat({ max: 200 }), milk: fc.nat({ max: 200 }) }),
})

describe('hints of any stall', () => {
  it('are never longer because more was sold', ({ expect }) => {
    fc.assert(
      fc.property(anyData, fc.nat(), fc.integer({ min: 1, max: 50 }), (data, at, more) => {
        fc.pre(data.sold.length > 0)
        // On a day that counts already: a new day of sales changes what a day is worth.
        const sold = data.sold.map((each, i) =>
          i === at % data.sold.length ? { ...each, quantity: each.quantity + more } : each,
        )
        const before = new Map(restockHints(data).map((hint) => [hint.item, hint]))
        for (const { item, days_of_cover: cover } of restockHints({ ...data, sold })) {
          const was = before.get(item)?.days_of_cover
          if (cover !== null && was !== undefined && was !== null) {
            expect(cover).toBeLessThanOrEqual(was)
          }
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('always carry their reason in whole numbers, and are few', ({ expect }) => {
    let [selling, usual] = [0, 0]
    fc.assert(
      fc.property(anyData, (data) => {
        const hints = restockHints(data)
        expect(hints.length).toBeLessThanOrEqual(HINTS_MAX)
        expect(new Set(hints.map(({ item }) => item)).size).toBe(hints.length)
        for (const { item, days_of_cover: cover, reason } of hints) {
          if (reason.code === 'selling') {
            selling += 1
            const figures = [cover, reason.left, reason.sold_a_day_tenths]
            for (const each of figures)
              expect(Number.isSafeInteger(each) && Number(each) >= 0).toBe(true)
            expect(cover).toBeLessThanOrEqual((data.leadDays[item] ?? 0) + 2)
            expect(reason.since <= dayText(TODAY)).toBe(true)
          } else {
            usual += 1
            expect(cover).toBeNull()
            expect(reason.every_days).toBeGreaterThan(0)
            expect(reason.quantity).toBeGreaterThan(0)
            expect(reason.last <= dayText(TODAY)).toBe(true)
          }
        }
      }),
      { numRuns: 3_000 },
    )
    // Both kinds were among them, or nothing was shown.
    expect(Math.min(selling, usual)).toBeGreaterThan(20)
  })

  it('do not depend on the order in which the rows come', ({ expect }) => {
    fc.assert(
      fc.property(anyData, (data) => {
        const turned = {
          ...data,
          items: data.items.toReversed(),
          sold: data.sold.toReversed(),
          purchases: data.purchases.toReversed(),
        }
        expect(restockHints(turned)).toEqual(restockHints(data))
      }),
    )
  })

  it('say as much is left as one delivery brought, less what was sold, where one tile is made of it', ({
    expect,
  }) => {
    const oneTile = fc.tuple(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 5, maxLength: 9 }),
    )
    fc.assert(
      fc.property(oneTile, ([packs, per, daily]) => {
        const sold = daily.map((quantity, i) => ({ day: TODAY - 1 - i, item: 'cup', quantity }))
        const total = daily.reduce((sum, each) => sum + each, 0)
        const [hint] = restockHints({
          ...TEA,
          items: [tile('cup', 'leaves', per)],
          sold,
          purchases: [arrived('leaves', packs, 9)],
          leadDays: { leaves: 100_000 },
        })
        const left = packs * per - total
        if (left <= -packs * per) expect(hint).toBeUndefined()
        else {
          expect(hint?.reason).toMatchObject({ left: Math.max(0, left) })
          expect(hint?.days_of_cover).toBe(Math.floor((Math.max(0, left) * daily.length) / total))
        }
      }),
    )
  })
})
