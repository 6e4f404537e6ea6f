import { Hono } from 'hono'
import { tillItemsBody } from '../../contract/vendor-app.ts'
import { mayEditItems } from '../../domain/payments/member.ts'
import { readSoldToday, readTillItems, replaceTillItems } from '../../services/till-items.ts'
import { Problem } from '../http.ts'
import { readJson } from '../json-body.ts'
import type { VendorEnv } from '../middleware/session.ts'

/** What the stall sells. Everybody at the till reads it; who manages the stall changes it. */
export const tillItems = new Hono<VendorEnv>()
  .get('/till/items', async (c) =>
    c.json({ data: await readTillItems(c.var.ctx, c.var.session.vendor.id) }),
  )
  .get('/till/sold', async (c) => c.json(await readSoldToday(c.var.ctx, c.var.session.vendor)))
  .put('/till/items', async (c) => {
    const { vendor, member } = c.var.session
    if (!mayEditItems(member.role))
      throw new Problem('forbidden', 'Ask the owner to change what is sold.')
    const { data } = await readJson(c, tillItemsBody)
    await replaceTillItems(c.var.ctx, vendor.id, data)
    return c.json({ data })
  })
