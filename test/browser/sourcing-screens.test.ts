import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { sourcingEn } from '../../src/domain/i18n/app/sourcing-en.ts'
import { isolate, translator } from '../../src/domain/i18n/i18n.ts'
import { answerFrom, keepCarts, type Replies } from './support/answers.ts'
import { stickingOut, tooSmall } from './support/layout.ts'
import { it, type Phones, picture } from './support/phones.ts'
import { brokenRules } from './support/rules.ts'
import {
  CARTS,
  DAIRY,
  DELIVERED,
  HOME,
  ITEM,
  MILK,
  order,
  ORDER_ID,
  pool,
  POOL_ID,
  QUOTE,
  rupees,
  SETTLED,
} from './support/sourcing.ts'
import { appText } from './support/words.ts'

vi.setConfig({ maxConcurrency: 2, testTimeout: 180_000 })

/** Longer than any answer of a table takes. */
const PATIENCE_MS = 3_000

const text = translator(sourcingEn, 'en')
const SUPPLIER = isolate(DAIRY.name)
const ORDER = `/app/orders/${ORDER_ID}`
const GET_ORDER = `GET /api/orders/${ORDER_ID}`
const POOL = `/app/stock/pools/${POOL_ID}`
const CART = `/app/stock/cart/${DAIRY.id}`

interface Screen {
  name: string
  path: string
  /** A text that stands there once the screen is complete, and has to. */
  ready: string
  replies?: Replies
  carts?: unknown
}

const EMPTY_HOME = {
  ...HOME,
  suppliers: [],
  categories: [],
  buy_again: [],
  favourites: [],
  hints: [],
  open_orders: 0,
}

const SCREENS: Screen[] = [
  { name: 'home', path: '/app/stock', ready: text('home.pools'), carts: CARTS },
  {
    name: 'home-empty',
    path: '/app/stock',
    ready: text('home.no_sellers'),
    replies: { 'GET /api/sourcing': { json: EMPTY_HOME } },
  },
  {
    name: 'home-failed',
    path: '/app/stock',
    ready: appText('problem.no_answer'),
    replies: { 'GET /api/sourcing': 'no_answer' },
  },
  {
    name: 'home-loading',
    path: '/app/stock',
    ready: appText('starting'),
    replies: { 'GET /api/sourcing': 'never' },
  },
  {
    name: 'search',
    path: '/app/stock/search?q=mlik',
    ready: text('search.did_you_mean', { typed: isolate('mlik'), meant: isolate('milk') }),
  },
  { name: 'shelves', path: '/app/stock/search', ready: text('category.oil_spice') },
  { name: 'item', path: `/app/stock/items/${ITEM.id}`, ready: text('item.alternatives') },
  { name: 'carts', path: '/app/stock/cart', ready: text('cart.each'), carts: CARTS },
  { name: 'cart', path: CART, ready: text('sums.net'), carts: CARTS },
  {
    name: 'cart-problems',
    path: CART,
    ready: text('problem.below_min_order', { supplier: SUPPLIER, amount: '₹6,000.00' }),
    carts: CARTS,
    replies: {
      'POST /api/orders/quote': {
        json: {
          ...QUOTE,
          credit: null,
          missing: rupees(40_000),
          problems: [
            { code: 'not_enough_money', item: null, least: 40_000 },
            { code: 'below_quantity', item: MILK.id, least: 8 },
            { code: 'below_min_order', item: null, least: 600_000 },
          ],
        },
      },
    },
  },
  { name: 'orders', path: '/app/orders', ready: text('orders.over') },
  {
    name: 'orders-empty',
    path: '/app/orders',
    ready: text('orders.none'),
    replies: { 'GET /api/orders': { json: { data: [], has_more: false } } },
  },
  { name: 'order', path: ORDER, ready: text('next.out_for_delivery', { supplier: SUPPLIER }) },
  {
    name: 'order-settled',
    path: ORDER,
    ready: text('claims.open', { supplier: SUPPLIER }),
    replies: { [GET_ORDER]: { json: order(SETTLED) } },
  },
  { name: 'count', path: `${ORDER}/confirm`, ready: text('count.code_missing') },
  {
    name: 'count-delivered',
    path: `${ORDER}/confirm`,
    ready: text('count.not_come'),
    replies: { [GET_ORDER]: { json: order(DELIVERED) } },
  },
  {
    name: 'claim',
    path: `${ORDER}/claim`,
    ready: text('claims.what'),
    replies: { [GET_ORDER]: { json: order(SETTLED) } },
  },
  { name: 'jar', path: '/app/stock/jar', ready: text('jar.empty', { amount: '₹432.50' }) },
  { name: 'pool', path: POOL, ready: text('pool.sum') },
  {
    name: 'pool-joined',
    path: POOL,
    ready: text('pool.joined'),
    replies: { [`GET /api/sourcing/pools/${POOL_ID}`]: { json: pool({ order: ORDER_ID }) } },
  },
]

it.concurrent.for(['light', 'dark'] as const)(
  'breaks no rule of WCAG 2.2 AA that a machine can check, and fits a thumb, in $0',
  async (colorScheme, { expect, phones }) => {
    const broken: string[] = []
    const tour = await startTour(phones, colorScheme)
    for (const screen of SCREENS) {
      const page = await openScreen(tour, screen, 'en')
      await page.getByText(screen.ready, { exact: true }).first().waitFor()
      await picture(page, `sourcing-${colorScheme}-${screen.name}`)
      const found = [
        ...(await brokenRules(page)),
        ...(await stickingOut(page)),
        ...(await tooSmall(page)),
      ]
      broken.push(...found.map((what) => `${screen.name}: ${what}`))
      await page.close()
    }
    expect(broken).toEqual([])
  },
)

it.concurrent.for(['en-XA', 'ar-XB'])(
  'fits on 360 pixels without scrolling sideways, in $0',
  async (lang, { expect, phones }) => {
    const tooWide: string[] = []
    const tour = await startTour(phones, 'light')
    for (const screen of SCREENS) {
      const page = await openScreen(tour, screen, lang)
      await settled(page)
      await picture(page, `sourcing-${lang}-${screen.name}`)
      const found = [...(await stickingOut(page)), ...(await tooSmall(page))]
      tooWide.push(...found.map((what) => `${screen.name}: ${what}`))
      await page.close()
    }
    expect(tooWide).toEqual([])
  },
)

/** A phone whose pages all have the same cookies, theme and files at hand. */
async function startTour(phones: Phones, colorScheme: 'light' | 'dark'): Promise<Page> {
  const options = { serviceWorkers: 'block', colorScheme, reducedMotion: 'reduce' } as const
  return await phones.unpack(options)
}

async function openScreen(
  tour: Page,
  { path, replies = {}, carts }: Screen,
  lang: string,
): Promise<Page> {
  const page = await tour.context().newPage()
  await answerFrom(page, replies)
  await keepCarts(page, carts)
  const url = new URL(path, 'http://localhost')
  url.searchParams.set('lang', lang)
  await page.goto(url.pathname + url.search)
  return page
}

/** Until nothing is on its way any more; one screen waits for an answer that never comes. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor()
  await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS }).catch(() => undefined)
}
