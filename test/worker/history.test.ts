import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { it } from 'vitest'
import { dailySales, listEntries, listEntriesAfter } from '../../src/db/entries.ts'
import { newId } from '../../src/platform/ids.ts'
import {
  openFloat,
  openVendor,
  openWallet,
  payment,
  TOKEN,
  vendorBook,
  walletBook,
} from '../support/books.ts'

async function vendorWithHistory(
  payments: number,
): Promise<{ vendorId: string; walletId: string }> {
  const vendorId = await openVendor()
  const walletId = await openWallet(await openFloat(1_000_000), 1_000_000)
  for (let i = 1; i <= payments; i += 1) {
    await walletBook(walletId).pay(
      { token: TOKEN },
      payment(vendorId, 100 * i, { note: `n${i}` }),
      Date.now(),
    )
  }
  return { vendorId, walletId }
}

it('copies the book to D1 by the alarm, row for row, and a second flush writes nothing', async ({
  expect,
}) => {
  const { vendorId } = await vendorWithHistory(7)
  expect(await listEntriesAfter(env.DB, vendorId, { afterSeq: 0, limit: 100 })).toEqual([])
  expect(await runDurableObjectAlarm(vendorBook(vendorId))).toBe(true)
  const copies = await listEntriesAfter(env.DB, vendorId, { afterSeq: 0, limit: 100 })
  expect(copies.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(await vendorBook(vendorId).meter()).toMatchObject({ history: 7 })
  await vendorBook(vendorId).flush()
  expect(await vendorBook(vendorId).meter()).toMatchObject({ history: 7 })
  expect(await vendorBook(vendorId).audit()).toMatchObject({ problems: [] })
})

it('flushes without waiting for the alarm when many rows wait', async ({ expect }) => {
  const vendorId = await openVendor()
  const walletId = await openWallet(await openFloat(1_000_000), 1_000_000)
  for (let i = 0; i < 200; i += 40) {
    const batch = Array.from({ length: 40 }, () =>
      walletBook(walletId).pay({ token: TOKEN }, payment(vendorId, 1), Date.now()),
    )
    await Promise.all(batch)
  }
  for (let i = 0; i < 100; i += 1) {
    if ((await listEntries(env.DB, vendorId, { beforeSeq: 1e9, limit: 1 })).length > 0) break
    await scheduler.wait(10)
  }
  const [last] = await listEntries(env.DB, vendorId, { beforeSeq: 1e9, limit: 1 })
  expect(last?.seq).toBe(200)
})

it('sees a changed, a missing and an invented row, and a rebuild mends all three', async ({
  expect,
}) => {
  const { vendorId } = await vendorWithHistory(5)
  await vendorBook(vendorId).flush()
  await env.DB.prepare('UPDATE entries SET amount = 1 WHERE vendor_id = ? AND seq = 2')
    .bind(vendorId)
    .run()
  await env.DB.prepare('DELETE FROM entries WHERE vendor_id = ? AND seq = 3').bind(vendorId).run()
  await env.DB.prepare(
    `INSERT INTO entries SELECT vendor_id, 9, 'x', kind, amount, tip, legs, held, resolves, declined, counterparty,
       corrects, detail, at, effective_at, balances, open, fingerprint, prev_hash
     FROM entries WHERE vendor_id = ? AND seq = 1`,
  )
    .bind(vendorId)
    .run()
  const { problems } = await vendorBook(vendorId).audit()
  expect(problems).toEqual([
    'entry 2: history differs from the book',
    'entry 3: missing in history',
    'entry 9: not in the book',
  ])
  expect(await vendorBook(vendorId).rebuild()).toEqual({ entries: 5 })
  expect(await vendorBook(vendorId).audit()).toMatchObject({ problems: [] })
})

it('keeps rows waiting while D1 fails, and delivers them later', async ({ expect }) => {
  const { vendorId } = await vendorWithHistory(3)
  await env.DB.exec('ALTER TABLE entries RENAME TO entries_away')
  try {
    const failed = await vendorBook(vendorId)
      .flush()
      .then(() => null, String)
    expect(failed).toContain('no such table')
    expect(await vendorBook(vendorId).tend(Date.now())).toEqual({ unknown: 0 })
  } finally {
    await env.DB.exec('ALTER TABLE entries_away RENAME TO entries')
  }
  await vendorBook(vendorId).flush()
  expect(await vendorBook(vendorId).audit()).toMatchObject({ problems: [] })
})

it('adds up a day’s sales, with refunds on the day they are made and voided ones left out', async ({
  expect,
}) => {
  const { vendorId } = await vendorWithHistory(3)
  const [, second] = (await vendorBook(vendorId).lines(1e9, 10)).toReversed()
  const refund = { id: newId('refund', Date.now()), paymentId: second?.id ?? '', amount: 150 }
  await vendorBook(vendorId).refund(refund, Date.now())
  await vendorBook(vendorId).refund(
    { ...refund, id: newId('refund', Date.now()), amount: 1_000 },
    Date.now(),
  )
  await vendorBook(vendorId).flush()
  const now = Date.now()
  const days = [
    { day: '2026-01-01', fromMs: 0, toMs: now - 60_000 },
    { day: '2026-01-02', fromMs: now - 60_000, toMs: now + 60_000 },
  ]
  expect(await dailySales(env.DB, vendorId, days)).toEqual([
    { day: '2026-01-01', payments: 0, gross: 0, tips: 0, refunds: 0, refunded: 0 },
    { day: '2026-01-02', payments: 3, gross: 600, tips: 0, refunds: 1, refunded: 150 },
  ])
  expect(await vendorBook(vendorId).today(now)).toMatchObject({
    net: { amount: 450 },
    refunds: { count: 1 },
  })
})

it('flushes a busy book in pages, not row by row, and lets every reader see its own writes', async ({
  expect,
}) => {
  const vendorId = await openVendor()
  const walletId = await openWallet(await openFloat(1_000_000), 1_000_000)
  const payOne = () => walletBook(walletId).pay({ token: TOKEN }, payment(vendorId, 1), Date.now())
  for (let i = 0; i < 450; i += 1) await payOne()
  await vendorBook(vendorId).flush()
  // 450 rows in pages of at least 200, each remembered by one row.
  expect(await vendorBook(vendorId).meter()).toMatchObject({ history: 450 })
  expect((await vendorBook(vendorId).meter()).flushes).toBeLessThanOrEqual(4)
  // A flush under way began without the newest row; who asks now still sees it.
  await payOne()
  const early = vendorBook(vendorId).flush()
  await payOne()
  await vendorBook(vendorId).flush()
  const [newest] = await listEntries(env.DB, vendorId, { beforeSeq: 1e9, limit: 1 })
  expect(newest?.seq).toBe(452)
  await early
})
