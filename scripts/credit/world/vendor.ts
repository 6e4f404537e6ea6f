/** Who a vendor is: drawn once, before anything happens. */
import { createRandom, seedFrom } from '../../demo/random.ts'
import { beta, clamp, exponential, logistic, uniform } from './chance.ts'
import { WORLD } from './params.ts'
import type { Archetype, FraudKind, WorldChange } from './params.ts'

export interface Vendor {
  seed: number
  index: number
  archetype: number
  kind: Archetype
  /** Hidden traits, standard normal: the stall's frailty, the owner's readiness to turn sales away. */
  fragility: number
  strategy: number
  /** Mean payments of an open day through the platform. */
  rate: number
  openShare: number
  dispersion: number
  weeklySd: number
  drift: number
  seasonPhase: number
  city: number
  closuresPerDay: number
  startDay: number
  /** Days from the reference day until the business dies and until it leaves the platform; hazards times these are 1. */
  exitHazard: number
  exitLuck: number
  churnHazard: number
  churnLuck: number
  loyalShare: number
  refundShare: number
  neighbour: number | null
  /** After a draw: luck against the chance of turning sales away, from which day, and what is kept then. */
  strategicChance: number
  strategicLuck: number
  strategicLuckAgain: number
  strategicKeeps: number
  isPartial: boolean
  partialKeeps: number
  turnsAfterDays: number
  takeUpChance: number
  takesUp: boolean
  isProtected: boolean
  fraud: FraudKind | null
}

const DAYS_OF_YEAR = 365

export function drawVendor(
  seed: number,
  index: number,
  { vendors, change }: { vendors: number; change: WorldChange },
): Vendor {
  const random = createRandom(seedFrom('credit-vendor', seed, index))
  const normal = () => random.normal()
  const shares = change.archetypeShares ?? WORLD.archetypes.map(({ share }) => share)
  const archetype = random.weighted(shares)
  const kind = WORLD.archetypes[archetype]
  if (kind === undefined) throw new RangeError('archetype shares do not add up')
  const z = normal()
  const s = normal()
  const scale = Math.exp(WORLD.scaleLogSd * normal() - WORLD.scaleLogSd ** 2 / 2)
  const digital = beta(random, WORLD.digitalShare)
  const { openShare: open, tenure, loyal, exit, churn, afterDraw, takeUp } = WORLD
  const days = Math.round(
    tenure.least + tenure.mean * exponential(random) + tenure.byLatents * (z + s),
  )
  const strategicAt = afterDraw.strategic.at + (change.strategicAt ?? 0)
  const takeUpChance = logistic(takeUp.at + takeUp.byFragility * z + takeUp.byStrategy * s)
  return {
    seed,
    index,
    archetype,
    kind,
    fragility: z,
    strategy: s,
    rate: kind.paymentsPerDay * scale * digital,
    openShare: clamp(
      beta(random, open.beta) + open.byFragility * z + open.byStrategy * s,
      open.range,
    ),
    dispersion: Math.max(0.3, kind.dispersion * Math.exp(WORLD.dispersionByFragility * z)),
    weeklySd: WORLD.weekly.sd * Math.exp(WORLD.weekly.byFragility * z),
    drift: WORLD.drift.mean + WORLD.drift.sd * normal() + WORLD.drift.byFragility * z,
    seasonPhase: random.float(),
    city: random.int(0, WORLD.cities - 1),
    closuresPerDay:
      (WORLD.closures.perYear / DAYS_OF_YEAR) * Math.exp(WORLD.closures.byFragility * z),
    startDay: WORLD.days.asOf - clamp(days, tenure.range),
    exitHazard: hazard(exit.perYear, exit.byFragility, z),
    exitLuck: exponential(random),
    churnHazard: hazard(churn.perYear, churn.byStrategy, s),
    churnLuck: exponential(random),
    loyalShare: clamp(
      loyal.mean + loyal.byStrategy * s + loyal.byFragility * z + loyal.sd * normal(),
      loyal.range,
    ),
    refundShare: Math.min(
      0.5,
      beta(random, WORLD.refunds.beta) * Math.exp(WORLD.refunds.byStrategy * s),
    ),
    neighbour: random.chance(WORLD.neighbours.share) ? random.int(0, vendors - 1) : null,
    strategicChance: logistic(strategicAt + afterDraw.strategic.byStrategy * s),
    strategicLuck: random.float(),
    strategicLuckAgain: random.float(),
    strategicKeeps: uniform(random, afterDraw.strategic.keeps),
    isPartial: random.chance(afterDraw.partial.share),
    partialKeeps: uniform(random, afterDraw.partial.keeps),
    turnsAfterDays: random.int(afterDraw.fromDay[0], afterDraw.fromDay[1]),
    takeUpChance,
    takesUp: random.chance(takeUpChance),
    isProtected: random.chance(WORLD.protectedShare[archetype] ?? 0.5),
    fraud: null,
  }
}

/** Yearly rate as a daily hazard that a trait multiplies; corrected so that the mean over vendors is the rate. */
function hazard(perYear: number, byTrait: number, trait: number): number {
  const mean = -Math.log(1 - perYear) / DAYS_OF_YEAR
  return mean * Math.exp(byTrait * trait - byTrait ** 2 / 2)
}
