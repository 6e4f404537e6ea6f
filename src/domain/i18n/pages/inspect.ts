import { type Catalogue, type Locale, type Translator, translator } from '../i18n.ts'
import { inspectEn, type InspectKey } from './inspect-en.ts'

export type InspectWords = Catalogue<InspectKey>
export type InspectTranslator = Translator<InspectKey>

/** Languages whose words are a file beside the Worker rather than a part of it; all others are made from English. */
export const INSPECT_FILES = {
  hi: '/words/inspect-hi.json',
  'zh-CN': '/words/inspect-zh-cn.json',
} as const satisfies Partial<Record<Locale, string>>

/** `t` for the page that looks into payment codes, in one locale, from that language's words. */
export function inspectTranslator(
  locale: Locale,
  words: InspectWords = inspectEn,
): InspectTranslator {
  return translator(words, locale)
}
