import type { Context } from 'hono'
import { PAGE_LIMIT_DEFAULT } from '../../contract/list.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { HttpEnv } from '../http.ts'
import { invalidFields } from './operation.ts'

/** The list that a call asks for: a cursor of one list, or of one vendor, does not open another. */
interface ListName {
  list: string
  filter: string
}

interface PageQuery {
  limit?: number | undefined
  cursor?: string | undefined
}

/**
 * Where a page begins, or null for the first one.
 *
 * @throws Problem `invalid` for a cursor that was not given out for this list
 */
export function pageStart({ list, filter }: ListName, { cursor }: PageQuery): string | null {
  if (cursor === undefined) return null
  const after = decodeCursor(cursor, list, filter)
  if (after !== null) return after
  const detail = 'is not a cursor of this list; begin without one'
  throw invalidFields([{ pointer: '?cursor', detail, code: 'unknown_cursor' }])
}

/**
 * A page, with a Link header to the next one.
 *
 * @param rows one more than the page holds, when there are more
 * @param afterOf what the next page begins after
 */
export function listPage<E extends HttpEnv, Row, Item>(
  c: Context<E>,
  { list, filter }: ListName,
  { limit = PAGE_LIMIT_DEFAULT }: PageQuery,
  {
    rows,
    afterOf,
    itemOf,
  }: { rows: Row[]; afterOf: (row: Row) => string; itemOf: (row: Row) => Item },
) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rows.length > limit && last !== undefined
  const next = hasMore ? encodeCursor({ list, filter, after: afterOf(last) }) : null
  if (next !== null) {
    const url = new URL(c.req.path, c.var.ctx.origin)
    url.search = new URLSearchParams({ limit: String(limit), cursor: next }).toString()
    c.header('Link', `<${url.href}>; rel="next"`)
  }
  return { object: 'list' as const, data: page.map(itemOf), has_more: hasMore, next_cursor: next }
}
