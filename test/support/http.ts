/** The front door, as browsers and programs knock at it. */
import { exports } from 'cloudflare:workers'
import { DEMO_OPERATOR_TOKEN } from '../../src/env.ts'

export const ORIGIN = 'https://pay.test'

/** Sends a request through the whole Worker. Redirects are answers, not followed. */
export function send(path: string, init: RequestInit = {}): Promise<Response> {
  return exports.default.fetch(new Request(ORIGIN + path, { redirect: 'manual', ...init }))
}

/** A browser with a cookie jar, on our own pages. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly headers: Record<string, string>

  constructor(headers: Record<string, string> = {}) {
    this.headers = { Accept: 'text/html', ...headers }
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { headers: { ...this.headers, ...headers } })
  }

  /** Posts a form, as a page of ours does. */
  async postForm(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.#send(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { ...this.headers, Origin: ORIGIN, ...headers },
    })
  }

  /** Posts JSON, as the vendor app does. */
  async postJson(
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.#send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        Origin: ORIGIN,
        'Sec-Fetch-Site': 'same-origin',
        ...headers,
      },
    })
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(init.headers as Record<string, string>), Cookie: cookie }
    const response = await send(path, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
}

/** Calls `/v1` or `/demo` as the operator. */
export function asOperator(
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return send(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Authorization: `Bearer ${DEMO_OPERATOR_TOKEN}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

export interface Stall {
  browser: Browser
  id: string
  code: string
}

let visitors = 0

/** Opens a stall through the front door; each from an address of its own, because sign-ups are limited by address. */
export async function signUp(change: Record<string, unknown> = {}): Promise<Stall> {
  visitors += 1
  const browser = new Browser()
  const response = await browser.postJson(
    '/api/sign-up',
    {
      name: 'Asha’s Chai',
      trade: 'Tea',
      place: 'Gate 2',
      currency: 'INR',
      locale: 'en',
      time_zone: 'Asia/Kolkata',
      emoji: '☕',
      ...change,
    },
    { 'CF-Connecting-IP': `10.0.${visitors >> 8}.${visitors & 255}` },
  )
  if (response.status !== 201)
    throw new Error(`sign-up: ${response.status} ${await response.text()}`)
  const { vendor } = await response.json<{ vendor: { id: string; code: string } }>()
  return { browser, ...vendor }
}

/** The payment id minted into a pay page. */
export function mintedId(html: string): string {
  return /name="payment" value="(pay_[0-9A-Z]{26})"/.exec(html)?.[1] ?? ''
}
