import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { idField } from '../../contract/fields.ts'
import { dispatchBody } from '../../contract/order-actions.ts'
import { orderParams } from '../../contract/orders.ts'
import { ublOf } from '../../domain/orders/ubl.ts'
import { DeliveryNotePage } from '../../pages/delivery-note.tsx'
import { InvoicePage } from '../../pages/invoice.tsx'
import { paperStyleHashes } from '../../pages/paper.tsx'
import { deliveryNoteOf, readPaper } from '../../services/papers.ts'
import { Problem } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { hereOf, modeOf, pageText, sendPage } from '../shopper/page.ts'
import { jsonBody, operation, partnerRouter } from './operation.ts'
import { orderOf, sendOut } from './orders.ts'

const tags = ['Orders']
const langQuery = z.strictObject({
  lang: z.string().max(35).optional().openapi({ description: 'Language of the page.' }),
})
const paperQuery = langQuery.extend({
  format: z.enum(['ubl', 'html']).optional().openapi({
    description: 'UBL 2.1 for programs, or a page to read and print.',
    default: 'ubl',
  }),
})
const text = z.string()
const papers = {
  200: {
    description: 'The paper.',
    content: { 'application/xml': { schema: text }, 'text/html': { schema: text } },
  },
}

const getInvoice = operation(
  { scope: 'orders:read' },
  {
    method: 'get',
    path: '/orders/{id}/invoice',
    operationId: 'getInvoice',
    tags,
    summary: 'The invoice of an order',
    description: 'Once it is settled: for exactly what arrived, paid already.',
    request: { params: orderParams, query: paperQuery },
    responses: papers,
  },
)

const getCreditNote = operation(
  { scope: 'orders:read' },
  {
    method: 'get',
    path: '/orders/{id}/credit-notes/{credit_note}',
    operationId: 'getCreditNote',
    tags,
    summary: 'A credit note of an order',
    request: {
      params: orderParams.extend({ credit_note: idField('creditNote') }),
      query: paperQuery,
    },
    responses: papers,
  },
)

const printDeliveryNote = operation(
  { scope: 'orders:write', mayConflict: true },
  {
    method: 'post',
    path: '/orders/{id}/delivery-note',
    operationId: 'printDeliveryNote',
    tags,
    summary: 'Send an order out, on paper',
    description:
      'Does what dispatch does, and answers a page for the driver with the lines, the code and its QR. Again makes a new ' +
      'code; then only that one counts.',
    request: { params: orderParams, query: langQuery, body: jsonBody(dispatchBody) },
    responses: {
      200: { description: 'A page to print.', content: { 'text/html': { schema: text } } },
    },
  },
)

export const partnerPapers = partnerRouter()
  .openapi(getInvoice, async (c) => {
    const { format = 'ubl' } = c.req.valid('query')
    const row = await orderOf(c, c.req.valid('param').id)
    return sendPaper(c, row, { creditNote: null, format })
  })
  .openapi(getCreditNote, async (c) => {
    const { format = 'ubl' } = c.req.valid('query')
    const { id, credit_note: creditNote } = c.req.valid('param')
    return sendPaper(c, await orderOf(c, id), { creditNote, format })
  })
  .openapi(printDeliveryNote, async (c) => {
    const { order, code } = await sendOut(c, c.req.valid('param').id)
    const t = pageText(c)
    const note = await deliveryNoteOf(c.var.ctx, order, t.locale)
    const view = { ...note, code, mode: modeOf(c), here: hereOf(c) }
    return sendPage(c, DeliveryNotePage({ t, view }), 200, { styleHashes: paperStyleHashes() })
  })

async function sendPaper(
  c: Context<PartnerEnv>,
  row: { vendorId: string; id: string },
  { creditNote, format }: { creditNote: string | null; format: 'ubl' | 'html' },
): Promise<Response> {
  const t = pageText(c)
  const paper = await readPaper(c.var.ctx, row, { creditNote, locale: t.locale })
  if (paper === null)
    throw new Problem('not_found', 'There is no such paper: nothing was paid yet.')
  if (format === 'ubl') {
    const name = `attachment; filename="${paper.number}.xml"`
    return c.body(ublOf(paper), 200, {
      'Content-Type': 'application/xml; charset=UTF-8',
      'Content-Disposition': name,
      'Cache-Control': 'no-store',
    })
  }
  const view = { mode: modeOf(c), here: hereOf(c), xmlUrl: null, paper }
  return sendPage(c, InvoicePage({ t, view }), 200, { styleHashes: paperStyleHashes() })
}
