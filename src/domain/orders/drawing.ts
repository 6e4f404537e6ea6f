/** The draw of a credit line that pays an order: what it costs for exactly what arrived. */
import { dailyRate } from '../credit/apr.ts'
import { priceDraw } from '../credit/pricing.ts'
import type { DrawTerms } from '../ledger/entry.ts'
import { planNow } from './funding.ts'
import { orderNumber } from './order.ts'
import type { Order, OrderCredit } from './order.ts'

/**
 * The terms of the draw of an order as it stands. When less arrived than was placed the fee is the lower of two: the fee
 * that was shown, in proportion, and the price of the smaller draw, which the cap on the APR may hold below it, down to
 * nothing where the cap leaves less than the lender's least fee.
 *
 * @param purchase id of the movement that pays the supplier
 */
export function drawTermsOf(order: Order, credit: OrderCredit, purchase: string): DrawTerms {
  const principal = planNow(order).credit
  return {
    line: credit.line,
    policy: credit.policy,
    ...costOf(credit, { principal, placed: order.plan.credit }),
    supplier: order.supplier,
    reference: orderNumber(order.id),
    purchase,
  }
}

function costOf(
  { price, holdbackBp, fee, expectedDays, dailyRateE12 }: OrderCredit,
  { principal, placed }: { principal: number; placed: number },
): Pick<DrawTerms, 'fee' | 'expected_days' | 'daily_rate_e12'> {
  if (principal === placed)
    return { fee, expected_days: expectedDays, daily_rate_e12: dailyRateE12 }
  const proportional = Number((BigInt(fee) * BigInt(principal)) / BigInt(placed))
  const quote = priceDraw(price, principal, holdbackBp)
  if (quote === null) {
    const days = Number((BigInt(expectedDays) * BigInt(principal)) / BigInt(placed))
    return { fee: 0, expected_days: Math.max(1, days), daily_rate_e12: 0 }
  }
  const { expected_days: days, daily_rate_e12: rate } = quote
  if (quote.fee <= proportional)
    return { fee: quote.fee, expected_days: days, daily_rate_e12: rate }
  // Rounded down the fee is less than the quote's, and so is what comes off it for paying early.
  const lower = dailyRate({ principal, fee: proportional, days })
  return { fee: proportional, expected_days: days, daily_rate_e12: Math.round(lower * 1e12) }
}
