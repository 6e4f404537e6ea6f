import type { Context } from 'hono'
import { Problem } from '../http.ts'
import type { VendorEnv } from '../middleware/session.ts'

/**
 * A number of the query, greater than 0.
 *
 * @throws Problem `invalid` for anything else
 */
export function wholeNumber(c: Context<VendorEnv>, name: string, otherwise: number): number {
  const text = c.req.query(name)
  if (text === undefined) return otherwise
  const value = /^\d{1,15}$/.test(text) ? Number(text) : 0
  if (value > 0) return value
  const detail = 'must be a whole number greater than 0'
  throw new Problem('invalid', `${name}: ${detail}`, {
    errors: [{ pointer: `?${name}`, detail, code: 'not_a_number' }],
  })
}
