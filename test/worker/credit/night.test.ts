import { env } from 'cloudflare:workers'
import { afterEach, it } from 'vitest'
import { refreshStep } from '../../../src/services/credit-refresh.ts'
import { made } from '../../support/contract.ts'
import { signUp } from '../../support/http.ts'
import type { Stall } from '../../support/http.ts'
import { ctxAt, dayMs, inputsOf, look, nightMs, offersOf, sellDays } from './servicing-world.ts'
import { DAY_MS, newCreditWorld, sell } from './world.ts'
import type { CreditWorld } from './world.ts'

const TABLES = [
  'credit_inputs',
  'credit_decisions',
  'credit_offers',
  'vendor_days',
  'vendor_edges',
  'credit_refreshes',
]
const realPrepare = env.DB.prepare.bind(env.DB)
const realBatch = env.DB.batch.bind(env.DB)

afterEach(() => {
  env.DB.prepare = realPrepare
  env.DB.batch = realBatch
})

/** Every row that the look wrote for a stall, as text; ids by chance and the stall’s own left out. */
async function rowsOf(stall: Stall): Promise<string[]> {
  const rows: string[] = []
  for (const table of TABLES) {
    const { results } = await realPrepare(`SELECT * FROM ${table} WHERE vendor_id = ?`)
      .bind(stall.id)
      .all()
    rows.push(...results.map((row) => `${table} ${JSON.stringify(row)}`))
  }
  return rows
    .map((row) => row.replaceAll(/(?:ofr|lin|vnd)_[0-9A-Z]{26}/g, '…'))
    .toSorted((a, b) => (a < b ? -1 : 1))
}

async function due(stall: Stall, atMs: number): Promise<void> {
  const due = env.DB.prepare('UPDATE credit_refreshes SET due_at = ? WHERE vendor_id = ?')
  await due.bind(atMs, stall.id).run()
}

let world: CreditWorld | null = null

async function policy(): Promise<CreditWorld> {
  // An offer ends every night, so that every night writes one.
  world ??= await newCreditWorld({ offer_ttl_days: 1 })
  return world
}

it('changes nothing when it comes a second time on the same day', async ({ expect }) => {
  const { lender } = await policy()
  const stall = await signUp()
  await sellDays(stall, { from: -60, to: 0 })
  await look(0)
  const before = await rowsOf(stall)
  const [offer] = await offersOf(stall, lender)
  expect(offer).toMatchObject({ state: 'open' })
  expect(await look(0)).toEqual({ visited: 0, failed: 0, offers: 0 })
  // Not even when it is made to come, after sales of the day and a payment of an earlier one that came late.
  await sell(stall.id, 70_000, { atMs: dayMs(0) + 1 })
  await due(stall, nightMs(0))
  expect(await look(0)).toMatchObject({ visited: 1, offers: 0 })
  expect(await rowsOf(stall)).toEqual(before)
  expect(await offersOf(stall, lender)).toEqual([offer])
})

it('stores the same rows when a run is killed at any of its statements and another follows', async ({
  expect,
}) => {
  await policy()
  const [calm, killed] = await Promise.all([signUp(), signUp()])
  for (const stall of [calm, killed]) await sellDays(stall, { from: -60, to: 30 })
  await refreshStep(ctxAt(nightMs(-1)))
  let deaths = 0
  for (let day = 0; day < 30; day += 1) {
    const atMs = nightMs(day)
    await due(killed, atMs + DAY_MS)
    await look(day)
    await due(killed, atMs)
    let left = day
    const count = () => {
      left -= 1
      if (left === -1) deaths += 1
      if (left < 0) throw new Error('killed on purpose')
    }
    env.DB.prepare = (sql) => (count(), realPrepare(sql))
    await refreshStep(ctxAt(atMs)).catch(() => null)
    env.DB.prepare = realPrepare
    await look(day)
    expect(await rowsOf(killed), `killed at statement ${day}`).toEqual(await rowsOf(calm))
    if (left >= 0) break
  }
  expect(deaths).toBeGreaterThan(8)
})

it('offers once when two runs overlap', async ({ expect }) => {
  const { lender } = await policy()
  const stall = await signUp()
  await sellDays(stall, { from: -60, to: 0 })
  await Promise.all([refreshStep(ctxAt(nightMs(0))), refreshStep(ctxAt(nightMs(0)))])
  expect((await offersOf(stall, lender)).map(({ state }) => state)).toEqual(['open'])
})

it('comes an hour after each stall’s own midnight', async ({ expect }) => {
  await policy()
  const zones = ['Asia/Kolkata', 'Pacific/Auckland', 'America/Sao_Paulo', 'UTC', 'Asia/Kathmandu']
  const stalls = await Promise.all(zones.map((time_zone) => signUp({ time_zone })))
  const now = nightMs(0)
  await refreshStep(ctxAt(now))
  const dueAt = async (stall: Stall) => {
    const sql = 'SELECT due_at FROM credit_refreshes WHERE vendor_id = ?'
    return (await realPrepare(sql).bind(stall.id).first<{ due_at: number }>())?.due_at ?? 0
  }
  const times = await Promise.all(stalls.map(dueAt))
  for (const [i, timeZone] of zones.entries()) {
    const at = times[i] ?? 0
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' })
    expect([timeZone, clock.format(at)]).toEqual([timeZone, '01:00'])
    expect(at).toBeGreaterThan(now)
    expect(at).toBeLessThanOrEqual(now + 25 * 3_600_000)
  }
  expect(new Set(times).size).toBe(zones.length)
  // A minute before, the stall is left alone.
  const [first = 0] = times
  const [stall] = stalls
  if (stall === undefined) return
  await refreshStep(ctxAt(first - 60_000))
  expect(await dueAt(stall)).toBe(first)
  await refreshStep(ctxAt(first))
  expect(await dueAt(stall)).toBe(first + DAY_MS)
})

it('binds few parameters whatever the number of stalls, policies and offers', async ({
  expect,
}) => {
  const { lender, policy: one } = await policy()
  for (let i = 0; i < 12; i += 1) {
    const more = { ...one, policy_id: `${one.policy_id}-${i}`, valid_from_day: one.valid_from_day }
    await made(lender.client.post('/lending/policies', more))
  }
  const stall = await signUp()
  await sellDays(stall, { from: -60, to: 0, perDay: 5 })
  let most = 0
  let statements = 0
  env.DB.prepare = (sql) => {
    const statement = realPrepare(sql)
    statements += 1
    const bind = statement.bind.bind(statement)
    statement.bind = (...values) => {
      most = Math.max(most, values.length)
      return bind(...values)
    }
    return statement
  }
  await look(0)
  expect((await offersOf(stall, lender)).length).toBeGreaterThan(10)
  expect(statements).toBeGreaterThan(10)
  expect(most).toBeLessThanOrEqual(90)
})

it('reads no entry that is before the window', async ({ expect }) => {
  await policy()
  const stall = await signUp()
  await sellDays(stall, { from: -80, to: 3 })
  await look(0)
  const fromSeq = async () => {
    const sql = 'SELECT from_seq FROM credit_refreshes WHERE vendor_id = ?'
    return (await realPrepare(sql).bind(stall.id).first<{ from_seq: number }>())?.from_seq
  }
  // 24 days of four sales are older than eight weeks; each night four more.
  expect(await fromSeq()).toBe(24 * 4 + 1)
  await look(1)
  expect(await fromSeq()).toBe(25 * 4 + 1)
  expect((await inputsOf(stall, 1)).features.weeks).toEqual(
    Array.from({ length: 8 }, () => 700_000),
  )
  // What lies before it is not even looked at: with a later start, the weeks before are empty.
  const later = 'UPDATE credit_refreshes SET from_seq = ? WHERE vendor_id = ?'
  await realPrepare(later)
    .bind((80 - 14 + 2) * 4 + 1, stall.id)
    .run()
  await look(2)
  expect((await inputsOf(stall, 2)).features.weeks).toEqual([0, 0, 0, 0, 0, 0, 700_000, 700_000])
})
