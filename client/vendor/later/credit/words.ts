/** The words of the credit screens: a file of their own for each language, fetched with the first of these screens. */
import { signal } from '@preact/signals'
import type { CreditKey } from '../../../../src/domain/i18n/app/credit-en.ts'
import {
  type Catalogue,
  intlLocale,
  isolate,
  type Locale,
  LOCALES,
  type Params,
  type PluralStem,
  type RealLocale,
  type Translator,
  translator,
} from '../../../../src/domain/i18n/i18n.ts'
import type { Currency, Money } from '../../../../src/domain/money/money.ts'
import { locale, showDate, showMoney } from '../../first/language.ts'
import { me } from '../../first/session.ts'
import type { Disclosure } from '../../first/wire.ts'
import { daysRange } from './days-range.ts'
import type { Formats } from './reasons.ts'

const CATALOGUES: Readonly<Record<RealLocale, () => Promise<Catalogue<CreditKey>>>> = {
  en: async () => (await import('../../../../src/domain/i18n/app/credit-en.ts')).creditEn,
  hi: async () => (await import('../../../../src/domain/i18n/app/credit-hi.ts')).creditHi,
  'zh-CN': async () => (await import('../../../../src/domain/i18n/app/credit-zh-cn.ts')).creditZhCn,
}

const words = signal<Translator<CreditKey> | null>(null)

/** Whether these words are here in a language. */
export function speaksCredit(wanted: Locale): boolean {
  return words.value?.locale === wanted
}

/** Fetches the words of a language; false when they cannot be had. */
export async function learnCredit(wanted: Locale): Promise<boolean> {
  try {
    const catalogue = await CATALOGUES[LOCALES.find((real) => real === wanted) ?? 'en']()
    words.value = translator(catalogue, wanted)
    return true
  } catch {
    return false
  }
}

/** The text of a key of the credit screens. */
export function c(key: CreditKey, params?: Params): string {
  return words.value?.(key, params) ?? ''
}

/** The text for a count. */
export function cCount(stem: PluralStem<CreditKey>, count: number): string {
  return words.value?.plural(stem, count) ?? ''
}

/** "12 %" of basis points. */
export function showPercent(bp: number): string {
  const style = { style: 'percent', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(intlLocale(locale()), style).format(bp / 10_000)
}

/** "2.5" of basis points. */
function showTimes(bp: number): string {
  const style = { maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(intlLocale(locale()), style).format(bp / 10_000)
}

/** A share of sales as "12" of a hundred. */
export function perHundred(bp: number): number {
  return bp / 100
}

/** "about 35–45 days": the two ways of reckoning, the shorter first. */
export function showDays({ expected_days, steady_days }: Disclosure): string {
  const { from, to } = daysRange(expected_days, steady_days)
  if (to === null) return c('days_long', { from })
  return from === to ? cCount('days_about', from) : c('days_range', { from, to })
}

/** A day at the stall, of a moment or of a date without a time. */
export function showDay(at: string): string {
  // A date alone is a day of the stall's own calendar already.
  const day = showDate(at, at.length > 10 ? (me.value?.vendor.time_zone ?? 'UTC') : 'UTC')
  // Inside a sentence of the other direction its parts would change places.
  return isolate(day)
}

/** How measures are written in the person's language. */
export function formats(currency: Currency): Formats {
  return {
    days: (count) => cCount('days', count),
    money: (amount) => showMoney({ amount, currency } satisfies Money),
    percent: showPercent,
    times: showTimes,
  }
}
