/** What the credit screens say, and how they write numbers. */
import type { CreditKey } from '../../../../src/domain/i18n/app/credit-en.ts'
import { intlLocale, isolate } from '../../../../src/domain/i18n/i18n.ts'
import type { Currency, Money } from '../../../../src/domain/money/money.ts'
import { locale, showDate, showMoney } from '../../first/language.ts'
import { me } from '../../first/session.ts'
import type { Disclosure } from '../../first/wire.ts'
import { lazyWords } from '../lazy-words.ts'
import { daysRange } from './days-range.ts'
import type { Formats } from './reasons.ts'

/** The words of the credit screens. */
export const creditWords = lazyWords<CreditKey>({
  en: async () => (await import('../../../../src/domain/i18n/app/credit-en.ts')).creditEn,
  hi: async () => (await import('../../../../src/domain/i18n/app/credit-hi.ts')).creditHi,
  'zh-CN': async () => (await import('../../../../src/domain/i18n/app/credit-zh-cn.ts')).creditZhCn,
})

/** The text of a key of the credit screens, and the text for a count. */
export const { say: c, sayCount: cCount } = creditWords

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
