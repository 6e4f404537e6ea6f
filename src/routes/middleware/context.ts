import type { Context, MiddlewareHandler } from 'hono'
import { configProblems } from '../../env.ts'
import { newId } from '../../platform/ids.ts'
import { createLog } from '../../platform/log.ts'
import type { Ctx } from '../../services/context.ts'
import { Problem } from '../http.ts'
import type { HttpEnv } from '../http.ts'

/** What services need of a request. */
export function contextOf(c: Context<HttpEnv>): Ctx {
  const nowMs = Date.now()
  const requestId = newId('httpRequest', nowMs)
  return {
    env: c.env,
    nowMs,
    requestId,
    origin: c.env.PUBLIC_ORIGIN === '' ? originOf(c.req.url) : c.env.PUBLIC_ORIGIN,
    log: createLog({ request_id: requestId, method: c.req.method, path: redactedPath(c.req.path) }),
  }
}

/**
 * Gives the request its id, clock and log, and refuses to serve a deployment that is half configured. The caller's
 * own X-Request-Id is never adopted: ids in the log are ours.
 */
export function requestContext(): MiddlewareHandler<HttpEnv> {
  return async function requestContext(c, next) {
    const ctx = contextOf(c)
    c.set('ctx', ctx)
    const problems = configProblems(c.env)
    if (problems.length > 0) {
      ctx.log.warn('misconfigured', { problems: problems.join(' ') })
      throw new Problem('misconfigured', problems.join(' '))
    }
    await next()
    // The platform logs every invocation, and each line is billed: ours only add what went wrong.
    if (c.res.status >= 400) ctx.log.info('refused', { status: c.res.status })
    // The answer to an upgrade is immutable; everything else names the line in the log that it belongs to.
    if (c.res.status !== 101) c.res.headers.set('X-Request-Id', ctx.requestId)
  }
}

/** Log lines carry the path without what identifies a payment or a person. */
function redactedPath(path: string): string {
  return path.replace(/^\/(t|r)\/.*/, '/$1/…')
}

/** Scheme, host and port of an address; cut out, because parsing all of it for every request is not free. */
function originOf(url: string): string {
  return url.slice(0, url.indexOf('/', 'https://'.length))
}
