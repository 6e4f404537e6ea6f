import './later.css'
import { useState } from 'preact/hooks'
import { useScreenTitle } from '../first/hooks.ts'
import { Icon } from '../first/icons.tsx'
import { t } from '../first/language.ts'
import { go } from '../first/router.ts'
import { LanguageChoice } from './language-choice.tsx'
import { canUsePasskeys, type PasskeyResult, usePasskey } from './passkeys.ts'

/** The phone belongs to no stall, or no longer: the ways in. */
export function SignInScreen() {
  const heading = useScreenTitle(t('sign_in.title'))
  const [result, setResult] = useState<PasskeyResult | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const enter = async (): Promise<void> => {
    setIsBusy(true)
    setResult(await usePasskey())
    setIsBusy(false)
  }
  return (
    <main class="page entry">
      <div class="awning" aria-hidden="true" />
      <h1 tabindex={-1} ref={heading}>
        {t('sign_in.title')}
      </h1>
      <p>{t('sign_in.hint')}</p>
      <div role="alert" class={result === null || result === 'done' ? '' : 'problem'}>
        {result !== null && result !== 'done' && t(`passkey.${result}`)}
      </div>
      {canUsePasskeys() && (
        <button type="button" class="button" disabled={isBusy} onClick={() => void enter()}>
          <Icon name="key" />
          <span>{t('sign_in.passkey')}</span>
        </button>
      )}
      <section class="card">
        <h2>{t('sign_in.other_title')}</h2>
        <p>{t('sign_in.other')}</p>
      </section>
      <section class="card">
        <h2>{t('sign_in.new_title')}</h2>
        <button type="button" class="button plain" onClick={() => go({ name: 'join' })}>
          {t('sign_in.new')}
        </button>
      </section>
      <LanguageChoice />
    </main>
  )
}
