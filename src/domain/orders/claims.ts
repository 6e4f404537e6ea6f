/** After an order is settled: what the vendor claims, and what the supplier gives back. Minor units. */
import { payable, planAt } from './funding.ts'
import { CLAIM_MS, CLAIMS_MAX } from './limits.ts'
import { goodsOf } from './order.ts'
import type { Claim, CreditNote, Order, OrderEvent } from './order.ts'

export const CLAIM_REFUSALS = [
  'not_settled',
  'claim_too_late',
  'claim_too_large',
  'claims_too_many',
  'claim_unknown',
  'claim_over',
  'credit_too_large',
] as const
export type ClaimRefusal = (typeof CLAIM_REFUSALS)[number]

type Change = { ok: true; order: Order } | { ok: false; reason: ClaimRefusal }

/** What the supplier was paid. */
export function paidOf(order: Order): number {
  return order.state === 'settled' ? payable(planAt(order, goodsOf(order.lines))) : 0
}

/** What came back of it so far. */
export function creditedOf({ creditNotes }: Order): number {
  return creditNotes.reduce((sum, { amount }) => sum + amount, 0)
}

/** Opens a claim; the same id again changes nothing. */
export function openClaim(
  order: Order,
  claim: Pick<Claim, 'id' | 'note' | 'amount'>,
  nowMs: number,
): Change {
  if (order.claims.some(({ id }) => id === claim.id)) return { ok: true, order }
  if (order.settledAtMs === null) return { ok: false, reason: 'not_settled' }
  if (nowMs > order.settledAtMs + CLAIM_MS) return { ok: false, reason: 'claim_too_late' }
  if (order.claims.length >= CLAIMS_MAX) return { ok: false, reason: 'claims_too_many' }
  const open = order.claims.filter(({ state }) => state === 'open')
  const asked = open.reduce((sum, { amount }) => sum + amount, 0) + creditedOf(order)
  if (asked + claim.amount > paidOf(order)) return { ok: false, reason: 'claim_too_large' }
  const opened: Claim = { ...claim, atMs: nowMs, state: 'open', answer: null }
  const event: OrderEvent = { atMs: nowMs, by: 'vendor', what: 'claim', note: claim.note }
  return changed(order, { claims: [...order.claims, opened] }, event)
}

/** The supplier's no to a claim. */
export function declineClaim(
  order: Order,
  { claim, note }: { claim: string; note: string },
  nowMs: number,
): Change {
  const known = order.claims.find(({ id }) => id === claim)
  if (known === undefined) return { ok: false, reason: 'claim_unknown' }
  if (known.state === 'declined' && known.answer === note) return { ok: true, order }
  if (known.state !== 'open') return { ok: false, reason: 'claim_over' }
  const claims = order.claims.map((one) =>
    one === known ? { ...one, state: 'declined' as const, answer: note } : one,
  )
  return changed(order, { claims }, { atMs: nowMs, by: 'supplier', what: 'claim_declined', note })
}

/** Why a credit note cannot be for this order, or null. Asked before its money moves. */
export function refuseCredit(
  order: Order,
  { amount, claim }: Pick<CreditNote, 'amount' | 'claim'>,
): ClaimRefusal | null {
  if (order.state !== 'settled') return 'not_settled'
  if (creditedOf(order) + amount > paidOf(order)) return 'credit_too_large'
  if (claim === null) return null
  const known = order.claims.find(({ id }) => id === claim)
  if (known === undefined) return 'claim_unknown'
  return known.state === 'open' ? null : 'claim_over'
}

/** The order with a credit note whose money has arrived. */
export function credited(order: Order, note: CreditNote): Order {
  const claims = order.claims.map((one) =>
    one.id === note.claim ? { ...one, state: 'credited' as const, answer: note.note } : one,
  )
  const creditNotes = [...order.creditNotes, note]
  const event: OrderEvent = {
    atMs: note.atMs,
    by: 'supplier',
    what: 'credit_note',
    note: note.note,
  }
  return withEvent(order, { claims, creditNotes }, event)
}

/** The part of a credit note that was bought on credit, and so repays it: in proportion, rounded down. */
export function creditPartOf(order: Order, amount: number): number {
  const { credit, ...own } = planAt(order, goodsOf(order.lines))
  const paid = credit + own.jar + own.available
  return paid === 0 ? 0 : Number((BigInt(amount) * BigInt(credit)) / BigInt(paid))
}

function changed(order: Order, fields: Partial<Order>, event: OrderEvent): Change {
  return { ok: true, order: withEvent(order, fields, event) }
}

function withEvent(order: Order, fields: Partial<Order>, event: OrderEvent): Order {
  const { version, events } = order
  return {
    ...order,
    ...fields,
    version: version + 1,
    updatedAtMs: event.atMs,
    events: [...events, event],
  }
}
