/** A credit line in use: what each sale repays, whose turn it is, what ending a draw early costs. */
import { holdbackOf, owedOf } from '../ledger/accounts.ts'
import type { Balances, Leg } from '../ledger/accounts.ts'
import type { DrawTerms, Entry } from '../ledger/entry.ts'
import type { Currency } from '../money/money.ts'
import { HOLDBACK_BP_MAX, HOLDBACK_STEP_BP } from './policy.ts'
import { priceDraw } from './pricing.ts'
import type { Disclosure, PriceTerms } from './pricing.ts'

/** What a vendor accepted: the offer's terms, as they are kept in the vendor's book. Money in minor units. */
export interface LineTerms {
  line: string
  offer: string
  lender: string
  policy_id: string
  policy_version: number
  band: string
  currency: Currency
  /** Principal that may be out. */
  limit: number
  min_draw: number
  step: number
  holdback: { default_bp: number; min_bp: number; max_bp: number }
  price: PriceTerms
  rebate_bp: number
  allow_cash: boolean
  /** What the lender lends under this policy in all: checked in the lender's book at every draw. */
  portfolio_limit: number
}

/** One use of a line. Days since 1970-01-01 in the vendor's own calendar. */
export interface Draw {
  id: string
  /** Its entry in the vendor's book; draws are repaid in this order. */
  seq: number
  principal: number
  terms: DrawTerms
  day: number
  /** Day on which its turn to be repaid came; null while an earlier one is repaid. */
  clockDay: number | null
  closedDay: number | null
  rebated: number
  writtenOff: number
  /** What was settled when each check came, oldest first. */
  checks: readonly number[]
}

/** Where a draw stands. */
export interface DrawPosition<D extends Draw = Draw> {
  draw: D
  owed: number
  settled: number
  remaining: number
  principalOut: number
}

const BP = 10_000n
const RATE_ONE = 1_000_000_000_000n
const SCALE = 1_000_000_000_000_000_000n

/** True for a share of sales that the line's policy lets the vendor choose. */
export function mayHoldBack({ holdback }: LineTerms, bp: number): boolean {
  const isStep = (bp - holdback.min_bp) % HOLDBACK_STEP_BP === 0
  return isStep && bp >= holdback.min_bp && bp <= Math.min(holdback.max_bp, HOLDBACK_BP_MAX)
}

/** Prices a draw of this line as its offer disclosed it; null for one that is too small for the lender. */
export function quoteDraw(
  { price, min_draw: least }: LineTerms,
  principal: number,
  holdbackBp: number,
): Disclosure | null {
  return principal < least ? null : priceDraw(price, principal, holdbackBp)
}

/**
 * The least that may be drawn: the policy's least, or more where so small a draw is repaid so soon that the cap on the
 * APR leaves less than the lender's least fee. Null when not even `most` can be drawn.
 */
export function leastDraw(terms: LineTerms, most: number, holdbackBp: number): number | null {
  const { min_draw: least, step } = terms
  const isPriced = (amount: number) => quoteDraw(terms, amount, holdbackBp) !== null
  if (most < least || !isPriced(most)) return null
  // A larger draw takes longer and so may carry a larger fee: halving finds where it begins.
  let low = 0
  let high = Math.ceil((most - least) / step)
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isPriced(Math.min(most, least + middle * step))) high = middle
    else low = middle + 1
  }
  return Math.min(most, least + low * step)
}

/**
 * What a sale repays: the vendor's share of it, rounded down, never more than is owed.
 *
 * @param sale net of tip, minor units; 0 or less repays nothing
 */
export function holdbackFor(sale: number, holdbackBp: number, owed: number): number {
  if (sale <= 0) return 0
  return Math.min(Number((BigInt(sale) * BigInt(holdbackBp)) / BP), owed)
}

/** The legs that a sale carries besides its own: the share that repays, from what is prepaid first. */
export function holdbackLegs(balances: Balances, sale: number, holdbackBp: number): Leg[] {
  return settlementLegs(balances, holdbackFor(sale, holdbackBp, owedOf(balances)))
}

/** The legs of repaying an amount: from what the lender has in advance, then from the sale or the balance. */
export function settlementLegs(balances: Balances, amount: number): Leg[] {
  const prepaid = Math.min(prepaidOf(balances), amount)
  const cash = amount - prepaid
  return [
    ...leg('prepaid', 'owed', prepaid),
    ...leg('available', 'holdback', cash),
    ...leg('repaid', 'owed', cash),
  ]
}

/**
 * The legs that give back what a refunded sale had repaid, in proportion to what is refunded. What the lender has
 * already becomes an advance on the next repayments. Nothing once the debt is gone.
 *
 * @param before minor units refunded of this sale so far
 * @param now minor units refunded by this refund
 * @param settled minor units that the draws have settled in all: what repaid a draw that was given back since came back
 *   with it, and not a second time
 */
export function reversalLegs(
  balances: Balances,
  sale: Pick<Entry, 'amount' | 'legs'>,
  { before, now, settled }: { before: number; now: number; settled: number },
): Leg[] {
  if (owedOf(balances) === 0) return []
  const taken = sale.legs
    .filter(({ credit }) => credit === 'owed')
    .reduce((sum, { amount }) => sum + amount, 0)
  const part = (refunded: number) => (BigInt(taken) * BigInt(refunded)) / BigInt(sale.amount)
  const due = Math.min(Number(part(before + now) - part(before)), settled)
  const here = Math.min(due, holdbackOf(balances))
  return [
    ...leg('holdback', 'available', here),
    ...leg('owed', 'repaid', here),
    ...leg('owed', 'prepaid', due - here),
  ]
}

/** The legs that repay again what a refund had given back, when the shopper's book refuses the refund. */
export function undoReversal(
  { kind, legs }: Pick<Entry, 'kind' | 'legs'>,
  balances: Balances,
): Leg[] {
  if (kind !== 'refund') return []
  const given = legs
    .filter(({ debit }) => debit === 'owed')
    .reduce((sum, { amount }) => sum + amount, 0)
  return settlementLegs(balances, Math.min(given, owedOf(balances)))
}

/**
 * The legs that end a draw as if it had never been made, for one whose supplier's book said no. The lender gets the
 * principal as far as it was not repaid yet, the fee was never earned, and what was paid beyond the principal comes
 * back: out of what the lender does not have yet, the rest as an advance on the next repayments.
 */
export function returnLegs(
  balances: Balances,
  { draw, settled }: Pick<DrawPosition, 'draw' | 'settled'>,
): Leg[] {
  const { principal, rebated, terms } = draw
  const paid = settled - rebated
  const over = Math.max(0, paid - principal)
  const here = Math.min(over, holdbackOf(balances))
  return [
    ...settlementLegs(balances, Math.max(0, principal - paid)),
    ...leg('holdback', 'available', here),
    ...leg('owed', 'repaid', here),
    ...leg('owed', 'prepaid', over - here),
    ...leg('rebated', 'owed', terms.fee - rebated),
  ]
}

/** Minor units that the lender has in advance. */
export function prepaidOf({ prepaid }: Balances): number {
  return prepaid.creditsPosted - prepaid.debitsPosted
}

/** Where each draw stands when so much is owed in all: the oldest is repaid first. */
export function positionsOf<D extends Draw>(
  draws: readonly D[],
  owedNow: number,
): DrawPosition<D>[] {
  let rest = draws.reduce((sum, draw) => sum + owedBy(draw), 0) - owedNow
  return draws.map((draw) => {
    const owed = owedBy(draw)
    const settled = Math.max(0, Math.min(owed, rest))
    rest -= settled
    const remaining = owed - settled
    // Rounded on the running total, so that the parts of all repayments add up to the principal exactly.
    const principalBack = Number((BigInt(settled) * BigInt(draw.principal)) / BigInt(owed))
    return { draw, owed, settled, remaining, principalOut: draw.principal - principalBack }
  })
}

/** The draw that is being repaid now, or null. */
export function currentOf<D extends Draw>(
  positions: readonly DrawPosition<D>[],
): DrawPosition<D> | null {
  return positions.find(({ remaining }) => remaining > 0) ?? null
}

/**
 * What paying a draw off costs now, and how much of its fee comes off: what is still to be paid on plan, discounted at
 * the draw's own daily rate. On the first day that is the principal; after the expected days nothing comes off.
 *
 * @param rebateBp part of the unearned fee that the policy gives back
 */
export function payoffOf(
  position: DrawPosition,
  elapsed: number,
  rebateBp: number,
): { pay: number; rebate: number } {
  const { draw, owed, remaining } = position
  const { expected_days: expectedDays, daily_rate_e12: rate } = draw.terms
  const daysLeft = Math.max(0, expectedDays - elapsed)
  if (daysLeft === 0 || remaining === 0) return { pay: remaining, rebate: 0 }
  const onPlan = Math.ceil(owed / expectedDays)
  const each = Math.max(onPlan, Math.ceil(remaining / daysLeft))
  const count = Math.ceil(remaining / each)
  const unearned = BigInt(remaining) - presentValue({ each, count, remaining, rate })
  const rebate = unearned <= 0n ? 0 : Number((unearned * BigInt(rebateBp)) / BP)
  return { pay: remaining - rebate, rebate }
}

/** Worth today of equal daily payments, the last one the remainder; to the nearest minor unit. */
function presentValue(about: {
  each: number
  count: number
  remaining: number
  rate: number
}): bigint {
  const { each, count, remaining, rate } = about
  const divisor = RATE_ONE + BigInt(rate)
  let value = 0n
  for (let i = count; i >= 1; i -= 1) {
    const payment = i === count ? remaining - each * (count - 1) : each
    value = ((value + BigInt(payment) * SCALE) * RATE_ONE) / divisor
  }
  return (value + SCALE / 2n) / SCALE
}

function owedBy({ principal, terms }: Draw): number {
  return principal + terms.fee
}

function leg(debit: Leg['debit'], credit: Leg['credit'], amount: number): Leg[] {
  return amount > 0 ? [{ debit, credit, amount }] : []
}
