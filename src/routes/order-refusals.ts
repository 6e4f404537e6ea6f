import { isAboutBody, REFUSALS } from '../domain/orders/refusals.ts'
import type { Refusal } from '../domain/orders/refusals.ts'
import { Problem } from './http.ts'

/**
 * Why something was not done to an order, as a problem: of the body, of its place in time, or of who asks.
 *
 * @param countsAt where the body counts packs
 */
export function refused(reason: Refusal, countsAt = '/counts'): Problem {
  const [field, detail] = REFUSALS[reason]
  const pointer = reason === 'count_invalid' ? countsAt : field
  if (reason === 'order_unknown') return new Problem('not_found', detail)
  if (reason === 'not_yours') return new Problem('forbidden', detail)
  const errors = [{ pointer, detail, code: reason }]
  return new Problem(isAboutBody(reason) ? 'invalid' : 'conflict', detail, { errors })
}
