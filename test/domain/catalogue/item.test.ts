import { it } from 'vitest'
import { areaServes, nameIn, pricePerUnit, tierOf } from '../../../src/domain/catalogue/item.ts'
import type { Pack, PriceTier } from '../../../src/domain/catalogue/item.ts'

it('finds the tier of a quantity, and what is missing for the next', ({ expect }) => {
  const tiers: PriceTier[] = [
    { from: 2, price: 500 },
    { from: 10, price: 450 },
    { from: 50, price: 400 },
  ]
  const rows: [number, object | null][] = [
    [0, null],
    [1, null],
    [2, { price: 500, from: 2, next: { from: 10, price: 450, missing: 8, saves: 50 } }],
    [9, { price: 500, from: 2, next: { from: 10, price: 450, missing: 1, saves: 50 } }],
    [10, { price: 450, from: 10, next: { from: 50, price: 400, missing: 40, saves: 50 } }],
    [50, { price: 400, from: 50, next: null }],
    [9_999, { price: 400, from: 50, next: null }],
  ]
  for (const [quantity, tier] of rows) expect(tierOf(tiers, quantity), `${quantity}`).toEqual(tier)
})

it('compares packs by the kilogram, the litre and the piece, rounded half up', ({ expect }) => {
  const rows: [Pack, number, { per: string; price: number }][] = [
    [{ count: 1, size: 1, unit: 'kg' }, 24_000, { per: 'kg', price: 24_000 }],
    [{ count: 1, size: 500, unit: 'g' }, 13_200, { per: 'kg', price: 26_400 }],
    [{ count: 24, size: 250, unit: 'ml' }, 99, { per: 'l', price: 17 }],
    [{ count: 1, size: 15, unit: 'l' }, 228_000, { per: 'l', price: 15_200 }],
    [{ count: 24, size: 12, unit: 'piece' }, 96_000, { per: 'piece', price: 333 }],
    [{ count: 1, size: 2, unit: 'piece' }, 1, { per: 'piece', price: 1 }],
    [{ count: 1, size: 3, unit: 'piece' }, 1, { per: 'piece', price: 0 }],
    [{ count: 1, size: 1, unit: 'g' }, 100_000_000_000, { per: 'kg', price: 100_000_000_000_000 }],
    [{ count: 10_000, size: 1_000_000, unit: 'kg' }, 1, { per: 'kg', price: 0 }],
  ]
  for (const [pack, price, unit] of rows)
    expect(pricePerUnit(pack, price), JSON.stringify(pack)).toEqual(unit)
})

it('names an item in a language, in one near it, or at all', ({ expect }) => {
  const names = { 'zh-Hant': '茶葉', 'zh-CN': '茶叶', hi: 'चाय', en: 'Tea' }
  const rows: [string, string][] = [
    ['hi', 'चाय'],
    ['hi-IN', 'चाय'],
    ['zh-CN', '茶叶'],
    ['zh-TW', '茶葉'],
    ['sw', '茶葉'],
  ]
  for (const [locale, name] of rows) expect(nameIn(names, locale), locale).toBe(name)
  expect(nameIn({}, 'en')).toBe('')
})

it('knows whether a place is served by the way it is written', ({ expect }) => {
  const rows: [string[], string, boolean][] = [
    [['Jaipur'], 'Bapu Bazar, Jaipur', true],
    [['bapu bazar'], ' Bapu Bazar , Jaipur', true],
    [['Bapu Bazar, Jaipur'], 'Bapu Bazar, Jaipur', true],
    [['Jaipur'], 'Jaipur Road, Ajmer', false],
    [['Pur'], 'Jaipur', false],
    [['Jaipur', 'जयपुर'], 'बापू बाज़ार, गेट 2, जयपुर', true],
    [['Jaipur'], 'बापू बाज़ार, गेट 2, जयपुर', false],
    [['ＪＡＩＰＵＲ'], 'Jaipur', true],
    [['القاهرة'], 'خان الخليلي، القاهرة', true],
    [['成都'], '成都玉林西路 12 号旁', true],
    [['成都'], '玉林西路，成都', true],
    [['玉林'], '成都玉林西路 12 号旁', false],
    [['成都 12'], '成都 12 号', false],
    [['*'], 'anywhere', true],
    [['*'], '', true],
    [[], 'Jaipur', false],
  ]
  for (const [areas, place, isServed] of rows)
    expect(areaServes(areas, place), `${areas.join()} ${place}`).toBe(isServed)
})
