import { z } from '@hono/zod-openapi'
import { EVENT_TYPES, TEST_EVENT, URL_CHARS_MAX } from '../domain/partners/webhooks.ts'
import { idBytes } from '../platform/ids.ts'
import { idField, orNull, timeField } from './fields.ts'
import { listOf, pageQuery } from './list.ts'

export const endpointParams = z.strictObject({ id: idField('webhookEndpoint') })

const eventType = z.enum(EVENT_TYPES).openapi('EventType', {
  description: `What may happen. \`${TEST_EVENT}\` is sent only when it is asked for.`,
})
const subscription = z.enum(EVENT_TYPES).exclude([TEST_EVENT])

/** Where the rest of what makes an address good is checked, it is known which deployment this is. */
const urlField = z
  .string()
  .min(1)
  .max(URL_CHARS_MAX)
  .openapi({ format: 'uri', example: 'https://partner.example.com/pushcart' })

export const newEndpointBody = z
  .strictObject({
    url: urlField.openapi({
      description:
        'Public and `https`, without credentials and fragment; in a sandbox also `http://localhost`.',
    }),
    events: z.array(subscription).min(1).max(subscription.options.length).optional().openapi({
      description: 'What to be told; everything, also what is added later, when left out.',
    }),
  })
  .openapi('NewWebhookEndpoint', {
    example: {
      url: 'https://partner.example.com/pushcart',
      events: ['credit.draw_posted', 'credit.repayment_posted'],
    },
  })

const ENDPOINT_EXAMPLE = {
  object: 'webhook_endpoint' as const,
  id: 'whk_01KAVJ4S3QG8M7N2T5V9XWYZAB',
  url: 'https://partner.example.com/pushcart',
  events: ['credit.draw_posted' as const, 'credit.repayment_posted' as const],
  state: 'enabled' as const,
  disabled_at: null,
  created_at: '2026-11-24T03:20:00.000Z',
}

const endpointShape = {
  object: z.literal('webhook_endpoint'),
  id: idField('webhookEndpoint'),
  url: urlField,
  events: orNull(z.array(subscription)).openapi({ description: 'Null for everything.' }),
  state: z.enum(['enabled', 'disabled']).openapi({
    description:
      'Disabled: it answered 410, or nothing reached it for five days. Nothing is sent to it until it answers a test or ' +
      'a retry with 2xx.',
  }),
  disabled_at: orNull(timeField),
  created_at: timeField,
}

const secretField = z.string().openapi({
  description: 'Signs what we send. Shown only in this answer.',
  example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
})

export const endpoint = z
  .strictObject(endpointShape)
  .openapi('WebhookEndpoint', { example: ENDPOINT_EXAMPLE })

export const createdEndpoint = z
  .strictObject({ ...endpointShape, secret: secretField })
  .openapi('CreatedWebhookEndpoint', {
    example: { ...ENDPOINT_EXAMPLE, secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' },
  })

export const endpointList = listOf(endpoint, 'WebhookEndpointList')

export const rotatedSecret = z
  .strictObject({
    object: z.literal('webhook_secret'),
    endpoint: idField('webhookEndpoint'),
    secret: secretField,
    previous_signs_until: timeField.openapi({
      description: 'Until then the secrets before sign too: check against each signature.',
    }),
  })
  .openapi('WebhookSecret', {
    example: {
      object: 'webhook_secret',
      endpoint: 'whk_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
      previous_signs_until: '2026-11-25T03:20:00.000Z',
    },
  })

const DELIVERY_EXAMPLE = 'evt_01KAVJ4S3QG8M7N2T5V9XWYZAB.whk_01KAVJ4S3QG8M7N2T5V9XWYZAB'

/** The event's id and the endpoint's: an event goes to an endpoint once. */
const deliveryId = z
  .string()
  .refine((id) => {
    const [event = '', to = '', ...more] = id.split('.')
    const isGood = idBytes('event', event) !== null && idBytes('webhookEndpoint', to) !== null
    return isGood && more.length === 0
  }, 'must be an id of an event, a dot, and an id of an endpoint')
  .openapi({
    pattern: '^evt_[0-7][0-9A-HJKMNP-TV-Z]{25}\\.whk_[0-7][0-9A-HJKMNP-TV-Z]{25}$',
    example: DELIVERY_EXAMPLE,
  })

export const deliveryParams = z.strictObject({ id: deliveryId })

const deliveryState = z.enum(['pending', 'delivered', 'failed']).openapi('DeliveryState', {
  description: 'Pending: not sent yet, or to be sent again. Failed: we have stopped trying.',
})

export const deliveryQuery = pageQuery.extend({
  endpoint: idField('webhookEndpoint').optional(),
  state: deliveryState.optional(),
})

export const delivery = z
  .strictObject({
    object: z.literal('webhook_delivery'),
    id: deliveryId,
    event: idField('event').openapi({
      description: 'The header `webhook-id`; the same for every endpoint and every attempt.',
    }),
    endpoint: idField('webhookEndpoint'),
    type: eventType,
    state: deliveryState,
    attempts: z.int().min(0).openapi({ description: 'Since it began, or began again.' }),
    last_answer: z.string().nullable().openapi({
      description:
        'What the last attempt got: a status, or `timeout`, `unreachable`, `endpoint_disabled`. Null before the first.',
      example: '204',
    }),
    next_attempt_at: orNull(timeField),
    created_at: timeField,
    delivered_at: orNull(timeField),
  })
  .openapi('WebhookDelivery', {
    description: 'An event on its way to an endpoint.',
    example: {
      object: 'webhook_delivery',
      id: DELIVERY_EXAMPLE,
      event: 'evt_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      endpoint: 'whk_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      type: 'credit.draw_posted',
      state: 'delivered',
      attempts: 1,
      last_answer: '204',
      next_attempt_at: null,
      created_at: '2026-11-24T03:20:00.000Z',
      delivered_at: '2026-11-24T03:30:00.000Z',
    },
  })

export const deliveryList = listOf(delivery, 'WebhookDeliveryList')
