/** A credit line in use: what each sale repays, whose turn it is, whether it goes as planned, what paying off costs. */
import { holdbackOf, owedOf } from '../ledger/accounts.ts'
import type { Balances, Leg } from '../ledger/accounts.ts'
import type { DrawTerms, Entry } from '../ledger/entry.ts'
import type { Currency } from '../money/money.ts'
import { HOLDBACK_BP_MAX, HOLDBACK_STEP_BP } from './policy.ts'
import { priceDraw } from './pricing.ts'
import type { Disclosure, PriceTerms } from './pricing.ts'
import { IN_TIME_BP } from './sizing.ts'

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

/** A pause that the vendor declared: first day and the day after the last. */
export interface Pause {
  fromDay: number
  toDay: number
}

export type ProgressStatus = 'on_track' | 'behind' | 'near_breach' | 'breach'

export interface Progress {
  elapsedDays: number
  expectedDays: number
  /** What the plan would have repaid by now, and half of it: the least that keeps the line in good standing. */
  planned: number
  minimum: number
  settled: number
  status: ProgressStatus
}

const BP = 10_000n
/** Checks come every two weeks; half of the plan is enough (Fineract: delinquency period, minimum payment). */
export const CHECK_DAYS = 14
const CHECK_SHARE = 2
/** Cumulatively below two fifths at one and a half times the expected days is a breach. */
const BREACH_BP = 4000n
/** Declared pauses of one draw, in days. */
export const PAUSE_DAYS_MAX = 21
const PACE_DAYS = 182
/** A draw that is open so long after its turn came is written off. */
export const WRITE_OFF_DAYS = 180
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
 */
export function reversalLegs(
  balances: Balances,
  sale: Pick<Entry, 'amount' | 'legs'>,
  { before, now }: { before: number; now: number },
): Leg[] {
  if (owedOf(balances) === 0) return []
  const taken = sale.legs
    .filter(({ credit }) => credit === 'owed')
    .reduce((sum, { amount }) => sum + amount, 0)
  const part = (refunded: number) => (BigInt(taken) * BigInt(refunded)) / BigInt(sale.amount)
  const due = Number(part(before + now) - part(before))
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

/** Days since a draw's turn came, without declared pauses. */
export function elapsedDays(clockDay: number, today: number, pauses: readonly Pause[]): number {
  const paused = pauses.reduce((sum, { fromDay, toDay }) => {
    return sum + Math.max(0, Math.min(toDay, today) - Math.max(fromDay, clockDay))
  }, 0)
  return Math.max(0, today - clockDay - paused)
}

/** How a draw is getting on, from its checks and its age. */
export function progressOf(
  { draw, owed, settled }: DrawPosition,
  today: number,
  pauses: readonly Pause[],
): Progress {
  const { expected_days: expectedDays } = draw.terms
  const elapsed = elapsedDays(draw.clockDay ?? today, today, pauses)
  const planned = plannedBy(owed, expectedDays, elapsed)
  const due = Math.floor(
    plannedBy(owed, expectedDays, elapsed - (elapsed % CHECK_DAYS)) / CHECK_SHARE,
  )
  const isBreach =
    elapsed * 2 >= expectedDays * 3 && BigInt(settled) * BP < BigInt(owed) * BREACH_BP
  const misses = missesAtEnd(draw.checks, owed, expectedDays)
  const status = isBreach
    ? 'breach'
    : misses >= 2
      ? 'near_breach'
      : misses === 1 || settled < due
        ? 'behind'
        : 'on_track'
  const minimum = Math.floor(planned / CHECK_SHARE)
  return { elapsedDays: elapsed, expectedDays, planned, minimum, settled, status }
}

/** Checks that a draw has had by now, filled up to today: what the servicing stores. */
export function checksBy(
  { draw, settled }: DrawPosition,
  today: number,
  pauses: readonly Pause[],
): number[] {
  if (draw.clockDay === null) return [...draw.checks]
  const due = Math.floor(elapsedDays(draw.clockDay, today, pauses) / CHECK_DAYS)
  return Array.from(
    { length: Math.max(due, draw.checks.length) },
    (_, i) => draw.checks[i] ?? settled,
  )
}

/** Actual over expected days of a draw that is repaid, basis points; null for one that is not. */
export function paceBp(
  { clockDay, closedDay, terms }: Draw,
  pauses: readonly Pause[],
): number | null {
  if (clockDay === null || closedDay === null) return null
  const days = Math.max(1, elapsedDays(clockDay, closedDay, pauses))
  return Math.round((days * Number(BP)) / terms.expected_days)
}

/**
 * Whether a repaid draw says anything about the next: it was out for two weeks, or for half of its days. Drawing and
 * paying off on the same day proves nothing.
 */
export function countsForRamp(draw: Draw, pauses: readonly Pause[]): boolean {
  if (draw.clockDay === null || draw.closedDay === null) return false
  const days = elapsedDays(draw.clockDay, draw.closedDay, pauses)
  return days >= Math.min(CHECK_DAYS, Math.ceil(draw.terms.expected_days / 2))
}

/** A pace says something about the next draw for half a year; after that a slow one no longer stands in the way. */
export function isRecentPace({ closedDay }: Pick<Draw, 'closedDay'>, today: number): boolean {
  return closedDay !== null && today - closedDay <= PACE_DAYS
}

/** Whether a pace earns a larger line. */
export function isInTime(pace: number): boolean {
  return pace <= IN_TIME_BP
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

function plannedBy(owed: number, expectedDays: number, elapsed: number): number {
  if (elapsed >= expectedDays) return owed
  return Number((BigInt(owed) * BigInt(elapsed)) / BigInt(expectedDays))
}

/** How many checks in a row, up to the newest, found less than half of their own two weeks' plan. */
function missesAtEnd(checks: readonly number[], owed: number, expectedDays: number): number {
  let misses = 0
  for (let i = checks.length - 1; i >= 0; i -= 1) {
    const plan =
      plannedBy(owed, expectedDays, (i + 1) * CHECK_DAYS) -
      plannedBy(owed, expectedDays, i * CHECK_DAYS)
    const repaid = (checks[i] ?? 0) - (checks[i - 1] ?? 0)
    if (plan === 0 || repaid * CHECK_SHARE >= plan) return misses
    misses += 1
  }
  return misses
}

function leg(debit: Leg['debit'], credit: Leg['credit'], amount: number): Leg[] {
  return amount > 0 ? [{ debit, credit, amount }] : []
}
