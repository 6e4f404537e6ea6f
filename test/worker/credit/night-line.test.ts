/** What the nights make of a line in use: sales that fall away, checks, breach, write-off, and what comes after. */
import { env } from 'cloudflare:workers'
import { afterEach, it } from 'vitest'
import type { LendingPolicy } from '../../../src/domain/credit/policy.ts'
import { refreshStep } from '../../../src/services/credit-refresh.ts'
import { deskOf } from '../../../src/services/credit.ts'
import { made } from '../../support/contract.ts'
import { signUp } from '../../support/http.ts'
import type { Stall } from '../../support/http.ts'
import {
  acceptAt,
  creditAt,
  ctxAt,
  drawAt,
  floatOf,
  gapOf,
  inputsOf,
  lineAt,
  look,
  newServicing,
  nightMs,
  nightOf,
  offersOf,
  openLine,
  sellDays,
  termsOf,
} from './servicing-world.ts'
import { DAY_MS, newCreditWorld, sell } from './world.ts'

const realPrepare = env.DB.prepare.bind(env.DB)

afterEach(() => {
  env.DB.prepare = realPrepare
})

/** A stall with sixty days of sales that accepted the offer of its first look. Stalls of other tests sleep. */
async function withLine(change: Partial<LendingPolicy> = {}) {
  await realPrepare('UPDATE credit_refreshes SET due_at = 9e15').run()
  const world = await newCreditWorld(change)
  const stall = await signUp()
  await sellDays(stall, { from: -60, to: 0 })
  await look(0)
  const [offer] = await offersOf(stall, world.lender)
  if (offer === undefined) throw new Error('there is no offer')
  await acceptAt(stall, offer, nightMs(0) + 1)
  return { ...world, stall, offer }
}

/** Days one by one: the sales of each, and the look of the night after it, or of every few nights. */
async function live(
  stall: Stall,
  { from, to, amount, every = 1, each = () => undefined }: Days,
): Promise<void> {
  for (let day = from; day < to; day += 1) {
    await sellDays(stall, { from: day, to: day + 1, ...(amount === undefined ? {} : { amount }) })
    if ((to - day - 1) % every !== 0) continue
    await look(day + 1)
    await each(day + 1)
  }
}

interface Days {
  from: number
  to: number
  amount?: number
  every?: number
  /** Called after the look of each night, with its day. */
  each?: (day: number) => unknown
}

it('takes no new draws while sales are away, and takes them again when they are back', async ({
  expect,
}) => {
  const { stall, supplier } = await withLine()
  for (const day of [1, 2, 3]) await look(day)
  expect(await lineAt(stall, nightMs(3))).toMatchObject({
    state: 'frozen',
    frozen_reason: 'flow_low',
    available: { amount: 0 },
  })
  const drawn = (day: number) => drawAt({ stall, supplier }, 100_000, { atMs: nightMs(day) + 1 })
  expect(await drawn(3)).toMatchObject({ state: 'declined', reason: 'line_frozen' })
  await live(stall, { from: 3, to: 8 })
  const line = await lineAt(stall, nightMs(8))
  expect(line).toMatchObject({ state: 'open', frozen_reason: null })
  const kinds = line.events.map(({ kind }) => kind).filter((kind) => kind.endsWith('frozen'))
  expect(kinds).toEqual(['unfrozen', 'frozen'])
  expect(await drawn(8)).toMatchObject({ state: 'posted' })
})

it('lowers a limit only where nothing is drawn, and by no less than a step and a twentieth', async ({
  expect,
}) => {
  const start = Date.now()
  const world = await newServicing()
  const { stall } = world
  await drawAt(world, 300_000)
  const limitAfter = async (limit: number | null) => {
    await nightOf(stall, start + 1000, { limit })
    return (await lineAt(stall, start + 1000)).limit.amount
  }
  expect(await limitAfter(null)).toBe(500_000)
  expect(await limitAfter(475_001)).toBe(500_000)
  expect(await limitAfter(475_000)).toBe(475_000)
  expect(await limitAfter(900_000)).toBe(475_000)
  expect(await limitAfter(100_000)).toBe(300_000)
  expect(await lineAt(stall)).toMatchObject({
    available: { amount: 0 },
    principal: { amount: 300_000 },
  })
  expect(await limitAfter(0)).toBe(300_000)
})

it('lowers a limit with the sales, and raises it only when the vendor says yes', async ({
  expect,
}) => {
  const { stall, lender, supplier, offer } = await withLine()
  await drawAt({ stall, supplier }, 100_000, { atMs: nightMs(0) + 2 })
  await live(stall, { from: 0, to: 10 })
  await live(stall, { from: 10, to: 35, amount: 9_000, every: 5 })
  const low = await lineAt(stall, nightMs(35))
  expect(low.limit.amount).toBeLessThan(offer.amount)
  expect(low.events.map(({ kind }) => kind)).toContain('limit_lowered')
  await live(stall, { from: 35, to: 75, amount: 27_000, every: 5 })
  expect((await lineAt(stall, nightMs(75))).limit).toEqual(low.limit)
  const more = (await offersOf(stall, lender)).at(-1)
  expect(more?.state).toBe('open')
  if (more === undefined) return
  await acceptAt(stall, more, nightMs(75) + 1)
  expect((await lineAt(stall, nightMs(75) + 1)).limit.amount).toBeGreaterThan(low.limit.amount)
})

it('goes from late to breach to written off when sales stop, and offers nothing for ninety days', async ({
  expect,
}) => {
  const { stall, lender, supplier, offer } = await withLine()
  const { amount } = offer
  await drawAt({ stall, supplier }, amount, { atMs: nightMs(0) + 2 })
  await live(stall, { from: 0, to: 2 })
  const seen: string[] = []
  for (let day = 3; day <= 182; day += 1) {
    if (day > 30 && day < 178 && day % 10 !== 0) continue
    await look(day)
    const { line } = await creditAt(stall, nightMs(day))
    const word = line === null ? 'closed' : `${line.state} ${line.progress?.status ?? ''}`
    if (seen.at(-1) !== word) seen.push(word)
    if (line !== null) expect(gapOf(line)).toBe(0)
  }
  expect(seen).toEqual([
    'open on_track',
    'frozen on_track',
    'frozen behind',
    'near_breach near_breach',
    'breach breach',
    'closed',
  ])
  const repaid = 2 * 4 * 3_000
  expect(await floatOf(lender)).toBe(100_000_000 - amount + repaid)
  const draws = await lender.client.get('/lending/draws')
  expect(draws.body).toMatchObject({
    data: [{ state: 'written_off', repaid: { amount: repaid }, remaining: { amount: 0 } }],
  })
  // Good sales again, from long before the write-off is ninety days old.
  await sellDays(stall, { from: 183, to: 275 })
  const open = async () =>
    (await offersOf(stall, lender)).filter(({ state }) => state === 'open').length
  for (const day of [200, 230, 260, 269]) {
    await look(day)
    expect(await open()).toBe(0)
  }
  await look(271)
  expect(await open()).toBe(1)
}, 60_000)

it('offers more after a draw that was repaid in time', async ({ expect }) => {
  const { stall, lender, supplier, offer } = await withLine({
    ramp_minor: [200_000, 400_000, 800_000],
  })
  expect(offer.amount).toBe(200_000)
  await drawAt({ stall, supplier }, 200_000, { atMs: nightMs(0) + 2 })
  await live(stall, { from: 0, to: 20, every: 2 })
  expect(await lineAt(stall, nightMs(20))).toMatchObject({ draws: [{ state: 'repaid' }] })
  const next = (await offersOf(stall, lender)).at(-1)
  expect(next).toMatchObject({ state: 'open', amount: 400_000 })
  expect((await inputsOf(stall, 20)).loans).toMatchObject({ repaid: 1, repaidInTime: 1 })
  // The limit is the old one until the vendor says yes.
  expect((await lineAt(stall, nightMs(20))).limit.amount).toBe(200_000)
})

it('withdraws an offer on the very night on which a draw comes near its breach', async ({
  expect,
}) => {
  const { stall, lender, supplier } = await withLine({
    offer_ttl_days: 30,
    // Lends a stall of two months more than the model of today, and so for longer.
    model_version: 'v0-expert-2026-11',
    holdback_bp: { default: 1200, min: 200, max: 2000 },
  })
  await drawAt({ stall, supplier }, 400_000, { atMs: nightMs(0) + 2 })
  // Sales grow and a larger offer comes, but so small a share of them does not repay in time.
  using desk = deskOf(ctxAt(nightMs(0)), stall.id)
  expect(await desk.setHoldback(200, nightMs(0) + 3)).toBe(true)
  const open = async () =>
    (await offersOf(stall, lender)).filter(({ state }) => state === 'open').length
  const seen: [state: string, offers: number][] = []
  const each = async (day: number) => {
    seen.push([(await lineAt(stall, nightMs(day))).state, await open()])
  }
  await live(stall, { from: 0, to: 30, amount: 45_000, each })
  const first = seen.findIndex(([state]) => state === 'near_breach')
  expect(seen[first - 1]).toEqual(['open', 1])
  expect(seen[first]).toEqual(['near_breach', 0])
})

it('records the breach of each draw, also of one that was drawn before the breach of another', async ({
  expect,
}) => {
  const start = Date.now()
  const world = await newServicing()
  const { stall } = world
  await drawAt(world, 100_000)
  await drawAt(world, 100_000, { atMs: start + DAY_MS })
  const nights = async (from: number, to: number) => {
    for (let day = from; day <= to; day += 1) await nightOf(stall, start + day * DAY_MS)
  }
  await nights(1, 70)
  await sell(stall.id, 864_500, { atMs: start + 70 * DAY_MS })
  const at = start + 145 * DAY_MS
  await nights(71, 145)
  const line = await lineAt(stall, at)
  expect(line.state).toBe('breach')
  expect(line.events.filter(({ kind }) => kind === 'breach')).toHaveLength(2)
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

it('tells the lender of a write-off although the first try of the night broke off after it', async ({
  expect,
}) => {
  const start = Date.now()
  const world = await newCreditWorld()
  const { lender } = world
  const endpoint = await made(
    lender.client.post('/webhook-endpoints', {
      url: 'https://lender.example/hook',
      events: ['credit.draw_written_off', 'credit.line_closed'],
    }),
  )
  expect(endpoint.status).toBe(201)
  const stall = await signUp()
  await openLine(stall, termsOf(world))
  await drawAt({ ...world, stall }, 100_000)
  const later = start + 181 * DAY_MS
  env.DB.prepare = (sql) => {
    if (sql.includes('INSERT INTO credit_draws')) throw new Error('D1 is away')
    return realPrepare(sql)
  }
  await refreshStep(ctxAt(later))
  env.DB.prepare = realPrepare
  await refreshStep(ctxAt(later))
  const events = await realPrepare('SELECT type FROM webhook_deliveries WHERE partner_id = ?')
    .bind(lender.id)
    .all<{ type: string }>()
  const types = events.results.map(({ type }) => type)
  expect(types).toContain('credit.draw_written_off')
  expect(types).toContain('credit.line_closed')
})
