import { PAGE_LIMIT_DEFAULT } from '../../contract/list.ts'
import { creditNoteBody } from '../../contract/order-actions.ts'
import { creditNote as creditNoteSchema, orderParams } from '../../contract/orders.ts'
import {
  endPayoutBody,
  movementList,
  newPayoutBody,
  payout as payoutSchema,
  payoutParams,
  performance as performanceSchema,
  performanceQuery,
  statementQuery,
} from '../../contract/supplier-money.ts'
import { isoTime } from '../../domain/time.ts'
import { newId } from '../../platform/ids.ts'
import { creditOrder, performanceOf } from '../../services/orders.ts'
import { findPartner } from '../../services/partners.ts'
import { endPayout, findPayout, payOut, readStatement } from '../../services/supplier-money.ts'
import type { Payout } from '../../services/supplier-money.ts'
import { declined, Problem } from '../http.ts'
import { once } from '../middleware/idempotency.ts'
import { refused } from '../order-refusals.ts'
import { json, jsonBody, operation, partnerRouter } from './operation.ts'
import { orderOf } from './orders.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'
import { assertCurrency, callingSupplier, moneyOf, stateOf } from './visible.ts'

const tags = ['Supplier money']
const DAY_MS = 24 * 60 * 60_000
const PERFORMANCE_DAYS = 90

const createCreditNote = operation(
  { scope: 'orders:write', idempotency: 'required' },
  {
    method: 'post',
    path: '/orders/{id}/credit-notes',
    operationId: 'createCreditNote',
    tags,
    summary: 'Give money back for an order',
    description:
      'From the supplier’s book to the vendor’s; the part that was bought on credit repays it. With `claim` it answers the ' +
      'vendor’s claim. Never more than was paid in all.',
    request: { params: orderParams, body: jsonBody(creditNoteBody) },
    responses: {
      201: { description: 'The vendor has it.', content: json(creditNoteSchema) },
      202: { description: 'On its way: ask again.', content: json(creditNoteSchema) },
    },
  },
)

const createPayout = operation(
  { scope: 'payouts:write', idempotency: 'required' },
  {
    method: 'post',
    path: '/payouts',
    operationId: 'createPayout',
    tags,
    summary: 'Take money out',
    description:
      'Reserves it; the operator’s bank transfer ends the payout, and `payout.paid` or `payout.failed` tells of it.',
    request: { body: jsonBody(newPayoutBody) },
    responses: { 201: { description: 'The payout.', content: json(payoutSchema) } },
  },
)

const getPayout = operation(
  { scope: 'payouts:write' },
  {
    method: 'get',
    path: '/payouts/{id}',
    operationId: 'getPayout',
    tags,
    summary: 'Read a payout',
    request: { params: payoutParams },
    responses: { 200: { description: 'The payout.', content: json(payoutSchema) } },
  },
)

const endPayoutOperation = operation(
  { scope: 'payouts:confirm' },
  {
    method: 'post',
    path: '/payouts/{id}/end',
    operationId: 'endPayout',
    tags,
    summary: 'Say what became of a payout',
    description:
      'For the operator: the bank has sent it, or could not. The first word stands; again answers it.',
    request: { params: payoutParams, body: jsonBody(endPayoutBody) },
    responses: { 200: { description: 'The payout.', content: json(payoutSchema) } },
  },
)

const listStatement = operation(
  { scope: 'orders:read' },
  {
    method: 'get',
    path: '/supplier-statement',
    operationId: 'listSupplierStatement',
    tags,
    summary: 'The supplier’s statement',
    description: 'What was paid for orders, given back and taken out; newest first.',
    request: { query: statementQuery },
    responses: { 200: { description: 'A page of movements.', content: json(movementList) } },
  },
)

const getPerformance = operation(
  { scope: 'orders:read' },
  {
    method: 'get',
    path: '/supplier-performance',
    operationId: 'getSupplierPerformance',
    tags,
    summary: 'How well the supplier delivers',
    description: 'Over the orders placed in the last `days`: what was answered, filled, on time.',
    request: { query: performanceQuery },
    responses: { 200: { description: 'The figures.', content: json(performanceSchema) } },
  },
)

export const supplierMoney = partnerRouter()
  .openapi(createCreditNote, async (c) => {
    const { ctx } = c.var
    const supplier = await callingSupplier(c)
    const row = await orderOf(c, c.req.valid('param').id)
    const { claim = null, amount, note } = c.req.valid('json')
    assertCurrency(amount, row.currency)
    return once(c, newId('creditNote', ctx.nowMs), async (id) => {
      const about = { vendorId: row.vendorId, id: row.id, supplierId: supplier.id }
      const given = { id, amount: amount.amount, claim, note }
      const outcome = await creditOrder(ctx, about, given)
      if (outcome.state === 'refused') throw refused(outcome.reason)
      if (outcome.state === 'declined') throw declined(outcome.reason)
      if (outcome.state === 'conflict') throw new Problem('conflict')
      const resource = {
        object: 'credit_note' as const,
        id,
        order: row.id,
        amount,
        state: outcome.state,
      }
      return outcome.state === 'pending' ? c.json(resource, 202) : c.json(resource, 201)
    })
  })
  .openapi(createPayout, async (c) => {
    const { ctx } = c.var
    const supplier = await callingSupplier(c)
    const { amount } = c.req.valid('json')
    assertCurrency(amount, supplier.currency)
    return once(c, newId('payout', ctx.nowMs), async (id) => {
      const payout = await payOut(ctx, supplier.id, { id, amount: amount.amount })
      if (payout === 'conflict') throw new Problem('conflict')
      if (payout.state === 'declined') throw declined('insufficient_funds')
      return c.json(payoutResource(payout, supplier.currency), 201)
    })
  })
  .openapi(getPayout, async (c) => {
    const supplier = await callingSupplier(c)
    const payout = await findPayout(c.var.ctx, supplier.id, c.req.valid('param').id)
    if (payout === null) throw new Problem('not_found', 'The caller has no such payout.')
    return c.json(payoutResource(payout, supplier.currency), 200)
  })
  .openapi(endPayoutOperation, async (c) => {
    const { supplier: supplierId, state } = c.req.valid('json')
    const supplier = await findPartner(c.var.ctx, supplierId)
    const { id } = c.req.valid('param')
    const about = { supplierId, currency: supplier?.currency ?? '', id }
    const payout = supplier === null ? null : await endPayout(c.var.ctx, about, state === 'paid')
    if (payout === null) throw new Problem('not_found', 'There is no such payout.')
    return c.json(payoutResource(payout, about.currency), 200)
  })
  .openapi(listStatement, async (c) => {
    const { ctx } = c.var
    const supplier = await callingSupplier(c)
    const { limit = PAGE_LIMIT_DEFAULT, cursor } = c.req.valid('query')
    const name = { list: 'supplier_statement', filter: supplier.id }
    const beforeSeq = Number(pageStart(name, cursor) ?? Number.MAX_SAFE_INTEGER)
    const rows = await readStatement(ctx, supplier.id, { beforeSeq, limit: limit + 1 })
    const next = nextAfter(rows, limit, ({ seq }) => String(seq))
    const data = rows.slice(0, limit).map((row) => ({
      object: 'movement' as const,
      id: row.id,
      kind: row.kind as 'purchase' | 'credit_note' | 'payout' | 'funding',
      amount: moneyOf(row.amount, supplier.currency),
      counterparty: row.counterparty,
      order: row.order,
      document: row.document,
      state: stateOf(row.state),
      at: isoTime(row.atMs),
    }))
    return c.json(listPage(c, name, { data, limit, after: next }), 200)
  })
  .openapi(getPerformance, async (c) => {
    const { ctx } = c.var
    const supplier = await callingSupplier(c)
    const { days = PERFORMANCE_DAYS } = c.req.valid('query')
    const sinceMs = ctx.nowMs - days * DAY_MS
    const figures = await performanceOf(ctx, supplier.id, sinceMs)
    const share = (part: number, whole: number) =>
      whole === 0 ? null : Math.floor((part * 10_000) / whole)
    return c.json(
      {
        object: 'supplier_performance' as const,
        since: isoTime(sinceMs),
        orders: {
          placed: figures.placed,
          answered: figures.answered,
          taken_on: figures.taken,
          settled: figures.settled,
          disputed: figures.disputed,
        },
        fill_rate_bp: share(figures.arrived, figures.ordered),
        on_time_bp: share(figures.onTime, figures.settled),
      },
      200,
    )
  })

function payoutResource({ id, amount, state, atMs }: Payout, currency: string) {
  return {
    object: 'payout' as const,
    id,
    amount: moneyOf(amount, currency),
    state,
    created_at: isoTime(atMs),
  }
}
