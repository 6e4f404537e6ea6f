import { inject, vi } from 'vitest'
import { it, picture } from './support/phones.ts'
import { readQr } from './support/qr.ts'
import { openStall, readBook, requestMoney, vendorPhone } from './support/stalls.ts'
import {
  dismissPaidScreen,
  payButton,
  readPaidScreen,
  readReceipt,
  readWallet,
  shopperPhone,
  typeOnKeypad,
} from './support/till.ts'
import { appText, pageText } from './support/words.ts'

// The first has to wait until a request runs out; meanwhile the others take their turns.
vi.setConfig({ maxConcurrency: 2 })

it.concurrent('says that a request ran out of time, and moves no money', async ({
  expect,
  phones,
}) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const [plain, counting] = [await shopperPhone(phones), await shopperPhone(phones)]
  const { path } = await requestMoney(vendor, { amount: 4_000, expiresInS: 30 })
  // Without its script the page cannot notice by itself that the time is over.
  await plain.route('**/assets/pay.js', (route) => route.abort())
  await Promise.all([plain.goto(path), counting.goto(path)])
  await counting.getByText(pageText('pay.time_left')).waitFor()
  await picture(counting, 'request-countdown')
  await counting.getByText(pageText('decline.request_expired')).waitFor({ timeout: 40_000 })
  await picture(counting, 'request-expired')
  await payButton(plain).tap()
  await plain.getByText(pageText('decline.request_expired')).waitFor()
  expect(await readWallet(plain)).toBe('₹2,000.00')
  expect(await readBook(vendor)).toEqual([])
  // The stall itself can still be paid.
  await plain.getByRole('link', { name: pageText('pay.type_yourself') }).tap()
  await plain.waitForURL(`**${stall.payPath}`)
})

it.concurrent('shows a code for one sale that the first shopper pays and a second one cannot', async ({
  expect,
  phones,
}) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  await typeOnKeypad(vendor, '12550')
  await picture(vendor, 'keypad-typed')
  await vendor.getByRole('button', { name: 'Charge ₹125.50' }).tap()
  const qr = vendor.getByRole('img', { name: appText('charge.qr', { amount: '₹125.50' }) })
  await expect
    .poll(() => qr.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(0)
  const shown = await readQr(await picture(vendor, 'charge'))
  const link = shown.texts[0] ?? ''
  expect(shown).toEqual({ texts: [link, link], isMirrored: false })
  expect(link.startsWith(`${inject('baseUrl')}/r/${stall.code}-`)).toBe(true)

  const [first, second] = [await shopperPhone(phones), await shopperPhone(phones)]
  await Promise.all([first.goto(link), second.goto(link)])
  await picture(first, 'request')
  await payButton(first).tap()
  const receipt = await readReceipt(first)
  expect(receipt).toMatchObject({ stamp: pageText('receipt.paid'), amount: '₹125.50' })
  const { alertCode, amount } = receipt
  expect(await readPaidScreen(vendor)).toEqual({ word: appText('paid.title'), alertCode, amount })
  await dismissPaidScreen(vendor)
  expect(new URL(vendor.url()).pathname).toBe('/app')

  await payButton(second).tap()
  await second.getByText(pageText('decline.request_paid')).waitFor()
  await picture(second, 'request-paid')
  expect(await payButton(second).count()).toBe(0)
  expect(await readWallet(second)).toBe('₹2,000.00')
  expect(await readBook(vendor)).toMatchObject([
    { kind: 'payment', state: 'posted', id: receipt.paymentId, amount: { amount: 12_550 } },
  ])
})

it.concurrent('takes one payment from a shopper who opened the request in two tabs', async ({
  expect,
  phones,
}) => {
  const vendor = await vendorPhone(phones, await openStall())
  const { id, path } = await requestMoney(vendor, { amount: 4_000, note: 'Two teas' })
  const one = await shopperPhone(phones)
  const other = await one.context().newPage()
  await Promise.all([one.goto(path), other.goto(path)])
  await payButton(one).tap()
  expect((await readReceipt(one)).stamp).toBe(pageText('receipt.paid'))
  await payButton(other).tap()
  await other.getByText(pageText('decline.request_paid')).waitFor()
  expect(await readWallet(one)).toBe('₹1,960.00')
  expect(await readBook(vendor)).toMatchObject([{ kind: 'payment', payment_request: id }])
})

it.concurrent('takes one payment when two shoppers pay one request in the same moment', async ({
  expect,
  phones,
}) => {
  const vendor = await vendorPhone(phones, await openStall())
  const { path } = await requestMoney(vendor, { amount: 4_000 })
  const shoppers = [await shopperPhone(phones), await shopperPhone(phones)]
  await Promise.all(shoppers.map((shopper) => shopper.goto(path)))
  await Promise.all(shoppers.map((shopper) => payButton(shopper).tap()))
  const stamps = await Promise.all(
    shoppers.map(async (shopper) => {
      const told = shopper.getByText(pageText('decline.request_paid'))
      const paid = shopper.getByRole('heading', { name: pageText('receipt.paid'), exact: true })
      await told.or(paid).first().waitFor()
      return (await paid.count()) === 1 ? 'paid' : 'told'
    }),
  )
  expect(stamps.toSorted()).toEqual(['paid', 'told'])
  const balances = await Promise.all(shoppers.map(readWallet))
  expect(balances.toSorted()).toEqual(['₹1,960.00', '₹2,000.00'])
  const paid = (await readBook(vendor)).filter(({ state }) => state === 'posted')
  expect(paid).toMatchObject([{ kind: 'payment', amount: { amount: 4_000 } }])
})

it.concurrent('says that a request was taken back, and moves no money', async ({
  expect,
  phones,
}) => {
  const vendor = await vendorPhone(phones, await openStall())
  await typeOnKeypad(vendor, '4000')
  await vendor.getByRole('button', { name: 'Charge ₹40.00' }).tap()
  await vendor.getByRole('button', { name: appText('charge.cancel') }).waitFor()
  const qr = await vendor.locator('.plate img').getAttribute('src')
  const path = (qr ?? '').replace('/q/r/', '/r/').replace('.svg', '')
  const shopper = await shopperPhone(phones)
  await shopper.goto(path)
  await vendor.getByRole('button', { name: appText('charge.cancel') }).tap()
  // What was typed comes back, because most cancelled sales are corrected ones.
  await vendor.getByRole('button', { name: 'Charge ₹40.00' }).waitFor()
  await payButton(shopper).tap()
  await shopper.getByText(pageText('decline.request_cancelled')).waitFor()
  await picture(shopper, 'request-cancelled')
  expect(await readWallet(shopper)).toBe('₹2,000.00')
  expect(await readBook(vendor)).toEqual([])
})
