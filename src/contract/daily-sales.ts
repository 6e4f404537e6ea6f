import { z } from '@hono/zod-openapi'
import { readDay } from '../domain/calendar.ts'
import { idField } from './fields.ts'
import { listOf } from './list.ts'
import { money } from './money.ts'

/** A leap year: one call shows last year's sales beside this year's. */
export const SALES_DAYS_MAX = 366
export const SALES_DAYS_DEFAULT = 30

const dayField = z
  .string()
  .refine((text) => readDay(text) !== null, 'must be a day such as 2026-11-24')
  .openapi({ format: 'date', example: '2026-11-24' })

export const dailySalesQuery = z.strictObject({
  from: dayField.optional().openapi({
    description: `First day, by the stall’s calendar; ${SALES_DAYS_DEFAULT} days before the end when left out.`,
  }),
  to: dayField.optional().openapi({ description: 'Last day, included; today when left out.' }),
})

const counted = z.strictObject({ count: z.int().min(0), amount: money }).openapi('CountedMoney')

export const dailySales = z
  .strictObject({
    object: z.literal('daily_sales'),
    vendor_id: idField('vendor'),
    day: dayField,
    payments: counted.openapi({ description: 'Received, tips included, before refunds.' }),
    tips: money,
    refunds: counted.openapi({ description: 'Made on this day, whenever the payment was.' }),
    net: money,
  })
  .openapi('DailySales', {
    example: {
      object: 'daily_sales',
      vendor_id: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      day: '2026-11-24',
      payments: { count: 61, amount: { amount: 305_000, currency: 'INR' } },
      tips: { amount: 4_200, currency: 'INR' },
      refunds: { count: 1, amount: { amount: 4_500, currency: 'INR' } },
      net: { amount: 300_500, currency: 'INR' },
    },
  })

export const dailySalesList = listOf(dailySales, 'DailySalesList')
