import { setTimeout as delay } from 'node:timers/promises'
import { ScriptError } from './script-error.ts'

/** Attempts for one body: a local app that restarts is back within a few seconds. */
const ATTEMPTS_MAX = 5
const FIRST_RETRY_MS = 200
/** A busy day takes the app under a second; past this it hangs. */
const ANSWER_MS_MAX = 120_000

export interface CallOptions {
  baseUrl: string
  token: string
  signal?: AbortSignal
  wait?: (delayMs: number) => Promise<void>
}

type Answer = { ok: true; body: unknown } | { ok: false; again: boolean; why: string }

/**
 * Posts JSON as the demonstration's operator and returns the JSON answer.
 *
 * No answer, 408, 429 and 5xx leave it open whether the call was carried out: the same body is sent again,
 * which is safe because its ids are fixed. Any other refusal is final. Throws a ScriptError.
 */
export async function postJson(path: string, body: object, options: CallOptions): Promise<unknown> {
  return await send(path, { method: 'POST', body: JSON.stringify(body) }, options)
}

/** Reads JSON as the demonstration's operator; the same attempts and errors as {@link postJson}. */
export async function getJson(path: string, options: CallOptions): Promise<unknown> {
  return await send(path, { method: 'GET' }, options)
}

async function send(path: string, init: RequestInit, options: CallOptions): Promise<unknown> {
  const wait = options.wait ?? pause(options.signal)
  let why = ''
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const answer = await tryOnce(path, init, options)
    if (answer.ok) return answer.body
    why = answer.why
    if (!answer.again || options.signal?.aborted === true) break
    if (attempt < ATTEMPTS_MAX) await wait(FIRST_RETRY_MS * 2 ** (attempt - 1))
  }
  throw new ScriptError(`${init.method} ${path} failed: ${why}`)
}

async function tryOnce(path: string, init: RequestInit, options: CallOptions): Promise<Answer> {
  const timeout = AbortSignal.timeout(ANSWER_MS_MAX)
  try {
    const response = await fetch(new URL(path, options.baseUrl), {
      ...init,
      headers: {
        Authorization: `Bearer ${options.token}`,
        ...(init.method === 'POST' ? { 'Content-Type': 'application/json' } : {}),
      },
      signal: options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]),
    })
    const text = await response.text()
    if (response.ok) return { ok: true, body: JSON.parse(text) as unknown }
    const { status } = response
    const again = status >= 500 || status === 429 || status === 408
    return { ok: false, again, why: `the app answered ${status}: ${text.slice(0, 500)}` }
  } catch (error) {
    return { ok: false, again: true, why: messageOf(error) }
  }
}

/** Waits, and stops waiting at once when the person stops the load. */
function pause(signal: AbortSignal | undefined): (delayMs: number) => Promise<void> {
  return async (delayMs) => {
    await delay(delayMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // fetch hides the reason ("connect ECONNREFUSED …") in its cause.
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
