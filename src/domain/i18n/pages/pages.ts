import { type Catalogue, type Locale, type Translator, translator } from '../i18n.ts'
import { en, type PageKey } from './en.ts'
import { hi } from './hi.ts'
import { zhCn } from './zh-cn.ts'

/** The catalogue behind each locale; the pseudo-locales are made from English by the translator. */
export const PAGE_CATALOGUES: Readonly<Record<Locale, Catalogue<PageKey>>> = {
  en,
  hi,
  'zh-CN': zhCn,
  'en-XA': en,
  'ar-XB': en,
}

const translators = new Map<Locale, Translator<PageKey>>()

/** `t` for the server's pages in one locale. Kept, because making the `Intl` objects costs more than a page. */
export function pageTranslator(locale: Locale): Translator<PageKey> {
  let t = translators.get(locale)
  if (t === undefined) {
    t = translator(PAGE_CATALOGUES[locale], locale)
    translators.set(locale, t)
  }
  return t
}
