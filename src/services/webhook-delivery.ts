/** Sending events to partners' systems, and what becomes of it. */
import * as db from '../db/webhooks.ts'
import type { DeliveryRow, DeliveryState, EndpointRow } from '../db/webhooks.ts'
import {
  afterAttempt,
  DELIVERIES_KEPT_MS,
  isGivenUp,
  readRetryAfter,
  signingSecrets,
  TEST_EVENT,
} from '../domain/partners/webhooks.ts'
import type { EndpointAnswer, EventType, SigningSecret } from '../domain/partners/webhooks.ts'
import { signatureHeaders } from '../platform/webhook-signature.ts'
import type { Ctx } from './context.ts'

/** Deliveries that one run of the cron makes: with the sweep's, within the 1,000 calls of one invocation. */
const DELIVERIES_MAX = 100
/** A Worker may keep six connections open. */
const AT_ONCE = 6
/** Less than the specification's 15 to 30 seconds: a person may be waiting for the answer to a test. */
const TIMEOUT_MS = 10_000
/** A claim lasts longer than a run of the cron can, which the platform ends after 15 minutes. */
export const CLAIM_MS = 16 * 60 * 1000
/** Old rows of the log that one run deletes. */
const FORGET_MAX = 1_000

/** What one run did. */
export interface DeliveryReport {
  delivered: number
  /** To be tried again. */
  pending: number
  failed: number
  /** Neither sent nor recorded, by our fault: they come again. */
  broken: number
  /** Old rows that left the log. */
  forgotten: number
}

/**
 * Sends what is due, of all partners, and forgets what is old. Two runs at once send nothing twice. Never throws: a
 * partner's system that is down is nothing that a caller can help.
 */
export async function deliverDue(ctx: Ctx, most = DELIVERIES_MAX): Promise<DeliveryReport> {
  const { env, nowMs, log } = ctx
  const report = { delivered: 0, pending: 0, failed: 0, broken: 0, forgotten: 0 }
  try {
    const due = await db.claimDue(env.DB, { nowMs, untilMs: nowMs + CLAIM_MS, most })
    const ids = new Set(due.map(({ endpointId }) => endpointId))
    const endpoints = await db.findEndpoints(env.DB, [...ids])
    const failing = new Set<EndpointRow>()
    await together(due, async (delivery) => {
      const endpoint = endpoints.get(delivery.endpointId)
      try {
        const { state } =
          endpoint?.disabledAtMs === null
            ? await deliver(ctx, delivery, endpoint)
            : await record(ctx, delivery, { state: 'failed', lastAnswer: 'endpoint_disabled' })
        report[state] += 1
        if (state === 'failed' && endpoint?.disabledAtMs === null) failing.add(endpoint)
      } catch (error) {
        report.broken += 1
        log.error('delivery_broken', error, { delivery: delivery.id })
      }
    })
    for (const endpoint of failing) await giveUpAfterDays(ctx, endpoint)
    report.forgotten = await db.deleteFinished(env.DB, nowMs, FORGET_MAX)
  } catch (error) {
    log.error('deliveries_stopped', error)
  }
  return report
}

/** Makes the one attempt that a claimed delivery is claimed for, and records what came of it. */
export async function deliver(
  ctx: Ctx,
  delivery: DeliveryRow,
  endpoint: EndpointRow,
): Promise<DeliveryRow> {
  const { nowMs } = ctx
  // Only somebody who asks for an attempt sends to an endpoint that was given up.
  const wasDisabled = endpoint.disabledAtMs !== null
  const answer = await send(delivery, endpoint, nowMs)
  const { attempts } = delivery
  const type = delivery.type as EventType
  const outcome = afterAttempt(answer, { type, attempts, nowMs, jitter: Math.random() })
  if (outcome.state === 'failed' && outcome.isGone) {
    await setDisabled(ctx, endpoint, nowMs)
    ctx.log.warn('webhook_endpoint_gone', { endpoint: endpoint.id })
  }
  if (outcome.state === 'delivered' && wasDisabled) await setDisabled(ctx, endpoint, null)
  const nextAtMs = outcome.state === 'pending' ? outcome.nextMs : undefined
  return record(ctx, delivery, { state: outcome.state, lastAnswer: answer.said, nextAtMs })
}

async function record(
  ctx: Ctx,
  delivery: DeliveryRow,
  {
    state,
    lastAnswer,
    // A finished row is looked at once more: when it leaves the log.
    nextAtMs = ctx.nowMs + DELIVERIES_KEPT_MS,
  }: { state: DeliveryState; lastAnswer: string; nextAtMs?: number | undefined },
): Promise<DeliveryRow> {
  const deliveredAtMs = state === 'delivered' ? ctx.nowMs : null
  const result = { state, lastAnswer, nextAtMs, deliveredAtMs }
  await db.recordAttempt(ctx.env.DB, delivery, result)
  return { ...delivery, ...result }
}

interface Answer extends EndpointAnswer {
  /** For the log: the status, or why there is none. */
  said: string
}

/** Sends an event. Nothing of the answer's body is read or kept: it is a stranger's, and says nothing that counts. */
async function send(delivery: DeliveryRow, endpoint: EndpointRow, nowMs: number): Promise<Answer> {
  const { eventId: id, body } = delivery
  const secrets = signingSecrets(secretsOf(endpoint), nowMs).map(({ secret }) => secret)
  // The time of the attempt itself: a run that takes minutes must not send signatures that are minutes old.
  const signed = await signatureHeaders(secrets, { id, body, sentAtMs: Date.now() })
  try {
    const response = await fetch(endpoint.url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Pushcart-Webhooks/1',
        ...signed,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await response.body?.cancel().catch(() => undefined)
    const { status, headers } = response
    const retryAfterS = readRetryAfter(headers.get('Retry-After'))
    return { status, retryAfterS, said: String(status) }
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError'
    return { status: null, retryAfterS: null, said: isTimeout ? 'timeout' : 'unreachable' }
  }
}

async function giveUpAfterDays(ctx: Ctx, endpoint: EndpointRow): Promise<void> {
  const sinceMs = await db.failingSince(ctx.env.DB, endpoint, TEST_EVENT)
  if (sinceMs === null || !isGivenUp(sinceMs, ctx.nowMs)) return
  await setDisabled(ctx, endpoint, ctx.nowMs)
  ctx.log.warn('webhook_endpoint_given_up', { endpoint: endpoint.id })
}

/** The row at hand says so too: what else is on its way to that endpoint in the same run must see it. */
async function setDisabled(ctx: Ctx, endpoint: EndpointRow, atMs: number | null): Promise<void> {
  await db.setDisabled(ctx.env.DB, endpoint, atMs)
  endpoint.disabledAtMs = atMs
}

/** Works on a few at once, so that a slow one holds up only what waits for its place. */
async function together<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** The secrets that an endpoint has, newest first. */
export function secretsOf({ secret }: EndpointRow): SigningSecret[] {
  return JSON.parse(secret) as SigningSecret[]
}
