/** @jsxImportSource hono/jsx */
import type { PageKey } from '../domain/i18n/pages/en.ts'
import { Layout, type Mode } from './layout.tsx'
import { CodePlate } from './stall.tsx'
import { type PageTranslator, rich } from './text.tsx'

// A well-formed code that is nobody's, the same as in our documents.
const EXAMPLE_CODE = '7K3M-92QD'

/** `message.{name}.title` and `message.{name}`: a heading, and a sentence that says what to do. */
export type MessageName =
  | 'not_found'
  | 'code_unknown'
  | 'code_wrong'
  | 'request_unknown'
  | 'receipt_unknown'
  | 'bank_unknown'
  | 'too_long_to_print'
  | 'refused'
  | 'bad_form'
  | 'rate_limited'
  | 'server_error'
  | 'unavailable'

export interface MessageView {
  mode: Mode
  here: string
  name: MessageName
  /** Codes that the person may have meant, as shown ("7K3M-92QD"); they become links. */
  suggestions?: string[]
  /** What was typed, to correct it rather than type it again; gives the page the code form. */
  typedCode?: string
  /** A page to go back to, by path. */
  backUrl?: string
  /** The HTTP request's id, for a person who asks for help. */
  requestId?: string
}

/** A page that is only a sentence: not found, refused, too many tries, our fault. */
export function MessagePage({ t, view }: { t: PageTranslator; view: MessageView }) {
  const { name, suggestions = [], typedCode, backUrl, requestId } = view
  const title: PageKey = `message.${name}.title`
  return (
    <Layout t={t} mode={view.mode} title={t(title)} here={view.here}>
      <div class="hold">
        <section class="sheet">
          <h1>{t(title)}</h1>
          <p>{rich(t, `message.${name}`, { example: <bdi class="num">{EXAMPLE_CODE}</bdi> })}</p>
          {suggestions.length === 0 ? null : <Suggestions t={t} codes={suggestions} />}
          {requestId === undefined ? null : (
            <p class="small">
              {t('message.reference')} <bdi class="mono">{requestId}</bdi>
            </p>
          )}
        </section>
      </div>
      {typedCode === undefined ? null : <CodeForm t={t} value={typedCode} />}
      {backUrl === undefined ? null : (
        <a class="quiet" href={backUrl}>
          {t('message.back')}
        </a>
      )}
      <a class="quiet" href="/">
        {t('message.home')}
      </a>
    </Layout>
  )
}

function Suggestions({ t, codes }: { t: PageTranslator; codes: string[] }) {
  return (
    <>
      <p class="label">{t('message.suggestions')}</p>
      <ul class="codes">
        {codes.map((code) => (
          <li>
            <a href={`/p/${code.replaceAll('-', '')}`}>
              <CodePlate code={code} />
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

// A code has nine signs; people also paste the whole link, and the route finds the code in it.
const CODE_CHARS_MAX = 200

/** The way in for somebody who cannot scan: `GET /p?code=…`. */
export function CodeForm({ t, value }: { t: PageTranslator; value: string }) {
  return (
    <form method="get" action="/p" class="till">
      <div class="field">
        <label for="code">{t('home.code')}</label>
        <input
          id="code"
          name="code"
          class="big-code"
          value={value}
          dir="ltr"
          placeholder={EXAMPLE_CODE}
          maxlength={CODE_CHARS_MAX}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
      </div>
      <button class="go">{t('home.go')}</button>
    </form>
  )
}
