import { z } from '@hono/zod-openapi'
import { idField, noteField, orNull, timeField } from './fields.ts'
import { money, payableMoney, tipMoney } from './money.ts'
import { declineReason } from './problem.ts'
import { movementState } from './top-up.ts'

export const paymentParams = z.strictObject({ id: idField('vendor'), pid: idField('payment') })

export const newPaymentBody = z
  .strictObject({
    wallet: idField('wallet').openapi({ description: 'A wallet that the caller opened.' }),
    vendor: idField('vendor')
      .optional()
      .openapi({ description: 'Who is paid: give this or `code`.' }),
    code: z.string().max(200).optional().openapi({
      description: 'The sticker that was scanned, as it is printed or typed.',
      example: '7K3M-92QD',
    }),
    payment_request: idField('paymentRequest').optional().openapi({
      description: 'The request of that vendor that this pays; `amount` must be what it asks for.',
    }),
    amount: payableMoney.openapi({ description: 'Without the tip.' }),
    tip: tipMoney.optional(),
    note: noteField.optional(),
  })
  .openapi('NewPayment', {
    example: {
      wallet: 'wal_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      code: '7K3M-92QD',
      amount: { amount: 1250, currency: 'INR' },
      tip: { amount: 100, currency: 'INR' },
      note: 'Table 4',
    },
  })

export const payment = z
  .strictObject({
    object: z.literal('payment'),
    id: idField('payment'),
    vendor_id: idField('vendor'),
    wallet: idField('wallet'),
    amount: money.openapi({ description: 'Without the tip.' }),
    tip: orNull(money),
    total: money.openapi({ description: 'What the shopper pays: amount and tip.' }),
    refunded: money.openapi({ description: 'Given back or on its way back.' }),
    note: z.string().nullable(),
    payment_request: idField('paymentRequest').nullable(),
    state: movementState,
    decline_reason: orNull(declineReason),
    seq: z.int().min(1).nullable().openapi({
      description: 'Place of the entry in the vendor’s book; null while pending.',
      example: 42,
    }),
    alert_code: z.string().nullable().openapi({
      description: 'Four symbols that vendor and shopper both see; null unless paid.',
      example: '7K3M',
    }),
    created_at: timeField,
  })
  .openapi('Payment', {
    example: {
      object: 'payment',
      id: 'pay_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      vendor_id: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      wallet: 'wal_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      amount: { amount: 1250, currency: 'INR' },
      tip: { amount: 100, currency: 'INR' },
      total: { amount: 1350, currency: 'INR' },
      refunded: { amount: 0, currency: 'INR' },
      note: 'Table 4',
      payment_request: null,
      state: 'paid',
      decline_reason: null,
      seq: 42,
      alert_code: '7K3M',
      created_at: '2026-11-24T03:20:00.000Z',
    },
  })
