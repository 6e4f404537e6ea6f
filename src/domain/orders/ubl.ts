/**
 * Invoices and credit notes in UBL 2.1 (ISO/IEC 19845:2015), as suppliers' and vendors' accounting programs read them.
 *
 * Elements stand in the order of the schemas UBL-Invoice-2.1.xsd, UBL-CreditNote-2.1.xsd and
 * UBL-CommonAggregateComponents-2.1.xsd (OASIS, UBL 2.1 section 3.2); codes are those of EN 16931-1. Comments name its
 * business terms (BT).
 */
import { dayText } from '../calendar.ts'
import type { Pack } from '../catalogue/item.ts'
import { amountToText, exponentOf } from '../money/money.ts'
import { type XmlElement, xml, xmlDocument } from '../xml.ts'
import type { TaxRow } from './invoice-tax.ts'
import type { Invoice, InvoiceCredit, InvoiceLine, InvoiceParty } from './invoice.ts'

type Paper = Invoice | InvoiceCredit

const NAMESPACE = 'urn:oasis:names:specification:ubl:schema:xsd:'
const ROOTS = { invoice: 'Invoice', credit_note: 'CreditNote' } as const
/** UNTDID 1001: commercial invoice; credit note. */
const TYPE_CODES = { invoice: '380', credit_note: '381' } as const
/** UNTDID 4461: clearing between partners. Both have books on this platform. */
const PAYMENT_MEANS = '97'
/** UNTDID 5189: discount. */
const ALLOWANCE_REASON = '95'

/** UN/ECE recommendation 20 with 21: a package; one. */
const PACKAGE = 'XPK'
const ONE = 'C62'

/** Countries whose tax is called GST in UNTDID 5153; elsewhere it is VAT. */
const GST_COUNTRIES: ReadonlySet<string> = new Set(['AU', 'CA', 'IN', 'NZ', 'SG'])

const EN_16931 = 'urn:cen.eu:en16931:2017'
/** Our own word for papers that are valid UBL and do not claim the European core. */
const PLAIN = 'pushcart:sourcing:1'

/** Decimals of a price without tax behind those of the currency: so many packs as an order can have bring no error in. */
const PRICE_DECIMALS = 6

/** The document as text. */
export function ublOf(paper: Paper): string {
  const root = ROOTS[paper.kind]
  const isInvoice = paper.kind === 'invoice'
  const typeCode = cbc(`${root}TypeCode`, TYPE_CODES[paper.kind])
  const notes = paper.notes.map((note) => cbc('Note', note))
  const content = [
    cbc('UBLVersionID', '2.1'),
    cbc('CustomizationID', isCore(paper) ? EN_16931 : PLAIN),
    cbc('ID', paper.number),
    cbc('IssueDate', dayText(paper.issueDay)),
    typeCode,
    ...notes,
    cbc('DocumentCurrencyCode', paper.currency),
    cac('OrderReference', [cbc('ID', paper.order.id)]),
    isInvoice ? null : billingReference(paper.invoice),
    cac('AccountingSupplierParty', [partyOf(paper.supplier)]),
    cac('AccountingCustomerParty', [partyOf(paper.customer)]),
    deliveryOf(paper),
    cac('PaymentMeans', [cbc('PaymentMeansCode', PAYMENT_MEANS)]),
    ...allowancesOf(paper),
    taxTotalOf(paper),
    totalOf(paper),
    ...paper.lines.map((line) => lineOf(paper, line)),
  ]
  return xmlDocument(
    xml(root, content, {
      xmlns: `${NAMESPACE}${root}-2`,
      'xmlns:cac': `${NAMESPACE}CommonAggregateComponents-2`,
      'xmlns:cbc': `${NAMESPACE}CommonBasicComponents-2`,
    }),
  )
}

/**
 * Whether the paper may say that it follows the core of EN 16931. That knows one tax, VAT; wants the seller's VAT number
 * with its country before it (BR-S-02, BR-Z-02, BR-CO-09); and reckons in hundredths (BR-DEC rules, BR-CO-17).
 */
function isCore({ supplier, currency }: Paper): boolean {
  const { taxId, country } = supplier
  // Greece is GR, and EL in its VAT numbers.
  const prefix = country === 'GR' ? 'EL' : country
  return (
    schemeOf(country) === 'VAT' && taxId?.startsWith(prefix) === true && exponentOf(currency) === 2
  )
}

function schemeOf(country: string): 'VAT' | 'GST' {
  return GST_COUNTRIES.has(country) ? 'GST' : 'VAT'
}

function taxScheme(country: string): XmlElement {
  return cac('TaxScheme', [cbc('ID', schemeOf(country))])
}

function billingReference({ number, issueDay }: InvoiceCredit['invoice']): XmlElement {
  const reference = [cbc('ID', number), cbc('IssueDate', dayText(issueDay))]
  return cac('BillingReference', [cac('InvoiceDocumentReference', reference)])
}

function partyOf({ id, name, taxId, address, country }: InvoiceParty): XmlElement {
  return cac('Party', [
    cac('PartyIdentification', [cbc('ID', id)]),
    cac('PartyName', [cbc('Name', name)]),
    cac('PostalAddress', addressOf(address, country)),
    taxId === null ? null : cac('PartyTaxScheme', [cbc('CompanyID', taxId), taxScheme(country)]),
    cac('PartyLegalEntity', [cbc('RegistrationName', name)]),
  ])
}

/** An address is one line as it was typed: which part of it is the street, nobody asked. */
function addressOf(address: string, country: string): XmlElement[] {
  return [
    cac('AddressLine', [cbc('Line', address)]),
    cac('Country', [cbc('IdentificationCode', country)]),
  ]
}

function deliveryOf({ deliveryDay, deliveryPlace, customer }: Paper): XmlElement {
  return cac('Delivery', [
    cbc('ActualDeliveryDate', dayText(deliveryDay)),
    cac('DeliveryLocation', [cac('Address', addressOf(deliveryPlace, customer.country))]),
  ])
}

/** The discount, once for each rate that it lowers the tax of (BG-20). */
function allowancesOf(paper: Paper): XmlElement[] {
  return paper.taxes
    .filter(({ allowance }) => allowance.net > 0)
    .map(({ taxBp, allowance }) =>
      cac('AllowanceCharge', [
        cbc('ChargeIndicator', 'false'),
        cbc('AllowanceChargeReasonCode', ALLOWANCE_REASON),
        cbc('AllowanceChargeReason', 'Early-payment discount'),
        amount('Amount', allowance.net, paper),
        cac('TaxCategory', categoryOf(taxBp, paper)),
      ]),
    )
}

function taxTotalOf(paper: Paper): XmlElement {
  const subtotal = ({ taxBp, net, tax }: TaxRow) =>
    cac('TaxSubtotal', [
      amount('TaxableAmount', net, paper),
      amount('TaxAmount', tax, paper),
      cac('TaxCategory', categoryOf(taxBp, paper)),
    ])
  return cac('TaxTotal', [amount('TaxAmount', paper.tax, paper), ...paper.taxes.map(subtotal)])
}

/** BT-151 S, standard rate, or Z, zero rated. */
function categoryOf(taxBp: number, paper: Paper): XmlElement[] {
  return [
    cbc('ID', taxBp === 0 ? 'Z' : 'S'),
    cbc('Percent', trimmed(taxBp, 2, 0)),
    taxScheme(paper.supplier.country),
  ]
}

/** BG-22. */
function totalOf(paper: Paper): XmlElement {
  const { taxes, net, total, prepaid, payable } = paper
  const lines = sum(taxes, (row) => row.lines.net)
  const allowance = sum(taxes, (row) => row.allowance.net)
  return cac('LegalMonetaryTotal', [
    amount('LineExtensionAmount', lines, paper),
    amount('TaxExclusiveAmount', net, paper),
    amount('TaxInclusiveAmount', total, paper),
    allowance === 0 ? null : amount('AllowanceTotalAmount', allowance, paper),
    amount('PrepaidAmount', prepaid, paper),
    amount('PayableAmount', payable, paper),
  ])
}

function lineOf(paper: Paper, line: InvoiceLine): XmlElement {
  const { id, quantity, net, name, sku, pack, taxBp } = line
  const isInvoice = paper.kind === 'invoice'
  return cac(isInvoice ? 'InvoiceLine' : 'CreditNoteLine', [
    cbc('ID', String(id)),
    xml(`cbc:${isInvoice ? 'Invoiced' : 'Credited'}Quantity`, String(quantity), {
      unitCode: unitOf(pack),
    }),
    amount('LineExtensionAmount', net, paper),
    cac('Item', [
      pack === null ? null : cbc('Description', contentOf(pack)),
      cbc('Name', name),
      sku === null ? null : cac('SellersItemIdentification', [cbc('ID', sku)]),
      cac('ClassifiedTaxCategory', categoryOf(taxBp, paper)),
    ]),
    cac('Price', [
      xml('cbc:PriceAmount', netPrice(line, exponentOf(paper.currency)), {
        currencyID: paper.currency,
      }),
    ]),
  ])
}

function unitOf(pack: Pack | null): string {
  const isOne = pack === null || (pack.unit === 'piece' && pack.count * pack.size === 1)
  return isOne ? ONE : PACKAGE
}

function contentOf({ count, size, unit }: Pack): string {
  return count === 1 ? `${size} ${unit}` : `${count} × ${size} ${unit}`
}

/** Price of a pack without tax (BT-146), so exact that times the quantity, rounded, it is the line. */
function netPrice({ net, quantity }: InvoiceLine, exponent: number): string {
  const scaled = BigInt(net) * 10n ** BigInt(PRICE_DECIMALS)
  const price = (2n * scaled + BigInt(quantity)) / (2n * BigInt(quantity))
  return trimmed(price, exponent + PRICE_DECIMALS, exponent)
}

/** A whole number of 10^-decimals in digits, without zeros at the end but for the first few decimals. */
function trimmed(value: number | bigint, decimals: number, least: number): string {
  const digits = String(value).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals)
  const kept = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/, '')
  return kept === '' ? whole : `${whole}.${kept}`
}

function amount(name: string, minor: number, { currency }: Paper): XmlElement {
  return xml(`cbc:${name}`, amountToText({ amount: minor, currency }), { currencyID: currency })
}

function cbc(name: string, text: string): XmlElement {
  return xml(`cbc:${name}`, text)
}

function cac(name: string, content: readonly (XmlElement | null)[]): XmlElement {
  return xml(`cac:${name}`, content)
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}
