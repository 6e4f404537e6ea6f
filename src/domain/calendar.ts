/** Days of the calendar and the moments at which they begin at a place. Nothing here reads a clock. */
import { localDay } from './time.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** Clocks are at most 14 hours ahead of UTC and 12 behind; an hour more for a change on the day itself. */
const OFFSET_MS_MAX = 15 * 60 * 60 * 1000

/**
 * Days since 1970-01-01 in the Gregorian calendar, or null for text that is not a day such as `2026-11-24`.
 *
 * Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export function readDay(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return null
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number]
  const day = dayNumber(year, month, date)
  // A 30th of February counts on into March, and so does not come back as it was written.
  return dayText(day) === text ? day : null
}

function dayNumber(year: number, month: number, date: number): number {
  // The year begins in March, so that the leap day is its last.
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468
}

/** The day as `2026-11-24`; the inverse of {@link readDay}. Source: the same, civil_from_days. */
export function dayText(day: number): string {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return [
    String(year).padStart(4, '0'),
    ...[month, date].map((n) => String(n).padStart(2, '0')),
  ].join('-')
}

/**
 * The first moment of a day at a place, in milliseconds since 1970: midnight by the clocks there, or the first moment
 * after it where they jump over midnight. The days of a place follow each other without a gap, also when one of them
 * has 23 or 25 hours.
 *
 * @param day days since 1970-01-01
 */
export function dayStartMs(day: number, timeZone: string): number {
  const text = dayText(day)
  const midnight = day * DAY_MS
  const guess = midnight - offsetMs(midnight, timeZone)
  const start = midnight - offsetMs(guess, timeZone)
  const isFirst = localDay(start, timeZone) === text && localDay(start - 1, timeZone) < text
  if (isFirst) return start
  let before = midnight - OFFSET_MS_MAX
  let after = midnight + OFFSET_MS_MAX
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (localDay(middle, timeZone) < text) before = middle
    else after = middle
  }
  return after
}

/** What the clocks of a place show at a moment: whole minutes after midnight, 0 to 1439. */
export function localMinutes(atMs: number, timeZone: string): number {
  const shownMs = atMs + offsetMs(atMs, timeZone)
  return Math.floor((shownMs - Math.floor(shownMs / DAY_MS) * DAY_MS) / 60_000)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** How far the clocks of a place are ahead of UTC at a moment. */
function offsetMs(atMs: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    clocks.set(timeZone, clock)
  }
  const [date = '', time = ''] = clock.format(atMs).split(' ')
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  const shownMs = (readDay(date) ?? 0) * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * 1000
  return shownMs - Math.floor(atMs / 1000) * 1000
}
