/** What we tell partners' systems, where, and how often we try. Standard Webhooks 1.0 (standardwebhooks.com). */
import { assert } from '../assert.ts'
import { isoTime } from '../time.ts'

/** Asked for by the endpoint's owner, so it goes to one endpoint whatever that subscribes to. */
export const TEST_EVENT = 'webhook.test'

/** Everything that may happen to a partner: the closed list. */
export const EVENT_TYPES = [
  'credit.line_opened',
  'credit.draw_posted',
  'credit.repayment_posted',
  'credit.payoff_posted',
  'credit.line_closed',
  'credit.draw_written_off',
  'order.placed',
  'order.cancelled',
  'order.expired',
  'order.confirmed',
  'order.disputed',
  'order.settled',
  'order.claimed',
  'pool.closed',
  'payout.paid',
  'payout.failed',
  TEST_EVENT,
] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** The specification asks for less than 20 KB: an event names things, and whoever wants more reads them. */
const BODY_CHARS_MAX = 20_000

/** The body of an event. */
export function eventBody(type: EventType, data: object, atMs: number): string {
  const body = JSON.stringify({ type, timestamp: isoTime(atMs), data })
  assert(body.length <= BODY_CHARS_MAX, `an event of type ${type} is too large`)
  return body
}

/** One partner's: enough for each of its systems, and few enough that one movement is told in one go. */
export const ENDPOINTS_MAX = 10
export const URL_CHARS_MAX = 1_000

export type UrlProblem =
  | 'not_a_url'
  | 'not_https'
  | 'credentials'
  | 'fragment'
  | 'ip_address'
  | 'not_public'
  | 'own_host'

/** Names that mean something only inside a network (RFC 6761, RFC 6762, RFC 8375, and those in common use). */
const INSIDE =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|corp|home|lan|home\.arpa|onion|invalid)$/

/**
 * The address of an endpoint as it is stored, or why it cannot be one. Names that resolve to private addresses are
 * not found here: Workers reach the public Internet only, and follow no redirect of a webhook.
 *
 * @param rules `allowsLocal` where money is play money, so that integrators can try things on their machine
 */
export function readWebhookUrl(
  text: string,
  { allowsLocal, ownOrigin }: { allowsLocal: boolean; ownOrigin: string },
): { ok: true; url: string } | { ok: false; reason: UrlProblem } {
  const refuse = (reason: UrlProblem) => ({ ok: false as const, reason })
  // Parsers drop tabs, turn backslashes and read full-width letters: what we were sent must be what we send to.
  if (!/^[\u0021-\u005b\u005d-\u007e]{1,1000}$/.test(text)) return refuse('not_a_url')
  const url = parsed(text)
  if (url === null || url.hostname === '') return refuse('not_a_url')
  if (url.username !== '' || url.password !== '') return refuse('credentials')
  if (text.includes('#')) return refuse('fragment')
  const isHere = url.hostname === 'localhost' || url.hostname === '127.0.0.1'
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere && allowsLocal)) {
    return refuse('not_https')
  }
  const own = parsed(ownOrigin)
  if (isHere && allowsLocal) {
    return url.host === own?.host ? refuse('own_host') : { ok: true, url: url.href }
  }
  // The parser has written every spelling of an IPv4 address with dots: 0x7f.1 and 2130706433 as well. Public addresses
  // are refused with the private ones: Cloudflare does not let a Worker call a bare address (error 1003).
  if (url.hostname.startsWith('[') || /^[\d.]+$/.test(url.hostname)) return refuse('ip_address')
  const name = url.hostname.replace(/\.$/, '')
  if (!/[^.]\.[^.]/.test(name) || INSIDE.test(name)) return refuse('not_public')
  if (name === own?.hostname) return refuse('own_host')
  return { ok: true, url: url.href }
}

function parsed(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Pauses after the first attempt, the second, and so on, as the specification has them: about three days in all. */
const RETRY_AFTER_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
]
export const ATTEMPTS_MAX = RETRY_AFTER_MS.length + 1
/** The cron trigger of wrangler.toml: nothing is sent between two of its minutes, so no time between them is promised. */
const CRON_MS = 10 * MINUTE_MS
/** Pauses are up to a tenth longer, so that what failed together does not come again together. */
const JITTER = 0.1
/** However long an endpoint asks us to wait. */
const WAIT_MS_MAX = 24 * HOUR_MS

/**
 * When a delivery is tried again; null after the last attempt.
 *
 * @param attempts made so far
 * @param jitter from 0 to 1, drawn by the caller
 * @param retryAfterS what the endpoint asked for, or null
 */
export function nextAttemptMs({
  attempts,
  nowMs,
  jitter,
  retryAfterS = null,
}: {
  attempts: number
  nowMs: number
  jitter: number
  retryAfterS?: number | null
}): number | null {
  const pauseMs = RETRY_AFTER_MS[attempts - 1]
  if (pauseMs === undefined) return null
  const wishedMs = Math.min((retryAfterS ?? 0) * SECOND_MS, WAIT_MS_MAX)
  const dueMs = nowMs + Math.max(pauseMs * (1 + JITTER * jitter), wishedMs)
  return Math.ceil(dueMs / CRON_MS) * CRON_MS
}

/** What an endpoint said to one attempt; a status of null is no answer at all. */
export interface EndpointAnswer {
  status: number | null
  /** Seconds that it asked us to wait. */
  retryAfterS: number | null
}

/** What an attempt leads to. */
export type AttemptOutcome =
  | { state: 'delivered' }
  | { state: 'pending'; nextMs: number }
  | { state: 'failed'; isGone: boolean }

/** Decides after an attempt: 2xx is delivered, 410 asks for no more, and anything else is tried again for three days. */
export function afterAttempt(
  { status, retryAfterS }: EndpointAnswer,
  {
    type,
    attempts,
    nowMs,
    jitter,
  }: { type: EventType; attempts: number; nowMs: number; jitter: number },
): AttemptOutcome {
  if (status !== null && status >= 200 && status < 300) return { state: 'delivered' }
  if (status === 410) return { state: 'failed', isGone: true }
  // Somebody watches a test: trying it again behind their back would only surprise them.
  const nextMs =
    type === TEST_EVENT ? null : nextAttemptMs({ attempts, nowMs, jitter, retryAfterS })
  return nextMs === null ? { state: 'failed', isGone: false } : { state: 'pending', nextMs }
}

/** The seconds of a Retry-After header; null for none, and for a date, which few send. */
export function readRetryAfter(header: string | null): number | null {
  return header !== null && /^\d{1,9}$/.test(header) ? Number(header) : null
}

/** An endpoint that nothing reached for this long is given up. */
const FAILING_MS_MAX = 5 * DAY_MS

/** Whether an endpoint is given up whose oldest undelivered event since its last good answer is of that moment. */
export function isGivenUp(failingSinceMs: number, nowMs: number): boolean {
  return nowMs - failingSinceMs >= FAILING_MS_MAX
}

/** The log of finished deliveries goes back this far: docs/api.md publishes it. */
export const DELIVERIES_KEPT_MS = 30 * DAY_MS

/** A retired secret signs beside its successor for this long, so that a partner can change over at leisure. */
const SECRET_OVERLAP_MS = 24 * HOUR_MS
/** Someone who repeats a lost call over and over retires secrets that nobody saw; each is a signature more. */
const SECRETS_MAX = 5

/** A secret that signs until a moment, or for good while it is the newest. */
export interface SigningSecret {
  secret: string
  untilMs: number | null
}

/** Secrets after a change: the new one first, then those that still sign. */
export function rotateSecrets(
  secrets: readonly SigningSecret[],
  secret: string,
  nowMs: number,
): { secrets: SigningSecret[]; overlapEndsMs: number } {
  const overlapEndsMs = nowMs + SECRET_OVERLAP_MS
  const retired = signingSecrets(secrets, nowMs).map((old) => ({
    secret: old.secret,
    untilMs: old.untilMs ?? overlapEndsMs,
  }))
  return {
    secrets: [{ secret, untilMs: null }, ...retired].slice(0, SECRETS_MAX),
    overlapEndsMs,
  }
}

/** Those that sign at a moment, newest first. */
export function signingSecrets(
  secrets: readonly SigningSecret[],
  nowMs: number,
): readonly SigningSecret[] {
  return secrets.filter(({ untilMs }) => untilMs === null || nowMs < untilMs)
}
