import { useState } from 'preact/hooks'
import { Icon } from '../../first/icons.tsx'
import { t } from '../../first/language.ts'
import { me } from '../../first/session.ts'
import { addPasskey, canUsePasskeys, type PasskeyResult } from '../passkeys.ts'
import { Trouble } from './trouble.tsx'
import { c } from './words.ts'

/** The server wants to be sure who asks: a passkey made now, or a fresh way in. Nothing has happened so far. */
export function StepUp(props: {
  /** Why it is asked; for credit by default. */
  why?: string
  onGoOn: () => void
  onLeave?: (() => void) | undefined
}) {
  const [result, setResult] = useState<PasskeyResult | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const hasPasskey = me.value?.member.has_passkey === true
  const add = async (): Promise<void> => {
    setIsBusy(true)
    setResult(await addPasskey())
    setIsBusy(false)
  }
  return (
    <section class="card" role="group" aria-label={c('step_up.title')}>
      <div role="alert">
        <h2>{c('step_up.title')}</h2>
        <p>{props.why ?? c('step_up.why')}</p>
      </div>
      {hasPasskey && <p role="status">{c('step_up.has_passkey')}</p>}
      <Trouble note={result === 'cancelled' || result === 'refused' ? noteOf(result) : null} />
      {!hasPasskey && canUsePasskeys() && (
        <button type="button" class="button" disabled={isBusy} onClick={() => void add()}>
          <Icon name="key" />
          <span>{t('passkey.add')}</span>
        </button>
      )}
      <button
        type="button"
        class={hasPasskey ? 'button' : 'button plain'}
        disabled={isBusy}
        onClick={props.onGoOn}
      >
        {hasPasskey ? c('step_up.go_on') : t('again')}
      </button>
      {!hasPasskey && <p class="hint">{c('step_up.other')}</p>}
      {props.onLeave !== undefined && (
        <button type="button" class="button plain" disabled={isBusy} onClick={props.onLeave}>
          {t('back')}
        </button>
      )}
    </section>
  )
}

function noteOf(result: 'cancelled' | 'refused'): string {
  return result === 'cancelled' ? 'cancelled' : 'passkey_refused'
}
