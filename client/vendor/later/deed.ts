import { isUnanswered, type Problem } from '../first/problem.ts'

/**
 * Something of the vendor's that must happen once, from choosing it to its answer: taking an offer, a draw, an order, a
 * count. `Terms` are all that is sent, with the id under which it happens at most once.
 */
export type Deed<Terms> =
  /** `note`: why the one before did not happen, or null. */
  | { step: 'choosing'; note: string | null }
  /** Looked at once more; the terms (and the id in them) exist from here on. */
  | { step: 'asked'; terms: Terms; note: string | null }
  /** `isDoubtful`: an earlier sending of the same terms was never answered. */
  | { step: 'sending'; terms: Terms; isDoubtful: boolean }
  /** Nobody answered. It may have happened: it can only be sent again as it was. */
  | { step: 'unknown'; terms: Terms; note: string | null }
  /** The server wants to be sure who asks. */
  | { step: 'step_up'; terms: Terms; isDoubtful: boolean }
  | { step: 'done'; terms: Terms; isPending: boolean }

export type DeedAnswer =
  | { type: 'done'; isPending: boolean }
  /** A durable no. Trying again is another deed with another id. */
  | { type: 'refused'; code: string }
  /** Nothing was decided: the person closed the passkey's window, or came too often. The same deed may be sent again. */
  | { type: 'not_now'; code: string }
  | { type: 'step_up' }
  | { type: 'no_answer' }

/** What of a deed outlives a reload. */
export interface StoredDeed<Terms> {
  terms: Terms
  /** True once it left the phone. */
  isSent: boolean
}

export const NOTHING_YET = { step: 'choosing', note: null } as const

/** Where to begin after a reload. */
export function resumeDeed<Terms>(stored: StoredDeed<Terms> | null): Deed<Terms> {
  if (stored === null) return NOTHING_YET
  return { step: stored.isSent ? 'unknown' : 'asked', terms: stored.terms, note: null }
}

/** Names what is to be done; ignored once something was sent and not answered. */
export function askDeed<Terms>(deed: Deed<Terms>, terms: () => Terms): Deed<Terms> {
  return deed.step === 'choosing' ? { step: 'asked', terms: terms(), note: null } : deed
}

/** Back to choosing; impossible while it may have happened. */
export function reviseDeed<Terms>(deed: Deed<Terms>): Deed<Terms> {
  const mayRevise =
    deed.step === 'asked' ||
    (deed.step === 'step_up' && !deed.isDoubtful) ||
    (deed.step === 'choosing' && deed.note !== null)
  return mayRevise ? NOTHING_YET : deed
}

/** Completes the terms at the last look; what was sent once is never changed. */
export function completeDeed<Terms>(
  deed: Deed<Terms>,
  complete: (terms: Terms) => Terms,
): Deed<Terms> {
  return deed.step === 'asked' ? { ...deed, terms: complete(deed.terms) } : deed
}

/** The tap that sends; null when there is nothing to send, as for the second of a double tap. */
export function sendDeed<Terms>(
  deed: Deed<Terms>,
): { step: 'sending'; terms: Terms; isDoubtful: boolean } | null {
  switch (deed.step) {
    case 'asked':
      return { step: 'sending', terms: deed.terms, isDoubtful: false }
    case 'unknown':
      return { step: 'sending', terms: deed.terms, isDoubtful: true }
    case 'step_up':
      return { step: 'sending', terms: deed.terms, isDoubtful: deed.isDoubtful }
    case 'choosing':
    case 'sending':
    case 'done':
      return null
  }
}

/** What the answer makes of a deed that was sent. */
export function answerDeed<Terms>(deed: Deed<Terms>, answer: DeedAnswer): Deed<Terms> {
  if (deed.step !== 'sending') return deed
  const { terms, isDoubtful } = deed
  switch (answer.type) {
    case 'done':
      return { step: 'done', terms, isPending: answer.isPending }
    case 'refused':
      return { step: 'choosing', note: answer.code }
    case 'not_now':
      return { step: isDoubtful ? 'unknown' : 'asked', terms, note: answer.code }
    case 'step_up':
      return { step: 'step_up', terms, isDoubtful }
    case 'no_answer':
      return { step: 'unknown', terms, note: null }
  }
}

/** What is kept of a deed over a reload; null when nothing is. */
export function keptOf<Terms>(deed: Deed<Terms>): StoredDeed<Terms> | null {
  switch (deed.step) {
    case 'sending':
    case 'unknown':
      return { terms: deed.terms, isSent: true }
    case 'step_up':
      return { terms: deed.terms, isSent: deed.isDoubtful }
    case 'choosing':
    case 'asked':
    case 'done':
      return null
  }
}

/**
 * What a problem says about a deed.
 *
 * @param refusal the word for a durable no, where a kind of deed has more of them
 */
export function problemAnswer(
  problem: Problem,
  refusal: (problem: Problem) => string = refusalCode,
): DeedAnswer {
  const { status, code } = problem
  // The first of two is still on its way.
  if (isUnanswered(problem) || code === 'still_running') return { type: 'no_answer' }
  if (code === 'step_up_required') return { type: 'step_up' }
  if (status === 401 || status === 429) return { type: 'not_now', code }
  return { type: 'refused', code: refusal(problem) }
}

function refusalCode({ status, code, reason }: Problem): string {
  return status === 409 ? 'terms_changed' : (reason ?? code)
}
