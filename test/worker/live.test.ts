import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { openFloat, openWallet, payment, TOKEN, walletBook } from '../support/books.ts'
import { ORIGIN, send, signUp } from '../support/http.ts'
import type { Stall } from '../support/http.ts'

type Message = { type: string } & Record<string, unknown>

/** A phone on the live feed, with everything that it heard. */
class Phone {
  readonly heard: Message[] = []
  readonly socket: WebSocket
  closedWith: number | null = null

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.accept()
    socket.addEventListener('message', ({ data }) => {
      this.heard.push(data === 'pong' ? { type: 'pong' } : (JSON.parse(String(data)) as Message))
    })
    socket.addEventListener('close', ({ code }) => {
      this.closedWith = code
    })
  }

  async until(isThere: (heard: Message[]) => boolean): Promise<void> {
    for (let i = 0; i < 200 && !isThere(this.heard); i += 1) await scheduler.wait(10)
  }

  get entries(): number[] {
    return this.heard
      .filter(({ type }) => type === 'entry')
      .map(({ entry }) => (entry as { seq: number }).seq)
  }
}

function upgrade(
  stall: Stall,
  query = '',
  headers: Record<string, string> = {},
): Promise<Response> {
  const cookie = [...stall.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return send(`/ws${query}`, {
    headers: { Upgrade: 'websocket', Origin: ORIGIN, Cookie: cookie, ...headers },
  })
}

async function connect(stall: Stall, query = ''): Promise<Phone> {
  const { webSocket, status } = await upgrade(stall, query)
  if (webSocket === null) throw new Error(`no socket: ${status}`)
  return new Phone(webSocket)
}

it('tells an open screen of a payment at once, with the day’s total and the request that it paid', async ({
  expect,
}) => {
  const stall = await signUp()
  const phone = await connect(stall)
  await phone.until((heard) => heard.length >= 1)
  expect(phone.heard[0]).toMatchObject({
    type: 'hello',
    last_seq: 0,
    today: { payments: { count: 0 } },
  })
  const walletId = await openWallet(await openFloat(10_000), 10_000)
  const request = newId('paymentRequest', Date.now())
  await stall.browser.postJson('/api/payment-requests', { id: request, amount: 500 })
  const paid = payment(stall.id, 500, { request })
  await walletBook(walletId).pay({ token: TOKEN }, paid, Date.now())
  await phone.until((heard) => heard.length >= 3)
  expect(phone.heard[1]).toMatchObject({
    type: 'entry',
    entry: { seq: 1, id: paid.id, state: 'posted', amount: { amount: 500 } },
    today: { payments: { count: 1, amount: { amount: 500 } } },
  })
  expect(phone.heard[2]).toMatchObject({ type: 'request', request: { id: request, state: 'paid' } })
})

it('replays what was missed, in order, to a phone that comes back', async ({ expect }) => {
  const stall = await signUp()
  const walletId = await openWallet(await openFloat(10_000), 10_000)
  for (let i = 0; i < 5; i += 1) {
    await walletBook(walletId).pay({ token: TOKEN }, payment(stall.id, 10), Date.now())
  }
  const phone = await connect(stall, '?after=2')
  await phone.until(() => phone.entries.length >= 3)
  expect(phone.entries).toEqual([3, 4, 5])
  // A phone that asks for nothing is told where the book is, and nothing old.
  const fresh = await connect(stall)
  await fresh.until((heard) => heard.length >= 1)
  expect(fresh.heard).toHaveLength(1)
  expect(fresh.heard[0]).toMatchObject({ type: 'hello', last_seq: 5 })
})

it('goes on after the object hibernated, and answers pings without waking it', async ({
  expect,
}) => {
  const stall = await signUp()
  const phone = await connect(stall)
  await phone.until((heard) => heard.length >= 1)
  await evictDurableObject(env.VENDOR_LEDGER.getByName(stall.id))
  phone.socket.send('ping')
  await phone.until((heard) => heard.some(({ type }) => type === 'pong'))
  const walletId = await openWallet(await openFloat(10_000), 10_000)
  await walletBook(walletId).pay({ token: TOKEN }, payment(stall.id, 10), Date.now())
  await phone.until(() => phone.entries.length >= 1)
  expect(phone.entries).toEqual([1])
})

it('lets nobody listen without a session, from another site, or after log-out', async ({
  expect,
}) => {
  const stall = await signUp()
  const phone = await connect(stall)
  expect((await upgrade(stall, '', { Origin: 'https://evil.test' })).status).toBe(403)
  expect((await send('/ws', { headers: { Upgrade: 'websocket', Origin: ORIGIN } })).status).toBe(
    401,
  )
  expect((await send('/ws', { headers: { Origin: ORIGIN } })).status).toBe(400)
  const cookies = new Map(stall.browser.cookies)
  expect((await stall.browser.postJson('/api/log-out', {})).status).toBe(204)
  await phone.until(() => phone.closedWith !== null)
  expect(phone.closedWith).toBe(4401)
  for (const [name, value] of cookies) stall.browser.cookies.set(name, value)
  expect((await upgrade(stall)).status).toBe(401)
})

it('tells screens when the stall closes', async ({ expect }) => {
  const stall = await signUp()
  const phone = await connect(stall)
  await stall.browser.postJson('/api/stall', { status: 'closed' })
  await phone.until((heard) => heard.length >= 2)
  expect(phone.heard[1]).toEqual({ type: 'status', status: 'closed' })
})
