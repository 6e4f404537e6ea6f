import { newId } from '../platform/ids.ts'
import { createLog } from '../platform/log.ts'
import { auditStep, sweepStep } from '../services/care.ts'
import { CRON_CHUNKS_MAX, indexCatalogue } from '../services/catalogue-index.ts'
import { deliverDue } from '../services/webhook-delivery.ts'

/**
 * The cron trigger: visits the next books of the register and lets each ask about transfers whose end it does not
 * know. Books that crashed between a debit and its answer, and that nobody visits since, are found here. Then it audits
 * a few, sends partners the events that are due, and indexes items that a large import left.
 */
export async function sweepBooks(env: Env, nowMs: number): Promise<void> {
  const requestId = newId('httpRequest', nowMs)
  const log = createLog({ request_id: requestId })
  const ctx = { env, nowMs, requestId, origin: env.PUBLIC_ORIGIN, log }
  log.info('books_swept', { ...(await sweepStep(ctx)) })
  log.info('books_audited', { ...(await auditStep(ctx)) })
  log.info('webhooks_delivered', { ...(await deliverDue(ctx)) })
  log.info('items_indexed', { items: await indexCatalogue(ctx, CRON_CHUNKS_MAX) })
}
