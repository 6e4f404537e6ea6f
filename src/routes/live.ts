import { Hono } from 'hono'
import { openLiveFeed } from '../services/live.ts'
import { Problem } from './http.ts'
import type { HttpEnv } from './http.ts'
import { sameOriginSocket } from './middleware/security.ts'
import { vendorCookie } from './middleware/session.ts'

/**
 * The only place where a socket is upgraded. Mounted before the middleware that sets headers: the answer of an upgrade
 * is immutable.
 */
export const live = new Hono<HttpEnv>().get('/', sameOriginSocket(), async (c) => {
  if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket') {
    throw new Problem('bad_request', 'This address speaks WebSocket only.')
  }
  const cookie = vendorCookie(c)
  if (cookie === null) throw new Problem('unauthenticated', 'This phone is not signed in.')
  const answer = await openLiveFeed(c.var.ctx, cookie, c.req.query('after') ?? null)
  if (answer.status !== 101)
    throw new Problem('unauthenticated', 'This phone is no longer signed in.')
  return answer
})
