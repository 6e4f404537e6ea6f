/** The least that a Hono app can do: what the pay page is measured against. */
import { Hono } from 'hono'

export default new Hono().get('/', (c) => c.text('ok'))
