/** @jsxImportSource hono/jsx */
import type { Locale } from '../../../src/domain/i18n/i18n.ts'
import { pageTranslator } from '../../../src/domain/i18n/pages/pages.ts'
import { type Issue, creditNoteOf, invoiceOf } from '../../../src/domain/orders/invoice.ts'
import type { Order } from '../../../src/domain/orders/order.ts'
import { DeliveryNotePage, type DeliveryNoteView } from '../../../src/pages/delivery-note.tsx'
import { InvoicePage, type InvoiceView } from '../../../src/pages/invoice.tsx'
import { creditNote, issue, settledOrder } from '../orders/invoice-samples.ts'

export const deliveryNoteView: DeliveryNoteView = {
  mode: 'demo',
  here: '/papers/delivery-note',
  order: { id: 'ord_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N', number: '7Y2-M3N' },
  supplier: 'Shree Balaji Traders',
  stall: { name: 'Asha Chai Corner', place: 'Bapu Bazar, Jaipur' },
  day: Date.UTC(2026, 10, 28) / 86_400_000,
  note: 'Gate 2, before nine',
  lines: settledOrder().lines.map(({ names, sku, pack, accepted }) => ({
    name: names['en'] ?? '',
    sku,
    pack,
    packs: accepted,
  })),
  origin: 'https://pay.example.org',
  code: '042917',
}

interface Asked {
  locale?: Locale
  order?: Partial<Order>
  about?: Partial<Issue>
  view?: Partial<InvoiceView>
}

export function invoiceHtml({
  locale = 'en',
  order = {},
  about = {},
  view = {},
}: Asked = {}): string {
  const paper = invoiceOf(settledOrder(order), { ...issue, locale, ...about })
  if (paper === null) throw new Error('settled, and without an invoice')
  return paperHtml(locale, { ...invoiceView(paper), ...view })
}

export function creditNoteHtml({ locale = 'en', order = {}, about = {} }: Asked = {}): string {
  const settled = settledOrder({ creditNotes: [creditNote()], ...order })
  const paper = creditNoteOf(settled, creditNote().id, {
    ...issue,
    ...about,
    locale,
    number: 'SBT-C-2026-000004',
    invoice: issue.number,
  })
  if (paper === null) throw new Error('there is no such credit note')
  return paperHtml(locale, invoiceView(paper))
}

export function deliveryNoteHtml(
  change: Partial<DeliveryNoteView> = {},
  locale: Locale = 'en',
): string {
  const view = { ...deliveryNoteView, ...change }
  return (<DeliveryNotePage t={pageTranslator(locale)} view={view} />).toString()
}

function invoiceView(paper: InvoiceView['paper']): InvoiceView {
  return { mode: 'demo', here: '/papers/1', xmlUrl: '/papers/1.xml', paper }
}

function paperHtml(locale: Locale, view: InvoiceView): string {
  return (<InvoicePage t={pageTranslator(locale)} view={view} />).toString()
}

/** Every paper, by name: part of every page. */
export function everyPaper(locale: Locale): Record<string, string> {
  return {
    invoice: invoiceHtml({ locale }),
    creditNote: creditNoteHtml({ locale }),
    deliveryNote: deliveryNoteHtml({}, locale),
  }
}
