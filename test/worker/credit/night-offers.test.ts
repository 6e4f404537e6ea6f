import { it } from 'vitest'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
import { made } from '../../support/contract.ts'
import { signUp } from '../../support/http.ts'
import {
  acceptAt,
  creditAt,
  drawAt,
  lineAt,
  look,
  nightMs,
  offersOf,
  partnerBook,
  sellDays,
} from './servicing-world.ts'
import { DAY_MS, newCreditWorld, sell } from './world.ts'
import type { CreditWorld } from './world.ts'

/** A stall with sixty days of steady sales and the offer of its first look. */
async function offered(change: Partial<LendingPolicy> = {}) {
  const world = await newCreditWorld(change)
  const stall = await signUp()
  await sellDays(stall, { from: -60, to: 0 })
  await look(0)
  const [offer] = await offersOf(stall, world.lender)
  if (offer === undefined) throw new Error('there is no offer')
  return { ...world, stall, offer }
}

async function addVersion({ lender, policy }: CreditWorld, change: Partial<LendingPolicy>) {
  const day = Math.floor(Date.now() / DAY_MS)
  await made(lender.client.post('/lending/policies', { ...policy, valid_from_day: day, ...change }))
}

it('replaces an offer by a better one the same night, and tells the app', async ({ expect }) => {
  const { stall, lender, offer } = await offered({ offer_ttl_days: 30 })
  await sellDays(stall, { from: 0, to: 21, amount: 45_000 })
  await look(1)
  // A day more of sales is no step more of credit.
  expect(await offersOf(stall, lender)).toEqual([offer])
  let day = 1
  while (day < 21 && (await offersOf(stall, lender)).length === 1) await look((day += 1))
  const [old, better, ...more] = await offersOf(stall, lender)
  expect(more).toEqual([])
  expect(old).toMatchObject({ id: offer.id, state: 'superseded', endedAtMs: nightMs(day) })
  expect(better).toMatchObject({ state: 'open', seenAtMs: null, createdAtMs: nightMs(day) })
  expect((better?.amount ?? 0) - offer.amount).toBeGreaterThanOrEqual(offer.amount / 20)
  const { offers } = await creditAt(stall, nightMs(day))
  const shown = offers.filter((one) => one.lender.id === lender.id)
  expect(shown.map(({ id, is_new: isNew }) => [id, isNew])).toEqual([[better?.id, true]])
})

it('keeps an offer while it lasts although sales fall, and ends it when its time is over', async ({
  expect,
}) => {
  const { stall, lender, offer } = await offered()
  // Two days of five at a third: worse every night, and never silent.
  await sellDays(stall, { from: 0, to: 9, amount: 8_000 })
  for (let day = 1; day <= 6; day += 1) {
    await look(day)
    expect(await offersOf(stall, lender), `night ${day}`).toEqual([offer])
  }
  const { offers } = await creditAt(stall, nightMs(6))
  expect(offers.map(({ id }) => id)).toContain(offer.id)
  await look(7)
  await look(8)
  const [old, next] = await offersOf(stall, lender)
  expect(old?.state).toBe('expired')
  expect(next === undefined || next.amount < offer.amount).toBe(true)
  expect(next?.state ?? 'open').toBe('open')
})

it('ends an offer that is over when there is nothing to offer any more', async ({ expect }) => {
  const { stall, lender } = await offered()
  // Silence for so long leaves too few days with sales.
  for (let day = 1; day <= 40; day += 3) await look(day)
  const rows = await offersOf(stall, lender)
  expect(rows.at(-1)).toMatchObject({ state: 'expired', reason: 'expired' })
  expect(rows.every(({ state }) => state === 'expired')).toBe(true)
  expect((await creditAt(stall, nightMs(40))).offers).toEqual([])
})

it('withdraws an offer when a rule against circular money holds the stall', async ({ expect }) => {
  const { stall, lender, offer } = await offered()
  await sellDays(stall, { from: 0, to: 1 })
  for (let i = 0; i < 4; i += 1)
    await sell(stall.id, 100_000, { payerVendor: stall.id, atMs: nightMs(0) + i * 60_000 })
  await look(1)
  expect(await offersOf(stall, lender)).toMatchObject([
    { id: offer.id, state: 'withdrawn', reason: 'held', endedAtMs: nightMs(1) },
  ])
  const { meter } = await creditAt(stall, nightMs(1))
  expect(meter?.reasons.map(({ code }) => code)).toContain('H01')
})

it('withdraws the offers and freezes the lines of a policy that its lender suspends', async ({
  expect,
}) => {
  const { stall, offer, ...world } = await offered()
  const { lender, supplier, policy } = world
  const other = await signUp()
  await sellDays(other, { from: -60, to: 1 })
  await sellDays(stall, { from: 0, to: 3 })
  await look(0)
  const [taken] = await offersOf(other, lender)
  if (taken === undefined) throw new Error('there is no offer')
  await acceptAt(other, taken, nightMs(0) + 1)
  await sellDays(other, { from: 1, to: 3 })
  await addVersion(world, { version: 2, active: false })
  await look(1)
  expect(await offersOf(stall, lender)).toMatchObject([
    { id: offer.id, state: 'withdrawn', reason: 'policy_suspended' },
  ])
  expect(await lineAt(other, nightMs(1))).toMatchObject({
    state: 'frozen',
    frozen_reason: 'lender',
    available: { amount: 0 },
  })
  const drawn = await drawAt({ stall: other, supplier }, 100_000, { atMs: nightMs(1) })
  expect(drawn).toMatchObject({ state: 'declined', reason: 'line_frozen' })
  await addVersion(world, { version: 3, active: true })
  await look(2)
  expect(await lineAt(other, nightMs(2))).toMatchObject({ state: 'open', frozen_reason: null })
  const [, again] = await offersOf(stall, lender)
  expect(again).toMatchObject({ state: 'open', policyVersion: 3, policyId: policy.policy_id })
})

it('withdraws offers when the lender’s portfolio is full', async ({ expect }) => {
  const { stall, lender, supplier, policy, offer } = await offered({
    portfolio_limit_minor: 200_000,
    cap_minor: 200_000,
    ramp_minor: [200_000],
  })
  expect(offer.amount).toBe(200_000)
  const other = await signUp()
  await sellDays(other, { from: -60, to: 1 })
  await sellDays(stall, { from: 0, to: 1 })
  await look(0)
  const [taken] = await offersOf(other, lender)
  if (taken === undefined) throw new Error('there is no offer')
  await acceptAt(other, taken, nightMs(0) + 1)
  const drawn = await drawAt({ stall: other, supplier }, 180_000, { atMs: nightMs(0) + 2 })
  expect(drawn.state).toBe('posted')
  expect(await partnerBook(lender.id).headroom(policy.policy_id, 200_000)).toBe(20_000)
  await look(1)
  expect(await offersOf(stall, lender)).toMatchObject([
    { id: offer.id, state: 'withdrawn', reason: 'portfolio_full' },
  ])
})
