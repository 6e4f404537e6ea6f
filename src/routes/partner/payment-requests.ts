import type { Context } from 'hono'
import {
  newPaymentRequestBody,
  paymentRequest,
  paymentRequestParams,
} from '../../contract/payment-request.ts'
import { vendorParams } from '../../contract/vendor.ts'
import { REQUEST_EXPIRES_IN_S_DEFAULT, requestPath } from '../../domain/payments/request.ts'
import type { PaymentRequestResource } from '../../domain/payments/request.ts'
import { newId } from '../../platform/ids.ts'
import type { VendorRow } from '../../services/directory.ts'
import {
  cancelPaymentRequest,
  createPaymentRequest,
  findPaymentRequest,
} from '../../services/payments.ts'
import { Problem } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { once } from '../middleware/idempotency.ts'
import { json, jsonBody, operation, partnerRouter } from './operation.ts'
import { assertCurrency, visibleVendor } from './visible.ts'

const tags = ['Payment requests']

const createPaymentRequestOperation = operation(
  { scope: 'requests:write', idempotency: 'accepted' },
  {
    method: 'post',
    path: '/vendors/{id}/payment-requests',
    operationId: 'createPaymentRequest',
    tags,
    summary: 'Ask for an amount',
    description: 'Makes a link and a QR for one sale. It can be paid once, until it expires.',
    request: { params: vendorParams, body: jsonBody(newPaymentRequestBody) },
    responses: { 201: { description: 'The new request.', content: json(paymentRequest) } },
  },
)

const getPaymentRequest = operation(
  { scope: 'payments:read' },
  {
    method: 'get',
    path: '/vendors/{id}/payment-requests/{rid}',
    operationId: 'getPaymentRequest',
    tags,
    summary: 'Read a payment request',
    request: { params: paymentRequestParams },
    responses: { 200: { description: 'The request.', content: json(paymentRequest) } },
  },
)

const cancelPaymentRequestOperation = operation(
  { scope: 'requests:write' },
  {
    method: 'post',
    path: '/vendors/{id}/payment-requests/{rid}/cancel',
    operationId: 'cancelPaymentRequest',
    tags,
    summary: 'Withdraw a payment request',
    description:
      'One that is paid, expired or cancelled keeps its state: look at `state` in the answer. Takes no body.',
    request: { params: paymentRequestParams },
    responses: { 200: { description: 'The request.', content: json(paymentRequest) } },
  },
)

export const paymentRequests = partnerRouter()
  .openapi(createPaymentRequestOperation, async (c) => {
    const { ctx } = c.var
    const { amount, note = null, expires_in_s: expires } = c.req.valid('json')
    const vendor = await visibleVendor(c, c.req.valid('param').id)
    assertCurrency(amount, vendor.currency)
    return once(c, newId('paymentRequest', ctx.nowMs), async (id) => {
      const expiresInS = expires ?? REQUEST_EXPIRES_IN_S_DEFAULT
      const asked = { id, amount: amount.amount, note, expiresInS }
      const request = await createPaymentRequest(ctx, vendor.id, asked)
      if (request === null) throw new Problem('conflict')
      return c.json(paymentRequestLinked(c, vendor, request), 201)
    })
  })
  .openapi(getPaymentRequest, async (c) => {
    const { id, rid } = c.req.valid('param')
    const vendor = await visibleVendor(c, id)
    const request = await findPaymentRequest(c.var.ctx, vendor.id, rid)
    if (request === null) throw new Problem('not_found', 'The vendor has no such request.')
    return c.json(paymentRequestLinked(c, vendor, request), 200)
  })
  .openapi(cancelPaymentRequestOperation, async (c) => {
    const { id, rid } = c.req.valid('param')
    const vendor = await visibleVendor(c, id)
    const request = await cancelPaymentRequest(c.var.ctx, vendor.id, rid)
    if (request === null) throw new Problem('not_found', 'The vendor has no such request.')
    return c.json(paymentRequestLinked(c, vendor, request), 200)
  })

function paymentRequestLinked(
  c: Context<PartnerEnv>,
  vendor: VendorRow,
  { items: _stallsOwn, ...request }: PaymentRequestResource,
) {
  const { origin } = c.var.ctx
  const path = requestPath(vendor.code, request.id)
  return { ...request, url: `${origin}${path}`, qr_url: `${origin}/q${path}.svg` }
}
