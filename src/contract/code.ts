import { z } from '@hono/zod-openapi'
import { codeField, idField, textField, timeField } from './fields.ts'
import { listOf } from './list.ts'

/** As a person may type it: the handler reads it, and says what was meant when it is wrong. */
export const codeParams = z.strictObject({
  code: z.string().max(200).openapi({
    description: 'A sticker code; lower case, spaces and a dash are read too.',
    example: '7K3M-92QD',
  }),
})

const LABEL_CHARS_MAX = 60

export const newCodeBody = z
  .strictObject({
    label: textField(LABEL_CHARS_MAX).optional().openapi({ description: 'For the vendor’s eyes.' }),
  })
  .openapi('NewCode', { example: { label: 'Second till' } })

export const code = z
  .strictObject({
    object: z.literal('code'),
    code: codeField,
    code_shown: z.string(),
    vendor_id: idField('vendor'),
    label: z.string().nullable(),
    pay_url: z.url(),
    qr_url: z.url(),
    poster_url: z.url(),
    created_at: timeField,
  })
  .openapi('Code', {
    description: 'The identity behind a sticker. Never changes and never moves to another vendor.',
    example: {
      object: 'code',
      code: '7K3M92QD',
      code_shown: '7K3M-92QD',
      vendor_id: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      label: 'Second till',
      pay_url: 'https://pay.example.org/p/7K3M92QD',
      qr_url: 'https://pay.example.org/q/7K3M92QD.svg',
      poster_url: 'https://pay.example.org/q/7K3M92QD/poster',
      created_at: '2026-11-24T03:20:00.000Z',
    },
  })

export const codeList = listOf(code, 'CodeList')
