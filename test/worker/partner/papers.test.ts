/** Invoices, credit notes and delivery notes as suppliers' systems get them. */
import { it } from 'vitest'
import { newId } from '../../../src/platform/ids.ts'
import { made } from '../../support/contract.ts'
import type { Client } from '../../support/contract.ts'
import { at, textAt, treeOf } from '../../support/xml-tree.ts'
import type { XmlNode } from '../../support/xml-tree.ts'
import {
  ask,
  claimOn,
  count,
  newBuyer,
  newSupplier,
  placeOrder,
  sendOut,
  settledOrder,
  TERMS,
} from './supply-world.ts'
import { inr } from './world.ts'

async function ublOf(client: Client, path: string): Promise<XmlNode> {
  const answer = await made(client.get(path))
  const type = answer.headers.get('Content-Type')
  if (type !== 'application/xml; charset=UTF-8') throw new Error(String(type))
  return treeOf(answer.text)
}

it('writes an invoice for exactly what arrived, as UBL and as a page', async ({ expect }) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client } = supplier
  const order = await placeOrder(stall, supplier, { lines: { TEA: 5, SUGAR: 2 } })
  const path = `/orders/${order.id}/invoice`
  expect((await client.get(path)).body).toMatchObject({ status: 404, code: 'not_found' })
  const code = await sendOut(supplier, order)
  await count(stall, order, { code, arrived: { TEA: 4 } })

  const served = await client.get(path)
  expect(served.headers.get('Content-Disposition')).toBe('attachment; filename="INV-000001.xml"')
  const invoice = await ublOf(client, path)
  expect(invoice.name).toBe('Invoice')
  expect(textAt(invoice, 'ID')).toBe('INV-000001')
  expect(textAt(invoice, 'OrderReference/ID')).toBe(order.id)
  const seller = 'AccountingSupplierParty/Party'
  expect(textAt(invoice, `${seller}/PartyLegalEntity/RegistrationName`)).toBe(TERMS.legal_name)
  expect(textAt(invoice, `${seller}/PartyTaxScheme/CompanyID`)).toBe(TERMS.tax_id)
  const buyer = 'AccountingCustomerParty/Party/PartyName/Name'
  expect(textAt(invoice, buyer)).toBe('Asha’s Chaat')
  const total = (name: string) => textAt(invoice, `LegalMonetaryTotal/${name}`)
  // 4 × 200.00 with 5 % of tax inside, and 2 × 45.00 without any.
  expect(total('TaxInclusiveAmount')).toBe('890.00')
  expect(total('TaxExclusiveAmount')).toBe('851.90')
  expect(total('PrepaidAmount')).toBe('890.00')
  expect(total('PayableAmount')).toBe('0.00')
  expect(textAt(invoice, 'TaxTotal/TaxAmount')).toBe('38.10')
  const lines = at(invoice, 'InvoiceLine').map((line) => [
    textAt(line, 'Item/SellersItemIdentification/ID'),
    textAt(line, 'InvoicedQuantity'),
    textAt(line, 'LineExtensionAmount'),
  ])
  expect(lines).toEqual([
    ['TEA', '4', '761.90'],
    ['SUGAR', '2', '90.00'],
  ])

  const page = await client.get(`${path}?format=html`)
  expect(page.headers.get('Content-Type')).toBe('text/html; charset=UTF-8')
  expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  for (const shown of ['INV-000001', TERMS.legal_name, '890.00', 'Assam tea'])
    expect(page.text).toContain(shown)
  const hindi = await client.get(`${path}?format=html&lang=hi`)
  expect(hindi.text).toContain('<html lang="hi"')
  expect(hindi.text).toContain('असम चाय')
  const refused = await client.get(`${path}?format=pdf`)
  expect(refused.get('errors')).toMatchObject([{ pointer: '?format', code: 'invalid_value' }])
})

it('keeps on the invoice what supplier and stall were called when the order was placed', async ({
  expect,
}) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client } = supplier
  const order = await settledOrder(stall, supplier)
  const before = (await client.get(`/orders/${order.id}/invoice`)).text
  const renamed = { ...TERMS, legal_name: 'Another Name Limited', tax_id: null }
  await made(client.put('/supplier-terms', renamed))
  expect((await client.get(`/orders/${order.id}/invoice`)).text).toBe(before)
})

it('gives money back once for one Idempotency-Key, with a credit note that names its invoice', async ({
  expect,
}) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client } = supplier
  const order = await settledOrder(stall, supplier, { lines: { TEA: 3 } })
  const claim = await claimOn(stall, order, 15_000)
  const path = `/orders/${order.id}/credit-notes`
  const body = { amount: inr(10_500), note: 'Sorry: half a pack was damp.', claim }
  const first = await client.post(path, body, 'one note')
  expect(first.status).toBe(201)
  expect(first.body).toMatchObject({ order: order.id, amount: inr(10_500), state: 'posted' })
  const again = await client.post(path, body, 'one note')
  expect([again.status, again.text]).toEqual([201, first.text])
  expect(again.headers.get('Idempotent-Replayed')).toBe('true')
  const other = await client.post(path, { ...body, amount: inr(10_501) }, 'one note')
  expect(other.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  expect((await client.post(path, body, null)).get('code')).toBe('idempotency_key_missing')
  const { body: known } = await ask(stall, `/orders/${order.id}`)
  expect(known).toMatchObject({
    claims: [{ id: claim, state: 'credited', credited: inr(10_500), answer: body.note }],
    credit_notes: [{ id: first.get('id'), amount: inr(10_500), claim }],
  })

  const note = await ublOf(client, `${path}/${first.string('id')}`)
  expect(note.name).toBe('CreditNote')
  expect(textAt(note, 'ID')).toBe('CRN-000001')
  expect(textAt(note, 'BillingReference/InvoiceDocumentReference/ID')).toBe('INV-000001')
  expect(textAt(note, 'LegalMonetaryTotal/TaxInclusiveAmount')).toBe('105.00')
  expect(textAt(note, 'TaxTotal/TaxAmount')).toBe('5.00')
  const page = await client.get(`${path}/${first.string('id')}?format=html`)
  for (const shown of ['CRN-000001', 'INV-000001', body.note]) expect(page.text).toContain(shown)
  const nobodys = await client.get(`${path}/${newId('creditNote', 1)}`)
  expect(nobodys.body).toMatchObject({ status: 404, code: 'not_found' })
})

it('gives back no more than was paid, and answers a claim once', async ({ expect }) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client } = supplier
  const order = await settledOrder(stall, supplier, { lines: { TEA: 1 } })
  const [one, two] = [await claimOn(stall, order, 4_000), await claimOn(stall, order, 5_000)]
  const path = `/orders/${order.id}`
  const no = { claim: one, note: 'It was dry when it was counted.' }
  expect((await client.post(`${path}/decline-claim`, no)).list('claims')).toMatchObject([
    { id: one, state: 'declined', answer: no.note },
    { id: two, state: 'open', answer: null },
  ])
  const give = (change: object) =>
    client.post(`${path}/credit-notes`, { amount: inr(1), note: 'Sorry.', ...change })
  const rows: [object, string, string][] = [
    [{ amount: inr(20_001) }, '/amount', 'credit_too_large'],
    [{ claim: one }, '/claim', 'claim_over'],
    [{ claim: newId('claim', 1) }, '/claim', 'claim_unknown'],
    [{ claim: order.id }, '/claim', 'custom'],
    [{ note: '' }, '/note', 'empty'],
    [{ amount: { amount: 1, currency: 'CNY' } }, '/amount/currency', 'currency_mismatch'],
    [{ amount: 100 }, '/amount', 'invalid_type'],
  ]
  for (const [change, pointer, code] of rows) {
    const refused = await give(change)
    expect(refused.body, code).toMatchObject({ code: 'invalid', errors: [{ pointer, code }] })
  }
  expect((await give({ amount: inr(5_000), claim: two })).status).toBe(201)
  expect((await give({ amount: inr(15_000) })).status).toBe(201)
  expect((await give({})).get('errors')).toMatchObject([{ code: 'credit_too_large' }])
  const open = await placeOrder(stall, supplier, { lines: { TEA: 1 } })
  const early = await client.post(`/orders/${open.id}/credit-notes`, { amount: inr(1), note: 'x' })
  expect(early.body).toMatchObject({ code: 'conflict', errors: [{ code: 'not_settled' }] })
})

it('prints a delivery note whose code is the one that counts', async ({ expect }) => {
  const [supplier, stall] = [await newSupplier(), await newBuyer()]
  const { client } = supplier
  const order = await placeOrder(stall, supplier, { lines: { TEA: 3 }, note: 'Ring twice.' })
  const old = await sendOut(supplier, order)
  const path = `/orders/${order.id}/delivery-note`
  const page = await client.post(`${path}?lang=hi`, {})
  expect(page.headers.get('Content-Type')).toBe('text/html; charset=UTF-8')
  expect(page.headers.get('Cache-Control')).toBe('no-store')
  for (const shown of ['<html lang="hi"', order.number, 'Asha’s Chaat', 'Ring twice.', 'असम चाय'])
    expect(page.text).toContain(shown)
  const [, code = ''] = /class="digits"[^>]*>(.*?)<\/bdi>/s.exec(page.text) ?? []
  const digits = code.replaceAll(/\D/g, '')
  expect(digits).toMatch(/^\d{6}$/)
  if (old !== digits)
    expect((await count(stall, order, { code: old })).body).toMatchObject({ code: 'invalid' })
  expect((await count(stall, order, { code: digits })).body.state).toBe('settled')
  expect((await client.post(path, {})).body).toMatchObject({ status: 409, code: 'conflict' })
})
