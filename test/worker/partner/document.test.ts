import { it } from 'vitest'
import { PROBLEM_CODES } from '../../../src/domain/errors.ts'
import { SCOPES } from '../../../src/domain/partners/scopes.ts'
import { openApiDocument, operations, resolved, schemaProblems } from '../../support/contract.ts'
import type { DocumentParameter, DocumentResponse } from '../../support/contract.ts'
import { ORIGIN, send } from '../../support/http.ts'

it('is published without a key, for the origin that serves it', async ({ expect }) => {
  const response = await send('/v1/openapi.json', { headers: { Cookie: '__Host-vendor=x' } })
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/json')
  expect(response.headers.get('RateLimit-Policy')).toBe('"default";q=600;w=60')
  expect(response.headers.get('Cache-Control')).toBe('public, max-age=300')
  const document = await openApiDocument()
  expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: `${ORIGIN}/v1` }] })
  expect(document.components.securitySchemes['apiKey']).toMatchObject({ scheme: 'bearer' })
})

it('has no reference that leads nowhere', async ({ expect }) => {
  const document = await openApiDocument()
  const found = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
  expect(found.length).toBeGreaterThan(100)
  const missing = found.filter(([, kind = '', name = '']) => {
    const group = document.components[kind as keyof typeof document.components] ?? {}
    return !Object.hasOwn(group, name)
  })
  expect(missing.map(([text]) => text)).toEqual([])
})

it('has examples that are what the schemas say', async ({ expect }) => {
  const document = await openApiDocument()
  const { schemas, responses } = document.components
  const wrong: string[] = []
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
  const walk = (place: string, schema: unknown) => {
    if (Array.isArray(schema)) schema.forEach((part, i) => walk(`${place}/${i}`, part))
    if (!isRecord(schema)) return
    if (Object.hasOwn(schema, 'example') && !place.endsWith('/properties')) {
      const { example, ...rest } = schema
      wrong.push(...schemaProblems(document, rest, example).map((text) => `${place}: ${text}`))
    }
    for (const [name, part] of Object.entries(schema)) {
      if (name !== 'example') walk(`${place}/${name}`, part)
    }
  }
  walk('', schemas)
  for (const [name, response] of Object.entries(responses)) {
    const { schema = {}, example } = response.content?.['application/problem+json'] ?? {}
    wrong.push(...schemaProblems(document, schema, example).map((text) => `${name}: ${text}`))
  }
  expect(wrong).toEqual([])
  // Whatever a caller sends or gets can be copied from an example.
  const bare = (await operations()).flatMap(({ operationId, requestBody }) => {
    const schema = requestBody?.content['application/json']?.schema
    const named = schema === undefined ? null : resolved(document, schema as { $ref: string })
    return named === null || Object.hasOwn(named, 'example') ? [] : [operationId]
  })
  expect(bare).toEqual([])
})

it('closes every object, and knows every scope and problem code', async ({ expect }) => {
  const document = await openApiDocument()
  const open = Object.entries(document.components.schemas).filter(
    ([, { type, additionalProperties }]) => type === 'object' && additionalProperties !== false,
  )
  expect(open.map(([name]) => name)).toEqual([])
  expect(document.components.schemas['Scope']).toMatchObject({ enum: SCOPES })
  const problem = document.components.schemas['Problem']?.properties?.['code']
  expect(problem).toMatchObject({ enum: Object.keys(PROBLEM_CODES) })
})

/** What an answer is where it is not one JSON document. */
const GOOD_TYPES: Record<string, string[]> = {
  // The one answer that is written while the call is still being read.
  importCatalogue: ['application/x-ndjson'],
  getInvoice: ['application/xml', 'text/html'],
  getCreditNote: ['application/xml', 'text/html'],
  printDeliveryNote: ['text/html'],
}

/** Calls that must have an Idempotency-Key. */
const MOVES_MONEY = new Set([
  'createPayment',
  'createRefund',
  'createTopUp',
  'createFunding',
  'createCreditNote',
  'createPayout',
])

/** Calls that create nothing and may have one all the same: what is done to an order or a pool cannot be done again. */
const MOVES_ON = new Set([
  'acceptOrder',
  'rejectOrder',
  'packOrder',
  'deliverOrder',
  'cancelOrder',
  'answerDispute',
  'resolveDispute',
  'declineClaim',
  'closePool',
])

/** An acquirer's credit carries the number of the bank's own transaction. */
function isNamedByItself(operationId: string): boolean {
  return operationId === 'createAcquirerCredit'
}

it('says for every operation which scope it needs, and what can go wrong', async ({ expect }) => {
  const document = await openApiDocument()
  const all = await operations()
  expect(all.length).toBeGreaterThan(25)
  expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length)
  for (const { operationId, security, responses, summary, tags, method, ...rest } of all) {
    const scopes = security[0]?.apiKey ?? []
    expect(scopes, operationId).toHaveLength(operationId === 'getCaller' ? 0 : 1)
    expect(summary, operationId).not.toBe('')
    expect(tags, operationId).toHaveLength(1)
    for (const status of ['401', '429', '500'])
      expect(responses, operationId).toHaveProperty(status)
    for (const [status, response] of Object.entries(responses)) {
      const { content = {} } = resolved<DocumentResponse>(document, response)
      const good = GOOD_TYPES[operationId] ?? ['application/json']
      const types = Number(status) < 400 ? good : ['application/problem+json']
      expect(Object.keys(content), `${operationId} ${status}`).toEqual(
        status === '204' ? [] : types,
      )
    }
    const parameters = (rest.parameters ?? []).map((parameter) =>
      resolved<DocumentParameter>(document, parameter),
    )
    const key = parameters.find(({ name }) => name === 'Idempotency-Key')
    const isCreation = operationId.startsWith('create') && method === 'POST'
    const isNamed = (isCreation && !isNamedByItself(operationId)) || MOVES_ON.has(operationId)
    expect(key !== undefined, operationId).toBe(isNamed)
    expect(key?.required ?? false, operationId).toBe(MOVES_MONEY.has(operationId))
    if (rest.requestBody !== undefined) expect(rest.requestBody.required, operationId).toBe(true)
  }
})
