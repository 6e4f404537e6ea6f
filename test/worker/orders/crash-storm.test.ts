/**
 * Goal: as in `crash.test.ts`. Method: storms. Several stalls order, count, cancel, sell and repay at once while every book
 * keeps falling over; then the alarms tidy up, all books are compared, and silence must bring every order to its end.
 * Broken protocols must be found out by the same storms.
 */
import { afterEach, it } from 'vitest'
import { createRandom } from '../../../scripts/demo/random.ts'
import type { Random } from '../../../scripts/demo/random.ts'
import { Transfers } from '../../../src/durable/transfer.ts'
import { CrashingTransfers, faults } from '../../support/faults.ts'
import type { FaultPoint } from '../../support/faults.ts'
import { NeverResumes, RefundsOnError, RetriesWithNewKey } from '../../support/mutants.ts'
import { calm, earn, unlessCrashed } from './crash-world.ts'
import { violations } from './inspection.ts'
import { MOVE, openMarket } from './market.ts'
import type { Market, Place } from './market.ts'
import { claim, say } from './order-moves.ts'
import { endMarket } from './walking.ts'
import type { Weighted } from './walking.ts'

const STALLS = 3
const STEPS = 35
const CRASH_SHARE = 0.08

/** All but payouts: whether one that crashed was paid is for the operator's bank to say. */
const MOVES: Weighted = [
  [24, say],
  [6, MOVE.sell],
  [8, MOVE.order],
  [4, MOVE.join],
  [2, claim],
  [1, MOVE.refund],
  [1, MOVE.draw],
  [1, MOVE.night],
  [1, MOVE.newPool],
  [1, MOVE.closePools],
]

afterEach(() => {
  faults.decide = () => false
  faults.protocol = Transfers
  faults.isCredulous = false
})

async function live(market: Market, at: Place, random: Random): Promise<void> {
  const weights = MOVES.map(([weight]) => weight)
  for (let step = 0; step < STEPS; step += 1) {
    market.atMs += 1_000
    const move = MOVES[random.weighted(weights)]?.[1] ?? say
    // A double tap now and then: the same moment, twice.
    const taps = random.chance(0.1) ? 2 : 1
    await Promise.all(
      Array.from({ length: taps }, () => unlessCrashed(() => move(market, at, random))),
    )
  }
}

const anywhere = (_: FaultPoint, random: Random) => random.chance(CRASH_SHARE)
/** Partners' books alone, while they are asked something. */
const whenAsked = (point: FaultPoint, random: Random) =>
  point === 'asked_before_write' && random.chance(0.4)

async function storm(
  protocol: typeof Transfers,
  seed: number,
  isHit: (point: FaultPoint, random: Random) => boolean = anywhere,
): Promise<string[]> {
  faults.protocol = protocol
  const market = await openMarket(STALLS)
  for (const at of market.places) await earn(market, at, 200_000)
  await MOVE.newPool(market, market.places[0] as Place, createRandom(seed))
  faults.hits.clear()
  const random = createRandom(seed)
  faults.decide = (point) => isHit(point, random)
  await Promise.all(market.places.map((at) => live(market, at, random)))
  const unsettled = await calm(market)
  const wrong = await violations(market, { audited: null, seen: new Map() })
  if (unsettled.length > 0 || wrong.length > 0) return [...unsettled, ...wrong]
  return endMarket(market, new Map())
}

for (const seed of [1, 2, 3, 4]) {
  it(`pays once and keeps nothing back in storm ${seed}`, async ({ expect }) => {
    expect(await storm(CrashingTransfers, seed), `seed ${seed}`).toEqual([])
    expect(faults.hits.size, 'points at which something crashed').toBeGreaterThanOrEqual(5)
  })
}

async function foundIn(protocol: typeof Transfers, isHit = anywhere): Promise<string[]> {
  const found: string[] = []
  for (const seed of [1, 2, 3]) {
    found.push(...(await storm(protocol, seed, isHit)))
    if (found.length > 0) break
  }
  return found
}

for (const mutant of [RefundsOnError, RetriesWithNewKey, NeverResumes]) {
  it(`sees through a protocol that ${mutant.name}`, async ({ expect }) => {
    expect(await foundIn(mutant)).not.toEqual([])
  })
}

it('sees through a book that takes silence for a yes', async ({ expect }) => {
  faults.isCredulous = true
  expect(await foundIn(CrashingTransfers, whenAsked)).not.toEqual([])
})
