import { t } from '../../first/language.ts'
import { NO_ANSWER } from '../../first/problem.ts'
import { sentence } from '../../first/sentence.ts'
import { Alert } from '../alert.tsx'
import { isDeclineReason, tDecline } from '../decline-words.ts'
import { c } from './words.ts'

/** Why a deed did not happen, said at once by screen readers; nothing when nothing went wrong. */
export function Trouble({ note }: { note: string | null }) {
  return <Alert>{note === null ? null : troubleWords(note)}</Alert>
}

/** The words for why a deed did not happen. */
export function troubleWords(note: string): string {
  if (note === 'cancelled') return t('passkey.cancelled')
  if (note === 'passkey_refused') return t('passkey.refused')
  if (note === 'terms_changed') return c('refused.terms_changed')
  if (note === 'share') return c('refused.share')
  if (isDeclineReason(note)) return tDecline(note)
  if (note === 'forbidden' || note === 'too_many_requests' || note === 'no_answer') {
    return sentence({ ...NO_ANSWER, code: note })
  }
  return c('refused.other')
}
