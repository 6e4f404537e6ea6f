import { describe, it } from 'vitest'
import {
  draftOf,
  EMPTY_DRAFT,
  forward,
  readDraft,
  withItem,
  withoutItem,
} from '../../../client/vendor/later/till-items/draft.ts'
import { tillItemsEn, type TillItemsKey } from '../../../src/domain/i18n/app/till-items-en.ts'
import { tillItemsHi } from '../../../src/domain/i18n/app/till-items-hi.ts'
import { tillItemsZhCn } from '../../../src/domain/i18n/app/till-items-zh-cn.ts'
import type { TillItem } from '../../../src/domain/payments/till-items.ts'

const STOCK = 'itm_01M85VSB18EWEVWYS261GKARTV'

const CHAI: TillItem = {
  id: 'til_1',
  name: 'Chai',
  price: 1_250,
  emoji: '🍵',
  stock_item: STOCK,
  sales_per_pack: 40,
}

describe('a tile that is typed', () => {
  it('comes out as it went in', ({ expect }) => {
    expect(readDraft(draftOf(CHAI, 'INR'), 'til_1', 'INR')).toEqual({ ok: true, item: CHAI })
    const plain = { ...CHAI, price: 12, emoji: null, stock_item: null, sales_per_pack: null }
    expect(readDraft(draftOf(plain, 'JPY'), 'til_1', 'JPY')).toEqual({ ok: true, item: plain })
  })

  it('says which fields make no tile', ({ expect }) => {
    const good = draftOf(CHAI, 'INR')
    const rows: [Partial<typeof good>, string[]][] = [
      [EMPTY_DRAFT, ['name', 'price']],
      [{ name: '  ' }, ['name']],
      [{ price: '0' }, ['price']],
      [{ price: '-5' }, ['price']],
      [{ price: '1,250' }, ['price']],
      [{ price: '12.505' }, ['price']],
      [{ price: '1e3' }, ['price']],
      [{ sales: '0' }, ['sales']],
      [{ sales: '1.5' }, ['sales']],
      [{ sales: '10001' }, ['sales']],
      [{ sales: 'many' }, ['sales']],
      [{ name: '', price: '', sales: '-1' }, ['name', 'price', 'sales']],
    ]
    for (const [change, faults] of rows) {
      const read = readDraft({ ...good, ...change }, 'til_1', 'INR')
      expect(read, JSON.stringify(change)).toEqual({ ok: false, faults })
    }
  })

  it('forgets how many a pack makes when it is made of nothing', ({ expect }) => {
    const draft = { ...draftOf(CHAI, 'INR'), stock: null, sales: 'many' }
    expect(readDraft(draft, 'til_1', 'INR')).toMatchObject({
      item: { stock_item: null, sales_per_pack: null },
    })
    const unsaid = { ...draftOf(CHAI, 'INR'), sales: ' ' }
    expect(readDraft(unsaid, 'til_1', 'INR')).toMatchObject({
      item: { stock_item: STOCK, sales_per_pack: null },
    })
  })
})

describe('the list of tiles', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ ...CHAI, id })) as [TillItem, TillItem, TillItem]
  const ids = (list: readonly TillItem[]) => list.map(({ id }) => id).join('')

  it('takes a new tile at its end, and a changed one in its place', ({ expect }) => {
    expect(ids(withItem([a, b], c))).toBe('abc')
    const changed = withItem([a, b, c], { ...b, name: 'Lassi' })
    expect(ids(changed)).toBe('abc')
    expect(changed[1]?.name).toBe('Lassi')
    expect(ids(withoutItem([a, b, c], 'b'))).toBe('ac')
  })

  it('moves a tile forward, the first nowhere', ({ expect }) => {
    expect(ids(forward([a, b, c], 'c'))).toBe('acb')
    expect(ids(forward([a, b, c], 'b'))).toBe('bac')
    expect(ids(forward([a, b, c], 'a'))).toBe('abc')
    expect(ids(forward([a, b, c], 'z'))).toBe('abc')
  })
})

describe.for([
  ['hi', tillItemsHi, /\p{Script=Devanagari}/u],
  ['zh-CN', tillItemsZhCn, /\p{Script=Han}/u],
] as const)('the screens of tiles in %s', ([, texts, script]) => {
  const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()

  it('have the texts of English in their own script, with every placeholder', ({ expect }) => {
    const keys = Object.keys(tillItemsEn) as TillItemsKey[]
    expect(Object.keys(texts).toSorted()).toEqual(keys.toSorted())
    for (const key of keys) {
      expect(placeholders(texts[key]), key).toEqual(placeholders(tillItemsEn[key]))
      expect(texts[key], key).toMatch(script)
    }
  })
})
