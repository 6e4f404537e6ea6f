import type { Locale } from '../i18n.ts'
import { inspectEn } from './inspect-en.ts'
import { inspectHi } from './inspect-hi.ts'
import { inspectZhCn } from './inspect-zh-cn.ts'
import { INSPECT_FILES, type InspectWords } from './inspect.ts'

/** The words behind each locale. For the build and for tests: the Worker fetches all but English as a file. */
export const INSPECT_CATALOGUES: Readonly<Record<Locale, InspectWords>> = {
  en: inspectEn,
  hi: inspectHi,
  'zh-CN': inspectZhCn,
  'en-XA': inspectEn,
  'ar-XB': inspectEn,
}

/** Each file that the build writes for the Worker: its path, and what is in it. */
export function inspectFiles(): [path: string, text: string][] {
  return (Object.keys(INSPECT_FILES) as (keyof typeof INSPECT_FILES)[]).map((locale) => [
    INSPECT_FILES[locale],
    JSON.stringify(INSPECT_CATALOGUES[locale]),
  ])
}
