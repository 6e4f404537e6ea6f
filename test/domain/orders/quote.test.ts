/** What stands in the way of an order, line by line and as a whole. */
import { it } from 'vitest'
import type { CatalogueItem } from '../../../src/domain/catalogue/item.ts'
import { isSoldOn } from '../../../src/domain/catalogue/item.ts'
import { poolLine, quoteLines, termProblems } from '../../../src/domain/orders/quote.ts'
import type { Wanted } from '../../../src/domain/orders/quote.ts'
import { newPool } from './pool-laws.ts'
import { lineOf } from './samples.ts'

const TODAY = 20_422

/** Sold by threes from six on, ninety at the most; 100.00 a pack, 90.00 from twelve on. */
function itemOf(change: Partial<CatalogueItem> = {}): CatalogueItem {
  return {
    id: 'itm_TEA',
    supplier: 'prt_SUPPLIER',
    sku: 'tea',
    names: { en: 'Tea' },
    also: '',
    category: 'tea_coffee',
    pack: { count: 1, size: 1, unit: 'kg' },
    quantity: { min: 6, max: 90, step: 3 },
    tiers: [
      { from: 6, price: 10_000 },
      { from: 12, price: 9_000 },
    ],
    priceVersion: 3,
    taxBp: 500,
    stock: 60,
    leadDays: null,
    areas: null,
    days: null,
    validFrom: null,
    validUntil: null,
    photo: null,
    isActive: true,
    ...change,
  }
}

function quoted(
  quantity: number,
  about: Partial<CatalogueItem> = {},
  shown: Wanted['shown'] = null,
) {
  const item = itemOf(about)
  const wanted = [{ item: 'itm_TEA', quantity, shown }]
  const at = { supplier: 'prt_SUPPLIER', today: TODAY }
  const { lines, problems } = quoteLines(wanted, new Map([[item.id, item]]), at)
  return { lines, problems: problems.map(({ code, least }) => [code, least]) }
}

type Row = [
  what: string,
  quantity: number,
  about: Partial<CatalogueItem>,
  shown: Wanted['shown'],
  problems: [code: string, least: number | null][],
]

const asShown = (priceVersion: number, unitPrice: number) => ({ priceVersion, unitPrice })

const ROWS: Row[] = [
  ['the least', 6, {}, null, []],
  ['the most', 90, { stock: null }, null, []],
  ['as many as there are', 60, {}, null, []],
  ['a pack less than the least', 5, {}, null, [['below_quantity', 6]]],
  ['a pack more than the most', 91, { stock: null }, null, [['above_quantity', 90]]],
  [
    'more than the most, when there is none',
    9_999,
    { quantity: { min: 1, max: null, step: 1 }, stock: null },
    null,
    [],
  ],
  ['what is no step', 7, {}, null, [['not_a_step', 3]]],
  ['more than there are', 63, {}, null, [['not_in_stock', 60]]],
  ['one of nothing', 6, { stock: 0 }, null, [['not_in_stock', 0]]],
  ['what is not sold any more', 6, { isActive: false }, null, [['item_gone', null]]],
  ['another supplier’s', 6, { supplier: 'prt_OTHER' }, null, [['item_gone', null]]],
  ['what is not sold yet', 6, { validFrom: TODAY + 1 }, null, [['item_gone', null]]],
  ['what is sold from today on', 6, { validFrom: TODAY }, null, []],
  ['what was sold until yesterday', 6, { validUntil: TODAY - 1 }, null, [['item_gone', null]]],
  ['what is sold until today', 6, { validUntil: TODAY }, null, []],
  ['the price that was shown', 6, {}, asShown(3, 10_000), []],
  ['the price of the next tier as it was shown', 12, {}, asShown(3, 9_000), []],
  ['a stale version of the same price', 6, {}, asShown(2, 10_000), [['price_changed', 10_000]]],
  ['another price of the same version', 6, {}, asShown(3, 9_999), [['price_changed', 10_000]]],
  [
    'a lower tier’s price for less than it asks',
    9,
    {},
    asShown(3, 9_000),
    [['price_changed', 10_000]],
  ],
  [
    'the wrong number at a stale price',
    7,
    {},
    asShown(2, 10_000),
    [
      ['not_a_step', 3],
      ['price_changed', 10_000],
    ],
  ],
]

it.for(ROWS)('quotes %s', ([, quantity, about, shown, problems], { expect }) => {
  const quote = quoted(quantity, about, shown)
  expect(quote.problems).toEqual(problems)
  const isGone = problems.some(([code]) => code === 'item_gone')
  expect(quote.lines).toHaveLength(isGone ? 0 : 1)
})

it('quotes the tier that the quantity reaches, and says what is missing for the next', ({
  expect,
}) => {
  const [nine] = quoted(9).lines
  expect(nine?.line).toMatchObject({ quantity: 9, accepted: 9, arrived: null, unitPrice: 10_000 })
  expect(nine?.tier).toEqual({
    price: 10_000,
    from: 6,
    next: { from: 12, price: 9_000, missing: 3, saves: 1_000 },
  })
  expect(quoted(12).lines[0]?.tier).toEqual({ price: 9_000, from: 12, next: null })
  // Below the least it shows what the least would cost.
  expect(quoted(1).lines[0]?.line.unitPrice).toBe(10_000)
})

it('leaves out what it does not know, and keeps the rest in the order that was wanted', ({
  expect,
}) => {
  const [tea, milk] = [itemOf(), itemOf({ id: 'itm_MILK', sku: 'milk' })]
  const items = new Map([tea, milk].map((item) => [item.id, item]))
  const wanted = ['itm_MILK', 'itm_GONE', 'itm_TEA'].map((item) => ({
    item,
    quantity: 6,
    shown: null,
  }))
  const quote = quoteLines(wanted, items, { supplier: 'prt_SUPPLIER', today: TODAY })
  expect(quote.lines.map(({ line }) => line.item)).toEqual(['itm_MILK', 'itm_TEA'])
  expect(quote.problems).toEqual([{ code: 'item_gone', item: 'itm_GONE', least: null }])
})

it('sells on the days from the first to the last, and never what is taken off the shelf', ({
  expect,
}) => {
  const sold = { isActive: true, validFrom: 10, validUntil: 12 }
  expect([9, 10, 12, 13].map((day) => isSoldOn(sold, day))).toEqual([false, true, true, false])
  expect(isSoldOn({ ...sold, isActive: false }, 11)).toBe(false)
  expect(isSoldOn({ isActive: true, validFrom: null, validUntil: null }, 11)).toBe(true)
})

it('asks for the supplier’s least order, its places and its days', ({ expect }) => {
  const lines = [lineOf('tea', 10, 1_000)]
  const codes = (minOrder: number, deliveryDays: number[], day: number | null) =>
    termProblems(lines, { minOrder }, { deliveryDays, day }).map(({ code }) => code)
  expect(codes(10_000, [TODAY], TODAY)).toEqual([])
  expect(codes(10_001, [TODAY], TODAY)).toEqual(['below_min_order'])
  expect(codes(0, [], null)).toEqual(['area_not_served'])
  expect(codes(0, [TODAY, TODAY + 2], TODAY + 1)).toEqual(['day_not_served'])
  expect(codes(10_001, [], TODAY)).toEqual(['below_min_order', 'area_not_served'])
})

it('sets aside for a pool what the vendor agreed to pay at the most', ({ expect }) => {
  const pool = newPool([{ from: 1, price: 100 }])
  expect(poolLine(pool, 7, 95)).toMatchObject({
    item: 'itm_TEA',
    priceVersion: 1,
    unitPrice: 95,
    quantity: 7,
    accepted: 7,
    arrived: null,
  })
})
