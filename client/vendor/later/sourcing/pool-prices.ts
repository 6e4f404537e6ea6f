/** The prices of a pool. Pure; minor units. */
import type { Pool } from './wire.ts'

/**
 * What one may agree to pay at most: the price now, and each dearer one that it could rise to when others leave, up to
 * what one alone would pay.
 */
export function consents({
  price,
  alone,
  tiers,
}: Pick<Pool, 'price' | 'alone' | 'tiers'>): number[] {
  const all = [price.amount, alone.amount, ...tiers.map((tier) => tier.price.amount)]
  const within = all.filter((one) => one >= price.amount && one <= alone.amount)
  return [...new Set([price.amount, ...within])].toSorted((a, b) => a - b)
}
