import type { MiddlewareHandler } from 'hono'
import { Problem } from '../http.ts'
import type { HttpEnv } from '../http.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A policy for pages without inline script, whose only inline styles are the ones with these hashes (base64 SHA-256).
 * Without hashes styles come from files of ours.
 */
export function pagePolicy(styleHashes: readonly string[]): string {
  const hashed = styleHashes.map((hash) => `'sha256-${hash}'`).join(' ')
  const style = hashed === '' ? "'self'" : hashed
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${style}`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Headers of every answer. Receipt and enrolment links are secrets, so no other site learns where one came from. */
export const FIXED_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
}
const POLICY_OF_THE_REST = "default-src 'none'; frame-ancestors 'none'"

/** Security headers for everything that the Worker answers. A page's own policy stands; the rest may load nothing. */
export function securityHeaders(): MiddlewareHandler<HttpEnv> {
  return async function securityHeaders(c, next) {
    await next()
    // Straight into the answer's own headers: c.header() copies the whole answer each time.
    const { headers } = c.res
    // A page that was kept brings them along.
    if (!headers.has('X-Frame-Options')) {
      for (const name in FIXED_HEADERS) {
        headers.set(name, FIXED_HEADERS[name as keyof typeof FIXED_HEADERS])
      }
    }
    if (!headers.has('Content-Security-Policy')) {
      headers.set('Content-Security-Policy', POLICY_OF_THE_REST)
    }
    if (c.req.url.startsWith('https:')) {
      headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    }
  }
}

/**
 * Refuses unsafe requests that another site made with a visitor's cookies. A browser sends `Sec-Fetch-Site`, `Origin`
 * or both with every such request; one that sends neither has no business with a cookie route.
 */
export function sameOriginOnly(): MiddlewareHandler<HttpEnv> {
  return async function sameOriginOnly(c, next) {
    if (!SAFE_METHODS.has(c.req.method)) {
      const site = c.req.header('Sec-Fetch-Site')
      const origin = c.req.header('Origin')
      const own = [new URL(c.req.url).origin, c.var.ctx.origin]
      const sameSite = site === undefined || site === 'same-origin' || site === 'none'
      const sameOrigin = origin === undefined || own.includes(origin)
      const silent = site === undefined && origin === undefined
      if (silent || !sameSite || !sameOrigin) throw new Problem('cross_site')
    }
    await next()
  }
}

/** Refuses a socket that another site opens with a visitor's cookies: sockets know no CORS. */
export function sameOriginSocket(): MiddlewareHandler<HttpEnv> {
  return async function sameOriginSocket(c, next) {
    const own = [new URL(c.req.url).origin, c.var.ctx.origin]
    if (!own.includes(c.req.header('Origin') ?? '')) throw new Problem('cross_site')
    await next()
  }
}
