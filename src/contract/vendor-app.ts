/** What the vendor app sends to `/api`. */
import { z } from '@hono/zod-openapi'
import { LOCALES } from '../domain/i18n/i18n.ts'
import { REQUEST_EXPIRES_IN_S_MAX, REQUEST_EXPIRES_IN_S_MIN } from '../domain/payments/request.ts'
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

export const newRequestBody = z.strictObject({
  id: idField('paymentRequest'),
  amount: payableField,
  note: noteField.nullish(),
  expires_in_s: z.int().min(REQUEST_EXPIRES_IN_S_MIN).max(REQUEST_EXPIRES_IN_S_MAX).optional(),
})

export const newRefundBody = z.strictObject({ id: idField('refund'), amount: payableField })

/** The shape is checked by the passkey library; the size is checked here. */
export const passkeyBody = z.looseObject({
  id: z.string().max(1500),
  response: z.looseObject({ clientDataJSON: z.string().max(8000) }),
})
