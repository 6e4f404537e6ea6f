/** @jsxImportSource hono/jsx */
import { sha256 } from '@noble/hashes/sha2.js'
import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { LOCALES, LOCALE_NAMES } from '../domain/i18n/i18n.ts'
import { pagesCss } from './styles.ts'
import type { PageTranslator } from './text.tsx'
import { DARK, LIGHT } from './tokens.ts'

/** Whether the money of this deployment is play money. Said on every page. */
export type Mode = 'demo' | 'live'

interface LayoutProps {
  t: PageTranslator
  mode: Mode
  /** Text of `<title>`; names of people in it go through `isolate`. */
  title: string
  /** Path and query of this page, from which the language links are made: "/t/pay_…?c=7K3M92QD". */
  here: string
  /** Seconds after which the page loads itself again; left out when it is final. With a script, that one looks. */
  refreshS?: number
  /** The page's module script, or null where it has none. */
  scriptUrl?: string | null
  /** Use the width of a large screen. */
  wide?: boolean
  /** More styles than every page has. */
  style?: Child
  /** The id of a form that goes along to the other languages: a page that answers one shows the same there. */
  form?: string
  children?: Child
}

/** Base64 of the SHA-256 of some style text, as a CSP source names it. */
export function styleHash(css: string): string {
  return btoa(String.fromCharCode(...sha256(new TextEncoder().encode(css))))
}

let pagesHash: string | null = null

/** The hash of the one inline style of every page, for `style-src 'sha256-…'`. Base64, without the prefix. */
export function stylesHash(): string {
  pagesHash ??= styleHash(pagesCss)
  return pagesHash
}

// The same for every page and person, so it is put together once and not through JSX.
const HEAD = raw(
  '<meta charset="utf-8"/><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"/>' +
    '<meta name="format-detection" content="telephone=no"/>' +
    `<meta name="theme-color" content="${LIGHT.accent}" media="(prefers-color-scheme:light)"/>` +
    `<meta name="theme-color" content="${DARK.ground}" media="(prefers-color-scheme:dark)"/>` +
    '<link rel="icon" href="/icons/icon.svg" type="image/svg+xml"/>',
)
const STYLE = raw(`<style>${pagesCss}</style>`)
const DOCTYPE = raw('<!DOCTYPE html>')
const AWNING = raw('<div class="top"><div class="awning"></div></div>')

/** The frame of every page: language and direction, the awning, the demonstration mark, the languages. */
export function Layout(props: LayoutProps) {
  const { t, mode, title, refreshS, scriptUrl = null, children } = props
  const column = props.wide === true ? 'wide' : undefined
  const refresh =
    refreshS === undefined ? null : <meta http-equiv="refresh" content={String(refreshS)} />
  const extraHead = (
    <>
      {props.style}
      {refresh === null || scriptUrl === null ? refresh : <noscript>{refresh}</noscript>}
      {scriptUrl === null ? null : <script type="module" src={scriptUrl}></script>}
    </>
  )
  return (
    <DocumentFrame t={t} title={title} extraHead={extraHead}>
      {mode === 'demo' ? <aside class="demo">{t('demo.banner')}</aside> : null}
      {AWNING}
      <main class={column}>{children}</main>
      <Foot t={t} here={props.here} column={column} form={props.form} />
    </DocumentFrame>
  )
}

interface FrameProps {
  t: PageTranslator
  title: string
  extraHead?: Child
  children?: Child
}

/** A bare document with our styles: what the poster needs, and what {@link Layout} puts the awning in. */
export function DocumentFrame({ t, title, extraHead, children }: FrameProps) {
  return (
    <>
      {DOCTYPE}
      <html lang={htmlLang(t)} dir={t.direction}>
        <head>
          {HEAD}
          <title>{title}</title>
          {STYLE}
          {extraHead}
        </head>
        <body>{children}</body>
      </html>
    </>
  )
}

function htmlLang(t: PageTranslator): string {
  // Pseudo-locales are English words; a screen reader should read them so.
  return t.locale === 'en-XA' || t.locale === 'ar-XB' ? 'en' : t.locale
}

interface FootProps {
  t: PageTranslator
  here: string
  column?: string | undefined
  form?: string | undefined
}

/** The languages and the way home. Written as text, not as elements: it is a third of the pay page's, and on every page. */
export function Foot({ t, here, column = '', form }: FootProps) {
  const links = LOCALES.map((locale) => {
    const current = locale === t.locale ? raw(' aria-current="true"') : ''
    if (form !== undefined) {
      return html`<li>
        <button
          form="${form}"
          formaction="${hrefInLanguage(here, locale)}"
          lang="${locale}"
          ${current}
        >
          ${LOCALE_NAMES[locale]}
        </button>
      </li>`
    }
    return html`<li>
      <a href="${hrefInLanguage(here, locale)}" lang="${locale}" hreflang="${locale}" ${current}
        >${LOCALE_NAMES[locale]}</a
      >
    </li>`
  })
  return html`<footer class="foot ${column}">
    <nav aria-label="${t('language')}">
      <ul>
        ${links}
      </ul>
    </nav>
    <a href="/">${t('brand')}</a>
  </footer>`
}

/** The same page in another language: `lang` is set and the rest of the query is kept. */
function hrefInLanguage(here: string, locale: string): string {
  const [path = '', query = ''] = here.split('?', 2)
  if (query === '') return `${path}?lang=${locale}`
  const params = new URLSearchParams(query)
  params.set('lang', locale)
  return `${path}?${params.toString()}`
}
