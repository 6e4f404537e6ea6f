import type { Context, MiddlewareHandler } from 'hono'
import { acquirerSecret, creditBody, credited, creditList } from '../../contract/bank.ts'
import type { CREDIT_OUTCOMES } from '../../contract/bank.ts'
import { PAGE_LIMIT_DEFAULT, pageQuery } from '../../contract/list.ts'
import { accountKey } from '../../domain/payments/receiving.ts'
import { isoTime } from '../../domain/time.ts'
import {
  isFromAcquirer,
  listAcquirerCredits,
  receiveCredit,
  rotateAcquirerSecret,
} from '../../services/bank.ts'
import type { CreditRow } from '../../services/bank.ts'
import { Problem } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { assertScope } from '../middleware/api-key.ts'
import { json, jsonBody, operation, partnerRouter } from './operation.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'

const tags = ['Acquiring']

const createCredit = operation(
  { scope: 'credits:write', mayConflict: true },
  {
    method: 'post',
    path: '/acquirer/credits',
    operationId: 'createAcquirerCredit',
    tags,
    summary: 'Say that money arrived at a vendor’s bank',
    description:
      'Signed as Standard Webhooks are (`webhook-id`, `webhook-timestamp`, `webhook-signature`), with the secret of ' +
      '`POST /acquirer/secret`, over the body as it is sent. The same `bank_txn_id` again answers the first outcome; with ' +
      'other facts it is a conflict. Whatever comes is stored; nothing is dropped.',
    request: { body: jsonBody(creditBody) },
    responses: { 200: { description: 'What it is to the vendor.', content: json(credited) } },
  },
)

const listCredits = operation(
  { scope: 'credits:write' },
  {
    method: 'get',
    path: '/acquirer/credits',
    operationId: 'listAcquirerCredits',
    tags,
    summary: 'List what the acquirer told',
    description: 'Newest first, with what each credit became.',
    request: { query: pageQuery },
    responses: { 200: { description: 'A page of credits.', content: json(creditList) } },
  },
)

const createSecret = operation(
  { scope: 'credits:write' },
  {
    method: 'post',
    path: '/acquirer/secret',
    operationId: 'rotateAcquirerSecret',
    tags,
    summary: 'Get a secret to sign with',
    description: 'The one before works on until the next is asked for.',
    responses: { 200: { description: 'The secret.', content: json(acquirerSecret) } },
  },
)

/** Believes nothing of a body before its signature is checked. */
function requireSignature(): MiddlewareHandler<PartnerEnv> {
  return async function requireSignature(c, next) {
    if (c.req.method !== 'POST') return next()
    assertScope(c.var.caller, 'credits:write')
    const notification = { headers: c.req.raw.headers, body: await c.req.text() }
    if (await isFromAcquirer(c.var.ctx, c.var.caller.partnerId, notification)) return next()
    throw new Problem(
      'unauthenticated',
      'The signature is missing, wrong, or more than five minutes old.',
      { headers: { 'WWW-Authenticate': 'Bearer' } },
    )
  }
}

const router = partnerRouter()
router.use('/acquirer/credits', requireSignature())

export const acquirer = router
  .openapi(createCredit, async (c) => {
    const { ctx, caller } = c.var
    const { scheme, ...notice } = c.req.valid('json')
    const key = accountKey({ scheme, account: notice.account })
    const row = await receiveCredit(ctx, caller.partnerId, { notice, key })
    if (row === 'conflict')
      throw new Problem('conflict', 'This id of the bank belongs to another movement.')
    return c.json(creditResource(row), 200)
  })
  .openapi(listCredits, async (c) => {
    const { ctx, caller } = c.var
    const { limit = PAGE_LIMIT_DEFAULT, cursor } = c.req.valid('query')
    const name = { list: 'acquirer_credits', filter: caller.partnerId }
    const [atMs = '', ...txn] = (pageStart(name, cursor) ?? '').split(' ')
    const before = atMs === '' ? null : { atMs: Number(atMs), bankTxnId: txn.join(' ') }
    const rows = await listAcquirerCredits(ctx, caller.partnerId, { before, limit: limit + 1 })
    const next = nextAfter(rows, limit, (row) => `${row.receivedAtMs} ${row.bankTxnId}`)
    const data = rows.slice(0, limit).map(creditResource)
    return c.json(listPage(c, name, { data, limit, after: next }), 200)
  })
  .openapi(createSecret, async (c) => {
    assertAcquirer(c)
    const secret = await rotateAcquirerSecret(c.var.ctx, c.var.caller.partnerId)
    return c.json({ object: 'acquirer_secret' as const, secret }, 200)
  })

/** @throws Problem `forbidden` for callers that are no acquirer, the operator among them */
function assertAcquirer(c: Context<PartnerEnv>): void {
  if (c.var.caller.kind !== 'acquirer')
    throw new Problem('forbidden', 'Only acquirers tell of money at banks.')
}

function creditResource(row: CreditRow) {
  const { amount } = JSON.parse(row.body) as { amount: { amount: number; currency: 'INR' } }
  return {
    object: 'acquirer_credit' as const,
    bank_txn_id: row.bankTxnId,
    // Not judged yet is not matched yet: the cron judges it.
    outcome: (row.outcome ?? 'unmatched') as (typeof CREDIT_OUTCOMES)[number],
    vendor: row.vendorId,
    payment: row.payment,
    amount,
    reference: row.reference,
    booked_at: isoTime(row.bookedAtMs),
    received_at: isoTime(row.receivedAtMs),
  }
}
