import type { Context } from 'hono'
import { PAGE_LIMIT_DEFAULT, pageQuery } from '../../contract/list.ts'
import {
  createdEndpoint,
  delivery as deliverySchema,
  deliveryList,
  deliveryParams,
  deliveryQuery,
  endpoint as endpointSchema,
  endpointList,
  endpointParams,
  newEndpointBody,
  rotatedSecret,
} from '../../contract/webhook.ts'
import { ENDPOINTS_MAX, readWebhookUrl } from '../../domain/partners/webhooks.ts'
import type { EventType, TEST_EVENT, UrlProblem } from '../../domain/partners/webhooks.ts'
import { isoTime } from '../../domain/time.ts'
import { newId } from '../../platform/ids.ts'
import { deploymentMode } from '../../services/partners.ts'
import {
  createEndpoint,
  deleteEndpoint,
  eventsOf,
  findEndpoint,
  listDeliveries,
  listEndpoints,
  retryDelivery,
  rotateSecret,
  sendTestEvent,
} from '../../services/webhooks.ts'
import type { DeliveryRow, EndpointRow } from '../../services/webhooks.ts'
import { Problem } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { once } from '../middleware/idempotency.ts'
import { invalidFields, json, jsonBody, operation, partnerRouter } from './operation.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'

const tags = ['Webhooks']
const scope = 'webhooks:write'

const createWebhookEndpoint = operation(
  { scope, idempotency: 'accepted' },
  {
    method: 'post',
    path: '/webhook-endpoints',
    operationId: 'createWebhookEndpoint',
    tags,
    summary: 'Register a webhook endpoint',
    description:
      `At most ${ENDPOINTS_MAX} a partner. The secret is shown once: with an Idempotency-Key a repetition makes no ` +
      'second endpoint, but it cannot show the secret again either: it answers 409.',
    request: { body: jsonBody(newEndpointBody) },
    responses: { 201: { description: 'The new endpoint.', content: json(createdEndpoint) } },
  },
)

const listWebhookEndpoints = operation(
  { scope },
  {
    method: 'get',
    path: '/webhook-endpoints',
    operationId: 'listWebhookEndpoints',
    tags,
    summary: 'List webhook endpoints',
    description: 'The caller’s own, oldest first.',
    request: { query: pageQuery },
    responses: { 200: { description: 'A page of endpoints.', content: json(endpointList) } },
  },
)

const getWebhookEndpoint = operation(
  { scope },
  {
    method: 'get',
    path: '/webhook-endpoints/{id}',
    operationId: 'getWebhookEndpoint',
    tags,
    summary: 'Read a webhook endpoint',
    request: { params: endpointParams },
    responses: { 200: { description: 'The endpoint.', content: json(endpointSchema) } },
  },
)

const deleteWebhookEndpoint = operation(
  { scope },
  {
    method: 'delete',
    path: '/webhook-endpoints/{id}',
    operationId: 'deleteWebhookEndpoint',
    tags,
    summary: 'Delete a webhook endpoint',
    description: 'What is on its way to it is dropped; the log of what it got stays.',
    request: { params: endpointParams },
    responses: { 204: { description: 'It is gone.' } },
  },
)

const testWebhookEndpoint = operation(
  { scope },
  {
    method: 'post',
    path: '/webhook-endpoints/{id}/test',
    operationId: 'testWebhookEndpoint',
    tags,
    summary: 'Send a test event',
    description:
      'Sends `webhook.test` now and answers what the endpoint said, after at most ten seconds. It is not tried again. ' +
      'An answer 2xx switches a disabled endpoint on.',
    request: { params: endpointParams },
    responses: { 200: { description: 'What came of it.', content: json(deliverySchema) } },
  },
)

const rotateWebhookSecret = operation(
  { scope },
  {
    method: 'post',
    path: '/webhook-endpoints/{id}/rotate-secret',
    operationId: 'rotateWebhookSecret',
    tags,
    summary: 'Change the secret of a webhook endpoint',
    description:
      'The new secret is shown once. For 24 hours every event carries the old one’s signature as well. Repeating the ' +
      'call makes another secret.',
    request: { params: endpointParams },
    responses: { 200: { description: 'The new secret.', content: json(rotatedSecret) } },
  },
)

const listWebhookDeliveries = operation(
  { scope },
  {
    method: 'get',
    path: '/webhook-deliveries',
    operationId: 'listWebhookDeliveries',
    tags,
    summary: 'List webhook deliveries',
    description: 'The newest event first. Finished deliveries are kept for 30 days.',
    request: { query: deliveryQuery },
    responses: { 200: { description: 'A page of deliveries.', content: json(deliveryList) } },
  },
)

const retryWebhookDelivery = operation(
  { scope },
  {
    method: 'post',
    path: '/webhook-deliveries/{id}/retry',
    operationId: 'retryWebhookDelivery',
    tags,
    summary: 'Send an event again',
    description:
      'Begins the delivery again, whatever became of it, with an attempt now. When that fails, the schedule starts ' +
      'over. The event keeps its id.',
    request: { params: deliveryParams },
    responses: { 200: { description: 'What came of it.', content: json(deliverySchema) } },
  },
)

export const webhooks = partnerRouter()
  .openapi(createWebhookEndpoint, async (c) => {
    const { ctx, caller } = c.var
    const { partnerId } = caller
    const { url: wanted, events = [] } = c.req.valid('json')
    const url = endpointUrl(c, wanted)
    const work = async (id: string) => {
      if ((await findEndpoint(ctx, partnerId, id)) !== null) throw SECRET_SHOWN_BEFORE
      const made = await createEndpoint(ctx, { id, partnerId, url, events: [...new Set(events)] })
      if (made === null) {
        const detail = `a partner has at most ${ENDPOINTS_MAX} endpoints; delete one, then call with another key`
        throw invalidFields([{ pointer: '/url', detail, code: 'too_many_endpoints' }])
      }
      return c.json({ ...endpointResource(made.endpoint), secret: made.secret }, 201)
    }
    return once(c, newId('webhookEndpoint', ctx.nowMs), work, SECRET_SHOWN_BEFORE)
  })
  .openapi(listWebhookEndpoints, async (c) => {
    const { limit = PAGE_LIMIT_DEFAULT, cursor } = c.req.valid('query')
    const { partnerId } = c.var.caller
    const name = { list: 'webhook-endpoints', filter: partnerId }
    const afterId = pageStart(name, cursor) ?? ''
    const rows = await listEndpoints(c.var.ctx, partnerId, { afterId, limit: limit + 1 })
    const data = rows.slice(0, limit).map(endpointResource)
    const after = nextAfter(rows, limit, ({ id }) => id)
    return c.json(listPage(c, name, { data, limit, after }), 200)
  })
  .openapi(getWebhookEndpoint, async (c) =>
    c.json(endpointResource(await ownEndpoint(c, c.req.valid('param').id)), 200),
  )
  .openapi(deleteWebhookEndpoint, async (c) => {
    const { ctx, caller } = c.var
    const isDeleted = await deleteEndpoint(ctx, caller.partnerId, c.req.valid('param').id)
    if (!isDeleted) throw new Problem('not_found', NO_ENDPOINT)
    return c.body(null, 204)
  })
  .openapi(testWebhookEndpoint, async (c) => {
    const endpoint = await ownEndpoint(c, c.req.valid('param').id)
    return c.json(deliveryResource(await sendTestEvent(c.var.ctx, endpoint)), 200)
  })
  .openapi(rotateWebhookSecret, async (c) => {
    const endpoint = await ownEndpoint(c, c.req.valid('param').id)
    const { secret, overlapEndsMs } = await rotateSecret(c.var.ctx, endpoint)
    return c.json(
      {
        object: 'webhook_secret' as const,
        endpoint: endpoint.id,
        secret,
        previous_signs_until: isoTime(overlapEndsMs),
      },
      200,
    )
  })
  .openapi(listWebhookDeliveries, async (c) => {
    const query = c.req.valid('query')
    const { limit = PAGE_LIMIT_DEFAULT, cursor, endpoint = null, state = null } = query
    const { partnerId } = c.var.caller
    const filter = [partnerId, endpoint, state].join(' ')
    const name = { list: 'webhook-deliveries', filter }
    const page = { beforeId: pageStart(name, cursor), limit: limit + 1 }
    const wanted = { endpointId: endpoint, state }
    const rows = await listDeliveries(c.var.ctx, partnerId, wanted, page)
    const data = rows.slice(0, limit).map(deliveryResource)
    const after = nextAfter(rows, limit, ({ id }) => id)
    return c.json(listPage(c, name, { data, limit, after }), 200)
  })
  .openapi(retryWebhookDelivery, async (c) => {
    const { ctx, caller } = c.var
    const again = await retryDelivery(ctx, caller.partnerId, c.req.valid('param').id)
    if (again === 'no_delivery') throw new Problem('not_found', 'The caller has no such delivery.')
    if (again === 'no_endpoint') {
      throw new Problem('not_found', 'The endpoint of this delivery was deleted.')
    }
    return c.json(deliveryResource(again), 200)
  })

/** The stored answer of a call that showed a secret. */
const SECRET_SHOWN_BEFORE = new Problem(
  'conflict',
  'The first call with this Idempotency-Key made the endpoint and showed its secret; rotate it for another one.',
)

const NO_ENDPOINT = 'The caller has no such webhook endpoint.'

/** @throws Problem `not_found` for an endpoint of another partner, as for none */
async function ownEndpoint(c: Context<PartnerEnv>, id: string): Promise<EndpointRow> {
  const found = await findEndpoint(c.var.ctx, c.var.caller.partnerId, id)
  if (found === null) throw new Problem('not_found', NO_ENDPOINT)
  return found
}

/** @throws Problem `invalid` for an address that nothing may be sent to */
function endpointUrl(c: Context<PartnerEnv>, wanted: string): string {
  const rules = {
    allowsLocal: deploymentMode(c.env) === 'sandbox',
    ownOrigin: c.var.ctx.origin,
  }
  const reading = readWebhookUrl(wanted, rules)
  if (reading.ok) return reading.url
  const { reason } = reading
  throw invalidFields([{ pointer: '/url', detail: URL_SENTENCES[reason], code: reason }])
}

const URL_SENTENCES: Record<UrlProblem, string> = {
  not_a_url: 'must be an address in ASCII, without spaces and backslashes',
  not_https: 'must begin with https://',
  credentials: 'must not carry a name or password; check the signature instead',
  fragment: 'must not have a fragment: it would never be sent',
  ip_address: 'must name a host, not an IP address',
  not_public: 'must be a host that can be found from everywhere',
  own_host: 'must not be this deployment itself',
}

function endpointResource(row: EndpointRow) {
  const { id, url, createdAtMs, disabledAtMs } = row
  const events = eventsOf(row) as Exclude<EventType, typeof TEST_EVENT>[]
  return {
    object: 'webhook_endpoint' as const,
    id,
    url,
    events: events.length === 0 ? null : events,
    state: disabledAtMs === null ? ('enabled' as const) : ('disabled' as const),
    disabled_at: disabledAtMs === null ? null : isoTime(disabledAtMs),
    created_at: isoTime(createdAtMs),
  }
}

function deliveryResource(row: DeliveryRow) {
  const { id, eventId, endpointId, state, attempts, lastAnswer, nextAtMs } = row
  return {
    object: 'webhook_delivery' as const,
    id,
    event: eventId,
    endpoint: endpointId,
    type: row.type as EventType,
    state,
    attempts,
    last_answer: lastAnswer,
    next_attempt_at: state === 'pending' ? isoTime(nextAtMs) : null,
    created_at: isoTime(row.createdAtMs),
    delivered_at: row.deliveredAtMs === null ? null : isoTime(row.deliveredAtMs),
  }
}
