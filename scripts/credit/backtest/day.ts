/** Calendar days as whole numbers: days since 1970-01-01. */

const DAY_MS = 86_400_000
/** A date outside these years is a slip of the pen, and would make a series of millions of empty days. */
const YEAR_MIN = 1970
const YEAR_MAX = 2199
/** A time of day behind the date is left alone. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?$/

/** Reads `2026-11-24`; null for anything that is not a day of the calendar. */
export function parseDay(text: string): number | null {
  const [, year, month, day] = DATE.exec(text)?.slice(0, 4).map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  if (year < YEAR_MIN || year > YEAR_MAX) return null
  const ms = Date.UTC(year, month - 1, day)
  const date = new Date(ms)
  // Date.UTC rolls 31 April over into May.
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? ms / DAY_MS : null
}

export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
