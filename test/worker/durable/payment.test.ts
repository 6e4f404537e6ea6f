import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import {
  openFloat,
  openVendor,
  openWallet,
  payment,
  TOKEN,
  vendorBook,
  walletBook,
} from '../../support/books.ts'

const holder = { token: TOKEN }

it('pays a vendor, and writes exactly two rows in each book and one in D1', async ({ expect }) => {
  const vendorId = await openVendor()
  const walletId = await openWallet(await openFloat(100_000), 50_000)
  // The first payment also settles nothing but itself; from the second on, each carries the resolution of the last.
  const before = {
    vendor: await vendorBook(vendorId).meter(),
    wallet: await walletBook(walletId).meter(),
  }
  for (let i = 0; i < 10; i += 1) {
    const paid = await walletBook(walletId).pay(holder, payment(vendorId, 1_250), Date.now())
    expect(paid).toMatchObject({ state: 'posted', seq: i + 1 })
  }
  await vendorBook(vendorId).flush()
  const vendor = await vendorBook(vendorId).meter()
  const wallet = await walletBook(walletId).meter()
  expect(vendor.journal - before.vendor.journal).toBe(10 * 2)
  expect(wallet.journal - before.wallet.journal).toBe(10 * 2)
  expect(vendor.history - before.vendor.history).toBe(10 * 1)
  // Ten payments within a minute arm the vendor's flush once, and a wallet whose vendors answer arms nothing.
  expect(vendor.alarms).toBe(1)
  expect(wallet.alarms).toBe(0)
})

it('costs nothing to ask again, and always gives the first answer', async ({ expect }) => {
  const vendorId = await openVendor()
  const walletId = await openWallet(await openFloat(100_000), 5_000)
  const one = payment(vendorId, 1_000, { tip: 100, note: 'two samosas' })
  const first = await walletBook(walletId).pay(holder, one, Date.now())
  const before = {
    vendor: await vendorBook(vendorId).meter(),
    wallet: await walletBook(walletId).meter(),
  }
  const again = await Promise.all(
    Array.from({ length: 5 }, () => walletBook(walletId).pay(holder, one, Date.now())),
  )
  for (const answer of again) expect(answer).toEqual(first)
  expect(await vendorBook(vendorId).meter()).toEqual(before.vendor)
  expect(await walletBook(walletId).meter()).toEqual(before.wallet)
  expect(await walletBook(walletId).view(holder)).toMatchObject({ available: 4_000, pending: 0 })
  const other = await walletBook(walletId).pay(holder, { ...one, amount: 2_000 }, Date.now())
  expect(other).toEqual({ state: 'conflict' })
})

it('writes a third row in the vendor’s book for a payment request, because the request is used up with it', async ({
  expect,
}) => {
  const vendorId = await openVendor()
  const walletId = await openWallet(await openFloat(100_000), 5_000)
  const now = Date.now()
  const id = newId('paymentRequest', now)
  const asked = {
    id,
    amount: 700,
    note: 'tea',
    items: [],
    createdAtMs: now,
    expiresAtMs: now + 60_000,
    payment: null,
    cancelledAtMs: null,
  }
  await vendorBook(vendorId).createRequest(asked, now)
  const paid = payment(vendorId, 750, { tip: 50, request: id })
  expect(await walletBook(walletId).pay(holder, paid, now)).toMatchObject({ state: 'posted' })
  expect(await vendorBook(vendorId).request(id, now)).toMatchObject({
    state: 'paid',
    payment: paid.id,
  })
  // A second payment of the same request is refused for good, and its money comes back.
  const second = payment(vendorId, 700, { request: id })
  const refused = { state: 'declined', reason: 'request_paid' }
  expect(await walletBook(walletId).pay(holder, second, now)).toEqual(refused)
  expect(await walletBook(walletId).pay(holder, second, now)).toEqual(refused)
  expect(await walletBook(walletId).view(holder)).toMatchObject({ available: 4_250, pending: 0 })
})

it('says no for every reason, stores the no, and gives the money back', async ({ expect }) => {
  const vendorId = await openVendor()
  const vendor = vendorBook(vendorId)
  const walletId = await openWallet(await openFloat(100_000), 5_000)
  const wallet = walletBook(walletId)
  const now = Date.now()
  const request = async (change: { expiresAtMs?: number } = {}) => {
    const id = newId('paymentRequest', now)
    await vendor.createRequest(
      {
        id,
        amount: 700,
        note: null,
        items: [],
        createdAtMs: now,
        expiresAtMs: now + 60_000,
        payment: null,
        cancelledAtMs: null,
        ...change,
      },
      now,
    )
    return id
  }
  const cancelled = await request()
  await vendor.cancelRequest(cancelled, now)
  const rows: [string, ReturnType<typeof payment>][] = [
    ['insufficient_funds', payment(vendorId, 5_001)],
    ['vendor_unknown', payment(newId('vendor', now), 100)],
    ['request_unknown', payment(vendorId, 700, { request: newId('paymentRequest', now) })],
    [
      'request_expired',
      payment(vendorId, 700, { request: await request({ expiresAtMs: now - 1 }) }),
    ],
    ['request_cancelled', payment(vendorId, 700, { request: cancelled })],
    ['amount_mismatch', payment(vendorId, 699, { request: await request() })],
    ['currency_mismatch', { ...payment(vendorId, 100), currency: 'CNY' }],
    ['currency_mismatch', payment(await openVendor('CNY'), 100)],
  ]
  for (const [reason, asked] of rows) {
    expect(await wallet.pay(holder, asked, now), reason).toEqual({ state: 'declined', reason })
    expect(await wallet.pay(holder, asked, now), `${reason} again`).toEqual({
      state: 'declined',
      reason,
    })
  }
  for (const status of ['closed', 'frozen'] as const) {
    await vendor.setStatus(status, null)
    const asked = payment(vendorId, 100)
    const no = { state: 'declined', reason: `vendor_${status}` }
    expect(await wallet.pay(holder, asked, now)).toEqual(no)
    await vendor.setStatus('open', null)
    // Still no: a late retry must not succeed after the money went back.
    expect(await wallet.pay(holder, asked, now)).toEqual(no)
  }
  expect(await wallet.pay({ token: 'someone else' }, payment(vendorId, 1), now)).toEqual({
    state: 'declined',
    reason: 'wallet_unknown',
  })
  expect(await wallet.view(holder)).toMatchObject({ available: 5_000, pending: 0 })
  expect(await wallet.audit()).toMatchObject({ problems: [], open: 0 })
  expect(await vendor.audit()).toMatchObject({ problems: [], available: 0 })
})

it('keeps a no that was given before the vendor existed', async ({ expect }) => {
  const vendorId = newId('vendor', Date.now())
  const walletId = await openWallet(await openFloat(100_000), 5_000)
  const early = payment(vendorId, 100)
  const no = { state: 'declined', reason: 'vendor_unknown' }
  expect(await walletBook(walletId).pay(holder, early, Date.now())).toEqual(no)
  await vendorBook(vendorId).open({ currency: 'INR', timeZone: 'Asia/Kolkata' }, Date.now())
  expect(await walletBook(walletId).pay(holder, early, Date.now())).toEqual(no)
  expect(await vendorBook(vendorId).audit()).toMatchObject({
    available: 0,
    entries: 1,
    problems: [],
  })
})

it('refunds in parts, never more than was paid, and each refund once', async ({ expect }) => {
  const vendorId = await openVendor()
  const vendor = vendorBook(vendorId)
  const walletId = await openWallet(await openFloat(100_000), 5_000)
  const paid = payment(vendorId, 1_000)
  await walletBook(walletId).pay(holder, paid, Date.now())
  const refund = (amount: number, id = newId('refund', Date.now())) => ({
    id,
    paymentId: paid.id,
    amount,
  })
  const part = refund(400)
  expect(await vendor.refund(part, Date.now())).toMatchObject({ state: 'posted' })
  expect(await vendor.refund(part, Date.now())).toMatchObject({ state: 'posted' })
  expect(await vendor.refund({ ...part, amount: 300 }, Date.now())).toEqual({ state: 'conflict' })
  const tooMuch = refund(601)
  const no = { state: 'declined', reason: 'not_more_than_paid' }
  expect(await vendor.refund(tooMuch, Date.now())).toEqual(no)
  // Two at once: the book decides one after the other.
  const both = await Promise.all([
    vendor.refund(refund(600), Date.now()),
    vendor.refund(refund(600), Date.now()),
  ])
  expect(both.map(({ state }) => state).toSorted()).toEqual(['declined', 'posted'])
  expect(await vendor.refund(tooMuch, Date.now())).toEqual(no)
  expect(
    await vendor.refund(
      { id: newId('refund', Date.now()), paymentId: newId('payment', Date.now()), amount: 1 },
      Date.now(),
    ),
  ).toEqual({ state: 'declined', reason: 'payment_unknown' })
  expect(await vendor.line(paid.id)).toMatchObject({ refunded: { amount: 1_000 } })
  expect(await vendor.refundView(part.id)).toMatchObject({
    state: 'paid',
    amount: 400,
    payment: paid.id,
  })
  expect(await walletBook(walletId).view(holder)).toMatchObject({ available: 5_000, pending: 0 })
  expect(await vendor.today(Date.now())).toMatchObject({
    payments: { count: 1 },
    refunds: { count: 2, amount: { amount: 1_000 } },
    net: { amount: 0 },
  })
})

it('tops up no more than the float holds, and once', async ({ expect }) => {
  const now = Date.now()
  const floatId = await openFloat(1_000)
  const float = env.PARTNER_BOOK.getByName(floatId)
  const walletId = newId('wallet', now)
  await walletBook(walletId).open('INR', { token: TOKEN }, now)
  const topUp = {
    id: newId('topUp', now),
    walletId,
    amount: 800,
    currency: 'INR' as const,
    effectiveAtMs: now,
  }
  const answers = await Promise.all([float.topUp(topUp, now), float.topUp(topUp, now)])
  for (const answer of answers) expect(answer).toMatchObject({ state: 'posted' })
  expect(await float.topUp({ ...topUp, id: newId('topUp', now), amount: 201 }, now)).toEqual({
    state: 'declined',
    reason: 'insufficient_funds',
  })
  const nobody = { ...topUp, id: newId('topUp', now), walletId: newId('wallet', now), amount: 200 }
  expect(await float.topUp(nobody, now)).toEqual({ state: 'declined', reason: 'wallet_unknown' })
  expect(await float.float()).toMatchObject({ available: 200, pending: 0, funded: 1_000 })
  expect(await walletBook(walletId).view(holder)).toMatchObject({ available: 800 })
})

it('refuses an update or a delete of the journal in the database itself', async ({ expect }) => {
  const { runInDurableObject } = await import('cloudflare:test')
  const vendorId = await openVendor()
  const walletId = await openWallet(await openFloat(100_000), 5_000)
  await walletBook(walletId).pay(holder, payment(vendorId, 1_000), Date.now())
  await runInDurableObject(vendorBook(vendorId), (_, { storage: { sql } }) => {
    expect(() => sql.exec('UPDATE journal SET amount = 1')).toThrow('only added to')
    expect(() => sql.exec('DELETE FROM journal')).toThrow('only added to')
    expect(() => sql.exec('UPDATE journal SET amount = 1.5')).toThrow()
  })
})
