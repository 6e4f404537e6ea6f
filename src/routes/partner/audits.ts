import {
  audit as auditSchema,
  AUDIT_LIMIT_DEFAULT,
  auditList,
  auditQuery,
} from '../../contract/audit.ts'
import { vendorParams } from '../../contract/vendor.ts'
import type { AuditReport } from '../../domain/ledger/audit.ts'
import { auditBooks, auditVendor } from '../../services/care.ts'
import { json, operation, partnerRouter } from './operation.ts'
import { listPage, pageStart } from './paging.ts'
import { moneyOf, visibleVendor } from './visible.ts'

const tags = ['Ledger']

const auditVendorOperation = operation(
  { scope: 'books:audit' },
  {
    method: 'post',
    path: '/vendors/{id}/audit',
    operationId: 'auditVendor',
    tags,
    summary: 'Check a vendor’s book',
    description:
      'Reads every row, checks sums, sequence and hash chain, and compares history with it. Takes no body.',
    request: { params: vendorParams },
    responses: { 200: { description: 'What was found.', content: json(auditSchema) } },
  },
)

const listAudits = operation(
  { scope: 'books:audit' },
  {
    method: 'get',
    path: '/audit',
    operationId: 'listAudits',
    tags,
    summary: 'Check all books, page by page',
    description:
      'Vendors’, wallets’ and partners’. Over all pages, what was moved out of the books of a currency is what was ' +
      'moved in: add `outbound` and `inbound` up.',
    request: { query: auditQuery },
    responses: { 200: { description: 'A page of audits.', content: json(auditList) } },
  },
)

export const audits = partnerRouter()
  .openapi(auditVendorOperation, async (c) => {
    const vendor = await visibleVendor(c, c.req.valid('param').id)
    return c.json(auditResource(await auditVendor(c.var.ctx, vendor.id)), 200)
  })
  .openapi(listAudits, async (c) => {
    const { limit = AUDIT_LIMIT_DEFAULT, cursor } = c.req.valid('query')
    const name = { list: 'audit', filter: '*' }
    const page = await auditBooks(c.var.ctx, pageStart(name, cursor) ?? '', limit)
    const data = page.reports.map(auditResource)
    return c.json(listPage(c, name, { data, limit, after: page.next }), 200)
  })

function auditResource(report: AuditReport) {
  const { book, currency, entries, open, problems } = report
  const money = (amount: number) => (currency === null ? null : moneyOf(amount, currency))
  return {
    object: 'audit' as const,
    book,
    currency,
    sound: problems.length === 0,
    problems,
    entries,
    open,
    available: money(report.available),
    pending: money(report.pending),
    inbound: money(report.inbound),
    outbound: money(report.outbound),
    funding: money(report.funding),
  }
}
