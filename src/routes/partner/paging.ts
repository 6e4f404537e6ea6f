import type { Context } from 'hono'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { HttpEnv } from '../http.ts'
import { invalidFields } from './operation.ts'

/** The list that a call asks for: a cursor of one list, or of one vendor, does not open another. */
interface ListName {
  list: string
  filter: string
}

/**
 * Where a page begins, or null for the first one.
 *
 * @throws Problem `invalid` for a cursor that was not given out for this list
 */
export function pageStart({ list, filter }: ListName, cursor: string | undefined): string | null {
  if (cursor === undefined) return null
  const after = decodeCursor(cursor, list, filter)
  if (after !== null) return after
  const detail = 'is not a cursor of this list; begin without one'
  throw invalidFields([{ pointer: '?cursor', detail, code: 'unknown_cursor' }])
}

/**
 * A page, with a Link header to the next one.
 *
 * @param after what the next page begins after; null on the last one
 */
export function listPage<E extends HttpEnv, Item>(
  c: Context<E>,
  { list, filter }: ListName,
  { data, limit, after }: { data: Item[]; limit: number; after: string | null },
) {
  const next = after === null ? null : encodeCursor({ list, filter, after })
  if (next !== null) {
    const url = new URL(c.req.path, c.var.ctx.origin)
    // What else was asked for is part of the list: a cursor of another filter would be refused.
    const { limit: _limit, cursor: _cursor, ...filters } = c.req.query()
    const query = { ...filters, limit: String(limit), cursor: next }
    url.search = new URLSearchParams(query).toString()
    c.header('Link', `<${url.href}>; rel="next"`)
  }
  return { object: 'list' as const, data, has_more: next !== null, next_cursor: next }
}

/** What the page after one of `limit` rows begins after, when one row more was read; else null. */
export function nextAfter<Row>(
  rows: readonly Row[],
  limit: number,
  afterOf: (row: Row) => string,
): string | null {
  const last = rows[limit - 1]
  return rows.length > limit && last !== undefined ? afterOf(last) : null
}
