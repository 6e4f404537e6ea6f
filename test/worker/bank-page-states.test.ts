/** Paying from a bank app as a shopper's browser sees it: the code, and what is said of money that came. */
import { it } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { bankOf, beginBankPayment, removeReceivingAccount } from '../../src/services/bank.ts'
import { createPaymentRequest, findPaymentRequest } from '../../src/services/payments.ts'
import { vendorBook } from '../support/books.ts'
import { Browser, mintedId, send } from '../support/http.ts'
import {
  arrive,
  attemptOf,
  begin,
  idIn,
  isGreen,
  newWorld,
  read,
  signsOf,
  stateOf,
} from './bank-pages-world.ts'
import { ctxAt, rowOf } from './credit/servicing-world.ts'

const MINUTE_MS = 60_000

it('shows the code, and turns green with the signs of the vendor’s own entry when the money came', async ({
  expect,
}) => {
  const world = await newWorld()
  const location = await begin(world, { amount: '120.50', note: 'thali <b>' })
  const { attempt } = await attemptOf(world, location)
  const html = await (await new Browser().get(location)).text()
  const page = read(html)
  for (const words of ['₹120.50', 'Asha Patil', 'UPI', attempt.ref, world.account.account]) {
    expect(page).toContain(words)
  }
  expect(html).toContain('thali &lt;b&gt;')
  expect(html).toContain(`href="${attempt.payload.replaceAll('&', '&amp;')}"`)
  expect(attempt.payload).toContain(`am=120.50`)
  expect(html).toContain('<noscript><meta http-equiv="refresh" content="4"/></noscript>')
  expect(isGreen(html)).toBe(false)
  expect(await stateOf(location)).toEqual({ state: 'waiting' })

  const credited = await arrive(world, 12_050, { reference: attempt.ref })
  const [line] = await vendorBook(world.stall.id).lines(Number.MAX_SAFE_INTEGER, 5)
  const green = await (await new Browser().get(location)).text()
  expect(isGreen(green)).toBe(true)
  expect(line).toMatchObject({ id: credited.payment, rail: 'bank_qr', confirmed: true })
  expect(signsOf(green)).toBe(line?.alert_code)
  expect(green).not.toContain('http-equiv="refresh"')
  expect(green).not.toContain('/wallet')
  expect(await stateOf(location)).toEqual({ state: 'paid' })
  // Never the word of a browser: the same page of a stall that got nothing.
  const other = await newWorld()
  const unpaid = await begin(other, { amount: '120.50' })
  expect(isGreen(await (await new Browser().get(unpaid)).text())).toBe(false)
})

it('pays a request with its own amount and end, tip on top, once', async ({ expect }) => {
  const world = await newWorld()
  const ctx = ctxAt(Date.now())
  const id = newId('paymentRequest', Date.now())
  await createPaymentRequest(ctx, world.stall.id, {
    id,
    amount: 4_200,
    note: 'lunch',
    expiresInS: 120,
  })
  const path = `/r/${world.stall.code}-${id.slice(4)}`
  const at = { shopper: world.shopper, path }
  const less = await world.shopper.postForm(`${path}/bank`, {
    payment: mintedId(await (await world.shopper.get(path)).text()),
    amount: '0.50',
  })
  expect(less.status).toBe(422)
  expect(read(await less.text())).toContain('not the one that the seller asked for')
  const location = await begin(at, { amount: '42.00', tip: '3', note: 'mine' })
  const { attempt } = await attemptOf(world, location)
  const request = await findPaymentRequest(ctx, world.stall.id, id)
  expect(attempt).toMatchObject({ amount: 4_500, request: id, note: 'lunch' })
  expect(attempt.expiresAtMs).toBe(Date.parse(request?.expires_at ?? ''))
  const rival = await begin(
    { shopper: new Browser({ 'CF-Connecting-IP': crypto.randomUUID() }), path },
    { amount: '42.00' },
  )
  await arrive(world, 4_500, { reference: attempt.ref })
  expect(await findPaymentRequest(ctx, world.stall.id, id)).toMatchObject({ state: 'paid' })
  expect(isGreen(await (await world.shopper.get(location)).text())).toBe(true)
  // Somebody else had the same request open: nobody pays it twice.
  expect(read(await (await new Browser().get(rival)).text())).toContain('Already paid')
  expect(await stateOf(rival)).toEqual({ state: 'over' })
  const third = await world.shopper.postForm(`${path}/bank`, {
    payment: newId('payment', Date.now()),
    amount: '42.00',
  })
  expect(third.status).toBe(422)
  expect(read(await third.text())).toContain('Already paid')
  // And if they did all the same, a person looks at it.
  const second = await attemptOf(world, rival)
  await arrive(world, 4_200, { reference: second.attempt.ref })
  const html = await (await new Browser().get(rival)).text()
  expect(read(html)).toContain('Money came for something that was paid already')
  expect(isGreen(html)).toBe(false)
})

it('says in plain words what came late, short, over, twice, and what the seller made of it', async ({
  expect,
}) => {
  const world = await newWorld()
  const shown = async (location: string) => (await new Browser().get(location)).text()
  const cases = [
    [9_000, 'underpaid', /Less came than was to be paid.*₹100\.00.*₹90\.00/],
    [11_000, 'overpaid', /More came than was to be paid.*₹100\.00.*₹110\.00/],
  ] as const
  for (const [amount, outcome, sentence] of cases) {
    const location = await begin(world, { amount: '100' })
    const { attempt } = await attemptOf(world, location)
    expect(await arrive(world, amount, { reference: attempt.ref })).toMatchObject({ outcome })
    const html = await shown(location)
    expect(read(html)).toMatch(sentence)
    expect(isGreen(html)).toBe(false)
    expect(await stateOf(location)).toEqual({ state: 'held' })
    using desk = bankOf(ctxAt(Date.now()), world.stall.id)
    const [waiting] = await desk.waiting()
    const isSale = outcome === 'underpaid'
    await desk.resolve(waiting?.railRef ?? '', isSale, Date.now())
    const judged = await shown(location)
    expect(isGreen(judged)).toBe(isSale)
    expect(read(judged)).toMatch(
      isSale ? /has looked at it and taken it.*₹90\.00/ : /Not taken as a sale/,
    )
  }
  const location = await begin(world, { amount: '55' })
  const { attempt } = await attemptOf(world, location)
  const lateMs = attempt.expiresAtMs + 20 * MINUTE_MS
  expect(await arrive(world, 5_500, { reference: attempt.ref, atMs: lateMs })).toMatchObject({
    outcome: 'paid_late',
  })
  const late = await shown(location)
  expect(isGreen(late)).toBe(true)
  expect(read(late)).toContain('It came after the time was up')
  await arrive(world, 5_500, { reference: attempt.ref })
  const twice = await shown(location)
  expect(isGreen(twice)).toBe(true)
  expect(signsOf(twice)).toBe(signsOf(late))
  expect(read(twice)).toContain('Money came for this a second time')
})

it('shows no code any more when the time is up or the account is gone, and starts again with what was typed', async ({
  expect,
}) => {
  const world = await newWorld()
  const location = await begin(world, { amount: '12.50', note: 'tea' })
  const pastMs = Date.now() - 20 * MINUTE_MS
  const old = await beginBankPayment(ctxAt(pastMs), await rowOf(world.stall), {
    id: newId('attempt', pastMs),
    accountId: world.account.id,
    amount: 900,
    request: null,
    note: null,
    expiresAtMs: null,
  })
  const expired = await (
    await new Browser().get(`/b/${old?.attempt.id}?c=${world.stall.code}`)
  ).text()
  expect(read(expired)).toContain('Out of time')
  using desk = bankOf(ctxAt(Date.now()), world.stall.id)
  const other = await begin(world, { amount: '13' })
  await desk.cancel(idIn(other), Date.now())
  const cancelled = await (await new Browser().get(other)).text()
  expect(read(cancelled)).toContain('Taken back')
  await removeReceivingAccount(ctxAt(Date.now()), await rowOf(world.stall), world.account.id)
  const gone = await (await new Browser().get(location)).text()
  expect(read(gone)).toContain('Not this way any more')
  for (const html of [expired, cancelled, gone]) {
    expect(html).not.toContain('qr-symbol"')
    expect(html).not.toContain('upi://')
    expect(html).toContain('Start again')
  }
  expect(gone).toContain(`href="${world.path}?amount=12.50&amp;note=tea"`)
  const png = await send(location.replace('?', '.png?'))
  expect([png.status, png.headers.get('Location')]).toEqual([303, location])
  // Nobody can begin a payment into it either.
  const answer = await world.shopper.postForm(`${world.path}/bank`, {
    payment: newId('payment', Date.now()),
    amount: '7',
    account: world.account.id,
  })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(read(html)).toContain('no longer takes payments this way')
  expect(html).toContain('value="7"')
})

it('finds nothing under another stall’s code, a wrong one, or an id that nobody began', async ({
  expect,
}) => {
  const world = await newWorld()
  const other = await newWorld()
  const location = await begin(world, { amount: '5' })
  const id = idIn(location)
  const strange = [
    `/b/${id}?c=${other.stall.code}`,
    `/b/${id}?c=ZZZZZZZZ`,
    `/b/${id}`,
    `/b/${id}.gif?c=${world.stall.code}`,
    `/b/${newId('attempt', Date.now())}?c=${world.stall.code}`,
    `/b/att_x?c=${world.stall.code}`,
    `/b/${id.replace('att', 'pay')}?c=${world.stall.code}`,
  ]
  for (const path of strange) {
    const page = await new Browser().get(path)
    expect(page.status, path).toBe(404)
    expect(page.headers.get('Content-Type'), path).toContain('text/html')
  }
  const json = await send(`/b/${id}.json?c=${other.stall.code}`)
  expect([json.status, json.headers.get('Content-Type')]).toEqual([404, 'application/problem+json'])
  expect((await new Browser().get(location)).status).toBe(200)
  for (const path of [`${world.path}/bank`, `/r/${world.stall.code}-${id.slice(4)}/bank`]) {
    const opened = await new Browser().get(path)
    expect([opened.status, opened.headers.get('Location')]).toEqual([
      303,
      path.slice(0, -'/bank'.length),
    ])
  }
})

it('does not call a payment confirmed that only the seller has seen', async ({ expect }) => {
  const { stall } = await newWorld()
  using desk = bankOf(ctxAt(Date.now()), stall.id)
  const id = newId('payment', Date.now())
  expect(await desk.seenByHand({ id, amount: 900, note: null, request: null }, Date.now())).toBe(
    'noted',
  )
  const html = await (await new Browser().get(`/t/${id}?c=${stall.code}`)).text()
  expect(isGreen(html)).toBe(false)
  expect(signsOf(html)).toBe('')
  expect(read(html)).toContain('No bank has confirmed it')
})
