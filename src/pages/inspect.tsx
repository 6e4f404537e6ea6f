/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import type { InspectTranslator } from '../domain/i18n/pages/inspect.ts'
import type { Inspection } from '../domain/qr/inspect.ts'
import { SCHEME_TITLES } from '../domain/qr/titles.ts'
import { Icon } from './icons.tsx'
import { InspectFields } from './inspect-fields.tsx'
import { InspectSummary } from './inspect-summary.tsx'
import { InspectSymbol } from './inspect-symbol.tsx'
import {
  INSPECT_CHARS_MAX,
  INSPECT_PATH,
  type InspectResult,
  type InspectView,
} from './inspect-view.ts'
import { Layout, styleHash } from './layout.tsx'
import { inspectCss } from './styles-inspect.ts'
import { type PageTranslator, PersonText } from './text.tsx'

const STYLE = raw(`<style>${inspectCss}</style>`)

/** Hash of this page's own style, for `style-src` beside that of `stylesHash()`. */
export function inspectStyleHashes(): string[] {
  return [styleHash(inspectCss)]
}

interface Props {
  t: InspectTranslator
  /** For the frame that all pages share. */
  pageT: PageTranslator
  view: InspectView
}

/** What a payment code says and what is wrong with it: the form, and above it the answer. */
export function InspectPage({ t, pageT, view }: Props) {
  const { result, mode, scriptUrl } = view
  const scheme = result?.inspection.scheme ?? null
  const title = scheme === null ? t('title') : `${SCHEME_TITLES[scheme]}: ${t('title')}`
  const form = view.typed === '' ? {} : { form: 'inspect' }
  return (
    <Layout
      t={pageT}
      mode={mode}
      title={title}
      here={INSPECT_PATH}
      scriptUrl={scriptUrl}
      style={STYLE}
      {...form}
    >
      {result === null ? <h1 class="less">{t('title')}</h1> : null}
      {result === null ? <p class="small">{t('intro')}</p> : <Answer t={t} {...{ view, result }} />}
      <InspectForm t={t} view={view} />
    </Layout>
  )
}

function Answer(props: { t: InspectTranslator; view: InspectView; result: InspectResult }) {
  const { t, view, result } = props
  const { inspection } = result
  return (
    <>
      <Verdict t={t} result={result} />
      <InspectSummary t={t} result={result} />
      <InspectFields t={t} inspection={inspection} here={view.here} />
      {inspection.value === null ? null : <InspectSymbol t={t} inspection={inspection} />}
    </>
  )
}

/** What apps make of it. Not green, which means that money has come. */
function Verdict({ t, result }: { t: InspectTranslator; result: InspectResult }) {
  const { scheme } = result.inspection
  const verdict = verdictOf(result)
  const isPayable = !['refused', 'unknown', 'over'].includes(verdict)
  return (
    <>
      <header class={verdict === 'refused' ? 'stamp declined' : 'stamp'}>
        <Icon name={isPayable ? 'check' : 'cross'} />
        <h1>{t(`verdict.${verdict}.title`)}</h1>
      </header>
      {scheme === null ? null : (
        <p>
          <b lang="en">
            <bdi>{SCHEME_TITLES[scheme]}</bdi>
          </b>
          {'. '}
          {t(`scheme.${scheme}`)}
        </p>
      )}
      <p>{t(verdict === 'unknown' ? `unknown.${result.unknown}` : `verdict.${verdict}`)}</p>
      <StallLink t={t} result={result} />
    </>
  )
}

/** The codec judges form alone. A page has a clock, and knows that no bank app reads a link. */
function verdictOf({ inspection, nowMs }: InspectResult): Inspection['verdict'] | 'over' | 'link' {
  const { summary, value, verdict } = inspection
  if (value?.format === 'pay-link') return 'link'
  const expires = summary?.expires ?? null
  return expires !== null && expires.atMs < nowMs ? 'over' : verdict
}

/** The way to a stall of ours. Whatever else is in the code leads nowhere from here. */
function StallLink({ t, result }: { t: InspectTranslator; result: InspectResult }) {
  const { stall, inspection } = result
  if (stall === null) {
    return inspection.value?.scheme === 'pushcart' ? <p>{t('stall.elsewhere')}</p> : null
  }
  if (stall.name === null) return <p>{t('stall.none')}</p>
  return (
    <>
      <p>
        {t('stall.is')}{' '}
        <b>
          <PersonText text={stall.name} />
        </b>
      </p>
      <a class="quiet" href={stall.payPath}>
        {t('stall.open')}
      </a>
    </>
  )
}

function InspectForm({ t, view }: { t: InspectTranslator; view: InspectView }) {
  const { error, typed, exact } = view
  return (
    <div class="hold">
      <section class="sheet">
        {view.result === null ? null : <h2>{t('again')}</h2>}
        <form id="inspect" method="post" action={INSPECT_PATH} class="till">
          <div class="field">
            <label for="text">{t('text')}</label>
            <textarea
              id="text"
              name="text"
              dir="ltr"
              maxlength={INSPECT_CHARS_MAX}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              aria-required="true"
              aria-invalid={error === 'empty' ? 'true' : undefined}
              aria-describedby={error === null ? undefined : 'text-error'}
            >
              {/* The first line break of this element is not part of its content. */}
              {`\n${typed}`}
            </textarea>
            {error === null ? null : (
              <p class="error" id="text-error" role="alert">
                {t(`typed.${error}`, { max: INSPECT_CHARS_MAX })}
              </p>
            )}
          </div>
          <input type="hidden" name="exact" value={exact} />
          <button class="go">{t('read')}</button>
          <Scanner t={t} />
        </form>
      </section>
    </div>
  )
}

/** Camera and pictures, for browsers that can read them; the script takes it from here. */
function Scanner({ t }: { t: InspectTranslator }) {
  return (
    <>
      <p class="small soft" data-unsupported>
        {t('scan.unsupported')}
      </p>
      <div
        class="scan"
        hidden
        data-scan
        data-looking={t('scan.looking')}
        data-nothing={t('scan.nothing')}
        data-no-camera={t('scan.no_camera')}
      >
        <button type="button" class="quiet" data-camera data-stop={t('scan.stop')}>
          {t('scan.camera')}
        </button>
        <video hidden playsinline muted aria-label={t('scan.looking')}></video>
        <p role="status"></p>
        <button type="button" class="quiet" data-picture>
          {t('scan.picture')}
        </button>
        <input type="file" accept="image/*" hidden aria-hidden="true" tabindex={-1} />
      </div>
    </>
  )
}
