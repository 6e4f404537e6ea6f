/** Calls to /api. Every failure is a value: screens decide what to say, and what was typed stays. */
import { signal } from '@preact/signals'
import { NO_ANSWER, type Problem } from './problem.ts'

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

/** Long enough for a slow market network, short enough that somebody still stands at the stall. */
const TIMEOUT_MS = 15_000

/** Server's clock minus the phone's, in milliseconds: phones at a stall are often wrong by minutes. */
const skewMs = signal(0)

/** Set by the session: called when the server says that nobody is signed in here. */
let whenSignedOut: () => void = () => undefined

export function onSignedOut(callback: () => void): void {
  whenSignedOut = callback
}

/** The time by the server's clock, as near as one answer's `Date` tells it. */
export function serverNowMs(): number {
  return Date.now() + skewMs.peek()
}

export function get<T>(path: string): Promise<Answer<T>> {
  return call<T>(path, { method: 'GET' })
}

/**
 * @param isEntry true for the calls that sign somebody in: there a 401 is an answer to the person, not the end of a
 *   session
 */
export function post<T>(path: string, body: unknown, isEntry = false): Promise<Answer<T>> {
  return send<T>('POST', path, body, isEntry)
}

/** Sends JSON with any method. */
export function send<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown = {},
  isEntry = false,
): Promise<Answer<T>> {
  const init = {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  return call<T>(path, init, isEntry)
}

async function call<T>(path: string, init: RequestInit, isEntry = false): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      ...init,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    readClock(response)
    if (!response.ok) {
      const problem = await readProblem(response)
      // A passkey that was not accepted for one action does not end the session that asked for it.
      const isSignedOut = problem.status === 401 && problem.code !== 'passkey_refused'
      if (isSignedOut && !isEntry) whenSignedOut()
      return { ok: false, problem }
    }
    const value = response.status === 204 ? null : await response.json()
    return { ok: true, value: value as T }
  } catch {
    // No network, no answer in time, or an answer cut off: for the caller the same, it may have happened.
    return { ok: false, problem: NO_ANSWER }
  }
}

function readClock(response: Response): void {
  const dateMs = Date.parse(response.headers.get('date') ?? '')
  // The header has whole seconds: half a second is its middle.
  if (!Number.isNaN(dateMs)) skewMs.value = dateMs + 500 - Date.now()
}

async function readProblem(response: Response): Promise<Problem> {
  const document = (await response.json().catch(() => ({}))) as {
    code?: unknown
    reason?: unknown
    request_id?: unknown
    errors?: unknown
  }
  const errors: unknown[] = Array.isArray(document.errors) ? document.errors : []
  const texts = (name: string): string[] =>
    errors.flatMap((error) => {
      const text = (error as Record<string, unknown> | null)?.[name]
      return typeof text === 'string' ? [text] : []
    })
  return {
    code: typeof document.code === 'string' ? document.code : 'unknown',
    reason: typeof document.reason === 'string' ? document.reason : null,
    status: response.status,
    pointers: texts('pointer'),
    codes: texts('code'),
    requestId: typeof document.request_id === 'string' ? document.request_id : null,
  }
}
