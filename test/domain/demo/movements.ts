import type { DemoDay, Market } from '../../../scripts/demo/types.ts'

/** One change of one or two books: an amount leaves `from` (null: from outside) and arrives in `to`. */
export interface Movement {
  at: string
  from: string | null
  to: string
  amount: number
}

function move(
  { amount, effective_at: at }: { amount: number; effective_at: string },
  from: string | null,
  to: string,
): Movement {
  return { at, from, to, amount }
}

function movementsOfDay(day: DemoDay, walletByPayment: ReadonlyMap<string, string>): Movement[] {
  return [
    ...day.fundings.map((one) => move(one, null, one.partner_id)),
    ...day.topUps.map((one) => move(one, one.partner_id, one.wallet_id)),
    ...day.payments.map((one) => ({
      ...move(one, one.wallet_id, one.vendor_id),
      amount: one.amount + one.tip,
    })),
    ...day.refunds.map((one) =>
      move(one, one.vendor_id, walletByPayment.get(one.payment_id) ?? 'nobody'),
    ),
  ]
}

/** As the loader posts them: day by day, fundings, top-ups, payments, refunds. */
export function movementsInLoadOrder({ days }: Market): Movement[] {
  const payments = days.flatMap((day) => day.payments)
  const walletByPayment = new Map(payments.map((one) => [one.id, one.wallet_id]))
  return days.flatMap((day) => movementsOfDay(day, walletByPayment))
}

/** As they happened. */
export function movementsByTime(market: Market): Movement[] {
  return movementsInLoadOrder(market).toSorted((one, other) => (one.at < other.at ? -1 : 1))
}

/** The balance of every book after all of them, and the lowest it ever had. */
export function balancesAfter(
  movements: readonly Movement[],
): Map<string, { balance: number; lowest: number }> {
  const books = new Map<string, { balance: number; lowest: number }>()
  const add = (id: string, amount: number): void => {
    const book = books.get(id) ?? { balance: 0, lowest: 0 }
    book.balance += amount
    book.lowest = Math.min(book.lowest, book.balance)
    books.set(id, book)
  }
  for (const { from, to, amount } of movements) {
    if (from !== null) add(from, -amount)
    add(to, amount)
  }
  return books
}
