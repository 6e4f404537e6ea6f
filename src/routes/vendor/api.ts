import { Hono } from 'hono'
import type { HttpEnv } from '../http.ts'
import { Problem } from '../http.ts'
import { entrance } from './entrance.ts'
import { stall } from './stall.ts'

/** `/api`: what the vendor app calls, with its session cookie. */
export const vendorApi = new Hono<HttpEnv>()
  .use(async function noStore(c, next) {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  .route('/', entrance)
  .route('/', stall)
  .notFound(() => {
    throw new Problem('not_found')
  })
