/** What `npm start` posts to load the demonstration market. */
import { z } from '@hono/zod-openapi'
import { LOCALES } from '../domain/i18n/i18n.ts'
import { PARTNER_KINDS } from '../domain/partners/scopes.ts'
import { readCode } from '../domain/qr/code.ts'
import { catalogueItemLine, supplierTermsBody } from './catalogue.ts'
import {
  currencyField,
  idField,
  noteField,
  payableField,
  textField,
  timeZoneField,
} from './fields.ts'
import { policyBody } from './lending.ts'

const timeField = z.iso.datetime().transform((text) => Date.parse(text))
const codeField = z.string().refine((code) => readCode(code).ok, 'must be a sticker code')

export const demoVendorsBody = z.strictObject({
  vendors: z.array(
    z.strictObject({
      id: idField('vendor'),
      code: codeField,
      name: textField(60),
      trade: textField(60),
      place: textField(80),
      emoji: textField(16),
      currency: currencyField,
      locale: z.enum(LOCALES),
      time_zone: timeZoneField,
      opened_at: timeField,
    }),
  ),
})

export const demoPartnersBody = z.strictObject({
  partners: z.array(
    z.strictObject({
      id: idField('partner'),
      kind: z.enum(PARTNER_KINDS),
      name: textField(60),
      currency: currencyField,
    }),
  ),
})

export const demoWalletsBody = z.strictObject({
  wallets: z.array(
    z.strictObject({ id: idField('wallet'), currency: currencyField, opened_at: timeField }),
  ),
})

export const demoDayBody = z.strictObject({
  fundings: z.array(
    z.strictObject({
      id: idField('funding'),
      partner_id: idField('partner'),
      amount: payableField,
      currency: currencyField,
      effective_at: timeField,
    }),
  ),
  top_ups: z.array(
    z.strictObject({
      id: idField('topUp'),
      partner_id: idField('partner'),
      wallet_id: idField('wallet'),
      amount: payableField,
      effective_at: timeField,
    }),
  ),
  payments: z.array(
    z.strictObject({
      id: idField('payment'),
      wallet_id: idField('wallet'),
      vendor_id: idField('vendor'),
      amount: payableField,
      tip: z.int().min(0),
      note: noteField.nullable(),
      effective_at: timeField,
    }),
  ),
  refunds: z.array(
    z.strictObject({
      id: idField('refund'),
      vendor_id: idField('vendor'),
      payment_id: idField('payment'),
      amount: payableField,
      effective_at: timeField,
    }),
  ),
})

export const demoLendingBody = z.strictObject({
  lenders: z.array(
    z.strictObject({ id: idField('partner'), funding: payableField, policy: policyBody }),
  ),
})

export const demoCatalogueBody = z.strictObject({
  suppliers: z.array(
    z.strictObject({
      id: idField('partner'),
      terms: supplierTermsBody,
      items: z.array(catalogueItemLine),
    }),
  ),
})
