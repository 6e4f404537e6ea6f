/** Orders on the wire: what the vendor app and suppliers' systems send, and what suppliers read. */
import { z } from '@hono/zod-openapi'
import { PACK_UNITS } from '../domain/catalogue/item.ts'
import { LINES_MAX, QUANTITY_MAX } from '../domain/orders/limits.ts'
import { LINE_PROBLEMS, MONEY_SOURCES, ORDER_STATES } from '../domain/orders/order.ts'
import { idField, orNull, payableField, textField, timeField } from './fields.ts'
import { listOf, pageQuery } from './list.ts'
import { money } from './money.ts'
import { EXAMPLE_ORDER } from './order-examples.ts'
import { passkeyBody } from './vendor-app.ts'

const packs = z.int().min(1).max(QUANTITY_MAX)
export const countedField = z.int().min(0).max(QUANTITY_MAX)
export const orderNoteField = textField(300)
export const dayField = z.iso.date().openapi({ example: '2026-11-30' })
const sources = z
  .array(z.enum(MONEY_SOURCES))
  .min(1)
  .max(MONEY_SOURCES.length)
  .refine((all) => new Set(all).size === all.length, 'must not name a source twice')

/** For lists in which an item may stand once; {@link ONCE} says so. */
export function once(lines: readonly { item: string }[]): boolean {
  return new Set(lines.map(({ item }) => item)).size === lines.length
}

export const ONCE = 'must not name an item twice'

export const quoteBody = z.strictObject({
  supplier: idField('partner'),
  lines: z
    .array(z.strictObject({ item: idField('catalogueItem'), quantity: packs }))
    .min(1)
    .max(LINES_MAX)
    .refine(once, ONCE),
  sources,
  delivery_day: dayField.nullish(),
  pool: idField('pool').nullish(),
  unit_price_max: payableField.nullish(),
})

export const newOrderBody = z.strictObject({
  id: idField('order'),
  supplier: idField('partner'),
  lines: z
    .array(
      z.strictObject({
        item: idField('catalogueItem'),
        quantity: packs,
        price_version: z.int().min(1),
        unit_price: payableField,
      }),
    )
    .min(1)
    .max(LINES_MAX)
    .refine(once, ONCE),
  sources,
  delivery_day: dayField,
  note: orderNoteField.nullish(),
  pool: idField('pool').nullish(),
  unit_price_max: payableField.nullish(),
  /** What the vendor was shown: the total, and what the part on credit costs with its repayment. */
  shown: z.strictObject({ total: payableField, credit_owed: payableField.nullable() }),
  confirmation: passkeyBody.optional(),
})

export const cancelBody = z.strictObject({ reason: orderNoteField.nullish() })

export const countsField = z
  .array(
    z.strictObject({
      item: idField('catalogueItem'),
      arrived: countedField,
      problem: z.enum(LINE_PROBLEMS).nullish(),
    }),
  )
  .min(1)
  .max(LINES_MAX)
  .refine(once, ONCE)

const codeField = z
  .string()
  .regex(/^\d{6}$/, 'must be the six digits of the driver’s code')
  .openapi({ example: '402913' })

export const confirmBody = z.strictObject({ code: codeField.nullish(), counts: countsField })
export const disputeBody = z.strictObject({ counts: countsField, note: orderNoteField })
export const claimBody = z.strictObject({
  id: idField('claim'),
  note: orderNoteField,
  amount: payableField,
})

export const jarBody = z.strictObject({ share_bp: z.int().min(0).max(10_000) })
export const emptyJarBody = z.strictObject({ id: idField('jarMove') })

export const orderParams = z.strictObject({ id: idField('order') })

export const orderQuery = pageQuery.extend({ state: z.enum(ORDER_STATES).optional() })

const named = z.strictObject({ id: z.string(), name: z.string() })

const packSchema = z
  .strictObject({ count: packs, size: z.int().min(1), unit: z.enum(PACK_UNITS) })
  .openapi('OrderPack')

const line = z
  .strictObject({
    item: idField('catalogueItem'),
    sku: z.string(),
    name: z.string(),
    pack: packSchema,
    price_version: z.int().min(1),
    unit_price: money,
    quantity: packs,
    accepted: countedField,
    arrived: countedField.nullable(),
    problem: z.enum(LINE_PROBLEMS).nullable(),
    total: money,
  })
  .openapi('OrderLine')

const claim = z
  .strictObject({
    id: idField('claim'),
    state: z.enum(['open', 'credited', 'declined']),
    note: z.string(),
    amount: money,
    credited: orNull(money),
    answer: z.string().nullable(),
    at: timeField,
  })
  .openapi('OrderClaim')

export const order = z
  .strictObject({
    object: z.literal('order'),
    id: idField('order'),
    number: z.string().openapi({ example: 'K7Q-3M9' }),
    vendor: named.extend({ place: z.string() }),
    supplier: named,
    state: z.enum(ORDER_STATES),
    lines: z.array(line),
    total: money,
    placed_total: money,
    money: z.strictObject({ jar: money, available: money, credit: money, discount: money }),
    credit: z
      .strictObject({ lender: named, fee: money, expected_days: z.int(), draw: z.string() })
      .nullable()
      .openapi({ description: "The stall's, as it reads it; null for everybody else." }),
    delivery: z.strictObject({ day: dayField, place: z.string(), note: z.string().nullable() }),
    pool: z
      .strictObject({ id: idField('pool'), unit_price_max: money, closes_at: timeField })
      .nullable(),
    due: z
      .strictObject({ at: timeField, leads_to: z.enum(['expired', 'confirmed']) })
      .nullable()
      .openapi({ description: 'By when whom it waits for may act, and what happens then.' }),
    delivered: z
      .strictObject({ at: timeField, received_by: z.string(), note: z.string().nullable() })
      .nullable(),
    dispute: z
      .strictObject({ at: timeField, note: z.string(), answer: z.string().nullable() })
      .nullable(),
    claims: z.array(claim),
    credit_notes: z.array(
      z.strictObject({
        id: idField('creditNote'),
        at: timeField,
        amount: money,
        note: z.string(),
        claim: z.string().nullable(),
      }),
    ),
    claim_until: orNull(timeField),
    placed_at: timeField,
    updated_at: timeField,
    settled_at: orNull(timeField),
    events: z.array(
      z.strictObject({
        at: timeField,
        by: z.enum(['vendor', 'supplier', 'operator', 'system']),
        what: z.string(),
        note: z.string().nullable(),
      }),
    ),
  })
  .openapi('Order', { description: 'An order as it stands.', example: EXAMPLE_ORDER })

export const orderList = listOf(order, 'OrderList')

export const dispatched = z
  .strictObject({
    object: z.literal('dispatch'),
    order,
    delivery_code: codeField.openapi({
      description: 'For the driver alone; the vendor types it once the goods are countedField.',
    }),
    delivery_url: z.url().openapi({ description: 'What the driver’s QR says.' }),
  })
  .openapi('Dispatch', {
    example: {
      object: 'dispatch',
      order: { ...EXAMPLE_ORDER, state: 'out_for_delivery' },
      delivery_code: '402913',
      delivery_url: `https://pay.example.org/app/orders/${EXAMPLE_ORDER.id}/confirm#code=402913`,
    },
  })

export const creditNote = z
  .strictObject({
    object: z.literal('credit_note'),
    id: idField('creditNote'),
    order: idField('order'),
    amount: money,
    state: z.enum(['posted', 'pending']),
  })
  .openapi('CreditNote')
