/** What the vendor app asks the catalogue. */
import { z } from '@hono/zod-openapi'
import { CATEGORIES } from '../domain/catalogue/item.ts'
import { QUERY_CHARS_MAX } from '../domain/catalogue/search.ts'
import { idField, textField } from './fields.ts'
import { cursorField } from './list.ts'

export const itemsQuery = z.strictObject({
  q: textField(QUERY_CHARS_MAX).optional(),
  category: z.enum(CATEGORIES).optional(),
  supplier: idField('partner').optional(),
  cursor: cursorField.optional(),
})
