/** The person's language: which one, its words, and amounts and times in its manner. */
import { signal } from '@preact/signals'
import type { AppKey } from '../../../src/domain/i18n/app/en.ts'
import {
  type Catalogue,
  formatDate,
  formatDateTime,
  formatTime,
  intlLocale,
  type Locale,
  LOCALES,
  type Params,
  parseLocale,
  type PluralStem,
  type RealLocale,
  type Translator,
  translator,
} from '../../../src/domain/i18n/i18n.ts'
import { formatMoney, type Money } from '../../../src/domain/money/money.ts'
import { recall, store } from './storage.ts'

const STORED = 'language'

/** Each language is a file of its own: a phone loads the one that is read on it. */
const CATALOGUES: Readonly<Record<RealLocale, () => Promise<Catalogue<AppKey>>>> = {
  en: async () => (await import('../../../src/domain/i18n/app/en.ts')).en,
  hi: async () => (await import('../../../src/domain/i18n/app/hi.ts')).hi,
  'zh-CN': async () => (await import('../../../src/domain/i18n/app/zh-cn.ts')).zhCn,
}

const words = signal<Translator<AppKey> | null>(null)

/** The language on the screen. */
export function locale(): Locale {
  return words.value?.locale ?? 'en'
}

/** The text of a key in the person's language; a component that calls it follows a change of language. */
export function t(key: AppKey, params?: Params): string {
  return words.value?.(key, params) ?? ''
}

/** The text for a count. */
export function tCount(stem: PluralStem<AppKey>, count: number): string {
  return words.value?.plural(stem, count) ?? ''
}

/** Loads a language and shows it. Rejects when its file cannot be fetched: then the old one stays. */
export async function speak(next: Locale): Promise<void> {
  const catalogue = await CATALOGUES[isReal(next) ? next : 'en']()
  words.value = translator(catalogue, next)
  document.documentElement.lang = next
  document.documentElement.dir = words.value.direction
}

/** The language that the person chose on this phone, from now on. */
export async function chooseLanguage(next: RealLocale): Promise<void> {
  await speak(next)
  store(STORED, next)
}

/** The first language to show: `?lang=`, then the choice made here, then what the phone asks for. */
export function firstLocale(): Locale {
  const asked = parseLocale(new URLSearchParams(location.search).get('lang'))
  return asked ?? parseLocale(recall(STORED)) ?? phoneLocale() ?? 'en'
}

function phoneLocale(): Locale | null {
  for (const tag of navigator.languages) {
    const match = parseLocale(tag)
    if (match !== null && isReal(match)) return match
  }
  return null
}

/** After signing in: the stall's language, unless the person chose one; no test languages where money is real. */
export async function followStall(stallLocale: string, mode: 'demo' | 'live'): Promise<void> {
  const isTest = !isReal(locale())
  if (isTest && mode === 'demo') return
  const isChosen = recall(STORED) !== null || new URLSearchParams(location.search).has('lang')
  const next = isChosen && !isTest ? null : parseLocale(stallLocale)
  if (next !== null && next !== locale()) await speak(next)
}

function isReal(candidate: Locale): candidate is RealLocale {
  return LOCALES.some((real) => real === candidate)
}

/** An amount as people here write it. */
export function showMoney(money: Money): string {
  return formatMoney(money, intlLocale(locale(), money.currency))
}

/** "14:05" at the stall, for an RFC 3339 time. */
export function showTime(at: string, timeZone: string): string {
  return formatTime(Date.parse(at), locale(), timeZone)
}

/** "21 Nov 2026" at the stall. */
export function showDate(at: string, timeZone: string): string {
  return formatDate(Date.parse(at), locale(), timeZone)
}

/** "21 Nov 2026, 14:05" at the stall. */
export function showDateTime(at: string, timeZone: string): string {
  return formatDateTime(Date.parse(at), locale(), timeZone)
}
