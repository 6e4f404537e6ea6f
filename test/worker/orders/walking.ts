/** Random walks over a market: a step, then a look at everything. */
import { createRandom } from '../../../scripts/demo/random.ts'
import { ENDED } from '../../../src/domain/orders/order.ts'
import { endPools } from '../../../src/services/pools.ts'
import { partnerBook, vendorBook } from '../../support/books.ts'
import { ctxAt } from '../credit/servicing-world.ts'
import { violations } from './inspection.ts'
import { MOVE, openMarket } from './market.ts'
import type { Market, Move } from './market.ts'
import { claim, say } from './order-moves.ts'

const HOUR_MS = 60 * 60_000
const STALLS = 3
/** Times that a stall is tended before what a deadline began must have come to its end. */
const TENDED_MAX = 8

export type Weighted = readonly (readonly [weight: number, move: Move])[]

/** What the alarm of a stall does as soon as time has passed, and what follows from that. */
const pass: Move = async (market, { id }, random) => {
  market.atMs += random.int(1, random.chance(0.2) ? 80 : 10) * HOUR_MS
  await tendStall(market, id)
  return 'time passed'
}

async function tendStall({ atMs }: Market, id: string): Promise<void> {
  for (let i = 0; i < TENDED_MAX; i += 1) {
    await vendorBook(id).tend(atMs)
    const { unheard } = await vendorBook(id).standing(false)
    if (unheard.length === 0) return
  }
}

export const EVERYTHING: Weighted = [
  [22, say],
  [6, MOVE.sell],
  [5, MOVE.order],
  [3, MOVE.join],
  [5, claim],
  [2, pass],
  [1, MOVE.refund],
  [1, MOVE.draw],
  [1, MOVE.night],
  [1, MOVE.jar],
  [1, MOVE.newPool],
  [1, MOVE.payout],
  [2, MOVE.closePools],
]

/** Neighbours who come and go. */
export const POOLS: Weighted = [
  [10, say],
  [4, MOVE.sell],
  [10, MOVE.join],
  [3, MOVE.newPool],
  [4, MOVE.closePools],
  [2, pass],
  [1, MOVE.night],
]

export interface Walks {
  seed: number
  walks: number
  steps: number
  moves: Weighted
}

/** What happened how often, and how orders ended; numbers left out. */
export type Tally = Map<string, number>

function count(tally: Tally, what: string): void {
  tally.set(what, (tally.get(what) ?? 0) + 1)
}

/** Walks, and stops at the first thing that is wrong: what it is, and how it came to that. */
export async function walkMarket(
  { seed, walks, steps, moves }: Walks,
  tally: Tally,
): Promise<string[]> {
  const market = await openMarket(STALLS)
  for (let n = 0; n < walks; n += 1) {
    const wrong = await walk(market, { seed: seed * 1_000 + n, steps, moves }, tally)
    if (wrong.length > 0) return [`walk ${n} of seed ${seed}`, ...wrong]
  }
  return endMarket(market, tally)
}

/** Everybody falls silent: the deadlines alone must bring all of it to an end. */
export async function endMarket(market: Market, tally: Tally): Promise<string[]> {
  // Longer than any order may wait, one wait after the other.
  for (let weeks = 0; weeks < 3; weeks += 1) {
    market.atMs += 15 * 24 * HOUR_MS
    await endPools(ctxAt(market.atMs))
    for (const { id } of market.places) await tendStall(market, id)
  }
  const stalls = await Promise.all(
    market.places.map(async ({ id }) => vendorBook(id).standing(false)),
  )
  const { purses: lender } = await partnerBook(market.lender).standing(false)
  const orders = stalls.flatMap((stall) => stall.orders.map(({ state }) => state))
  for (const state of orders) count(tally, state)
  const kept = stalls.reduce((sum, { purses }) => sum + purses.ordered, lender.ordered)
  return [
    ...orders.filter((state) => !ENDED.includes(state)).map((state) => `one is ${state} for ever`),
    ...(kept === 0 ? [] : [`${kept} is set aside for ever`]),
    ...(await violations(market, { audited: null, seen: new Map() })),
  ]
}

async function walk(
  market: Market,
  { seed, steps, moves }: Omit<Walks, 'walks'>,
  tally: Tally,
): Promise<string[]> {
  const random = createRandom(seed)
  const weights = moves.map(([weight]) => weight)
  const partners = [market.lender, ...market.suppliers.map(({ id }) => id)]
  const [past, seen] = [new Array<string>(), new Map<string, number>()]
  for (let step = 1; step <= steps; step += 1) {
    market.atMs += 1_000
    const place = random.pick(market.places)
    const move = moves[random.weighted(weights)]?.[1] ?? pass
    const what = await move(market, place, random)
    past.push(`${step}. stall ${market.places.indexOf(place)}: ${what}`)
    const kind = what.replace(/ (with|for) .*/, '')
    count(tally, kind)
    const wrong = await violations(market, { audited: [place.id, ...partners], seen })
    if (wrong.length > 0) return [...wrong, ...past]
  }
  const wrong = await violations(market, { audited: null, seen: new Map() })
  return wrong.length > 0 ? [...wrong, ...past] : []
}
