import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FieldProblem } from '../domain/errors.ts'
import { Problem } from './http.ts'
import type { HttpEnv } from './http.ts'

/**
 * The body of a request as the schema wants it.
 *
 * @throws Problem `wrong_content_type`, `bad_json` or `invalid`, which names every field that is wrong
 */
export async function readJson<S extends z.ZodType, E extends HttpEnv>(
  c: Context<E>,
  schema: S,
): Promise<z.infer<S>> {
  const type = c.req.header('Content-Type') ?? ''
  if (!/^application\/json\b/i.test(type)) throw notJson()
  let body: unknown
  try {
    body = await c.req.json()
  } catch {
    throw new Problem('bad_json')
  }
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw invalid(parsed.error)
  return parsed.data
}

/** The refusal of a body that is not even said to be JSON. */
export function notJson(): Problem {
  return new Problem('wrong_content_type', 'The body must be application/json.')
}

/** A failed check as a problem with a JSON pointer (RFC 6901) for every field. */
export function invalid(error: z.ZodError): Problem {
  const errors: FieldProblem[] = error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => `/${escaped(String(part))}`)
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    return names.map((name) => ({
      pointer: path.join('') + (name === null ? '' : `/${escaped(name)}`),
      detail: issue.message,
      code: issue.code === 'custom' ? String(issue.params?.['code'] ?? 'custom') : issue.code,
    }))
  })
  const first = errors[0]
  const detail =
    first === undefined ? 'The request is not valid.' : `${first.pointer}: ${first.detail}`
  return new Problem('invalid', detail, { errors })
}

/** A name as RFC 6901 writes it in a pointer. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
