import type { Context } from 'hono'
import { code as codeSchema, codeList, codeParams, newCodeBody } from '../../contract/code.ts'
import { PAGE_LIMIT_DEFAULT, pageQuery } from '../../contract/list.ts'
import { vendorParams } from '../../contract/vendor.ts'
import { readCode, showCode } from '../../domain/qr/code.ts'
import { isoTime } from '../../domain/time.ts'
import { createCode, drawCode, existingCodes, findCode, listCodes } from '../../services/vendors.ts'
import { Problem } from '../http.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { once } from '../middleware/idempotency.ts'
import { codeLinks } from '../vendor/me.ts'
import { invalidFields, json, jsonBody, operation, partnerRouter } from './operation.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'
import { visibleVendor } from './visible.ts'

const tags = ['Codes']

const createCodeOperation = operation(
  { scope: 'codes:write', idempotency: 'accepted' },
  {
    method: 'post',
    path: '/vendors/{id}/codes',
    operationId: 'createCode',
    tags,
    summary: 'Issue one more sticker code',
    description: 'For a second stall or a second till. All codes of a vendor pay into one ledger.',
    request: { params: vendorParams, body: jsonBody(newCodeBody) },
    responses: { 201: { description: 'The new code.', content: json(codeSchema) } },
  },
)

const listCodesOperation = operation(
  { scope: 'vendors:read' },
  {
    method: 'get',
    path: '/vendors/{id}/codes',
    operationId: 'listCodes',
    tags,
    summary: 'List the codes of a vendor',
    request: { params: vendorParams, query: pageQuery },
    responses: { 200: { description: 'A page of codes.', content: json(codeList) } },
  },
)

const getCode = operation(
  { scope: 'vendors:read' },
  {
    method: 'get',
    path: '/codes/{code}',
    operationId: 'getCode',
    tags,
    summary: 'Read a code',
    description:
      'Finds the vendor behind a sticker. A wrong check symbol is refused with what may have been meant.',
    request: { params: codeParams },
    responses: { 200: { description: 'The code.', content: json(codeSchema) } },
  },
)

export const codes = partnerRouter()
  .openapi(createCodeOperation, async (c) => {
    const { label = null } = c.req.valid('json')
    const vendor = await visibleVendor(c, c.req.valid('param').id)
    return once(c, drawCode(), async (wanted) =>
      c.json(codeResource(c, await createCode(c.var.ctx, vendor.id, label, wanted)), 201),
    )
  })
  .openapi(listCodesOperation, async (c) => {
    const { limit = PAGE_LIMIT_DEFAULT, cursor } = c.req.valid('query')
    const vendor = await visibleVendor(c, c.req.valid('param').id)
    const name = { list: 'codes', filter: vendor.id }
    const afterCode = pageStart(name, cursor) ?? ''
    const rows = await listCodes(c.var.ctx, vendor.id, { afterCode, limit: limit + 1 })
    const data = rows.slice(0, limit).map((row) => codeResource(c, row))
    const after = nextAfter(rows, limit, ({ code }) => code)
    return c.json(listPage(c, name, { data, limit, after }), 200)
  })
  .openapi(getCode, async (c) => {
    const code = await readCodeField(c, c.req.valid('param').code, '{code}')
    const row = await findCode(c.var.ctx, code)
    if (row === null) throw new Problem('not_found', 'No stall has this code.')
    await visibleVendor(c, row.vendorId)
    return c.json(codeResource(c, row), 200)
  })

/**
 * A code as a person typed it.
 *
 * @throws Problem `invalid` for one that cannot be right, with the codes that exist and look like it
 */
export async function readCodeField(
  c: Context<PartnerEnv>,
  typed: string,
  pointer: string,
): Promise<string> {
  const reading = readCode(typed)
  if (reading.ok) return reading.code
  const meant = (await existingCodes(c.var.ctx, reading.suggestions)).map(showCode)
  const hint = meant.length > 0 ? `; did you mean ${meant.join(' or ')}?` : ''
  const detail = `${CODE_SENTENCES[reading.reason]}${hint}`
  throw invalidFields([{ pointer, detail, code: reading.reason }])
}

const CODE_SENTENCES = {
  wrong_length: 'a code has eight symbols',
  wrong_symbol: 'a code has only digits and letters without I, L, O and U',
  wrong_check: 'the check symbol does not fit the others',
}

function codeResource(
  c: Context<PartnerEnv>,
  row: { code: string; vendorId: string; label: string | null; createdAtMs: number },
) {
  return {
    object: 'code' as const,
    code: row.code,
    code_shown: showCode(row.code),
    vendor_id: row.vendorId,
    label: row.label,
    ...codeLinks(c.var.ctx.origin, row.code),
    created_at: isoTime(row.createdAtMs),
  }
}
