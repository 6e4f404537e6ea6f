/** The search of the vendor's app, through the front door and a real index. Each test has a currency of its own. */
import { describe, it } from 'vitest'
import { newStall, newSupplier, search, sells, skus } from './world.ts'

const NAMES = {
  BASMATI: { names: { en: 'Basmati rice', hi: 'बासमती चावल' } },
  SONA: { names: { hi: 'सोना मसूरी चावल', ta: 'சோனா மசூரி அரிசி' } },
  DONGBEI: { names: { 'zh-CN': '金龙特级大米' }, also: 'dongbei' },
  FLOUR: { names: { en: 'Rice flour 5 kg' } },
  TOMATO: { names: { en: 'Tomatoes' }, category: 'vegetables' },
  CARDAMOM: { names: { en: 'Green cardamom' }, category: 'oil_spice' },
  SHAY: { names: { ar: 'شاي أخضر' }, category: 'tea_coffee' },
  'KD-204.7': { names: { en: 'Steel kadai' }, category: 'household' },
}

describe('what is typed', () => {
  it('finds items as they are written, begin, sound and are numbered, in any script', async ({
    expect,
  }) => {
    await sells(await newSupplier('INR'), NAMES)
    const stall = await newStall('INR')
    const found: Record<string, string[]> = {
      'BASMATI rice': ['BASMATI'],
      chaval: ['BASMATI', 'SONA'],
      'chawal sona': ['SONA'],
      चावल: ['BASMATI', 'SONA'],
      बासमती: ['BASMATI'],
      basm: ['BASMATI'],
      arisi: ['SONA'],
      அரிசி: ['SONA'],
      大米: ['DONGBEI'],
      金龙大米: ['DONGBEI'],
      米: ['DONGBEI'],
      Dongbei: ['DONGBEI'],
      tamatoes: ['TOMATO'],
      tomato: ['TOMATO'],
      شاي: ['SHAY'],
      الأَخضر: ['SHAY'],
      'kd 204': ['KD-204.7'],
      kd2047: ['KD-204.7'],
      'rice ५ k': ['FLOUR'],
    }
    for (const [q, expected] of Object.entries(found)) {
      expect((await skus(stall, q)).toSorted(), q).toEqual(expected.toSorted())
    }
  })

  it('ranks what is written so above what begins or sounds so', async ({ expect }) => {
    await sells(await newSupplier('BRL'), {
      BEGINS: { names: { en: 'Salted butter' } },
      SOUNDS: { names: { en: 'Saalt' } },
      IS: { names: { en: 'Iodised table salt in a large sack' } },
    })
    const found = await skus(await newStall('BRL'), 'salt')
    expect(found[0]).toBe('IS')
    expect(found.toSorted()).toEqual(['BEGINS', 'IS', 'SOUNDS'])
  })

  it('is corrected when nothing has it, and says to what', async ({ expect }) => {
    await sells(await newSupplier('EUR'), NAMES)
    const stall = await newStall('EUR')
    const corrected: Record<string, [sku: string, meant: string]> = {
      basmxti: ['BASMATI', 'basmati'],
      'basmxti rcie': ['BASMATI', 'basmati rice'],
      tomqtoes: ['TOMATO', 'tomatoes'],
      cardmaqm: ['CARDAMOM', 'cardamom'],
      बासमडी: ['BASMATI', 'बासमती'],
      'basmati zzzzqq': ['BASMATI', 'basmati'],
      'green cardamom 99': ['CARDAMOM', ''],
    }
    for (const [q, [sku, meant]] of Object.entries(corrected)) {
      const page = await search(stall, { q })
      expect(page.data[0]?.sku, q).toBe(sku)
      expect(page.did_you_mean ?? '', q).toBe(meant)
    }
    const nothing = { data: [], next_cursor: null, did_you_mean: null }
    expect(await search(stall, { q: 'zzzzqq' })).toEqual(nothing)
    expect(await search(stall, { q: 'tea' })).toEqual(nothing)
  })

  it('finds after the few that have a slip what clearly more have', async ({ expect }) => {
    const bars = Array.from({ length: 12 }, (_, i) => [`BAR${i}`, { names: { en: 'Chocolate' } }])
    await sells(await newSupplier('PHP'), {
      ...Object.fromEntries(bars),
      SLIP: { names: { en: 'Choclate' } },
    })
    const page = await search(await newStall('PHP'), { q: 'choclate' })
    expect(page.data).toHaveLength(13)
    expect(page.data[0]?.sku).toBe('SLIP')
    expect(page.did_you_mean).toBeNull()
  })

  it('finds some of the words when no item has all', async ({ expect }) => {
    await sells(await newSupplier('ZAR'), NAMES)
    const { data, did_you_mean: meant } = await search(await newStall('ZAR'), {
      q: 'steel tomatoes',
    })
    expect(data.map(({ sku }) => sku).toSorted()).toEqual(['KD-204.7', 'TOMATO'])
    expect(meant).toBeNull()
  })
})

describe('what is shown', () => {
  it('is of one shelf, of one supplier, or all of it', async ({ expect }) => {
    const [one, other] = [await newSupplier('USD'), await newSupplier('USD')]
    await sells(one, NAMES)
    await sells(other, { OTHER: { names: { en: 'Rice bran oil' }, category: 'oil_spice' } })
    const stall = await newStall('USD')
    expect(await skus(stall, { q: 'rice', category: 'oil_spice' })).toEqual(['OTHER'])
    expect(await skus(stall, { q: 'rice', supplier: other.id })).toEqual(['OTHER'])
    expect(await skus(stall, { category: 'oil_spice' })).toEqual(['CARDAMOM', 'OTHER'])
    expect(await skus(stall, { category: 'oil_spice', supplier: one.id })).toEqual(['CARDAMOM'])
    expect(await skus(stall, { supplier: other.id })).toEqual(['OTHER'])
    expect(await skus(stall, {})).toHaveLength(9)
    expect(await skus(stall, { q: ' ' })).toHaveLength(9)
    expect(await skus(stall, { category: 'fuel' })).toEqual([])
  })

  it('is never of another currency', async ({ expect }) => {
    const supplier = await newSupplier('GBP')
    await sells(supplier, NAMES)
    await sells(await newSupplier('NGN'), { OWN: { names: { en: 'Rice' } } })
    const stall = await newStall('NGN')
    expect(await skus(stall, 'rice')).toEqual(['OWN'])
    expect(await skus(stall, 'basmxti')).toEqual([])
    expect(await skus(stall, { supplier: supplier.id })).toEqual([])
    expect(await skus(stall, {})).toEqual(['OWN'])
    expect(await skus(await newStall('GHS'), {})).toEqual([])
  })

  it('is sold today', async ({ expect }) => {
    const supplier = await newSupplier('IDR')
    const names = { names: { en: 'Rice' } }
    await sells(supplier, {
      SOLD: names,
      GONE: names,
      OVER: { ...names, valid_until: '2020-01-01' },
      LATER: { ...names, valid_from: '2100-01-01' },
      NOW: { ...names, valid_from: '2020-01-01', valid_until: '2100-01-01' },
    })
    await supplier.client.delete('/catalogue/items/GONE')
    const stall = await newStall('IDR')
    expect((await skus(stall, 'rice')).toSorted()).toEqual(['NOW', 'SOLD'])
    expect((await skus(stall, { category: 'grain' })).toSorted()).toEqual(['NOW', 'SOLD'])
  })

  it('comes in pages, each item once', async ({ expect }) => {
    const items = Array.from({ length: 45 }, (_, i) => [`R${i}`, { names: { en: `Rice ${i}` } }])
    await sells(await newSupplier('THB'), Object.fromEntries(items))
    const stall = await newStall('THB')
    for (const query of [{ q: 'rice' }, { q: 'rcie' }, { q: 'rice wxyzq' }, {}] as Record<
      string,
      string
    >[]) {
      const seen: string[] = []
      let cursor: string | null = null
      for (let pages = 1; pages <= 3; pages += 1) {
        const page = await search(stall, cursor === null ? query : { ...query, cursor })
        seen.push(...page.data.map(({ sku }) => sku))
        cursor = page.next_cursor
        expect(cursor === null, `${query['q']} ${pages}`).toBe(pages === 3)
      }
      expect(new Set(seen).size).toBe(45)
      expect(seen).toHaveLength(45)
    }
  })
})
