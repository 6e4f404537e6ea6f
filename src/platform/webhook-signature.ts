/** Signatures of Standard Webhooks 1.0: HMAC-SHA256 over id, timestamp and body. */
import { sameSecret } from './secrets.ts'

const PREFIX = 'whsec_'
/** Of the 24 to 64 that the specification allows. */
const SECRET_BYTES = 32

/** A new secret, as both sides keep it. */
export function newWebhookSecret(): string {
  return PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))
}

/**
 * The headers that prove where an event comes from: one signature for each secret.
 *
 * @param sentAtMs when this attempt is made: receivers refuse what is older than a few minutes
 */
export async function signatureHeaders(
  secrets: readonly string[],
  { id, body, sentAtMs }: { id: string; body: string; sentAtMs: number },
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(sentAtMs / 1000))
  const signatures = await Promise.all(
    secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)),
  )
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}

/** How far a sender's clock may be from ours: the specification's own choice. */
const TOLERANCE_MS = 5 * 60_000

/**
 * Whether a message was signed with one of the secrets, and just now. The body is checked as it came, before anybody reads
 * it.
 */
export async function isSigned(
  secrets: readonly string[],
  { headers, body }: { headers: Headers; body: string },
  nowMs: number,
): Promise<boolean> {
  const id = headers.get('webhook-id') ?? ''
  const timestamp = headers.get('webhook-timestamp') ?? ''
  const given = (headers.get('webhook-signature') ?? '').split(' ')
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(Number(timestamp) * 1000 - nowMs) > TOLERANCE_MS) return false
  for (const secret of secrets) {
    const expected = await signature(secret, `${id}.${timestamp}.${body}`)
    if (given.some((one) => sameSecret(one, expected))) return true
  }
  return false
}

async function signature(secret: string, content: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.slice(PREFIX.length)), (byte) => byte.charCodeAt(0))
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(content))
  return `v1,${toBase64(new Uint8Array(signed))}`
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
