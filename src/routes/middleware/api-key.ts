import type { MiddlewareHandler } from 'hono'
import type { Scope } from '../../domain/partners/scopes.ts'
import { authenticateCaller, deploymentMode } from '../../services/partners.ts'
import type { Caller } from '../../services/partners.ts'
import { Problem } from '../http.ts'
import type { HttpEnv } from '../http.ts'
import { callerAddress, limit } from './limits.ts'

export interface PartnerEnv extends HttpEnv {
  Variables: HttpEnv['Variables'] & {
    caller: Caller
    /** The call's Idempotency-Key as it names the call; null when it has none. */
    idempotencyKey: string | null
  }
}

/** The limit of wrangler.toml as the RateLimit draft writes it: 600 calls in 60 seconds. */
const RATE_LIMIT_POLICY = '"default";q=600;w=60'

/** Says on every answer what the limit is, and that no answer is anybody else's. */
export function apiHeaders(): MiddlewareHandler<PartnerEnv> {
  return async function apiHeaders(c, next) {
    await next()
    c.header('RateLimit-Policy', RATE_LIMIT_POLICY)
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
  }
}

/** Lets only callers with a key of this deployment through. Cookies mean nothing here. */
export function requireApiKey(): MiddlewareHandler<PartnerEnv> {
  return async function requireApiKey(c, next) {
    const { ctx } = c.var
    const bearer = /^Bearer +([\u0021-\u007e]+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
    const caller = bearer === undefined ? null : await authenticateCaller(ctx, bearer)
    if (caller === null) {
      // Guessing is hopeless, but each guess costs a read.
      await limit(c, 'LIMIT_PARTNER', `address:${callerAddress(c)}`)
      const prefix = `pc_${deploymentMode(c.env)}_`
      const detail = `Send a key of this deployment: Authorization: Bearer ${prefix}…`
      throw new Problem('unauthenticated', detail, { headers: { 'WWW-Authenticate': 'Bearer' } })
    }
    await limit(c, 'LIMIT_PARTNER', caller.partnerId)
    c.set('caller', caller)
    c.set('idempotencyKey', null)
    await next()
  }
}

/** Lets only keys with a scope through, and names the scope to the others. */
export function requireScope(scope: Scope): MiddlewareHandler<PartnerEnv> {
  return async function requireScope(c, next) {
    assertScope(c.var.caller, scope)
    await next()
  }
}

/** @throws Problem `forbidden`, which names the scope */
export function assertScope(caller: Caller, scope: Scope): void {
  if (caller.scopes.includes(scope)) return
  throw new Problem('forbidden', `The key needs the scope ${scope}.`)
}
