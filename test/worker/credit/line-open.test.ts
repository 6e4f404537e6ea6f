/** What the line and the night should do and did not when these tests were written; each is a case of its own. */
import { env } from 'cloudflare:workers'
import { afterEach, it } from 'vitest'
import { Transfers } from '../../../src/durable/transfer.ts'
import { newId } from '../../../src/platform/ids.ts'
import { refreshStep } from '../../../src/services/credit-refresh.ts'
import { vendorBook } from '../../support/books.ts'
import { made } from '../../support/contract.ts'
import { CrashingTransfers, faults } from '../../support/faults.ts'
import { signUp } from '../../support/http.ts'
import {
  availableAt,
  ctxAt,
  dayMs,
  drawAt,
  floatOf,
  inputsOf,
  lineAt,
  look,
  newServicing,
  nightOf,
  partnerBook,
  sellDays,
  until,
} from './servicing-world.ts'
import { DAY_MS, newCreditWorld, sell } from './world.ts'

afterEach(() => {
  faults.decide = () => false
  faults.protocol = Transfers
})

it('sees money in a circle on the same night at both stalls, whoever is looked at first', async ({
  expect,
}) => {
  await newCreditWorld()
  const first = await signUp()
  // More stalls between them than are looked at at once.
  for (let i = 0; i < 8; i += 1) await signUp()
  const last = await signUp()
  for (const stall of [first, last]) await sellDays(stall, { from: -60, to: 0 })
  for (let i = 1; i <= 20; i += 1) {
    await sell(first.id, 50_000, { atMs: dayMs(-i) + 1, payerVendor: last.id })
    await sell(last.id, 50_000, { atMs: dayMs(-i) + 1, payerVendor: first.id })
  }
  await look(0)
  const signals = [await inputsOf(first, 0), await inputsOf(last, 0)].map((one) => one.signals.F03)
  expect(signals[0]).toBe(signals[1])
})

it('does not take nights that never came for two missed checks', async ({ expect }) => {
  const start = Date.now()
  const world = await newServicing()
  await drawAt(world, 100_000)
  for (let day = 1; day <= 41; day += 1)
    await sell(world.stall.id, 18_000, { atMs: start + day * DAY_MS })
  // The cron was away for six weeks; the stall repaid 88,560 of the 99,024 of its plan.
  await nightOf(world.stall, start + 42 * DAY_MS)
  expect((await lineAt(world.stall, start + 42 * DAY_MS)).state).toBe('open')
})

it('tells the lender of a repayment that arrived only after the night had given up', async ({
  expect,
}) => {
  faults.protocol = CrashingTransfers
  const world = await newServicing()
  const { stall, lender } = world
  const endpoint = { url: 'https://lender.example/hook', events: ['credit.repayment_posted'] }
  await made(lender.client.post('/webhook-endpoints', endpoint))
  await drawAt(world, 100_000)
  await sell(stall.id, 50_000)
  const night = Date.now() + DAY_MS
  faults.decide = (point) => point === 'receiver_before_write'
  await refreshStep(ctxAt(night))
  faults.decide = () => false
  await vendorBook(stall.id).tend(night)
  expect(await floatOf(lender)).toBe(100_000_000 - 94_000)
  await refreshStep(ctxAt(night + DAY_MS))
  const told = env.DB.prepare('SELECT type FROM webhook_deliveries WHERE partner_id = ?')
  const { results } = await told.bind(lender.id).all()
  expect(results).toHaveLength(1)
})

it('earns no fee from a draw that the supplier’s book refuses after sales repaid all of it', async ({
  expect,
}) => {
  faults.protocol = CrashingTransfers
  const world = await newServicing()
  const { stall, lender } = world
  const now = Date.now()
  const id = newId('partner', now)
  await partnerBook(id).open('CNY', now)
  await env.DB.prepare(
    `INSERT INTO partners (id, kind, name, currency, created_at) VALUES (?, 'supplier', 'Wrong', 'INR', ?)`,
  )
    .bind(id, now)
    .run()
  let calls = 0
  faults.decide = (point) => point === 'receiver_before_write' && (calls += 1) > 1
  await drawAt({ stall, supplier: { id } }, 100_000)
  await until(async () => calls === 4, 'the purchase gave up')
  faults.decide = () => false
  await sell(stall.id, 900_000)
  await vendorBook(stall.id).tend(now)
  await nightOf(stall, now + DAY_MS)
  expect([await availableAt(stall), await floatOf(lender)]).toEqual([900_000, 100_000_000])
})
