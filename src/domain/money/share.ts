/** Money cut into parts without losing a minor unit. */
import { assert } from '../assert.ts'

/**
 * Cuts an amount into parts in proportion to weights, to the unit: each part is its exact share rounded down, and what
 * is then left goes, one unit each, to the parts that lost most by it; among equals to the earlier (largest remainder,
 * also called Hamilton's method). No part is more than one unit away from its exact share, and none is larger than its
 * weight as long as the amount is not larger than all weights together.
 *
 * @param amount minor units, 0 or more
 * @param weights whole numbers, 0 or more; not all 0 unless the amount is
 */
export function shareOut(amount: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  assert(amount === 0 || whole > 0n, 'an amount is shared out over something')
  if (amount === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight))
  const parts = exact.map((share) => Number(share / whole))
  const left = amount - parts.reduce((sum, part) => sum + part, 0)
  const byLoss = exact
    .map((share, at) => ({ at, lost: share % whole }))
    .toSorted((a, b) => (a.lost === b.lost ? a.at - b.at : a.lost < b.lost ? 1 : -1))
  const luckier = new Set(byLoss.slice(0, left).map(({ at }) => at))
  return parts.map((part, at) => (luckier.has(at) ? part + 1 : part))
}
