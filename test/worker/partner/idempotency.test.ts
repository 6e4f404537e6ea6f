import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, it } from 'vitest'
import { canonicalJson, readIdempotencyKey } from '../../../src/domain/partners/idempotency-key.ts'
import { sweepBooks } from '../../../src/jobs/sweep-books.ts'
import { call, made } from '../../support/contract.ts'
import { faults } from '../../support/faults.ts'
import type { FaultPoint } from '../../support/faults.ts'
import { repeated } from './repeats.ts'
import { newBuyer, newSupplier, settledOrder } from './supply-world.ts'
import { fund, inr, newMarket, newPartner, newWallet, operator, pay, STALL } from './world.ts'

afterEach(() => {
  faults.decide = () => false
})

const freshKey = () => crypto.randomUUID()

it('reads a key bare and quoted, and nothing that a key cannot be', ({ expect }) => {
  const rows: [string, string | null][] = [
    ['abc', 'abc'],
    ['"abc"', 'abc'],
    ['  "abc"  ', 'abc'],
    ['"a\\"b\\\\c"', 'a"b\\c'],
    ['a"b', 'a"b'],
    ['two words', 'two words'],
    ['k'.repeat(255), 'k'.repeat(255)],
    [`"${'k'.repeat(255)}"`, 'k'.repeat(255)],
    ['k'.repeat(256), null],
    ['', null],
    ['""', null],
    ['"abc', null],
    ['"', null],
    ['"a"b"', null],
    ['"a\\b"', null],
    ['a\u0007b', null],
    ['a\tb', null],
    ['a\u007fb', null],
    ['clé', null],
    ['１２', null],
  ]
  for (const [header, key] of rows) expect(readIdempotencyKey(header), header).toBe(key)
})

it('takes two texts of one JSON value for the same, and two values for two', ({ expect }) => {
  const same = [
    '{"b":[1,{"d":null,"c":"x"}],"a":1}',
    '{ "a": 1.0, "b": [1e0, {"c": "\\u0078", "d": null}] }',
  ].map((text) => canonicalJson(JSON.parse(text)))
  expect(same[0]).toBe('{"a":1,"b":[1,{"c":"x","d":null}]}')
  expect(same[1]).toBe(same[0])
  const other = ['{}', '[]', 'null', '""', '0', '{"a":1}', '{"a":"1"}', '[1,2]', '[2,1]', '[[1],2]']
  const texts = other.map((text) => canonicalJson(JSON.parse(text)))
  expect(new Set(texts).size).toBe(other.length)
})

it('wants a usable key from every call that moves money', async ({ expect }) => {
  const market = await newMarket()
  const { id, client, stall, wallet } = market
  const payment = await pay(market, 500)
  const supplier = await newSupplier()
  const order = await settledOrder(await newBuyer(), supplier)
  const calls: [string, string | null, object][] = [
    ['/payments', client.token, { wallet, vendor: stall.id, amount: inr(1) }],
    [`/vendors/${stall.id}/payments/${payment}/refunds`, client.token, {}],
    [`/wallets/${wallet}/top-ups`, client.token, { amount: inr(1) }],
    [`/partners/${id}/fundings`, operator.token, { amount: inr(1) }],
    ['/payouts', supplier.client.token, { amount: inr(1) }],
    [`/orders/${order.id}/credit-notes`, supplier.client.token, { amount: inr(1), note: 'x' }],
  ]
  for (const [path, token, body] of calls) {
    for (const key of [null, '', '""', '"open', 'k'.repeat(256), 'a\u0007b']) {
      const headers: Record<string, string> = key === null ? {} : { 'Idempotency-Key': key }
      const refused = await call('POST', path, { token, body, headers })
      expect(refused.body, `${path} ${key ?? 'none'}`).toMatchObject({
        status: 400,
        code: 'idempotency_key_missing',
      })
    }
  }
  // Where it is not required, a key that is not usable is still a mistake.
  const refused = await call('POST', '/vendors', {
    token: client.token,
    body: STALL,
    headers: { 'Idempotency-Key': 'k'.repeat(256) },
  })
  expect(refused.body).toMatchObject({ code: 'idempotency_key_missing' })
  expect((await client.post('/vendors', STALL, null)).status).toBe(201)
})

it('answers a repeated call with the very bytes of the first, and does nothing twice', async ({
  expect,
}) => {
  const market = await newMarket()
  const { id, client, stall, wallet } = market
  const payment = await pay(market, 5_000)
  const calls: [typeof client, string, object][] = [
    [client, '/payments', { wallet, vendor: stall.id, amount: inr(100), note: 'x' }],
    [client, `/vendors/${stall.id}/payments/${payment}/refunds`, { amount: inr(100) }],
    [client, `/wallets/${wallet}/top-ups`, { amount: inr(100) }],
    [client, '/vendors', STALL],
    [client, `/vendors/${stall.id}/codes`, {}],
    [client, `/vendors/${stall.id}/payment-requests`, { amount: inr(100) }],
    [client, '/wallets', { currency: 'INR' }],
    [operator, '/partners', { kind: 'lender', name: 'Bank', currency: 'INR' }],
    [operator, `/partners/${id}/fundings`, { amount: inr(100) }],
  ]
  for (const [caller, path, body] of calls) {
    const other = OTHER[path.split('/').at(-1) ?? ''] ?? null
    const first = await repeated(expect, { caller, path, body, other })
    expect(first.status, path).toBe(201)
  }
  const elsewhere = await client.post('/wallets', { currency: 'INR' }, 'one key')
  expect(elsewhere.status).toBe(201)
  const reused = await client.post('/vendors', STALL, 'one key')
  expect(reused.get('code')).toBe('idempotency_key_reused')
  const { client: neighbour } = await newPartner()
  expect((await neighbour.post('/vendors', STALL, 'one key')).status).toBe(201)

  const balance = await client.get(`/wallets/${wallet}`)
  expect(balance.get('balance', 'available')).toEqual(inr(1_000_000 - 5_000 - 100 + 100 + 100))
  expect((await client.get(`/partners/${id}/float`)).get('funded')).toEqual(inr(5_000_100))
  expect((await client.get(`/vendors/${stall.id}/codes`)).list('data')).toHaveLength(2)
})

/** A change of each body that makes it another call. */
const OTHER: Record<string, object> = {
  payments: { note: 'y' },
  refunds: { amount: inr(101) },
  'top-ups': { amount: inr(101) },
  vendors: { name: 'Another' },
  codes: { label: 'Another' },
  'payment-requests': { amount: inr(101) },
  wallets: { currency: 'CNY' },
  partners: { name: 'Another' },
  fundings: { amount: inr(101) },
}

it('pays once when the same call comes many times at once', async ({ expect }) => {
  const { client, stall, wallet } = await newMarket()
  const body = { wallet, vendor: stall.id, amount: inr(900) }
  const key = freshKey()
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => client.post('/payments', body, key)),
  )
  const paid = answers.filter(({ status }) => status === 201)
  expect(paid.length).toBeGreaterThan(0)
  expect(new Set(paid.map(({ text }) => text)).size).toBe(1)
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    expect(answer.body).toMatchObject({ status: 409, code: 'still_running' })
    expect(answer.headers.get('Retry-After')).toBe('2')
  }
  expect((await client.get(`/wallets/${wallet}`)).get('balance', 'available')).toEqual(
    inr(1_000_000 - 900),
  )
})

it('keeps a no for its key, and forgets what was only a mistake in the request', async ({
  expect,
}) => {
  const { id, client } = await newPartner()
  await fund(id, 1_000)
  const wallet = await newWallet(client, 0)
  const topUps = `/wallets/${wallet}/top-ups`
  const key = freshKey()
  const refused = await client.post(topUps, { amount: inr(2_000) }, key)
  expect(refused.get('reason')).toBe('insufficient_funds')
  await fund(id, 10_000)
  const again = await client.post(topUps, { amount: inr(2_000) }, key)
  expect([again.status, again.text]).toEqual([422, refused.text])
  expect(again.headers.get('Content-Type')).toBe('application/problem+json')
  expect((await client.post(topUps, { amount: inr(2_000) })).status).toBe(201)

  const second = freshKey()
  for (const mistake of [{}, { amount: inr(0) }, { amount: { amount: 5, currency: 'CNY' } }]) {
    expect((await client.post(topUps, mistake, second)).get('code')).toBe('invalid')
  }
  expect((await client.post(topUps, { amount: inr(5) }, second)).status).toBe(201)
  const third = freshKey()
  const nobody = '/wallets/wal_01KAVJ4S3QG8M7N2T5V9XWYZAB/top-ups'
  expect((await client.post(nobody, { amount: inr(5) }, third)).status).toBe(404)
  expect((await client.post(topUps, { amount: inr(5) }, third)).status).toBe(201)
})

/** Makes a finished call look as if the Worker had died before it could store the answer. */
async function cutOff(partnerId: string, key: string, startedAt: number): Promise<void> {
  await runInDurableObject(env.PARTNER_BOOK.getByName(partnerId), (_, { storage: { sql } }) => {
    sql.exec(
      'UPDATE idempotency SET status = NULL, body = NULL, started_at = ? WHERE key = ?',
      startedAt,
      key,
    )
  })
}

it('carries on with the same id after a call that was cut off', async ({ expect }) => {
  const market = await newMarket()
  const { id, client, stall, wallet } = market
  const payment = await pay(market, 5_000)
  const calls: [string, object][] = [
    ['/payments', { wallet, vendor: stall.id, amount: inr(100), tip: inr(10) }],
    [`/vendors/${stall.id}/payments/${payment}/refunds`, { amount: inr(100) }],
    // All that is left: after the first try that is nothing, and still it is the same refund.
    [`/vendors/${stall.id}/payments/${payment}/refunds`, {}],
    [`/wallets/${wallet}/top-ups`, { amount: inr(100) }],
    [`/vendors/${stall.id}/payment-requests`, { amount: inr(100) }],
    [`/vendors/${stall.id}/codes`, {}],
    ['/wallets', { currency: 'INR' }],
  ]
  for (const [path, body] of calls) {
    const key = freshKey()
    const first = await made(client.post(path, body, key))
    await cutOff(id, key, Date.now())
    const early = await client.post(path, body, key)
    expect(early.body, path).toMatchObject({ status: 409, code: 'still_running' })
    await cutOff(id, key, Date.now() - 31_000)
    const again = await client.post(path, body, key)
    expect([again.status, again.body], path).toEqual([201, first.body])
    expect(again.headers.has('Idempotent-Replayed')).toBe(false)
  }
  const opened = await made(client.post('/vendors', STALL, 'a stall'))
  await cutOff(id, 'a stall', 0)
  const reopened = await made(client.post('/vendors', STALL, 'a stall'))
  // One vendor; the enrolment link is a fresh one, because nobody keeps the first.
  expect(reopened.get('id')).toBe(opened.get('id'))
  expect(reopened.get('code')).toBe(opened.get('code'))
  expect((await client.get(`/wallets/${wallet}`)).get('balance', 'available')).toEqual(
    inr(1_000_000 - 5_000 - 110 + 5_000 + 100),
  )
  expect((await client.get(`/vendors/${stall.id}/codes`)).list('data')).toHaveLength(2)
  expect((await operator.post(`/vendors/${stall.id}/audit`)).get('sound')).toBe(true)
})

it('says that it does not know yet, and finds out when it is asked again', async ({ expect }) => {
  const market = await newMarket()
  const { client, stall, wallet } = market
  const isDown = (point: FaultPoint) => point === 'receiver_before_write'
  const body = { wallet, vendor: stall.id, amount: inr(700), note: 'Table 4' }
  const key = freshKey()
  faults.decide = isDown
  for (let i = 0; i < 2; i += 1) {
    const unknown = await client.post('/payments', body, key)
    expect(unknown.status).toBe(202)
    expect(unknown.body).toMatchObject({ state: 'pending', seq: null, alert_code: null })
  }
  const held = await client.get(`/wallets/${wallet}`)
  expect(held.get('balance', 'pending')).toEqual(inr(700))
  faults.decide = () => false
  const paid = await client.post('/payments', body, key)
  expect(paid.body).toMatchObject({ state: 'paid', total: inr(700), note: 'Table 4' })
  expect((await client.post('/payments', body, key)).text).toBe(paid.text)

  // Settles the payment in the wallet's book: else the wallet, restarted, would ask the vendor's about it.
  await made(client.post(`/wallets/${wallet}/top-ups`, { amount: inr(1) }))
  const refunds = `/vendors/${stall.id}/payments/${paid.string('id')}/refunds`
  faults.decide = isDown
  const pending = await client.post(refunds, {}, 'refund')
  expect([pending.status, pending.get('state')]).toEqual([202, 'pending'])
  const path = `/vendors/${stall.id}/refunds/${pending.string('id')}`
  expect((await client.get(path)).get('state')).toBe('pending')
  faults.decide = () => false
  const refunded = await client.post(refunds, {}, 'refund')
  expect([refunded.status, refunded.get('state')]).toEqual([201, 'paid'])
  expect(refunded.get('id')).toBe(pending.get('id'))
  expect((await client.get(path)).body).toEqual(refunded.body)
  expect((await client.get(`/wallets/${wallet}`)).get('balance')).toEqual({
    available: inr(1_000_001),
    pending: inr(0),
  })
})

it('keeps keys for 30 days, the operator’s too', async ({ expect }) => {
  const { id, client } = await newPartner()
  const day = 24 * 60 * 60_000
  for (const [book, caller, path, one, other] of [
    [id, client, '/wallets', { currency: 'INR' }, { currency: 'CNY' }],
    [
      'prt_operator',
      operator,
      '/partners',
      { kind: 'lender', name: 'Bank', currency: 'INR' },
      { kind: 'lender', name: 'Bank', currency: 'CNY' },
    ],
  ] as const) {
    const first = await made(caller.post(path, one, 'old key'))
    const age = (days: number) =>
      runInDurableObject(env.PARTNER_BOOK.getByName(book), (_, { storage: { sql } }) => {
        sql.exec(
          "UPDATE idempotency SET started_at = ? WHERE key = 'old key'",
          Date.now() - days * day,
        )
      })
    await age(29)
    await sweepBooks(env, Date.now())
    expect((await caller.post(path, one, 'old key')).text).toBe(first.text)
    await age(31)
    await sweepBooks(env, Date.now())
    expect((await caller.post(path, other, 'old key')).status).toBe(201)
  }
})

it('makes one API key for one Idempotency-Key, and keeps no copy of it', async ({ expect }) => {
  const { id } = await newPartner()
  const path = `/partners/${id}/api-keys`
  const first = await made(operator.post(path, {}, 'one key only'))
  const secret = first.string('key').split('_').at(-1) ?? ''
  const again = await operator.post(path, {}, 'one key only')
  expect(again.body).toMatchObject({ status: 409, code: 'conflict' })
  await runInDurableObject(env.PARTNER_BOOK.getByName('prt_operator'), (_, state) => {
    const rows = state.storage.sql.exec('SELECT * FROM idempotency').toArray()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
  await cutOff('prt_operator', 'one key only', 0)
  expect((await operator.post(path, {}, 'one key only')).status).toBe(409)
  const { results } = await env.DB.prepare('SELECT id FROM api_keys WHERE partner_id = ?')
    .bind(id)
    .all()
  expect(results).toHaveLength(2)
})
