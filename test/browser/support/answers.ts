import type { Page, Route } from 'playwright-core'
import type { CreditResource, LineResource } from '../../../src/domain/credit/resource.ts'
import type { TodayResource } from '../../../src/domain/ledger/statement.ts'
import {
  day,
  FOUND,
  HOME,
  id,
  ITEM,
  JAR,
  LENDER,
  MILK,
  order,
  ORDER_ID,
  PLACE,
  pool,
  POOL_ID,
  QUOTE,
  rupees,
  SETTLED,
} from './sourcing.ts'

/** A server that is a table: what the app is told, so that its screens can be looked at in every state. */

const NOTHING = rupees(0)

/** A line that can be drawn on; only what these screens look at is true. */
const LINE = {
  object: 'credit_line',
  lender: LENDER,
  state: 'open',
  frozen_reason: null,
  available: rupees(1_200_000),
  min_draw: rupees(50_000),
  remaining: NOTHING,
  principal: NOTHING,
  progress: null,
  pause: { until: null, days_left: 7 },
  draws: [],
  events: [],
} as unknown as LineResource

export const CREDIT: CreditResource = {
  object: 'credit',
  meter: null,
  offers: [],
  line: LINE,
  appeals: [],
  consents: [],
}

const TODAY: TodayResource = {
  day: day(0),
  payments: { count: 0, amount: NOTHING },
  tips: NOTHING,
  refunds: { count: 0, amount: NOTHING },
  net: NOTHING,
  balance: { available: rupees(780_750), pending: NOTHING },
  last_seq: 0,
}

function me(role: string) {
  return {
    vendor: {
      id: id('vnd', 'STA11'),
      code: '7K3M92QD',
      code_shown: '7K3M-92QD',
      name: 'Asha Chai',
      trade: 'Tea and snacks',
      place: PLACE,
      emoji: '🍵',
      picture_url: null,
      currency: 'INR',
      locale: 'en',
      time_zone: 'Asia/Kolkata',
      status: 'open',
      status_reason: null,
    },
    member: { id: id('mem', 'ME'), role, has_passkey: false },
    mode: 'demo',
    pay_url: 'https://pushcart.example/p/7K3M92QD',
    poster_url: '/q/7K3M92QD/poster',
    qr_url: '/q/7K3M92QD.svg',
  }
}

/** A problem document, as an answer. */
export interface Refusal {
  status: number
  code: string
  reason?: string
  errors?: { pointer: string; detail: string; code: string }[]
}

/** What a call is answered with: JSON, a refusal, nobody's answer, or one after the other of those. */
type Reply = { json: unknown } | { refusal: Refusal } | 'no_answer' | 'never'
export type Replies = Readonly<Record<string, Reply | readonly Reply[]>>

/** Bodies that were posted, by call: `POST /api/orders`. */
export type Heard = Record<string, unknown[]>

/** A phone whose server is this table; a call that is not in it is not found. */
export async function answerFrom(
  page: Page,
  replies: Replies,
  { role = 'owner' }: { role?: string } = {},
): Promise<Heard> {
  const heard: Heard = {}
  const all: Replies = {
    'GET /api/me': { json: me(role) },
    'GET /api/today': { json: TODAY },
    'GET /api/entries': { json: { data: [], has_more: false } },
    'GET /api/till/items': { json: { data: [] } },
    'GET /api/credit': { json: CREDIT },
    'GET /api/sourcing': { json: HOME },
    'GET /api/sourcing/items': { json: FOUND },
    [`GET /api/sourcing/items/${MILK.id}`]: { json: ITEM },
    'GET /api/sourcing/pools': { json: { data: [pool()] } },
    [`GET /api/sourcing/pools/${POOL_ID}`]: { json: pool() },
    'POST /api/orders/quote': { json: QUOTE },
    'GET /api/orders': {
      json: { data: [order(), order({ ...SETTLED, id: id('ord', '0AA') })], has_more: true },
    },
    [`GET /api/orders/${ORDER_ID}`]: { json: order() },
    'GET /api/jar': { json: JAR },
    ...replies,
  }
  await page.routeWebSocket('**/ws?*', (socket) => {
    socket.send(JSON.stringify({ type: 'hello', last_seq: 0, today: TODAY }))
    socket.onMessage((message) => {
      if (message === 'ping') socket.send('pong')
    })
  })
  await page.route('**/api/**', async (route) => {
    const request = route.request()
    const call = `${request.method()} ${new URL(request.url()).pathname}`
    if (request.method() !== 'GET') (heard[call] ??= []).push(request.postDataJSON())
    await answer(route, nextReply(all[call], heard[call]?.length ?? 1))
  })
  return heard
}

/** Puts carts on the phone, as an earlier visit would have. */
export async function keepCarts(page: Page, carts: unknown): Promise<void> {
  if (carts === undefined) return
  await page.addInitScript((stored) => {
    localStorage.setItem('pushcart.stock.carts', stored)
  }, JSON.stringify(carts))
}

/** @param times how often the call came, this one included */
function nextReply(replies: Replies[string] | undefined, times: number): Reply {
  if (replies === undefined) return { refusal: { status: 404, code: 'not_found' } }
  if (!Array.isArray(replies)) return replies as Reply
  return (replies as readonly Reply[])[Math.min(times, replies.length) - 1] ?? 'no_answer'
}

async function answer(route: Route, reply: Reply): Promise<void> {
  if (reply === 'never') return
  if (reply === 'no_answer') await route.abort('failed')
  else if ('json' in reply) await route.fulfill({ json: reply.json })
  else {
    const { status, ...problem } = reply.refusal
    await route.fulfill({ status, json: problem, contentType: 'application/problem+json' })
  }
}
