import fc from 'fast-check'
import { describe, it } from 'vitest'
import {
  cartOf,
  type Carts,
  changed,
  hasRoom,
  lineCount,
  packsIn,
  readCarts,
  withoutCart,
  withPacks,
} from '../../../client/vendor/later/sourcing/cart.ts'
import {
  dismiss,
  DISMISSED_MS,
  readDismissed,
  shownHints,
} from '../../../client/vendor/later/sourcing/hints.ts'
import {
  costOf,
  leastOf,
  mostOf,
  reachedTier,
  stepDown,
  stepUp,
} from '../../../client/vendor/later/sourcing/packs.ts'
import { consents } from '../../../client/vendor/later/sourcing/pool-prices.ts'
import {
  earlier,
  listed,
  switched,
  usualSources,
} from '../../../client/vendor/later/sourcing/sources.ts'
import type { Item } from '../../../client/vendor/later/sourcing/wire.ts'
import { LINES_MAX, QUANTITY_MAX } from '../../../src/domain/orders/limits.ts'
import { MONEY_SOURCES, type MoneySource } from '../../../src/domain/orders/order.ts'

const rupees = (amount: number) => ({ amount, currency: 'INR' as const })
const DAIRY = { id: 'prt_1', name: 'Dadar Dairy' }
const TEA = { id: 'prt_2', name: 'Assam House' }

function item(id: string, more: Partial<Item> = {}): Item {
  const tier = (from: number, price: number) => ({
    from,
    price: rupees(price),
    per_unit: rupees(1),
  })
  return {
    object: 'catalogue_item',
    id,
    supplier: DAIRY,
    sku: id,
    name: id,
    category: 'dairy',
    pack: { count: 12, size: 1, unit: 'l' },
    quantity: { min: 4, max: 20, step: 4 },
    tiers: [tier(4, 84_000), tier(12, 80_000)],
    per: 'l',
    price_version: 1,
    stock: null,
    photo_url: null,
    delivery_days: [],
    is_favourite: false,
    ...more,
  }
}

const MILK = item('itm_milk')

describe('a cart', () => {
  it('is one for each supplier, and goes with its last line', ({ expect }) => {
    const both = withPacks(withPacks([], MILK, 4), item('itm_tea', { supplier: TEA }), 8)
    expect(both.map(({ supplier }) => supplier.id)).toEqual(['prt_1', 'prt_2'])
    expect(lineCount(both)).toBe(2)
    const one = changed(both, { supplier: 'prt_1', item: 'itm_milk', quantity: 0 })
    expect(one.map(({ supplier }) => supplier.id)).toEqual(['prt_2'])
    expect(withoutCart(one, 'prt_2')).toEqual([])
  })

  it('has an item once, with the packs that were said last', ({ expect }) => {
    const carts = withPacks(withPacks([], MILK, 4), MILK, 12)
    expect(packsIn(carts, MILK)).toBe(12)
    expect(lineCount(carts)).toBe(1)
    expect(
      packsIn(changed(carts, { supplier: 'prt_1', item: 'itm_milk', quantity: 8 }), MILK),
    ).toBe(8)
    expect(packsIn(carts, item('itm_ghee'))).toBe(0)
  })

  it('does not change what is not in it', ({ expect }) => {
    const carts = withPacks([], MILK, 4)
    expect(changed(carts, { supplier: 'prt_9', item: 'itm_milk', quantity: 1 })).toBe(carts)
    expect(changed(carts, { supplier: 'prt_1', item: 'itm_9', quantity: 1 })).toEqual(carts)
  })

  it('takes no more lines and packs than an order may have', ({ expect }) => {
    let carts: Carts = []
    for (let i = 0; i < LINES_MAX + 3; i += 1) carts = withPacks(carts, item(`itm_${i}`), 4)
    expect(cartOf(carts, 'prt_1')?.lines).toHaveLength(LINES_MAX)
    expect(hasRoom(carts, 'prt_1', 'itm_new')).toBe(false)
    expect(hasRoom(carts, 'prt_1', 'itm_3')).toBe(true)
    expect(hasRoom(carts, 'prt_2', 'itm_new')).toBe(true)
    expect(packsIn(withPacks(carts, item('itm_3'), 1_000_000), item('itm_3'))).toBe(QUANTITY_MAX)
  })

  it('comes back after a reload as it was', ({ expect }) => {
    const carts = withPacks(withPacks([], MILK, 4), item('itm_tea', { supplier: TEA }), 8)
    expect(readCarts(JSON.parse(JSON.stringify(carts)))).toEqual(carts)
  })

  it('is empty where something else was stored', ({ expect }) => {
    const line = { item: { ...MILK }, quantity: 4 }
    for (const stored of [
      null,
      'x',
      {},
      [{}],
      [{ supplier: DAIRY }],
      [{ supplier: DAIRY, lines: [] }],
      [{ supplier: DAIRY, lines: [null] }],
      [{ supplier: DAIRY, lines: [{ ...line, quantity: 0 }] }],
      [{ supplier: DAIRY, lines: [{ ...line, quantity: 1.5 }] }],
      [{ supplier: DAIRY, lines: [{ ...line, item: { id: 'itm_1', name: 'x' } }] }],
      [{ supplier: { id: 'prt_1' }, lines: [line] }],
    ]) {
      expect(readCarts(stored), JSON.stringify(stored)).toEqual([])
    }
  })
})

describe('the packs of an item', () => {
  it('go in its steps from the least to the most', ({ expect }) => {
    expect(leastOf(MILK)).toBe(4)
    expect(mostOf(MILK)).toBe(20)
    expect(stepUp(MILK, 4)).toBe(8)
    expect(stepUp(MILK, 20)).toBeNull()
    expect(stepDown(MILK, 8)).toBe(4)
    expect(stepDown(MILK, 4)).toBeNull()
  })

  it('end at what the supplier has', ({ expect }) => {
    expect(mostOf(item('itm_1', { stock: 11 }))).toBe(8)
    expect(stepDown(item('itm_1', { stock: 11 }), 16)).toBe(8)
    expect(stepUp(item('itm_1', { stock: 3 }), 0)).toBeNull()
    expect(mostOf(item('itm_1', { quantity: { min: 1, max: null, step: 1 } }))).toBe(QUANTITY_MAX)
  })

  it('find their way back from a number between two steps', ({ expect }) => {
    expect(stepUp(MILK, 6)).toBe(8)
    expect(stepDown(MILK, 6)).toBe(4)
    expect(stepUp(MILK, 1)).toBe(4)
  })

  it('cost what the tier that they reach costs', ({ expect }) => {
    expect(costOf(MILK, 8)).toBe(8 * 84_000)
    expect(costOf(MILK, 12)).toBe(12 * 80_000)
    expect(reachedTier(MILK, 8)?.next).toEqual({
      from: 12,
      price: 80_000,
      missing: 4,
      saves: 4_000,
    })
    // Below the least quantity the first tier is what is shown.
    expect(reachedTier(MILK, 0)?.price).toBe(84_000)
    expect(costOf({ tiers: [] }, 3)).toBe(0)
  })

  it('stay within their bounds, whatever is tapped', ({ expect }) => {
    const rules = fc.record({
      step: fc.integer({ min: 1, max: 12 }),
      least: fc.integer({ min: 1, max: 5 }),
      stock: fc.option(fc.integer({ min: 0, max: 300 })),
    })
    fc.assert(
      fc.property(
        rules,
        fc.array(fc.boolean(), { maxLength: 60 }),
        ({ step, least, stock }, taps) => {
          const one = item('itm_1', { quantity: { min: least * step, max: null, step }, stock })
          let quantity = leastOf(one)
          for (const isUp of taps) quantity = (isUp ? stepUp : stepDown)(one, quantity) ?? quantity
          expect(quantity % step).toBe(0)
          expect(quantity).toBeGreaterThanOrEqual(leastOf(one))
          expect(quantity).toBeLessThanOrEqual(Math.max(leastOf(one), mostOf(one)))
        },
      ),
    )
  })
})

describe('which money first', () => {
  it('is the jar, then the balance, then credit where there is any', ({ expect }) => {
    expect(usualSources(true)).toEqual(['jar', 'available', 'credit'])
    expect(usualSources(false)).toEqual(['jar', 'available'])
  })

  it('is moved one place earlier', ({ expect }) => {
    expect(earlier(MONEY_SOURCES, 'credit')).toEqual(['jar', 'credit', 'available'])
    expect(earlier(MONEY_SOURCES, 'jar')).toEqual(MONEY_SOURCES)
    expect(earlier(['jar'], 'credit')).toEqual(['jar'])
  })

  it('is left out and taken in again, never all of it', ({ expect }) => {
    expect(switched(MONEY_SOURCES, 'jar')).toEqual(['available', 'credit'])
    expect(switched(['available'], 'jar')).toEqual(['available', 'jar'])
    expect(switched(['available'], 'available')).toEqual(['available'])
    expect(listed(['credit'])).toEqual(['credit', 'jar', 'available'])
  })

  it('is a list without repeats, whatever is tapped', ({ expect }) => {
    const taps = fc.array(
      fc.tuple(fc.constantFrom(switched, earlier), fc.constantFrom(...MONEY_SOURCES)),
    )
    fc.assert(
      fc.property(taps, (all) => {
        let sources: readonly MoneySource[] = MONEY_SOURCES
        for (const [change, source] of all) sources = change(sources, source)
        expect(new Set(sources).size).toBe(sources.length)
        expect(sources.length).toBeGreaterThan(0)
        expect(listed(sources).toSorted()).toEqual(MONEY_SOURCES.toSorted())
      }),
    )
  })
})

describe('a restock hint', () => {
  const hints = [{ item: { id: 'itm_1' } }, { item: { id: 'itm_2' } }]

  it('that was sent away stays away for a week, and the others stay', ({ expect }) => {
    const dismissed = dismiss({}, 'itm_1', 1000)
    expect(shownHints(hints, dismissed, 1000)).toEqual([{ item: { id: 'itm_2' } }])
    expect(shownHints(hints, dismissed, 1000 + DISMISSED_MS - 1)).toHaveLength(1)
    expect(shownHints(hints, dismissed, 1000 + DISMISSED_MS)).toHaveLength(2)
  })

  it('is forgotten when it is due again', ({ expect }) => {
    const later = dismiss({ itm_1: 1000 }, 'itm_2', 1000 + DISMISSED_MS)
    expect(Object.keys(later)).toEqual(['itm_2'])
  })

  it('is shown where something else was stored', ({ expect }) => {
    for (const stored of [null, 'x', 5, [], { itm_1: 'yes' }]) {
      expect(shownHints(hints, readDismissed(stored), 1000), JSON.stringify(stored)).toHaveLength(2)
    }
  })
})

describe('the most that is agreed to in a pool', () => {
  const tiers = [84_000, 80_000, 76_500].map((price, i) => ({ from: i + 1, price: rupees(price) }))
  const prices = (price: number, alone = 84_000) =>
    consents({ price: rupees(price), alone: rupees(alone), tiers })

  it('is the price now, or a dearer one that it could rise to', ({ expect }) => {
    expect(prices(76_500)).toEqual([76_500, 80_000, 84_000])
    expect(prices(80_000)).toEqual([80_000, 84_000])
    expect(prices(84_000)).toEqual([84_000])
  })

  it('is never below the price now', ({ expect }) => {
    expect(prices(90_000)).toEqual([90_000])
  })
})
