import { z } from '@hono/zod-openapi'
import { PARTNER_KINDS, SCOPES } from '../domain/partners/scopes.ts'
import { currencyField, idField, textField, timeField } from './fields.ts'
import { money, payableMoney } from './money.ts'

export const partnerParams = z.strictObject({ id: idField('partner') })

const scope = z.enum(SCOPES).openapi('Scope')
const mode = z.enum(['sandbox', 'live']).openapi('Mode', {
  description: 'Keys of one mode do not work in a deployment of the other.',
})

export const caller = z
  .strictObject({
    object: z.literal('caller'),
    partner: idField('partner').nullable().openapi({ description: 'Null for the operator.' }),
    kind: z.enum(['operator', ...PARTNER_KINDS]),
    mode,
    scopes: z.array(scope),
  })
  .openapi('Caller', {
    example: {
      object: 'caller',
      partner: 'prt_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      kind: 'agent',
      mode: 'sandbox',
      scopes: ['vendors:read', 'vendors:write'],
    },
  })

const NAME_CHARS_MAX = 60

export const newPartnerBody = z
  .strictObject({
    kind: z.enum(PARTNER_KINDS),
    name: textField(NAME_CHARS_MAX),
    currency: currencyField.openapi({ description: 'Of its float; for ever.' }),
  })
  .openapi('NewPartner', {
    example: { kind: 'agent', name: 'Market Co-operative', currency: 'INR' },
  })

export const partner = z
  .strictObject({
    object: z.literal('partner'),
    id: idField('partner'),
    kind: z.enum(PARTNER_KINDS),
    name: z.string(),
    currency: currencyField,
    created_at: timeField,
  })
  .openapi('Partner', {
    example: {
      object: 'partner',
      id: 'prt_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      kind: 'agent',
      name: 'Market Co-operative',
      currency: 'INR',
      created_at: '2026-11-24T03:20:00.000Z',
    },
  })

export const newApiKeyBody = z
  .strictObject({
    scopes: z.array(scope).min(1).max(SCOPES.length).optional().openapi({
      description: 'What the key may do; all that the partner’s kind may do when left out.',
    }),
  })
  .openapi('NewApiKey', { example: { scopes: ['vendors:read', 'entries:read'] } })

export const apiKey = z
  .strictObject({
    object: z.literal('api_key'),
    id: idField('apiKey'),
    partner: idField('partner'),
    mode,
    scopes: z.array(scope),
    key: z.string().openapi({
      description: 'The key itself. Shown only in this answer; we keep no copy.',
    }),
    created_at: timeField,
  })
  .openapi('ApiKey', {
    example: {
      object: 'api_key',
      id: 'key_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      partner: 'prt_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      mode: 'sandbox',
      scopes: ['vendors:read', 'entries:read'],
      key: 'pc_sandbox_01KAVJ4S3QG8M7N2T5V9XWYZAB_…',
      created_at: '2026-11-24T03:20:00.000Z',
    },
  })

export const newFundingBody = z
  .strictObject({ amount: payableMoney })
  .openapi('NewFunding', { example: { amount: { amount: 10_000_000, currency: 'INR' } } })

export const funding = z
  .strictObject({
    object: z.literal('funding'),
    id: idField('funding'),
    partner: idField('partner'),
    amount: money,
    created_at: timeField,
  })
  .openapi('Funding', {
    description: 'Money that the operator took in outside, put into a partner’s float.',
    example: {
      object: 'funding',
      id: 'fnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      partner: 'prt_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      amount: { amount: 10_000_000, currency: 'INR' },
      created_at: '2026-11-24T03:20:00.000Z',
    },
  })

export const float = z
  .strictObject({
    object: z.literal('float'),
    partner: idField('partner'),
    available: money,
    pending: money.openapi({ description: 'In top-ups that no wallet has confirmed yet.' }),
    funded: money.openapi({ description: 'Ever put in.' }),
  })
  .openapi('Float', {
    example: {
      object: 'float',
      partner: 'prt_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      available: { amount: 9_950_000, currency: 'INR' },
      pending: { amount: 0, currency: 'INR' },
      funded: { amount: 10_000_000, currency: 'INR' },
    },
  })
