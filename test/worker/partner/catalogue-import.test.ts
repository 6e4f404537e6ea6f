import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { it } from 'vitest'
import type { Client } from '../../support/contract.ts'
import { send } from '../../support/http.ts'
import {
  csv,
  HEADER,
  IMPORTS,
  ndjson,
  NDJSON,
  NOTHING,
  outcomes,
  row,
  sums,
} from './catalogue-files.ts'
import { catalogueItem } from './catalogue-items.ts'
import { newPartner } from './world.ts'

it('tells of each row what became of it, and the same file again changes nothing', async ({
  expect,
}) => {
  const { client } = await newPartner('supplier')
  const rows = [row('A'), row('"B"', { name: '"Tea, ""best"""' }), '', ',,,,,,,,', row('C')]
  const first = await csv(client, rows)
  expect(first.headers.get('Content-Type')).toBe(NDJSON)
  expect(outcomes(first)).toEqual([
    [2, 'A', 'created'],
    [3, 'B', 'created'],
    [6, 'C', 'created'],
  ])
  expect(sums(first)).toEqual({ ...NOTHING, rows: 3, created: 3 })
  expect(sums(await csv(client, rows))).toEqual({ ...NOTHING, rows: 3, unchanged: 3 })
  const changed = await csv(client, [row('A', { price: 5 }), row('B'), row('D')])
  expect(outcomes(changed)).toEqual([
    [2, 'A', 'updated'],
    [3, 'B', 'updated'],
    [4, 'D', 'created'],
  ])
  expect((await client.get('/catalogue/items/A')).body).toMatchObject({ price_version: 2 })
  expect((await client.get('/catalogue/items/B')).body).toMatchObject({
    names: { en: 'Tea', hi: 'चाय' },
    price_version: 1,
  })
})

it('reads the same item from JSON, from CSV and from a call', async ({ expect }) => {
  const { client } = await newPartner('supplier')
  const item = catalogueItem({ quantity: { min: 1, max: null, step: 1 }, stock: 7 })
  const [one, two] = [item.tiers[0], item.tiers[1]]
  const whole = { ...item, tiers: [{ ...one, from: 1 }, two] }
  const line = 'TEA,Assam tea,असम चाय,tea_coffee,1,kg,1:24000|10:23000,500,7'
  expect(outcomes(await ndjson(client, [{ sku: 'TEA', ...whole }]))).toEqual([
    [1, 'TEA', 'created'],
  ])
  expect(outcomes(await csv(client, [line]))).toEqual([[2, 'TEA', 'unchanged']])
  const put = await client.put('/catalogue/items/TEA', whole)
  expect(put.body).toMatchObject({ price_version: 1, stock: 7 })
})

it('refuses rows by their number with everything that is wrong, and the rest goes on', async ({
  expect,
}) => {
  const { client } = await newPartner('supplier')
  const bad = [
    row('A'),
    'B,Tea',
    '"C,Tea,चाय,tea_coffee,1,kg,1:5,0,',
    row('D e'),
    'E,Tea,,weapons,0,lb,1:5|1:5,none,-1',
    row('F', { name: '\ufffd' }),
    `G,${'x'.repeat(70_000)}`,
    row('H', { price: 100_000_000_001 }),
    row('I'),
  ]
  const report = await csv(client, bad)
  expect(outcomes(report)).toEqual([
    [2, 'A', 'created'],
    [3, null, 'refused'],
    [4, null, 'refused'],
    [5, 'D e', 'refused'],
    [6, 'E', 'refused'],
    [7, null, 'refused'],
    [8, null, 'refused'],
    [9, 'H', 'refused'],
    [10, 'I', 'created'],
  ])
  const lines = report.body as { errors?: { pointer: string; code: string }[] }[]
  const codes = lines.map(({ errors = [] }) => errors.map(({ pointer, code }) => [pointer, code]))
  expect(codes.slice(1, 8)).toEqual([
    [['', 'wrong_cells']],
    [['', 'bad_csv']],
    [['/sku', 'invalid_format']],
    [
      ['/category', 'invalid_value'],
      ['/pack/size', 'too_small'],
      ['/pack/unit', 'invalid_value'],
      ['/tax_bp', 'invalid_type'],
      ['/stock', 'too_small'],
    ],
    [['', 'not_utf8']],
    [['', 'too_long']],
    [['/tiers/0/price/amount', 'too_big']],
  ])
  expect(sums(report)).toMatchObject({ rows: 9, created: 2, refused: 7 })
  const json = await ndjson(client, [
    '{"sku":',
    '[]',
    'null',
    { sku: 'J', ...catalogueItem(), price: 5 },
    { ...catalogueItem() },
    { sku: 'K', ...catalogueItem({ tiers: [{ from: 2, price: { amount: 5, currency: 'CNY' } }] }) },
    { sku: 'L', ...catalogueItem({ tiers: [{ from: 1, price: { amount: 5, currency: 'INR' } }] }) },
  ])
  const errors = (json.body as { errors?: { pointer: string; code: string }[] }[]).map(
    ({ errors: [first] = [] }) => [first?.pointer, first?.code],
  )
  expect(errors.slice(0, -1)).toEqual([
    ['', 'bad_json'],
    ['', 'invalid_type'],
    ['', 'invalid_type'],
    ['/price', 'unrecognized_keys'],
    ['/sku', 'invalid_type'],
    ['/tiers/0/price/currency', 'currency_mismatch'],
    ['/tiers/0/from', 'not_the_least'],
  ])
  const listed = (await client.get('/catalogue/items')).list('data')
  expect(listed.map(({ sku }) => sku)).toEqual(['A', 'I'])
})

it('lets the last of two rows with one sku win, near and far apart, and says so', async ({
  expect,
}) => {
  const { client } = await newPartner('supplier')
  const fill = Array.from({ length: 300 }, (_, i) => row(`FILL-${i}`))
  const report = await csv(client, [
    row('A', { price: 10 }),
    row('A', { price: 20 }),
    row('A', { price: 20 }),
    row('B', { price: 10 }),
    ...fill,
    row('A', { price: 30 }),
    row('B', { price: 10 }),
  ])
  const told = outcomes(report).filter((line) => !String((line as unknown[])[1]).startsWith('F'))
  expect(told).toEqual([
    [2, 'A', 'created'],
    [3, 'A', 'updated', 2],
    [4, 'A', 'unchanged', 3],
    [5, 'B', 'created'],
    [306, 'A', 'updated', 4],
    [307, 'B', 'unchanged', 5],
  ])
  const item = await client.get('/catalogue/items/A')
  expect(item.body).toMatchObject({ price_version: 3, tiers: [{ price: { amount: 30 } }, {}] })
  const { results } = await env.DB.prepare(
    'SELECT price_version, tiers FROM catalogue_prices WHERE item_id = ? ORDER BY 1',
  )
    .bind(item.get('id'))
    .all()
  expect(results).toEqual([
    { price_version: 1, tiers: '[[1,10],[10,9]]' },
    { price_version: 2, tiers: '[[1,20],[10,19]]' },
  ])
})

it('takes out what a whole catalogue does not name, only when all of it was good', async ({
  expect,
}) => {
  const [{ client }, { client: other }] = [
    await newPartner('supplier'),
    await newPartner('supplier'),
  ]
  await csv(client, [row('A'), row('B'), row('C')])
  await csv(other, [row('Z')])
  const sold = async (of: Client) =>
    (await of.get('/catalogue/items?active=true')).list('data').map(({ sku }) => sku)
  expect(sums(await csv(client, [row('A')]))).toMatchObject({ deactivated: null })
  expect(sums(await csv(client, [row('A'), row('x y')], '?replace=true'))).toMatchObject({
    refused: 1,
    deactivated: null,
  })
  expect(sums(await csv(client, [], '?replace=true'))).toEqual(NOTHING)
  expect(await sold(client)).toEqual(['A', 'B', 'C'])
  const replaced = await csv(client, [row('A'), row('D')], '?replace=true')
  expect(sums(replaced)).toEqual({
    ...NOTHING,
    rows: 2,
    created: 1,
    unchanged: 1,
    deactivated: 2,
  })
  expect([await sold(client), await sold(other)]).toEqual([['A', 'D'], ['Z']])
  // What was taken out comes back when a file names it again.
  expect(outcomes(await csv(client, [row('B')]))).toEqual([[2, 'B', 'updated']])
  expect(await sold(client)).toEqual(['A', 'B', 'D'])
})

it('takes CSV and lines of JSON in UTF-8, with a header that it knows, and nothing else', async ({
  expect,
}) => {
  const { client } = await newPartner('supplier')
  for (const type of [
    'application/json',
    'text/plain',
    'text/csvx',
    'text/csv; charset=iso-8859-1',
    'application/ndjson',
    'multipart/form-data; boundary=x',
  ]) {
    const refused = await client.upload(IMPORTS, type, `${HEADER}\n${row('A')}`)
    expect(refused.body, type).toMatchObject({ status: 415, code: 'wrong_content_type' })
  }
  const none = await client.upload(IMPORTS, 'text/csv', '')
  expect(none.body).toMatchObject({ status: 422, code: 'invalid' })
  for (const [header, pointer] of [
    [`${HEADER},colour`, '/colour'],
    [HEADER.replace('sku,', ''), '/sku'],
    [HEADER.replaceAll(',', ';'), `/${HEADER.replaceAll(',', ';')}`],
    [`"${HEADER}`, ''],
  ]) {
    const refused = await client.upload(IMPORTS, 'text/csv', `${header}\n${row('A')}`)
    expect(refused.list('errors')[0]?.['pointer']).toBe(pointer)
  }
  const query = await client.upload(`${IMPORTS}?replace=yes`, 'text/csv', HEADER)
  expect(query.get('errors')).toMatchObject([{ pointer: '?replace', code: 'invalid_value' }])
  for (const type of ['text/csv', 'Text/CSV; charset=UTF-8', 'text/csv; header=present']) {
    const good = await client.upload(IMPORTS, type, `\ufeff${HEADER}\n${row('A')}\n`)
    expect(good.status, type).toBe(200)
  }
  expect(sums(await client.upload(IMPORTS, NDJSON, '\n\n'))).toEqual(NOTHING)
  expect((await client.get(IMPORTS)).status).toBe(405)
  const headers = { Authorization: `Bearer ${client.token}`, 'Content-Type': 'text/csv' }
  const large = await send(`/v1${IMPORTS}`, {
    method: 'POST',
    headers: { ...headers, 'Content-Length': String(101 * 1024 * 1024) },
    body: 'x',
  })
  // The runtime may correct the length itself; then it is a file without a header.
  expect([413, 422]).toContain(large.status)
})

it('is never at fault, whatever is in a file', async ({ expect }) => {
  const { client } = await newPartner('supplier')
  const cell = fc.oneof(
    fc.constantFrom('A', 'Tea', 'tea_coffee', '1', 'kg', '1:5|2:4', '500', '', '"', '"x"', '-1'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  const line = fc.oneof(
    fc.array(cell, { minLength: 9, maxLength: 9 }).map((cells) => cells.join()),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.json(),
    fc.constant(row('A')),
  )
  const file = fc.record({
    type: fc.constantFrom('text/csv', NDJSON),
    lines: fc.array(line, { maxLength: 12 }),
  })
  const property = fc.asyncProperty(file, async ({ type, lines }) => {
    const body = [HEADER, ...lines].join('\n').toWellFormed()
    const report = await client.upload(IMPORTS, type, body)
    const last = sums(report) as Record<string, number>
    const { rows = 0, created = 0, updated = 0, unchanged = 0, refused = 0 } = last
    expect(created + updated + unchanged + refused).toBe(rows)
    expect((report.body as unknown[]).length).toBe(rows + 1)
  })
  await fc.assert(property, { numRuns: 60 })
})
