import type { Page } from 'playwright-core'
import { it, picture } from './support/phones.ts'
import { readQr } from './support/qr.ts'
import { openStall, readBook, vendorPhone } from './support/stalls.ts'
import {
  dismissPaidScreen,
  payAt,
  readPaidScreen,
  readReceipt,
  readWallet,
  shopperPhone,
  typeOnKeypad,
} from './support/till.ts'
import { appText, pageText } from './support/words.ts'

it('makes a phone the stall’s by an enrolment link, which works once', async ({
  expect,
  phones,
}) => {
  const stall = await openStall('Kamala Flowers')
  const first = await phones.unpack()
  await first.goto(stall.enrolmentUrl)
  await first.getByRole('button', { name: appText('enrol.mine') }).waitFor()
  await picture(first, 'enrol')
  // The secret does not stay in the address bar.
  expect(new URL(first.url()).hash).toBe('')
  await first.getByRole('button', { name: appText('enrol.mine') }).tap()
  await first.getByText(appText('connection.live')).waitFor()
  expect(await first.locator('.day-total').innerText()).toContain('Kamala Flowers')

  const second = await phones.unpack()
  await second.goto(stall.enrolmentUrl)
  await second.getByRole('button', { name: appText('enrol.mine') }).tap()
  await second.getByText(appText('enrol.used')).waitFor()
  await picture(second, 'enrol-used')
  await second.getByRole('button', { name: appText('enrol.other_way') }).tap()
  await second.getByRole('heading', { name: appText('sign_in.title') }).waitFor()
  await picture(second, 'sign-in')
})

it('makes a second phone the stall’s by the code that the first one shows', async ({
  expect,
  phones,
}) => {
  const stall = await openStall('Kamala Flowers')
  const owner = await vendorPhone(phones, stall)
  await owner.getByRole('button', { name: appText('settings.title') }).tap()
  await owner.getByRole('button', { name: appText('device.make') }).tap()
  const plate = owner.getByRole('img', { name: appText('device.qr') })
  await plate.scrollIntoViewIfNeeded()
  const { texts } = await readQr(await picture(owner, 'settings-add-phone'))
  const helper = await phones.unpack()
  await helper.goto(texts[0] ?? '')
  await helper.getByRole('button', { name: appText('enrol.mine') }).tap()
  await helper.getByText(appText('connection.live')).waitFor()

  const shopper = await shopperPhone(phones)
  await payAt(shopper, stall.payPath, '15')
  const { alertCode } = await readReceipt(shopper)
  const seen = await Promise.all([owner, helper].map(readPaidScreen))
  expect(seen.map((screen) => screen.alertCode)).toEqual([alertCode, alertCode])
})

it('says loudly that the connection is lost, and tells afterwards what was missed, each once', async ({
  expect,
  phones,
}) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const shopper = await shopperPhone(phones)
  await payAt(shopper, stall.payPath, '10')
  const codes = [(await readReceipt(shopper)).alertCode]
  await dismissPaidScreen(vendor)

  await vendor.context().setOffline(true)
  await vendor.getByRole('alert').getByText(appText('connection.lost_hint')).waitFor()
  await picture(vendor, 'connection-lost')
  for (const amount of ['20', '30']) {
    await payAt(shopper, stall.payPath, amount)
    codes.push((await readReceipt(shopper)).alertCode)
  }
  // Only what the book confirms to this phone may look like a payment.
  expect(await vendor.locator('main.paid, main.away').count()).toBe(0)
  await typeOnKeypad(vendor, '999')
  await vendor.getByRole('button', { name: 'Charge ₹9.99' }).tap()
  await vendor.getByText(appText('problem.no_answer')).waitFor()
  expect(await vendor.locator('.typed').innerText()).toContain('9')

  await vendor.context().setOffline(false)
  await vendor.getByText(appText('away.title')).waitFor()
  await picture(vendor, 'away')
  const told = await vendor.locator('main.away .code').allInnerTexts()
  expect(told).toEqual([codes[2], codes[1]])
  await vendor.waitForTimeout(800)
  await vendor.getByRole('button', { name: appText('away.ok') }).tap()
  await vendor.getByText(appText('connection.live')).waitFor()
  expect(await vendor.getByText(appText('connection.lost')).count()).toBe(0)
  expect(await linesOf(vendor)).toEqual(codes.toReversed())
  expect(await vendor.locator('.day-total').innerText()).toMatch(/₹60\.00\s+3 payments/)

  // From here on payments arrive by themselves again.
  await payAt(shopper, stall.payPath, '40')
  expect((await readPaidScreen(vendor)).alertCode).toBe((await readReceipt(shopper)).alertCode)
})

it('gives money back after asking once more, in parts, never more than was paid', async ({
  expect,
  phones,
}) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const shopper = await shopperPhone(phones)
  await payAt(shopper, stall.payPath, '100')
  const { paymentId } = await readReceipt(shopper)
  await dismissPaidScreen(vendor)

  await vendor.locator('.day-total').tap()
  await vendor.getByRole('heading', { name: appText('payments.title') }).waitFor()
  await picture(vendor, 'payments')
  await vendor.locator('.lines .line').first().tap()
  await vendor.getByRole('button', { name: appText('refund.start') }).waitFor()
  await picture(vendor, 'payment')
  await vendor.getByRole('button', { name: appText('refund.start') }).tap()
  await typeOnKeypad(vendor, '3000')
  await picture(vendor, 'refund')
  await vendor.getByRole('button', { name: appText('refund.next') }).tap()
  await vendor.getByText(appText('refund.ask')).waitFor()
  await picture(vendor, 'refund-confirm')
  // Nothing has happened before the second, red button.
  expect(await readBook(vendor)).toHaveLength(1)
  await vendor.getByRole('button', { name: 'Give back ₹30.00' }).tap()
  await vendor.getByText(appText('refund.paid')).waitFor()
  await picture(vendor, 'refund-done')
  await shopper.reload()
  expect((await readReceipt(shopper)).stamp).toBe(pageText('receipt.partly_refunded'))
  await picture(shopper, 'receipt-partly-refunded')
  expect(await readWallet(shopper)).toBe('₹1,930.00')

  await vendor.getByRole('button', { name: appText('refund.see') }).tap()
  await vendor.getByRole('button', { name: appText('refund.start') }).tap()
  await vendor.getByRole('button', { name: appText('refund.all', { amount: '₹70.00' }) }).tap()
  await vendor.getByRole('button', { name: appText('refund.next') }).tap()
  await vendor.getByRole('button', { name: 'Give back ₹70.00' }).tap()
  await vendor.getByText(appText('refund.paid')).waitFor()
  await vendor.getByRole('button', { name: appText('refund.see') }).tap()
  await vendor.getByText(appText('detail.kept')).waitFor()
  expect(await vendor.getByRole('button', { name: appText('refund.start') }).count()).toBe(0)
  await shopper.reload()
  expect(await readReceipt(shopper)).toMatchObject({
    stamp: pageText('receipt.refunded'),
    paymentId,
  })
  expect(await readWallet(shopper)).toBe('₹2,000.00')
})

it('lets the vendor back in with a passkey', async ({ expect, phones }) => {
  const stall = await openStall('Kamala Flowers')
  const vendor = await vendorPhone(phones, stall)
  const devtools = await vendor.context().newCDPSession(vendor)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await vendor.getByRole('button', { name: appText('settings.title') }).tap()
  await vendor.getByRole('button', { name: appText('passkey.add') }).tap()
  await vendor.getByText(appText('passkey.have')).waitFor()
  await picture(vendor, 'settings')
  await vendor.getByRole('button', { name: appText('settings.log_out') }).tap()
  await picture(vendor, 'log-out')
  await vendor
    .getByRole('alert')
    .getByRole('button', { name: appText('settings.log_out') })
    .tap()
  await vendor.getByRole('heading', { name: appText('sign_in.title') }).waitFor()
  expect((await vendor.context().request.get('/api/me')).status()).toBe(401)
  await vendor.getByRole('button', { name: appText('sign_in.passkey') }).tap()
  await vendor.getByText(appText('connection.live')).waitFor()
  expect(await vendor.locator('.day-total').innerText()).toContain('Kamala Flowers')
})

it('opens without a network after the first visit, and says that nothing can be confirmed', async ({
  expect,
  phones,
}) => {
  const stall = await openStall('Kamala Flowers')
  const vendor = await vendorPhone(phones, stall)
  await vendor.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await vendor.context().setOffline(true)
  await vendor.reload()
  await vendor.getByRole('alert').getByText(appText('connection.lost_hint')).waitFor()
  await picture(vendor, 'offline')
  expect(await vendor.locator('.day-total').innerText()).toContain('Kamala Flowers')
  await typeOnKeypad(vendor, '12')
  await vendor.getByRole('button', { name: 'Charge ₹0.12' }).waitFor()
  await vendor.context().setOffline(false)
  await vendor.getByText(appText('connection.live')).waitFor()
})

/** Alert codes of the last payments under the keys, newest first. */
async function linesOf(vendor: Page): Promise<string[]> {
  return await vendor.locator('.last .line .code').allInnerTexts()
}
