/** Why something about an order did not happen, in the person's language. */
import { troubleWords } from '../credit/trouble.tsx'
import { refusalKey } from './refusal-keys.ts'
import { s } from './words.ts'

/** @param code a problem document's code, a book's reason, or what is wrong with a field */
export function refusalWords(code: string): string {
  const key = refusalKey(code)
  return key === null ? troubleWords(code) : s(key)
}
