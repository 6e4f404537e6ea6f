/** Searches that are wrong, and what looks like commands of the index. */
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import type { ProblemDocument } from '../../../src/routes/http.ts'
import { send } from '../../support/http.ts'
import { newStall, newSupplier, search, sells, skus } from './world.ts'

const path = (query: Record<string, string>) =>
  `/api/sourcing/items?${new URLSearchParams(query).toString()}`

it('is refused with the name of what is wrong', async ({ expect }) => {
  const { browser } = await newStall('INR')
  const wrong: [query: Record<string, string>, pointer: string, code: string][] = [
    [{ q: 'a'.repeat(101) }, '?q', 'too_long'],
    [{ q: 'ri\u0000ce' }, '?q', 'control_character'],
    [{ q: 'ri\u202ece' }, '?q', 'direction_override'],
    [{ category: 'Grain' }, '?category', 'invalid_value'],
    [{ supplier: 'prt_1' }, '?supplier', 'custom'],
    [{ supplier: '' }, '?supplier', 'custom'],
    [{ cursor: 'abc' }, '?cursor', 'unknown_cursor'],
    [{ cursor: 'a'.repeat(501) }, '?cursor', 'too_big'],
    [{ limit: '1000' }, '?limit', 'unrecognized_keys'],
  ]
  for (const [query, pointer, code] of wrong) {
    const response = await browser.get(path(query))
    const problem = await response.json<ProblemDocument>()
    expect(response.status, JSON.stringify(query)).toBe(422)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(problem.errors?.map((error) => [error.pointer, error.code])).toEqual([[pointer, code]])
  }
})

it('goes on only where it stopped', async ({ expect }) => {
  const items = Array.from({ length: 21 }, (_, i) => [`R${i}`, { names: { en: 'Rice' } }])
  await sells(await newSupplier('KES'), Object.fromEntries(items))
  const stall = await newStall('KES')
  const { next_cursor: cursor } = await search(stall, { q: 'rice' })
  const others: Record<string, string>[] = [{ q: 'ricx' }, { q: 'rice', category: 'grain' }, {}]
  for (const query of others) {
    const response = await stall.browser.get(path({ ...query, cursor: cursor ?? '' }))
    expect(response.status).toBe(422)
  }
  // Nor at a stall that sees other goods.
  const elsewhere = await newStall('UGX')
  const response = await elsewhere.browser.get(path({ q: 'rice', cursor: cursor ?? '' }))
  expect(response.status).toBe(422)
})

it('is for signed-in phones only', async ({ expect }) => {
  for (const address of [
    path({ q: 'rice' }),
    '/api/sourcing',
    `/api/sourcing/items/${newId('catalogueItem', 0)}`,
  ])
    expect((await send(address)).status, address).toBe(401)
})

it('reads what was typed as words, whatever it looks like', async ({ expect }) => {
  await sells(await newSupplier('USD'), {
    NEAR: { names: { en: 'Near beer and rice' } },
    NOT: { names: { en: 'Not butter' } },
  })
  const stall = await newStall('USD')
  const typed: Record<string, string[]> = {
    '"near': ['NEAR'],
    'near" OR "butter': [],
    'NEAR(beer rice, 1)': [],
    'NEAR(beer rice)': ['NEAR'],
    'beer AND rice': ['NEAR'],
    'beer* rice*': ['NEAR'],
    '^near': ['NEAR'],
    'words:near': [],
    '-beer': ['NEAR'],
    "near'; DROP TABLE catalogue_items; --": [],
    'near) OR (scope : "grain"': [],
    '{words sounds} : near': [],
    '* ^ : ( ) " + -': ['NEAR', 'NOT'],
  }
  for (const [q, expected] of Object.entries(typed)) {
    const page = await search(stall, { q })
    const asTyped = page.did_you_mean === null
    const found = page.data.map(({ sku }) => sku).toSorted()
    // What has words that nothing has is answered with what has the others, and never with a failure.
    if (expected.length > 0) expect([found, asTyped], q).toEqual([expected, true])
  }
  expect((await skus(stall, 'near')).length).toBe(1)
})

it('answers the longest and oddest there are', async ({ expect }) => {
  await sells(await newSupplier('VND'), { RICE: { names: { en: 'Rice', 'zh-CN': '大米' } } })
  const stall = await newStall('VND')
  const odd = [
    '米'.repeat(100),
    'ab '.repeat(33),
    'a'.repeat(100),
    '大 米 '.repeat(25),
    '\u0301\u0301 \u094d\u094d',
    'ड़्'.repeat(33),
    '﷽﷽﷽',
    '🍚'.repeat(50),
    '1 '.repeat(50),
    '\uffff',
    'क्ष्म्य'.repeat(14),
  ]
  for (const q of odd) {
    const response = await stall.browser.get(path({ q }))
    expect(response.status, q).toBe(200)
  }
  const half = await stall.browser.get('/api/sourcing/items?q=%ff%fe')
  expect(half.status).toBe(200)
})
