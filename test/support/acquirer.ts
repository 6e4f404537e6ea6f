/** An acquirer's system: signs what it says, by the words of Standard Webhooks 1.0 and not by our code that checks. */

export interface SignedNotice {
  body: string
  headers: Record<string, string>
}

/** A notice as it goes over the wire. */
export async function signNotice(
  notice: object,
  { secret, nowMs = Date.now() }: { secret: string; nowMs?: number },
): Promise<SignedNotice> {
  const body = JSON.stringify(notice)
  const id = `ntc_${crypto.randomUUID()}`
  const timestamp = String(Math.floor(nowMs / 1000))
  const raw = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (byte) => byte.charCodeAt(0))
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign'])
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, content))
  return {
    body,
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${btoa(String.fromCharCode(...mac))}`,
    },
  }
}
