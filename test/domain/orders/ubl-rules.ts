import { exponentOf, isCurrency } from '../../../src/domain/money/money.ts'
import { type XmlNode, at, textAt } from '../../support/xml-tree.ts'

/** Sum of the amounts at a path, in minor units. */
type Reader = (node: XmlNode, path: string) => bigint

/**
 * The rules of EN 16931-1 that sums and categories of a document break, by their names, reckoned in minor units from the
 * text of the document alone. Source: EN 16931-1:2017 section 6.4, and its Schematron for UBL (CEN/TC 434, 1.3).
 */
export function brokenRules(root: XmlNode): string[] {
  const currency = textAt(root, 'DocumentCurrencyCode') ?? ''
  if (!isCurrency(currency)) return ['BR-CL-04']
  const exponent = exponentOf(currency)
  const minor: Reader = (node, path) => {
    const found = at(node, path)
    if (found.some(({ attributes }) => attributes['currencyID'] !== currency)) {
      throw new Error(`${path} is in another currency`)
    }
    return found.reduce((sum, { text }) => sum + minorOf(text, exponent), 0n)
  }
  const holds = { ...totalRules(root, minor), ...taxRules(root, minor) }
  return Object.entries({ ...holds, ...partyRules(root), ...lineRules(root, minor) })
    .filter(([, isKept]) => !isKept)
    .map(([name]) => name)
}

/** Digits and exactly the decimals of the currency: anything else is thrown out. */
function minorOf(text: string, exponent: number): bigint {
  const pattern = exponent === 0 ? /^(\d+)()$/ : new RegExp(`^(\\d+)\\.(\\d{${exponent}})$`)
  const match = pattern.exec(text)
  if (match === null) throw new Error(`${text} is no amount with ${exponent} decimals`)
  return BigInt(`${match[1]}${match[2]}`)
}

const linesOf = (root: XmlNode) => [...at(root, 'InvoiceLine'), ...at(root, 'CreditNoteLine')]

function totalRules(root: XmlNode, minor: Reader): Record<string, boolean> {
  const total = (name: string) => minor(root, `LegalMonetaryTotal/${name}`)
  const lines = linesOf(root).reduce((sum, line) => sum + minor(line, 'LineExtensionAmount'), 0n)
  const tax = minor(root, 'TaxTotal/TaxAmount')
  return {
    'BR-CO-10': total('LineExtensionAmount') === lines,
    'BR-CO-11': total('AllowanceTotalAmount') === minor(root, 'AllowanceCharge/Amount'),
    'BR-CO-13':
      total('TaxExclusiveAmount') === total('LineExtensionAmount') - total('AllowanceTotalAmount'),
    'BR-CO-14': tax === minor(root, 'TaxTotal/TaxSubtotal/TaxAmount'),
    'BR-CO-15': total('TaxInclusiveAmount') === total('TaxExclusiveAmount') + tax,
    'BR-CO-16': total('PayableAmount') === total('TaxInclusiveAmount') - total('PrepaidAmount'),
  }
}

function taxRules(root: XmlNode, minor: Reader): Record<string, boolean> {
  const subtotals = at(root, 'TaxTotal/TaxSubtotal')
  const key = (node: XmlNode, path: string) =>
    `${textAt(node, `${path}/ID`)} ${textAt(node, `${path}/Percent`)} ${textAt(node, `${path}/TaxScheme/ID`)}`
  const keys = subtotals.map((row) => key(row, 'TaxCategory'))
  const sumOf = (nodes: XmlNode[], path: string, of: string, wanted: string) =>
    nodes
      .filter((node) => key(node, path) === wanted)
      .reduce((sum, node) => sum + minor(node, of), 0n)
  const used = linesOf(root).map((line) => key(line, 'Item/ClassifiedTaxCategory'))
  const isSummed = subtotals.map((row, i) => {
    const wanted = keys[i] ?? ''
    const lines = sumOf(linesOf(root), 'Item/ClassifiedTaxCategory', 'LineExtensionAmount', wanted)
    const less = sumOf(at(root, 'AllowanceCharge'), 'TaxCategory', 'Amount', wanted)
    return minor(row, 'TaxableAmount') === lines - less
  })
  const isTaxed = subtotals.map((row) => {
    const rate = minorOf((Number(textAt(row, 'TaxCategory/Percent')) || 0).toFixed(2), 2)
    const exact = minor(row, 'TaxableAmount') * rate
    const off = minor(row, 'TaxAmount') * 10_000n - exact
    const isZero = textAt(row, 'TaxCategory/ID') === 'Z'
    // The Schematron lets a major unit pass. We promise two minor ones.
    return isZero ? rate === 0n && off === 0n : rate > 0n && off <= 20_000n && off >= -20_000n
  })
  return {
    'BR-CO-18': subtotals.length > 0,
    'BR-S-01': [...new Set(used)].toSorted().join() === keys.toSorted().join(),
    'BR-S-08': isSummed.every(Boolean),
    'BR-CO-17': isTaxed.every(Boolean),
  }
}

function partyRules(root: XmlNode): Record<string, boolean> {
  const seller = 'AccountingSupplierParty/Party'
  const buyer = 'AccountingCustomerParty/Party'
  const isThere = (path: string) => textAt(root, path) !== null
  const vat = textAt(root, `${seller}/PartyTaxScheme/CompanyID`)
  const isCore = textAt(root, 'CustomizationID') === 'urn:cen.eu:en16931:2017'
  return {
    'BR-06': isThere(`${seller}/PartyLegalEntity/RegistrationName`),
    'BR-07': isThere(`${buyer}/PartyLegalEntity/RegistrationName`),
    'BR-09': isThere(`${seller}/PostalAddress/Country/IdentificationCode`),
    'BR-11': isThere(`${buyer}/PostalAddress/Country/IdentificationCode`),
    'BR-57': isThere('Delivery/DeliveryLocation/Address/Country/IdentificationCode'),
    'BR-49': isThere('PaymentMeans/PaymentMeansCode'),
    'BR-CO-26': isThere(`${seller}/PartyIdentification/ID`),
    'BR-S-02': !isCore || vat !== null,
    'BR-CO-09': !isCore || /^[A-Z]{2}/.test(vat ?? ''),
  }
}

function lineRules(root: XmlNode, minor: Reader): Record<string, boolean> {
  const prices = linesOf(root).map((line) => {
    const quantity = textAt(line, 'InvoicedQuantity') ?? textAt(line, 'CreditedQuantity') ?? ''
    const [whole = '', fraction = ''] = (textAt(line, 'Price/PriceAmount') ?? '').split('.')
    const exponent = (at(line, 'LineExtensionAmount')[0]?.text.split('.')[1] ?? '').length
    const scale = 10n ** BigInt(fraction.length - exponent)
    const product = BigInt(whole + fraction) * BigInt(quantity)
    // Half up to the minor unit: what a reader gets that multiplies again (PEPPOL-EN16931-R120).
    return (2n * product + scale) / (2n * scale) === minor(line, 'LineExtensionAmount')
  })
  return { 'BR-16': prices.length > 0, R120: prices.every(Boolean) }
}
