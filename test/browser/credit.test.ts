import type { Page } from 'playwright-core'
import { isolate } from '../../src/domain/i18n/i18n.ts'
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

it('lets sales become an offer, the offer a line, the line stock, and the next sale repay it', async ({
  expect,
  phones,
}) => {
  const { stall, lender, supplier } = await creditMarket('Dadar')
  const vendor = await vendorPhone(phones, stall)
  // The offer of the night comes to the open app by itself.
  await runCron()
  await vendor.getByRole('button', { name: appText('credit.door_offer') }).tap()
  await vendor.getByText(lender, { exact: true }).waitFor()
  await picture(vendor, 'credit-offers')

  await vendor.getByText(lender, { exact: true }).tap()
  await vendor.getByText(creditText('offer.lends', { lender: isolate(lender) })).waitFor()
  await picture(vendor, 'credit-offer')
  await button(vendor, creditText('offer.take')).tap()
  await vendor.getByText(creditText('offer.taken'), { exact: true }).waitFor()
  await button(vendor, creditText('back_home')).tap()
  await picture(vendor, 'credit-line')

  await button(vendor, creditText('line.draw')).tap()
  await vendor.getByText(supplier, { exact: true }).tap()
  for (const key of ['1', '5', '0', '0', '00']) await button(vendor, key).tap()
  await picture(vendor, 'credit-draw')
  await button(vendor, creditText('draw.next')).tap()
  await button(vendor, creditText('draw.confirm', { amount: '₹1,500.00' })).tap()
  await vendor.getByText(creditText('draw.posted', { supplier: isolate(supplier) })).waitFor()
  await picture(vendor, 'credit-drawn')
  const cash = async () => (await readBook(vendor))[0]
  expect(await cash()).toMatchObject({ kind: 'resolution', state: 'posted' })

  const shopper = await shopperPhone(phones)
  await payAt(shopper, stall.payPath, '100')
  const receipt = await readReceipt(shopper)
  expect(await readPaidScreen(vendor)).toMatchObject({
    alertCode: receipt.alertCode,
    amount: '₹100.00',
  })
  await picture(vendor, 'credit-sale')
  await dismissPaidScreen(vendor)
  const [sale] = await readBook(vendor)
  expect(sale).toMatchObject({
    kind: 'payment',
    amount: { amount: 10_000 },
    holdback: { amount: 1_200, currency: 'INR' },
  })
  await vendor.goto('/app/credit')
  await vendor
    .getByText(creditText('line.money', { repaid: '₹12.00', total: '₹1,514.70' }))
    .waitFor()
  await picture(vendor, 'credit-in-use')
})

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true })
}
