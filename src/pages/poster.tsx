/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import { isolate } from '../domain/i18n/i18n.ts'
import { qrMatrix } from '../domain/qr/matrix.ts'
import { DocumentFrame, type Mode, styleHash } from './layout.tsx'
import { QrSymbol } from './qr-symbol.tsx'
import { CodePlate, StallPlate, type StallView } from './stall.tsx'
import { type PosterSize, QR_UNITS, UNIT_MM, posterCss } from './styles-poster.ts'
import { type PageTranslator, PersonText, plainText, widthOf } from './text.tsx'

export interface PosterView {
  mode: Mode
  size: PosterSize
  stall: StallView
  /** What the QR holds, in full: "https://pay.example.org/p/7K3M92QD". */
  payUrl: string
}

interface Props {
  /** Language of the person who looks at the screen. */
  t: PageTranslator
  /** Language of the vendor and so of the stall's customers. */
  vendorT: PageTranslator
  /** English, the second language on every sticker. */
  englishT: PageTranslator
  view: PosterView
}

const SIZES = ['a6', 'a4'] as const satisfies readonly PosterSize[]

// Dust, folds and noon sun: below this a cheap phone at half a metre starts to miss.
const MODULE_MM_MIN = 0.7

/**
 * Side of one module as printed, in millimetres. Throws a RangeError for an address so long that modules would be
 * smaller than 0.7 mm: such a sticker would look right and not scan.
 */
export function printedModuleMm(payUrl: string, size: PosterSize): number {
  const modules = qrMatrix(payUrl, 'Q').length + 2 * 4
  const moduleMm = (QR_UNITS * UNIT_MM[size]) / modules
  if (moduleMm < MODULE_MM_MIN)
    throw new RangeError(`the address is too long for a sticker of size ${size}`)
  return moduleMm
}

const styles = Object.fromEntries(SIZES.map((size) => [size, posterCss(size)])) as Record<
  PosterSize,
  string
>

/** Hashes of the poster's own styles, one per size, for `style-src` beside that of `stylesHash()`. */
export function posterStyleHashes(): string[] {
  return SIZES.map((size) => styleHash(styles[size]))
}

/** The sticker, A6 or A4, as it is printed, under a toolbar that is not. */
export function PosterPage({ t, vendorT, englishT, view }: Props) {
  const { stall, size, payUrl, mode } = view
  const moduleMm = printedModuleMm(payUrl, size)
  return (
    <DocumentFrame
      t={t}
      title={t('poster.title', { stall: isolate(plainText(stall.name)) })}
      extraHead={raw(`<style>${styles[size]}</style>`)}
    >
      <Tools t={t} view={view} />
      <main
        class="sheet-print"
        lang={vendorT.locale}
        dir={vendorT.direction}
        data-module-mm={moduleMm.toFixed(3)}
      >
        <div class="awning"></div>
        {mode === 'demo' ? <p class="ribbon">{vendorT('poster.demo')}</p> : null}
        <div class="sign">
          <StallPlate stall={stall} />
          <div>
            <h1 class={nameClass(stall.name)}>
              <PersonText text={stall.name} />
            </h1>
            <p>
              <PersonText text={stall.trade} /> · <PersonText text={stall.place} />
            </p>
          </div>
        </div>
        <p class="scan">
          <span>{vendorT('poster.scan')}</span>
          {vendorT.locale === englishT.locale ? null : (
            <span lang="en">{englishT('poster.scan')}</span>
          )}
        </p>
        <div class="frame">
          <QrSymbol text={payUrl} ecl="Q" label={t('poster.qr', { url: payUrl })} />
        </div>
        <CodePlate code={stall.codeShown} />
        <p class="address">
          {vendorT('poster.type')} <bdi dir="ltr">{typedAddress(payUrl)}</bdi>
        </p>
      </main>
    </DocumentFrame>
  )
}

/** The address as a person types it: every browser adds the scheme, and no phone keyboard makes it easy. */
export function typedAddress(payUrl: string): string {
  return payUrl.replace(/^https:\/\//, '')
}

function nameClass(name: string): string | undefined {
  const width = widthOf(name)
  if (width <= 24) return undefined
  return width <= 44 ? 'n2' : 'n3'
}

function Tools({ t, view }: { t: PageTranslator; view: PosterView }) {
  return (
    <nav class="tools">
      <div class="pair">
        {SIZES.map((size) => (
          <a
            class="quiet"
            href={`/q/${view.stall.code}/poster?size=${size}&lang=${t.locale}`}
            aria-current={size === view.size ? 'page' : undefined}
          >
            {t(`poster.${size}`)}
          </a>
        ))}
      </div>
      <p class="small soft">
        {t('poster.print_hint')} {t('poster.test_hint')}
      </p>
    </nav>
  )
}
