import { Alert } from '../alert.tsx'
import { troubleWords } from '../credit/trouble.tsx'
import type { Deed } from '../deed.ts'

/**
 * What stands in the way of a deed: no answer, no passkey, or a refusal in words of its own.
 *
 * @param props.refused null while there is no refusal
 */
export function DeedTrouble(props: {
  deed: Deed<unknown>
  unknown: string
  refused: string | null
}) {
  const { deed, unknown, refused } = props
  const isOpen = deed.step === 'asked' || deed.step === 'unknown'
  // A passkey that was put away: the same deed can be sent again.
  const notNow = isOpen && deed.note !== null ? troubleWords(deed.note) : null
  return <Alert>{refused ?? notNow ?? (deed.step === 'unknown' ? unknown : null)}</Alert>
}
