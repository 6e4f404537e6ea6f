/**
 * The parts of the UBL 2.1 schemas that our papers use: for each aggregate its children in the order of the `xsd:sequence`,
 * with `!` for exactly one, `+` for one or more, `*` for any number, and nothing for at most one. Children that we never
 * write are left out, so a test fails for them too.
 *
 * Source: OASIS, Universal Business Language Version 2.1 (4 November 2013), section 3.2, schemas
 * UBL-Invoice-2.1.xsd, UBL-CreditNote-2.1.xsd, UBL-CommonAggregateComponents-2.1.xsd. Where the EN 16931 wants what UBL
 * leaves open, the stricter of both stands here.
 */
import { type XmlNode, localName } from '../../support/xml-tree.ts'

const PARTY = 'PartyIdentification* PartyName* PostalAddress PartyTaxScheme* PartyLegalEntity*'
const ADDRESS = 'AddressLine* Country'
const PARTIES = 'AccountingSupplierParty! AccountingCustomerParty! Delivery* PaymentMeans*'
const CATEGORY = 'ID! Percent! TaxScheme!'

const SEQUENCES: Readonly<Record<string, string>> = {
  Invoice: `UBLVersionID CustomizationID! ID! IssueDate! InvoiceTypeCode! Note* DocumentCurrencyCode! OrderReference
    BillingReference* ${PARTIES} AllowanceCharge* TaxTotal! LegalMonetaryTotal! InvoiceLine+`,
  CreditNote: `UBLVersionID CustomizationID! ID! IssueDate! CreditNoteTypeCode! Note* DocumentCurrencyCode! OrderReference
    BillingReference* ${PARTIES} AllowanceCharge* TaxTotal! LegalMonetaryTotal! CreditNoteLine+`,
  OrderReference: 'ID!',
  BillingReference: 'InvoiceDocumentReference',
  InvoiceDocumentReference: 'ID! IssueDate',
  AccountingSupplierParty: 'Party!',
  AccountingCustomerParty: 'Party!',
  Party: PARTY,
  PartyIdentification: 'ID!',
  PartyName: 'Name!',
  PostalAddress: ADDRESS,
  Address: ADDRESS,
  AddressLine: 'Line!',
  Country: 'IdentificationCode!',
  PartyTaxScheme: 'CompanyID TaxScheme!',
  PartyLegalEntity: 'RegistrationName!',
  TaxScheme: 'ID!',
  Delivery: 'ActualDeliveryDate DeliveryLocation',
  DeliveryLocation: 'Address',
  PaymentMeans: 'PaymentMeansCode!',
  AllowanceCharge:
    'ChargeIndicator! AllowanceChargeReasonCode AllowanceChargeReason* Amount! TaxCategory!',
  TaxTotal: 'TaxAmount! TaxSubtotal+',
  TaxSubtotal: 'TaxableAmount! TaxAmount! TaxCategory!',
  TaxCategory: CATEGORY,
  ClassifiedTaxCategory: CATEGORY,
  LegalMonetaryTotal: `LineExtensionAmount! TaxExclusiveAmount! TaxInclusiveAmount! AllowanceTotalAmount
    PrepaidAmount PayableAmount!`,
  InvoiceLine: 'ID! InvoicedQuantity! LineExtensionAmount! Item! Price!',
  CreditNoteLine: 'ID! CreditedQuantity! LineExtensionAmount! Item! Price!',
  Item: 'Description* Name! SellersItemIdentification ClassifiedTaxCategory!',
  SellersItemIdentification: 'ID!',
  Price: 'PriceAmount!',
}

const TIMES: Readonly<Record<string, [least: number, most: number]>> = {
  '!': [1, 1],
  '+': [1, Infinity],
  '*': [0, Infinity],
  '': [0, 1],
}

/** Everything that the schemas would say against a document: paths and what is wrong there. */
export function schemaProblems(node: XmlNode, path = localName(node)): string[] {
  const sequence = SEQUENCES[localName(node)]
  const isAggregate = sequence !== undefined
  const prefix = /^\w+$/.test(node.name) ? '' : isAggregate ? 'cac:' : 'cbc:'
  const problems = node.name.startsWith(prefix) ? [] : [`${path}: not ${prefix}`]
  if (!isAggregate) {
    if (node.children.length > 0) problems.push(`${path}: not known as an aggregate`)
    return problems
  }
  if (node.text.trim() !== '') problems.push(`${path}: text between elements`)
  return [
    ...problems,
    ...orderProblems(node, sequence).map((problem) => `${path}: ${problem}`),
    ...node.children.flatMap((child) => schemaProblems(child, `${path}/${localName(child)}`)),
  ]
}

function orderProblems(node: XmlNode, sequence: string): string[] {
  const parts = sequence.split(/\s+/).map((part) => /^(\w+?)([!+*]?)$/.exec(part) ?? [])
  const names = parts.map(([, name = '']) => name)
  const places = node.children.map((child) => names.indexOf(localName(child)))
  const problems = node.children.flatMap((child, i) =>
    places[i] === -1 ? [`${child.name} here`] : [],
  )
  if (places.some((place, i) => place < (places[i - 1] ?? -1))) problems.push('wrong order')
  for (const [i, [, name = '', mark = '']] of parts.entries()) {
    const count = places.filter((place) => place === i).length
    const [least, most] = TIMES[mark] ?? [0, 0]
    if (count < least || count > most) problems.push(`${count} of ${name}`)
  }
  return problems
}
