import {
  appeal as appealSchema,
  appealAnswerBody,
  appealList,
  appealParams,
  appealQuery,
  decisionList,
} from '../../contract/lending.ts'
import { PAGE_LIMIT_DEFAULT, pageQuery } from '../../contract/list.ts'
import type { GateCode } from '../../domain/credit/features.ts'
import { isoTime } from '../../domain/time.ts'
import { listAppeals, resolveAppeal } from '../../services/consents.ts'
import type { AppealRow } from '../../services/consents.ts'
import { decisionsAfter } from '../../services/lending.ts'
import { Problem } from '../http.ts'
import { json, jsonBody, operation, partnerRouter } from './operation.ts'
import { listPage, nextAfter, pageStart } from './paging.ts'

const tags = ['Lending']

const listAppealsOperation = operation(
  { scope: 'appeals:write' },
  {
    method: 'get',
    path: '/credit/appeals',
    operationId: 'listAppeals',
    tags,
    summary: 'List appeals',
    description: 'Vendors’ appeals against rules that hold them, oldest first.',
    request: { query: appealQuery },
    responses: { 200: { description: 'A page of appeals.', content: json(appealList) } },
  },
)

const answerAppeal = operation(
  { scope: 'appeals:write' },
  {
    method: 'post',
    path: '/credit/appeals/{id}/answer',
    operationId: 'answerAppeal',
    tags,
    summary: 'Answer an appeal',
    description:
      'A person looks at it. Upheld, the rule is set aside for this vendor for half a year, from the next night on.',
    request: { params: appealParams, body: jsonBody(appealAnswerBody) },
    responses: { 200: { description: 'The answered appeal.', content: json(appealSchema) } },
  },
)

const listDecisionsOperation = operation(
  { scope: 'books:audit' },
  {
    method: 'get',
    path: '/credit/decisions',
    operationId: 'listDecisions',
    tags,
    summary: 'List credit decisions',
    description:
      'Every decision with the bytes that it was made from: `npm run credit:replay` makes each again and compares.',
    request: { query: pageQuery },
    responses: { 200: { description: 'A page of decisions.', content: json(decisionList) } },
  },
)

export const appeals = partnerRouter()
  .openapi(listAppealsOperation, async (c) => {
    const { limit = PAGE_LIMIT_DEFAULT, cursor, state } = c.req.valid('query')
    const name = { list: 'appeals', filter: state ?? '' }
    const page = { afterId: pageStart(name, cursor) ?? '', limit: limit + 1 }
    const rows = await listAppeals(c.var.ctx, state ?? null, page)
    const after = nextAfter(rows, limit, ({ id }) => id)
    const data = rows.slice(0, limit).map(appealResource)
    return c.json(listPage(c, name, { data, limit, after }), 200)
  })
  .openapi(answerAppeal, async (c) => {
    const resolved = await resolveAppeal(c.var.ctx, c.req.valid('param').id, c.req.valid('json'))
    if (resolved === null) throw new Problem('not_found', 'There is no open appeal with this id.')
    return c.json(appealResource(resolved), 200)
  })
  .openapi(listDecisionsOperation, async (c) => {
    const { limit = PAGE_LIMIT_DEFAULT, cursor } = c.req.valid('query')
    const name = { list: 'decisions', filter: '' }
    const [vendorId = '', day = '0', policyId = '', version = '0'] = (
      pageStart(name, cursor) ?? ''
    ).split(' ')
    const start = { vendorId, asOfDay: Number(day), policyId, policyVersion: Number(version) }
    const rows = await decisionsAfter(c.var.ctx, start, limit + 1)
    const after = nextAfter(
      rows,
      limit,
      (row) => `${row.vendorId} ${row.asOfDay} ${row.policyId} ${row.policyVersion}`,
    )
    const data = rows.slice(0, limit).map((row) => ({
      object: 'decision' as const,
      vendor: row.vendorId,
      as_of_day: row.asOfDay,
      policy_id: row.policyId,
      policy_version: row.policyVersion,
      model_version: row.modelVersion,
      headroom: row.headroom,
      input_hash: row.inputHash,
      inputs: row.inputs,
      body: row.body,
    }))
    return c.json(listPage(c, name, { data, limit, after }), 200)
  })

function appealResource(row: AppealRow) {
  return {
    object: 'appeal' as const,
    id: row.id,
    vendor: row.vendorId,
    code: row.code as GateCode,
    text: row.text,
    state: row.state,
    answer: row.answer,
    created_at: isoTime(row.createdAtMs),
    resolved_at: row.resolvedAtMs === null ? null : isoTime(row.resolvedAtMs),
  }
}
