import { z } from '@hono/zod-openapi'
import { currencyField, idField, timeField } from './fields.ts'
import { money } from './money.ts'

export const walletParams = z.strictObject({ id: idField('wallet') })

export const newWalletBody = z
  .strictObject({ currency: currencyField })
  .openapi('NewWallet', { example: { currency: 'INR' } })

export const balance = z
  .strictObject({
    available: money.openapi({ description: 'May be spent now.' }),
    pending: money.openapi({ description: 'On its way out; its end is not known yet.' }),
  })
  .openapi('Balance')

export const wallet = z
  .strictObject({
    object: z.literal('wallet'),
    id: idField('wallet'),
    currency: currencyField,
    balance,
    created_at: timeField,
  })
  .openapi('Wallet', {
    description: 'A shopper’s closed-loop money in one currency, held by the caller.',
    example: {
      object: 'wallet',
      id: 'wal_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      currency: 'INR',
      balance: {
        available: { amount: 50_000, currency: 'INR' },
        pending: { amount: 0, currency: 'INR' },
      },
      created_at: '2026-11-24T03:20:00.000Z',
    },
  })
