/** What the screens of buying stock say, and how they write packs, prices and days. */
import type { Pack, PackUnit, PerUnit } from '../../../../src/domain/catalogue/item.ts'
import type { SourcingKey } from '../../../../src/domain/i18n/app/sourcing-en.ts'
import { intlLocale, isolate } from '../../../../src/domain/i18n/i18n.ts'
import type { Money } from '../../../../src/domain/money/money.ts'
import { locale, showDateTime, showMoney } from '../../first/language.ts'
import { me } from '../../first/session.ts'
import { lazyWords } from '../lazy-words.ts'

/** The words of these screens. */
export const sourcingWords = lazyWords<SourcingKey>({
  en: async () => (await import('../../../../src/domain/i18n/app/sourcing-en.ts')).sourcingEn,
  hi: async () => (await import('../../../../src/domain/i18n/app/sourcing-hi.ts')).sourcingHi,
  'zh-CN': async () =>
    (await import('../../../../src/domain/i18n/app/sourcing-zh-cn.ts')).sourcingZhCn,
})

/** The text of a key of these screens, and the text for a count. */
export const { say: s, sayCount: sCount } = sourcingWords

const UNITS: Readonly<Record<Exclude<PackUnit, 'piece'>, string>> = {
  g: 'gram',
  kg: 'kilogram',
  ml: 'milliliter',
  l: 'liter',
}

/** "24 × 250 ml", "5 kg", "100 pieces": what is in one pack. */
export function showPack({ count, size, unit }: Pack): string {
  if (unit === 'piece') return sCount('pieces', count * size)
  const one = new Intl.NumberFormat(intlLocale(locale()), { style: 'unit', unit: UNITS[unit] })
  const content = one.format(size)
  return isolate(count === 1 ? content : `${showNumber(count)} × ${content}`)
}

/** "₹42.00 / kg": by this packs are compared. */
export function showPerUnit(per: PerUnit, price: Money): string {
  return s(`per.${per}`, { price: showMoney(price) })
}

export function showNumber(value: number): string {
  return new Intl.NumberFormat(intlLocale(locale())).format(value)
}

/** "Tue, 24 Nov" of a day without a time, `2026-11-24`. */
export function showWeekday(day: string): string {
  const style = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  const format = new Intl.DateTimeFormat(intlLocale(locale()), style)
  return isolate(format.format(Date.parse(day)))
}

/** "21 Nov 2026, 14:05" at the stall, for a place inside a sentence. */
export function showMoment(at: string): string {
  return isolate(showDateTime(at, me.value?.vendor.time_zone ?? 'UTC'))
}
