/** Parts of the OpenAPI document that operations refer to by name. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { problem } from '../../contract/problem.ts'
import { PROBLEM_CODES } from '../../domain/errors.ts'
import type { ProblemCode } from '../../domain/errors.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'

const REQUEST_ID = 'req_01KAVJ4S3QG8M7N2T5V9XWYZAB'

const KEY_RULES =
  'Names the call: repeated with the same key and body, it answers what it answered first and does nothing twice. ' +
  '1 to 255 printable ASCII characters, bare or as a quoted string; best a fresh UUID. Kept for 30 days.'

/** The Idempotency-Key header in the document. */
export const KEY_PARAMETER = {
  required: { $ref: '#/components/parameters/IdempotencyKeyRequired' },
  accepted: { $ref: '#/components/parameters/IdempotencyKey' },
} as const

const header = (description: string, example: string) => ({
  description,
  schema: { type: 'string' as const },
  example,
})

const HEADERS = {
  RequestId: header('Names this call in our log.', REQUEST_ID),
  RateLimitPolicy: header(
    'The limit: `q` calls in `w` seconds for each partner.',
    '"default";q=600;w=60',
  ),
  RateLimit: header(
    'What is left (`r`) and until when (`t`, seconds); sent when it is nothing.',
    '"default";r=0;t=60',
  ),
  RetryAfter: header('Seconds to wait before asking again.', '60'),
  Challenge: header('How to authenticate.', 'Bearer'),
  Replayed: header('`true` when this is the stored answer of an earlier call.', 'true'),
  Link: header(
    'Address of the next page, `rel="next"`; left out on the last one.',
    '<https://…>; rel="next"',
  ),
} as const

const ref = (name: keyof typeof HEADERS) => ({ $ref: `#/components/headers/${name}` })
const STANDARD = { 'X-Request-Id': ref('RequestId'), 'RateLimit-Policy': ref('RateLimitPolicy') }

/** Headers of an answer that is not an error. */
export function answerHeaders({ isReplayed, isList }: { isReplayed: boolean; isList: boolean }) {
  return {
    ...STANDARD,
    ...(isReplayed ? { 'Idempotent-Replayed': ref('Replayed') } : {}),
    ...(isList ? { Link: ref('Link') } : {}),
  }
}

/** Name, codes and headers of each error answer. */
const ERRORS = {
  400: {
    name: 'BadRequest',
    codes: ['bad_json', 'bad_request', 'idempotency_key_missing'],
    headers: {},
  },
  401: {
    name: 'Unauthenticated',
    codes: ['unauthenticated'],
    headers: { 'WWW-Authenticate': ref('Challenge') },
  },
  403: { name: 'Forbidden', codes: ['forbidden'], headers: {} },
  404: {
    name: 'NotFound',
    codes: ['not_found'],
    headers: { 'Idempotent-Replayed': ref('Replayed') },
  },
  409: {
    name: 'Conflict',
    codes: ['still_running', 'conflict'],
    headers: { 'Retry-After': ref('RetryAfter'), 'Idempotent-Replayed': ref('Replayed') },
  },
  413: { name: 'TooLarge', codes: ['too_large'], headers: {} },
  415: { name: 'WrongContentType', codes: ['wrong_content_type'], headers: {} },
  422: {
    name: 'Refused',
    codes: ['invalid', 'idempotency_key_reused', 'declined'],
    headers: { 'Idempotent-Replayed': ref('Replayed') },
  },
  429: {
    name: 'TooManyRequests',
    codes: ['too_many_requests'],
    headers: { 'Retry-After': ref('RetryAfter'), RateLimit: ref('RateLimit') },
  },
  500: { name: 'Internal', codes: ['internal'], headers: {} },
  503: { name: 'Unavailable', codes: ['misconfigured'], headers: {} },
} as const satisfies Record<
  number,
  { name: string; codes: readonly ProblemCode[]; headers: Record<string, { $ref: string }> }
>

type ErrorStatus = keyof typeof ERRORS

/** The errors that an operation can answer, by what it takes. */
export function errorAnswers(takes: {
  scope: boolean
  params: boolean
  /** Something that may be well-formed and still wrong. */
  fields: boolean
  body: boolean
  unsafe: boolean
  key: boolean
  conflict: boolean
}) {
  const statuses: ErrorStatus[] = [
    ...(takes.body || takes.key ? ([400] as const) : []),
    401,
    ...(takes.scope ? ([403] as const) : []),
    ...(takes.params ? ([404] as const) : []),
    ...(takes.conflict ? ([409] as const) : []),
    ...(takes.unsafe ? ([413] as const) : []),
    ...(takes.body ? ([415] as const) : []),
    ...(takes.fields ? ([422] as const) : []),
    429,
    500,
    503,
  ]
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      { $ref: `#/components/responses/${ERRORS[status].name}` },
    ]),
  )
}

/** Puts the named parts into the document. */
export function registerComponents({ openAPIRegistry }: OpenAPIHono<PartnerEnv>): void {
  openAPIRegistry.register('Problem', problem)
  openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key, `Authorization: Bearer pc_sandbox_…` or `pc_live_…`. The scopes that an operation needs stand beside it.',
  })
  const key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } } as const
  const example = '8e03978e-40d5-43e8-bc93-6894a57f9324'
  openAPIRegistry.registerComponent('parameters', 'IdempotencyKeyRequired', {
    ...key,
    required: true,
    description: `${KEY_RULES} This call moves money, so it must have one.`,
    example,
  })
  openAPIRegistry.registerComponent('parameters', 'IdempotencyKey', {
    ...key,
    required: false,
    description: KEY_RULES,
    example,
  })
  for (const [name, component] of Object.entries(HEADERS)) {
    openAPIRegistry.registerComponent('headers', name, component)
  }
  for (const [status, { name, codes, headers }] of Object.entries(ERRORS)) {
    openAPIRegistry.registerComponent('responses', name, {
      description: codes.map((code) => `\`${code}\`: ${PROBLEM_CODES[code][1]}.`).join(' '),
      headers: { ...STANDARD, ...headers },
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          example: problemExample(Number(status), codes[0]),
        },
      },
    })
  }
}

function problemExample(status: number, code: ProblemCode) {
  const [, title] = PROBLEM_CODES[code]
  return {
    type: `https://pay.example.org/docs#problem-${code}`,
    title,
    status,
    detail: `${title}.`,
    code,
    request_id: REQUEST_ID,
  }
}
