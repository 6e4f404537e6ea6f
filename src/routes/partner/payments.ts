import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { newPaymentBody, payment as paymentSchema, paymentParams } from '../../contract/payment.ts'
import type { StatementLine } from '../../domain/ledger/statement.ts'
import { AMOUNT_MAX_MINOR } from '../../domain/money/money.ts'
import { isoTime } from '../../domain/time.ts'
import { newId } from '../../platform/ids.ts'
import { vendorByCode, vendorById } from '../../services/directory.ts'
import type { VendorRow } from '../../services/directory.ts'
import { payFromWallet, paymentLine } from '../../services/payments.ts'
import { findVendorFor } from '../../services/vendors.ts'
import { viewWallet } from '../../services/wallets.ts'
import { declined, Problem } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { once } from '../middleware/idempotency.ts'
import { readCodeField } from './codes.ts'
import { invalidFields, json, jsonBody, operation, partnerRouter } from './operation.ts'
import { assertCurrency, moneyOf, stateOf, tenantOf } from './visible.ts'

const tags = ['Payments']

const createPayment = operation(
  { scope: 'payments:write', idempotency: 'required' },
  {
    method: 'post',
    path: '/payments',
    operationId: 'createPayment',
    tags,
    summary: 'Pay a vendor from a wallet',
    description:
      'The wallet is one that the caller opened; the vendor is anybody’s, named by id or by the code on its sticker. ' +
      'The answer is 201 only when the vendor’s book has the entry.',
    request: { body: jsonBody(newPaymentBody) },
    responses: {
      201: { description: 'The vendor has the money.', content: json(paymentSchema) },
      202: {
        description: 'Not known yet: repeat the call with the same key.',
        content: json(paymentSchema),
      },
    },
  },
)

const getPayment = operation(
  { scope: 'payments:read' },
  {
    method: 'get',
    path: '/vendors/{id}/payments/{pid}',
    operationId: 'getPayment',
    tags,
    summary: 'Read a payment',
    description:
      'As the vendor’s book has it: for the partner of the vendor, and for the one whose wallet paid.',
    request: { params: paymentParams },
    responses: { 200: { description: 'The payment.', content: json(paymentSchema) } },
  },
)

type NewPayment = z.infer<typeof newPaymentBody>

export const payments = partnerRouter()
  .openapi(createPayment, async (c) => {
    const { ctx, caller } = c.var
    const body = c.req.valid('json')
    const vendor = await payeeOf(c, body)
    assertPayable(body, vendor)
    return once(c, newId('payment', ctx.nowMs), async (id) => {
      const from = { walletId: body.wallet, holder: { partnerId: caller.partnerId } }
      const tip = body.tip?.amount ?? 0
      const outcome = await payFromWallet(ctx, from, {
        id,
        vendorId: vendor.id,
        currency: body.amount.currency,
        amount: body.amount.amount + tip,
        tip,
        note: body.note ?? null,
        request: body.payment_request ?? null,
      })
      if (outcome.state === 'declined') throw declined(outcome.reason)
      if (outcome.state === 'conflict') throw new Problem('conflict')
      if (outcome.state === 'pending' || outcome.state === 'unreachable') {
        return c.json(pendingPayment({ id, vendorId: vendor.id, body, nowMs: ctx.nowMs }), 202)
      }
      const line = await paymentLine(ctx, vendor.id, id)
      if (line === null) throw new Error('a payment that was posted is not in the book')
      return c.json(paymentResource(id, line), 201)
    })
  })
  .openapi(getPayment, async (c) => {
    const { ctx, caller } = c.var
    const { id, pid } = c.req.valid('param')
    const [own, vendor] = await Promise.all([
      findVendorFor(ctx, id, tenantOf(caller)),
      vendorById(ctx, id),
    ])
    const line = vendor === null ? null : await paymentLine(ctx, vendor.id, pid)
    const { partnerId } = caller
    const walletId = line?.counterparty ?? null
    const isPayer =
      own === null && walletId !== null && (await viewWallet(ctx, walletId, { partnerId })) !== null
    if (line === null || (own === null && !isPayer)) {
      throw new Problem('not_found', 'The caller has no such payment.')
    }
    return c.json(paymentResource(pid, line), 200)
  })

/** @throws Problem `invalid` when the body names no vendor, or two */
async function payeeOf(c: Context<PartnerEnv>, { vendor, code }: NewPayment): Promise<VendorRow> {
  if ((vendor === undefined) === (code === undefined)) {
    const detail = 'name the vendor by exactly one of `vendor` and `code`'
    throw invalidFields([{ pointer: '/vendor', detail, code: 'one_of' }])
  }
  const found =
    code === undefined
      ? await vendorById(c.var.ctx, vendor ?? '')
      : await vendorByCode(c.var.ctx, await readCodeField(c, code, '/code'))
  if (found !== null) return found
  const pointer = code === undefined ? '/vendor' : '/code'
  throw invalidFields([{ pointer, detail: 'names no vendor', code: 'unknown' }])
}

function assertPayable({ amount, tip }: NewPayment, vendor: VendorRow): void {
  assertCurrency(amount, vendor.currency)
  if (tip === undefined) return
  assertCurrency(tip, vendor.currency, '/tip/currency')
  if (amount.amount + tip.amount <= AMOUNT_MAX_MINOR) return
  const detail = `amount and tip together must be at most ${AMOUNT_MAX_MINOR}`
  throw invalidFields([{ pointer: '/tip/amount', detail, code: 'too_big' }])
}

function paymentResource(id: string, line: StatementLine) {
  const { amount: total, tip } = line
  return {
    object: 'payment' as const,
    id,
    vendor_id: line.vendor_id,
    wallet: line.counterparty ?? '',
    amount: moneyOf(total.amount - (tip?.amount ?? 0), total.currency),
    tip,
    total,
    refunded: line.refunded ?? moneyOf(0, total.currency),
    note: line.note,
    payment_request: line.payment_request,
    state: stateOf(line.state),
    decline_reason: line.decline_reason,
    seq: line.seq,
    alert_code: line.state === 'posted' ? line.alert_code : null,
    created_at: line.at,
  }
}

/** What is known before the vendor's book has answered: only what was asked for. */
function pendingPayment(asked: { id: string; vendorId: string; body: NewPayment; nowMs: number }) {
  const { id, vendorId, body, nowMs } = asked
  const { amount, currency } = body.amount
  const tip = body.tip?.amount ?? 0
  return {
    object: 'payment' as const,
    id,
    vendor_id: vendorId,
    wallet: body.wallet,
    amount: body.amount,
    tip: tip === 0 ? null : moneyOf(tip, currency),
    total: moneyOf(amount + tip, currency),
    refunded: moneyOf(0, currency),
    note: body.note ?? null,
    payment_request: body.payment_request ?? null,
    state: 'pending' as const,
    decline_reason: null,
    seq: null,
    alert_code: null,
    created_at: isoTime(nowMs),
  }
}
