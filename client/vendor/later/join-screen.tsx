import './later.css'
import { useState } from 'preact/hooks'
import { useScreenTitle } from '../first/hooks.ts'
import { t } from '../first/language.ts'
import { go } from '../first/router.ts'
import { me } from '../first/session.ts'
import { JoinForm } from './join-form.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { PasskeyOffer } from './passkey-offer.tsx'
import { StickerCard, StickerLinks } from './sticker-screen.tsx'

/** Opens a stall: a few questions, and the code at once. */
export function JoinScreen() {
  const [isNew, setIsNew] = useState(false)
  const [wantsAnother, setWantsAnother] = useState(false)
  if (isNew) return <Opened />
  if (me.value !== null && !wantsAnother) {
    return <HasStall name={me.value.vendor.name} onAnother={() => setWantsAnother(true)} />
  }
  return <Questions onOpened={() => setIsNew(true)} />
}

function Questions({ onOpened }: { onOpened: () => void }) {
  const heading = useScreenTitle(t('join.title'))
  return (
    <main class="page entry">
      <div class="awning" aria-hidden="true" />
      <h1 tabindex={-1} ref={heading}>
        {t('join.title')}
      </h1>
      <p>{t('join.hint')}</p>
      <LanguageChoice />
      <JoinForm onOpened={onOpened} />
    </main>
  )
}

/** The phone is a stall's already: another sign-up would take it away from that one. */
function HasStall({ name, onAnother }: { name: string; onAnother: () => void }) {
  const heading = useScreenTitle(t('join.title'))
  return (
    <main class="page entry">
      <div class="awning" aria-hidden="true" />
      <h1 tabindex={-1} ref={heading}>
        {t('join.have', { stall: name })}
      </h1>
      <button type="button" class="button" onClick={() => go({ name: 'keypad' })}>
        {t('join.to_stall')}
      </button>
      <button type="button" class="button plain" onClick={onAnother}>
        {t('join.another')}
      </button>
    </main>
  )
}

function Opened() {
  const heading = useScreenTitle(t('joined.title'))
  const stall = me.value
  if (stall === null) return null
  return (
    <main class="page entry">
      <div class="awning" aria-hidden="true" />
      <h1 tabindex={-1} ref={heading}>
        {t('joined.title')}
      </h1>
      <p>{t('joined.hint')}</p>
      <StickerCard stall={stall} />
      <StickerLinks stall={stall} />
      <PasskeyOffer stall={stall} />
      <div class="stay">
        <button
          type="button"
          class="button"
          onClick={() => go({ name: 'keypad' }, { replace: true })}
        >
          {t('joined.start')}
        </button>
      </div>
    </main>
  )
}
