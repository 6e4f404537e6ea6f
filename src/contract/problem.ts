/** Problem documents, RFC 9457: what every error of `/v1` looks like. */
import { z } from '@hono/zod-openapi'
import { PROBLEM_CODES } from '../domain/errors.ts'
import type { ProblemCode } from '../domain/errors.ts'
import { CREDIT_DECLINES, ORDER_DECLINES, PAYMENT_DECLINES } from '../domain/ledger/entry.ts'

const codes = Object.keys(PROBLEM_CODES) as [ProblemCode, ...ProblemCode[]]

const fieldProblem = z
  .strictObject({
    pointer: z.string().openapi({
      description:
        'Where: a JSON pointer (RFC 6901) into the body, `?name` for a query parameter, `{name}` for a part of the path.',
      example: '/amount/amount',
    }),
    detail: z.string().openapi({ example: 'must be at least 1' }),
    code: z.string().openapi({ example: 'too_small' }),
  })
  .openapi('FieldProblem')

export const declineReason = z
  .enum([...PAYMENT_DECLINES, ...CREDIT_DECLINES, ...ORDER_DECLINES])
  .openapi('DeclineReason', {
    description: 'Why a book said no. A no is final for its id.',
  })

export const problem = z
  .strictObject({
    type: z.url().openapi({
      description: 'Address of the explanation, stable for each code.',
      example: 'https://pay.example.org/docs#problem-declined',
    }),
    title: z.string().openapi({ example: 'The book said no' }),
    status: z.int().min(400).max(599).openapi({ example: 422 }),
    detail: z.string().openapi({ example: 'There is not enough money for this.' }),
    code: z.enum(codes).openapi({ description: 'For programs: never changes its meaning.' }),
    request_id: z.string().openapi({
      description: 'Name it when you ask us. The same as in the X-Request-Id header.',
      example: 'req_01KAVJ4S3QG8M7N2T5V9XWYZAB',
    }),
    reason: declineReason.optional().openapi({ description: 'Only with the code `declined`.' }),
    errors: z.array(fieldProblem).optional().openapi({ description: 'Every field that is wrong.' }),
  })
  .openapi('Problem', {
    description: 'An error, as `application/problem+json` (RFC 9457).',
    example: {
      type: 'https://pay.example.org/docs#problem-invalid',
      title: 'The request is not valid',
      status: 422,
      detail: '/amount/amount: Too small: expected number to be >=1',
      code: 'invalid',
      request_id: 'req_01KAVJ4S3QG8M7N2T5V9XWYZAB',
      errors: [
        {
          pointer: '/amount/amount',
          detail: 'Too small: expected number to be >=1',
          code: 'too_small',
        },
      ],
    },
  })
