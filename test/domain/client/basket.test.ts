import fc from 'fast-check'
import { describe, it } from 'vitest'
import {
  type Basket,
  basketOf,
  EMPTY_BASKET,
  linesOf,
  pressKey,
  soldOf,
  tapTile,
  totalOf,
} from '../../../client/vendor/first/basket.ts'
import type { Key } from '../../../client/vendor/first/keypad.ts'
import { AMOUNT_MAX_MINOR } from '../../../src/domain/money/money.ts'
import type { TillItem } from '../../../src/domain/payments/till-items.ts'

function tile(name: string, price: number): TillItem {
  return {
    id: `til_${name}`,
    name,
    price,
    emoji: null,
    stock_item: null,
    sales_per_pack: null,
  }
}

const CHAI = tile('chai', 1_000)
const SAMOSA = tile('samosa', 1_550)

/** Touches one after the other: a tile, or a key. */
function touch(...touches: (TillItem | Key)[]): Basket {
  return touches.reduce<Basket>(
    (basket, each) =>
      typeof each === 'string' ? pressKey(basket, each, 2) : tapTile(basket, each),
    EMPTY_BASKET,
  )
}

const words = (basket: Basket) =>
  linesOf(basket.taps).map(({ item, quantity }) => `${quantity}× ${item.name}`)

describe('a basket', () => {
  it('adds the prices of tiles and what is typed', ({ expect }) => {
    const basket = touch(CHAI, SAMOSA, CHAI, '5', '0')
    expect(totalOf(basket)).toBe(3_600)
    expect(words(basket)).toEqual(['2× chai', '1× samosa'])
    expect(totalOf(touch('5', CHAI, '0'))).toBe(1_050)
  })

  const rows: [string, (TillItem | Key)[], number, string[]][] = [
    ['a digit after a tile', [CHAI, '4', '5', 'back'], 1_004, ['1× chai']],
    ['a tile after digits', ['4', '5', CHAI, 'back'], 45, []],
    ['tiles one by one', [CHAI, SAMOSA, 'back', 'back'], 0, []],
    ['tiles when no digit is left', [CHAI, '4', 'back', 'back'], 0, []],
    ['digits when no tile is left', ['4', '5', CHAI, 'back', 'back'], 4, []],
    ['nothing when nothing is left', ['back', 'back'], 0, []],
    ['everything when it is cleared', [CHAI, '4', SAMOSA, 'clear'], 0, []],
  ]
  it.for(rows)('takes back %s', ([, touches, total, left], { expect }) => {
    const basket = touch(...touches)
    expect(totalOf(basket)).toBe(total)
    expect(words(basket)).toEqual(left)
  })

  it('names the tile that was tapped last first', ({ expect }) => {
    expect(words(touch(CHAI, SAMOSA))).toEqual(['1× samosa', '1× chai'])
    expect(words(touch(CHAI, SAMOSA, CHAI))).toEqual(['2× chai', '1× samosa'])
  })

  it('is the same sale in whatever order it was tapped', ({ expect }) => {
    const sold = soldOf(touch(CHAI, SAMOSA, CHAI).taps)
    expect(sold).toEqual([
      { item: CHAI.id, quantity: 2 },
      { item: SAMOSA.id, quantity: 1 },
    ])
    expect(soldOf(touch(CHAI, CHAI, SAMOSA).taps)).toEqual(sold)
  })

  it('keeps the price at which a tile was tapped', ({ expect }) => {
    const dearer = { ...CHAI, price: 1_200 }
    expect(totalOf(touch(CHAI, dearer))).toBe(2_200)
    expect(words(touch(CHAI, dearer))).toEqual(['2× chai'])
  })

  it('ignores what cannot be charged or counted', ({ expect }) => {
    const dear = tile('dear', AMOUNT_MAX_MINOR)
    expect(touch(dear, CHAI)).toEqual(touch(dear))
    expect(totalOf(touch(dear, '1'))).toBe(AMOUNT_MAX_MINOR)
    const many = Array.from({ length: 1_000 }, () => CHAI)
    expect(words(touch(...many))).toEqual(['999× chai'])
    const kinds = Array.from({ length: 25 }, (_, i) => tile(`kind ${i}`, 1))
    expect(soldOf(touch(...kinds).taps)).toHaveLength(24)
  })

  it('comes back from the request that was made of it', ({ expect }) => {
    const basket = touch(CHAI, SAMOSA, CHAI, '5', '0')
    const back = basketOf(totalOf(basket), soldOf(basket.taps), [SAMOSA, CHAI])
    expect(totalOf(back)).toBe(3_600)
    expect(soldOf(back.taps)).toEqual(soldOf(basket.taps))
    expect(back.typed).toBe(50)
    const gone = basketOf(3_600, soldOf(basket.taps), [SAMOSA])
    expect([totalOf(gone), words(gone)]).toEqual([3_600, ['1× samosa']])
    const dearer = basketOf(3_600, soldOf(basket.taps), [SAMOSA, { ...CHAI, price: 9_000 }])
    expect([totalOf(dearer), words(dearer)]).toEqual([3_600, []])
  })

  it('never becomes less than nothing or more than may move', ({ expect }) => {
    const keys: Key[] = ['0', '1', '9', 'zeros', 'back', 'clear']
    const touches = fc.array(
      fc.oneof(
        fc.constantFrom(...keys),
        fc.constantFrom(CHAI, SAMOSA, tile('cow', AMOUNT_MAX_MINOR - 5_000)),
      ),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(touches, (each) => {
        const basket = touch(...each)
        const total = totalOf(basket)
        expect(total).toBeGreaterThanOrEqual(0)
        expect(total).toBeLessThanOrEqual(AMOUNT_MAX_MINOR)
        expect(basket.typed).toBeGreaterThanOrEqual(0)
        // Whatever was touched, erasing leads to nothing in the end.
        const erased = Array.from({ length: 60 }, () => 'back' as const)
        expect(totalOf(erased.reduce((b, key) => pressKey(b, key, 2), basket))).toBe(0)
      }),
    )
  })
})
