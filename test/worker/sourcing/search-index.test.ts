/** The index follows the catalogue. */
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { indexItems, listUnindexed } from '../../../src/db/catalogue-search.ts'
import { searchText } from '../../../src/domain/catalogue/search.ts'
import { indexCatalogue } from '../../../src/services/catalogue-index.ts'
import { ctxAt } from '../credit/servicing-world.ts'
import { cron } from '../credit/world.ts'
import { newStall, newSupplier, search, sells, skus } from './world.ts'

async function words(currency: string): Promise<Record<string, number>> {
  const { results } = await env.DB.prepare(
    'SELECT word, items FROM catalogue_words WHERE currency = ? AND items > 0 ORDER BY word',
  )
    .bind(currency)
    .all<{ word: string; items: number }>()
  return Object.fromEntries(results.map(({ word, items }) => [word, items]))
}

async function rows(): Promise<number> {
  return (
    (await env.DB.prepare('SELECT count(*) AS n FROM catalogue_search').first<number>('n')) ?? -1
  )
}

it('has new names and shelves at once, and no old ones', async ({ expect }) => {
  const supplier = await newSupplier('INR')
  await sells(supplier, { A: { names: { en: 'Rice' } }, B: { names: { en: 'Rice flour' } } })
  const stall = await newStall('INR')
  expect(await words('INR')).toEqual({ flour: 1, rice: 2 })
  await sells(supplier, { A: { names: { en: 'Wheat' }, category: 'other' } })
  expect(await skus(stall, 'rice')).toEqual(['B'])
  expect(await skus(stall, 'wheat')).toEqual(['A'])
  expect(await skus(stall, { q: 'wheat', category: 'grain' })).toEqual([])
  expect(await skus(stall, { category: 'other' })).toEqual(['A'])
  expect(await words('INR')).toEqual({ flour: 1, rice: 1, wheat: 1 })
})

it('waits for nothing after a price or a stock has changed', async ({ expect }) => {
  const supplier = await newSupplier('EUR')
  await sells(supplier, { A: { names: { en: 'Rice' } } })
  const before = await rows()
  await sells(supplier, { A: { names: { en: 'Rice' }, price: 99, stock: 5 } })
  expect(await listUnindexed(env.DB, 10)).toEqual([])
  expect(await rows()).toBe(before)
})

it('counts an item once, however often it is indexed', async ({ expect }) => {
  const supplier = await newSupplier('USD')
  await sells(supplier, { A: { names: { en: 'Rice', hi: 'चावल' } } })
  const doc = await env.DB.prepare('SELECT max(rowid) AS doc FROM catalogue_search').first<number>(
    'doc',
  )
  const item = { names: { en: 'Rice', hi: 'चावल' }, also: '', sku: 'A' }
  const indexed = { doc: doc ?? 0, changes: 1, ...searchText(item) }
  const before = [await rows(), await words('USD')]
  await indexItems(env.DB, [indexed])
  await indexItems(env.DB, [indexed])
  expect([await rows(), await words('USD')]).toEqual(before)
  expect(before[1]).toEqual({ rice: 1, चावल: 1 })
})

it('keeps in the queue what changes while it is indexed', async ({ expect }) => {
  const supplier = await newSupplier('KES')
  await sells(supplier, { A: { names: { en: 'Rice' } } })
  const rename = (name: string) =>
    env.DB.prepare(`UPDATE catalogue_items SET names = ? WHERE currency = 'KES'`)
      .bind(JSON.stringify({ en: name }))
      .run()
  await rename('Wheat')
  const [waiting] = await listUnindexed(env.DB, 10)
  if (waiting === undefined) throw new Error('nothing waits')
  await rename('Maize')
  const { names, ...item } = waiting
  const text = searchText({ ...item, names: JSON.parse(names) as Record<string, string> })
  await indexItems(env.DB, [{ ...waiting, ...text }])
  expect(await listUnindexed(env.DB, 10)).toHaveLength(1)
  // The cron trigger finds what nobody finished.
  await cron()
  expect(await listUnindexed(env.DB, 10)).toEqual([])
  const stall = await newStall('KES')
  expect(await skus(stall, 'maize')).toEqual(['A'])
  expect((await search(stall, { q: 'wheat' })).data).toEqual([])
})

it('takes a file of items with long names in every script', async ({ expect }) => {
  const long = (word: string, i: number) => `${word} `.repeat(12).trim() + ` ${i}`
  const items = Array.from({ length: 400 }, (_, i) => [
    `L${i}`,
    {
      names: {
        en: long('salt', i),
        hi: long('नमक', i),
        'zh-CN': '盐'.repeat(70),
        ta: long('உப்பு', i),
      },
      also: long('namak loon', i).slice(0, 290),
    },
  ])
  await sells(await newSupplier('BRL'), Object.fromEntries(items))
  expect(await listUnindexed(env.DB, 10)).toEqual([])
  const stall = await newStall('BRL')
  expect(await skus(stall, 'उप्पु 399')).toEqual(['L399'])
})

it('does not let a change fail that is made', async ({ expect }) => {
  const supplier = await newSupplier('PHP')
  await sells(supplier, { A: { names: { en: 'Rice' } } })
  await env.DB.prepare(`UPDATE catalogue_items SET also = 'bigas' WHERE currency = 'PHP'`).run()
  const errors: string[] = []
  const ctx = ctxAt(Date.now())
  const log = { ...ctx.log, error: (event: string) => void errors.push(event) }
  const prepare = () => {
    throw new Error('D1 is away')
  }
  const DB = { prepare } as unknown as D1Database
  expect(await indexCatalogue({ ...ctx, log, env: { ...ctx.env, DB } })).toBe(0)
  expect(errors).toEqual(['items_not_indexed'])
  expect(await indexCatalogue(ctx)).toBe(1)
  expect(await skus(await newStall('PHP'), 'bigas')).toEqual(['A'])
})
