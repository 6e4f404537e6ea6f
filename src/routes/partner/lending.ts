import type { Context } from 'hono'
import {
  drawList,
  income as incomeSchema,
  movementList,
  performance as performanceSchema,
  portfolio as portfolioSchema,
} from '../../contract/lending.ts'
import { PAGE_LIMIT_DEFAULT, pageQuery } from '../../contract/list.ts'
import { vendorParams } from '../../contract/vendor.ts'
import { dayText } from '../../domain/calendar.ts'
import { isoTime } from '../../domain/time.ts'
import {
  listDraws,
  listMovements,
  readIncome,
  readPerformance,
  readPortfolio,
} from '../../services/lending.ts'
import type { CreditDrawRow } from '../../services/lending.ts'
import { findPartner } from '../../services/partners.ts'
import { Problem } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { json, operation, partnerRouter } from './operation.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'
import { callingLender, moneyOf } from './visible.ts'

const tags = ['Lending']

const getPortfolio = operation(
  { scope: 'lending:read' },
  {
    method: 'get',
    path: '/lending/portfolio',
    operationId: 'getPortfolio',
    tags,
    summary: 'Read the portfolio',
    description: 'Totals of all draws of the caller.',
    responses: { 200: { description: 'The totals.', content: json(portfolioSchema) } },
  },
)

const getPerformance = operation(
  { scope: 'lending:read' },
  {
    method: 'get',
    path: '/lending/performance',
    operationId: 'getLendingPerformance',
    tags,
    summary: 'Performance by cohort',
    description: 'Draws of the same four weeks, policy and band, oldest first.',
    responses: { 200: { description: 'The cohorts.', content: json(performanceSchema) } },
  },
)

const listDrawsOperation = operation(
  { scope: 'lending:read' },
  {
    method: 'get',
    path: '/lending/draws',
    operationId: 'listDraws',
    tags,
    summary: 'List draws',
    description: 'The caller’s, oldest first, as the vendors’ books tell them.',
    request: { query: pageQuery },
    responses: { 200: { description: 'A page of draws.', content: json(drawList) } },
  },
)

const listRepayments = operation(
  { scope: 'lending:read' },
  {
    method: 'get',
    path: '/lending/repayments',
    operationId: 'listRepayments',
    tags,
    summary: 'List repayments',
    description: 'What arrived in the caller’s book from vendors, newest first.',
    request: { query: pageQuery },
    responses: { 200: { description: 'A page of repayments.', content: json(movementList) } },
  },
)

const listPurchases = operation(
  { scope: 'floats:read' },
  {
    method: 'get',
    path: '/purchases',
    operationId: 'listPurchases',
    tags,
    summary: 'List purchases',
    description: 'What vendors paid the caller, a supplier, with their credit; newest first.',
    request: { query: pageQuery },
    responses: { 200: { description: 'A page of purchases.', content: json(movementList) } },
  },
)

const getIncome = operation(
  { scope: 'lending:read' },
  {
    method: 'get',
    path: '/lending/vendors/{id}/income',
    operationId: 'getVendorIncome',
    tags,
    summary: 'Read a vendor’s income',
    description:
      'Only with the vendor’s consent to this lender, which can be withdrawn. The vendor sees every reading.',
    request: { params: vendorParams },
    responses: { 200: { description: 'The income.', content: json(incomeSchema) } },
  },
)

export const lending = partnerRouter()
  .openapi(getPortfolio, async (c) => {
    const lender = await callingLender(c)
    const totals = await readPortfolio(c.var.ctx, lender.id)
    return c.json({ object: 'portfolio' as const, ...totalsOf(totals, lender.currency) }, 200)
  })
  .openapi(getPerformance, async (c) => {
    const lender = await callingLender(c)
    const rows = await readPerformance(c.var.ctx, lender.id)
    const data = rows.map(({ cohort, policyId, band, ...totals }) => ({
      object: 'cohort' as const,
      cohort: dayText(cohort),
      policy_id: policyId,
      band,
      ...totalsOf(totals, lender.currency),
    }))
    return c.json({ object: 'list' as const, data }, 200)
  })
  .openapi(listDrawsOperation, async (c) => {
    const lender = await callingLender(c)
    const { limit = PAGE_LIMIT_DEFAULT, cursor } = c.req.valid('query')
    const name = { list: 'draws', filter: lender.id }
    const page = { afterId: pageStart(name, cursor) ?? '', limit: limit + 1 }
    const rows = await listDraws(c.var.ctx, lender.id, page)
    const after = nextAfter(rows, limit, ({ id }) => id)
    const data = rows.slice(0, limit).map((row) => drawOf(row, lender.currency))
    return c.json(listPage(c, name, { data, limit, after }), 200)
  })
  .openapi(listRepayments, async (c) => c.json(await movementsPage(c, 'repayment'), 200))
  .openapi(listPurchases, async (c) => c.json(await movementsPage(c, 'purchase'), 200))
  .openapi(getIncome, async (c) => {
    const lender = await callingLender(c)
    const vendorId = c.req.valid('param').id
    const income = await readIncome(c.var.ctx, lender.id, vendorId)
    if (income === null)
      throw new Problem('forbidden', 'The vendor has not allowed this lender to see its income.')
    const money = (amount: number) => moneyOf(amount, lender.currency)
    return c.json(
      {
        object: 'income' as const,
        vendor: vendorId,
        as_of: income.asOfDay === null ? null : dayText(income.asOfDay),
        steady_week: money(Math.floor(income.steadyWeekly100 / 100)),
        days: income.days.map(({ day, sales }) => ({ day: dayText(day), sales: money(sales) })),
      },
      200,
    )
  })

async function movementsPage(c: Context<PartnerEnv>, kind: 'repayment' | 'purchase') {
  const { ctx, caller } = c.var
  const query = pageQuery.parse(c.req.query())
  const { limit = PAGE_LIMIT_DEFAULT, cursor } = query
  const partner = await findPartner(ctx, caller.partnerId)
  if (partner === null) throw new Problem('forbidden', 'The caller has no book.')
  const name = { list: kind, filter: partner.id }
  const beforeSeq = Number(pageStart(name, cursor) ?? Number.MAX_SAFE_INTEGER)
  const rows = await listMovements(ctx, partner.id, { kind, beforeSeq, limit: limit + 1 })
  const after = nextAfter(rows, limit, ({ seq }) => String(seq))
  const data = rows.slice(0, limit).map((row) => ({
    object: kind,
    id: row.id ?? '',
    vendor: row.counterparty,
    amount: moneyOf(row.amount, partner.currency),
    state: row.state,
    draw: row.draw,
    reference: row.reference,
    at: isoTime(row.atMs),
  }))
  return listPage(c, name, { data, limit, after })
}

function totalsOf(totals: Awaited<ReturnType<typeof readPortfolio>>, currency: string) {
  const money = (amount: number) => moneyOf(amount, currency)
  const { closed, paceBpSum } = totals
  return {
    draws: totals.draws,
    open: totals.open,
    principal: money(totals.principal),
    fee: money(totals.fee),
    repaid: money(totals.repaid),
    rebated: money(totals.rebated),
    written_off: money(totals.writtenOff),
    remaining: money(totals.remaining),
    principal_out: money(totals.principalOut),
    pace_bp: closed === 0 ? null : Math.round(paceBpSum / closed),
  }
}

function drawOf(row: CreditDrawRow, currency: string) {
  const money = (amount: number) => moneyOf(amount, currency)
  return {
    object: 'draw' as const,
    id: row.id,
    vendor: row.vendorId,
    line: row.lineId,
    policy_id: row.policyId,
    policy_version: row.policyVersion,
    band: row.band,
    day: dayText(row.day),
    principal: money(row.principal),
    fee: money(row.fee),
    repaid: money(row.repaid),
    rebated: money(row.rebated),
    written_off: money(row.writtenOff),
    remaining: money(row.remaining),
    principal_out: money(row.principalOut),
    expected_days: row.expectedDays,
    supplier: row.supplierId,
    reference: row.reference,
    state: row.state,
    closed_day: row.closedDay === null ? null : dayText(row.closedDay),
    updated_at: isoTime(row.updatedAtMs),
  }
}
