import { z } from '@hono/zod-openapi'
import { idField, orNull, timeField } from './fields.ts'
import { money, payableMoney } from './money.ts'
import { declineReason } from './problem.ts'
import { movementState } from './top-up.ts'

export const refundParams = z.strictObject({ id: idField('vendor'), rid: idField('refund') })

export const newRefundBody = z
  .strictObject({
    amount: payableMoney.optional().openapi({
      description: 'All that is left of the payment when left out.',
    }),
  })
  .openapi('NewRefund', { example: { amount: { amount: 1250, currency: 'INR' } } })

export const refund = z
  .strictObject({
    object: z.literal('refund'),
    id: idField('refund'),
    vendor_id: idField('vendor'),
    payment: idField('payment'),
    amount: money,
    state: movementState,
    decline_reason: orNull(declineReason),
    created_at: timeField,
  })
  .openapi('Refund', {
    description: 'Money of a payment given back, whole or in part, never more than was paid.',
    example: {
      object: 'refund',
      id: 'rfd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      vendor_id: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      payment: 'pay_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      amount: { amount: 1250, currency: 'INR' },
      state: 'paid',
      decline_reason: null,
      created_at: '2026-11-24T03:20:00.000Z',
    },
  })
