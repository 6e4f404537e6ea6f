import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { sourcingEn } from '../../src/domain/i18n/app/sourcing-en.ts'
import { isolate, translator } from '../../src/domain/i18n/i18n.ts'
import { answerFrom, keepCarts } from './support/answers.ts'
import { it } from './support/phones.ts'
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
import { brokenOnTour, misfitsOnTour, type Screen } from './support/tours.ts'
import { appText } from './support/words.ts'

vi.setConfig({ maxConcurrency: 2, testTimeout: 180_000 })

const text = translator(sourcingEn, 'en')
const SUPPLIER = isolate(DAIRY.name)
const ORDER = `/app/orders/${ORDER_ID}`
const GET_ORDER = `GET /api/orders/${ORDER_ID}`
const POOL = `/app/stock/pools/${POOL_ID}`
const CART = `/app/stock/cart/${DAIRY.id}`

interface StockScreen extends Screen {
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

const SCREENS: StockScreen[] = [
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

const ROUND = {
  name: 'sourcing',
  screens: SCREENS,
  prepare: async (page: Page, { replies = {}, carts }: StockScreen) => {
    await answerFrom(page, replies)
    await keepCarts(page, carts)
  },
}

it.concurrent.for(['light', 'dark'] as const)(
  'breaks no rule of WCAG 2.2 AA that a machine can check, and fits a thumb, in $0',
  async (colorScheme, { expect, phones }) => {
    expect(await brokenOnTour(phones, ROUND, colorScheme)).toEqual([])
  },
)

it.concurrent.for(['en-XA', 'ar-XB'])(
  'fits on 360 pixels without scrolling sideways, in $0',
  async (lang, { expect, phones }) => {
    expect(await misfitsOnTour(phones, ROUND, lang)).toEqual([])
  },
)
