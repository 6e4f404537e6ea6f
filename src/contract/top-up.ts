import { z } from '@hono/zod-openapi'
import { idField, orNull, timeField } from './fields.ts'
import { money, payableMoney } from './money.ts'
import { declineReason } from './problem.ts'

export const topUpParams = z.strictObject({ id: idField('topUp') })

export const newTopUpBody = z
  .strictObject({ amount: payableMoney })
  .openapi('NewTopUp', { example: { amount: { amount: 50_000, currency: 'INR' } } })

/** How far a movement of money is, as callers see it. */
export const movementState = z.enum(['paid', 'pending', 'declined']).openapi('MovementState', {
  description:
    '`paid`: both books have it. `pending`: the other book has not answered yet and is asked again. ' +
    '`declined`: final, no money moved.',
})

export const topUp = z
  .strictObject({
    object: z.literal('top_up'),
    id: idField('topUp'),
    wallet: idField('wallet'),
    amount: money,
    state: movementState,
    decline_reason: orNull(declineReason),
    created_at: timeField,
  })
  .openapi('TopUp', {
    description: 'Money from an agent’s float to a wallet: how closed-loop money enters.',
    example: {
      object: 'top_up',
      id: 'top_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      wallet: 'wal_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      amount: { amount: 50_000, currency: 'INR' },
      state: 'paid',
      decline_reason: null,
      created_at: '2026-11-24T03:20:00.000Z',
    },
  })
