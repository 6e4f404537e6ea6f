/** Repeated API calls: the caller's book remembers each Idempotency-Key, because it alone handles one call at a time. */
import { canonicalJson } from '../domain/partners/idempotency-key.ts'
import type { IdempotencyState } from '../domain/partners/idempotency.ts'
import type { Ctx } from './context.ts'

export interface KeyedCall {
  key: string
  method: string
  path: string
  body: unknown
  /** Id for what the call creates, if the key is new. */
  operationId: string
}

/** Begins a call under its key, or says what is known about an earlier one. */
export async function beginCall(
  ctx: Ctx,
  partnerId: string,
  { key, method, path, body, operationId }: KeyedCall,
): Promise<IdempotencyState> {
  const fingerprint = await sha256Hex(`${method} ${path}\n${canonicalJson(body)}`)
  const book = ctx.env.PARTNER_BOOK.getByName(partnerId)
  return book.beginCall({ key, fingerprint, operationId }, ctx.nowMs)
}

/**
 * Stores the answer of a call, or null for one whose outcome is unknown, so that a repetition asks again. Never throws:
 * what was done is done, and a key that stays open is picked up with the same id by the next call.
 */
export async function endCall(
  ctx: Ctx,
  partnerId: string,
  key: string,
  answer: { status: number; body: string } | null,
): Promise<void> {
  try {
    await ctx.env.PARTNER_BOOK.getByName(partnerId).endCall(key, answer, ctx.nowMs)
  } catch (error) {
    ctx.log.error('idempotency_not_stored', error)
  }
}

async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
