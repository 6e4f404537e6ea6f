/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Pack } from '../domain/catalogue/item.ts'
import { formatDate, intlLocale } from '../domain/i18n/i18n.ts'
import { DocumentFrame, Foot, type Mode, styleHash } from './layout.tsx'
import { paperCss } from './styles-paper.ts'
import type { PageTranslator } from './text.tsx'

const DAY_MS = 24 * 60 * 60_000
const STYLE = raw(`<style>${paperCss}</style>`)

/** Hash of the papers' own style, for `style-src` beside that of `stylesHash()`. */
export function paperStyleHashes(): string[] {
  return [styleHash(paperCss)]
}

interface PaperProps {
  t: PageTranslator
  mode: Mode
  title: string
  /** Path and query of this page, from which the language links are made. */
  here: string
  /** What else can be had of the paper: a link beside the hint how to print it. */
  tool?: Child
  children?: Child
}

/** A sheet of A4 as it is printed, between a toolbar and languages that are not. */
export function Paper({ t, mode, title, here, tool = null, children }: PaperProps) {
  return (
    <DocumentFrame t={t} title={title} extraHead={STYLE}>
      <nav class="tools">
        <p class="small soft">{t('paper.print_hint')}</p>
        {tool}
      </nav>
      <main class="paper">
        {mode === 'demo' ? <p class="ribbon">{t('demo.banner')}</p> : null}
        {children}
      </main>
      <Foot t={t} here={here} />
    </DocumentFrame>
  )
}

/** A day of the calendar, the same wherever it is read. */
export function DayText({ t, day }: { t: PageTranslator; day: number }) {
  return <bdi>{formatDate(day * DAY_MS, t.locale, 'UTC')}</bdi>
}

const UNITS = { g: 'gram', kg: 'kilogram', ml: 'milliliter', l: 'liter' } as const

/** What is in a pack: "24 × 250 ml", "10 kg", "12 pieces". */
export function packText(t: PageTranslator, { count, size, unit }: Pack): string {
  if (unit === 'piece' && (size === 1 || count === 1)) return t.plural('pack.piece', count * size)
  const content = unit === 'piece' ? t.plural('pack.piece', size) : measure(t, size, UNITS[unit])
  return count === 1 ? content : `${count} × ${content}`
}

const measures = new Map<string, Intl.NumberFormat>()

function measure(t: PageTranslator, size: number, unit: string): string {
  const key = `${t.locale} ${unit}`
  let format = measures.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(intlLocale(t.locale), {
      style: 'unit',
      unit,
      unitDisplay: 'short',
    })
    measures.set(key, format)
  }
  return format.format(size)
}
