/** What is wrong with a request gets a problem that names the field, and nothing is half done. */
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import { call } from '../../support/contract.ts'
import { send } from '../../support/http.ts'
import { disputedOrder, newBuyer, newSupplier, placeOrder, settledOrder } from './supply-world.ts'
import { inr, newMarket, newStall, operator, pay, STALL } from './world.ts'

/** An amount as JSON text, because some of these are no numbers in JavaScript. */
const AMOUNTS: [string, string][] = [
  ['0', 'too_small'],
  ['-0', 'too_small'],
  ['-1250', 'too_small'],
  ['1.005', 'invalid_type'],
  ['0.1', 'invalid_type'],
  ['1e400', 'invalid_type'],
  ['-1e400', 'invalid_type'],
  ['1e16', 'too_big'],
  ['10000000000000000', 'too_big'],
  ['100000000001', 'too_big'],
  ['"1250"', 'invalid_type'],
  ['"１２"', 'invalid_type'],
  ['null', 'invalid_type'],
  ['true', 'invalid_type'],
  ['[1250]', 'invalid_type'],
  ['{}', 'invalid_type'],
]

it('moves only whole amounts greater than nothing', async ({ expect }) => {
  const market = await newMarket()
  const { id, client, stall, wallet } = market
  const payment = await pay(market, 500)
  const supplier = await newSupplier()
  const order = await settledOrder(await newBuyer(), supplier)
  const payable = `"wallet":"${wallet}","vendor":"${stall.id}",`
  const places: [string, string, (amount: string) => string][] = [
    ['/payments', '/amount/amount', (amount) => `{${payable}"amount":${amount}}`],
    [`/vendors/${stall.id}/payments/${payment}/refunds`, '/amount/amount', asAmount],
    [`/vendors/${stall.id}/payment-requests`, '/amount/amount', asAmount],
    [`/wallets/${wallet}/top-ups`, '/amount/amount', asAmount],
    [`/partners/${id}/fundings`, '/amount/amount', asAmount],
    ['/payouts', '/amount/amount', asAmount],
    [`/orders/${order.id}/credit-notes`, '/amount/amount', asNotedAmount],
  ]
  for (const [path, pointer, bodyOf] of places) {
    const sells = /^\/(?:payouts|orders)/.test(path)
    const caller = path.startsWith('/partners') ? operator : sells ? supplier.client : client
    for (const [text, code] of AMOUNTS) {
      const refused = await caller.post(path, bodyOf(`{"amount":${text},"currency":"INR"}`))
      expect(refused.body, `${path} ${text}`).toMatchObject({ status: 422, code: 'invalid' })
      expect(refused.list('errors')[0], `${path} ${text}`).toMatchObject({ pointer, code })
    }
    for (const [currency, problem] of [
      ['"XYZ"', { pointer: '/amount/currency', code: 'invalid_value' }],
      ['"inr"', { pointer: '/amount/currency', code: 'invalid_value' }],
      ['"CNY"', { pointer: '/amount/currency', code: 'currency_mismatch' }],
      ['7', { pointer: '/amount/currency', code: 'invalid_value' }],
    ] as const) {
      const refused = await caller.post(path, bodyOf(`{"amount":5,"currency":${currency}}`))
      expect(refused.get('errors'), `${path} ${currency}`).toMatchObject([problem])
    }
    const money = await caller.post(path, bodyOf('{"amount":5,"currency":"INR","exponent":2}'))
    expect(money.get('errors')).toMatchObject([{ code: 'unrecognized_keys' }])
    const bare = await caller.post(path, bodyOf('1250'))
    expect(bare.get('errors')).toMatchObject([{ pointer: '/amount', code: 'invalid_type' }])
  }
  const tips: [object, string][] = [
    [{ tip: inr(-1) }, '/tip/amount'],
    [{ tip: inr(0.5) }, '/tip/amount'],
    [{ tip: { amount: 5, currency: 'CNY' } }, '/tip/currency'],
    [{ amount: inr(100_000_000_000), tip: inr(1) }, '/tip/amount'],
  ]
  for (const [change, pointer] of tips) {
    const body = { wallet, vendor: stall.id, amount: inr(5), ...change }
    expect((await client.post('/payments', body)).get('errors')).toMatchObject([{ pointer }])
  }
  expect((await client.get(`/vendors/${stall.id}/entries`)).list('data')).toHaveLength(1)
})

const asAmount = (amount: string) => `{"amount":${amount}}`
const asNotedAmount = (amount: string) => `{"amount":${amount},"note":"Sorry."}`

it('names the field of what is wrong with a word on an order', async ({ expect }) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { items, client } = supplier
  const [disputed, { id: placed }] = [
    await disputedOrder(stall, supplier),
    await placeOrder(stall, supplier, { lines: { TEA: 2 } }),
  ]
  const tea = (quantity: unknown) => ({ item: items.TEA, quantity })
  const counted = (arrived: unknown) => ({ item: items.TEA, arrived })
  const rows: [string, string, object, string, string][] = [
    [placed, 'accept', { lines: [tea(3)] }, '/lines', 'count_invalid'],
    [placed, 'accept', { lines: [tea(0)] }, '/lines', 'count_invalid'],
    [placed, 'accept', { lines: [{ ...tea(1), item: items.SUGAR }] }, '/lines', 'count_invalid'],
    [placed, 'accept', { lines: [tea(1), tea(1)] }, '/lines', 'custom'],
    [placed, 'accept', { lines: [] }, '/lines', 'too_small'],
    [placed, 'accept', { lines: [tea(-1)] }, '/lines/0/quantity', 'too_small'],
    [placed, 'accept', { lines: [tea(0.5)] }, '/lines/0/quantity', 'invalid_type'],
    [placed, 'accept', { lines: [tea('1')] }, '/lines/0/quantity', 'invalid_type'],
    [placed, 'accept', { lines: [{ item: placed, quantity: 1 }] }, '/lines/0/item', 'custom'],
    [placed, 'accept', { note: 'a\u202eb' }, '/note', 'direction_override'],
    [placed, 'accept', { code: '402913' }, '/code', 'unrecognized_keys'],
    [placed, 'reject', {}, '/reason', 'invalid_type'],
    [placed, 'reject', { reason: 'x'.repeat(301) }, '/reason', 'too_long'],
    [placed, 'cancel', { reason: ' ' }, '/reason', 'empty'],
    [placed, 'deliver', { note: 'Here.' }, '/received_by', 'invalid_type'],
    [placed, 'dispatch', { code: '402913' }, '/code', 'unrecognized_keys'],
    [disputed.id, 'answer', { agrees: 'yes' }, '/agrees', 'invalid_type'],
    [disputed.id, 'resolve', { counts: [counted(5)], note: 'x' }, '/counts', 'count_invalid'],
    [disputed.id, 'resolve', { counts: [counted(1)] }, '/note', 'invalid_type'],
    [disputed.id, 'resolve', { counts: [], note: 'x' }, '/counts', 'too_small'],
  ]
  for (const [id, what, body, pointer, code] of rows) {
    const caller = what === 'resolve' ? operator : client
    const refused = await caller.post(`/orders/${id}/${what}`, body)
    const name = `${what} ${JSON.stringify(body)}`
    expect(refused.body, name).toMatchObject({ status: 422, errors: [{ pointer, code }] })
  }
  expect((await client.get(`/orders/${placed}`)).get('state')).toBe('placed')
  expect((await client.get(`/orders/${disputed.id}`)).get('state')).toBe('disputed')
  // Null is what a program sends that has nothing to say.
  const taken = await client.post(`/orders/${placed}/accept`, { lines: [tea(1)], note: null })
  expect(taken.body).toMatchObject({ state: 'partly_accepted', total: inr(20_000) })
})

it('takes text as people write it, and no text that lies', async ({ expect }) => {
  const market = await newMarket()
  const { client, stall, wallet } = market
  const paying = (note: unknown) =>
    client.post('/payments', { wallet, vendor: stall.id, amount: inr(5), note })
  const refusals: [unknown, string][] = [
    ['', 'empty'],
    [' \n ', 'empty'],
    ['x'.repeat(141), 'too_long'],
    ['x'.repeat(5_000), 'too_long'],
    ['x'.repeat(30_000), 'too_big'],
    ['a\u0000b', 'control_character'],
    ['a\u001bb', 'control_character'],
    ['a\nb', 'control_character'],
    ['a\u0085b', 'control_character'],
    ['a\u2028b', 'control_character'],
    ['\u200d\u200b\u3164', 'empty'],
    ['a\ud800b', 'control_character'],
    ['\udc00', 'control_character'],
    ['a\u202eb', 'direction_override'],
    ['a\u2066b', 'direction_override'],
    [7, 'invalid_type'],
    [null, 'invalid_type'],
    [['x'], 'invalid_type'],
  ]
  for (const [note, code] of refusals) {
    expect((await paying(note)).get('errors'), JSON.stringify(note)).toMatchObject([
      { pointer: '/note', code },
    ])
  }
  const stored: [string, string][] = [
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ["Robert'); DROP TABLE entries;--", "Robert'); DROP TABLE entries;--"],
    ['  two  words  ', 'two  words'],
    ['cafe\u0301', 'caf\u00e9'],
    ['नमस्ते 👨‍👩‍👧 你好', 'नमस्ते 👨‍👩‍👧 你好'],
    ['{"$ne":1} %00 ${x}', '{"$ne":1} %00 ${x}'],
    ['😀'.repeat(140), '😀'.repeat(140)],
  ]
  for (const [note, kept] of stored) {
    const paid = await paying(note)
    expect([paid.status, paid.get('note')], note).toEqual([201, kept])
    const page = await send(`/t/${paid.string('id')}?c=${stall.code}`)
    expect(await page.text()).not.toContain('<script>alert')
  }
  const notes = (await client.get(`/vendors/${stall.id}/entries`)).list('data')
  expect(notes.map(({ note }) => note)).toEqual(stored.map(([, kept]) => kept).toReversed())
})

it('names every field of a vendor that is wrong', async ({ expect }) => {
  const { client } = await newMarket()
  const rows: [object, string, string][] = [
    [{ name: undefined }, '/name', 'invalid_type'],
    [{ name: 'x'.repeat(61) }, '/name', 'too_long'],
    [{ trade: 'a\u202db' }, '/trade', 'direction_override'],
    [{ place: '' }, '/place', 'empty'],
    [{ emoji: '🥟'.repeat(17) }, '/emoji', 'too_long'],
    [{ currency: 'XYZ' }, '/currency', 'invalid_value'],
    [{ locale: 'tlh' }, '/locale', 'invalid_value'],
    [{ time_zone: 'Mars/Olympus' }, '/time_zone', 'custom'],
    [{ picture: 'data:image/svg+xml;base64,PHN2Zz4=' }, '/picture', 'not_a_picture'],
    [{ picture: 'data:image/png;base64,A' }, '/picture', 'not_a_picture'],
    [{ picture: 'https://example.org/a.png' }, '/picture', 'not_a_picture'],
    [{ picture: `data:image/png;base64,${'A'.repeat(90_000)}` }, '/picture', 'too_big'],
    [{ id: newId('vendor', 1) }, '/id', 'unrecognized_keys'],
  ]
  for (const [change, pointer, code] of rows) {
    const refused = await client.post('/vendors', { ...STALL, ...change })
    expect(refused.get('errors'), pointer).toMatchObject([{ pointer, code }])
  }
  const all = await client.post('/vendors', { name: '', currency: 'XYZ', owner: true })
  const pointers = all.list('errors').map(({ pointer }) => String(pointer))
  expect(pointers.toSorted()).toEqual([
    '/currency',
    '/emoji',
    '/locale',
    '/name',
    '/owner',
    '/place',
    '/time_zone',
    '/trade',
  ])
  const body = `{"__proto__":{"isAdmin":true},${JSON.stringify(STALL).slice(1)}`
  const answer = await client.post('/vendors', body)
  expect([201, 422]).toContain(answer.status)
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
})

it('refuses ids of another kind, vendors named twice or not at all', async ({ expect }) => {
  const { client, stall, wallet } = await newMarket()
  const rows: [object, string][] = [
    [{ wallet: stall.id, vendor: stall.id }, '/wallet'],
    [{ wallet: wallet.toLowerCase(), vendor: stall.id }, '/wallet'],
    [{ wallet: `${wallet} `, vendor: stall.id }, '/wallet'],
    [{ wallet, vendor: wallet }, '/vendor'],
    [{ wallet, vendor: stall.id, payment_request: newId('payment', 1) }, '/payment_request'],
    [{ wallet }, '/vendor'],
    [{ wallet, vendor: stall.id, code: stall.code }, '/vendor'],
    [{ wallet, vendor: newId('vendor', 1) }, '/vendor'],
    [{ wallet, code: 'nonsense' }, '/code'],
    [{ wallet, code: '' }, '/code'],
    [{ wallet, vendor: stall.id, id: newId('payment', 1) }, '/id'],
  ]
  for (const [body, pointer] of rows) {
    const refused = await client.post('/payments', { amount: inr(5), ...body })
    expect(refused.get('errors'), JSON.stringify(body)).toMatchObject([{ pointer }])
  }
  const nobodys = { wallet: newId('wallet', 1), vendor: stall.id, amount: inr(5) }
  expect((await client.post('/payments', nobodys)).body).toMatchObject({
    code: 'declined',
    reason: 'wallet_unknown',
  })
  const request = { wallet, vendor: stall.id, amount: inr(5) }
  const unknown = { ...request, payment_request: newId('paymentRequest', 1) }
  expect((await client.post('/payments', unknown)).get('reason')).toBe('request_unknown')
  // A request of another vendor is none of this one's.
  const other = await newStall(client)
  const asked = await client.post(`/vendors/${other.id}/payment-requests`, { amount: inr(5) })
  const foreign = { ...request, payment_request: asked.string('id') }
  expect((await client.post('/payments', foreign)).get('reason')).toBe('request_unknown')
})

it('takes JSON and nothing else', async ({ expect }) => {
  const { client } = await newMarket()
  const post = (body: string | undefined, headers: Record<string, string>, path = '/vendors') =>
    call('POST', path, {
      token: client.token,
      headers: { 'Idempotency-Key': crypto.randomUUID(), ...headers },
      ...(body === undefined ? {} : { body }),
    })
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    'application/merge-patch+json',
    'nonsense',
  ]) {
    const refused = await post(JSON.stringify(STALL), { 'Content-Type': type })
    expect(refused.body, type).toMatchObject({ status: 415, code: 'wrong_content_type' })
  }
  for (const body of ['', '{', '{"name":}', 'name=x', "{'name':1}", '\u0000', '{"a":1}{"b":2}']) {
    const refused = await post(body, { 'Content-Type': 'application/json' })
    expect(refused.body, body).toMatchObject({ status: 400, code: 'bad_json' })
  }
  // Without a body, where every field may be left out: not taken for an empty one.
  expect((await post(undefined, {}, '/wallets')).status).toBe(415)
  for (const body of ['[]', 'null', '"x"', '7', `${'['.repeat(9_000)}${']'.repeat(9_000)}`]) {
    const refused = await post(body, { 'Content-Type': 'application/json' })
    expect(refused.get('code'), body.slice(0, 20)).toBe('invalid')
  }
  const charset = { 'Content-Type': 'Application/JSON; charset=utf-8' }
  expect((await post(JSON.stringify(STALL), charset)).status).toBe(201)
})

it('takes no more than a body may have', async ({ expect }) => {
  const { client } = await newMarket()
  const padded = (bytes: number) => JSON.stringify({ currency: 'INR', pad: 'x'.repeat(bytes) })
  expect((await client.post('/wallets', padded(60_000))).status).toBe(422)
  for (const bytes of [65_536, 2_000_000]) {
    const refused = await client.post('/wallets', padded(bytes))
    expect(refused.body, String(bytes)).toMatchObject({ status: 413, code: 'too_large' })
  }
  const picture = `data:image/jpeg;base64,${'A'.repeat(88_000)}`
  expect((await client.post('/vendors', { ...STALL, picture })).status).toBe(201)
  const huge = { ...STALL, picture: picture.repeat(2) }
  expect((await client.post('/vendors', huge)).status).toBe(413)
})
