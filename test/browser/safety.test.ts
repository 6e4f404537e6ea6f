import { inject } from 'vitest'
import { it } from './support/phones.ts'
import { openStall, readBook, vendorPhone } from './support/stalls.ts'
import { amountField, readWallet, shopperPhone } from './support/till.ts'
import { pageText } from './support/words.ts'

it('notices when a page breaks its content policy', async ({ expect, phones }) => {
  const stall = await openStall()
  const page = await phones.unpack()
  await page.goto(stall.payPath)
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "taken over"'
    document.body.append(script)
  })
  await expect.poll(() => phones.trouble).toHaveLength(1)
  expect(phones.trouble[0]).toMatch(/content security policy/i)
  expect(await page.title()).not.toBe('taken over')
  // This one was made on purpose.
  phones.trouble.length = 0
})

it('refuses a payment that another site’s form sends with the shopper’s cookies', async ({
  expect,
  phones,
}) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const shopper = await shopperPhone(phones)
  await shopper.goto(stall.payPath)
  const payment = await shopper.locator('input[name=payment]').inputValue()
  const url = new URL(stall.payPath, inject('baseUrl')).href
  const evil = await shopper.context().newPage()
  await evil.route('https://evil.example/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${url}"><input name="payment" value="${payment}">
        <input name="amount" value="45"><button>Win a phone</button></form>`,
    }),
  )
  await evil.goto('https://evil.example/')
  await evil.getByRole('button').tap()
  await evil.getByText(pageText('message.refused')).waitFor()
  expect(await readWallet(shopper)).toBe('₹2,000.00')
  expect(await readBook(vendor)).toEqual([])
})

it('refuses unsafe requests that name another origin, or none', async ({ expect, phones }) => {
  const stall = await openStall()
  const vendor = await vendorPhone(phones, stall)
  const { request } = vendor.context()
  const paths = ['/api/stall', '/api/enrolments', '/api/log-out', '/wallet/demo', stall.payPath]
  for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, {}]) {
    for (const path of paths) {
      const answer = await request.post(path, { headers, data: {} })
      expect([path, answer.status()]).toEqual([path, 403])
    }
  }
  // Still signed in, still open.
  expect((await request.get('/api/me')).status()).toBe(200)
})

it('shows what people type as text and never as markup', async ({ expect, phones }) => {
  const stall = await openStall('<b>Asha</b> & <script>alert(1)</script>')
  const shopper = await shopperPhone(phones)
  await shopper.goto(stall.payPath)
  expect(await shopper.getByRole('heading', { level: 1 }).innerText()).toBe(stall.name)
  expect(await amountField(shopper).isVisible()).toBe(true)
  const vendor = await vendorPhone(phones, stall)
  expect(await vendor.locator('.day-name').innerText()).toContain(stall.name)
})
