/** @jsxImportSource hono/jsx */
import type { InspectTranslator } from '../domain/i18n/pages/inspect.ts'
import { INSPECT_ECL, type Inspection } from '../domain/qr/inspect.ts'
import { INSPECT_PATH } from './inspect-view.ts'
import { QrSymbol } from './qr-symbol.tsx'

/** A valid code drawn again, its text to copy, and how a new code would say the same. */
export function InspectSymbol({ t, inspection }: { t: InspectTranslator; inspection: Inspection }) {
  const { text, isDrawable, canonical } = inspection
  return (
    <div class="hold">
      <section class="sheet">
        <h2>{t('symbol.title')}</h2>
        {isDrawable ? (
          <>
            <div class="drawn">
              <QrSymbol text={text} ecl={INSPECT_ECL} label={t('symbol.qr')} />
            </div>
            <form method="post" action={`${INSPECT_PATH}.png`}>
              <Exact text={text} />
              <button class="quiet">{t('symbol.png')}</button>
            </form>
          </>
        ) : (
          <p>{t('symbol.none')}</p>
        )}
        <CopyText t={t} id="copy" label={t('symbol.text')} text={text} />
        {canonical === null ? null : (
          <>
            <CopyText t={t} id="canonical" label={t('canonical.title')} text={canonical} />
            <p class="small">{t('canonical')}</p>
            <form method="post" action={INSPECT_PATH}>
              <Exact text={canonical} />
              <button class="quiet">{t('canonical.look')}</button>
            </form>
          </>
        )}
      </section>
    </div>
  )
}

/** A text on its way back, percent-encoded, because forms change line breaks. It is well-formed: it was read. */
function Exact({ text }: { text: string }) {
  return <input type="hidden" name="exact" value={encodeURIComponent(text)} />
}

interface CopyProps {
  t: InspectTranslator
  id: string
  label: string
  text: string
}

function CopyText({ t, id, label, text }: CopyProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} dir="ltr" readonly spellcheck={false}>
        {`\n${text}`}
      </textarea>
      <button type="button" class="quiet" hidden data-copy={id} data-copied={t('copied')}>
        {t('copy')}
      </button>
    </div>
  )
}
