import type { Page } from 'playwright-core'
import { type Acquirer, bankText, openAcquirer } from './support/bank.ts'
import { stickingOut, tooSmall } from './support/layout.ts'
import { it, picture, type Phones } from './support/phones.ts'
import { readQr } from './support/qr.ts'
import { brokenRules } from './support/rules.ts'
import { openStall, readBook, type Stall, vendorPhone } from './support/stalls.ts'
import { dismissPaidScreen, typeOnKeypad } from './support/till.ts'
import { appText } from './support/words.ts'

/** The door is asked for when the phone has nothing else to do. */
const CONNECTED_MS = 20_000
/** The green screen ignores taps in its first moment. */
const DEAF_MS = 800

/** A payment address of this stall alone: two stalls never have the same. */
function addressOf(stall: Stall): string {
  return `asha.${stall.code.toLowerCase()}@okbank`
}

async function tap(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).tap()
}

/** Adds the stall's UPI account by the screens, from the settings on. */
async function addUpi(page: Page, address: string): Promise<void> {
  await tap(page, appText('settings.title'))
  await tap(page, appText('bank.title'))
  await page.getByText(bankText('why')).waitFor()
  await tap(page, bankText('add'))
  await page
    .getByRole('button', { name: bankText('add.typed', { what: bankText('account.upi') }) })
    .tap()
  await page.getByLabel(bankText('account.upi')).fill(address)
  await page.getByLabel(bankText('field.name'), { exact: true }).fill('Asha Deshpande')
  await tap(page, bankText('add.go_on'))
  await page.getByText(bankText('add.check_hint')).waitFor()
  await tap(page, bankText('add.confirm'))
  await page.getByText(bankText('add.done')).waitFor()
  await tap(page, bankText('to_accounts'))
}

/** A stall with a UPI account, and an acquirer that reports what comes to it. */
async function bankStall(
  phones: Phones,
): Promise<{ stall: Stall; vendor: Page; acquirer: Acquirer; account: string }> {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const account = addressOf(stall)
  await addUpi(vendor, account)
  await vendor.goto('/app')
  await vendor.getByText(appText('connection.live')).waitFor()
  return { stall, vendor, acquirer: await openAcquirer(), account }
}

/** Charges by the bank's code; what the code says. */
async function chargeByBank(vendor: Page, digits: string, label: string): Promise<URLSearchParams> {
  await typeOnKeypad(vendor, digits)
  await tap(vendor, label)
  await vendor.getByText(bankText('way.bank'), { exact: true }).tap()
  const symbol = vendor.locator('.plate svg')
  await symbol.waitFor()
  const { texts, isMirrored } = await readQr(await vendor.screenshot())
  if (isMirrored || texts[0] !== texts[1]) throw new Error(`read as ${texts.join(' and ')}`)
  const [link = '', query = ''] = (texts[0] ?? '').split('?')
  if (link !== 'upi://pay') throw new Error(`the code says ${texts[0]}`)
  return new URLSearchParams(query)
}

it('adds an account, shows its code for a sale, and turns green when the bank reports the money', async ({
  expect,
  phones,
}) => {
  const { vendor, acquirer, account } = await bankStall(phones)
  const said = await chargeByBank(vendor, '4500', 'Charge ₹45.00')
  await picture(vendor, 'bank-charge')
  expect(Object.fromEntries(said)).toMatchObject({
    pa: account,
    pn: 'Asha Deshpande',
    am: '45.00',
    cu: 'INR',
  })
  // To and fro, and over a reload, it is the same try: two for one amount could not be told apart.
  await vendor.getByText(bankText('way.link')).tap()
  await vendor.locator('.plate img').waitFor()
  await vendor.reload()
  await vendor.getByText(bankText('way.bank'), { exact: true }).tap()
  await vendor.locator('.plate svg').waitFor()
  const again = await readQr(await vendor.screenshot())
  expect(again.texts[0]).toContain(`tr=${said.get('tr')}`)

  const reference = said.get('tr') ?? ''
  expect(await acquirer.report({ account, amount: 4_500, reference })).toBe('paid')
  const news = vendor.locator('main.paid').getByRole('alert')
  await news.getByText(appText('paid.bank')).waitFor()
  await picture(vendor, 'bank-paid')
  expect((await news.locator('.figure').innerText()).replaceAll(/\s/g, '')).toBe('₹45.00')
  // Whoever opened a page for this payment sees the same signs there.
  expect(await news.locator('.alert-code').count()).toBe(1)
  await dismissPaidScreen(vendor)
  const row = vendor.locator('.last .line').first()
  await row.getByText(`${appText('line.bank')} · ${appText('line.request')}`).waitFor()
  expect(await row.getByText(appText('line.unconfirmed')).count()).toBe(0)
  // Straight to the bank: income today, and nothing that stands in the book.
  await vendor.locator('.day-total').tap()
  await vendor.getByText('₹0.00').waitFor()
})

it('writes down what the vendor saw by itself, says everywhere that nobody confirmed it, and stays white', async ({
  expect,
  phones,
}) => {
  const { vendor } = await bankStall(phones)
  await chargeByBank(vendor, '2000', 'Charge ₹20.00')
  await tap(vendor, bankText('seen.button'))
  await vendor.getByText(bankText('seen.ask')).waitFor()
  await picture(vendor, 'bank-seen')
  await tap(vendor, bankText('seen.yes'))
  await vendor.getByText(bankText('seen.done')).waitFor()
  await picture(vendor, 'bank-seen-done')
  expect(await vendor.locator('main.paid').count()).toBe(0)
  await tap(vendor, appText('paid.next'))
  const row = vendor.locator('.last .line').first()
  await row.getByText(appText('line.unconfirmed')).waitFor()
  await row.tap()
  await vendor.getByText(bankText('note.unconfirmed')).waitFor()
  await picture(vendor, 'bank-payment-unconfirmed')

  await tap(vendor, appText('refund.start'))
  await vendor.getByText(bankText('refund.hint')).waitFor()
  await tap(vendor, appText('refund.all', { amount: '₹20.00' }))
  await picture(vendor, 'bank-refund')
  expect([...(await stickingOut(vendor)), ...(await tooSmall(vendor))]).toEqual([])
  await tap(vendor, appText('refund.next'))
  await vendor.getByText(bankText('refund.ask')).waitFor()
  await tap(vendor, bankText('refund.confirm', { amount: '₹20.00' }))
  await vendor.getByText(bankText('refund.noted')).waitFor()
  await picture(vendor, 'bank-refund-done')
  expect((await readBook(vendor)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'refund posted',
    'payment posted',
  ])
})

it('asks whose money it is that fits no sale, and puts it in the book only on a yes', async ({
  expect,
  phones,
}) => {
  const { vendor, acquirer, account } = await bankStall(phones)
  const said = await chargeByBank(vendor, '5000', 'Charge ₹50.00')
  const reference = said.get('tr') ?? ''
  const payer = 'R*** K***'
  expect(await acquirer.report({ account, amount: 4_000, reference, payer })).toBe('underpaid')
  expect(await acquirer.report({ account, amount: 70_000 })).toBe('unmatched')
  await tap(vendor, appText('back'))
  const door = vendor.getByRole('button', { name: appText('bank.door') })
  await door.waitFor({ timeout: CONNECTED_MS })
  await picture(vendor, 'bank-door')
  await door.tap()
  const why = bankText('why.underpaid', { asked: '₹50.00' })
  const short = vendor.locator('.bank-waiting', { hasText: why })
  const stray = vendor.locator('.bank-waiting', { hasText: bankText('why.unmatched') })
  await short.getByText('₹40.00').waitFor()
  await picture(vendor, 'bank-waiting')
  expect(await brokenRules(vendor)).toEqual([])
  expect(await short.innerText()).toContain(payer)
  expect(await readBook(vendor)).toEqual([])

  await stray.getByRole('button', { name: bankText('waiting.no'), exact: true }).tap()
  await stray.getByText(bankText('waiting.no_ask')).waitFor()
  await stray.getByRole('button', { name: bankText('waiting.no_sure') }).tap()
  await stray.waitFor({ state: 'detached' })
  await short.getByRole('button', { name: bankText('waiting.yes') }).tap()
  // It is in the book, and the sale that it was too little for still waits.
  await vendor.getByText(appText('paid.other_sale', { amount: '₹50.00' })).waitFor()
  await picture(vendor, 'bank-waiting-paid')
  await vendor.waitForTimeout(DEAF_MS)
  await tap(vendor, appText('paid.back_to_sale'))
  await vendor.getByText(bankText('waiting.none')).waitFor()
  expect((await readBook(vendor)).map(({ amount }) => amount.amount)).toEqual([4_000])
})

it('says beside the field what is wrong, takes a bank’s own code, and lets an account go again', async ({
  expect,
  phones,
}) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  await vendor.goto('/app/bank/add/upi')
  await tap(vendor, bankText('add.go_on'))
  expect(await vendor.getByText(bankText('fault.missing')).count()).toBe(2)
  await vendor.getByLabel(bankText('account.upi')).fill('asha at okbank')
  await vendor.getByLabel(bankText('field.name'), { exact: true }).fill('Asha')
  await tap(vendor, bankText('add.go_on'))
  await tap(vendor, bankText('add.confirm'))
  await vendor.getByText(bankText('fault.wrong')).waitFor()
  await picture(vendor, 'bank-fault')

  await vendor.goto('/app/bank/add/code')
  const text = vendor.getByLabel(bankText('field.payload'))
  await text.fill('https://example.com/menu')
  await tap(vendor, bankText('add.confirm'))
  await vendor.getByText(bankText('fault.code_unknown')).waitFor()
  const code = `upi://pay?pa=${addressOf(stall)}&pn=Asha%20Chai`
  await text.fill(`${code}&am=10.00`)
  await tap(vendor, bankText('add.confirm'))
  await vendor.getByText(bankText('fault.code_has_amount')).waitFor()
  await picture(vendor, 'bank-fault-code')
  await text.fill(code)
  await tap(vendor, bankText('add.confirm'))
  await vendor.getByText(bankText('add.done')).waitFor()
  await tap(vendor, bankText('to_accounts'))
  await vendor.getByRole('button', { name: 'UPI' }).tap()
  await vendor.getByText(bankText('account.fixed')).waitFor()
  const poster = vendor.getByRole('link', { name: appText('sticker.a4') })
  expect(await poster.getAttribute('href')).toMatch(/\/bank-poster\?account=rcv_\w+&size=a4$/)

  await tap(vendor, bankText('remove.start'))
  await vendor.getByText(bankText('remove.ask')).waitFor()
  await picture(vendor, 'bank-remove')
  await tap(vendor, bankText('remove.confirm'))
  await vendor.getByText(bankText('remove.done')).waitFor()
  await tap(vendor, bankText('to_accounts'))
  await vendor.getByText(bankText('why')).waitFor()
})
