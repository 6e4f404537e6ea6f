/** A quote in the shape that the vendor's app reads. */
import { dayText } from '../domain/calendar.ts'
import type { Currency, Money } from '../domain/money/money.ts'
import { payable } from '../domain/orders/funding.ts'
import type { MoneySource } from '../domain/orders/order.ts'
import type { QuoteResource } from '../domain/orders/resource.ts'
import { lineResource } from '../domain/orders/view.ts'
import { disclosureResource } from './credit-view.ts'
import type { VendorRow } from './directory.ts'
import type { Quote } from './order-quotes.ts'

export function quoteResource(
  vendor: Pick<VendorRow, 'currency' | 'locale'>,
  quote: Quote,
  sources: MoneySource[],
): QuoteResource {
  const currency = vendor.currency as Currency
  const money = (amount: number): Money => ({ amount, currency })
  const { plan, credit } = quote
  return {
    object: 'order_quote',
    supplier: quote.supplier,
    lines: quote.lines.map(({ line, tier }) => ({
      ...lineResource(line, vendor.locale, money),
      next_tier:
        tier.next === null
          ? null
          : {
              from: tier.next.from,
              price: money(tier.next.price),
              missing: tier.next.missing,
              saves: money(tier.next.saves),
            },
    })),
    goods: money(quote.goods),
    discount: money(plan.discount),
    total: money(payable(plan)),
    sources,
    money: {
      jar: money(plan.jar),
      available: money(plan.available),
      credit: money(plan.credit),
    },
    missing: money(quote.missing),
    credit: credit === null ? null : creditOf(credit, plan.discount, currency),
    delivery_days: quote.deliveryDays.map(dayText),
    problems: quote.problems,
  }
}

function creditOf(
  { lender, disclosure }: NonNullable<Quote['credit']>,
  discount: number,
  currency: Currency,
): QuoteResource['credit'] {
  const { fee, owed, expected_days: days } = disclosure
  return {
    lender,
    disclosure: disclosureResource(disclosure, currency),
    net_cost: { amount: fee - discount, currency },
    // Rounded up: a day costs no more than this.
    cost_a_day: { amount: Math.ceil(owed / days), currency },
  }
}
