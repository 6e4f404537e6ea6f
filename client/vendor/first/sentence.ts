/** From a problem to a sentence. */
import type { ProblemCode } from '../../../src/domain/errors.ts'
import type { AppKey } from '../../../src/domain/i18n/app/en.ts'
import { t } from './language.ts'
import type { Problem } from './problem.ts'

/** A sentence for every code of ours; a new code is a type error here. */
const BY_CODE: Readonly<Record<ProblemCode | 'no_answer', AppKey>> = {
  no_answer: 'problem.no_answer',
  bad_json: 'problem.invalid',
  bad_request: 'problem.invalid',
  idempotency_key_missing: 'problem.invalid',
  unauthenticated: 'problem.signed_out',
  enrolment_used: 'enrol.used',
  enrolment_expired: 'enrol.expired',
  enrolment_unknown: 'enrol.unknown',
  passkey_refused: 'passkey.refused',
  forbidden: 'problem.forbidden',
  cross_site: 'problem.invalid',
  sign_up_closed: 'problem.sign_up_closed',
  step_up_required: 'problem.step_up',
  not_found: 'problem.not_found',
  method_not_allowed: 'problem.invalid',
  still_running: 'problem.conflict',
  conflict: 'problem.conflict',
  too_large: 'problem.too_large',
  wrong_content_type: 'problem.invalid',
  invalid: 'problem.invalid',
  idempotency_key_reused: 'problem.conflict',
  declined: 'decline.other',
  too_many_requests: 'problem.too_many',
  internal: 'problem.server',
  misconfigured: 'problem.server',
}

/** What to say about a problem, in the person's language. */
export function sentence(problem: Problem): string {
  const key = keyOf(problem)
  if (key !== 'problem.server' || problem.requestId === null) return t(key)
  // Named only where we are at fault: it is what support asks for.
  return `${t(key)} ${t('reference', { id: problem.requestId })}`
}

function keyOf({ code, status }: Problem): AppKey {
  if (isKnown(code)) return BY_CODE[code]
  // Somebody between us and the phone answered: a proxy, a captive portal.
  return status >= 500 ? 'problem.server' : 'problem.invalid'
}

function isKnown(code: string): code is keyof typeof BY_CODE {
  return Object.hasOwn(BY_CODE, code)
}
