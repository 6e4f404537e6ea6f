/** Pages of lists. */
import { z } from '@hono/zod-openapi'

export const PAGE_LIMIT_DEFAULT = 20
const PAGE_LIMIT_MAX = 100
const CURSOR_CHARS_MAX = 500

export const cursorField = z.string().min(1).max(CURSOR_CHARS_MAX).openapi({
  description: 'Where to go on: `next_cursor` of the page before. Opaque; good for this list only.',
})

/** A whole number in the query string, which is text there. */
export function limitField(limitMax: number, otherwise: number) {
  return z
    .string()
    .refine(
      (text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= limitMax,
      `must be a whole number from 1 to ${limitMax}`,
    )
    .transform(Number)
    .optional()
    .openapi({
      type: 'integer',
      minimum: 1,
      maximum: limitMax,
      default: otherwise,
      description: 'Most that one page holds.',
    })
}

export const pageQuery = z.strictObject({
  limit: limitField(PAGE_LIMIT_MAX, PAGE_LIMIT_DEFAULT),
  cursor: cursorField.optional(),
})

/** A page of a list; `name` is that of the schema in the document. */
export function listOf<S extends z.ZodType>(item: S, name: string) {
  return z
    .strictObject({
      object: z.literal('list'),
      data: z.array(item),
      has_more: z.boolean(),
      next_cursor: z.string().nullable().openapi({
        description: 'For `?cursor=` of the next page; null on the last one.',
        example: null,
      }),
    })
    .openapi(name)
}
