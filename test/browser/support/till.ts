import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import type { Phones } from './phones.ts'
import { appText, pageText } from './words.ts'

/** What a receipt says, as the shopper holds it out to the vendor. */
export interface Receipt {
  /** The stamp: "Paid". */
  stamp: string
  /** The four symbols; empty when there are none. */
  alertCode: string
  /** The large figure: "₹45.00". */
  amount: string
  /** `pay_…`. */
  paymentId: string
}

/** A shopper's phone that holds a rupee wallet with ₹2,000 of play money already. */
export async function shopperPhone(phones: Phones): Promise<Page> {
  const page = await phones.unpack()
  const form = { currency: 'INR', return_to: '/wallet' }
  const headers = { Origin: inject('baseUrl') }
  const answer = await page.context().request.post('/wallet/demo', { form, headers })
  if (!answer.ok()) throw new Error(`no demo wallet: ${answer.status()}`)
  return page
}

/** Types an amount at a sticker's page and pays it. Ends on whatever page comes after. */
export async function payAt(shopper: Page, payPath: string, amount: string): Promise<void> {
  await shopper.goto(payPath)
  await amountField(shopper).fill(amount)
  await payButton(shopper).click()
}

/** The large field on the pay page. */
export function amountField(shopper: Page) {
  return shopper.locator('#amount')
}

export function payButton(shopper: Page) {
  return shopper.getByRole('button', { name: pageText('pay.submit'), exact: true })
}

/** Waits for the receipt and reads it. */
export async function readReceipt(shopper: Page): Promise<Receipt> {
  await shopper.waitForURL('**/t/pay_*')
  const mark = shopper.locator('.mark')
  return {
    stamp: await shopper.getByRole('heading', { level: 1 }).innerText(),
    alertCode: (await mark.count()) === 0 ? '' : withoutGaps(await mark.innerText()),
    amount: withoutGaps(await shopper.locator('.sheet .fixed').innerText()),
    paymentId: new URL(shopper.url()).pathname.split('/').at(-1) ?? '',
  }
}

/** Waits for the green screen of the vendor and reads it. */
export async function readPaidScreen(
  vendor: Page,
): Promise<{ word: string; alertCode: string; amount: string }> {
  const news = vendor.locator('main.paid').getByRole('alert')
  return {
    word: (await news.getByRole('heading').textContent()) ?? '',
    alertCode: withoutGaps(await news.locator('.alert-code').innerText()),
    amount: withoutGaps(await news.locator('.figure').innerText()),
  }
}

/** The green screen ignores taps in its first moment: a thumb on its way to a key must not wipe the news away. */
const DEAF_MS = 800

/** Puts the news away and is back at the keys. */
export async function dismissPaidScreen(vendor: Page): Promise<void> {
  await vendor.waitForTimeout(DEAF_MS)
  await vendor.getByRole('button', { name: appText('paid.next') }).tap()
  await vendor.locator('main.paid').waitFor({ state: 'detached' })
}

/** Presses the keys of the till: `4500` is ₹45.00. */
export async function typeOnKeypad(vendor: Page, digits: string): Promise<void> {
  const keys = vendor.getByRole('group', { name: appText('keypad.keys') })
  for (const digit of digits) await keys.getByRole('button', { name: digit, exact: true }).tap()
}

/** What the shopper's wallet holds: "₹2,000.00". */
export async function readWallet(shopper: Page): Promise<string> {
  const page = await shopper.context().newPage()
  await page.goto('/wallet')
  const balance = withoutGaps(await page.locator('.sheet .fixed').innerText())
  await page.close()
  return balance
}

function withoutGaps(text: string): string {
  return text.replaceAll(/\s+/g, '')
}
