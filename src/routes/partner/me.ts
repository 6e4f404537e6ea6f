import { caller as callerSchema } from '../../contract/partner.ts'
import { json, operation, partnerRouter } from './operation.ts'
import { tenantOf } from './visible.ts'

const getCaller = operation(
  { scope: null },
  {
    method: 'get',
    path: '/me',
    operationId: 'getCaller',
    tags: ['Partners'],
    summary: 'Who calls',
    description: 'The partner behind the key, and what the key may do.',
    responses: { 200: { description: 'The caller.', content: json(callerSchema) } },
  },
)

export const me = partnerRouter().openapi(getCaller, (c) => {
  const { caller } = c.var
  const { kind, mode, scopes } = caller
  return c.json(
    { object: 'caller' as const, partner: tenantOf(caller), kind, mode, scopes: [...scopes] },
    200,
  )
})
