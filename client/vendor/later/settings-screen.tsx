import './later.css'
import { useState } from 'preact/hooks'
import { mayEditItems } from '../../../src/domain/payments/member.ts'
import { Icon } from '../first/icons.tsx'
import { t } from '../first/language.ts'
import { Page, StallSign } from '../first/parts.tsx'
import { go } from '../first/router.ts'
import { logOut, me } from '../first/session.ts'
import { setSound, sound } from '../first/sound.ts'
import type { Me } from '../first/wire.ts'
import { DeviceLink } from './device-link.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { PasskeyOffer } from './passkey-offer.tsx'
import { StockEntry } from './stock-entry.tsx'

export function SettingsScreen() {
  const stall = me.value
  if (stall === null) return null
  return (
    <Page title={t('settings.title')}>
      <p class="who">
        <StallSign vendor={stall.vendor} />
        <span>
          <strong>
            <bdi>{stall.vendor.name}</bdi>
          </strong>
          <span>
            <bdi>{stall.vendor.trade}</bdi> · <bdi>{stall.vendor.place}</bdi>
          </span>
          <span class="code">{stall.vendor.code_shown}</span>
        </span>
      </p>
      <StockEntry />
      <CreditEntry />
      <BankEntry />
      {mayEditItems(stall.member.role) && <ItemsEntry />}
      <LanguageChoice />
      <SoundChoice />
      <DeviceLink />
      <PasskeyOffer stall={stall} />
      <LogOut stall={stall} />
    </Page>
  )
}

function CreditEntry() {
  return (
    <section class="choice">
      <p>
        <Icon name="stock" />
        <span>
          <strong>{t('credit.title')}</strong>
          <br />
          {t('credit.hint')}
        </span>
      </p>
      <button
        type="button"
        class="button plain"
        onClick={() => go({ name: 'credit', part: 'home' })}
      >
        {t('credit.open')}
      </button>
    </section>
  )
}

function BankEntry() {
  return (
    <section class="choice">
      <p>
        <Icon name="bank" />
        <span>{t('bank.hint')}</span>
      </p>
      <button type="button" class="button plain" onClick={() => go({ name: 'bank', path: 'bank' })}>
        {t('bank.title')}
      </button>
    </section>
  )
}

function ItemsEntry() {
  return (
    <section class="choice">
      <p>
        <Icon name="tiles" />
        <span>{t('items.hint')}</span>
      </p>
      <button type="button" class="button plain" onClick={() => go({ name: 'items', id: null })}>
        {t('items.edit')}
      </button>
    </section>
  )
}

function SoundChoice() {
  const isOff = sound.value === 'off'
  return (
    <section class="choice">
      <p>
        <Icon name={isOff ? 'silent' : 'sound'} />
        <span>{t(`sound.${sound.value}`)}</span>
      </p>
      <button
        type="button"
        class="button plain"
        aria-pressed={!isOff}
        onClick={() => setSound(isOff)}
      >
        {t(isOff ? 'settings.sound_on' : 'settings.sound_off')}
      </button>
    </section>
  )
}

function LogOut({ stall }: { stall: Me }) {
  const [isAsking, setIsAsking] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  const leave = async (): Promise<void> => {
    const isOut = await logOut()
    setHasFailed(!isOut)
    if (isOut) go({ name: 'keypad' }, { replace: true })
  }
  if (!isAsking) {
    return (
      <button type="button" class="button plain" onClick={() => setIsAsking(true)}>
        <Icon name="leave" />
        <span>{t('settings.log_out')}</span>
      </button>
    )
  }
  return (
    // At the end of a long page: without scrolling the tap would look dead.
    <section class="card" role="alert" ref={(card) => card?.scrollIntoView({ block: 'end' })}>
      <p>{t(stall.member.has_passkey ? 'settings.leave_passkey' : 'settings.leave_no_passkey')}</p>
      {hasFailed && <p class="problem">{t('problem.no_answer')}</p>}
      <div class="two-buttons">
        <button type="button" class="button plain" onClick={() => setIsAsking(false)}>
          {t('settings.stay')}
        </button>
        <button type="button" class="button danger" onClick={() => void leave()}>
          {t('settings.log_out')}
        </button>
      </div>
    </section>
  )
}
