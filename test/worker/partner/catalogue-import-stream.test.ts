import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { send } from '../../support/http.ts'
import { csv, HEADER, IMPORTS, NOTHING, row, sums } from './catalogue-files.ts'
import { newPartner } from './world.ts'

it('reads a file as it comes and answers while it comes', async ({ expect }) => {
  const { client } = await newPartner('supplier')
  const { readable, writable } = new TransformStream<Uint8Array>()
  const writer = writable.getWriter()
  const encoder = new TextEncoder()
  const write = (text: string) => writer.write(encoder.encode(text))
  const answering = send(`/v1${IMPORTS}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${client.token}`, 'Content-Type': 'text/csv' },
    body: readable,
  })
  const block = (from: number) =>
    Array.from({ length: 250 }, (_, i) => `${row(`R-${from + i}`)}\n`).join('')
  await write(`${HEADER}\n${block(0)}`)
  const response = await answering
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const first = await reader?.read()
  // The rows that were sent are told of before the file has ended.
  expect(first?.value).toContain('"sku":"R-0","outcome":"created"')
  const bytes = encoder.encode(block(250))
  // A letter of three bytes cut in two is still a letter.
  for (let at = 0; at < bytes.length; at += 4_099)
    await writer.write(bytes.subarray(at, at + 4_099))
  await writer.close()
  let rest = ''
  for (;;) {
    const part = await reader?.read()
    if (part?.value === undefined) break
    rest += part.value
  }
  expect(rest).toContain('"rows":500,"created":500')
})

it('says at the end of the report that a file is too large, and keeps what it told of', async ({
  expect,
}) => {
  const { client } = await newPartner('supplier')
  const encoder = new TextEncoder()
  const head = encoder.encode(
    `${HEADER}\n${Array.from({ length: 250 }, (_, i) => `${row(`R-${i}`)}\n`).join('')}`,
  )
  const filling = new Uint8Array(1024 * 1024).fill(120)
  let pieces = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(pieces === 0 ? head : filling)
      pieces += 1
      if (pieces > 120) controller.close()
    },
  })
  const report = await client.upload(IMPORTS, 'text/csv', body)
  expect(report.status).toBe(200)
  expect(sums(report)).toMatchObject({ status: 413, code: 'too_large' })
  expect(pieces).toBeLessThan(110)
  expect((await client.get('/catalogue/items?limit=1')).get('has_more')).toBe(true)
})

it('imports 5,000 rows in one call', async ({ expect }) => {
  const { id, client } = await newPartner('supplier')
  const rows = Array.from({ length: 5_000 }, (_, i) => row(`R-${i}`, { price: 1_000 + i }))
  expect(sums(await csv(client, rows))).toEqual({ ...NOTHING, rows: 5_000, created: 5_000 })
  const changed = rows.map((line, i) => (i % 5 === 0 ? row(`R-${i}`, { price: 9 }) : line))
  expect(sums(await csv(client, changed.slice(0, 4_000), '?replace=true'))).toEqual({
    ...NOTHING,
    rows: 4_000,
    updated: 800,
    unchanged: 3_200,
    deactivated: 1_000,
  })
  const kept = await env.DB.prepare(
    `SELECT count(*) AS prices FROM catalogue_prices JOIN catalogue_items ON id = item_id WHERE supplier_id = ?`,
  )
    .bind(id)
    .first('prices')
  expect(kept).toBe(800)
}, 120_000)

it('counts lines too, blank ones as well', async ({ expect }) => {
  const { client } = await newPartner('supplier')
  const body = `${HEADER}\n${'\n'.repeat(120_000)}${row('A')}`
  const report = await client.upload(IMPORTS, 'text/csv', body)
  expect(report.body).toMatchObject([{ status: 413, code: 'too_large' }])
  expect((await client.get('/catalogue/items')).list('data')).toEqual([])
})
