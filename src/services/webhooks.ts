/** Telling partners what happened: their endpoints, and what is put on its way to them. `webhook-delivery.ts` sends it. */
import * as db from '../db/webhooks.ts'
import type { DeliveryRow, DeliveryState, EndpointRow } from '../db/webhooks.ts'
import { assert } from '../domain/assert.ts'
import { ENDPOINTS_MAX, eventBody, rotateSecrets, TEST_EVENT } from '../domain/partners/webhooks.ts'
import type { EventType, SigningSecret } from '../domain/partners/webhooks.ts'
import { isId, newId } from '../platform/ids.ts'
import { newWebhookSecret } from '../platform/webhook-signature.ts'
import type { Ctx } from './context.ts'
import { CLAIM_MS, deliver, secretsOf } from './webhook-delivery.ts'

export type { DeliveryRow, DeliveryState, EndpointRow } from '../db/webhooks.ts'

/** An endpoint with its secret, which is shown this once; null when the partner has as many as it may have. */
export async function createEndpoint(
  ctx: Ctx,
  endpoint: { id: string; partnerId: string; url: string; events: readonly EventType[] },
): Promise<{ endpoint: EndpointRow; secret: string } | null> {
  const secret = newWebhookSecret()
  const row = {
    ...endpoint,
    events: JSON.stringify(endpoint.events),
    secret: JSON.stringify([{ secret, untilMs: null }] satisfies SigningSecret[]),
    createdAtMs: ctx.nowMs,
    disabledAtMs: null,
  }
  const isStored = await db.insertEndpoint(ctx.env.DB, row, ENDPOINTS_MAX)
  return isStored ? { endpoint: row, secret } : null
}

export async function findEndpoint(
  ctx: Ctx,
  partnerId: string,
  id: string,
): Promise<EndpointRow | null> {
  return db.findEndpoint(ctx.env.DB, partnerId, id)
}

export async function listEndpoints(
  ctx: Ctx,
  partnerId: string,
  page: { afterId: string; limit: number },
): Promise<EndpointRow[]> {
  return db.listEndpoints(ctx.env.DB, partnerId, page)
}

/** Forgets an endpoint; false when the partner has none like that. */
export async function deleteEndpoint(ctx: Ctx, partnerId: string, id: string): Promise<boolean> {
  return db.deleteEndpoint(ctx.env.DB, partnerId, id)
}

/** A new secret for an endpoint, shown this once; the old one signs beside it for a while. */
export async function rotateSecret(
  ctx: Ctx,
  endpoint: EndpointRow,
): Promise<{ secret: string; overlapEndsMs: number }> {
  const secret = newWebhookSecret()
  const { secrets, overlapEndsMs } = rotateSecrets(secretsOf(endpoint), secret, ctx.nowMs)
  const isReplaced = await db.replaceSecrets(ctx.env.DB, endpoint, JSON.stringify(secrets))
  if (isReplaced) return { secret, overlapEndsMs }
  // Two calls at once: the other one's secret is retired like any other.
  const now = await db.findEndpoint(ctx.env.DB, endpoint.partnerId, endpoint.id)
  if (now === null) throw new Error('the endpoint was deleted while its secret was changed')
  return rotateSecret(ctx, now)
}

/** Something that happened to a partner. */
export interface PartnerEvent {
  /** The same for the same event: then telling it twice is telling it once. */
  id: string
  type: Exclude<EventType, typeof TEST_EVENT>
  data: object
}

/**
 * Puts events on their way to every endpoint of a partner that wants them. Never throws: what happened has happened,
 * whether or not it can be told. The cron delivers within ten minutes; who cannot wait calls `deliverDue`.
 *
 * @returns false when they could not be stored, so that whoever can may tell them again
 */
export async function emitEvents(
  ctx: Ctx,
  partnerId: string,
  events: readonly PartnerEvent[],
): Promise<boolean> {
  if (events.length === 0) return true
  try {
    const endpoints = await db.listWorkingEndpoints(ctx.env.DB, partnerId)
    const rows = events.flatMap(({ id, type, data }) => {
      const event = { id, type, body: eventBody(type, data, ctx.nowMs) }
      return endpoints
        .filter((endpoint) => wants(endpoint, type))
        .map((endpoint) => newDelivery(event, endpoint, ctx.nowMs))
    })
    await db.insertDeliveries(ctx.env.DB, rows)
    return true
  } catch (error) {
    const names = events.map(({ id }) => id).join(' ')
    ctx.log.error('events_not_stored', error, { partner: partnerId, events: names })
    return false
  }
}

/** Sends a test event to an endpoint now; gives what came of it. */
export async function sendTestEvent(ctx: Ctx, endpoint: EndpointRow): Promise<DeliveryRow> {
  const id = newId('event', ctx.nowMs)
  const body = eventBody(TEST_EVENT, { webhook_endpoint: endpoint.id }, ctx.nowMs)
  const claimed = { attempts: 1, nextAtMs: ctx.nowMs + CLAIM_MS }
  const event = { id, type: TEST_EVENT, body } as const
  const delivery = { ...newDelivery(event, endpoint, ctx.nowMs), ...claimed }
  await db.insertDeliveries(ctx.env.DB, [delivery])
  return deliver(ctx, delivery, endpoint)
}

/** Begins a delivery again, with an attempt now; gives what came of it, or what is missing for it. */
export async function retryDelivery(
  ctx: Ctx,
  partnerId: string,
  id: string,
): Promise<DeliveryRow | 'no_delivery' | 'no_endpoint'> {
  const { DB } = ctx.env
  const known = await db.findDelivery(DB, partnerId, id)
  if (known === null) return 'no_delivery'
  const endpoint = await db.findEndpoint(DB, partnerId, known.endpointId)
  if (endpoint === null) return 'no_endpoint'
  const claimed = await db.claimAgain(DB, partnerId, id, ctx.nowMs + CLAIM_MS)
  return claimed === null ? 'no_delivery' : deliver(ctx, claimed, endpoint)
}

export async function listDeliveries(
  ctx: Ctx,
  partnerId: string,
  filter: { endpointId: string | null; state: DeliveryState | null },
  page: { beforeId: string | null; limit: number },
): Promise<DeliveryRow[]> {
  return db.listDeliveries(ctx.env.DB, partnerId, filter, page)
}

/** Types that an endpoint subscribes to; none stands for all. */
export function eventsOf({ events }: EndpointRow): EventType[] {
  return JSON.parse(events) as EventType[]
}

function wants(endpoint: EndpointRow, type: EventType): boolean {
  const events = eventsOf(endpoint)
  return events.length === 0 || events.includes(type)
}

function newDelivery(
  event: { id: string; type: EventType; body: string },
  { id: endpointId, partnerId }: EndpointRow,
  nowMs: number,
): DeliveryRow {
  assert(isId('event', event.id), `${event.id} is no id of an event`)
  return {
    id: `${event.id}.${endpointId}`,
    eventId: event.id,
    endpointId,
    partnerId,
    type: event.type,
    body: event.body,
    state: 'pending',
    attempts: 0,
    nextAtMs: nowMs,
    lastAnswer: null,
    createdAtMs: nowMs,
    deliveredAtMs: null,
  }
}
