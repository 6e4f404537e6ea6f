import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { catalogueItemLine, importLine, importQuery } from '../../contract/catalogue.ts'
import {
  FILE_BYTES_MAX,
  FileTooLarge,
  importCatalogue,
  openCsv,
  openNdjson,
} from '../../services/catalogue-import.ts'
import type { OpenedFile } from '../../services/catalogue-import.ts'
import type { Supplier } from '../../services/catalogue.ts'
import { Problem, problemDocument } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { checkLine } from './catalogue-body.ts'
import { invalidFields, operation, partnerRouter } from './operation.ts'
import { callingSupplier } from './visible.ts'

// As any string: the library's types take its name for JSON of a kind that they do not know.
const NDJSON: string = 'application/x-ndjson'

/**
 * How far the report may be ahead of its reader: the whole of it for 100,000 rows. Many programs read the answer only when
 * they have sent everything, and would wait for us as we for them.
 */
const REPORT_BYTES_AHEAD = 8 * 1024 * 1024

const importCatalogueOperation = operation(
  { scope: 'catalogue:write' },
  {
    method: 'post',
    path: '/catalogue/imports',
    operationId: 'importCatalogue',
    tags: ['Catalogue'],
    summary: 'Put a whole catalogue in one file',
    description:
      'CSV (RFC 4180, UTF-8, a header) or one JSON item a line; up to 100 MB and 120,000 lines, read as it arrives. The ' +
      'answer is a line of JSON for each row, while the file is still being read, and the sums at the end. A row that is ' +
      'wrong is refused and the rest goes on. An answer without the sums was cut off, and a problem document in their ' +
      'place says why: send the file again; what is there already stays as it is.',
    request: {
      query: importQuery,
      body: {
        required: true,
        content: {
          'text/csv': {
            schema: z.string().openapi({ description: 'docs/sourcing.md names the columns.' }),
          },
          [NDJSON]: { schema: catalogueItemLine },
        },
      },
    },
    responses: {
      200: {
        description: 'Lines of JSON, each like this.',
        content: { [NDJSON]: { schema: importLine } },
      },
    },
  },
)

export const catalogueImports = partnerRouter().openapi(importCatalogueOperation, async (c) => {
  const { ctx } = c.var
  const supplier = await callingSupplier(c)
  if (Number(c.req.header('Content-Length') ?? 0) > FILE_BYTES_MAX) throw new Problem('too_large')
  const file = await openFile(c, supplier)
  if (!file.ok) throw invalidFields(file.problems)
  const isReplacing = c.req.valid('query').replace === 'true'
  const check = (value: unknown) => checkLine(supplier, value)
  const report = importCatalogue(ctx, supplier, file, { check, isReplacing })
  return c.body(streamOf(c, report), 200, { 'Content-Type': NDJSON })
})

async function openFile(c: Context<PartnerEnv>, supplier: Supplier): Promise<OpenedFile> {
  const type = c.req.header('Content-Type') ?? ''
  const [, format, charset = 'utf-8'] =
    /^(text\/csv|application\/x-ndjson) *(?:; *charset="?([\w-]+)"?)? *(?:;|$)/i.exec(type) ?? []
  if (format === undefined || charset.toLowerCase() !== 'utf-8')
    throw new Problem('wrong_content_type', `The body must be text/csv or ${NDJSON}, in UTF-8.`)
  const { body } = c.req.raw
  if (format.toLowerCase() === NDJSON) return openNdjson(body)
  try {
    return await openCsv(body, supplier)
  } catch (error) {
    throw error instanceof FileTooLarge ? new Problem('too_large') : error
  }
}

/** The report as it is made. What goes wrong on the way is its last line: the status has been sent long before. */
function streamOf(
  c: Context<PartnerEnv>,
  report: AsyncGenerator<object[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const bytesOf = (lines: object[]) =>
    encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await report.next()
          if (done === true) controller.close()
          else controller.enqueue(bytesOf(value))
        } catch (error) {
          const isLarge = error instanceof FileTooLarge
          if (!isLarge) c.var.ctx.log.error('unexpected', error)
          const problem = new Problem(isLarge ? 'too_large' : 'internal')
          controller.enqueue(bytesOf([problemDocument(problem, c.var.ctx)]))
          controller.close()
        }
      },
      async cancel() {
        await report.return(undefined)
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: REPORT_BYTES_AHEAD }),
  )
}
