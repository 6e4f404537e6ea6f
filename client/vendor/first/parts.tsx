/** Pieces that several screens are made of. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useScreenTitle } from './hooks.ts'
import { Icon, type IconName } from './icons.tsx'
import { t } from './language.ts'
import type { Problem } from './problem.ts'
import type { Route } from './route.ts'
import { go, goBack } from './router.ts'
import { sentence } from './sentence.ts'
import type { Me } from './wire.ts'

type Place = Exclude<Route, { name: 'unknown' }>

/** A screen behind the keypad: a way back, a heading, its content. */
export function Page(props: { title: string; back?: Place; children: ComponentChildren }) {
  const heading = useScreenTitle(props.title)
  return (
    <main class="page">
      <header class="page-head">
        <button
          type="button"
          class="icon-button"
          aria-label={t('back')}
          onClick={() => goBack(props.back)}
        >
          <Icon name="back" />
        </button>
        <h1 tabindex={-1} ref={heading}>
          {props.title}
        </h1>
      </header>
      {props.children}
    </main>
  )
}

/** What went wrong, said at once by screen readers; nothing when nothing did. */
export function ProblemNote({ problem }: { problem: Problem | null }) {
  return (
    <div role="alert" class={problem === null ? '' : 'problem'}>
      {problem !== null && (
        <>
          <Icon name="alarm" />
          <span>{sentence(problem)}</span>
        </>
      )}
    </div>
  )
}

/** The stall's picture or sign; decoration beside its name. */
export function StallSign({ vendor }: { vendor: Me['vendor'] }) {
  if (vendor.picture_url !== null) return <img class="sign" src={vendor.picture_url} alt="" />
  return (
    <span class="sign" aria-hidden="true">
      {vendor.emoji}
    </span>
  )
}

/** Hands a link to another app, or copies it where the phone cannot. */
export function ShareButton(props: { url: string; text: string; label: string }) {
  const [isCopied, setIsCopied] = useState(false)
  const share = async (): Promise<void> => {
    try {
      if ('share' in navigator) await navigator.share({ text: props.text, url: props.url })
      else {
        await (navigator as Navigator).clipboard.writeText(props.url)
        setIsCopied(true)
      }
    } catch {
      // The person closed the sheet.
    }
  }
  return (
    <button type="button" class="button plain" onClick={() => void share()}>
      <Icon name={isCopied ? 'tick' : 'share'} />
      <span role="status">{isCopied ? t('copied') : props.label}</span>
    </button>
  )
}

/** A link out of the app, to print or to look at. */
export function LinkButton(props: { href: string; icon: IconName; children: ComponentChildren }) {
  return (
    <a class="button plain" href={props.href} target="_blank" rel="noopener">
      <Icon name={props.icon} />
      <span>{props.children}</span>
    </a>
  )
}

/** An address that nobody links to. */
export function Nowhere() {
  return (
    <main class="page">
      <h1>{t('nowhere')}</h1>
      <button
        type="button"
        class="button"
        onClick={() => go({ name: 'keypad' }, { replace: true })}
      >
        {t('keypad.title')}
      </button>
    </main>
  )
}
