import type { Context } from 'hono'
import type { Locale } from '../../domain/i18n/i18n.ts'
import { inspectEn } from '../../domain/i18n/pages/inspect-en.ts'
import {
  INSPECT_FILES,
  type InspectTranslator,
  type InspectWords,
  inspectTranslator,
} from '../../domain/i18n/pages/inspect.ts'
import type { HttpEnv } from '../http.ts'

const kept = new Map<Locale, InspectTranslator>()

/**
 * `t` for the page that looks into payment codes. Its many words are asked for by few, so those of other languages are
 * files and fetched once per isolate. A file that cannot be read costs the reader her language for one answer, not the
 * answer.
 */
export async function inspectText(c: Context<HttpEnv>, locale: Locale): Promise<InspectTranslator> {
  const known = kept.get(locale)
  if (known !== undefined) return known
  const words = await wordsOf(c, locale)
  const t = inspectTranslator(locale, words ?? inspectEn)
  if (words !== null) kept.set(locale, t)
  return t
}

async function wordsOf(c: Context<HttpEnv>, locale: Locale): Promise<InspectWords | null> {
  if (!isInFile(locale)) return inspectEn
  const file = await c.env.ASSETS.fetch(new URL(INSPECT_FILES[locale], c.req.url))
  if (file.ok) return file.json()
  return null
}

function isInFile(locale: Locale): locale is keyof typeof INSPECT_FILES {
  return locale in INSPECT_FILES
}
