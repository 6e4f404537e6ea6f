import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { sourcingEn } from '../../src/domain/i18n/app/sourcing-en.ts'
import { isolate, translator } from '../../src/domain/i18n/i18n.ts'
import { answerFrom, type Refusal } from './support/answers.ts'
import { it } from './support/phones.ts'
import {
  DAIRY,
  DELIVERED,
  dueIn,
  HOME,
  ITEM,
  MILK,
  order,
  ORDER_ID,
  POOL_ID,
  SETTLED,
} from './support/sourcing.ts'
import { appText } from './support/words.ts'

vi.setConfig({ maxConcurrency: 2 })

const text = translator(sourcingEn, 'en')
const SUPPLIER = isolate(DAIRY.name)
const ORDER = `/app/orders/${ORDER_ID}`
const GET_ORDER = `GET /api/orders/${ORDER_ID}`
const POOL = `/app/stock/pools/${POOL_ID}`

const refusal = (code: string, more: Partial<Refusal> = {}) => ({
  refusal: { status: 422, code, ...more },
})

it('counts a delivery with the code of the driver’s QR, which does not stay in the address', async ({
  expect,
  phones,
}) => {
  const page = await phones.unpack({ serviceWorkers: 'block' })
  const heard = await answerFrom(page, {
    [`POST /api/orders/${ORDER_ID}/confirm`]: [
      refusal('invalid', { errors: [{ pointer: '/code', detail: '', code: 'code_wrong' }] }),
      { json: order({ ...SETTLED, state: 'confirmed' }) },
    ],
  })
  await page.goto(`${ORDER}/confirm#code=402913`)
  const code = page.getByLabel(text('count.code'))
  await code.waitFor()
  expect(await code.inputValue()).toBe('402913')
  expect(new URL(page.url()).hash).toBe('')
  expect(await sumShown(page)).toBe('₹7,240.00')
  await button(page, text('fewer')).first().tap()
  expect(await sumShown(page)).toBe('₹6,400.00')
  await page.getByText(text('count.less', { amount: '₹840.00' })).waitFor()
  await page.getByText(text('count.damaged'), { exact: true }).tap()
  await button(page, text('count.agree')).tap()
  await page.getByText(text('refused.code_wrong')).waitFor()
  // A scan opens the app anew: what was counted is still there.
  await page.goto(`${ORDER}/confirm?again#code=402914`)
  await page.getByText(text('count.less', { amount: '₹840.00' })).waitFor()
  await button(page, text('count.agree')).tap()
  await page.getByText(text('count.done'), { exact: true }).waitFor()
  expect(heard[`POST /api/orders/${ORDER_ID}/confirm`]?.[1]).toEqual({
    code: '402914',
    counts: [
      { item: MILK.id, arrived: 5, problem: 'damaged' },
      { item: HOME.favourites[0]?.id, arrived: 2, problem: null },
    ],
  })
})

it('tells the supplier when what it says arrived did not', async ({ expect, phones }) => {
  const page = await phones.unpack({ serviceWorkers: 'block' })
  const heard = await answerFrom(page, {
    [GET_ORDER]: { json: order(DELIVERED) },
    [`POST /api/orders/${ORDER_ID}/dispute`]: {
      json: order({ ...DELIVERED, state: 'disputed', due: dueIn(3, 'confirmed') }),
    },
  })
  await page.goto(`${ORDER}/confirm`)
  await button(page, text('count.not_come')).tap()
  await button(page, text('dispute.send')).tap()
  await page.getByText(text('note.empty')).waitFor()
  await page.getByLabel(text('dispute.note')).fill('Nobody came to the stall.')
  await button(page, text('dispute.send')).tap()
  await page.getByText(text('dispute.done_hint', { supplier: SUPPLIER })).waitFor()
  expect(heard[`POST /api/orders/${ORDER_ID}/dispute`]).toEqual([
    {
      counts: [
        { item: MILK.id, arrived: 0, problem: 'short' },
        { item: HOME.favourites[0]?.id, arrived: 0, problem: 'short' },
      ],
      note: 'Nobody came to the stall.',
    },
  ])
})

it('empties the jar with one tap, and asks for money back with an amount', async ({
  expect,
  phones,
}) => {
  const page = await phones.unpack({ serviceWorkers: 'block' })
  const heard = await answerFrom(page, {
    [GET_ORDER]: { json: order(SETTLED) },
    'POST /api/jar/empty': { json: {} },
    [`POST /api/orders/${ORDER_ID}/claims`]: { json: order(SETTLED) },
  })
  await page.goto('/app/stock/jar')
  await button(page, text('jar.empty', { amount: '₹432.50' })).tap()
  await page.getByText(text('jar.emptied', { amount: '₹432.50' })).waitFor()
  expect(heard['POST /api/jar/empty']).toEqual([{ id: expect.stringMatching(/^jar_/) }])

  await page.goto(`${ORDER}/claim`)
  await page.getByLabel(text('claims.what')).fill('Two packs were sour.')
  await button(page, text('claims.next')).tap()
  for (const key of ['1', '6', '8', '0', '00']) await button(page, key).tap()
  await button(page, text('claims.send', { amount: '₹1,680.00' })).tap()
  await page.getByText(text('claims.sent'), { exact: true }).waitFor()
  expect(heard[`POST /api/orders/${ORDER_ID}/claims`]).toEqual([
    { id: expect.stringMatching(/^clm_/), note: 'Two packs were sour.', amount: 168_000 },
  ])
})

it('lets a cashier look at everything and spend nothing', async ({ expect, phones }) => {
  const page = await phones.unpack({ serviceWorkers: 'block' })
  await answerFrom(page, { [GET_ORDER]: { json: order(SETTLED) } }, { role: 'cashier' })
  for (const path of [`/app/stock/items/${ITEM.id}`, '/app/stock/jar', POOL]) {
    await page.goto(path)
    await page.getByText(text('may_not_buy')).first().waitFor()
  }
  expect(await button(page, text('item.add')).count()).toBe(0)
  await page.goto(ORDER)
  await page.getByText(text('order.events')).waitFor()
  expect(await button(page, text('claims.start')).count()).toBe(0)
})

it('says on the keypad that a delivery wants to be counted, and nothing otherwise', async ({
  expect,
  phones,
}) => {
  const page = await phones.unpack({ serviceWorkers: 'block' })
  await answerFrom(page, {})
  await page.goto('/app')
  await button(page, appText('stock.door')).tap()
  await page.getByText(text('count.title')).waitFor()

  const other = await phones.unpack({ serviceWorkers: 'block' })
  await answerFrom(other, {
    'GET /api/orders': { json: { data: [order(SETTLED)], has_more: false } },
  })
  await other.goto('/app')
  await other.getByText(appText('connection.live')).waitFor()
  await other.waitForLoadState('networkidle')
  expect(await button(other, appText('stock.door')).count()).toBe(0)
})

async function sumShown(page: Page): Promise<string> {
  return (await page.locator('.sums .figure').textContent()) ?? ''
}

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true })
}
