import { z } from '@hono/zod-openapi'
import { LOCALES } from '../domain/i18n/i18n.ts'
import {
  codeField,
  currencyField,
  idField,
  pictureField,
  textField,
  timeField,
  timeZoneField,
} from './fields.ts'
import { listOf } from './list.ts'

export const vendorParams = z.strictObject({ id: idField('vendor') })

const STATUS_REASON_CHARS_MAX = 300

const profile = {
  name: textField(60).openapi({ example: 'Asha’s Chaat' }),
  trade: textField(60).openapi({ example: 'Snacks and tea' }),
  place: textField(80).openapi({ example: 'Station Road, gate 2' }),
  emoji: textField(16).openapi({ example: '🥟' }),
  currency: currencyField,
  locale: z.enum(LOCALES),
  time_zone: timeZoneField.openapi({ example: 'Asia/Kolkata' }),
}

const EXAMPLE_BODY = {
  name: 'Asha’s Chaat',
  trade: 'Snacks and tea',
  place: 'Station Road, gate 2',
  emoji: '🥟',
  currency: 'INR',
  locale: 'hi',
  time_zone: 'Asia/Kolkata',
} as const

export const newVendorBody = z
  .strictObject({ ...profile, picture: pictureField.optional() })
  .openapi('NewVendor', { example: EXAMPLE_BODY })

export const vendorStatus = z.enum(['open', 'closed', 'frozen']).openapi('VendorStatus', {
  description:
    '`closed` is the stall’s own choice; `frozen` is the operator’s and takes no payment either.',
})

const EXAMPLE = {
  object: 'vendor',
  id: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
  code: '7K3M92QD',
  code_shown: '7K3M-92QD',
  ...EXAMPLE_BODY,
  picture_url: null,
  status: 'open',
  status_reason: null,
  pay_url: 'https://pay.example.org/p/7K3M92QD',
  qr_url: 'https://pay.example.org/q/7K3M92QD.svg',
  poster_url: 'https://pay.example.org/q/7K3M92QD/poster',
  created_at: '2026-11-24T03:20:00.000Z',
} as const

const fields = {
  object: z.literal('vendor'),
  id: idField('vendor'),
  code: codeField.openapi({ description: 'The first sticker code; `/codes` lists all.' }),
  code_shown: z.string(),
  name: z.string(),
  trade: z.string(),
  place: z.string(),
  emoji: z.string(),
  picture_url: z.url().nullable(),
  currency: currencyField,
  locale: z.enum(LOCALES),
  time_zone: z.string(),
  status: vendorStatus,
  status_reason: z.string().nullable(),
  pay_url: z.url().openapi({ description: 'What the sticker’s QR opens.' }),
  qr_url: z.url(),
  poster_url: z.url(),
  created_at: timeField,
}

export const vendor = z.strictObject(fields).openapi('Vendor', { example: EXAMPLE })

export const createdVendor = z
  .strictObject({
    ...fields,
    enrolment_url: z.url().openapi({
      description:
        'Makes the phone that opens it first the vendor’s. Works once; shown only in this answer.',
    }),
    enrolment_expires_at: timeField,
  })
  .openapi('CreatedVendor', {
    example: {
      ...EXAMPLE,
      enrolment_url:
        'https://pay.example.org/app/enrol#vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB.y3GkX0Yw0ZtC5',
      enrolment_expires_at: '2026-11-27T03:20:00.000Z',
    },
  })

export const vendorList = listOf(vendor, 'VendorList')

export const vendorStatusBody = z
  .strictObject({
    status: vendorStatus,
    reason: textField(STATUS_REASON_CHARS_MAX).optional().openapi({
      description: 'Required to freeze; the vendor sees it. Not taken otherwise.',
      example: 'The licence ran out on 1 November.',
    }),
  })
  .openapi('NewVendorStatus', { example: { status: 'closed' } })
