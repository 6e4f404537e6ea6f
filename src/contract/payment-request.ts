import { z } from '@hono/zod-openapi'
import {
  REQUEST_EXPIRES_IN_S_DEFAULT,
  REQUEST_EXPIRES_IN_S_MAX,
  REQUEST_EXPIRES_IN_S_MIN,
} from '../domain/payments/request.ts'
import { idField, noteField, timeField } from './fields.ts'
import { money, payableMoney } from './money.ts'

export const paymentRequestParams = z.strictObject({
  id: idField('vendor'),
  rid: idField('paymentRequest'),
})

export const newPaymentRequestBody = z
  .strictObject({
    amount: payableMoney,
    note: noteField.optional(),
    expires_in_s: z
      .int()
      .min(REQUEST_EXPIRES_IN_S_MIN)
      .max(REQUEST_EXPIRES_IN_S_MAX)
      .optional()
      .openapi({
        description: `Seconds; ${REQUEST_EXPIRES_IN_S_DEFAULT} when left out.`,
        example: 600,
      }),
  })
  .openapi('NewPaymentRequest', {
    example: { amount: { amount: 4500, currency: 'INR' }, note: 'Two samosas, one tea' },
  })

export const paymentRequest = z
  .strictObject({
    object: z.literal('payment_request'),
    id: idField('paymentRequest'),
    vendor_id: idField('vendor'),
    amount: money,
    note: z.string().nullable(),
    state: z.enum(['open', 'paid', 'expired', 'cancelled']),
    payment: idField('payment').nullable().openapi({ description: 'The payment that used it.' }),
    url: z.url().openapi({ description: 'Opens the pay page with this amount.' }),
    qr_url: z.url(),
    created_at: timeField,
    expires_at: timeField,
  })
  .openapi('PaymentRequest', {
    description: 'One sale with a fixed amount, an expiry and one use.',
    example: {
      object: 'payment_request',
      id: 'prq_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      vendor_id: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      amount: { amount: 4500, currency: 'INR' },
      note: 'Two samosas, one tea',
      state: 'open',
      payment: null,
      url: 'https://pay.example.org/r/7K3M92QD-01KAVJ4S3QG8M7N2T5V9XWYZAB',
      qr_url: 'https://pay.example.org/q/r/7K3M92QD-01KAVJ4S3QG8M7N2T5V9XWYZAB.svg',
      created_at: '2026-11-24T03:20:00.000Z',
      expires_at: '2026-11-24T03:30:00.000Z',
    },
  })
