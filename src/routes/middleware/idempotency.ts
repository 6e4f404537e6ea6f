import type { Context, MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { readIdempotencyKey } from '../../domain/partners/idempotency-key.ts'
import { beginCall, endCall } from '../../services/idempotency.ts'
import { Problem, problemResponse } from '../http.ts'
import type { PartnerEnv } from './api-key.ts'

/** A call with the same key that is still running is worth asking about again after this long. */
const RETRY_AFTER_S = 2

/** Reads the Idempotency-Key header; calls that move money must have one. */
export function idempotencyKey(rule: 'required' | 'accepted'): MiddlewareHandler<PartnerEnv> {
  return async function idempotencyKey(c, next) {
    const header = c.req.header('Idempotency-Key')
    if (header === undefined && rule === 'required') {
      const detail =
        'This call moves money: send an Idempotency-Key, the same one when you repeat it.'
      throw new Problem('idempotency_key_missing', detail)
    }
    const key = header === undefined ? null : readIdempotencyKey(header)
    if (header !== undefined && key === null) {
      const detail = 'An Idempotency-Key has 1 to 255 printable ASCII characters, quoted or not.'
      throw new Problem('idempotency_key_missing', detail)
    }
    c.set('idempotencyKey', key)
    await next()
  }
}

/**
 * Does the work of a call once per Idempotency-Key; without a key, simply does it. What can be wrong with the request
 * is checked before, so that a corrected request may use the same key. An answer 202 is not stored: its outcome is
 * unknown, and a repetition carries on with the same id.
 *
 * @param newOperationId id for what the call creates, if the key is new
 * @param keep what a repetition gets instead of the answer, for an answer with a secret
 */
export async function once<R extends Response>(
  c: Context<PartnerEnv>,
  newOperationId: string,
  work: (operationId: string) => Promise<R>,
  keep: Problem | null = null,
): Promise<R> {
  const { ctx, caller, idempotencyKey: key } = c.var
  if (key === null) return work(newOperationId)
  const body: unknown = await c.req.json()
  const { method, path } = c.req
  const call = { key, method, path, body, operationId: newOperationId }
  const begun = await beginCall(ctx, caller.partnerId, call)
  if (begun.state === 'running') {
    const headers = { 'Retry-After': String(RETRY_AFTER_S) }
    throw new Problem('still_running', undefined, { headers })
  }
  if (begun.state === 'reused') throw new Problem('idempotency_key_reused')
  // A replay is whatever the same handler answered before, which the type cannot know.
  if (begun.state === 'done') return replay(c, begun) as R
  const end = (answer: { status: number; body: string } | null) =>
    endCall(ctx, caller.partnerId, key, answer)
  try {
    const answer = await work(begun.operationId)
    const kept = keep === null ? answer : problemResponse(c, keep)
    await end(
      answer.status === 202 ? null : { status: kept.status, body: await kept.clone().text() },
    )
    return answer
  } catch (error) {
    if (!(error instanceof Problem)) {
      await end(null)
      throw error
    }
    const refusal = problemResponse(c, error)
    await end({ status: refusal.status, body: await refusal.clone().text() })
    return refusal as R
  }
}

function replay(
  c: Context<PartnerEnv>,
  { status, body }: { status: number; body: string },
): Response {
  return c.body(body, status as ContentfulStatusCode, {
    'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
    'Cache-Control': 'no-store',
    'Idempotent-Replayed': 'true',
  })
}
