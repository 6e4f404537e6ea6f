import { Hono } from 'hono'
import { isId } from '../../platform/ids.ts'
import { readPoolFor, readPools } from '../../services/pool-view.ts'
import { Problem } from '../http.ts'
import type { VendorEnv } from '../middleware/session.ts'

/** Neighbours' orders that a stall may add to; mounted where the session is checked. */
export const vendorPools = new Hono<VendorEnv>()
  .get('/sourcing/pools', async (c) =>
    c.json({ data: await readPools(c.var.ctx, c.var.session.vendor) }),
  )
  .get('/sourcing/pools/:id', async (c) => {
    const id = c.req.param('id')
    const { ctx, session } = c.var
    const pool = isId('pool', id) ? await readPoolFor(ctx, session.vendor, id) : null
    if (pool === null) throw new Problem('not_found', 'There is no such pool.')
    return c.json(pool)
  })
