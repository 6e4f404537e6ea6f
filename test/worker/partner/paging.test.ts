import { it } from 'vitest'
import { decodeCursor, encodeCursor } from '../../../src/platform/cursor.ts'
import type { Client } from '../../support/contract.ts'
import { ORIGIN } from '../../support/http.ts'
import { inr, newMarket, newPartner, newStall, operator, pay } from './world.ts'

/** Walks a list by its cursors, and holds the Link header against them. */
async function walk(client: Client, path: string, limit: number): Promise<Walk> {
  const rows: Record<string, unknown>[] = []
  const pages: number[] = []
  for (let next = `${path}?limit=${limit}`; next !== '';) {
    const page = await client.get(next)
    rows.push(...page.list('data'))
    pages.push(page.list('data').length)
    const cursor = page.get('next_cursor')
    const link = page.headers.get('Link')
    if (page.get('has_more') !== (cursor !== null)) throw new Error(page.text)
    if (cursor === null) {
      if (link !== null) throw new Error(`a link after the end: ${link}`)
      return { rows, pages }
    }
    next = `${path}?limit=${limit}&cursor=${String(cursor)}`
    if (link !== `<${ORIGIN}/v1${next}>; rel="next"`) throw new Error(`wrong link: ${link}`)
  }
  throw new Error('a list without an end')
}

interface Walk {
  rows: Record<string, unknown>[]
  pages: number[]
}

it('walks a ledger without gaps or duplicates, newest first, while it grows', async ({
  expect,
}) => {
  const market = await newMarket()
  const { client, stall } = market
  for (let i = 1; i <= 7; i += 1) await pay(market, i)
  const path = `/vendors/${stall.id}/entries`
  for (const [limit, pages] of [
    [1, [1, 1, 1, 1, 1, 1, 1]],
    [3, [3, 3, 1]],
    [7, [7]],
    [100, [7]],
  ] as const) {
    const walked = await walk(client, path, limit)
    expect(walked.rows.map(({ seq }) => seq)).toEqual([7, 6, 5, 4, 3, 2, 1])
    expect(walked.pages).toEqual(pages)
  }
  const first = await client.get(`${path}?limit=3`)
  await pay(market, 8)
  const second = await client.get(`${path}?limit=3&cursor=${first.string('next_cursor')}`)
  expect(second.list('data').map(({ seq }) => seq)).toEqual([4, 3, 2])
  expect((await client.get(path)).list('data')).toHaveLength(8)
})

it('lists only the caller’s vendors, and everybody’s for the operator', async ({ expect }) => {
  const { client } = await newPartner()
  const stalls = []
  for (let i = 0; i < 5; i += 1) stalls.push((await newStall(client)).id)
  const { client: other } = await newPartner()
  const foreign = await newStall(other)
  const own = await walk(client, '/vendors', 2)
  expect(own.rows.map(({ id }) => id)).toEqual(stalls.toSorted())
  expect(own.pages).toEqual([2, 2, 1])
  const all = (await walk(operator, '/vendors', 4)).rows.map(({ id }) => id)
  expect(new Set(all).size).toBe(all.length)
  for (const id of [...stalls, foreign.id]) expect(all).toContain(id)
})

it('refuses a cursor of another list, another vendor, another caller, or one that was changed', async ({
  expect,
}) => {
  const { client } = await newPartner()
  const [one, two] = [await newStall(client), await newStall(client)]
  await client.post(`/vendors/${one.id}/codes`, {})
  const codes = await client.get(`/vendors/${one.id}/codes?limit=1`)
  const cursor = codes.string('next_cursor')
  const vendors = (await client.get('/vendors?limit=1')).string('next_cursor')
  const flipped = [...cursor].map((symbol, i) => (i === 20 ? (symbol === 'A' ? 'B' : 'A') : symbol))
  const rows: [string, string][] = [
    [`/vendors/${one.id}/codes`, vendors],
    [`/vendors/${two.id}/codes`, cursor],
    [`/vendors/${one.id}/entries`, cursor],
    ['/vendors', cursor],
    [`/vendors/${one.id}/codes`, flipped.join('')],
    [`/vendors/${one.id}/codes`, cursor.slice(0, -1)],
    [`/vendors/${one.id}/codes`, `${cursor}A`],
    [`/vendors/${one.id}/codes`, `${cursor}==`],
    [`/vendors/${one.id}/codes`, '7'],
    [`/vendors/${one.id}/codes`, '%F0%9F%A5%9F'],
    [`/vendors/${one.id}/codes`, btoa('[1,"codes"]')],
  ]
  for (const [path, text] of rows) {
    const refused = await client.get(`${path}?cursor=${text}`)
    expect(refused.body, `${path} ${text}`).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '?cursor', code: 'unknown_cursor' }],
    })
  }
  expect((await operator.get(`/vendors?cursor=${vendors}`)).status).toBe(422)
  const good = await client.get(`/vendors/${one.id}/codes?cursor=${cursor}`)
  expect(good.list('data')).toHaveLength(1)
})

it('has one spelling of each cursor', ({ expect }) => {
  const place = { list: 'codes', filter: 'vnd_x', after: '7K3M92QD' }
  const cursor = encodeCursor(place)
  expect(decodeCursor(cursor, 'codes', 'vnd_x')).toBe('7K3M92QD')
  for (let i = 0; i < cursor.length; i += 1) {
    for (const symbol of ['A', 'b', '-', '9']) {
      if (cursor[i] === symbol) continue
      const changed = cursor.slice(0, i) + symbol + cursor.slice(i + 1)
      expect(decodeCursor(changed, 'codes', 'vnd_x'), changed).toBeNull()
    }
  }
})

it('refuses limits and days that are none', async ({ expect }) => {
  const { client, stall } = await newMarket()
  const entries = `/vendors/${stall.id}/entries`
  const sales = `/vendors/${stall.id}/daily-sales`
  const rows: [string, string][] = [
    [`${entries}?limit=0`, '?limit'],
    [`${entries}?limit=-1`, '?limit'],
    [`${entries}?limit=101`, '?limit'],
    [`${entries}?limit=1e1`, '?limit'],
    [`${entries}?limit=1.5`, '?limit'],
    [`${entries}?limit=%EF%BC%91`, '?limit'],
    [`${entries}?limit=`, '?limit'],
    [`${entries}?limit=5&limit=6`, '?limit'],
    [`${entries}?cursor=`, '?cursor'],
    [`${entries}?offset=5`, '?offset'],
    ['/audit?limit=51', '?limit'],
    [`${sales}?from=2026-02-30&to=2026-03-01`, '?from'],
    [`${sales}?from=yesterday`, '?from'],
    [`${sales}?from=2026-3-1`, '?from'],
    [`${sales}?to=2026-11-24T00:00:00Z`, '?to'],
    [`${sales}?from=2026-03-02&to=2026-03-01`, '?from'],
    [`${sales}?from=2025-01-01&to=2026-01-02`, '?from'],
  ]
  for (const [path, pointer] of rows) {
    const refused = await (path.startsWith('/audit') ? operator : client).get(path)
    expect(refused.body, path).toMatchObject({ code: 'invalid', errors: [{ pointer }] })
  }
  const day = await client.get(`${sales}?from=2026-03-01&to=2026-03-01`)
  expect(day.list('data')).toMatchObject([{ day: '2026-03-01', net: inr(0) }])
})
