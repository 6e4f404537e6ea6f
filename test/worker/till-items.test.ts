import { runInDurableObject } from 'cloudflare:test'
import { it } from 'vitest'
import { dayText, readDay } from '../../src/domain/calendar.ts'
import type { SoldCount, SoldItem, TillItem } from '../../src/domain/payments/till-items.ts'
import { localDay } from '../../src/domain/time.ts'
import { newId } from '../../src/platform/ids.ts'
import {
  openFloat,
  openWallet,
  payment,
  TOKEN,
  transferOf,
  vendorBook,
  walletBook,
} from '../support/books.ts'
import { asOperator, Browser, ORIGIN, send, signUp } from '../support/http.ts'
import type { Stall } from '../support/http.ts'

const DAY_MS = 24 * 60 * 60_000

function tile(name: string, price: number, change: Partial<TillItem> = {}): TillItem {
  const id = newId('tillItem', Date.now())
  return { id, name, price, emoji: null, stock_item: null, sales_per_pack: null, ...change }
}

const CHAI = tile('Chai', 1_000, { emoji: '🍵' })
const SAMOSA = tile('Samosa', 1_500, {
  stock_item: newId('catalogueItem', Date.now()),
  sales_per_pack: 40,
})

/** Changes the list as the app does: PUT with the stall's cookie. */
async function put(browser: Browser, body: unknown): Promise<Response> {
  return send('/api/till/items', {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: {
      'Content-Type': 'application/json',
      Origin: ORIGIN,
      Cookie: `__Host-vendor=${browser.cookies.get('__Host-vendor') ?? ''}`,
    },
  })
}

async function problemOf(response: Response) {
  return response.json<{ code: string; errors?: { pointer: string; code: string }[] }>()
}

/** A stall with two tiles, and a wallet that can pay it. */
async function stallWithTiles() {
  const stall = await signUp()
  await (await put(stall.browser, { data: [CHAI, SAMOSA] })).json()
  const walletId = await openWallet(await openFloat(1_000_000), 500_000)
  return { stall, walletId }
}

async function charge({ browser }: Stall, amount: number, items?: unknown): Promise<string> {
  const id = newId('paymentRequest', Date.now())
  const body = { id, amount, ...(items === undefined ? {} : { items }) }
  const answer = await browser.postJson('/api/payment-requests', body)
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
  return id
}

async function sold(vendorId: string, sinceDay = 0): Promise<SoldCount[]> {
  using tillItems = await vendorBook(vendorId).tillItems()
  return await tillItems.sold(sinceDay)
}

const today = () => readDay(localDay(Date.now(), 'Asia/Kolkata')) ?? 0

it('keeps a stall’s tiles in the order in which they were sent', async ({ expect }) => {
  const { browser } = await signUp()
  expect(await (await browser.get('/api/till/items')).json()).toEqual({ data: [] })
  const typed = { ...CHAI, name: '  Cutting chai ' }
  const stored = { ...CHAI, name: 'Cutting chai' }
  const answer = await put(browser, { data: [SAMOSA, typed] })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ data: [SAMOSA, stored] })
  expect(await (await browser.get('/api/till/items')).json()).toEqual({ data: [SAMOSA, stored] })
  expect((await put(browser, { data: [] })).status).toBe(200)
  expect(await (await browser.get('/api/till/items')).json()).toEqual({ data: [] })
})

it('names the field of a tile that is wrong, and keeps the list as it was', async ({ expect }) => {
  const { browser } = await signUp()
  await put(browser, { data: [CHAI] })
  const many = Array.from({ length: 25 }, (_, i) => tile(`Item ${i}`, 100))
  const wrong = (change: Record<string, unknown>) => ({ data: [CHAI, { ...SAMOSA, ...change }] })
  const rows: [unknown, string, string][] = [
    [wrong({ id: 'til_1' }), '/data/1/id', 'custom'],
    [wrong({ id: newId('order', Date.now()) }), '/data/1/id', 'custom'],
    [wrong({ id: CHAI.id }), '/data/1/id', 'twice'],
    [wrong({ name: '' }), '/data/1/name', 'empty'],
    [wrong({ name: 'x'.repeat(41) }), '/data/1/name', 'too_long'],
    [wrong({ name: 'a\u202eb' }), '/data/1/name', 'direction_override'],
    [wrong({ price: 0 }), '/data/1/price', 'too_small'],
    [wrong({ price: -1 }), '/data/1/price', 'too_small'],
    [wrong({ price: 1.5 }), '/data/1/price', 'invalid_type'],
    [wrong({ price: 100_000_000_001 }), '/data/1/price', 'too_big'],
    [wrong({ price: '10' }), '/data/1/price', 'invalid_type'],
    [wrong({ emoji: '' }), '/data/1/emoji', 'empty'],
    [wrong({ emoji: undefined }), '/data/1/emoji', 'invalid_type'],
    [wrong({ stock_item: 'itm_1' }), '/data/1/stock_item', 'custom'],
    [wrong({ sales_per_pack: 0 }), '/data/1/sales_per_pack', 'too_small'],
    [wrong({ sales_per_pack: 10_001 }), '/data/1/sales_per_pack', 'too_big'],
    [wrong({ stock_item: null }), '/data/1/sales_per_pack', 'without_stock_item'],
    [wrong({ currency: 'INR' }), '/data/1/currency', 'unrecognized_keys'],
    [{ data: many }, '/data', 'too_big'],
    [{ data: 'Chai' }, '/data', 'invalid_type'],
    [{}, '/data', 'invalid_type'],
  ]
  for (const [body, pointer, code] of rows) {
    const refused = await put(browser, body)
    const problem = await problemOf(refused)
    expect(refused.status, JSON.stringify(body).slice(0, 300)).toBe(422)
    expect(problem.errors?.map((error) => [error.pointer, error.code])).toEqual([[pointer, code]])
  }
  expect(await (await browser.get('/api/till/items')).json()).toEqual({ data: [CHAI] })
})

it('lets everybody at the till read the tiles, and a cashier change none', async ({ expect }) => {
  const stall = await signUp()
  await put(stall.browser, { data: [CHAI] })
  using access = await vendorBook(stall.id).access()
  const roles = { cashier: 403, manager: 200 } as const
  for (const [role, status] of Object.entries(roles)) {
    const member = await access.addMember(role as keyof typeof roles, Date.now())
    const phone = new Browser()
    phone.cookies.set(
      '__Host-vendor',
      `${stall.id}.${await access.startSession(member, Date.now())}`,
    )
    expect(await (await phone.get('/api/till/items')).json()).toEqual({ data: [CHAI] })
    expect((await put(phone, { data: [SAMOSA] })).status, role).toBe(status)
  }
  expect((await put(new Browser(), { data: [] })).status).toBe(401)
  expect((await new Browser().get('/api/till/items')).status).toBe(401)
  expect((await new Browser().get('/api/till/sold')).status).toBe(401)
  const other = await signUp()
  expect(await (await other.browser.get('/api/till/items')).json()).toEqual({ data: [] })
})

it('counts what a paid request was for, once, on the stall’s own day', async ({ expect }) => {
  const { stall, walletId } = await stallWithTiles()
  const items = [
    { item: CHAI.id, quantity: 2 },
    { item: SAMOSA.id, quantity: 1 },
  ]
  const request = await charge(stall, 3_500, items)
  const shown = await stall.browser.get(`/api/payment-requests/${request}`)
  expect(await shown.json()).toMatchObject({ state: 'open', items })
  expect(await sold(stall.id)).toEqual([])
  // Partners learn of the request, and not of what is sold with it.
  const asPartner = await asOperator(`/v1/vendors/${stall.id}/payment-requests/${request}`)
  expect(await asPartner.json()).not.toHaveProperty('items')
  const paid = payment(stall.id, 3_600, { tip: 100, request })
  for (let i = 0; i < 3; i += 1) {
    await walletBook(walletId).pay({ token: TOKEN }, paid, Date.now())
    // The same transfer told twice, as after an answer that was lost.
    await vendorBook(stall.id).receive(transferOf(walletId, paid))
  }
  const counted = items.map((each) => ({ ...each, day: today() }))
  expect(await sold(stall.id)).toEqual(counted)
  const again = await charge(stall, 1_000, [{ item: CHAI.id, quantity: 1 }])
  await walletBook(walletId).pay(
    { token: TOKEN },
    payment(stall.id, 1_000, { request: again }),
    Date.now(),
  )
  expect(await sold(stall.id)).toContainEqual({ day: today(), item: CHAI.id, quantity: 3 })
  const told = await (await stall.browser.get('/api/till/sold')).json<{ data: SoldItem[] }>()
  expect(told).toMatchObject({ day: dayText(today()) })
  expect(told.data).toContainEqual({ item: CHAI.id, quantity: 3 })
  // A refund gives money back and says nothing of the tea.
  const refund = { id: newId('refund', Date.now()), paymentId: paid.id, amount: 3_600 }
  await vendorBook(stall.id).refund(refund, Date.now())
  expect(await sold(stall.id)).toContainEqual({ day: today(), item: CHAI.id, quantity: 3 })
  expect(await sold(stall.id, today() + 1)).toEqual([])
})

it('counts nothing that was not paid, was typed, or is not on the list', async ({ expect }) => {
  const { stall, walletId } = await stallWithTiles()
  const pay = (amount: number, request: string) =>
    walletBook(walletId).pay({ token: TOKEN }, payment(stall.id, amount, { request }), Date.now())
  const one = [{ item: CHAI.id, quantity: 1 }]
  const cancelled = await charge(stall, 1_000, one)
  await stall.browser.postJson(`/api/payment-requests/${cancelled}/cancel`, {})
  expect(await pay(1_000, cancelled)).toMatchObject({ state: 'declined' })
  expect(await pay(999, await charge(stall, 1_000, one))).toMatchObject({ state: 'declined' })
  expect(await pay(1_000, await charge(stall, 1_000))).toMatchObject({ state: 'posted' })
  expect(await pay(1_000, await charge(stall, 1_000, []))).toMatchObject({ state: 'posted' })
  const gone = [{ item: newId('tillItem', Date.now()), quantity: 1 }]
  expect(await pay(1_000, await charge(stall, 1_000, gone))).toMatchObject({ state: 'posted' })
  expect(await sold(stall.id)).toEqual([])
})

it('refuses tiles of a charge that cannot be counted, and another sale under one id', async ({
  expect,
}) => {
  const { stall } = await stallWithTiles()
  const { browser } = stall
  const chai = { item: CHAI.id, quantity: 1 }
  const rows: [unknown, string, string][] = [
    [[{ ...chai, quantity: 0 }], '/items/0/quantity', 'too_small'],
    [[{ ...chai, quantity: 1_000 }], '/items/0/quantity', 'too_big'],
    [[{ ...chai, quantity: 1.5 }], '/items/0/quantity', 'invalid_type'],
    [[{ ...chai, quantity: '2' }], '/items/0/quantity', 'invalid_type'],
    [[{ item: 'Chai', quantity: 1 }], '/items/0/item', 'custom'],
    [[chai, chai], '/items/1/item', 'twice'],
    [[{ ...chai, price: 1 }], '/items/0/price', 'unrecognized_keys'],
    [Array.from({ length: 25 }, () => chai), '/items', 'too_big'],
    [{}, '/items', 'invalid_type'],
    [null, '/items', 'invalid_type'],
  ]
  const id = newId('paymentRequest', Date.now())
  for (const [items, pointer, code] of rows) {
    const refused = await browser.postJson('/api/payment-requests', { id, amount: 1_000, items })
    expect(refused.status, pointer).toBe(422)
    const { errors } = await problemOf(refused)
    expect(errors?.map((error) => [error.pointer, error.code])).toContainEqual([pointer, code])
  }
  const send = (items: unknown) =>
    browser.postJson('/api/payment-requests', { id, amount: 1_000, items })
  expect((await send([chai])).status).toBe(201)
  expect((await send([chai])).status).toBe(201)
  const other = await send([{ ...chai, quantity: 2 }])
  expect([other.status, (await problemOf(other)).code]).toEqual([409, 'conflict'])
})

/** Rows that a book writes during `act`, by the first words of the statement that wrote them. */
async function rowsWritten(vendorId: string, act: () => Promise<unknown>) {
  const cursors: [string, SqlStorageCursor<Record<string, SqlStorageValue>>][] = []
  const counting = async (isOn: boolean) =>
    runInDurableObject(vendorBook(vendorId), (_, { storage }) => {
      const prototype = Object.getPrototypeOf(storage.sql) as { exec: SqlStorage['exec'] }
      const real = (globalThis as { realExec?: SqlStorage['exec'] }).realExec ?? prototype.exec
      Object.assign(globalThis, { realExec: real })
      prototype.exec = isOn
        ? function exec(this: SqlStorage, sql: string, ...params: SqlStorageValue[]) {
            const cursor = real.call(this, sql, ...params)
            cursors.push([sql.trim().split(/\s+/).slice(0, 3).join(' '), cursor])
            return cursor as never
          }
        : real
    })
  await counting(true)
  await act()
  await counting(false)
  const wrote = cursors.map(([sql, cursor]) => [sql, cursor.rowsWritten] as const)
  return wrote.filter(([, rows]) => rows > 0)
}

it('writes one row for what a sale was for, and none for a sale without', async ({ expect }) => {
  const { stall, walletId } = await stallWithTiles()
  const pay = (amount: number, request: string | null) => {
    const paid = payment(stall.id, amount, request === null ? {} : { request })
    const transfer = transferOf(walletId, paid)
    return rowsWritten(stall.id, () => vendorBook(stall.id).receive(transfer))
  }
  // The first row of a book arms its alarm.
  await pay(100, null)
  expect(await pay(100, null)).toEqual([['INSERT INTO journal', 2]])
  const used = [
    ['INSERT INTO journal', 2],
    ['UPDATE payment_requests SET', 1],
  ]
  expect(await pay(1_000, await charge(stall, 1_000))).toEqual(used)
  const both = [CHAI, SAMOSA].map(({ id }) => ({ item: id, quantity: 1 }))
  const counted = [...used, ['INSERT INTO sold', 1]]
  expect(await pay(2_500, await charge(stall, 2_500, both))).toEqual(counted)
  expect(await pay(2_500, await charge(stall, 2_500, both))).toEqual(counted)
  const made = await rowsWritten(stall.id, () => charge(stall, 2_500, both))
  expect(made).toEqual([['INSERT INTO payment_requests', 1]])
  const data = [SAMOSA, CHAI]
  expect(await rowsWritten(stall.id, () => put(stall.browser, { data }))).toEqual([
    ['INSERT INTO till_items', 1],
  ])
  expect(await rowsWritten(stall.id, () => put(stall.browser, { data }))).toEqual([])
})

it('forgets what was sold more than 120 days ago', async ({ expect }) => {
  const { stall } = await stallWithTiles()
  const nowMs = Date.now()
  using tillItems = await vendorBook(stall.id).tillItems()
  const chai = [{ item: CHAI.id, quantity: 5 }]
  for (const daysAgo of [121, 120, 1]) await tillItems.count(chai, nowMs - daysAgo * DAY_MS)
  const days = async () => (await tillItems.sold(0)).map(({ day }) => dayText(day))
  expect(await days()).toHaveLength(3)
  await tillItems.count(chai, nowMs)
  expect(await days()).toEqual([120, 1, 0].map((daysAgo) => dayText(today() - daysAgo)))
})

it('tells open screens that the tiles changed', async ({ expect }) => {
  const { browser } = await signUp()
  const cookie = `__Host-vendor=${browser.cookies.get('__Host-vendor') ?? ''}`
  const answer = await send('/ws', {
    headers: { Upgrade: 'websocket', Origin: ORIGIN, Cookie: cookie },
  })
  const socket = answer.webSocket
  if (socket === null) throw new Error('no socket')
  const heard: string[] = []
  socket.addEventListener('message', ({ data }) => heard.push(String(data)))
  socket.accept()
  await put(browser, { data: [CHAI] })
  await expect.poll(() => heard).toContain('{"type":"till_items"}')
  socket.close()
})
