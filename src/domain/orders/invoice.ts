/**
 * The papers of an order that is settled: one invoice, and a credit note for each time that the supplier gave money back.
 * Every amount in them follows from the order, so they are made when somebody asks. Money in minor units.
 */
import { assert } from '../assert.ts'
import { readDay } from '../calendar.ts'
import type { Pack, SupplierTerms } from '../catalogue/item.ts'
import { nameIn } from '../catalogue/item.ts'
import type { Currency } from '../money/money.ts'
import { localDay } from '../time.ts'
import { paidOf } from './claims.ts'
import { type Taxed, type TaxRow, lineNets, takeOff, taxRows } from './invoice-tax.ts'
import { type Order, orderNumber } from './order.ts'

export interface InvoiceParty {
  id: string
  name: string
  /** As the supplier gave it; null for who has none, and for stalls. */
  taxId: string | null
  address: string
  /** ISO 3166-1 alpha-2. */
  country: string
}

export interface InvoiceLine {
  /** 1, 2, 3 …, in the order of the order. */
  id: number
  /** Null on a credit note, which gives back money and no goods. */
  sku: string | null
  name: string
  pack: Pack | null
  /** Packs that arrived. */
  quantity: number
  /** For a pack, tax included. */
  unitPrice: number
  taxBp: number
  /** `quantity × unitPrice`, and the part of it without tax. */
  gross: number
  net: number
}

interface Paper {
  number: string
  /** Days since 1970-01-01 in the supplier's calendar, this and `deliveryDay`. */
  issueDay: number
  currency: Currency
  supplier: InvoiceParty
  customer: InvoiceParty
  order: { id: string; number: string }
  deliveryDay: number
  /** Where it was handed over. */
  deliveryPlace: string
  lines: readonly InvoiceLine[]
  /** By rate, lowest first. */
  taxes: readonly TaxRow[]
  /** The lines together, tax included. */
  goods: number
  /** The supplier's early-payment discount on what was bought on credit, tax included. */
  allowance: number
  /** Goods less allowance; `net + tax`. */
  total: number
  net: number
  tax: number
  /** What has been paid, or given back, already. */
  prepaid: number
  /** What is left of the total: 0, because an order is paid when it is delivered. */
  payable: number
  /** What people wrote. */
  notes: readonly string[]
}

export interface Invoice extends Paper {
  kind: 'invoice'
}

export interface InvoiceCredit extends Paper {
  kind: 'credit_note'
  /** The invoice that it corrects. */
  invoice: { number: string; issueDay: number }
}

/** What an order does not know of itself. */
export interface Issue {
  terms: Pick<SupplierTerms, 'legalName' | 'taxId' | 'address' | 'country' | 'timeZone'>
  vendor: { name: string; place: string }
  /** Number of the paper, in the supplier's books its only one. */
  number: string
  /** Language of the items' names. */
  locale: string
}

/** The invoice of an order: what arrived, at what it was bought for; null as long as it is not settled. */
export function invoiceOf(order: Order, issue: Issue): Invoice | null {
  if (order.state !== 'settled' || order.settledAtMs === null) return null
  const priced = arrivedLines(order, issue.locale)
  const prepaid = paidOf(order)
  const goods = sumOf(priced, ({ gross }) => gross)
  const taxes = taxRows(priced, goods - prepaid)
  const nets = lineNets(priced, taxes)
  const handedOver = order.delivered ?? { atMs: order.settledAtMs, note: null }
  return {
    kind: 'invoice',
    number: issue.number,
    issueDay: dayOf(order.settledAtMs, issue),
    currency: order.currency,
    ...partiesOf(order, issue),
    order: { id: order.id, number: orderNumber(order.id) },
    deliveryDay: dayOf(handedOver.atMs, issue),
    deliveryPlace: order.delivery.place,
    lines: priced.map((line, i) => ({ ...line, net: nets[i] ?? 0 })),
    ...totalsOf(taxes, prepaid),
    notes: handedOver.note === null ? [] : [handedOver.note],
  }
}

/**
 * The document of one of an order's credit notes; null when the order has none of that id. Its amount is spread over the
 * rates of the invoice in proportion to what earlier notes left of them: see {@link takeOff}.
 *
 * @param invoice number of the invoice that it corrects
 */
export function creditNoteOf(
  order: Order,
  id: string,
  { invoice: invoiceNumber, ...issue }: Issue & { invoice: string },
): InvoiceCredit | null {
  const invoice = invoiceOf(order, { ...issue, number: invoiceNumber })
  const at = order.creditNotes.findIndex((note) => note.id === id)
  const note = order.creditNotes[at]
  if (invoice === null || note === undefined) return null
  const untouched: readonly Taxed[] = invoice.taxes
  const before = order.creditNotes
    .slice(0, at)
    .reduce((rows, { amount }) => takeOff(rows, amount).left, untouched)
  const taxes = takeOff(before, note.amount).off
  return {
    ...invoice,
    kind: 'credit_note',
    number: issue.number,
    issueDay: dayOf(note.atMs, issue),
    invoice: { number: invoice.number, issueDay: invoice.issueDay },
    lines: taxes.map((row, i) => creditLine(row, i + 1, note.note)),
    ...totalsOf(taxes, note.amount),
    notes: [],
  }
}

function arrivedLines({ lines }: Order, locale: string): Omit<InvoiceLine, 'net'>[] {
  return lines
    .filter(({ arrived }) => arrived !== null && arrived > 0)
    .map(({ sku, names, pack, unitPrice, taxBp, arrived }, i) => {
      const quantity = arrived ?? 0
      return {
        id: i + 1,
        sku,
        name: nameIn(names, locale),
        pack,
        quantity,
        unitPrice,
        taxBp,
        gross: quantity * unitPrice,
      }
    })
}

/** Money is given back for all that a rate taxes, and not for some packs: one line, in the supplier's own words. */
function creditLine({ taxBp, gross, net }: TaxRow, id: number, name: string): InvoiceLine {
  return { id, sku: null, name, pack: null, quantity: 1, unitPrice: gross, taxBp, gross, net }
}

function partiesOf(
  { supplier, vendor: stall }: Order,
  { terms, vendor }: Issue,
): Pick<Invoice, 'supplier' | 'customer'> {
  const { legalName, taxId, address, country } = terms
  return {
    supplier: { id: supplier, name: legalName, taxId, address, country },
    // A stall tells no country. It is the supplier's: what crosses a border is not taxed by the tax inside a price.
    customer: { id: stall, name: vendor.name, taxId: null, address: vendor.place, country },
  }
}

function totalsOf(taxes: readonly TaxRow[], prepaid: number) {
  const total = sumOf(taxes, ({ gross }) => gross)
  assert(total === prepaid, 'what is taxed is what was paid')
  return {
    taxes,
    goods: sumOf(taxes, ({ lines }) => lines.gross),
    allowance: sumOf(taxes, ({ allowance }) => allowance.gross),
    total,
    net: sumOf(taxes, ({ net }) => net),
    tax: sumOf(taxes, ({ tax }) => tax),
    prepaid,
    payable: total - prepaid,
  }
}

function dayOf(atMs: number, { terms }: Issue): number {
  const day = readDay(localDay(atMs, terms.timeZone))
  assert(day !== null, 'a moment is on a day')
  return day
}

function sumOf<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0)
}
