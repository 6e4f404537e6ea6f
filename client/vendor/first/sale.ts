/** One sale: what it is put together of, the request made of it, and the screen that waits for its payment. */
import { computed, signal } from '@preact/signals'
import { get, post, serverNowMs } from './api.ts'
import { basketOf, EMPTY_BASKET, soldOf, totalOf } from './basket.ts'
import { type ChargeIntent, chargeIntent } from './intent.ts'
import { mintId } from './mint.ts'
import { isUnanswered, type Problem } from './problem.ts'
import { go, route } from './router.ts'
import { tiles } from './tiles.ts'
import type { Line, SaleRequest } from './wire.ts'

export const basket = signal(EMPTY_BASKET)
/** Minor units on the keypad. */
export const total = computed(() => totalOf(basket.value))
export const note = signal('')

/** The request that is shown or waits behind the keypad. */
export const sale = signal<SaleRequest | null>(null)

export const isCharging = signal(false)
export const saleProblem = signal<Problem | null>(null)

/** Longest note, in characters; the server's limit for payment requests. */
export const NOTE_MAX = 140

let unanswered: ChargeIntent | null = null

/** Makes a payment request of what is on the keypad and shows its QR. It stays there until that worked. */
export async function charge(): Promise<void> {
  if (isCharging.peek() || total.peek() <= 0) return
  isCharging.value = true
  saleProblem.value = null
  const wanted = {
    amount: total.peek(),
    note: note.peek().trim(),
    items: soldOf(basket.peek().taps),
  }
  const intent = chargeIntent(unanswered, wanted, () => mintId('prq', serverNowMs()))
  const answer = await post<SaleRequest>('/api/payment-requests', {
    id: intent.id,
    amount: intent.amount,
    ...(intent.note === '' ? {} : { note: intent.note }),
    ...(intent.items.length === 0 ? {} : { items: intent.items }),
  })
  isCharging.value = false
  unanswered = !answer.ok && isUnanswered(answer.problem) ? intent : null
  if (!answer.ok) {
    saleProblem.value = answer.problem
    return
  }
  sale.value = answer.value
  clearTyped()
  go({ name: 'charge', requestId: intent.id }, { replace: route.peek().name === 'charge' })
}

/** Opens a request by its id: after a reload, or from the strip on the keypad. */
export async function openSale(requestId: string): Promise<void> {
  if (sale.peek()?.id === requestId) return
  saleProblem.value = null
  const answer = await get<SaleRequest>(`/api/payment-requests/${requestId}`)
  if (answer.ok) sale.value = answer.value
  else saleProblem.value = answer.problem
}

/** Takes the request back. What it was for returns to the keypad, because most cancelled sales are corrected ones. */
export async function cancelSale(): Promise<void> {
  const request = sale.peek()
  if (request === null || isCharging.peek()) return
  isCharging.value = true
  saleProblem.value = null
  const path = `/api/payment-requests/${request.id}/cancel`
  const answer = await post<SaleRequest>(path, {})
  isCharging.value = false
  if (!answer.ok) {
    saleProblem.value = answer.problem
    return
  }
  sale.value = answer.value
  if (answer.value.state === 'cancelled') leaveSale(true)
}

/** Back to the keypad without a waiting sale. */
export function leaveSale(withAmount: boolean): void {
  if (withAmount) retype()
  sale.value = null
  saleProblem.value = null
  go({ name: 'keypad' }, { replace: true })
}

/** The same sale once more, with a new code. */
export async function renewSale(): Promise<void> {
  retype()
  await charge()
}

function retype(): void {
  const request = sale.peek()
  if (request === null) return
  basket.value = basketOf(request.amount.amount, request.items, tiles.peek())
  note.value = request.note ?? ''
}

/** The server says how a request is; the links that only the first answer had are kept. */
export function noteRequest(request: SaleRequest): void {
  const known = sale.peek()
  if (known?.id === request.id) sale.value = { ...known, ...request }
}

/** True when one of the payments is the one that the sale on the screen waits for. */
export function paysSale(lines: readonly Line[]): boolean {
  const waiting = sale.value
  return waiting !== null && lines.some((line) => line.payment_request === waiting.id)
}

/** Nothing of a stall's sale stays when the phone becomes another one's. */
export function forgetSale(): void {
  sale.value = null
  unanswered = null
  clearTyped()
}

function clearTyped(): void {
  basket.value = EMPTY_BASKET
  note.value = ''
  saleProblem.value = null
}
