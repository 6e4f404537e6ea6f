import { inject } from 'vitest'
import { it, picture } from './support/phones.ts'
import { openStall, operatorPost, readBook, vendorPhone } from './support/stalls.ts'
import {
  amountField,
  payAt,
  payButton,
  readReceipt,
  readWallet,
  shopperPhone,
} from './support/till.ts'
import { appText, pageText } from './support/words.ts'

it('works with JavaScript off: wallet, payment, receipt', async ({ expect, phones }) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const shopper = await phones.unpack({ javaScriptEnabled: false })
  await shopper.goto(stall.payPath)
  await amountField(shopper).fill('12.30')
  await shopper.getByRole('button', { name: pageText('pay.demo_wallet') }).tap()
  await payButton(shopper).waitFor()
  expect(await amountField(shopper).inputValue()).toBe('12.30')
  await payButton(shopper).tap()
  const receipt = await readReceipt(shopper)
  expect(receipt).toMatchObject({ stamp: pageText('receipt.paid'), amount: '₹12.30' })
  expect(await readBook(vendor)).toMatchObject([
    { id: receipt.paymentId, state: 'posted', alert_code: receipt.alertCode },
  ])
})

it('pays once when the button is tapped again before the answer is there', async ({
  expect,
  phones,
}) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const shopper = await shopperPhone(phones)
  // Without the script, which would disable the button before the second tap.
  await shopper.route('**/assets/pay.js', (route) => route.abort())
  const firstTap = Promise.withResolvers<number>()
  let posts = 0
  await shopper.route(`**${stall.payPath}`, async (route) => {
    if (route.request().method() === 'POST') posts += 1
    if (posts !== 1) return await route.continue()
    // The first tap pays, and its answer gets lost on the way back.
    firstTap.resolve((await route.fetch({ maxRedirects: 0 })).status())
  })
  await shopper.goto(stall.payPath)
  await amountField(shopper).fill('45')
  // From inside the page, as nothing can be asked of a page that waits for its answer.
  await payButton(shopper).evaluate((button: HTMLButtonElement) => {
    button.click()
    setTimeout(() => button.click(), 2_000)
  })
  expect(await firstTap.promise).toBe(303)
  await expect.poll(() => posts, { timeout: 10_000 }).toBe(2)
  expect((await readReceipt(shopper)).amount).toBe('₹45.00')
  expect(await readWallet(shopper)).toBe('₹1,955.00')
  expect(await readBook(vendor)).toHaveLength(1)
})

it('pays once when the same form is sent twice, at once and later', async ({ expect, phones }) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const shopper = await shopperPhone(phones)
  await shopper.goto(stall.payPath)
  const payment = await shopper.locator('input[name=payment]').inputValue()
  const send = async () => {
    const answer = await shopper.context().request.post(stall.payPath, {
      form: { payment, amount: '45', tip: '', note: '' },
      headers: { Origin: inject('baseUrl') },
      maxRedirects: 0,
    })
    return { status: answer.status(), location: answer.headers()['location'] }
  }
  const sameReceipt = { status: 303, location: `/t/${payment}?c=${stall.code}` }
  expect(await Promise.all([send(), send()])).toEqual([sameReceipt, sameReceipt])
  expect(await send()).toEqual(sameReceipt)
  expect(await readWallet(shopper)).toBe('₹1,955.00')
  expect(await readBook(vendor)).toHaveLength(1)
})

it('does not pay again after going back', async ({ expect, phones }) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const shopper = await shopperPhone(phones)
  await payAt(shopper, stall.payPath, '45')
  const { paymentId } = await readReceipt(shopper)
  await shopper.reload()
  expect((await readReceipt(shopper)).paymentId).toBe(paymentId)
  // Phones keep the page as it was left, or ask for it again; both must be safe.
  await shopper.goBack({ waitUntil: 'commit' })
  await payButton(shopper).tap()
  const sameReceipt = shopper.locator('.mark')
  const emptyForm = shopper.getByText(pageText('amount.empty'))
  await sameReceipt.or(emptyForm).waitFor()
  expect(await readWallet(shopper)).toBe('₹1,955.00')
  expect(await readBook(vendor)).toHaveLength(1)
})

it('keeps what was typed when the wallet holds too little, and pays once it holds enough', async ({
  expect,
  phones,
}) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const shopper = await shopperPhone(phones)
  await shopper.goto(stall.payPath)
  await amountField(shopper).fill('2500.75')
  await shopper.getByText(pageText('pay.extras')).tap()
  await shopper.getByLabel(pageText('pay.note')).fill('Kettle for <b>home</b>')
  await payButton(shopper).tap()
  await shopper.getByText(pageText('decline.insufficient_funds')).waitFor()
  await picture(shopper, 'wallet-too-small')
  expect(await amountField(shopper).inputValue()).toBe('2500.75')
  await shopper.getByRole('button', { name: pageText('pay.more_demo_money') }).tap()
  await shopper.getByText('₹4,000.00').waitFor()
  expect(await amountField(shopper).inputValue()).toBe('2500.75')
  expect(await shopper.getByLabel(pageText('pay.note')).inputValue()).toBe('Kettle for <b>home</b>')
  await payButton(shopper).tap()
  expect((await readReceipt(shopper)).amount).toBe('₹2,500.75')
  await shopper.getByText('Kettle for <b>home</b>').waitFor()
  expect(await readWallet(shopper)).toBe('₹1,499.25')
  const states = (await readBook(vendor)).map(({ kind, state }) => ({ kind, state }))
  expect(states).toEqual([{ kind: 'payment', state: 'posted' }])
})

it('takes nothing while the stall is closed, and the same amount once it is open', async ({
  expect,
  phones,
}) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const shopper = await shopperPhone(phones)
  await shopper.goto(stall.payPath)
  await vendor.getByRole('button', { name: appText('sticker.title') }).tap()
  await vendor.getByRole('button', { name: appText('stall.close') }).tap()
  await vendor.getByRole('button', { name: appText('stall.open') }).waitFor()
  await picture(vendor, 'sticker-closed')

  await amountField(shopper).fill('45')
  await payButton(shopper).tap()
  await shopper.getByText(pageText('decline.vendor_closed')).waitFor()
  await picture(shopper, 'closed')
  expect(await amountField(shopper).inputValue()).toBe('45')
  expect(await readWallet(shopper)).toBe('₹2,000.00')
  const passerBy = await phones.unpack()
  await passerBy.goto(stall.payPath)
  await passerBy.getByText(pageText('status.closed')).waitFor()

  await vendor.getByRole('button', { name: appText('stall.open') }).tap()
  await vendor.getByRole('button', { name: appText('stall.close') }).waitFor()
  await shopper.getByRole('button', { name: pageText('pay.again') }).tap()
  expect((await readReceipt(shopper)).amount).toBe('₹45.00')
  expect(await readWallet(shopper)).toBe('₹1,955.00')
})

it('takes nothing while the operator has frozen the stall, and tells the vendor why', async ({
  expect,
  phones,
}) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const shopper = await shopperPhone(phones)
  await shopper.goto(stall.payPath)
  const reason = 'Three customers report a swapped sticker.'
  await operatorPost(`/v1/vendors/${stall.id}/status`, { status: 'frozen', reason })
  await vendor.getByRole('heading', { name: appText('frozen.title') }).waitFor()
  await vendor.getByText(reason).waitFor()
  await picture(vendor, 'frozen-vendor')
  await amountField(shopper).fill('45')
  await payButton(shopper).tap()
  await shopper.getByText(pageText('decline.vendor_frozen')).waitFor()
  await picture(shopper, 'frozen')
  expect(await readWallet(shopper)).toBe('₹2,000.00')
  expect((await readBook(vendor)).filter(({ state }) => state === 'posted')).toEqual([])
  // The reason is between the operator and the vendor.
  expect(await shopper.getByText(reason).count()).toBe(0)
})

it('answers a slip in the amount with a sentence beside the field', async ({ expect, phones }) => {
  const stall = await openStall()
  const shopper = await shopperPhone(phones)
  await shopper.goto(stall.payPath)
  const sentences = [
    ['', pageText('amount.empty')],
    ['0', pageText('amount.zero')],
    ['-3', pageText('amount.negative')],
    ['1.005', pageText('amount.too_many_decimals', { example: '12.50' })],
    ['1e400', pageText('amount.not_a_number', { example: '12.50' })],
    ['10000000000000000', pageText('amount.too_large', { max: '₹1,00,00,00,000.00' })],
    ['１２', pageText('amount.not_a_number', { example: '12.50' })],
  ] as const
  for (const [typed, sentence] of sentences) {
    await amountField(shopper).fill(typed)
    await payButton(shopper).tap()
    const answer = shopper.locator('#amount-error')
    await expect.poll(() => answer.innerText()).toBe(sentence)
    expect(await amountField(shopper).inputValue()).toBe(typed)
  }
  await picture(shopper, 'amount-slip')
  expect(await readWallet(shopper)).toBe('₹2,000.00')
})
