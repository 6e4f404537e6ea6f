import { inject } from 'vitest'
import { pngPixels } from '../support/decode.ts'
import { it, picture } from './support/phones.ts'
import { readQr } from './support/qr.ts'
import { readBook, readLedger, readMe } from './support/stalls.ts'
import {
  amountField,
  dismissPaidScreen,
  payButton,
  readPaidScreen,
  readReceipt,
} from './support/till.ts'
import { appText, pageText } from './support/words.ts'

it('lets a vendor open a stall and a shopper pay at the sticker, and both see the same code', async ({
  expect,
  phones,
}) => {
  const vendor = await phones.unpack()
  await vendor.goto('/app/join')
  await vendor.getByRole('heading', { name: appText('join.title') }).waitFor()
  await picture(vendor, 'join')
  await vendor.getByLabel(appText('join.name')).fill('Meena Vada Pav')
  await vendor.getByText(appText('trade.food')).tap()
  await vendor.getByLabel(appText('join.place')).fill('Dadar station, gate 3')
  await vendor.getByLabel(appText('join.currency')).selectOption('INR')
  await picture(vendor, 'join-filled')
  await vendor.getByRole('button', { name: appText('join.submit') }).tap()
  await vendor.getByRole('heading', { name: appText('joined.title') }).waitFor()
  await picture(vendor, 'joined')
  const code = await vendor.locator('.sticker-code').innerText()

  const poster = await vendor.context().newPage()
  await poster.goto(`/q/${code.replace('-', '')}/poster`)
  const sticker = await readQr(await picture(poster, 'poster'))
  const payLink = `${inject('baseUrl')}/p/${code.replace('-', '')}`
  expect(sticker).toEqual({ texts: [payLink, payLink], isMirrored: false })
  await poster.close()

  await vendor.getByRole('button', { name: appText('joined.start') }).tap()
  await vendor.getByText(appText('connection.live')).waitFor()
  await picture(vendor, 'keypad-empty')
  expect(await vendor.locator('.day-total').innerText()).toContain('₹0.00')

  const shopper = await phones.unpack()
  await shopper.goto(sticker.texts[0] ?? '')
  expect(await shopper.getByRole('heading', { level: 1 }).innerText()).toBe('Meena Vada Pav')
  expect(await shopper.locator('.check .code').innerText()).toBe(code)
  await picture(shopper, 'pay-no-wallet')
  await shopper.getByRole('button', { name: pageText('pay.demo_wallet') }).tap()
  await amountField(shopper).fill('45.50')
  await picture(shopper, 'pay')
  await payButton(shopper).tap()
  const receipt = await readReceipt(shopper)
  await picture(shopper, 'receipt')
  expect(receipt).toMatchObject({ stamp: pageText('receipt.paid'), amount: '₹45.50' })
  expect(receipt.alertCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/)

  const { alertCode, amount } = receipt
  expect(await readPaidScreen(vendor)).toEqual({ word: appText('paid.title'), alertCode, amount })
  expect(greenness(await picture(vendor, 'paid'))).toBeGreaterThan(0.5)
  await dismissPaidScreen(vendor)
  expect(await vendor.locator('.day-total').innerText()).toContain('₹45.50')
  await picture(vendor, 'keypad-after')

  const book = await readBook(vendor)
  expect(book).toMatchObject([
    {
      kind: 'payment',
      state: 'posted',
      id: receipt.paymentId,
      alert_code: alertCode,
      amount: { amount: 4550, currency: 'INR' },
    },
  ])
  // The partner's view is read from the database, the vendor's from the book.
  const { vendor: stall } = await readMe(vendor)
  expect(await readLedger(stall.id)).toEqual(book)
})

/** Share of a screenshot that is green: more green in it than red and blue together would allow on paper. */
function greenness(png: Uint8Array): number {
  const { rgba } = pngPixels(png)
  let green = 0
  for (let at = 0; at < rgba.length; at += 4) {
    const [r = 0, g = 0, b = 0] = rgba.subarray(at, at + 3)
    if (g > 1.4 * r && g > 1.4 * b) green += 1
  }
  return green / (rgba.length / 4)
}
