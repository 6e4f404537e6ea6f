/** Message catalogues, plurals, dates and writing direction. Pure: the locale and the time are always passed in. */

import { pseudoAccented, pseudoMirrored } from './pseudo.ts'

/** Languages that are complete, in the order in which they are offered. */
export const LOCALES = ['en', 'hi', 'zh-CN'] as const

/** Test languages: long accented English, and right-to-left English. Reached only by `?lang=`, never offered. */
export const PSEUDO_LOCALES = ['en-XA', 'ar-XB'] as const

export type RealLocale = (typeof LOCALES)[number]
export type Locale = RealLocale | (typeof PSEUDO_LOCALES)[number]

/** Each language in its own words, for the person who cannot read the page as it is. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  hi: 'हिन्दी',
  'zh-CN': '中文',
  'en-XA': '[Ëñĝļîšĥ]',
  'ar-XB': '\u202Ehsilgne\u202C',
}

/** One language's texts. `Key` comes from the English catalogue, so that a missing key is a type error. */
export type Catalogue<Key extends string> = Readonly<Record<Key, string>>

/** What fills `{name}` in a text. Numbers are written in the locale's grouping; strings go in as they are. */
export type Params = Readonly<Record<string, string | number>>

/** `sales` for the keys `sales.one` and `sales.other`. */
export type PluralStem<Key extends string> = Key extends `${infer Stem}.other` ? Stem : never

/** A piece of a text: words, or the name of a placeholder that the caller fills with an element of its own. */
type TextPart = { text: string } | { placeholder: string }

export interface Translator<Key extends string> {
  /** The text of a key with its placeholders filled. A placeholder without a parameter stays visible as `{name}`. */
  (key: Key, params?: Params): string
  /** The text for a count; `{count}` is filled by itself. */
  plural(stem: PluralStem<Key>, count: number, params?: Params): string
  /** The text cut at its placeholders, for pages that put an element (a `<bdi>`, a bold amount) in their place. */
  parts(key: Key): TextPart[]
  readonly locale: Locale
  readonly direction: 'ltr' | 'rtl'
}

/** Reads a locale out of `?lang=` or a cookie: exact, else by language ("zh", "hi-IN"); null when we do not have it. */
export function parseLocale(text: string | null | undefined): Locale | null {
  if (text === null || text === undefined || text.length > 35) return null
  const wanted = text.trim().toLowerCase()
  const exact = [...LOCALES, ...PSEUDO_LOCALES].find((locale) => locale.toLowerCase() === wanted)
  return exact ?? matchLanguage(wanted)
}

function matchLanguage(tag: string): RealLocale | null {
  const language = tag.split('-', 1)[0]
  return LOCALES.find((locale) => locale.split('-', 1)[0] === language) ?? null
}

// Browsers send under ten; the rest of a longer header is noise or an attack.
const LANGUAGE_RANGES_MAX = 20

/**
 * The best language for an `Accept-Language` header, else the fallback. A reader of Traditional Chinese gets
 * Simplified rather than English; pseudo-locales are never chosen here. Source: RFC 9110 section 12.5.4.
 */
export function negotiateLocale(
  acceptLanguage: string | null | undefined,
  fallback: Locale,
): Locale {
  if (acceptLanguage === null || acceptLanguage === undefined) return fallback
  let best: RealLocale | null = null
  let bestQuality = 0
  for (const range of acceptLanguage.split(',', LANGUAGE_RANGES_MAX)) {
    const [tag = '', ...options] = range.split(';')
    const quality = qualityOf(options)
    // Strictly greater: among equals the first one stands, which is the order the person chose.
    if (quality <= bestQuality) continue
    const match = matchLanguage(tag.trim().toLowerCase())
    if (match === null) continue
    best = match
    bestQuality = quality
  }
  return best ?? fallback
}

function qualityOf(options: readonly string[]): number {
  for (const option of options) {
    const match = /^\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/i.exec(option)
    if (match !== null) return Number(match[1])
  }
  return 1
}

/** Writing direction, for the `dir` attribute. */
export function direction(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar-XB' ? 'rtl' : 'ltr'
}

const INTL: Readonly<Record<Locale, string>> = {
  // en-GB, not en: day before month, as everywhere our English readers are; "11/12" is two dates otherwise.
  en: 'en-GB-u-nu-latn',
  hi: 'hi-IN-u-nu-latn',
  'zh-CN': 'zh-CN-u-nu-latn',
  'en-XA': 'en-GB-u-nu-latn',
  'ar-XB': 'en-GB-u-nu-latn',
}

/** Currencies counted in lakh and crore: ₹1,23,456 also for the person who reads the page in English. */
const LAKH_CURRENCIES: ReadonlySet<string> = new Set(['INR', 'NPR', 'BDT', 'PKR', 'LKR'])

/**
 * The locale to hand to `Intl` and to `formatMoney`: pseudo-locales count and date as English, and digits are
 * always 0-9, the same as on the keypad. With a currency, English takes the grouping of the currency's home.
 */
export function intlLocale(locale: Locale, currency?: string): string {
  if (currency !== undefined && LAKH_CURRENCIES.has(currency) && INTL[locale].startsWith('en')) {
    return 'en-IN-u-nu-latn'
  }
  return INTL[locale]
}

/** Puts a person's text between first-strong-isolate marks, where no `<bdi>` can stand (a title, an attribute). */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`
}

/** Makes `t` of one language's catalogue. For a pseudo-locale give it the English catalogue. */
export function translator<Key extends string>(
  catalogue: Catalogue<Key>,
  locale: Locale,
): Translator<Key> {
  const texts = isPseudo(locale) ? pseudoCatalogue(catalogue, locale) : catalogue
  const numbers = new Intl.NumberFormat(intlLocale(locale))
  const plurals = new Intl.PluralRules(intlLocale(locale))
  const t = (key: Key, params?: Params): string => fill(texts[key], params, numbers)
  return Object.assign(t, {
    plural(stem: PluralStem<Key>, count: number, params?: Params): string {
      const key = `${stem}.${plurals.select(count)}`
      const text = Object.hasOwn(texts, key) ? texts[key as Key] : texts[`${stem}.other` as Key]
      return fill(text, { ...params, count }, numbers)
    },
    parts: (key: Key): TextPart[] => splitParts(texts[key]),
    locale,
    direction: direction(locale),
  })
}

function isPseudo(locale: Locale): boolean {
  return (PSEUDO_LOCALES as readonly string[]).includes(locale)
}

function pseudoCatalogue<Key extends string>(
  catalogue: Catalogue<Key>,
  locale: Locale,
): Catalogue<Key> {
  const change = locale === 'ar-XB' ? pseudoMirrored : pseudoAccented
  const changed: Record<string, string> = {}
  for (const [key, text] of Object.entries<string>(catalogue)) {
    changed[key] = change(text)
  }
  return changed as Catalogue<Key>
}

function fill(text: string, params: Params | undefined, numbers: Intl.NumberFormat): string {
  // Most texts have no placeholder, and this runs a few dozen times per page.
  if (params === undefined || !text.includes('{')) return text
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    if (value === undefined) return whole
    return typeof value === 'number' ? numbers.format(value) : value
  })
}

function splitParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  // split() with a capturing group answers words and names in turn.
  for (const [index, piece] of text.split(/\{(\w+)\}/).entries()) {
    if (index % 2 === 1) parts.push({ placeholder: piece })
    else if (piece !== '') parts.push({ text: piece })
  }
  return parts
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(
  locale: Locale,
  timeZone: string,
  style: 'time' | 'date' | 'date_time',
): Intl.DateTimeFormat {
  const cacheKey = `${locale} ${timeZone} ${style}`
  let format = dateFormats.get(cacheKey)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(intlLocale(locale), {
      timeZone,
      ...(style === 'time' ? {} : { dateStyle: 'medium' }),
      ...(style === 'date' ? {} : { timeStyle: 'short' }),
    })
    dateFormats.set(cacheKey, format)
  }
  return format
}

/** Hour and minute at the stall: "14:05". `timeZone` is an IANA name; throws RangeError on an unknown one. */
export function formatTime(atMs: number, locale: Locale, timeZone: string): string {
  return dateFormat(locale, timeZone, 'time').format(atMs)
}

/** Day at the stall: "21 Nov 2026". */
export function formatDate(atMs: number, locale: Locale, timeZone: string): string {
  return dateFormat(locale, timeZone, 'date').format(atMs)
}

/** Day, hour and minute at the stall: "21 Nov 2026, 14:05". */
export function formatDateTime(atMs: number, locale: Locale, timeZone: string): string {
  return dateFormat(locale, timeZone, 'date_time').format(atMs)
}
