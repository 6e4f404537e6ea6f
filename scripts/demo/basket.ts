import type { Random } from './random.ts'
import type { Basket, Stall } from './stall.ts'

const THINGS_MAX = 6

/** What one customer pays, in minor units, without a tip. */
export function basketAmount(basket: Basket, random: Random): number {
  if (basket.kind === 'menu') return menuAmount(basket, random)
  const value = basket.median * Math.exp(basket.sigma * random.normal())
  const step = basket.steps[random.weighted(basket.steps.map(([, weight]) => weight))]?.[0] ?? 1
  const rounded = Math.max(step, Math.round(value / step) * step)
  return Math.min(basket.most, Math.max(basket.least, rounded))
}

function menuAmount(basket: Extract<Basket, { kind: 'menu' }>, random: Random): number {
  const weights = basket.items.map(([, weight]) => weight)
  let amount = 0
  let things = 0
  do {
    amount += basket.items[random.weighted(weights)]?.[0] ?? 0
    things += 1
  } while (things < THINGS_MAX && random.chance(basket.more))
  return amount
}

/** A tip in minor units; 0 nearly always. */
export function tipAmount({ tips }: Stall, random: Random): number {
  return tips.amounts.length > 0 && random.chance(tips.share) ? random.pick(tips.amounts) : 0
}

export function noteText({ notes }: Stall, random: Random): string | null {
  return random.chance(notes.share) ? random.pick(notes.texts) : null
}

/** Part of a payment to give back: all of it, or a round part that the unit of the price allows. */
export function refundAmount(paid: number, random: Random): number {
  if (random.chance(0.55)) return paid
  const unit = paid % 10_00 === 0 ? 10_00 : paid % 1_00 === 0 ? 1_00 : 10
  const units = Math.floor(paid / unit)
  return units < 2 ? paid : unit * random.int(1, units - 1)
}
