import { z } from '@hono/zod-openapi'
import { ENTRY_KINDS } from '../domain/ledger/entry.ts'
import { idField, orNull, timeField } from './fields.ts'
import { listOf } from './list.ts'
import { money } from './money.ts'
import { declineReason } from './problem.ts'
import { balance } from './wallet.ts'

const EXAMPLE = {
  object: 'entry',
  vendor_id: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
  seq: 42,
  id: 'pay_01KAVJ4S3QG8M7N2T5V9XWYZAB',
  kind: 'payment',
  amount: { amount: 1350, currency: 'INR' },
  tip: { amount: 100, currency: 'INR' },
  direction: 'in',
  state: 'posted',
  decline_reason: null,
  balance: {
    available: { amount: 81_350, currency: 'INR' },
    pending: { amount: 0, currency: 'INR' },
  },
  counterparty: 'wal_01KAVJ4S3QG8M7N2T5V9XWYZAB',
  corrects: null,
  refunded: { amount: 0, currency: 'INR' },
  holdback: null,
  alert_code: '7K3M',
  note: 'Table 4',
  payment_request: null,
  rail: 'wallet',
  confirmed: true,
  at: '2026-11-24T03:20:00.000Z',
  effective_at: '2026-11-24T03:20:00.000Z',
} as const

export const entry = z
  .strictObject({
    object: z.literal('entry'),
    vendor_id: idField('vendor'),
    seq: z.int().min(1).openapi({ description: '1, 2, 3 … without gaps.' }),
    id: z.string().nullable().openapi({ description: 'Of the movement; null for a resolution.' }),
    kind: z.enum(ENTRY_KINDS),
    amount: money.openapi({ description: 'Tip included.' }),
    tip: orNull(money),
    direction: z.enum(['in', 'out', 'none']),
    state: z.enum(['posted', 'pending', 'voided', 'declined']),
    decline_reason: orNull(declineReason),
    balance: balance.openapi({ description: 'After this entry.' }),
    counterparty: z.string().nullable().openapi({ description: 'The other book.' }),
    corrects: z.int().nullable().openapi({ description: '`seq` of the entry that it corrects.' }),
    refunded: orNull(money).openapi({ description: 'Of a payment, so far; null otherwise.' }),
    holdback: orNull(money).openapi({
      description: 'What of a sale repaid the vendor’s credit, or a refund gave back of it.',
    }),
    alert_code: z.string(),
    note: z.string().nullable(),
    payment_request: idField('paymentRequest').nullable(),
    rail: z.enum(['wallet', 'bank_qr']).nullable().openapi({
      description:
        'How a payment came. `bank_qr`: straight to the vendor’s bank, no part of the balance.',
    }),
    confirmed: z.boolean().openapi({
      description: 'False for a payment that only the vendor has seen.',
    }),
    at: timeField.openapi({ description: 'When the book recorded it.' }),
    effective_at: timeField.openapi({ description: 'When it happened.' }),
  })
  .openapi('Entry', {
    description: 'One row of a vendor’s ledger. Rows are only ever added.',
    example: EXAMPLE,
  })

export const entryList = listOf(entry, 'EntryList')

export const rebuiltHistory = z
  .strictObject({
    object: z.literal('history'),
    vendor_id: idField('vendor'),
    entries: z.int().min(0),
  })
  .openapi('RebuiltHistory', {
    example: { object: 'history', vendor_id: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB', entries: 4_210 },
  })
