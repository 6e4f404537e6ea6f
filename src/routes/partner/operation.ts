/** What all operations of `/v1` share: key, scope, idempotency, headers and errors, in the document and in fact. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { RouteConfig, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import type { FieldProblem } from '../../domain/errors.ts'
import type { Scope } from '../../domain/partners/scopes.ts'
import { Problem } from '../http.ts'
import { invalid, notJson } from '../json-body.ts'
import type { PartnerEnv } from '../middleware/api-key.ts'
import { requireScope } from '../middleware/api-key.ts'
import { idempotencyKey } from '../middleware/idempotency.ts'
import { answerHeaders, errorAnswers, KEY_PARAMETER } from './components.ts'

interface Access {
  /** What the key must be allowed to do; null for any key. */
  scope: Scope | null
  /** `required` where money moves, `accepted` where something else is created; left out where repeating is harmless. */
  idempotency?: 'required' | 'accepted'
  /** True where there may be nothing to read though the path names nothing. */
  mayBeMissing?: boolean
  /** True where it takes no key, and what it changes may be past that. */
  mayConflict?: boolean
}

/**
 * An operation with everything that all of them share. The type stays that of the operation itself: errors are thrown
 * as {@link Problem} and never returned by a handler.
 */
export function operation<R extends RouteConfig & { operationId: string }>(
  { scope, idempotency, mayBeMissing = false, mayConflict = false }: Access,
  route: R,
): R {
  const isReplayed = idempotency !== undefined
  const hasBody = route.request?.body !== undefined
  const takesJson = Object.hasOwn(route.request?.body?.content ?? {}, 'application/json')
  const answers = Object.entries(route.responses).map(([status, answer]) => [
    status,
    {
      ...answer,
      headers: answerHeaders({ isReplayed, isList: route.operationId.startsWith('list') }),
    },
  ])
  return {
    ...route,
    security: [{ apiKey: scope === null ? [] : [scope] }],
    middleware: [
      ...(scope === null ? [] : [requireScope(scope)]),
      ...(idempotency === undefined ? [] : [idempotencyKey(idempotency)]),
      ...(takesJson ? [requireJson()] : []),
    ],
    ...(isReplayed ? { parameters: [KEY_PARAMETER[idempotency]] } : {}),
    responses: {
      ...Object.fromEntries(answers),
      ...errorAnswers({
        scope: scope !== null,
        params: route.request?.params !== undefined || mayBeMissing,
        fields: hasBody || route.request?.query !== undefined || route.path.includes('{code}'),
        body: hasBody,
        unsafe: route.method !== 'get',
        key: isReplayed,
        conflict: isReplayed || mayConflict,
      }),
    },
  }
}

/**
 * Lets only JSON through. Without it the library answers another type and a broken body in plain text, and takes no
 * body at all for an empty object.
 */
function requireJson(): MiddlewareHandler<PartnerEnv> {
  return async function requireJson(c, next) {
    const type = c.req.header('Content-Type') ?? ''
    if (!/^application\/json *(;|$)/i.test(type)) throw notJson()
    try {
      await c.req.json()
    } catch (error) {
      if (error instanceof SyntaxError) throw new Problem('bad_json')
      throw error
    }
    await next()
  }
}

/** A router of `/v1`. What a schema refuses becomes a problem document that names every field. */
export function partnerRouter(): OpenAPIHono<PartnerEnv> {
  return new OpenAPIHono<PartnerEnv>({
    defaultHook: (result) => {
      if (result.success) return
      if (result.target === 'param')
        throw new Problem('not_found', 'There is nothing with this id.')
      const problem = invalid(result.error)
      if (result.target !== 'query') throw problem
      throw invalidFields(
        problem.errors.map(({ pointer, detail, code }) => ({
          pointer: `?${pointer.slice('/'.length)}`,
          detail,
          code,
        })),
      )
    },
  })
}

/** A refusal of one or more fields, for what no schema can know. */
export function invalidFields(errors: FieldProblem[]): Problem {
  const [first] = errors
  const detail = first === undefined ? undefined : `${first.pointer}: ${first.detail}`
  return new Problem('invalid', detail, { errors })
}

/** The content of a JSON answer or body. */
export function json<S extends z.ZodType>(schema: S) {
  return { 'application/json': { schema } }
}

/** A body that must be there: without `required` a call without one would reach the handler unchecked. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { required: true, content: json(schema) } as const
}
