import { Hono } from 'hono'
import type { Context } from 'hono'
import { itemsQuery } from '../../contract/sourcing.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { isId } from '../../platform/ids.ts'
import { ordersOf } from '../../services/orders.ts'
import { readHints } from '../../services/restock.ts'
import { readPlace } from '../../services/sourcing-search.ts'
import { homeResource, readItem, searchItems, setFavourite } from '../../services/sourcing.ts'
import { Problem } from '../http.ts'
import { invalid } from '../json-body.ts'
import type { VendorEnv } from '../middleware/session.ts'

type C = Context<VendorEnv>

const LIST = 'sourcing_items'

/** What there is to buy, for a signed-in phone; mounted where the session is checked. Everybody of the stall may look. */
export const sourcing = new Hono<VendorEnv>()
  .get('/sourcing', async (c) => {
    const { ctx, session } = c.var
    using desk = ordersOf(ctx, session.vendor.id)
    const [{ jar, jarBp, openOrders }, hints] = await Promise.all([
      desk.purse(ctx.nowMs),
      readHints(ctx, session.vendor),
    ])
    return c.json(await homeResource(ctx, session.vendor, { jar, jarBp, openOrders, hints }))
  })
  .get('/sourcing/items', async (c) => {
    const { ctx, session } = c.var
    const { q = '', category = null, supplier = null, cursor } = readQuery(c)
    const { currency } = session.vendor
    const filter = JSON.stringify([currency, q, category, supplier])
    const asked = { text: q, scope: { category, supplier }, place: placeOf(cursor, filter) }
    const { next, ...page } = await searchItems(ctx, session.vendor, asked)
    const next_cursor = next === null ? null : encodeCursor({ list: LIST, filter, after: next })
    return c.json({ ...page, next_cursor })
  })
  .get('/sourcing/items/:id', async (c) => {
    const item = await readItem(c.var.ctx, c.var.session.vendor, itemId(c))
    if (item === null) throw notSold()
    return c.json(item)
  })
  .put('/sourcing/favourites/:id', (c) => mark(c, true))
  .delete('/sourcing/favourites/:id', (c) => mark(c, false))

async function mark(c: C, isFavourite: boolean): Promise<Response> {
  const asked = { itemId: itemId(c), isFavourite }
  if (!(await setFavourite(c.var.ctx, c.var.session.vendor, asked))) throw notSold()
  return c.body(null, 204)
}

/** @throws Problem `not_found` for what is no item's id */
function itemId(c: C): string {
  const id = c.req.param('id') ?? ''
  if (!isId('catalogueItem', id)) throw notSold()
  return id
}

function notSold(): Problem {
  return new Problem('not_found', 'There is no such item, or it is no longer sold.')
}

/** @throws Problem `invalid` that names every parameter that is wrong */
function readQuery(c: C) {
  const { q = '', ...others } = c.req.query()
  // A box that nothing was typed into looks for nothing.
  const parsed = itemsQuery.safeParse(q.trim() === '' ? others : { q, ...others })
  if (parsed.success) return parsed.data
  const errors = invalid(parsed.error).errors.map((error) => ({
    ...error,
    pointer: `?${error.pointer.slice('/'.length)}`,
  }))
  throw new Problem('invalid', `${errors[0]?.pointer}: ${errors[0]?.detail}`, { errors })
}

/** @throws Problem `invalid` for a cursor that was not given out for this search */
function placeOf(cursor: string | undefined, filter: string) {
  if (cursor === undefined) return null
  const place = readPlace(decodeCursor(cursor, LIST, filter) ?? '')
  if (place !== null) return place
  const detail = 'is not a cursor of this search; begin without one'
  const errors = [{ pointer: '?cursor', detail, code: 'unknown_cursor' }]
  throw new Problem('invalid', `?cursor: ${detail}`, { errors })
}
