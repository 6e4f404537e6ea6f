import {
  dailySalesList,
  dailySalesQuery,
  SALES_DAYS_DEFAULT,
  SALES_DAYS_MAX,
} from '../../contract/daily-sales.ts'
import { entryList, rebuiltHistory } from '../../contract/entry.ts'
import { PAGE_LIMIT_DEFAULT, pageQuery } from '../../contract/list.ts'
import { vendorParams } from '../../contract/vendor.ts'
import { readDay } from '../../domain/calendar.ts'
import type { DayTotals } from '../../domain/ledger/day.ts'
import { localDay } from '../../domain/time.ts'
import { rebuildHistory } from '../../services/care.ts'
import type { VendorRow } from '../../services/directory.ts'
import { readDailySales, readHistory } from '../../services/history.ts'
import { invalidFields, json, operation, partnerRouter } from './operation.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'
import { moneyOf, visibleVendor } from './visible.ts'

const tags = ['Ledger']

const listEntries = operation(
  { scope: 'entries:read' },
  {
    method: 'get',
    path: '/vendors/{id}/entries',
    operationId: 'listEntries',
    tags,
    summary: 'Read a vendor’s ledger',
    description: 'Newest first, up to the moment of the call.',
    request: { params: vendorParams, query: pageQuery },
    responses: { 200: { description: 'A page of entries.', content: json(entryList) } },
  },
)

const listDailySales = operation(
  { scope: 'entries:read' },
  {
    method: 'get',
    path: '/vendors/{id}/daily-sales',
    operationId: 'listDailySales',
    tags,
    summary: 'Sales of each day',
    description: `By the calendar and clock of the stall; every day from \`from\` to \`to\`, at most ${SALES_DAYS_MAX}.`,
    request: { params: vendorParams, query: dailySalesQuery },
    responses: { 200: { description: 'The days, oldest first.', content: json(dailySalesList) } },
  },
)

const rebuildHistoryOperation = operation(
  { scope: 'books:audit' },
  {
    method: 'post',
    path: '/vendors/{id}/history/rebuild',
    operationId: 'rebuildHistory',
    tags,
    summary: 'Write a vendor’s history again',
    description:
      'Throws the copy in the database away and makes it anew from the book. Takes no body.',
    request: { params: vendorParams },
    responses: { 200: { description: 'How many entries it has.', content: json(rebuiltHistory) } },
  },
)

export const history = partnerRouter()
  .openapi(listEntries, async (c) => {
    const { limit = PAGE_LIMIT_DEFAULT, cursor } = c.req.valid('query')
    const vendor = await visibleVendor(c, c.req.valid('param').id)
    const name = { list: 'entries', filter: vendor.id }
    const beforeSeq = Number(pageStart(name, cursor) ?? Number.MAX_SAFE_INTEGER)
    const lines = await readHistory(c.var.ctx, vendor, { beforeSeq, limit: limit + 1 })
    const after = nextAfter(lines, limit, ({ seq }) => String(seq))
    return c.json(listPage(c, name, { data: lines.slice(0, limit), limit, after }), 200)
  })
  .openapi(listDailySales, async (c) => {
    const { ctx } = c.var
    const vendor = await visibleVendor(c, c.req.valid('param').id)
    const days = salesDays(c.req.valid('query'), localDay(ctx.nowMs, vendor.timeZone))
    const data = (await readDailySales(ctx, vendor, days)).map((day) => salesResource(vendor, day))
    const name = { list: 'daily_sales', filter: vendor.id }
    return c.json(listPage(c, name, { data, limit: data.length, after: null }), 200)
  })
  .openapi(rebuildHistoryOperation, async (c) => {
    const vendor = await visibleVendor(c, c.req.valid('param').id)
    const { entries } = await rebuildHistory(c.var.ctx, vendor.id)
    return c.json({ object: 'history' as const, vendor_id: vendor.id, entries }, 200)
  })

/**
 * First and last day of a query, as days since 1970.
 *
 * @throws Problem `invalid` when there are none between them, or too many
 */
function salesDays(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string,
): { fromDay: number; toDay: number } {
  const toDay = readDay(to ?? today) ?? 0
  const fromDay = from === undefined ? toDay - SALES_DAYS_DEFAULT + 1 : (readDay(from) ?? 0)
  const days = toDay - fromDay + 1
  if (days >= 1 && days <= SALES_DAYS_MAX) return { fromDay, toDay }
  const detail =
    days < 1 ? 'must not be after `to`' : `must be at most ${SALES_DAYS_MAX} days before the end`
  throw invalidFields([{ pointer: '?from', detail, code: days < 1 ? 'too_late' : 'too_early' }])
}

function salesResource(vendor: VendorRow, totals: DayTotals) {
  const money = (amount: number) => moneyOf(amount, vendor.currency)
  return {
    object: 'daily_sales' as const,
    vendor_id: vendor.id,
    day: totals.day,
    payments: { count: totals.payments, amount: money(totals.gross) },
    tips: money(totals.tips),
    refunds: { count: totals.refunds, amount: money(totals.refunded) },
    net: money(totals.gross - totals.refunded),
  }
}
