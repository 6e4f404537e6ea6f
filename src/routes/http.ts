import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DECLINE_SENTENCES, PROBLEM_CODES } from '../domain/errors.ts'
import type { FieldProblem, ProblemCode } from '../domain/errors.ts'
import type { DeclineReason } from '../domain/ledger/entry.ts'
import type { Ctx } from '../services/context.ts'

/** What every handler finds in its Hono context. */
export interface HttpEnv {
  Bindings: Env
  Variables: { ctx: Ctx }
}

/** A problem document, RFC 9457, as every error of the APIs is answered. */
export interface ProblemDocument {
  type: string
  title: string
  status: number
  detail: string
  /** Stable and for machines. */
  code: ProblemCode
  request_id: string
  /** Which reason of a book, when `code` is `declined`. */
  reason?: DeclineReason
  errors?: FieldProblem[]
}

/** Thrown for every expected refusal; `app.onError` answers it as a problem document. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly errors: FieldProblem[]
  readonly reason: DeclineReason | null
  readonly headers: Record<string, string>

  constructor(
    code: ProblemCode,
    detail: string = PROBLEM_CODES[code][1],
    extra: {
      errors?: FieldProblem[]
      reason?: DeclineReason
      headers?: Record<string, string>
    } = {},
  ) {
    super(detail)
    this.code = code
    this.errors = extra.errors ?? []
    this.reason = extra.reason ?? null
    this.headers = extra.headers ?? {}
  }
}

/** The refusal of a book as a problem. */
export function declined(reason: DeclineReason): Problem {
  return new Problem('declined', DECLINE_SENTENCES[reason], { reason })
}

/** The problem as a document. */
export function problemDocument(problem: Problem, ctx: Ctx): ProblemDocument {
  const [status, title] = PROBLEM_CODES[problem.code]
  return {
    type: `${ctx.origin}/docs#problem-${problem.code}`,
    title,
    status,
    detail: problem.message,
    code: problem.code,
    request_id: ctx.requestId,
    ...(problem.reason === null ? {} : { reason: problem.reason }),
    ...(problem.errors.length === 0 ? {} : { errors: problem.errors }),
  }
}

/** Answers a problem document. */
export function problemResponse<E extends HttpEnv>(c: Context<E>, problem: Problem): Response {
  const document = problemDocument(problem, c.var.ctx)
  return c.body(JSON.stringify(document), document.status as ContentfulStatusCode, {
    ...problem.headers,
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  })
}
