/** An order on its way from the phone to the book. */
import type { MoneySource } from '../../../../src/domain/orders/order.ts'
import { serverNowMs } from '../../first/api.ts'
import { orderNews } from '../../first/live.ts'
import { mintId } from '../../first/mint.ts'
import type { Problem } from '../../first/problem.ts'
import { noteAnswer } from '../use-asked.ts'
import type { Plan } from '../use-deed.ts'
import type { Named, Order, Quote } from './wire.ts'

/** Everything that is sent, with the figures that were on the screen. */
export interface Placing {
  id: string
  supplier: Named
  lines: { item: string; quantity: number; price_version: number; unit_price: number }[]
  sources: readonly MoneySource[]
  delivery_day: string
  note: string | null
  pool: string | null
  unit_price_max: number | null
  /** Minor units that the screen showed. */
  shown: { total: number; credit_owed: number | null }
  /** The part on credit, minor units: what the passkey confirms. Not sent. */
  credit: number
  /** Not sent: for the screen when it comes back to this. */
  quote: Quote
}

interface Placed {
  order: Order
  state: 'placed' | 'placing'
}

/** How an order is sent. `key` tells the orders of different carts and pools apart on this phone. */
export function placingPlan(key: string): Plan<Placing, Placed> {
  return {
    key: `stock.place.${key}`,
    path: '/api/orders',
    action: ({ id, credit }) => (credit > 0 ? `order:${id}:${credit}` : null),
    body: ({ credit: _credit, quote: _quote, supplier, ...terms }) => ({
      ...terms,
      supplier: supplier.id,
    }),
    take: ({ order, state }) => {
      noteAnswer(`/api/orders/${order.id}`, order)
      return state === 'placing'
    },
    // The book told the phone of it before its answer came.
    isDone: ({ id }) => orderNews.value?.id === id,
    refusal: refusalOf,
  }
}

/** What a quote becomes when somebody says yes to it. */
export function placingOf(
  quote: Quote,
  choice: {
    day: string
    note: string
    pool: { id: string; unitPriceMax: number } | null
  },
): Placing {
  const { supplier, lines, sources, total, money, credit } = quote
  return {
    id: mintId('ord', serverNowMs()),
    supplier,
    lines: lines.map(({ item, quantity, price_version, unit_price }) => ({
      item,
      quantity,
      price_version,
      unit_price: unit_price.amount,
    })),
    sources,
    delivery_day: choice.day,
    note: choice.note.trim() === '' ? null : choice.note.trim(),
    pool: choice.pool?.id ?? null,
    unit_price_max: choice.pool?.unitPriceMax ?? null,
    shown: { total: total.amount, credit_owed: credit?.disclosure.owed.amount ?? null },
    credit: money.credit.amount,
    quote,
  }
}

/** The word for a durable no: what stands in the way, else why the book said no. */
function refusalOf({ codes, reason, code }: Problem): string {
  return reason ?? codes[0] ?? code
}
