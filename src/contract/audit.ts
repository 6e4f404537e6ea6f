import { z } from '@hono/zod-openapi'
import { currencyField, orNull } from './fields.ts'
import { cursorField, limitField, listOf } from './list.ts'
import { money } from './money.ts'

export const AUDIT_LIMIT_DEFAULT = 20
/** Each book is read from its first row: more would not end within one request. */
const AUDIT_LIMIT_MAX = 50

export const auditQuery = z.strictObject({
  limit: limitField(AUDIT_LIMIT_MAX, AUDIT_LIMIT_DEFAULT),
  cursor: cursorField.optional(),
})

export const audit = z
  .strictObject({
    object: z.literal('audit'),
    book: z.string(),
    currency: orNull(currencyField).openapi({ description: 'Null for a book without money.' }),
    sound: z.boolean().openapi({ description: 'True when nothing is wrong.' }),
    problems: z.array(z.string()).openapi({ description: 'What is wrong, as sentences.' }),
    entries: z.int().min(0),
    open: z.int().min(0).openapi({ description: 'Movements whose end is not known yet.' }),
    available: orNull(money),
    pending: orNull(money),
    inbound: orNull(money).openapi({ description: 'Ever moved in from other books.' }),
    outbound: orNull(money).openapi({
      description:
        'Ever moved out to other books. Over all books of a currency the same as `inbound`.',
    }),
    funding: orNull(money).openapi({ description: 'Ever put in by the operator.' }),
  })
  .openapi('Audit', {
    description: 'A check of every row of a book, and that history equals it.',
    example: {
      object: 'audit',
      book: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      currency: 'INR',
      sound: true,
      problems: [],
      entries: 4_210,
      open: 0,
      available: { amount: 81_350, currency: 'INR' },
      pending: { amount: 0, currency: 'INR' },
      inbound: { amount: 90_000, currency: 'INR' },
      outbound: { amount: 8_650, currency: 'INR' },
      funding: { amount: 0, currency: 'INR' },
    },
  })

export const auditList = listOf(audit, 'AuditList')
