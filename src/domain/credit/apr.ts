/**
 * The yearly price of a flat fee. The only floating-point numbers of credit: they are shown, compared with a cap and
 * rounded to basis points, and never moved. Only + - * / are used, which IEEE 754 rounds the same on every machine;
 * `Math.pow` is not, and so is not used.
 */

/** A draw to be priced: minor units, and days of equal repayment. */
export interface PricedDraw {
  /** Minor units received, greater than 0. */
  principal: number
  /** Minor units of fee, 0 or more. */
  fee: number
  /** Days in which it is repaid evenly, 1 or more. */
  days: number
}

const BP = 10_000
/** Halvings of the interval [0, 1]: below the spacing of doubles near any real rate. */
const BISECTIONS = 60

/**
 * The daily rate at which equal daily payments (the last one the remainder) are worth the principal: the effective
 * interest rate of the draw.
 *
 * Source: bisection on the net present value, as Apache Fineract's working-capital loan defines its EIR.
 */
export function dailyRate({ principal, fee, days }: PricedDraw): number {
  if (fee <= 0) return 0
  const owed = principal + fee
  const each = Math.ceil(owed / days)
  const count = Math.ceil(owed / each)
  const last = owed - each * (count - 1)
  let low = 0
  let high = 1
  for (let i = 0; i < BISECTIONS; i += 1) {
    const rate = (low + high) / 2
    if (presentValue(rate, { each, count, last }) > principal) low = rate
    else high = rate
  }
  return (low + high) / 2
}

function presentValue(
  rate: number,
  { each, count, last }: { each: number; count: number; last: number },
): number {
  const discount = 1 / (1 + rate)
  let value = last * discount
  for (let i = 1; i < count; i += 1) value = (value + each) * discount
  return value
}

/** Nominal APR in basis points: 365 times the daily rate. */
export function nominalAprBp(draw: PricedDraw): number {
  return nominalOf(dailyRate(draw))
}

/** 365 times a daily rate, in basis points. */
export function nominalOf(rate: number): number {
  return Math.round(rate * 365 * BP)
}

/** What a daily rate comes to in a year with interest on interest, in basis points. */
export function effectiveOf(rate: number): number {
  let power = 1
  let square = 1 + rate
  for (let rest = 365; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power *= square
    square *= square
  }
  return Math.round((power - 1) * BP)
}

/**
 * The highest flat fee, in basis points, that costs at most a daily rate over so many days of equal repayment. A first
 * guess by formula for amounts without small change; exact amounts are checked by the caller.
 */
export function feeBpWithin(rate: number, days: number): number {
  const discount = 1 / (1 + rate)
  let annuity = 0
  for (let i = 0; i < days; i += 1) annuity = (annuity + 1) * discount
  return Math.floor((days / annuity - 1) * BP)
}

/** The daily rate of an APR in basis points. */
export function rateOfApr(aprBp: number, basis: 'nominal_daily_x365' | 'effective_annual'): number {
  if (basis === 'nominal_daily_x365') return aprBp / BP / 365
  let low = 0
  let high = 1
  for (let i = 0; i < BISECTIONS; i += 1) {
    const rate = (low + high) / 2
    if (effectiveOf(rate) <= aprBp) low = rate
    else high = rate
  }
  return low
}
