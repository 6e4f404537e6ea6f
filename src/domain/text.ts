/** Text from people: what is let in, and what is not. */

export type TextProblem = 'empty' | 'too_long' | 'control_character' | 'direction_override'

export type CleanText = { ok: true; text: string } | { ok: false; reason: TextProblem }

// C0, DEL, C1, and the line and paragraph separators: nothing that a name or a note needs.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/
// Embeddings, overrides and isolates can make one name look like another (Unicode UTS 55, section 3).
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/
// Joiners, marks and spaces shape other characters; alone they are a name that nobody can see.
const UNSEEN = /^[\p{Cf}\p{Z}\u115f\u1160\u3164\uffa0]*$/u

/**
 * Text as it is stored: trimmed and in Unicode normal form C.
 *
 * @param lengthMax in characters as a person counts code points
 */
export function cleanText(text: string, lengthMax: number): CleanText {
  const trimmed = text.trim().normalize('NFC')
  if (trimmed === '') return { ok: false, reason: 'empty' }
  // Half a surrogate pair is no character: it would come back from the database as another one.
  if (CONTROL.test(trimmed) || !trimmed.isWellFormed()) {
    return { ok: false, reason: 'control_character' }
  }
  if (DIRECTION.test(trimmed)) return { ok: false, reason: 'direction_override' }
  if (UNSEEN.test(trimmed)) return { ok: false, reason: 'empty' }
  return [...trimmed].length > lengthMax
    ? { ok: false, reason: 'too_long' }
    : { ok: true, text: trimmed }
}
