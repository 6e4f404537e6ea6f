import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { PAGE_LIMIT_DEFAULT } from '../../contract/list.ts'
import {
  acceptBody,
  answerBody,
  declineClaimBody,
  deliverBody,
  dispatchBody,
  packBody,
  rejectBody,
  resolveBody,
  supplierCancelBody,
} from '../../contract/order-actions.ts'
import {
  dispatched,
  order as orderSchema,
  orderList,
  orderParams,
  orderQuery,
} from '../../contract/orders.ts'
import type { Actor } from '../../domain/orders/order.ts'
import type { OrderCommand } from '../../domain/orders/states.ts'
import {
  actOnOrder,
  declineClaimOn,
  findSupplierOrder,
  listDisputedOrders,
  listSupplierOrders,
  newDriverCode,
  orderFor,
  rowResource,
} from '../../services/orders.ts'
import type { OrderOutcome, OrderRow } from '../../services/orders.ts'
import { Problem } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { once } from '../middleware/idempotency.ts'
import { refused } from '../order-refusals.ts'
import { json, jsonBody, operation, partnerRouter } from './operation.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'
import { callingSupplier, tenantOf } from './visible.ts'

const tags = ['Orders']
const theOrder = { 200: { description: 'The order.', content: json(orderSchema) } }

const listOrders = operation(
  { scope: 'orders:read' },
  {
    method: 'get',
    path: '/orders',
    operationId: 'listOrders',
    tags,
    summary: 'The order inbox',
    description:
      'The caller’s orders, newest first, all or those in one state. The operator sees the open disputes of all suppliers, ' +
      'oldest first.',
    request: { query: orderQuery },
    responses: { 200: { description: 'A page of orders.', content: json(orderList) } },
  },
)

const getOrder = operation(
  { scope: 'orders:read' },
  {
    method: 'get',
    path: '/orders/{id}',
    operationId: 'getOrder',
    tags,
    summary: 'Read an order',
    request: { params: orderParams },
    responses: theOrder,
  },
)

/** An operation that moves an order on. */
function action<B extends z.ZodType>(
  name: string,
  body: B,
  about: { id: string; summary: string; description: string },
) {
  return operation(
    { scope: 'orders:write', idempotency: 'accepted' },
    {
      method: 'post',
      path: `/orders/{id}/${name}`,
      operationId: about.id,
      tags,
      summary: about.summary,
      description: about.description,
      request: { params: orderParams, body: jsonBody(body) },
      responses: theOrder,
    },
  )
}

const accept = action('accept', acceptBody, {
  id: 'acceptOrder',
  summary: 'Take an order on',
  description:
    'Whole, or with less of some lines; the money for what is left out is free again at once. Until then the order expires ' +
    'a day after it was placed. The order of a pool is accepted once the pool has closed.',
})
const reject = action('reject', rejectBody, {
  id: 'rejectOrder',
  summary: 'Turn an order down',
  description: 'Nothing was paid; what the vendor had set aside is free again.',
})
const pack = action('pack', packBody, {
  id: 'packOrder',
  summary: 'Say that an order is packed',
  description: 'From now on the vendor cannot cancel it.',
})
const deliver = action('deliver', deliverBody, {
  id: 'deliverOrder',
  summary: 'Say that an order was handed over',
  description:
    'Proof of delivery for an order whose code the vendor has not typed. The vendor has 48 hours to count and to ' +
    'disagree; after that everything counts as arrived.',
})
const cancel = action('cancel', supplierCancelBody, {
  id: 'cancelOrder',
  summary: 'Cancel an order',
  description: 'The supplier cannot deliver it after all. Nothing was paid.',
})
const answer = action('answer', answerBody, {
  id: 'answerDispute',
  summary: 'Answer a dispute',
  description:
    'To agree pays what the vendor counted. To disagree puts it before the operator, who has two weeks. No answer within ' +
    'three days, or no decision, means the vendor’s count.',
})
const declineClaim = action('decline-claim', declineClaimBody, {
  id: 'declineClaim',
  summary: 'Turn a claim down',
  description: 'To accept a claim give a credit note for it.',
})
const resolve = action('resolve', resolveBody, {
  id: 'resolveDispute',
  summary: 'Decide a dispute',
  description: 'The operator’s count is what is paid. For the operator only.',
})

const dispatch = operation(
  { scope: 'orders:write', mayConflict: true },
  {
    method: 'post',
    path: '/orders/{id}/dispatch',
    operationId: 'dispatchOrder',
    tags,
    summary: 'Send an order out',
    description:
      'Answers the driver’s code. Again for another driver, or when the answer was lost: then only the newest code counts.',
    request: { params: orderParams, body: jsonBody(dispatchBody) },
    responses: { 200: { description: 'The order and its code.', content: json(dispatched) } },
  },
)

export const partnerOrders = partnerRouter()
  .openapi(listOrders, async (c) => {
    const { limit = PAGE_LIMIT_DEFAULT, cursor, state } = c.req.valid('query')
    const { ctx, caller } = c.var
    const supplierId = tenantOf(caller)
    const name = { list: 'orders', filter: `${supplierId ?? ''} ${state ?? ''}` }
    const from = pageStart(name, cursor)
    const rows =
      supplierId === null
        ? await listDisputedOrders(ctx, { afterId: from ?? '', limit: limit + 1 })
        : await listSupplierOrders(ctx, supplierId, {
            state: state ?? null,
            beforeId: from,
            limit: limit + 1,
          })
    const next = nextAfter(rows, limit, ({ id }) => id)
    const data = await Promise.all(rows.slice(0, limit).map((row) => rowResource(ctx, row)))
    return c.json(listPage(c, name, { data, limit, after: next }), 200)
  })
  .openapi(getOrder, async (c) => {
    const row = await orderOf(c, c.req.valid('param').id)
    return c.json(await rowResource(c.var.ctx, row), 200)
  })
  .openapi(accept, async (c) => {
    const { lines, note = null } = c.req.valid('json')
    const command: OrderCommand =
      lines === undefined ? { type: 'accept' } : { type: 'accept_partly', lines, note }
    return act(c, c.req.valid('param').id, command)
  })
  .openapi(reject, async (c) =>
    act(c, c.req.valid('param').id, { type: 'reject', note: c.req.valid('json').reason }),
  )
  .openapi(pack, async (c) => act(c, c.req.valid('param').id, { type: 'pack' }))
  .openapi(deliver, async (c) => {
    const { received_by: receivedBy, note = null } = c.req.valid('json')
    return act(c, c.req.valid('param').id, { type: 'deliver', receivedBy, note })
  })
  .openapi(cancel, async (c) =>
    act(c, c.req.valid('param').id, { type: 'cancel', note: c.req.valid('json').reason }),
  )
  .openapi(answer, async (c) => {
    const { agrees, note = null } = c.req.valid('json')
    return act(c, c.req.valid('param').id, { type: 'answer', agrees, note })
  })
  .openapi(resolve, async (c) => {
    if (c.var.caller.kind !== 'operator')
      throw new Problem('forbidden', 'Only the operator decides disputes.')
    const { counts, note } = c.req.valid('json')
    const whole = counts.map((count) => ({ ...count, problem: count.problem ?? null }))
    return act(c, c.req.valid('param').id, { type: 'resolve', counts: whole, note })
  })
  .openapi(declineClaim, async (c) => {
    await callingSupplier(c)
    const row = await orderOf(c, c.req.valid('param').id)
    const claim = c.req.valid('json')
    return once(c, '', async () => answered(c, await declineClaimOn(c.var.ctx, row, claim)))
  })
  .openapi(dispatch, async (c) => {
    const { order, code } = await sendOut(c, c.req.valid('param').id)
    return c.json(
      {
        object: 'dispatch' as const,
        order: await resourceOf(c, order),
        delivery_code: code,
        delivery_url: `${c.var.ctx.origin}/app/orders/${order.id}/confirm#code=${code}`,
      },
      200,
    )
  })

/** @throws Problem `not_found` for an order of another supplier, as for none */
export async function orderOf(c: Context<PartnerEnv>, id: string): Promise<OrderRow> {
  const row = await findSupplierOrder(c.var.ctx, tenantOf(c.var.caller), id)
  if (row === null) throw new Problem('not_found', 'The caller has no such order.')
  return row
}

function actorOf(c: Context<PartnerEnv>): Actor {
  return c.var.caller.kind === 'operator' ? 'operator' : 'supplier'
}

/** Sends an order out with a fresh code for its driver; an older one no longer counts. */
export async function sendOut(c: Context<PartnerEnv>, id: string) {
  const row = await orderOf(c, id)
  const { code, codeHash } = newDriverCode(row.id)
  const about = { vendorId: row.vendorId, id: row.id, by: actorOf(c) }
  const outcome = await actOnOrder(c.var.ctx, about, { type: 'dispatch', codeHash })
  if (!outcome.ok) throw refused(outcome.reason)
  return { order: outcome.order, code }
}

async function act(c: Context<PartnerEnv>, id: string, command: OrderCommand) {
  const row = await orderOf(c, id)
  const about = { vendorId: row.vendorId, id: row.id, by: actorOf(c) }
  const countsAt = command.type === 'accept_partly' ? '/lines' : '/counts'
  return once(c, '', async () => answered(c, await actOnOrder(c.var.ctx, about, command), countsAt))
}

async function answered(c: Context<PartnerEnv>, outcome: OrderOutcome, countsAt = '/counts') {
  if (!outcome.ok) throw refused(outcome.reason, countsAt)
  return c.json(await resourceOf(c, outcome.order), 200)
}

/** From the book's own answer: D1 may be a moment behind. */
async function resourceOf(
  c: Context<PartnerEnv>,
  order: Extract<OrderOutcome, { ok: true }>['order'],
) {
  return orderFor(c.var.ctx, order)
}
