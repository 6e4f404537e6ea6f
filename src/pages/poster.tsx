/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { isolate } from '../domain/i18n/i18n.ts'
import { type EccLevel, qrMatrix } from '../domain/qr/matrix.ts'
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

export interface PosterLanguages {
  /** Language of the person who looks at the screen. */
  t: PageTranslator
  /** Language of the vendor and so of the stall's customers. */
  vendorT: PageTranslator
  /** English, the second language on every sticker. */
  englishT: PageTranslator
}

interface Props extends PosterLanguages {
  view: PosterView
}

export const SIZES = ['a6', 'a4'] as const satisfies readonly PosterSize[]

// Dust, folds and noon sun: below this a cheap phone at half a metre starts to miss.
const MODULE_MM_MIN = 0.7

/**
 * Side of one module as printed, in millimetres. Throws a RangeError for a text so long that modules would be smaller
 * than 0.7 mm: such a sticker would look right and not scan.
 */
export function printedModuleMm(text: string, size: PosterSize, ecl: EccLevel = 'Q'): number {
  const modules = qrMatrix(text, ecl).length + 2 * 4
  const moduleMm = (QR_UNITS * UNIT_MM[size]) / modules
  if (moduleMm < MODULE_MM_MIN)
    throw new RangeError(`the text is too long for a sticker of size ${size}`)
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
export function PosterPage({ view, ...languages }: Props) {
  const { t, vendorT } = languages
  const { stall, size, payUrl } = view
  return (
    <PosterSheet
      {...languages}
      view={view}
      title={t('poster.title', { stall: isolate(plainText(stall.name)) })}
      moduleMm={printedModuleMm(payUrl, size)}
      tools={<Tools t={t} view={view} />}
      under={
        <p>
          <PersonText text={stall.trade} /> · <PersonText text={stall.place} />
        </p>
      }
    >
      <p class="scan">
        <InBoth {...languages} say={(words) => words('poster.scan')} />
      </p>
      <div class="frame">
        <QrSymbol text={payUrl} ecl="Q" label={t('poster.qr', { url: payUrl })} />
      </div>
      <CodePlate code={stall.codeShown} />
      <p class="address">
        {vendorT('poster.type')} <bdi dir="ltr">{typedAddress(payUrl)}</bdi>
      </p>
    </PosterSheet>
  )
}

interface SheetProps extends PosterLanguages {
  view: Pick<PosterView, 'mode' | 'size' | 'stall'>
  title: string
  moduleMm: number
  /** What stands above the sheet and is not printed. */
  tools: Child
  /** What stands under the stall's name. */
  under: Child
  children?: Child
}

/** The paper of every sticker: awning, the mark of play money, the stall's sign, and what comes below. */
export function PosterSheet({ t, vendorT, view, title, moduleMm, ...parts }: SheetProps) {
  const { mode, size, stall } = view
  return (
    <DocumentFrame t={t} title={title} extraHead={raw(`<style>${styles[size]}</style>`)}>
      {parts.tools}
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
            {parts.under}
          </div>
        </div>
        {parts.children}
      </main>
    </DocumentFrame>
  )
}

/** A sentence in the stall's language, and in English where that is another one. */
export function InBoth({
  vendorT,
  englishT,
  say,
}: PosterLanguages & { say: (words: PageTranslator) => string }) {
  return (
    <>
      <span>{say(vendorT)}</span>
      {vendorT.locale === englishT.locale ? null : <span lang="en">{say(englishT)}</span>}
    </>
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
  const { stall, size } = view
  return (
    <PosterTools
      t={t}
      size={size}
      sizes={SIZES}
      path={`/q/${stall.code}/poster?`}
      hint={t('poster.test_hint')}
    />
  )
}

interface ToolsProps {
  t: PageTranslator
  size: PosterSize
  /** Sizes that can be printed. */
  sizes: readonly PosterSize[]
  /** Path and query of the sticker, up to its size. */
  path: string
  /** What to try before it is put up. */
  hint: string
}

/** Above the sheet, and not printed: the sizes, and how to print. */
export function PosterTools({ t, size, sizes, path, hint }: ToolsProps) {
  return (
    <nav class="tools">
      <div class="pair">
        {sizes.map((one) => (
          <a
            class="quiet"
            href={`${path}size=${one}&lang=${t.locale}`}
            aria-current={one === size ? 'page' : undefined}
          >
            {t(`poster.${one}`)}
          </a>
        ))}
      </div>
      <p class="small soft">
        {t('poster.print_hint')} {hint}
      </p>
    </nav>
  )
}
