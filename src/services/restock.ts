/** Restock hints: what the tiles' sales and the past orders of a stall say, for what can still be bought. */
import { listVendorOrders } from '../db/orders.ts'
import { readDay } from '../domain/calendar.ts'
import { isSoldOn } from '../domain/catalogue/item.ts'
import { restockHints } from '../domain/catalogue/restock.ts'
import type { Restock } from '../domain/catalogue/restock.ts'
import type { OrderState } from '../domain/orders/order.ts'
import type { PublicOrder } from '../domain/orders/view.ts'
import { localDay } from '../domain/time.ts'
import { findItems, listTerms } from './catalogue.ts'
import type { Ctx } from './context.ts'
import type { VendorRow } from './directory.ts'
import { tillItemsOf } from './till-items.ts'

/** Orders that are looked through: some months of a busy stall. */
const ORDERS_READ = 50
/** Sales that are counted: the stall keeps no older ones. */
const SALES_DAYS = 120
/** Orders that came to nothing. */
const NOTHING: ReadonlySet<OrderState> = new Set(['placing', 'rejected', 'cancelled', 'expired'])

/** What is worth looking at now, at most a few. */
export async function readHints(ctx: Ctx, vendor: VendorRow): Promise<Restock[]> {
  const dayOf = (atMs: number) => readDay(localDay(atMs, vendor.timeZone)) ?? 0
  const today = dayOf(ctx.nowMs)
  using till = tillItemsOf(ctx, vendor.id)
  const [rows, items, sold] = await Promise.all([
    listVendorOrders(ctx.env.DB, vendor.id, ORDERS_READ),
    till.items(),
    till.sold(today - SALES_DAYS),
  ])
  const purchases = rows
    .map(({ body }) => JSON.parse(body) as PublicOrder)
    .filter(({ state }) => !NOTHING.has(state))
    .flatMap(({ lines, placedAtMs, delivered, settledAtMs }) => {
      const atMs = delivered?.atMs ?? settledAtMs
      return lines.map(({ item, quantity, arrived }) => ({
        item,
        day: dayOf(placedAtMs),
        packs: quantity,
        arrived: arrived === null || atMs === null ? null : { day: dayOf(atMs), packs: arrived },
      }))
    })
  if (purchases.length === 0) return []
  const leadDays = await leadDaysOf(ctx, today, [...new Set(purchases.map(({ item }) => item))])
  return restockHints({ today, items, sold, purchases, leadDays })
}

/** Days until each item could be delivered; those that cannot be bought any more are left out. */
async function leadDaysOf(
  ctx: Ctx,
  today: number,
  ids: readonly string[],
): Promise<Record<string, number>> {
  const items = (await findItems(ctx, ids)).filter((item) => isSoldOn(item, today))
  const terms = await listTerms(
    ctx,
    items.map(({ supplier }) => supplier),
  )
  return Object.fromEntries(
    items.flatMap(({ id, supplier, leadDays }) => {
      const own = terms.get(supplier)
      return own === undefined ? [] : [[id, leadDays ?? own.leadDays]]
    }),
  )
}
