import fc from 'fast-check'
import { describe, it } from 'vitest'
import { creditNoteOf, invoiceOf } from '../../../src/domain/orders/invoice.ts'
import type { Issue } from '../../../src/domain/orders/invoice.ts'
import type { Order } from '../../../src/domain/orders/order.ts'
import { ublOf } from '../../../src/domain/orders/ubl.ts'
import { type XmlNode, at, textAt } from '../../support/xml-tree.ts'
import { readXml } from '../../support/xml.ts'
import {
  anyOrder,
  creditNote,
  germanIssue,
  hostileText,
  issue,
  orderLine,
  settledOrder,
} from './invoice-samples.ts'
import { brokenRules } from './ubl-rules.ts'
import { schemaProblems } from './ubl-schema.ts'

function invoiceXml(order: Order, about: Issue = issue): string {
  const invoice = invoiceOf(order, about)
  if (invoice === null) throw new Error('settled, and without an invoice')
  return ublOf(invoice)
}

function creditXml(order: Order, id: string, about: Issue = issue): string {
  const credit = creditNoteOf(order, id, { ...about, number: 'C-1', invoice: about.number })
  if (credit === null) throw new Error('there is no such credit note')
  return ublOf(credit)
}

/** Every text and attribute of a document. */
function textsIn({ text, attributes, children }: XmlNode): string[] {
  return [text, ...Object.values(attributes), ...children.flatMap(textsIn)]
}

/** Text without what XML cannot hold. */
function kept(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
}

describe('any invoice and credit note', () => {
  it('follows the schema and every rule about sums, whatever people typed', ({ expect }) => {
    const parties = fc.record({ name: hostileText, place: hostileText, legalName: hostileText })
    fc.assert(
      fc.property(anyOrder, parties, fc.boolean(), (order, typed, isGerman) => {
        const base = isGerman ? germanIssue : issue
        const about = {
          ...base,
          vendor: { name: typed.name, place: typed.place },
          terms: { ...base.terms, legalName: typed.legalName, address: typed.place },
        }
        const papers = [
          invoiceXml(order, about),
          ...order.creditNotes.map(({ id }) => creditXml(order, id, about)),
        ].map(readXml)
        for (const root of papers) {
          expect(schemaProblems(root)).toEqual([])
          expect(brokenRules(root)).toEqual([])
          const path = 'AccountingCustomerParty/Party/PartyName/Name'
          expect(textAt(root, path)).toBe(kept(typed.name))
          for (const text of textsIn(root)) expect(text).toBe(kept(text))
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('an invoice in UBL', () => {
  const root = readXml(invoiceXml(settledOrder()))
  const text = (path: string) => textAt(root, path)

  it('is in the namespaces of UBL 2.1', ({ expect }) => {
    expect(root.name).toBe('Invoice')
    expect(root.attributes).toEqual({
      xmlns: 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
      'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
      'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
    })
  })

  it('says who, when, what order and how it was paid', ({ expect }) => {
    expect(text('UBLVersionID')).toBe('2.1')
    expect(text('ID')).toBe('SBT-2026-000117')
    expect(text('IssueDate')).toBe('2026-11-28')
    expect(text('InvoiceTypeCode')).toBe('380')
    expect(text('Note')).toBe('Three cartons of cups were wet')
    expect(text('OrderReference/ID')).toBe('ord_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N')
    expect(text('Delivery/ActualDeliveryDate')).toBe('2026-11-28')
    expect(text('PaymentMeans/PaymentMeansCode')).toBe('97')
    expect(at(root, 'BillingReference')).toEqual([])
    const [seller] = at(root, 'AccountingSupplierParty/Party')
    expect(textAt(seller ?? root, 'PartyTaxScheme/CompanyID')).toBe('08AABCS1429B1ZX')
    expect(textAt(seller ?? root, 'PartyTaxScheme/TaxScheme/ID')).toBe('GST')
  })

  it('has the discount at each rate, and nothing left to pay', ({ expect }) => {
    const allowances = at(root, 'AllowanceCharge')
    expect(allowances.map((one) => textAt(one, 'Amount'))).toEqual(['43.29', '78.70', '8.72'])
    expect(allowances.map((one) => textAt(one, 'TaxCategory/Percent'))).toEqual(['0', '5', '18'])
    expect(allowances.map((one) => textAt(one, 'TaxCategory/ID'))).toEqual(['Z', 'S', 'S'])
    const total = at(root, 'LegalMonetaryTotal')[0]
    expect(total?.children.map(({ name, text }) => [name, text])).toEqual([
      ['cbc:LineExtensionAmount', '13286.84'],
      ['cbc:TaxExclusiveAmount', '13156.13'],
      ['cbc:TaxInclusiveAmount', '13710.26'],
      ['cbc:AllowanceTotalAmount', '130.71'],
      ['cbc:PrepaidAmount', '13710.26'],
      ['cbc:PayableAmount', '0.00'],
    ])
  })

  it('counts packs, or pieces where a pack is one piece', ({ expect }) => {
    const lines = [
      orderLine({ quantity: 3, unitPrice: 10_000, pack: { count: 24, size: 250, unit: 'ml' } }),
      orderLine({ item: 'itm_2', pack: { count: 1, size: 1, unit: 'piece' }, taxBp: 1250 }),
    ]
    const found = at(readXml(invoiceXml(settledOrder({ lines, discountBp: 0 }))), 'InvoiceLine')
    const units = found.flatMap((line) => at(line, 'InvoicedQuantity'))
    expect(units.map(({ attributes }) => attributes['unitCode'])).toEqual(['XPK', 'C62'])
    expect(found.map((line) => textAt(line, 'Item/Description'))).toEqual([
      '24 × 250 ml',
      '1 piece',
    ])
    expect(found.map((line) => textAt(line, 'Item/SellersItemIdentification/ID'))).toEqual([
      'TEA-500',
      'TEA-500',
    ])
    const percent = textAt(found[1] ?? root, 'Item/ClassifiedTaxCategory/Percent')
    expect(percent).toBe('12.5')
    // 300.00 with 5 % is 285.71 without; a third of it times three is 285.71 again.
    expect(textAt(found[0] ?? root, 'LineExtensionAmount')).toBe('285.71')
    expect(textAt(found[0] ?? root, 'Price/PriceAmount')).toBe('95.23666667')
  })

  it('has the decimals of the currency', ({ expect }) => {
    const taxOf = (currency: 'JPY' | 'KWD') =>
      textAt(readXml(invoiceXml(settledOrder({ currency }))), 'TaxTotal/TaxAmount')
    expect(taxOf('JPY')).toBe('55413')
    expect(taxOf('KWD')).toBe('55.413')
  })

  it('claims the European core only where it keeps its rules', ({ expect }) => {
    const core = 'urn:cen.eu:en16931:2017'
    const claimOf = (terms: Partial<Issue['terms']>, currency: 'EUR' | 'KWD' | 'JPY' = 'EUR') => {
      const about = { ...germanIssue, terms: { ...germanIssue.terms, ...terms } }
      return textAt(readXml(invoiceXml(settledOrder({ currency }), about)), 'CustomizationID')
    }
    expect(claimOf({})).toBe(core)
    expect(claimOf({ country: 'GR', taxId: 'EL123456789' })).toBe(core)
    expect(claimOf({ taxId: null })).not.toBe(core)
    expect(claimOf({ taxId: '123456789' })).not.toBe(core)
    expect(claimOf({ country: 'IN', taxId: 'IN1' })).not.toBe(core)
    expect(claimOf({}, 'KWD')).not.toBe(core)
    expect(claimOf({}, 'JPY')).not.toBe(core)
  })

  it('leaves out the tax number of a supplier that has none', ({ expect }) => {
    const about = { ...issue, terms: { ...issue.terms, taxId: null } }
    const seller = 'AccountingSupplierParty/Party/PartyTaxScheme'
    expect(at(readXml(invoiceXml(settledOrder(), about)), seller)).toEqual([])
  })

  it('says nothing of a discount when there is none', ({ expect }) => {
    const xml = invoiceXml(settledOrder({ discountBp: 0 }))
    expect(xml).not.toContain('Allowance')
  })
})

describe('a credit note in UBL', () => {
  const order = settledOrder({ creditNotes: [creditNote()] })
  const root = readXml(creditXml(order, creditNote().id))

  it('names the invoice that it corrects', ({ expect }) => {
    expect(root.name).toBe('CreditNote')
    expect(root.attributes['xmlns']).toBe(
      'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2',
    )
    expect(textAt(root, 'CreditNoteTypeCode')).toBe('381')
    expect(textAt(root, 'BillingReference/InvoiceDocumentReference/ID')).toBe('SBT-2026-000117')
    expect(textAt(root, 'BillingReference/InvoiceDocumentReference/IssueDate')).toBe('2026-11-28')
  })

  it('gives back a part at each rate, for the reason that the supplier wrote', ({ expect }) => {
    const lines = at(root, 'CreditNoteLine')
    expect(lines.map((line) => textAt(line, 'Item/Name'))).toEqual(
      lines.map(() => 'Two cartons of tea were stale'),
    )
    expect(lines.map((line) => textAt(line, 'CreditedQuantity'))).toEqual(['1', '1', '1'])
    expect(textAt(root, 'LegalMonetaryTotal/TaxInclusiveAmount')).toBe('500.00')
  })
})

it('would find what is wrong with a document', ({ expect }) => {
  const good = invoiceXml(settledOrder())
  const broken = (from: string | RegExp, to: string) => {
    const changed = good.replace(from, to)
    expect(changed).not.toBe(good)
    const root = readXml(changed)
    return [...schemaProblems(root), ...brokenRules(root)]
  }
  expect(broken('13156.13', '13156.14')).toEqual(['BR-CO-13', 'BR-CO-15'])
  expect(broken('>43.29<', '>43.30<')).toEqual(['BR-CO-11', 'BR-S-08'])
  expect(broken('<cbc:Percent>18<', '<cbc:Percent>12<')).toContain('BR-S-08')
  expect(broken(/<cbc:ID>SBT.*\n/, '')).toEqual(['Invoice: 0 of ID'])
  expect(broken(/( *<cbc:ID>SBT.*\n)( *<cbc:IssueDate>.*\n)/, '$2$1')).toEqual([
    'Invoice: wrong order',
  ])
  expect(
    broken(/<cbc:TaxAmount currencyID="INR">396\.06/, '<cbc:TaxAmount currencyID="INR">396.36'),
  ).toContain('BR-CO-17')
  expect(() => readXml(good.replace('xmlns:cac', 'xmlns:cab'))).toThrow('cac')
})
