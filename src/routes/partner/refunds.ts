import { paymentParams } from '../../contract/payment.ts'
import { newRefundBody, refund as refundSchema, refundParams } from '../../contract/refund.ts'
import type { RefundView } from '../../domain/payments/refund.ts'
import { isoTime } from '../../domain/time.ts'
import { newId } from '../../platform/ids.ts'
import { findRefund, paymentLine, refundPayment } from '../../services/payments.ts'
import { declined, Problem } from '../http.ts'
import { once } from '../middleware/idempotency.ts'
import { json, jsonBody, operation, partnerRouter } from './operation.ts'
import { assertCurrency, moneyOf, visibleVendor } from './visible.ts'

const tags = ['Payments']

const createRefund = operation(
  { scope: 'refunds:write', idempotency: 'required' },
  {
    method: 'post',
    path: '/vendors/{id}/payments/{pid}/refunds',
    operationId: 'createRefund',
    tags,
    summary: 'Give money back',
    description:
      'From the vendor to the wallet that paid, whole or in part. All refunds of a payment together are never more ' +
      'than was paid.',
    request: { params: paymentParams, body: jsonBody(newRefundBody) },
    responses: {
      201: { description: 'The wallet has the money.', content: json(refundSchema) },
      202: {
        description: 'Not known yet: repeat the call with the same key.',
        content: json(refundSchema),
      },
    },
  },
)

const getRefund = operation(
  { scope: 'payments:read' },
  {
    method: 'get',
    path: '/vendors/{id}/refunds/{rid}',
    operationId: 'getRefund',
    tags,
    summary: 'Read a refund',
    request: { params: refundParams },
    responses: { 200: { description: 'The refund.', content: json(refundSchema) } },
  },
)

export const refunds = partnerRouter()
  .openapi(createRefund, async (c) => {
    const { ctx } = c.var
    const { id: vendorId, pid: paymentId } = c.req.valid('param')
    const { amount: asked } = c.req.valid('json')
    const vendor = await visibleVendor(c, vendorId)
    if (asked !== undefined) assertCurrency(asked, vendor.currency)
    const payment = await paymentLine(ctx, vendorId, paymentId)
    if (payment?.state !== 'posted')
      throw new Problem('not_found', 'The vendor has no such payment.')
    return once(c, newId('refund', ctx.nowMs), async (id) => {
      // A call that was cut off may have refunded already: then the rest is less, but the refund is the same.
      const begun = await findRefund(ctx, vendorId, id)
      const rest = payment.amount.amount - (payment.refunded?.amount ?? 0)
      const amount = begun?.amount ?? asked?.amount ?? rest
      if (amount === 0) throw declined('not_more_than_paid')
      const outcome = await refundPayment(ctx, vendor, { id, paymentId, amount })
      if (outcome.state === 'declined') throw declined(outcome.reason)
      if (outcome.state === 'conflict') throw new Problem('conflict')
      const view = await findRefund(ctx, vendorId, id)
      if (view === null) throw new Error('a refund that was begun is not in the book')
      const resource = refundResource(vendorId, paymentId, view)
      return outcome.state === 'pending' ? c.json(resource, 202) : c.json(resource, 201)
    })
  })
  .openapi(getRefund, async (c) => {
    const { id: vendorId, rid } = c.req.valid('param')
    const vendor = await visibleVendor(c, vendorId)
    const view = await findRefund(c.var.ctx, vendor.id, rid)
    if (view?.payment === undefined || view.payment === null) {
      throw new Problem('not_found', 'The vendor has no such refund.')
    }
    return c.json(refundResource(vendor.id, view.payment, view), 200)
  })

function refundResource(vendorId: string, payment: string, view: RefundView) {
  const { id, amount, currency, state, declineReason, atMs } = view
  return {
    object: 'refund' as const,
    id,
    vendor_id: vendorId,
    payment,
    amount: moneyOf(amount, currency),
    state,
    decline_reason: declineReason,
    created_at: isoTime(atMs),
  }
}
