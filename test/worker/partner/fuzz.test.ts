/**
 * Calls that nobody thought of, made from the published document: near-valid bodies and wild ones, real ids and
 * invented ones. The checks of `call` hold every answer against the document; here it must also never be our fault.
 */
import type { Schema } from '@cfworker/json-schema'
import * as fc from 'fast-check'
import { afterEach, beforeEach, it, vi } from 'vitest'
import { SCOPES_OF_KIND } from '../../../src/domain/partners/scopes.ts'
import type { PartnerKind } from '../../../src/domain/partners/scopes.ts'
import { call, openApiDocument, operations, resolved } from '../../support/contract.ts'
import type {
  Answer,
  DocumentParameter,
  OpenApiDocument,
  Operation,
} from '../../support/contract.ts'
import { Internet } from '../../support/webhook-receiver.ts'
import { holderOf, scopeOf } from './bodies.ts'
import { newFuzzWorld, newSupplyWorld, RECEIVER } from './fuzz-world.ts'
import type { Bodies, FuzzWorld, Pool } from './fuzz-world.ts'
import { operator } from './world.ts'

const RUNS = 12

beforeEach(() => {
  const internet = new Internet()
  internet.listen(RECEIVER, 204)
  vi.stubGlobal('fetch', internet.fetch)
})

afterEach(() => vi.unstubAllGlobals())

/** What strangers put into fields. */
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '',
    ' ',
    '\u202e',
    '\u0000',
    '\ud800',
    '１２',
    '-0',
    'null',
    '__proto__',
    '../..',
  ),
  fc.constantFrom(0, -1, 0.5, 1e16, -1e308, Number.MAX_SAFE_INTEGER, Number.MIN_VALUE),
)

function valueOf(document: OpenApiDocument, schema: Schema, pool: Pool): fc.Arbitrary<unknown> {
  const known =
    schema.$ref === undefined ? schema : resolved<Schema>(document, { $ref: schema.$ref })
  const inner = (part: Schema) => valueOf(document, part, pool)
  if (known.allOf?.[0] !== undefined) return inner(known.allOf[0])
  if (known.anyOf !== undefined) return fc.oneof(...known.anyOf.map(inner))
  if (known.enum !== undefined) return fc.constantFrom(...(known.enum as unknown[]))
  if (known.type === 'boolean') return fc.boolean()
  if (known.type === 'integer') {
    const { minimum: min = 0, maximum: max = 1_000 } = known
    return fc.oneof(fc.integer({ min, max: Math.min(max, 5_000) }), fc.integer({ min, max }))
  }
  // A tuple: one schema for each place.
  if (known.prefixItems !== undefined) {
    return fc.tuple(...known.prefixItems.map((place) => inner(place as Schema)))
  }
  if (known.type === 'array') {
    return fc.array(inner(known.items as Schema), { minLength: known.minItems ?? 0, maxLength: 3 })
  }
  // A record: any name that is allowed, and one schema for whatever it names.
  if (typeof known.additionalProperties === 'object') {
    const name = textOf({ example: 'A' }, pool)
    return fc.dictionary(name, inner(known.additionalProperties), { maxKeys: 3 })
  }
  if (known.type === 'object') {
    const members = Object.entries(known.properties ?? {}).map(([name, part]) => [
      name,
      inner(part as Schema),
    ])
    const shape = Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>
    return fc.record(shape, { requiredKeys: known.required ?? [] })
  }
  return textOf(known, pool)
}

function textOf(
  { pattern = '', minLength = 0, maxLength = 60, example }: Schema,
  pool: Pool,
): fc.Arbitrary<string> {
  const prefix = /^\^([a-z]{3,4})_/.exec(pattern)?.[1]
  const real = prefix === undefined ? [] : (pool[prefix] ?? [])
  if (real.length > 0) return fc.constantFrom(...real, ...real, 'nothing')
  const free = fc.string({ unit: 'grapheme', minLength, maxLength })
  const shaped = pattern === '' ? free : fc.oneof(fc.stringMatching(new RegExp(pattern)), free)
  return example === undefined ? shaped : fc.oneof(fc.constant(example as string), shaped)
}

/** A body that is known to be good, with at most one of its fields made anew. */
function nearly(good: object, value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const names = fc.constantFrom('', ...Object.keys(good))
  return fc
    .tuple(names, value)
    .map(([name, fresh]) =>
      name === '' ? good : { ...good, [name]: (fresh as Record<string, unknown>)[name] },
    )
}

/** A value with a field that is missing, unknown or wild. */
function mutated(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.record({ at: fc.nat(), to: junk, how: fc.constantFrom('drop', 'add', 'set') })
  return fc.tuple(value, change).map(([body, { at, to, how }]) => {
    if (typeof body !== 'object' || body === null) return to
    const names = Object.keys(body)
    const name = names[at % Math.max(names.length, 1)] ?? 'nothing'
    if (how === 'add') return { ...body, [`x${at % 3}`]: to }
    if (how === 'set') return { ...body, [name]: to }
    return Object.fromEntries(Object.entries(body).filter(([known]) => known !== name))
  })
}

interface FuzzedCall {
  path: string
  body: unknown
}

function callsOf(
  document: OpenApiDocument,
  operation: Operation,
  { pool, bodies }: { pool: Pool; bodies: Bodies },
) {
  const parameters = (operation.parameters ?? []).map((parameter) =>
    resolved<DocumentParameter>(document, parameter),
  )
  const valuesIn = (place: string) =>
    fc.record(
      Object.fromEntries(
        parameters
          .filter((parameter) => parameter.in === place)
          .map(({ name, schema }) => {
            const real = pool[name]
            const arbitrary =
              real === undefined ? valueOf(document, schema, pool) : fc.constantFrom(...real)
            return [name, fc.oneof({ weight: 6, arbitrary }, junk).map(asText)]
          }),
      ),
      place === 'path' ? {} : { requiredKeys: [] },
    )
  const schema = operation.requestBody?.content['application/json']?.schema
  const made = schema === undefined ? fc.constant(undefined) : valueOf(document, schema, pool)
  const known = bodies[operation.operationId]
  const good = known === undefined ? made : fc.oneof(nearly(known, made), made)
  const body =
    schema === undefined ? good : fc.oneof({ weight: 3, arbitrary: good }, mutated(good), junk)
  return fc
    .record({ path: valuesIn('path'), query: valuesIn('query'), body })
    .map(({ path, query, body: sent }): FuzzedCall => {
      const filled = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(wellFormed((path as Record<string, string>)[name]) || '%'),
      )
      const search = Object.entries(query as Record<string, string>).map(
        ([name, value]) => `${name}=${encodeURIComponent(wellFormed(value))}`,
      )
      return { path: search.length === 0 ? filled : `${filled}?${search.join('&')}`, body: sent }
    })
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** An address cannot carry half a surrogate pair, and no segment of dots. */
function wellFormed(text = ''): string {
  return text.toWellFormed().replace(/^\.{1,2}$/, 'dots')
}

/** The same call again: the first answer to the byte, whatever it was. */
async function replays(send: (body: unknown) => Promise<Answer>, first: Answer, body: unknown) {
  const wasDone = [200, 201].includes(first.status) || first.get('code') === 'declined'
  if (!wasDone) return
  const again = await send(body)
  // Nobody has a copy of a secret that was shown once.
  const isSecret = ['api_key', 'webhook_endpoint'].includes(String(first.get('object')))
  if (
    isSecret ? again.status !== 409 : again.text !== first.text || again.status !== first.status
  ) {
    throw new Error(`a replay differs: ${first.text} then ${again.status} ${again.text}`)
  }
  const other = await send({ ...(body as object), note: 'another', label: 'another', scopes: [] })
  // Where the change is not valid at all, it is refused before the key is looked at.
  if (other.status !== 422) throw new Error(`another body: ${other.status} ${other.text}`)
}

/** Parts of the document that suppliers call. */
const SUPPLY = new Set(['Catalogue', 'Orders', 'Pools', 'Supplier money'])

/** Whoever is there and may hold the scope; what no partner may do, the operator does. */
function callerOf(operation: Operation, { clients }: FuzzWorld): PartnerKind {
  const scope = scopeOf(operation)
  if (holderOf(operation) === 'operator') return 'operator'
  const kinds = (['agent', 'lender', 'supplier'] as const).filter((kind) => clients[kind])
  const mayHold = (kind: PartnerKind) => scope === undefined || SCOPES_OF_KIND[kind].includes(scope)
  return kinds.find(mayHold) ?? 'operator'
}

function takesKey(document: OpenApiDocument, { parameters = [] }: Operation): boolean {
  return parameters.some(
    (parameter) => resolved<DocumentParameter>(document, parameter).name === 'Idempotency-Key',
  )
}

/** Calls an operation again and again, and looks at every answer; gives the statuses. */
async function callWildly(operation: Operation, world: FuzzWorld): Promise<Set<number>> {
  const document = await openApiDocument()
  const { token } = world.clients[callerOf(operation, world)] ?? operator
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(callsOf(document, operation, world), async ({ path, body }) => {
      const key = crypto.randomUUID()
      const send = (sent: unknown) =>
        call(operation.method, path, {
          token,
          body: sent,
          ...(operation.method === 'GET' ? {} : { headers: { 'Idempotency-Key': key } }),
        })
      const answer = await send(body)
      seen.add(answer.status)
      if (answer.status >= 500 || answer.status === 429) throw new Error(answer.text)
      if (takesKey(document, operation)) await replays(send, answer, body)
    }),
    { numRuns: RUNS },
  )
  return seen
}

/** A world for each operation: else the limit of calls would answer. Gives the statuses by operation. */
async function walk(
  isWanted: (tag: string) => boolean,
  newWorld: () => Promise<FuzzWorld>,
): Promise<{ seen: number[]; through: number }> {
  const wanted = (await operations()).filter(({ tags }) => isWanted(tags[0] ?? ''))
  const statuses = []
  for (const operation of wanted) statuses.push(await callWildly(operation, await newWorld()))
  const through = statuses.filter((seen) => [...seen].some((status) => status < 300))
  return {
    seen: [...new Set(statuses.flatMap((seen) => [...seen]))],
    through: through.length / wanted.length,
  }
}

// Calls must have got through as well as been refused, or they would prove nothing.
const MUST_SEE = [200, 201, 404, 409, 422]

it('is never at fault, whatever is sent, and keeps its word in every answer', async ({
  expect,
}) => {
  const { seen, through } = await walk((tag) => !SUPPLY.has(tag), newFuzzWorld)
  expect(seen).toEqual(expect.arrayContaining(MUST_SEE.filter((status) => status !== 409)))
  expect(through).toBeGreaterThan(0.5)
}, 300_000)

it('is not at fault either where suppliers call', async ({ expect }) => {
  const { seen, through } = await walk((tag) => SUPPLY.has(tag), newSupplyWorld)
  expect(seen).toEqual(expect.arrayContaining(MUST_SEE))
  expect(through).toBeGreaterThan(0.5)
}, 300_000)
