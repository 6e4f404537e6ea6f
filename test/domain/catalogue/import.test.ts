import * as fc from 'fast-check'
import { it } from 'vitest'
import { itemProblems } from '../../../src/domain/catalogue/import-item.ts'
import { outcomesOf } from '../../../src/domain/catalogue/import-report.ts'
import type { ItemInput } from '../../../src/domain/catalogue/item.ts'

const ITEM: ItemInput = {
  sku: 'TEA',
  names: { en: 'Tea' },
  also: '',
  category: 'tea_coffee',
  pack: { count: 1, size: 1, unit: 'kg' },
  quantity: { min: 1, max: null, step: 1 },
  tiers: [
    { from: 1, price: 500 },
    { from: 10, price: 400 },
  ],
  taxBp: 0,
  stock: null,
  leadDays: null,
  areas: null,
  days: null,
  validFrom: null,
  validUntil: null,
}

it('knows how the fields of an item fit each other', ({ expect }) => {
  const tiers = (...pairs: [number, number][]) => ({
    tiers: pairs.map(([from, each]) => ({ from, price: each })),
  })
  const rows: [Partial<ItemInput>, [string, string][]][] = [
    [{}, []],
    [{ quantity: { min: 1, max: 10, step: 1 } }, []],
    [{ validFrom: 5, validUntil: 5, days: [7, 1], areas: ['*'] }, []],
    [{ quantity: { min: 6, max: 12, step: 6 }, ...tiers([6, 5], [12, 4]) }, []],
    [
      { quantity: { min: 5, max: 13, step: 6 }, ...tiers([5, 5], [11, 4]) },
      [
        ['/quantity/min', 'not_a_step'],
        ['/quantity/max', 'not_a_step'],
        ['/tiers/1/from', 'not_a_step'],
      ],
    ],
    [{ quantity: { min: 1, max: 9, step: 1 } }, [['/tiers/1/from', 'above_max']]],
    [tiers([2, 5]), [['/tiers/0/from', 'not_the_least']]],
    [
      tiers([1, 5], [3, 4], [3, 4]),
      [
        ['/tiers/2/from', 'not_rising'],
        ['/tiers/2/price/amount', 'not_falling'],
      ],
    ],
    [tiers([1, 5], [2, 6]), [['/tiers/1/price/amount', 'not_falling']]],
    [{ validFrom: 5, validUntil: 4 }, [['/valid_until', 'before_valid_from']]],
    [
      { days: [1, 1, 2, 1], areas: ['a', 'A'] },
      [
        ['/days/1', 'twice'],
        ['/days/3', 'twice'],
        ['/areas/1', 'twice'],
      ],
    ],
  ]
  for (const [change, problems] of rows) {
    const found = itemProblems({ ...ITEM, ...change })
    expect(
      found.map(({ pointer, code }) => [pointer, code]),
      JSON.stringify(change),
    ).toEqual(problems)
  }
})

it('tells what became of each row as if they were written one by one', ({ expect }) => {
  const letters = fc.constantFrom('a', 'b')
  const row = fc.record({ sku: letters, hash: fc.constantFrom('x', 'y', 'z') })
  const before = fc.dictionary(letters, fc.constantFrom('x', 'y'))
  const property = fc.property(fc.array(row, { maxLength: 12 }), before, (rows, there) => {
    const known = new Map<string, string>(Object.entries(there))
    const changes: { sku: string; isNew: boolean }[] = []
    const expected = rows.map(({ sku, hash }) => {
      const last = known.get(sku)
      known.set(sku, hash)
      if (last === hash) return 'unchanged'
      // The statement says of every change whether the item is one of this statement's own.
      changes.push({ sku, isNew: !Object.hasOwn(there, sku) })
      return last === undefined ? 'created' : 'updated'
    })
    expect(outcomesOf(rows, changes.toReversed())).toEqual(expected)
  })
  fc.assert(property, { numRuns: 5_000 })
})
