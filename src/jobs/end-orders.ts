import { newId } from '../platform/ids.ts'
import { createLog } from '../platform/log.ts'
import { judgeCredits } from '../services/bank.ts'
import { tellOrders } from '../services/order-events.ts'
import { endPools } from '../services/pools.ts'

/**
 * The cron trigger: closes pools whose time is over, tells suppliers what is left untold of their orders, and
 * judges what acquirers told while something was broken.
 */
export async function endOrders(env: Env, nowMs: number): Promise<void> {
  const requestId = newId('httpRequest', nowMs)
  const log = createLog({ request_id: requestId })
  const ctx = { env, nowMs, requestId, origin: env.PUBLIC_ORIGIN, log }
  log.info('pools_ended', { ...(await endPools(ctx)) })
  log.info('orders_told', { ...(await tellOrders(ctx)) })
  log.info('credits_judged', { ...(await judgeCredits(ctx)) })
}
