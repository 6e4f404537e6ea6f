/** What the keypad says of stock that was ordered: that a delivery wants to be counted, or nothing. */
import { signal } from '@preact/signals'
import { get } from './api.ts'
import type { ListedOrder } from './wire.ts'

/** Orders that may be open at once and still be looked at for the keypad. */
const LIMIT = 20

/** Id of an order that is at the door or was handed over, and is not counted yet; as last heard. */
export const toCount = signal<string | null>(null)

export async function askOrders(): Promise<void> {
  const answer = await get<{ data: ListedOrder[] }>(`/api/orders?limit=${LIMIT}`)
  if (!answer.ok) return
  const waiting = answer.value.data.find(
    ({ state }) => state === 'delivered' || state === 'out_for_delivery',
  )
  toCount.value = waiting?.id ?? null
}
