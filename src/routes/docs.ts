import { Hono } from 'hono'
import { pageTranslator } from '../domain/i18n/pages/pages.ts'
import type { ApiDocument } from '../pages/api-document.ts'
import { ApiReferencePage, referenceStyleHash } from '../pages/api-reference.tsx'
import type { HttpEnv } from './http.ts'
import { partnerDocument } from './partner/api.ts'
import { sendPage } from './shopper/page.ts'

/** `/docs`: the API reference, for people. English, like the API itself. */
export const docs = new Hono<HttpEnv>().get('/', (c) => {
  // The library's type of a document is wider than what it writes; the page reads its own part of it.
  const document = partnerDocument(c.var.ctx.origin) as unknown as ApiDocument
  const page = ApiReferencePage({ t: pageTranslator('en'), document })
  return sendPage(c, page, 200, { styleHashes: [referenceStyleHash()] })
})
