/**
 * Goal: a draw is one draw, its supplier is paid once, and no repayment is lost or doubled, wherever the three books
 * crash. Method: as in `test/worker/durable/crash.test.ts`: single crashes at every point of the receiving side, then
 * storms over several stalls; afterwards everything is left to the sweep and the night, and the books are compared.
 */
import { abortAllDurableObjects } from 'cloudflare:test'
import { afterEach, it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import type { Random } from '../../../scripts/demo/random.ts'
import { quoteDraw } from '../../../src/domain/credit/line.ts'
import type { DrawTerms } from '../../../src/domain/ledger/entry.ts'
import type { TransferOutcome } from '../../../src/domain/ledger/transfer.ts'
import { Transfers } from '../../../src/durable/transfer.ts'
import { idOf, newId } from '../../../src/platform/ids.ts'
import { vendorBook, walletBook } from '../../support/books.ts'
import { CrashingTransfers, faults } from '../../support/faults.ts'
import type { FaultPoint } from '../../support/faults.ts'
import { RefundsOnError, RetriesWithNewKey } from '../../support/mutants.ts'
import {
  drawAt,
  floatOf,
  gapOf,
  lineAt,
  newServicing,
  nightOf,
  partnerBook,
  paySale,
  problemsOf,
  refundSale,
  shopper,
  until,
} from './servicing-world.ts'
import type { Servicing } from './servicing-world.ts'
import { cron, DAY_MS, newCreditWorld, sell } from './world.ts'

const FUNDS = 100_000_000
const STALLS = 3
const DAYS = 4
const CRASH_SHARE = 0.07
const SWEEPS_MAX = 12
const QUIET_MS = 400

afterEach(() => {
  faults.decide = () => false
  faults.protocol = Transfers
})

/** What a call answers; null when something crashed under it. */
async function unlessCrashed<T>(call: () => PromiseLike<T>): Promise<Awaited<T> | null> {
  try {
    return await call()
  } catch {
    return null
  }
}

/** Crashes the n-th time that a point is reached. */
function crashAt(point: FaultPoint, nth: number): void {
  let left = nth
  faults.decide = (at) => at === point && (left -= 1) === 0
}

/** The books of a draw. Fresh stubs each time: after a crash the old ones keep failing. */
function booksOf({ lender, stall, supplier }: Servicing) {
  return [partnerBook(lender.id), vendorBook(stall.id), partnerBook(supplier.id)]
}

/** Lets every book ask about what it does not know the end of, until all know. */
async function sweep(
  books: () => { tend(nowMs: number): PromiseLike<{ unknown: number }> }[],
  atMs: number,
): Promise<number> {
  for (let i = 0; i < SWEEPS_MAX; i += 1) {
    let unknown = 0
    for (const book of books())
      unknown += (await unlessCrashed(() => book.tend(atMs)))?.unknown ?? 1
    if (unknown === 0) return 0
  }
  return 1
}

const POINTS = ['receiver_before_write', 'receiver_lost_write', 'receiver_after_write'] as const

for (const point of POINTS) {
  for (const [book, nth] of [
    ['vendor', 1],
    ['supplier', 2],
  ] as const) {
    it(`draws once and pays the supplier once when the ${book}’s book crashes at ${point}`, async ({
      expect,
    }) => {
      faults.protocol = CrashingTransfers
      const world = await newServicing()
      const { stall, lender, supplier } = world
      const id = newId('draw', Date.now())
      // The first call goes to the vendor’s book, the second to the supplier’s.
      crashAt(point, nth)
      const first = await unlessCrashed(() => drawAt(world, 100_000, { id }))
      expect(await sweep(() => booksOf(world), Date.now())).toBe(0)
      expect(faults.hits.get(point)).toBeGreaterThan(0)
      expect(await drawAt(world, 100_000, { id })).toMatchObject({ state: 'posted' })
      expect(first).toMatchObject({ state: 'posted' })
      expect(await lineAt(stall)).toMatchObject({ principal: { amount: 100_000 }, draws: [{ id }] })
      expect([await floatOf(lender), await floatOf(supplier)]).toEqual([FUNDS - 100_000, 100_000])
      expect(await problemsOf(booksOf(world))).toEqual([])
    })
  }

  it(`brings a repayment to the lender once when the lender’s book crashes at ${point}`, async ({
    expect,
  }) => {
    faults.protocol = CrashingTransfers
    const world = await newServicing()
    const { stall, lender } = world
    await drawAt(world, 100_000)
    expect(await sweep(() => booksOf(world), Date.now())).toBe(0)
    const wallet = await shopper()
    await paySale(stall, wallet, 50_000)
    crashAt(point, 1)
    const night = Date.now() + DAY_MS
    await unlessCrashed(() => nightOf(stall, night))
    await unlessCrashed(() => nightOf(stall, night))
    expect(await sweep(() => booksOf(world), night)).toBe(0)
    expect(await floatOf(lender)).toBe(FUNDS - 100_000 + 6_000)
    const line = await lineAt(stall, night)
    expect(line).toMatchObject({ repaid: { amount: 6_000 } })
    const repayments = await lender.client.get('/lending/repayments')
    expect(repayments.list('data')).toHaveLength(1)
    for (const book of booksOf(world)) expect((await book.audit()).problems).toEqual([])
  })
}

it('finishes by the cron alone what a silent supplier’s book left open', async ({ expect }) => {
  faults.protocol = CrashingTransfers
  const world = await newServicing()
  const { lender, supplier } = world
  let calls = 0
  faults.decide = (point) => point === 'receiver_before_write' && (calls += 1) > 1
  expect(await drawAt(world, 100_000)).toMatchObject({ state: 'posted' })
  await until(async () => calls === 4, 'the purchase gave up')
  faults.decide = () => false
  await abortAllDurableObjects()
  await cron(Date.now())
  expect([await floatOf(lender), await floatOf(supplier)]).toEqual([FUNDS - 100_000, 100_000])
  expect(await problemsOf(booksOf(world))).toEqual([])
})

interface Market {
  stalls: Servicing[]
  wallets: string[]
  draws: { one: Servicing; id: string; amount: number }[]
  atMs: number
}

async function openMarket(): Promise<Market> {
  const world = await newCreditWorld()
  const stalls: Servicing[] = []
  for (let i = 0; i < STALLS; i += 1) stalls.push(await newServicing({ world }))
  const wallets = await Promise.all(stalls.map(() => shopper(10_000_000)))
  return { stalls, wallets, draws: [], atMs: Date.now() }
}

/** The lender’s book draws at the line’s terms; who crashes under it is none of the caller’s business. */
async function drawFrom(
  { stall, lender, supplier, policy, terms: line }: Servicing,
  { id, amount }: { id: string; amount: number },
  atMs: number,
): Promise<TransferOutcome> {
  const quote = quoteDraw(line, amount, line.holdback.default_bp)
  if (quote === null) throw new Error('the line has no price for this amount')
  const { fee, expected_days, daily_rate_e12 } = quote
  const terms: DrawTerms = {
    line: line.line,
    policy: line.policy_id,
    fee,
    expected_days,
    daily_rate_e12,
    supplier: supplier.id,
    reference: null,
    purchase: idOf('purchase', `purchase ${id}`),
  }
  const portfolioLimit = policy.portfolio_limit_minor
  const draw = { id, vendorId: stall.id, amount, terms, portfolioLimit }
  return await partnerBook(lender.id).draw(draw, atMs)
}

/** One stall’s days: draws with double taps, sales, refunds, nights; anything may crash under any of it. */
async function live(market: Market, place: number, random: Random): Promise<void> {
  const one = market.stalls[place]
  const wallet = market.wallets[place] ?? ''
  if (one === undefined) return
  for (let day = 0; day < DAYS; day += 1) {
    const atMs = market.atMs + day * DAY_MS
    const draw = { one, id: newId('draw', atMs), amount: random.int(50_000, 90_000) }
    market.draws.push(draw)
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const tap = () => unlessCrashed(() => drawFrom(one, draw, atMs))
      const [answer] = await Promise.all(random.chance(0.3) ? [tap(), tap()] : [tap()])
      if (answer?.state === 'posted') break
    }
    for (let i = 0; i < 3; i += 1) {
      const amount = random.int(1_000, 80_000)
      const sale = await unlessCrashed(() => paySale(one.stall, wallet, amount, { atMs }))
      if (sale !== null && random.chance(0.3))
        await unlessCrashed(() => refundSale(one.stall, sale, random.int(1, amount), atMs))
    }
    await unlessCrashed(() => nightOf(one.stall, atMs + DAY_MS - 1))
  }
}

function allBooks({ stalls, wallets }: Market) {
  const [first] = stalls
  const partners = first === undefined ? [] : [first.lender.id, first.supplier.id]
  return [
    ...stalls.map(({ stall }) => vendorBook(stall.id)),
    ...partners.map(partnerBook),
    ...wallets.map(walletBook),
  ]
}

/** Sentences about what must hold over all books and does not. */
async function violations(market: Market, atMs: number): Promise<string[]> {
  const { stalls, draws } = market
  const wrong: string[] = []
  const [first] = stalls
  if (first === undefined) return ['there is no stall']
  let principal = 0
  for (const one of stalls) {
    const line = await lineAt(one.stall, atMs)
    principal += line.principal.amount
    if (gapOf(line) !== 0) wrong.push(`the line of ${one.stall.id} misses ${gapOf(line)}`)
    const ids = line.draws.map(({ id }) => id)
    if (new Set(ids).size !== ids.length) wrong.push('a draw is there twice')
    const made = new Set(draws.filter((draw) => draw.one === one).map(({ id }) => id))
    if (ids.some((id) => !made.has(id))) wrong.push('a draw that nobody made')
  }
  const paid = await floatOf(first.supplier)
  if (paid !== principal) wrong.push(`${principal} was drawn and ${paid} paid to the supplier`)
  const { policy, lender } = first
  const limit = policy.portfolio_limit_minor
  const room = await partnerBook(lender.id).headroom(policy.policy_id, limit)
  if (room !== (await floatOf(lender))) wrong.push('the lender’s room is not its money')
  const reported = await lender.client.get('/lending/portfolio')
  if (reported.get('principal', 'amount') !== principal) wrong.push('the report is of other draws')
  // Wallets were filled from a float that is not compared here.
  const reports = await Promise.all(allBooks(market).map((book) => book.audit()))
  wrong.push(...reports.flatMap(({ book, problems }) => problems.map((text) => `${book} ${text}`)))
  const net = reports.reduce((sum, { inbound, outbound }) => sum + inbound - outbound, 0)
  if (net !== market.wallets.length * 10_000_000) wrong.push(`${net} came in from the float`)
  return wrong
}

async function storm(protocol: typeof Transfers, seed: number): Promise<string[]> {
  faults.protocol = protocol
  const market = await openMarket()
  faults.hits.clear()
  const random = createRandom(seed)
  faults.decide = () => random.chance(CRASH_SHARE)
  await Promise.all(market.stalls.map((_, place) => live(market, place, random)))
  faults.decide = () => false
  // What is on its way arrives or gives up; the sweep finds the rest.
  await scheduler.wait(QUIET_MS)
  await abortAllDurableObjects()
  const after = market.atMs + (DAYS + 1) * DAY_MS
  const unknown = await sweep(() => allBooks(market), after)
  for (const { stall } of market.stalls) await unlessCrashed(() => nightOf(stall, after))
  const wrong = await violations(market, after)
  return unknown === 0 ? wrong : ['transfers never ended', ...wrong]
}

for (const seed of [1, 2, 3]) {
  it(`keeps every book right in storm ${seed}`, async ({ expect }) => {
    expect(await storm(CrashingTransfers, seed), `seed ${seed}`).toEqual([])
    expect(faults.hits.size, 'points at which something crashed').toBeGreaterThanOrEqual(5)
  })
}

for (const mutant of [RefundsOnError, RetriesWithNewKey]) {
  it(`sees through a protocol that ${mutant.name}`, async ({ expect }) => {
    const found: string[] = []
    for (const seed of [1, 2, 3]) {
      found.push(...(await storm(mutant, seed)))
      if (found.length > 0) break
    }
    expect(found.length).toBeGreaterThan(0)
  })
}

it('sells on while the lender’s book is away', async ({ expect }) => {
  faults.protocol = CrashingTransfers
  const world = await newServicing()
  const { stall, lender } = world
  await drawAt(world, 100_000)
  await sell(stall.id, 50_000)
  faults.decide = (point) => point === 'receiver_before_write'
  const night = Date.now() + DAY_MS
  expect(await nightOf(stall, night)).toMatchObject({ repayments: [] })
  faults.decide = () => false
  await sell(stall.id, 50_000, { atMs: night })
  expect(await lineAt(stall, night)).toMatchObject({ repaid: { amount: 12_000 } })
  await nightOf(stall, night + DAY_MS)
  await vendorBook(stall.id).tend(night + DAY_MS)
  expect(await floatOf(lender)).toBe(FUNDS - 100_000 + 12_000)
  expect((await vendorBook(stall.id).audit()).problems).toEqual([])
})
