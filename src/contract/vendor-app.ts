/** What the vendor app sends to `/api`. */
import { z } from '@hono/zod-openapi'
import { GATE_CODES } from '../domain/credit/features.ts'
import { LOCALES } from '../domain/i18n/i18n.ts'
import { REQUEST_EXPIRES_IN_S_MAX, REQUEST_EXPIRES_IN_S_MIN } from '../domain/payments/request.ts'
import {
  SALES_PER_PACK_MAX,
  SOLD_QUANTITY_MAX,
  TILL_ITEMS_MAX,
  TILL_NAME_MAX,
} from '../domain/payments/till-items.ts'
import {
  currencyField,
  idField,
  noteField,
  payableField,
  pictureField,
  textField,
  timeZoneField,
} from './fields.ts'

export const signUpBody = z.strictObject({
  name: textField(60),
  trade: textField(60),
  place: textField(80),
  currency: currencyField,
  locale: z.enum(LOCALES),
  time_zone: timeZoneField,
  emoji: textField(16),
  picture: pictureField.nullish(),
})

export const enrolBody = z.strictObject({ token: z.string().max(200) })

export const stallBody = z.strictObject({ status: z.enum(['open', 'closed']) })

/** A list of tiles, none of them twice; `id` names the field that tells them apart. */
function tileList<K extends string, S extends z.ZodType<Record<K, unknown>>>(tile: S, id: K) {
  return z
    .array(tile)
    .max(TILL_ITEMS_MAX)
    .superRefine((tiles, check) => {
      const ids = tiles.map((each) => each[id])
      const again = ids.findIndex((each, i) => ids.indexOf(each) < i)
      if (again < 0) return
      const message = 'must not be in the list twice'
      check.addIssue({ code: 'custom', message, path: [again, id], params: { code: 'twice' } })
    })
}

const soldItem = z.strictObject({
  item: idField('tillItem'),
  quantity: z.int().min(1).max(SOLD_QUANTITY_MAX),
})

export const newRequestBody = z.strictObject({
  id: idField('paymentRequest'),
  amount: payableField,
  note: noteField.nullish(),
  items: tileList(soldItem, 'item').optional(),
  expires_in_s: z.int().min(REQUEST_EXPIRES_IN_S_MIN).max(REQUEST_EXPIRES_IN_S_MAX).optional(),
})

export const newRefundBody = z.strictObject({ id: idField('refund'), amount: payableField })

/** The shape is checked by the passkey library; the size is checked here. */
export const passkeyBody = z.looseObject({
  id: z.string().max(1500),
  response: z.looseObject({ clientDataJSON: z.string().max(8000) }),
})

/** A passkey's answer to a confirmation that was asked for; left out by members without a passkey. */
const confirmation = passkeyBody.optional()
const holdbackField = z.int().min(0).max(10_000)
const daysField = z.int().min(1).max(21)

export const confirmationBody = z.strictObject({ action: z.string().min(1).max(120) })

export const offerQuoteBody = z.strictObject({ amount: payableField, holdback_bp: holdbackField })

export const acceptOfferBody = z.strictObject({
  holdback_bp: holdbackField,
  owed: payableField,
  confirmation,
})

export const drawQuoteBody = z.strictObject({ amount: payableField })

export const newDrawBody = z.strictObject({
  id: idField('draw'),
  amount: payableField,
  owed: payableField,
  supplier: idField('partner').nullable(),
  reference: textField(60).nullable(),
  confirmation,
})

export const holdbackBody = z.strictObject({ holdback_bp: holdbackField, confirmation })

export const pauseBody = z.strictObject({ days: daysField })

export const emptyBody = z.strictObject({})

export const payoffBody = z.strictObject({ id: idField('payoff'), pay: payableField, confirmation })

export const appealBody = z.strictObject({ code: z.enum(GATE_CODES), text: textField(500) })

export const tagBody = z.strictObject({ tag: z.enum(['personal', 'exempt']).nullable() })

const tillItem = z
  .strictObject({
    id: idField('tillItem'),
    name: textField(TILL_NAME_MAX),
    price: payableField,
    emoji: textField(16).nullable(),
    stock_item: idField('catalogueItem').nullable(),
    sales_per_pack: z.int().min(1).max(SALES_PER_PACK_MAX).nullable(),
  })
  .refine((tile) => tile.stock_item !== null || tile.sales_per_pack === null, {
    message: 'must be null without a stock_item',
    path: ['sales_per_pack'],
    params: { code: 'without_stock_item' },
  })

export const tillItemsBody = z.strictObject({ data: tileList(tillItem, 'id') })
