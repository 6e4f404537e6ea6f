/** Money on the wire: whole minor units beside their currency. */
import { z } from '@hono/zod-openapi'
import { AMOUNT_MAX_MINOR } from '../domain/money/money.ts'
import { currencyField, payableField } from './fields.ts'

export const money = z
  .strictObject({
    amount: z.int().openapi({ description: 'Minor units: paise, fen, cents.', example: 1250 }),
    currency: currencyField,
  })
  .openapi('Money', { example: { amount: 1250, currency: 'INR' } })

/** An amount that moves. */
export const payableMoney = z
  .strictObject({ amount: payableField, currency: currencyField })
  .openapi('PayableMoney', {
    description: 'An amount that moves: a whole number of minor units greater than 0.',
    example: { amount: 1250, currency: 'INR' },
  })

export const tipMoney = z
  .strictObject({ amount: z.int().min(0).max(AMOUNT_MAX_MINOR), currency: currencyField })
  .openapi('TipMoney', {
    description: 'A tip in the currency of the amount; 0 is no tip.',
    example: { amount: 100, currency: 'INR' },
  })
