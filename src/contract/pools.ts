/** Pools on the wire. */
import { z } from '@hono/zod-openapi'
import { QUANTITY_MAX } from '../domain/orders/limits.ts'
import { idField, orNull, textField, timeField } from './fields.ts'
import { listOf } from './list.ts'
import { money } from './money.ts'
import { TEA } from './order-examples.ts'
import { dayField } from './orders.ts'

const packs = z.int().min(1).max(QUANTITY_MAX)

export const newPoolBody = z
  .strictObject({
    sku: textField(64).openapi({ description: 'Which of the caller’s items.' }),
    areas: z.array(textField(80)).min(1).max(20).openapi({ description: 'Whose stalls may join.' }),
    delivery_day: dayField,
    closes_at: timeField,
    closes_at_quantity: packs.nullish().openapi({
      description: 'Closes at once when so many packs are together.',
    }),
  })
  .openapi('NewPool', {
    description: 'What is bought together, where and until when.',
    example: {
      sku: 'TEA-ASSAM-1KG',
      areas: ['Bapu Bazar, Jaipur'],
      delivery_day: '2026-11-30',
      closes_at: '2026-11-28T12:30:00.000Z',
      closes_at_quantity: 50,
    },
  })

export const poolParams = z.strictObject({ id: idField('pool') })
export const closePoolBody = z
  .strictObject({})
  .openapi('ClosePool', { description: 'Nothing to say.', example: {} })

export const pool = z
  .strictObject({
    object: z.literal('pool'),
    id: idField('pool'),
    item: z.strictObject({ id: idField('catalogueItem'), sku: z.string() }),
    areas: z.array(z.string()),
    delivery_day: dayField,
    closes_at: timeField,
    closes_at_quantity: packs.nullable(),
    state: z.enum(['open', 'closed']),
    stalls: z.int().min(0),
    quantity: z.int().min(0).openapi({ description: 'Packs, of all stalls together.' }),
    price: orNull(money).openapi({
      description:
        'For a pack: at the present quantity, or as it closed. Null below the first tier.',
    }),
    orders: z.array(
      z.strictObject({ id: idField('order'), quantity: packs, unit_price_max: money }),
    ),
  })
  .openapi('Pool', {
    example: {
      object: 'pool',
      id: 'pool_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      item: { id: TEA, sku: 'TEA-ASSAM-1KG' },
      areas: ['Bapu Bazar, Jaipur'],
      delivery_day: '2026-11-30',
      closes_at: '2026-11-28T12:30:00.000Z',
      closes_at_quantity: 50,
      state: 'open',
      stalls: 1,
      quantity: 10,
      price: { amount: 23_000, currency: 'INR' },
      orders: [
        {
          id: 'ord_01KAVJ4S3QG8M7N2T5V9XWYZAB',
          quantity: 10,
          unit_price_max: { amount: 24_000, currency: 'INR' },
        },
      ],
    },
  })

export const poolList = listOf(pool, 'PoolList')
