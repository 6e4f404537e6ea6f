import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { sourcingEn } from '../../src/domain/i18n/app/sourcing-en.ts'
import { isolate, translator } from '../../src/domain/i18n/i18n.ts'
import { creditMarket, creditText, runCron } from './support/credit.ts'
import { it, picture } from './support/phones.ts'
import { readBook, vendorPhone } from './support/stalls.ts'
import {
  dismissPaidScreen,
  payAt,
  readPaidScreen,
  readReceipt,
  shopperPhone,
} from './support/till.ts'
import { appText } from './support/words.ts'

const s = translator(sourcingEn, 'en')

it('turns the whole wheel: sales, offer, stock on credit, short delivery, supplier paid, next sale repays', async ({
  expect,
  phones,
}) => {
  const { stall, lender, supplierKey } = await creditMarket('Byculla')
  const partner = partnerOf(supplierKey)
  await partner.put('/supplier-terms', TERMS)
  await partner.put('/catalogue/items/TEA-5', item('Assam tea', 100_000, 90_000))
  await partner.put('/catalogue/items/SUGAR-50', item('Sugar', 220_000, 200_000))
  const vendor = await vendorPhone(phones, stall)

  // Sales have become an offer over night, and the offer a line.
  await runCron()
  await vendor.getByRole('button', { name: appText('credit.door_offer') }).tap()
  await vendor.getByText(lender, { exact: true }).tap()
  await button(vendor, creditText('offer.take')).tap()
  await vendor.getByText(creditText('offer.taken'), { exact: true }).waitFor()

  // Found by a word with a slip, put into the cart, paid on credit alone.
  await vendor.goto('/app/stock')
  await vendor.getByRole('searchbox').fill('assm tea')
  await button(vendor, s('search.go')).tap()
  await vendor.getByText('Assam tea', { exact: true }).tap()
  await button(vendor, s('more_packs')).tap()
  await picture(vendor, 'wheel-item')
  await button(vendor, s('item.add')).tap()
  await button(vendor, s('item.to_cart')).tap()
  await button(vendor, s('source.earlier', { source: s('source.credit') })).tap()
  await button(vendor, s('source.earlier', { source: s('source.credit') })).tap()
  await vendor.getByText(s('sums.credit', { lender: isolate(lender) })).waitFor()
  await picture(vendor, 'wheel-cart')
  await button(vendor, s('cart.place', { total: '₹2,000.00' })).tap()
  await vendor.getByText(s('placed.title'), { exact: true }).waitFor()
  await button(vendor, s('to_order')).tap()
  await vendor.getByText(s('state.placed'), { exact: true }).waitFor()
  await picture(vendor, 'wheel-placed')

  // The supplier finds it in the inbox, takes it on, packs it and sends a driver.
  const { data } = await partner.get<{ data: { id: string }[] }>('/orders?state=placed')
  const [order] = data
  const id = order?.id ?? ''
  await partner.post(`/orders/${id}/accept`, {})
  await partner.post(`/orders/${id}/pack`, {})
  const sent = await partner.post<{ delivery_code: string; delivery_url: string }>(
    `/orders/${id}/dispatch`,
    {},
  )
  // One of the two packs is missing: the driver's QR opens the count.
  const { pathname, hash } = new URL(sent.delivery_url)
  await vendor.goto(pathname + hash)
  await button(vendor, s('fewer')).tap()
  await picture(vendor, 'wheel-count')
  expect(await vendor.getByLabel(s('count.code'), { exact: true }).inputValue()).toBe(
    sent.delivery_code,
  )
  await button(vendor, s('count.agree')).tap()
  await vendor.getByText(s('count.done'), { exact: true }).waitFor()
  await vendor.goto(`/app/orders/${id}`)
  await vendor.getByText(s('state.settled'), { exact: true }).first().waitFor()
  await picture(vendor, 'wheel-settled')

  // The supplier has the money for exactly what arrived, and an invoice for it.
  const statement = await partner.get<{ data: object[] }>('/supplier-statement')
  expect(statement.data).toMatchObject([
    {
      kind: 'purchase',
      amount: { amount: 100_000 },
      order: id,
      document: 'INV-000001',
      state: 'paid',
    },
  ])
  expect(await partner.text(`/orders/${id}/invoice`)).toContain('<cbc:ID>INV-000001</cbc:ID>')

  // The next sale repays.
  const shopper = await shopperPhone(phones)
  await vendor.goto('/app')
  await vendor.getByText(appText('connection.live')).waitFor()
  await payAt(shopper, stall.payPath, '100')
  const receipt = await readReceipt(shopper)
  expect(await readPaidScreen(vendor)).toMatchObject({ alertCode: receipt.alertCode })
  await dismissPaidScreen(vendor)
  const [sale] = await readBook(vendor)
  expect(sale).toMatchObject({ kind: 'payment', holdback: { amount: 1_200, currency: 'INR' } })
})

const TERMS = {
  min_order: { amount: 50_000, currency: 'INR' },
  lead_days: 1,
  areas: ['Dadar station'],
  days: [1, 2, 3, 4, 5, 6, 7],
  cut_off: '18:00',
  time_zone: 'Asia/Kolkata',
  early_discount_bp: 0,
  legal_name: 'Dadar Wholesale Private Limited',
  tax_id: '27ABCDE1234F1Z5',
  address: '1 Market Yard, Mumbai',
  country: 'IN',
}

function item(name: string, price: number, priceOfTen: number) {
  return {
    names: { en: name },
    category: 'tea_coffee',
    pack: { count: 10, size: 500, unit: 'g' },
    quantity: { min: 1, step: 1 },
    tiers: [
      { from: 1, price: { amount: price, currency: 'INR' } },
      { from: 10, price: { amount: priceOfTen, currency: 'INR' } },
    ],
    tax_bp: 500,
  }
}

/** The supplier's own system. */
function partnerOf(key: string) {
  const call = async (method: string, path: string, body?: object): Promise<Response> => {
    const answer = await fetch(`${inject('baseUrl')}/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  return {
    get: async <T>(path: string) => (await (await call('GET', path)).json()) as T,
    text: async (path: string) => await (await call('GET', path)).text(),
    put: async (path: string, body: object) => void (await call('PUT', path, body)),
    post: async <T>(path: string, body: object) =>
      (await (await call('POST', path, body)).json()) as T,
  }
}

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true })
}
