/** What went wrong, as plain data. */

/** An answer that is not what was asked for. */
export interface Problem {
  /** The problem document's code; `no_answer` when nobody answered. */
  code: string
  /** Which reason of a book, when it said no. */
  reason: string | null
  /** HTTP status; 0 when nobody answered. */
  status: number
  /** JSON pointers of the fields at fault ("/name"). */
  pointers: readonly string[]
  /** What is wrong with them, as the server calls it ("below_quantity"). */
  codes: readonly string[]
  /** What support asks for, or null. */
  requestId: string | null
}

export const NO_ANSWER: Problem = {
  code: 'no_answer',
  reason: null,
  status: 0,
  pointers: [],
  codes: [],
  requestId: null,
}

/** True when the request may or may not have happened: no answer, or one from before the book was asked. */
export function isUnanswered({ status }: Problem): boolean {
  return status === 0 || status >= 500
}
