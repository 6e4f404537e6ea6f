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

/** Security headers for everything that the Worker answers. A page's own policy stands; the rest may load nothing. */
export function securityHeaders(): MiddlewareHandler<HttpEnv> {
  return async function securityHeaders(c, next) {
    await next()
    if (!c.res.headers.has('Content-Security-Policy')) {
      c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    }
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('X-Frame-Options', 'DENY')
    // Receipt and enrolment links are secrets: no other site learns them.
    c.header('Referrer-Policy', 'same-origin')
    c.header('Cross-Origin-Opener-Policy', 'same-origin')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    c.header('Permissions-Policy', 'camera=(self), geolocation=(), microphone=(), payment=()')
    if (new URL(c.req.url).protocol === 'https:') {
      c.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
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
