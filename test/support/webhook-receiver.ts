/** A partner's system: takes webhooks, believes none that is not signed, and answers as a test wants. */

/** Seconds that a receiver's clock and ours may differ, as the specification advises. */
const TOLERANCE_S = 5 * 60

/**
 * Whether an event was signed with a secret just now. Made from the words of Standard Webhooks 1.0 and not from our
 * signing, so that the two are checked against each other. WebCrypto compares in constant time.
 */
export async function verifyWebhook(
  headers: Headers,
  body: string,
  { secret, nowMs }: { secret: string; nowMs: number },
): Promise<boolean> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    headers.get(`webhook-${name}`),
  )
  if (id == null || timestamp == null || signatures == null) return false
  if (!(Math.abs(nowMs / 1000 - Number(timestamp)) <= TOLERANCE_S)) return false
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const raw = bytesOf(secret.replace(/^whsec_/, ''))
  if (raw === null) return false
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['verify'])
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  for (const signature of signatures.split(' ')) {
    const [version, value = ''] = signature.split(',')
    const bytes = version === 'v1' ? bytesOf(value) : null
    if (bytes !== null && (await crypto.subtle.verify('HMAC', key, bytes, content))) return true
  }
  return false
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))
  } catch {
    return null
  }
}

/** What arrived at an address. */
export interface Received {
  url: string
  headers: Headers
  body: string
  /** The body's members. */
  event: { type: string; timestamp: string; data: Record<string, unknown> }
  /** How the request was made. */
  init: RequestInit
}

type Answerer = (received: Received) => Response | Promise<Response>

/**
 * Stands in for the Internet: tests share the Worker's isolate, and so its `fetch`. An address that nobody listens at is
 * unreachable.
 */
export class Internet {
  readonly received: Received[] = []
  readonly #answers = new Map<string, Answerer>()

  /** Lets an address answer; a number is a status without a body. */
  listen(url: string, answer: number | Answerer): void {
    const answerer = () => new Response(null, { status: answer as number })
    this.#answers.set(url, typeof answer === 'number' ? answerer : answer)
  }

  /** What arrived at an address, oldest first. */
  at(url: string): Received[] {
    return this.received.filter((one) => one.url === url)
  }

  /** To be put in the place of `fetch`. */
  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const body = init.body as string
    const headers = new Headers(init.headers)
    const event = JSON.parse(body) as Received['event']
    const received = { url, headers, body, event, init }
    this.received.push(received)
    const answer = this.#answers.get(url)
    if (answer === undefined) throw new TypeError('internal error; nobody listens there')
    return answer(received)
  }
}
