/** Orders as a phone sends them, and what the answer says. */
import { dayText } from '../../../src/domain/calendar.ts'
import type { MoneySource } from '../../../src/domain/orders/order.ts'
import { newId } from '../../../src/platform/ids.ts'
import { quoteOrder } from '../../../src/services/order-quotes.ts'
import { ctxAt, rowOf } from '../credit/servicing-world.ts'
import type { Body } from './refusal-rows.ts'
import type { Sourcing } from './world.ts'

export interface Answer {
  status: number
  body: Record<string, unknown>
}

/** The status, the code, and for each error where it is and what it says. */
export function told({ status, body }: Answer): string[] {
  const errors = (body['errors'] ?? []) as { pointer: string; code: string }[]
  const named = errors.map(({ pointer, code }) => `${pointer} ${code}`)
  const words = [body['code'], body['reason']].filter((word) => word !== undefined)
  return [String(status), words.join(' '), ...named]
}

/** An order of tea as the app sends it after a quote, paid with the balance. */
export async function good(
  world: Sourcing,
  about: { tea?: number; sources?: MoneySource[] } = {},
): Promise<Body> {
  const { tea = 3, sources = ['available'] } = about
  const item = world.items['tea'] ?? ''
  const quote = await quoteOrder(ctxAt(Date.now()), await rowOf(world.stall), {
    supplierId: world.supplier.id,
    wanted: [{ item, quantity: tea, shown: null }],
    sources,
    deliveryDay: null,
    pool: null,
  })
  if (quote === null) throw new Error('there is no quote')
  const { plan, credit, day } = quote
  return {
    id: newId('order', Date.now()),
    supplier: world.supplier.id,
    lines: [{ item, quantity: tea, price_version: 1, unit_price: 20_000 }],
    sources,
    delivery_day: dayText(day ?? 0),
    shown: { total: plan.available + plan.credit, credit_owed: credit?.disclosure.owed ?? null },
  }
}
