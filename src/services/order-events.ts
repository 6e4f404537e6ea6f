/** What suppliers' systems are told of orders. Ids follow from what happened: whoever notices it may tell it again. */
import { findOrder, listUntoldOrders, setOrderTold } from '../db/orders.ts'
import { payable, planAt } from '../domain/orders/funding.ts'
import { goodsOf, orderNumber } from '../domain/orders/order.ts'
import type { PublicOrder } from '../domain/orders/view.ts'
import { idOf } from '../platform/ids.ts'
import type { Ctx } from './context.ts'
import { emitEvents } from './webhooks.ts'
import type { PartnerEvent } from './webhooks.ts'

/** What is news to a supplier; what it did itself is none. */
const NEWS: Readonly<Record<string, PartnerEvent['type']>> = {
  placed: 'order.placed',
  cancelled: 'order.cancelled',
  expired: 'order.expired',
  confirmed: 'order.confirmed',
  disputed: 'order.disputed',
  settled: 'order.settled',
  claim: 'order.claimed',
}

/** Orders that one run of the cron tells of. */
const TOLD_MAX = 200

/**
 * Tells the supplier all that is news of an order since it was told last: confirming and paying it is often one call.
 * Never throws: the cron tells what is left.
 */
export async function tellOrder(ctx: Ctx, order: PublicOrder): Promise<void> {
  try {
    const row = await findOrder(ctx.env.DB, order.id)
    await tellSince(ctx, order, row?.toldVersion ?? 0)
  } catch (error) {
    ctx.log.error('order_not_told', error, { order: order.id })
  }
}

/** The cron's part: what a crash or an alarm left untold. */
export async function tellOrders(ctx: Ctx): Promise<{ told: number }> {
  const rows = await listUntoldOrders(ctx.env.DB, TOLD_MAX)
  let told = 0
  for (const { body, toldVersion } of rows) {
    const order = JSON.parse(body) as PublicOrder
    try {
      if (await tellSince(ctx, order, toldVersion)) told += 1
    } catch (error) {
      ctx.log.error('order_not_told', error, { order: order.id })
    }
  }
  return { told }
}

async function tellSince(ctx: Ctx, order: PublicOrder, toldVersion: number): Promise<boolean> {
  const isTold = await emitEvents(ctx, order.supplier, newsOf(order, toldVersion))
  if (isTold) await setOrderTold(ctx.env.DB, order)
  return isTold
}

function newsOf(order: PublicOrder, toldVersion: number): PartnerEvent[] {
  // What nobody was asked to deliver is nobody's business.
  if (!order.events.some(({ what }) => what === 'placed')) return []
  const amount = payable(planAt({ ...order, code: null }, goodsOf(order.lines)))
  // Each change is one event and one version more.
  const before = order.version - order.events.length
  return order.events.flatMap(({ what, by }, i) => {
    const version = before + i + 1
    const type = NEWS[what]
    if (type === undefined || by === 'supplier' || version <= toldVersion) return []
    const data = {
      order: order.id,
      number: orderNumber(order.id),
      // All news but a claim are named for the state that they lead to.
      state: what === 'claim' ? order.state : what,
      version,
      vendor: order.vendor,
      total: { amount, currency: order.currency },
    }
    return [{ id: idOf('event', `order ${order.id} ${version}`), type, data }]
  })
}
