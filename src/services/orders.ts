/** Orders of stock: placing, the supplier's answers, delivery, claims. */
import * as db from '../db/orders.ts'
import type { OrderRow } from '../db/orders.ts'
import { findPartner } from '../db/partners.ts'
import { findVendor } from '../db/vendors.ts'
import { DECLINE_SENTENCES } from '../domain/errors.ts'
import type { DeclineReason } from '../domain/ledger/entry.ts'
import type { TransferOutcome } from '../domain/ledger/transfer.ts'
import type { ClaimRefusal } from '../domain/orders/claims.ts'
import { CODE_DIGITS } from '../domain/orders/limits.ts'
import type { Actor, Order, OrderState } from '../domain/orders/order.ts'
import type { OrderResource } from '../domain/orders/resource.ts'
import type { OrderCommand, OrderRefusal } from '../domain/orders/states.ts'
import { orderResource } from '../domain/orders/view.ts'
import type { PublicOrder } from '../domain/orders/view.ts'
import { idOf } from '../platform/ids.ts'
import { randomDigits, tokenHash } from '../platform/secrets.ts'
import type { Ctx } from './context.ts'
import type { VendorRow } from './directory.ts'
import { tellOrder } from './order-events.ts'

/** A vendor's orders. To be taken with `using`, like {@link accessOf}. */
export function ordersOf(ctx: Ctx, vendorId: string) {
  const desk = ctx.env.VENDOR_LEDGER.getByName(vendorId).orders()
  return desk as typeof desk & Disposable
}

export type PlacedOrder =
  | { state: 'placed' | 'placing'; order: Order }
  | { state: 'declined'; reason: DeclineReason }
  | { state: 'conflict' }

/**
 * Places an order: the vendor's book sets its part aside, then the lender's book and the pool are asked. `placing` means
 * that one of them has not answered yet; it is asked again until it does. The same order again never sets aside twice.
 */
export async function placeOrder(ctx: Ctx, asked: Order): Promise<PlacedOrder> {
  using desk = ordersOf(ctx, asked.vendor)
  const placed = await desk.place(asked, ctx.nowMs)
  if (placed.state === 'declined' || placed.state === 'conflict') return placed
  const order = await carryOn(ctx, placed.order)
  return outcomeOf(order)
}

/** An order that was placed before under an id, asked on where it waits; null for a new one. */
export async function placedBefore(
  ctx: Ctx,
  vendorId: string,
  id: string,
): Promise<PlacedOrder | null> {
  using desk = ordersOf(ctx, vendorId)
  const order = await desk.find(id)
  return order === null ? null : outcomeOf(await carryOn(ctx, order))
}

function outcomeOf(order: Order): PlacedOrder {
  const wasPlaced = order.events.some(({ what }) => what === 'placed')
  if (order.state === 'cancelled' && !wasPlaced)
    return { state: 'declined', reason: reasonOf(order) }
  return { state: order.state === 'placing' ? 'placing' : 'placed', order }
}

/** Why an order ended before anybody was asked to deliver it: a book's word, else the vendor let it go. */
function reasonOf({ events }: Order): DeclineReason {
  const last = events.at(-1)
  if (last?.by !== 'system') return 'order_cancelled'
  const known = Object.keys(DECLINE_SENTENCES) as DeclineReason[]
  return known.find((reason) => reason === last.note) ?? 'pool_closed'
}

export type OrderOutcome =
  | { ok: true; order: Order }
  | { ok: false; reason: OrderRefusal | ClaimRefusal | 'order_unknown' }

/** Does something to an order, and carries on whatever follows from it: a draw, the supplier's money, who is told. */
export async function actOnOrder(
  ctx: Ctx,
  { vendorId, id, by }: { vendorId: string; id: string; by: Actor },
  command: OrderCommand,
): Promise<OrderOutcome> {
  using desk = ordersOf(ctx, vendorId)
  const acted = await desk.act(id, command, { by, nowMs: ctx.nowMs })
  if (!acted.ok) return { ok: false, reason: acted.reason }
  return { ok: true, order: await carryOn(ctx, acted.order) }
}

/** Opens a claim on a settled order. */
export async function claimOnOrder(
  ctx: Ctx,
  { vendorId, id }: { vendorId: string; id: string },
  claim: { id: string; note: string; amount: number },
): Promise<OrderOutcome> {
  using desk = ordersOf(ctx, vendorId)
  const acted = await desk.openClaim(id, claim, ctx.nowMs)
  return acted.ok
    ? { ok: true, order: await carryOn(ctx, acted.order) }
    : { ok: false, reason: acted.reason }
}

/** The supplier's no to a claim. */
export async function declineClaimOn(
  ctx: Ctx,
  { vendorId, id }: { vendorId: string; id: string },
  answer: { claim: string; note: string },
): Promise<OrderOutcome> {
  using desk = ordersOf(ctx, vendorId)
  const acted = await desk.declineClaim(id, answer, ctx.nowMs)
  return acted.ok
    ? { ok: true, order: await carryOn(ctx, acted.order) }
    : { ok: false, reason: acted.reason }
}

/** The supplier gives money back for a settled order: from its book to the vendor's, under one key. */
export async function creditOrder(
  ctx: Ctx,
  { vendorId, id, supplierId }: { vendorId: string; id: string; supplierId: string },
  note: { id: string; amount: number; claim: string | null; note: string },
): Promise<TransferOutcome | { state: 'refused'; reason: ClaimRefusal | 'order_unknown' }> {
  const book = ctx.env.PARTNER_BOOK.getByName(supplierId)
  using desk = ordersOf(ctx, vendorId)
  // Asked first for a new one: what was sent before may still arrive, whatever would be said to it now.
  if (!(await book.isKnown(note.id))) {
    const reason = await desk.refuseCredit(id, note)
    if (reason !== null) return { state: 'refused', reason }
  }
  const outcome = await book.credit({ ...note, vendor: vendorId, order: id }, ctx.nowMs)
  const order = await desk.find(id)
  if (order !== null) await carryOn(ctx, order)
  return outcome
}

/** A fresh code for the driver: shown once to the supplier, kept as a hash. */
export function newDriverCode(orderId: string): { code: string; codeHash: string } {
  const code = randomDigits(CODE_DIGITS)
  return { code, codeHash: codeHash(orderId, code) }
}

export function codeHash(orderId: string, code: string): string {
  return tokenHash(`${orderId} ${code}`)
}

/**
 * Takes an order as far as it goes without anybody: the lender and the pool answer, the draw arrives, the supplier is paid,
 * D1 and the supplier's system are told. Whatever fails here the alarms of the books do again.
 */
async function carryOn(ctx: Ctx, order: Order): Promise<Order> {
  using desk = ordersOf(ctx, order.vendor)
  let now = (await desk.goOn(order.id, ctx.nowMs)) ?? order
  if (now.state === 'confirmed' && now.credit !== null) {
    // The vendor's book has let the lender's begin; here somebody waits for the end of it.
    const draw = {
      id: idOf('draw', `draw ${now.id}`),
      vendorId: now.vendor,
      supplier: now.supplier,
    }
    const book = ctx.env.PARTNER_BOOK.getByName(now.credit.lender)
    await book.orderDrawn(draw, ctx.nowMs).catch(() => undefined)
    now = (await desk.goOn(order.id, ctx.nowMs)) ?? now
  }
  if (now.state !== 'placing') await tellOrder(ctx, now)
  return now
}

/** An order as the vendor reads it, from its own book. */
export async function readVendorOrder(
  ctx: Ctx,
  vendor: VendorRow,
  id: string,
): Promise<OrderResource | null> {
  using desk = ordersOf(ctx, vendor.id)
  const order = await desk.find(id)
  return order === null ? null : resourceFor(ctx, vendor, order)
}

/** A page of the vendor's orders, newest first. */
export async function listVendorOrders(
  ctx: Ctx,
  vendor: VendorRow,
  { beforeId, limit }: { beforeId: string | null; limit: number },
): Promise<OrderResource[]> {
  using desk = ordersOf(ctx, vendor.id)
  const orders = await desk.list(beforeId, limit)
  return Promise.all(orders.map((order) => resourceFor(ctx, vendor, order)))
}

/** An order with the names that it does not carry. */
export async function resourceFor(
  ctx: Ctx,
  vendor: Pick<VendorRow, 'id' | 'name' | 'place' | 'locale'>,
  order: PublicOrder,
  locale: string = vendor.locale,
): Promise<OrderResource> {
  const [supplier, lender] = await Promise.all([
    findPartner(ctx.env.DB, order.supplier),
    order.credit === null ? null : findPartner(ctx.env.DB, order.credit.lender),
  ])
  const named = (id: string, name: string | undefined) => ({ id, name: name ?? '' })
  return orderResource(order, {
    vendor: { ...named(vendor.id, vendor.name), place: vendor.place },
    supplier: named(order.supplier, supplier?.name),
    lender: order.credit === null ? null : named(order.credit.lender, lender?.name),
    draw: order.credit === null ? null : idOf('draw', `draw ${order.id}`),
    locale,
  })
}

export type { OrderRow }

/** A supplier's order, or any for the operator (null). */
export async function findSupplierOrder(
  ctx: Ctx,
  supplierId: string | null,
  id: string,
): Promise<OrderRow | null> {
  const row = await db.findOrder(ctx.env.DB, id)
  return row !== null && (supplierId === null || row.supplierId === supplierId) ? row : null
}

export async function listSupplierOrders(
  ctx: Ctx,
  supplierId: string,
  page: { state: OrderState | null; beforeId: string | null; limit: number },
): Promise<OrderRow[]> {
  return db.listSupplierOrders(ctx.env.DB, supplierId, page)
}

export async function listDisputedOrders(
  ctx: Ctx,
  page: { afterId: string; limit: number },
): Promise<OrderRow[]> {
  return db.listDisputedOrders(ctx.env.DB, page)
}

/** A row of D1 as suppliers read it. */
export async function rowResource(
  ctx: Ctx,
  { body }: Pick<OrderRow, 'body'>,
): Promise<OrderResource> {
  return orderFor(ctx, JSON.parse(body) as PublicOrder)
}

/** An order as suppliers read it: what the stall's credit costs is between it and its lender. */
export async function orderFor(ctx: Ctx, order: PublicOrder): Promise<OrderResource> {
  const vendor = await findVendor(ctx.env.DB, order.vendor)
  const known = vendor ?? { id: order.vendor, name: '', place: '', locale: 'en' }
  return { ...(await resourceFor(ctx, known, order)), credit: null }
}

export async function performanceOf(ctx: Ctx, supplierId: string, sinceMs: number) {
  return db.performanceOf(ctx.env.DB, supplierId, sinceMs)
}
