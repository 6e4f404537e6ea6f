import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { sourcingEn } from '../../src/domain/i18n/app/sourcing-en.ts'
import { isolate, translator } from '../../src/domain/i18n/i18n.ts'
import { answerFrom, keepCarts, type Refusal, type Replies } from './support/answers.ts'
import { it, type Phones } from './support/phones.ts'
import {
  CARTS,
  DAIRY,
  ITEM,
  MILK,
  order,
  ORDER_ID,
  pool,
  POOL_ID,
  QUOTE,
  rupees,
} from './support/sourcing.ts'
import { appText } from './support/words.ts'

vi.setConfig({ maxConcurrency: 2 })

const text = translator(sourcingEn, 'en')
const POOL = `/app/stock/pools/${POOL_ID}`

const refusal = (code: string, more: Partial<Refusal> = {}) => ({
  refusal: { status: 422, code, ...more },
})

it('puts packs in the cart, says what is missing for the next price, and orders what the screen showed', async ({
  expect,
  phones,
}) => {
  const page = await phones.unpack({ serviceWorkers: 'block' })
  const heard = await answerFrom(page, {
    'POST /api/orders': { json: { order: order({ state: 'placed' }), state: 'placed' } },
  })
  await page.goto(`/app/stock/items/${ITEM.id}`)
  await page
    .getByText(text.plural('tiers.missing', 8, { price: '₹800.00', saves: '₹40.00' }))
    .waitFor()
  await button(page, text('tiers.take', { packs: text.plural('packs', 10) })).tap()
  const reached = page.locator('.tiers [aria-current=true]')
  expect(await reached.textContent()).toContain('₹800.00')
  await button(page, text('fewer')).tap()
  await button(page, text('item.add')).tap()
  await button(page, text('item.to_cart')).tap()
  await page.getByText(text('sums.a_day_about', { amount: '₹150.95' })).waitFor()
  await button(page, text('source.earlier', { source: text('source.credit') })).tap()
  await page.locator('.days .tile').nth(1).tap()
  await button(page, text('cart.place', { total: '₹4,949.82' })).tap()
  await page.getByText(text('placed.title'), { exact: true }).waitFor()
  expect(heard['POST /api/orders/quote']?.at(-1)).toMatchObject({
    supplier: DAIRY.id,
    lines: [{ item: MILK.id, quantity: 9 }],
    sources: ['jar', 'credit', 'available'],
    delivery_day: QUOTE.delivery_days[1],
  })
  expect(heard['POST /api/orders']).toEqual([
    {
      id: expect.stringMatching(/^ord_[0-9A-Z]{26}$/),
      supplier: DAIRY.id,
      lines: [{ item: MILK.id, quantity: 6, price_version: 3, unit_price: 84_000 }],
      sources: QUOTE.sources,
      delivery_day: QUOTE.delivery_days[1],
      note: null,
      pool: null,
      unit_price_max: null,
      shown: { total: 494_982, credit_owed: 362_284 },
    },
  ])
  await button(page, text('to_stock')).tap()
  await page.getByText(text('home.hints')).waitFor()
  expect(await page.getByText(text.plural('home.cart', 1)).count()).toBe(0)
})

it('sends an order that nobody answered again under the same id, also after a reload', async ({
  expect,
  phones,
}) => {
  const page = await openCart(phones, {
    'POST /api/orders': [
      'no_answer',
      'no_answer',
      { json: { order: order({ state: 'placing' }), state: 'placing' } },
    ],
  })
  await button(page.page, text('cart.place', { total: '₹4,949.82' })).tap()
  await page.page.getByText(text('cart.unknown')).waitFor()
  await page.page.reload()
  await button(page.page, text('send_again')).tap()
  await page.page.getByText(text('cart.unknown')).waitFor()
  await button(page.page, text('send_again')).tap()
  await page.page.getByText(text('placed.pending'), { exact: true }).waitFor()
  const sent = page.heard['POST /api/orders'] ?? []
  expect(sent).toHaveLength(3)
  expect(new Set(sent.map((body) => JSON.stringify(body))).size).toBe(1)
})

it('says in plain words why an order was not placed, and asks for its cost again', async ({
  expect,
  phones,
}) => {
  const { page, heard } = await openCart(phones, {
    'POST /api/orders': [
      refusal('invalid', { errors: [{ pointer: '', detail: '', code: 'not_in_stock' }] }),
      refusal('declined', { reason: 'terms_changed' }),
      refusal('step_up_required', { status: 403 }),
    ],
  })
  const place = button(page, text('cart.place', { total: '₹4,949.82' }))
  await place.tap()
  await page.getByText(text('refused.not_in_stock')).waitFor()
  await place.tap()
  await page.getByText(text('refused.price_changed')).waitFor()
  await place.tap()
  await page.getByRole('button', { name: appText('passkey.add') }).waitFor()
  // A durable no ends an id: the next try is another order.
  const ids = (heard['POST /api/orders'] as { id: string }[]).map(({ id }) => id)
  expect(new Set(ids).size).toBe(3)
  expect(heard['POST /api/orders/quote']?.length).toBeGreaterThanOrEqual(3)
})

it('takes out of the cart what is not sold any more, in one tap', async ({ expect, phones }) => {
  const gone = { code: 'item_gone', item: MILK.id, least: null }
  const { page } = await openCart(phones, {
    'POST /api/orders/quote': { json: { ...QUOTE, lines: [], problems: [gone] } },
  })
  await page.getByText(text('problem.item_gone', { item: isolate(MILK.name) })).waitFor()
  expect(await button(page, text('cart.place', { total: '₹4,949.82' })).isDisabled()).toBe(true)
  await button(page, text('cart.remove')).tap()
  await page.getByText(text('cart.empty')).waitFor()
})

it('joins a pool for no more than was agreed to, and leaves it', async ({ expect, phones }) => {
  const page = await phones.unpack({ serviceWorkers: 'block' })
  const joined = { json: pool({ order: ORDER_ID }) }
  const heard = await answerFrom(page, {
    'POST /api/orders/quote': {
      json: { ...QUOTE, credit: null, money: { ...QUOTE.money, credit: rupees(0) } },
    },
    'POST /api/orders': { json: { order: order({ state: 'placed' }), state: 'placed' } },
    [`POST /api/orders/${ORDER_ID}/cancel`]: { json: order({ state: 'cancelled', due: null }) },
  })
  await page.goto(POOL)
  await page.getByText(text('pool.consent_now', { price: '₹800.00' })).waitFor()
  await page.getByText('₹840.00', { exact: true }).last().tap()
  await page.getByText(text('pool.consent', { price: '₹800.00', most: '₹840.00' })).waitFor()
  await button(page, text('pool.place', { total: '₹4,949.82' })).tap()
  await page.getByText(text('placed.title'), { exact: true }).waitFor()
  expect(heard['POST /api/orders']).toMatchObject([
    { pool: POOL_ID, unit_price_max: 84_000, shown: { credit_owed: null } },
  ])
  expect(heard['POST /api/orders/quote']?.at(-1)).toMatchObject({ unit_price_max: 84_000 })

  await page.route(`**/api/sourcing/pools/${POOL_ID}`, (route) => route.fulfill(joined))
  await page.goto(POOL)
  await button(page, text('pool.leave')).tap()
  await button(page, text('pool.leave_yes')).tap()
  await page.waitForFunction(() => document.querySelector('[role=alert] p') === null)
  expect(heard[`POST /api/orders/${ORDER_ID}/cancel`]).toEqual([{ reason: null }])
})

it('sends a hint away for a while, and finds what is typed without a button', async ({
  expect,
  phones,
}) => {
  const page = await phones.unpack({ serviceWorkers: 'block' })
  await answerFrom(page, {})
  await page.goto('/app/stock')
  await page.getByText(text.plural('hint.lasts', 2)).waitFor()
  await button(page, text('hint.dismiss', { item: MILK.name })).tap()
  await page.reload()
  await page.getByText(text('home.again')).waitFor()
  expect(await page.getByText(text.plural('hint.lasts', 2)).count()).toBe(0)

  await page.goto('/app/stock/search')
  await page.getByRole('searchbox').fill('mlik')
  const meant = text('search.did_you_mean', { typed: isolate('mlik'), meant: isolate('milk') })
  await page.getByText(meant).waitFor()
  expect(new URL(page.url()).searchParams.get('q')).toBe('mlik')
  await page.getByText(MILK.name).first().tap()
  await page.getByText(text('item.alternatives')).waitFor()
  expect(new URL(page.url()).search).toBe('')
  await page.goBack()
  await page.getByText(meant).waitFor()
})

async function openCart(phones: Phones, replies: Replies) {
  const page = await phones.unpack({ serviceWorkers: 'block' })
  const heard = await answerFrom(page, replies)
  await keepCarts(page, CARTS)
  await page.goto(`/app/stock/cart/${DAIRY.id}`)
  await page.getByText(text('sums.net')).waitFor()
  return { page, heard }
}

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true })
}
