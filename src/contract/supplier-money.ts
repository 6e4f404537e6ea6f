/** A supplier's payouts, statement and performance on the wire. */
import { z } from '@hono/zod-openapi'
import { idField, timeField } from './fields.ts'
import { limitField, listOf, pageQuery } from './list.ts'
import { money, payableMoney } from './money.ts'

export const newPayoutBody = z.strictObject({ amount: payableMoney }).openapi('NewPayout', {
  description: 'What leaves the supplier’s book for its bank account.',
  example: { amount: { amount: 500_000, currency: 'INR' } },
})

export const payout = z
  .strictObject({
    object: z.literal('payout'),
    id: idField('payout'),
    amount: money,
    state: z.enum(['pending', 'paid', 'failed', 'declined']).openapi({
      description: 'Pending until the operator’s bank has it. Failed: the money is back.',
    }),
    created_at: timeField,
  })
  .openapi('Payout', {
    example: {
      object: 'payout',
      id: 'pyt_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      amount: { amount: 500_000, currency: 'INR' },
      state: 'pending',
      created_at: '2026-11-24T03:20:00.000Z',
    },
  })

export const payoutParams = z.strictObject({ id: idField('payout') })

export const endPayoutBody = z
  .strictObject({
    supplier: idField('partner').openapi({ description: 'Whose payout it is.' }),
    state: z.enum(['paid', 'failed']).openapi({
      description: 'What the bank did. Failed gives the money back to the supplier’s book.',
    }),
  })
  .openapi('EndPayout', {
    description: 'What became of the bank transfer.',
    example: { supplier: 'prt_01KAVJ4S3QG8M7N2T5V9XWYZAB', state: 'paid' },
  })

export const movement = z
  .strictObject({
    object: z.literal('movement'),
    id: z.string().nullable(),
    kind: z.enum(['purchase', 'credit_note', 'payout', 'funding']),
    amount: money,
    counterparty: z.string().nullable().openapi({ description: 'The vendor.' }),
    order: z.string().nullable(),
    document: z.string().nullable().openapi({
      description: 'Number of the invoice or credit note.',
      example: 'INV-000042',
    }),
    state: z.enum(['paid', 'pending', 'declined']),
    at: timeField,
  })
  .openapi('SupplierMovement', {
    example: {
      object: 'movement',
      id: 'pur_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      kind: 'purchase',
      amount: { amount: 258_000, currency: 'INR' },
      counterparty: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      order: 'ord_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      document: 'INV-000042',
      state: 'paid',
      at: '2026-11-25T02:10:00.000Z',
    },
  })

export const movementList = listOf(movement, 'SupplierStatement')

export const statementQuery = pageQuery

const count = z.int().min(0)
const share = z.int().min(0).max(10_000).nullable()

export const performanceQuery = z.strictObject({
  days: limitField(365, 90).openapi({ description: 'How many days back the orders were placed.' }),
})

export const performance = z
  .strictObject({
    object: z.literal('supplier_performance'),
    since: timeField,
    orders: z.strictObject({
      placed: count,
      answered: count.openapi({ description: 'Neither waiting nor expired nor cancelled.' }),
      taken_on: count,
      settled: count,
      disputed: count,
    }),
    fill_rate_bp: share.openapi({
      description: 'Packs that arrived of those ordered, of settled orders. Null before the first.',
    }),
    on_time_bp: share.openapi({
      description: 'Settled orders that came on their day or before.',
    }),
  })
  .openapi('SupplierPerformance', {
    example: {
      object: 'supplier_performance',
      since: '2026-08-26T03:20:00.000Z',
      orders: { placed: 120, answered: 118, taken_on: 115, settled: 110, disputed: 2 },
      fill_rate_bp: 9_740,
      on_time_bp: 9_636,
    },
  })
