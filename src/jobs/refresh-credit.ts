import { newId } from '../platform/ids.ts'
import { createLog } from '../platform/log.ts'
import { refreshStep } from '../services/credit-refresh.ts'

/** The cron trigger: looks at the vendors whose night has come, a bounded number a run. */
export async function refreshCredit(env: Env, nowMs: number): Promise<void> {
  const requestId = newId('httpRequest', nowMs)
  const log = createLog({ request_id: requestId })
  const ctx = { env, nowMs, requestId, origin: env.PUBLIC_ORIGIN, log }
  log.info('credit_refreshed', { ...(await refreshStep(ctx)) })
}
