/** Invoices, credit notes and delivery notes of orders. They follow from the order; only their numbers are kept. */
import { findVendor } from '../db/vendors.ts'
import { nameIn } from '../domain/catalogue/item.ts'
import { creditNoteOf, invoiceOf } from '../domain/orders/invoice.ts'
import type { Invoice, InvoiceCredit } from '../domain/orders/invoice.ts'
import { orderNumber } from '../domain/orders/order.ts'
import type { PublicOrder } from '../domain/orders/view.ts'
import type { Ctx } from './context.ts'
import { ordersOf } from './orders.ts'
import { findPartner } from './partners.ts'
import { creditNoteNumber, invoiceNumber } from './supplier-money.ts'

/** The invoice of an order as the vendor's book has it, or one of its credit notes; null before there is one. */
export async function readPaper(
  ctx: Ctx,
  { vendorId, id }: { vendorId: string; id: string },
  { creditNote, locale }: { creditNote: string | null; locale: string },
): Promise<Invoice | InvoiceCredit | null> {
  using desk = ordersOf(ctx, vendorId)
  const order = await desk.find(id)
  if (order === null) return null
  const number = await invoiceNumber(ctx, { supplierId: order.supplier, orderId: order.id })
  if (number === null) return null
  const { supplier: terms, vendor } = order.parties
  const whole = { ...order, code: null }
  const issue = { terms, vendor, number, locale }
  if (creditNote === null) return invoiceOf(whole, issue)
  const own = await creditNoteNumber(ctx, order.supplier, creditNote)
  if (own === null) return null
  return creditNoteOf(whole, creditNote, { ...issue, number: own, invoice: number })
}

/** What the driver's paper says of an order. */
export async function deliveryNoteOf(ctx: Ctx, order: PublicOrder, locale: string) {
  const [supplier, vendor] = await Promise.all([
    findPartner(ctx, order.supplier),
    findVendor(ctx.env.DB, order.vendor),
  ])
  return {
    order: { id: order.id, number: orderNumber(order.id) },
    supplier: supplier?.name ?? '',
    stall: { name: vendor?.name ?? '', place: order.delivery.place },
    day: order.delivery.day,
    note: order.delivery.note,
    lines: order.lines.map(({ names, sku, pack, accepted }) => ({
      name: nameIn(names, locale),
      sku,
      pack,
      packs: accepted,
    })),
    origin: ctx.origin,
  }
}
