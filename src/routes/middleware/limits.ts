import type { Context } from 'hono'
import { Problem } from '../http.ts'
import type { HttpEnv } from '../http.ts'

/** Windows of the rate limits in wrangler.toml. */
const WINDOW_S = 60

type Limiter = 'LIMIT_SIGN_UP' | 'LIMIT_LOGIN' | 'LIMIT_PAY' | 'LIMIT_PARTNER'

/**
 * Counts one use and refuses when there were too many within a minute.
 *
 * @param key what is counted: a wallet, a partner, or else the caller's address
 * @throws Problem `too_many_requests`
 */
export async function limit<E extends HttpEnv>(
  c: Context<E>,
  limiter: Limiter,
  key: string,
): Promise<void> {
  const { success } = await c.env[limiter].limit({ key })
  if (success) return
  const headers = { 'Retry-After': String(WINDOW_S), RateLimit: `"default";r=0;t=${WINDOW_S}` }
  throw new Problem('too_many_requests', 'Wait a minute and try again.', { headers })
}

/** The caller's address, for limits on people who have not said who they are. */
export function callerAddress<E extends HttpEnv>(c: Context<E>): string {
  return c.req.header('CF-Connecting-IP') ?? 'unknown'
}
