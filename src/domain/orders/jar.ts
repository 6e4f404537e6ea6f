/** The restock jar: a share of each sale that the vendor sets aside for stock. Minor units, basis points. */
import { jarOf } from '../ledger/accounts.ts'
import type { Balances, Leg } from '../ledger/accounts.ts'
import type { Entry } from '../ledger/entry.ts'

/** Shares that may be chosen. More than a third would leave too little to live on. */
export const JAR_SHARES_BP = [0, 500, 1000, 1500, 2000, 2500, 3000] as const

const BP = 10_000n

export function isJarShare(bp: number): boolean {
  return JAR_SHARES_BP.some((one) => one === bp)
}

/**
 * What a sale puts into the jar, as legs of the sale's own row: the share of it, rounded down, never more than is left
 * after what repays a credit line.
 *
 * @param sale net of tip, minor units
 * @param left what of the sale the vendor keeps
 */
export function jarLegs({ sale, left, bp }: { sale: number; left: number; bp: number }): Leg[] {
  const amount = Math.min(Number((BigInt(Math.max(0, sale)) * BigInt(bp)) / BP), left)
  return amount > 0 ? [{ debit: 'available', credit: 'jar', amount }] : []
}

/**
 * What a refund takes back out of the jar, in proportion to what of the sale is refunded; less when the jar was used
 * since. Without it a stall that keeps a large share could not give a customer's money back.
 *
 * @param before minor units refunded of this sale so far
 * @param now minor units refunded by this refund
 */
export function jarReversalLegs(
  balances: Balances,
  sale: Pick<Entry, 'amount' | 'legs'>,
  { before, now }: { before: number; now: number },
): Leg[] {
  const kept = sale.legs
    .filter(({ credit }) => credit === 'jar')
    .reduce((sum, { amount }) => sum + amount, 0)
  const part = (refunded: number) => (BigInt(kept) * BigInt(refunded)) / BigInt(sale.amount)
  const amount = Math.min(Number(part(before + now) - part(before)), jarOf(balances))
  return amount > 0 ? [{ debit: 'jar', credit: 'available', amount }] : []
}
