/** @jsxImportSource hono/jsx */
import { Layout } from './layout.tsx'
import { CodePlate, StallPlate, type StallView } from './stall.tsx'
import { type PageTranslator, PersonText } from './text.tsx'

/** Stalls of the demonstration market; there is no such list in live mode. */
export interface StickerSheetView {
  here: string
  stalls: StallView[]
}

/** Every demonstration stall with its pay page and its sticker. */
export function StickerSheetPage({ t, view }: { t: PageTranslator; view: StickerSheetView }) {
  return (
    <Layout t={t} mode="demo" title={t('stickers.title')} here={view.here} wide>
      <div>
        <h1>{t('stickers.title')}</h1>
        <p class="soft">{t.plural('stickers.count', view.stalls.length)}</p>
      </div>
      <ul class="market">
        {view.stalls.map((stall) => (
          <Stall t={t} stall={stall} />
        ))}
      </ul>
    </Layout>
  )
}

function Stall({ t, stall }: { t: PageTranslator; stall: StallView }) {
  const id = `stall-${stall.code}`
  return (
    <li>
      <div class="stall">
        <StallPlate stall={stall} />
        <div>
          <h2 id={id}>
            <PersonText text={stall.name} />
          </h2>
          <p class="soft small">
            <PersonText text={stall.trade} /> · <PersonText text={stall.place} />
          </p>
          <CodePlate code={stall.codeShown} />
        </div>
      </div>
      <p class="pair">
        <a class="quiet" href={`/p/${stall.code}`} aria-describedby={id}>
          {t('stickers.pay')}
        </a>
        <a class="quiet" href={`/q/${stall.code}/poster`} aria-describedby={id}>
          {t('stickers.sticker')}
        </a>
      </p>
    </li>
  )
}
