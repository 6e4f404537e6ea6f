/** Calls `/v1` as a program does, and holds every answer against the published OpenAPI document. */
import { Validator } from '@cfworker/json-schema'
import type { Schema } from '@cfworker/json-schema'
import { DEMO_OPERATOR_TOKEN } from '../../src/env.ts'
import { send } from './http.ts'

interface Ref {
  $ref: string
}

export interface DocumentResponse {
  headers?: Record<string, unknown>
  content?: Record<string, { schema: Schema; example?: unknown }>
}

export interface DocumentParameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Schema
}

export interface DocumentOperation {
  operationId: string
  tags: string[]
  summary: string
  security: { apiKey: string[] }[]
  parameters?: (DocumentParameter | Ref)[]
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, DocumentResponse | Ref>
}

export interface OpenApiDocument {
  openapi: string
  servers: { url: string }[]
  paths: Record<string, Record<string, DocumentOperation>>
  components: {
    schemas: Record<string, Schema>
    responses: Record<string, DocumentResponse>
    parameters: Record<string, DocumentParameter>
    headers: Record<string, unknown>
    securitySchemes: Record<string, unknown>
  }
}

export interface Operation extends DocumentOperation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With its variables: `/vendors/{id}`. */
  path: string
}

let published: Promise<OpenApiDocument> | null = null

/** The document, as anybody can read it. */
export function openApiDocument(): Promise<OpenApiDocument> {
  published ??= send('/v1/openapi.json').then((response) => response.json<OpenApiDocument>())
  return published
}

export async function operations(): Promise<Operation[]> {
  const { paths } = await openApiDocument()
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase() as Operation['method'],
      path,
    })),
  )
}

/** What a `$ref` of the document stands for. */
export function resolved<T extends object>(document: OpenApiDocument, part: T | Ref): T {
  if (!('$ref' in part)) return part
  const [, , kind = '', name = ''] = part.$ref.split('/')
  const group = document.components[kind as keyof OpenApiDocument['components']]
  const found = group[name]
  if (found === undefined) throw new Error(`${part.$ref} is not in the document`)
  return found as T
}

const validators = new Map<string, Validator>()

/** Sentences about what in `value` is not as the schema says; none is good. */
export function schemaProblems(
  document: OpenApiDocument,
  schema: Schema,
  value: unknown,
): string[] {
  const cacheKey = JSON.stringify(schema)
  let validator = validators.get(cacheKey)
  if (validator === undefined) {
    const whole = { ...schema, $defs: document.components.schemas }
    // The validator takes the `id` of an example for the address of a schema.
    const text = JSON.stringify(whole, (name, part: unknown) =>
      name === 'example' ? undefined : part,
    ).replaceAll('#/components/schemas/', '#/$defs/')
    validator = new Validator(JSON.parse(text) as Schema, '2020-12', false)
    validators.set(cacheKey, validator)
  }
  return validator
    .validate(value)
    .errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`)
}

const NDJSON = 'application/x-ndjson'

/** A JSON value of each line. */
function jsonLines(text: string): unknown[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown)
}

/** Papers: neither JSON nor a problem. */
const PAPERS = new Set(['application/xml', 'text/html'])

function typeOf(headers: Headers): string {
  return (headers.get('Content-Type') ?? '').split(';')[0] ?? ''
}

/** What a body says, by its type; throws when it is not of that type. */
function bodyOf(type: string, text: string): unknown {
  if (PAPERS.has(type)) return text
  return type === NDJSON ? jsonLines(text) : (JSON.parse(text) as unknown)
}

/** An answer of `/v1` that keeps the document's word. */
export class Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown

  constructor(status: number, headers: Headers, text: string) {
    this.status = status
    this.headers = headers
    this.text = text
    this.body = text === '' ? null : bodyOf(typeOf(headers), text)
  }

  /** A member of the body by its path: `get('amount', 'amount')`. */
  get(...path: (string | number)[]): unknown {
    return path.reduce<unknown>(
      (value, name) => (value as Record<string | number, unknown> | null)?.[name],
      this.body,
    )
  }

  /** The same as text; throws when it is not text. */
  string(...path: (string | number)[]): string {
    const value = this.get(...path)
    if (typeof value !== 'string') throw new Error(`no ${path.join('.')} in ${this.text}`)
    return value
  }

  /** The same as a list; throws when it is none. */
  list(...path: (string | number)[]): Record<string, unknown>[] {
    const value = this.get(...path)
    if (!Array.isArray(value)) throw new Error(`no list ${path.join('.')} in ${this.text}`)
    return value as Record<string, unknown>[]
  }
}

interface CallOptions {
  /** The bearer token; null sends none. */
  token?: string | null
  /** Value for JSON, or text or a stream that is sent as it is. */
  body?: unknown
  headers?: Record<string, string>
}

/** Sends a call and checks the answer against the document. Throws when the Worker breaks its word. */
export async function call(
  method: string,
  path: string,
  { token = DEMO_OPERATOR_TOKEN, body, headers = {} }: CallOptions = {},
): Promise<Answer> {
  const response = await send(`/v1${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
  })
  // Not text(): it warns of every type that it does not know.
  const text = new TextDecoder().decode(await response.bytes())
  const wrong = await brokenPromises(method, path, response, text)
  if (wrong.length > 0) {
    throw new Error(`${method} ${path} → ${response.status} ${text}\n${wrong.join('\n')}`)
  }
  return new Answer(response.status, response.headers, text)
}

function isRaw(body: unknown): body is string | ReadableStream {
  return typeof body === 'string' || body instanceof ReadableStream
}

async function brokenPromises(
  method: string,
  path: string,
  response: Response,
  text: string,
): Promise<string[]> {
  const document = await openApiDocument()
  const { status, headers } = response
  const promised = await promisedResponse(document, method, path, status)
  if (promised === null) return [`status ${status} is not in the document`]
  // A body that is too large is refused at the front door, which knows nothing of partners.
  const always = status === 413 ? [] : ALWAYS
  const wrong = always
    .filter((name) => Object.hasOwn(promised.headers ?? {}, name) && !headers.has(name))
    .map((name) => `no header ${name}`)
  if (promised.content === undefined) return text === '' ? wrong : [...wrong, 'there is a body']
  const type = typeOf(headers)
  const content = promised.content[type]
  if (content === undefined) return [...wrong, `${type} is not in the document for ${status}`]
  let body: unknown
  try {
    body = bodyOf(type, text)
  } catch {
    return [...wrong, `the body is not ${type}`]
  }
  if (status >= 400) {
    const problem = body as { status?: number; request_id?: string }
    if (problem.status !== status) wrong.push(`the problem says ${String(problem.status)}`)
    // A replayed refusal keeps the id of the call that was refused.
    const isReplay = headers.has('Idempotent-Replayed')
    if (!isReplay && problem.request_id !== headers.get('X-Request-Id')) {
      wrong.push('the problem names another request')
    }
  }
  const values = type === NDJSON ? (body as unknown[]) : [body]
  return [...wrong, ...values.flatMap((value) => schemaProblems(document, content.schema, value))]
}

const ALWAYS = ['X-Request-Id', 'RateLimit-Policy', 'WWW-Authenticate', 'RateLimit']

async function promisedResponse(
  document: OpenApiDocument,
  method: string,
  path: string,
  status: number,
): Promise<DocumentResponse | null> {
  const [pathname = ''] = path.split('?')
  const operation = (await operations()).find(
    (known) =>
      known.method === method &&
      new RegExp(`^${known.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  )
  // An address that is not in the document still answers with a problem.
  if (operation === undefined) {
    const unknown = [401, 404, 405, 413].includes(status)
    return unknown ? { content: { 'application/problem+json': PROBLEM } } : null
  }
  const response = operation.responses[String(status)]
  return response === undefined ? null : resolved(document, response)
}

const PROBLEM = { schema: { $ref: '#/components/schemas/Problem' } }

/** A program with an API key. */
export class Client {
  readonly token: string | null
  readonly #headers: Record<string, string>

  /** @param address where it calls from, because calls without a good key are counted by address */
  constructor(token: string | null, address: string | null = null) {
    this.token = token
    this.#headers = address === null ? {} : { 'CF-Connecting-IP': address }
  }

  get(path: string): Promise<Answer> {
    return this.#call('GET', path)
  }

  /** @param key the Idempotency-Key; a fresh one when left out, none when null */
  post(path: string, body?: unknown, key: string | null = crypto.randomUUID()): Promise<Answer> {
    const headers: Record<string, string> = key === null ? {} : { 'Idempotency-Key': key }
    return this.#call('POST', path, { body, headers })
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.#call('PUT', path, { body })
  }

  /** Sends a file as it is; a text, or pieces as they come. */
  upload(path: string, type: string, body: string | ReadableStream): Promise<Answer> {
    return this.#call('POST', path, { body, headers: { 'Content-Type': type } })
  }

  delete(path: string): Promise<Answer> {
    return this.#call('DELETE', path)
  }

  #call(
    method: string,
    path: string,
    { body, headers = {} }: Omit<CallOptions, 'token'> = {},
  ): Promise<Answer> {
    return call(method, path, {
      token: this.token,
      body,
      headers: { ...this.#headers, ...headers },
    })
  }
}

/** The answer to a step of a test's preparation; throws when it is an error. */
export async function made(step: Promise<Answer>): Promise<Answer> {
  const answer = await step
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`)
  return answer
}
