import { env } from 'cloudflare:workers'
/** What counts as income in the nightly look, and what does not. */
import { it } from 'vitest'
import { decisionsOfDay } from '../../../src/db/credit-refreshes.ts'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
import type { Decision } from '../../../src/domain/credit/underwrite.ts'
import { deskOf } from '../../../src/services/credit.ts'
import { vendorBook } from '../../support/books.ts'
import { signUp } from '../../support/http.ts'
import type { Stall } from '../../support/http.ts'
import {
  ctxAt,
  dayMs,
  inputsOf,
  look,
  offersOf,
  paySale,
  refundSale,
  sellDays,
  shopper,
} from './servicing-world.ts'
import { DAY_MS, newCreditWorld, post, sell } from './world.ts'

const NOON = 12 * 3_600_000

/** Two stalls with the same sixty days; what happens to the second should not count. */
async function twins(): Promise<[Stall, Stall]> {
  const pair = await Promise.all([signUp(), signUp()])
  for (const stall of pair) await sellDays(stall, { from: -60, to: 0 })
  return pair
}

async function seqOf(stall: Stall, paymentId: string): Promise<number> {
  return (await vendorBook(stall.id).line(paymentId))?.seq ?? 0
}

/** Codes for which a policy said no to a stall on a day. */
async function reasonsOf(stall: Stall, policy: LendingPolicy, offset: number): Promise<string[]> {
  const day = Math.floor((dayMs(offset) + NOON) / DAY_MS)
  const rows = await decisionsOfDay(env.DB, stall.id, day)
  const row = rows.find(({ policyId }) => policyId === policy.policy_id)
  const { reasons } = JSON.parse(row?.body ?? '{"reasons":[]}') as Decision
  return reasons.map(({ code }) => code)
}

async function openOf(stall: Stall, lender: { id: string }): Promise<number> {
  return (await offersOf(stall, lender)).filter(({ state }) => state === 'open').length
}

it('leaves out what was sold on the day of the decision or later', async ({ expect }) => {
  const [plain, busy] = await twins()
  await sell(busy.id, 900_000, { atMs: dayMs(0) })
  await sell(busy.id, 900_000, { atMs: dayMs(0) + NOON })
  await sell(busy.id, 900_000, { atMs: dayMs(3) })
  await look(0)
  expect(await inputsOf(busy, 0)).toEqual(await inputsOf(plain, 0))
  // The last moment of the day before counts.
  const late = await signUp()
  await sellDays(late, { from: -60, to: 0 })
  await sell(late.id, 1_000, { atMs: dayMs(0) - 1 })
  await look(0)
  const weeks = (stall: Stall) => inputsOf(stall, 0).then(({ features }) => features.weeks)
  expect((await weeks(late)).at(-1)).toBe(((await weeks(plain)).at(-1) ?? 0) + 1_000)
})

it('leaves out what the stall tagged, what its own phones paid, what it gave back, and tips', async ({
  expect,
}) => {
  const [plain, odd] = await twins()
  const wallet = await shopper()
  const atMs = dayMs(-10) + NOON
  const tagged = await sell(odd.id, 40_000, { atMs })
  const tag = await post(odd, `/entries/${await seqOf(odd, tagged)}/tag`, { tag: 'personal' })
  expect(tag.status).toBe(200)
  const exempt = await sell(odd.id, 30_000, { atMs })
  await post(odd, `/entries/${await seqOf(odd, exempt)}/tag`, { tag: 'exempt' })
  await sell(odd.id, 20_000, { atMs, payerVendor: odd.id })
  const back = await paySale(odd, wallet, 60_000, { atMs })
  expect(await refundSale(odd, back, 60_000, atMs + 1000)).toMatchObject({ state: 'posted' })
  await sell(odd.id, 500, { atMs, tip: 500 })
  await look(0)
  const [a, b] = [await inputsOf(plain, 0), await inputsOf(odd, 0)]
  expect({ ...b.features, refundBp56: 0 }).toEqual(a.features)
  expect(b.features.refundBp56).toBeGreaterThan(0)
  expect(b.signals.F01).toBeGreaterThan(0)
  expect(b.signals.F05).toBe(a.signals.F05)
})

it('counts the part of a sale that was not given back, and what a tag no longer says', async ({
  expect,
}) => {
  const [plain, odd] = await twins()
  const wallet = await shopper()
  const atMs = dayMs(-10) + NOON
  const sale = await paySale(odd, wallet, 60_000, { atMs })
  await refundSale(odd, sale, 20_000, atMs + 1000)
  const tagged = await seqOf(odd, await sell(odd.id, 5_000, { atMs }))
  await post(odd, `/entries/${tagged}/tag`, { tag: 'exempt' })
  await post(odd, `/entries/${tagged}/tag`, { tag: null })
  // A refund on the day of the decision is of another day.
  await refundSale(odd, sale, 10_000, dayMs(0) + 1)
  await look(0)
  const sum = async (stall: Stall) =>
    (await inputsOf(stall, 0)).features.weeks.reduce((total, week) => total + week, 0)
  expect((await sum(odd)) - (await sum(plain))).toBe(45_000)
})

it('holds two stalls whose phones pay each other in a circle', async ({ expect }) => {
  const { lender, policy } = await newCreditWorld()
  const [one, other] = await twins()
  for (const [to, from] of [
    [one, other],
    [other, one],
  ] as const)
    for (let i = 1; i <= 20; i += 1)
      await sell(to.id, 50_000, { atMs: dayMs(-i) + NOON, payerVendor: from.id })
  // Other tests' stalls may be due too, and the two in different steps: the second night knows of both.
  await look(0)
  await look(1)
  for (const stall of [one, other]) {
    expect((await inputsOf(stall, 1)).signals.F03).toBeGreaterThan(1000)
    expect(await reasonsOf(stall, policy, 1)).toContain('H03')
    expect(await openOf(stall, lender)).toBe(0)
  }
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
    await sell(first.id, 50_000, { atMs: dayMs(-i) + NOON, payerVendor: last.id })
    await sell(last.id, 50_000, { atMs: dayMs(-i) + NOON, payerVendor: first.id })
  }
  await look(0)
  const signals = [await inputsOf(first, 0), await inputsOf(last, 0)].map((one) => one.signals.F03)
  expect(signals[0]).toBeGreaterThan(1000)
  expect(signals[0]).toBe(signals[1])
})

it('holds three stalls whose phones pay each other in a ring, and nobody else', async ({
  expect,
}) => {
  const { lender, policy } = await newCreditWorld()
  const ring = await Promise.all([signUp(), signUp(), signUp()])
  const [first] = ring
  const bystander = await signUp()
  for (const stall of [...ring, bystander]) await sellDays(stall, { from: -60, to: 0 })
  for (const [i, stall] of ring.entries()) {
    const payerVendor = (ring[(i + 1) % 3] ?? stall).id
    for (let day = 1; day <= 20; day += 1)
      await sell(stall.id, 50_000, { atMs: dayMs(-day) + NOON, payerVendor })
  }
  // One way only: money that does not come back is a sale like any other.
  for (let day = 1; day <= 20; day += 1)
    await sell(bystander.id, 50_000, { atMs: dayMs(-day) + NOON, payerVendor: first.id })
  await look(0)
  await look(1)
  for (const stall of ring) {
    const { signals } = await inputsOf(stall, 1)
    expect(signals.F03).toBe(0)
    expect(signals.F04).toBeGreaterThan(1000)
    expect(await reasonsOf(stall, policy, 1)).toContain('H04')
    expect(await openOf(stall, lender)).toBe(0)
  }
  expect((await inputsOf(bystander, 1)).signals).toMatchObject({ F03: 0, F04: 0 })
  expect(await openOf(bystander, lender)).toBe(1)
})

it('does not take declared days of rest for a gap', async ({ expect }) => {
  const rested = await signUp()
  const silent = await signUp()
  for (const stall of [rested, silent]) {
    await sellDays(stall, { from: -60, to: -10 })
    await sellDays(stall, { from: -2, to: 0 })
  }
  using desk = deskOf(ctxAt(dayMs(-10)), rested.id)
  expect(await desk.pause(7, dayMs(-10) + NOON)).toBe(true)
  await look(0)
  expect((await inputsOf(silent, 0)).features.gapDays56).toBe(8)
  expect((await inputsOf(rested, 0)).features.gapDays56).toBe(1)
})
