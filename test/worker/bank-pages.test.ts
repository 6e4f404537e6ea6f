/** The way to a bank app as a shopper's browser sees it: the button, the form, the code as a file, the second sticker. */
import jsQR from 'jsqr'
import { it } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { bankOf, removeReceivingAccount, stickerCode } from '../../src/services/bank.ts'
import { Browser, mintedId, send, signUp } from '../support/http.ts'
import {
  addAccount,
  arrive,
  attemptOf,
  begin,
  newWorld,
  nextSerial,
  read,
} from './bank-pages-world.ts'
import { ctxAt, rowOf } from './credit/servicing-world.ts'

it('offers the bank app beside the wallet, as the main way to whoever has none, and never stale', async ({
  expect,
}) => {
  const stall = await signUp()
  const path = `/p/${stall.code}`
  const passer = new Browser()
  const before = await (await passer.get(path)).text()
  expect(before).not.toContain('/bank"')
  const account = await addAccount(stall)
  const after = await (await passer.get(path)).text()
  expect(after).toContain(
    `<button class="go" formaction="${path}/bank" name="account" value="${account.id}">`,
  )
  expect(after).toContain('formaction="/wallet/demo"')
  // Kept, and with a payment id of its own.
  const again = await (await passer.get(path)).text()
  expect(again.replaceAll(mintedId(again), '')).toBe(after.replaceAll(mintedId(after), ''))
  await passer.postForm('/wallet/demo', { currency: 'INR', return_to: path })
  const holder = await (await passer.get(path)).text()
  expect(holder).toContain('<button class="go">Pay</button>')
  expect(holder).toContain(`<button class="quiet" formaction="${path}/bank"`)
  await removeReceivingAccount(ctxAt(Date.now()), await rowOf(stall), account.id)
  expect(await (await new Browser().get(path)).text()).not.toContain('/bank"')
})

it('offers one button a scheme, and pays into the account that was chosen', async ({ expect }) => {
  const world = await newWorld()
  await addAccount(world.stall)
  const issued = {
    payload: `upi://pay?pa=shop${nextSerial()}@okaxis&pn=Asha&mode=02&sign=MEUCIQ`,
  }
  const fixed = await addAccount(world.stall, issued)
  const html = await (await world.shopper.get(world.path)).text()
  expect(fixed.isFixed).toBe(true)
  // Three accounts of one scheme: the oldest.
  expect(html.match(/name="account" value="[^"]+"/g)).toEqual([
    `name="account" value="${world.account.id}"`,
  ])
  const location = await begin(world, { amount: '5', account: fixed.id })
  const page = read(await (await world.shopper.get(location)).text())
  expect(page).toContain('Type exactly ₹5.00 in your bank app')
  expect((await attemptOf(world, location)).attempt.payload).toBe(issued.payload)
})

it('goes from the form to the code once, however often it is sent, and to another code when it was changed', async ({
  expect,
}) => {
  const world = await newWorld()
  const { shopper, path, stall } = world
  const payment = mintedId(await (await shopper.get(path)).text())
  const post = (fields: Record<string, string>) =>
    shopper.postForm(`${path}/bank`, { payment, account: world.account.id, ...fields })
  const fields = { amount: '12.50', tip: '1', note: 'two cups' }
  const answers = await Promise.all([post(fields), post(fields)])
  const own = `/b/att_${payment.slice(4)}?c=${stall.code}`
  for (const answer of answers) {
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, own])
  }
  expect((await attemptOf(world, own)).attempt).toMatchObject({ amount: 1350, note: 'two cups' })
  const changed = await post({ ...fields, amount: '13' })
  const other = changed.headers.get('Location') ?? ''
  expect(other).not.toBe(own)
  expect((await attemptOf(world, other)).attempt).toMatchObject({ amount: 1400 })
  expect((await post({ ...fields, amount: '13' })).headers.get('Location')).toBe(other)
  // Paid, it cannot become another payment any more.
  await arrive(world, 1350, { reference: (await attemptOf(world, own)).attempt.ref })
  const late = await post({ ...fields, amount: '99' })
  const html = await late.text()
  expect(late.status).toBe(409)
  expect(html).toContain(`href="${own}"`)
  expect(html).toContain('value="99"')
})

it('gives the symbol as a file that holds the code byte for byte', async ({ expect }) => {
  const world = await newWorld()
  const location = await begin(world, { amount: '1250.75', note: 'चाय & "समोसा"' })
  const { attempt } = await attemptOf(world, location)
  const answer = await send(location.replace('?', '.png?'))
  expect(answer.headers.get('Content-Type')).toBe('image/png')
  expect(answer.headers.get('Content-Disposition')).toBe(
    `attachment; filename="upi-${world.stall.code}.png"`,
  )
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const { rgba, size } = await pixelsOf(new Uint8Array(await answer.arrayBuffer()))
  const found = jsQR(rgba, size, size, { inversionAttempts: 'dontInvert' })
  const bytes = Uint8Array.from(found?.binaryData ?? [])
  expect(new TextDecoder().decode(bytes)).toBe(attempt.payload)
})

/** Pixels of a square PNG of one bit a pixel without filters, as our symbols are. */
async function pixelsOf(png: Uint8Array): Promise<{ rgba: Uint8ClampedArray; size: number }> {
  const view = new DataView(png.buffer)
  const size = view.getUint32(16)
  // Signature and header are 33 bytes, then the one chunk of pixels.
  const length = view.getUint32(33)
  const stream = new Blob([png.slice(41, 41 + length)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
  const rows = new Uint8Array(await new Response(stream).arrayBuffer())
  const stride = 1 + Math.ceil(size / 8)
  const rgba = new Uint8ClampedArray(size * size * 4).fill(255)
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const byte = rows[y * stride + 1 + (x >> 3)] ?? 0
      if ((byte & (0x80 >> (x & 7))) === 0) rgba.fill(0, 4 * (y * size + x), 4 * (y * size + x) + 3)
    }
  }
  return { rgba, size }
}

it('says what is wrong on the same form, keeps what was typed, and begins nothing', async ({
  expect,
}) => {
  const world = await newWorld()
  const { shopper, path } = world
  const payment = mintedId(await (await shopper.get(path)).text())
  const rows: [Record<string, string>, RegExp][] = [
    [{ amount: '' }, /Type the amount that the seller tells you/],
    [{ amount: '0' }, /The amount is 0/],
    [{ amount: '1.005' }, /Too many digits after the point/],
    [{ amount: '10000000000000000' }, /carries at most/],
    [{ amount: '5', tip: 'x' }, /Type the tip/],
    [{ amount: '5', note: 'x'.repeat(5000) }, /Shorten it to 140/],
    [{ amount: '5', payment: 'pay_nonsense' }, /too old/],
    [{ amount: '5', account: newId('receivingAccount', 0) }, /no longer takes payments this way/],
  ]
  for (const [fields, sentence] of rows) {
    const answer = await shopper.postForm(`${path}/bank`, { payment, ...fields })
    const html = await answer.text()
    expect(answer.status, JSON.stringify(fields).slice(0, 60)).toBe(422)
    expect(read(html), JSON.stringify(fields).slice(0, 60)).toMatch(sentence)
    expect(html).toContain(`value="${fields['amount']}"`)
    // Another language shows the form again, not the address that it was sent to.
    expect(html).toContain(`href="${path}?lang=hi"`)
  }
  using desk = bankOf(ctxAt(Date.now()), world.stall.id)
  expect(await desk.attempt(`att_${payment.slice(4)}`, Date.now())).toBeNull()
  await world.stall.browser.postJson('/api/stall', { status: 'closed' })
  const closed = await shopper.postForm(`${path}/bank`, { payment, amount: '7' })
  expect(closed.status).toBe(422)
  expect(read(await closed.text())).toContain('Ask the seller to open')
  const strange = await shopper.postForm(
    `${path}/bank`,
    { payment, amount: '7' },
    { Origin: 'https://evil.test' },
  )
  expect(strange.status).toBe(403)
})

it('sheds a flood of payments with a page that keeps what was typed', async ({ expect }) => {
  const world = await newWorld()
  const payment = newId('payment', Date.now())
  let status = 0
  let html = ''
  for (let i = 0; i < 40 && status !== 429; i += 1) {
    const answer = await world.shopper.postForm(`${world.path}/bank`, { payment, amount: '5.5' })
    status = answer.status
    html = await answer.text()
  }
  expect(status).toBe(429)
  expect(html).toContain('value="5.5"')
  expect(read(html)).toContain('Too many tries')
})

it('prints the account’s own code as a second sticker, and nobody else’s', async ({ expect }) => {
  const world = await newWorld()
  const { account, stall } = world
  const row = await rowOf(stall)
  const { payload } = stickerCode(account, row)
  expect(payload).toContain(`tr=${stall.code}`)
  const poster = `/q/${stall.code}/bank-poster`
  const page = await new Browser().get(`${poster}?account=${account.id}&size=a4`)
  const html = await page.text()
  expect(page.status).toBe(200)
  expect(page.headers.get('Content-Security-Policy')).not.toContain('unsafe')
  for (const words of ['Scan with your UPI app', 'Asha Patil', 'Type the amount in the app']) {
    expect(read(html)).toContain(words)
  }
  expect(html).toContain('@page{size:210mm 297mm')
  expect((await new Browser().get(poster)).status).toBe(200)
  const other = await newWorld()
  for (const path of [
    `${poster}?account=${other.account.id}`,
    `${poster}?account=x`,
    '/q/ZZZZZZZZ/bank-poster',
    `/q/${(await signUp()).code}/bank-poster`,
  ]) {
    expect((await new Browser().get(path)).status, path).toBe(404)
  }
})
