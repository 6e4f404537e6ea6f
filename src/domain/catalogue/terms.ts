/** When a supplier can deliver what a stall wants. */
import { localMinutes, readDay } from '../calendar.ts'
import { localDay } from '../time.ts'
import { areaServes } from './item.ts'
import type { CatalogueItem, SupplierTerms, Weekday } from './item.ts'

/** Days to choose from: a screen's width of buttons. */
const DAYS_SHOWN = 6
/** Four weeks after the earliest day: a supplier that comes once a week still shows four days. */
const DAYS_AHEAD = 28

/** Monday is 1, as ISO 8601 counts; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday
}

/**
 * The next days on which everything of an order can be delivered to a stall, at most six, days since 1970-01-01 in the
 * supplier's calendar. The slowest item decides the lead, the weekdays are those that all items share, and what is
 * ordered after the cut-off counts for the next day. Empty when the place is not served, or on no common weekday.
 *
 * @param items what is ordered; without any, the supplier's own terms
 * @param place the stall's, as {@link areaServes} reads it
 */
export function deliveryDays({
  terms,
  items,
  nowMs,
  place,
}: {
  terms: SupplierTerms
  items: readonly Pick<CatalogueItem, 'leadDays' | 'areas' | 'days'>[]
  nowMs: number
  place: string
}): number[] {
  const all = items.length === 0 ? [terms] : items
  if (!all.every(({ areas }) => areaServes(areas ?? terms.areas, place))) return []
  const today = readDay(localDay(nowMs, terms.timeZone)) ?? 0
  const isLate = localMinutes(nowMs, terms.timeZone) >= terms.cutOffMinutes
  const lead = Math.max(...all.map(({ leadDays }) => leadDays ?? terms.leadDays))
  const earliest = today + (isLate ? 1 : 0) + lead
  return Array.from({ length: DAYS_AHEAD }, (_, i) => earliest + i)
    .filter((day) => all.every(({ days }) => (days ?? terms.days).includes(weekdayOf(day))))
    .slice(0, DAYS_SHOWN)
}
