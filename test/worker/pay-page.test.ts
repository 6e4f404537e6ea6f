import { it } from 'vitest'
import { asOperator, Browser, mintedId, ORIGIN, send, signUp } from '../support/http.ts'

async function shopperWithWallet(code: string): Promise<Browser> {
  const shopper = new Browser({ 'CF-Connecting-IP': crypto.randomUUID() })
  const got = await shopper.postForm('/wallet/demo', {
    currency: 'INR',
    return_to: `/p/${code}`,
    amount: '12.50',
  })
  if (got.headers.get('Location') !== `/p/${code}?amount=12.50`) throw new Error('no wallet')
  return shopper
}

async function payForm(shopper: Browser, path: string): Promise<string> {
  return mintedId(await (await shopper.get(path)).text())
}

/** The text of a page, as a person reads it. */
function read(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

it('pays at a sticker, once, however often the form is sent, and shows the same alert code to both', async ({
  expect,
}) => {
  const stall = await signUp()
  const path = `/p/${stall.code}`
  const shopper = await shopperWithWallet(stall.code)
  const payment = await payForm(shopper, path)
  const fields = { payment, amount: '12.50', tip: '1', note: 'two cups' }
  const answers = await Promise.all([
    shopper.postForm(path, fields),
    shopper.postForm(path, fields),
  ])
  const receiptPath = `/t/${payment}?c=${stall.code}`
  for (const answer of answers) {
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe(receiptPath)
  }
  const { data } = await (
    await stall.browser.get('/api/entries')
  ).json<{ data: Record<string, unknown>[] }>()
  expect(data).toHaveLength(1)
  expect(data[0]).toMatchObject({
    id: payment,
    amount: { amount: 1350, currency: 'INR' },
    tip: { amount: 100 },
    note: 'two cups',
    state: 'posted',
  })
  // Anybody who has the link sees the receipt; without the code only the browser that paid.
  const receipt = read(await (await new Browser().get(receiptPath)).text())
  expect(receipt).toContain(String(data[0]?.['alert_code']).split('').join(' '))
  expect(receipt).toContain('₹13.50')
  expect((await shopper.get(`/t/${payment}`)).status).toBe(200)
  expect((await new Browser().get(`/t/${payment}`)).status).toBe(404)
})

it('asks for more money, keeps what was typed, and pays after it came', async ({ expect }) => {
  const stall = await signUp()
  const path = `/p/${stall.code}`
  const shopper = await shopperWithWallet(stall.code)
  const poor = await shopper.postForm(path, {
    payment: await payForm(shopper, path),
    amount: '2500.00',
    note: 'feast',
  })
  expect(poor.status).toBe(422)
  const html = await poor.text()
  expect(html).toContain('value="2500.00"')
  expect(html).toContain('feast')
  expect(read(html)).toContain('Not paid')
  await shopper.postForm('/wallet/demo', { currency: 'INR', return_to: path })
  const again = await shopper.postForm(path, { payment: mintedId(html), amount: '2500.00' })
  expect(again.status).toBe(303)
})

it('says what is wrong with an amount, a tip, a note, and keeps what was typed', async ({
  expect,
}) => {
  const stall = await signUp()
  const path = `/p/${stall.code}`
  const shopper = await shopperWithWallet(stall.code)
  const payment = await payForm(shopper, path)
  const rows: [Record<string, string>, RegExp][] = [
    [{ amount: '' }, /Type the amount that the seller tells you/],
    [{ amount: '0' }, /The amount is 0/],
    [{ amount: '-5' }, /never below 0/],
    [{ amount: '1.005' }, /Too many digits after the point/],
    [{ amount: '1e400' }, /digits 0 to 9 only/],
    [{ amount: '１２' }, /digits 0 to 9 only/],
    [{ amount: '10000000000000000' }, /carries at most/],
    [{ amount: '5', tip: 'x' }, /Type the tip/],
    [{ amount: '5', note: 'x'.repeat(5000) }, /Shorten it to 140/],
    [{ amount: '5', note: 'a\u0007b' }, /cannot be shown/],
    [{ amount: '5', note: 'a\u202eb' }, /cannot be shown/],
    [{ amount: '5', payment: 'pay_nonsense' }, /too old/],
    [{ amount: '5', payment: '' }, /too old/],
  ]
  for (const [fields, sentence] of rows) {
    const answer = await shopper.postForm(path, { payment, ...fields })
    const html = await answer.text()
    expect(answer.status, JSON.stringify(fields).slice(0, 60)).toBe(422)
    expect(read(html), JSON.stringify(fields).slice(0, 60)).toMatch(sentence)
    if (fields['amount'] === '１２') expect(html).toContain('value="１２"')
  }
  const { data } = await (await stall.browser.get('/api/entries')).json<{ data: unknown[] }>()
  expect(data).toEqual([])
})

it('shows a note with markup as text', async ({ expect }) => {
  const stall = await signUp({ name: '<script>alert(1)</script>' })
  const path = `/p/${stall.code}`
  const shopper = await shopperWithWallet(stall.code)
  const payment = await payForm(shopper, path)
  await shopper.postForm(path, { payment, amount: '5', note: '<script>alert(2)</script>' })
  for (const page of [
    path,
    `/t/${payment}?c=${stall.code}`,
    `/q/${stall.code}/poster`,
    '/wallet',
  ]) {
    const html = await (await shopper.get(page)).text()
    expect(html, page).not.toContain('<script>alert')
  }
})

it('refuses a closed and a frozen stall with what to do, and pays when it opens', async ({
  expect,
}) => {
  const stall = await signUp()
  const path = `/p/${stall.code}`
  const shopper = await shopperWithWallet(stall.code)
  await stall.browser.postJson('/api/stall', { status: 'closed' })
  const closed = await shopper.postForm(path, {
    payment: await payForm(shopper, path),
    amount: '7',
  })
  expect(closed.status).toBe(422)
  expect(read(await closed.text())).toContain('Ask the seller to open')
  await stall.browser.postJson('/api/stall', { status: 'open' })
  const open = await shopper.postForm(path, { payment: await payForm(shopper, path), amount: '7' })
  expect(open.status).toBe(303)
})

it('pays a request once, and tells everybody who comes later before money moves', async ({
  expect,
}) => {
  const stall = await signUp()
  const id = `prq_${'01J'.padEnd(26, '0')}`
  const made = await stall.browser.postJson('/api/payment-requests', {
    id,
    amount: 4_200,
    note: 'lunch',
  })
  expect(made.status).toBe(201)
  const { url, state } = await made.json<{ url: string; state: string }>()
  expect(state).toBe('open')
  const path = url.slice(ORIGIN.length)
  const same = await stall.browser.postJson('/api/payment-requests', {
    id,
    amount: 4_200,
    note: 'lunch',
  })
  expect(same.status).toBe(201)
  expect(
    (await stall.browser.postJson('/api/payment-requests', { id, amount: 4_300 })).status,
  ).toBe(409)
  const [first, second] = [await shopperWithWallet(stall.code), await shopperWithWallet(stall.code)]
  const [firstId, secondId] = [await payForm(first, path), await payForm(second, path)]
  expect(read(await (await first.get(path)).text())).toContain('₹42.00')
  expect((await first.postForm(path, { payment: firstId, amount: '42.00' })).status).toBe(303)
  // Sent again after it was paid: the same receipt, not a refusal.
  expect((await first.postForm(path, { payment: firstId, amount: '42.00' })).status).toBe(303)
  const late = await second.postForm(path, { payment: secondId, amount: '42.00' })
  expect(late.status).toBe(422)
  expect(read(await late.text())).toContain('Already paid')
  expect(read(await (await second.get('/wallet')).text())).toContain('₹2,000.00')
  // And with another amount than was asked for, the book refuses.
  const other = `prq_${'01K'.padEnd(26, '0')}`
  await stall.browser.postJson('/api/payment-requests', { id: other, amount: 100 })
  const otherPath = `/r/${stall.code}-${other.slice(4)}`
  const less = await second.postForm(otherPath, {
    payment: await payForm(second, otherPath),
    amount: '0.50',
  })
  expect(less.status).toBe(422)
})

it('suggests the right form of a code that was copied wrong', async ({ expect }) => {
  const stall = await signUp()
  const { code } = stall
  const swapped = code.slice(0, 2) + code.charAt(3) + code.charAt(2) + code.slice(4)
  const shown = `${code.slice(0, 4)}-${code.slice(4)}`
  if (swapped !== code) {
    const page = await new Browser().get(`/p/${swapped}`)
    expect(page.status).toBe(404)
    expect(read(await page.text())).toContain(shown)
    const problem = await send(`/q/${swapped}.svg`, { headers: { Accept: 'application/json' } })
    expect(problem.headers.get('Content-Type')).toBe('application/problem+json')
    expect(await problem.json()).toMatchObject({
      code: 'not_found',
      detail: expect.stringContaining(shown),
    })
  }
  const lower = await new Browser().get(`/p/${shown.toLowerCase()}`)
  expect([lower.status, lower.headers.get('Location')]).toEqual([301, `/p/${code}`])
  for (const nonsense of [
    '/p/ZZZZZZZZ',
    '/p/1',
    '/p/%3Cscript%3E',
    '/r/x',
    '/t/pay_x',
    '/nothing',
  ]) {
    expect((await new Browser().get(nonsense)).status, nonsense).toBe(404)
  }
})

it('lets nobody post with a visitor’s cookies from another site', async ({ expect }) => {
  const stall = await signUp()
  const path = `/p/${stall.code}`
  const shopper = await shopperWithWallet(stall.code)
  const fields = { payment: await payForm(shopper, path), amount: '5' }
  const strangers: Record<string, string>[] = [
    { Origin: 'https://evil.test' },
    { Origin: 'null' },
    { Origin: ORIGIN, 'Sec-Fetch-Site': 'cross-site' },
    { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-site' },
  ]
  for (const headers of strangers) {
    expect((await shopper.postForm(path, fields, headers)).status, JSON.stringify(headers)).toBe(
      403,
    )
    expect((await stall.browser.postJson('/api/stall', { status: 'closed' }, headers)).status).toBe(
      403,
    )
  }
  const silent = await send(path, { method: 'POST', body: new URLSearchParams(fields) })
  expect(silent.status).toBe(403)
  expect((await shopper.postForm(path, fields)).status).toBe(303)
})

it('sends every page with headers that keep strangers’ code out, and no page into a cache', async ({
  expect,
}) => {
  const stall = await signUp()
  for (const path of [
    '/',
    `/p/${stall.code}`,
    '/wallet',
    `/q/${stall.code}/poster`,
    '/stickers',
    '/nothing',
  ]) {
    const page = await new Browser().get(path)
    const policy = page.headers.get('Content-Security-Policy') ?? ''
    expect(policy, path).toContain("default-src 'none'")
    expect(policy, path).not.toContain('unsafe')
    expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(page.headers.get('Referrer-Policy')).toBe('same-origin')
    // The pay page may come back by the Back button, with the payment id that it had.
    const cache = path.startsWith('/p/') ? 'private, no-cache' : 'no-store'
    expect(page.headers.get('Cache-Control'), path).toBe(cache)
    expect(page.headers.get('X-Request-Id')).toMatch(/^req_[0-9A-Z]{26}$/)
    const html = await page.text()
    expect(html).not.toMatch(/<script(?![^>]*src=)/)
    expect(html).not.toContain(' style="')
  }
})

it('speaks the visitor’s language, then the stall’s', async ({ expect }) => {
  const stall = await signUp({ locale: 'hi' })
  const lang = async (headers: Record<string, string>, query = '') =>
    /<html lang="([^"]+)"/.exec(
      await (await new Browser(headers).get(`/p/${stall.code}${query}`)).text(),
    )?.[1]
  expect(await lang({})).toBe('hi')
  expect(await lang({ 'Accept-Language': 'zh-TW,zh;q=0.9,en;q=0.1' })).toBe('zh-CN')
  expect(await lang({ 'Accept-Language': 'en-GB' }, '?lang=hi')).toBe('hi')
})

it('sheds a flood of payments with a page that keeps what was typed', async ({ expect }) => {
  const stall = await signUp()
  const path = `/p/${stall.code}`
  const shopper = await shopperWithWallet(stall.code)
  const payment = await payForm(shopper, path)
  let status = 0
  let html = ''
  for (let i = 0; i < 40 && status !== 429; i += 1) {
    const answer = await shopper.postForm(path, { payment, amount: '5.5' })
    status = answer.status
    html = await answer.text()
  }
  expect(status).toBe(429)
  expect(html).toContain('value="5.5"')
  expect(read(html)).toContain('Too many tries')
})

it('does not serve demonstration money or lists without the operator’s word', async ({
  expect,
}) => {
  expect((await send('/demo/state')).status).toBe(401)
  expect((await asOperator('/demo/state')).status).toBe(200)
})
