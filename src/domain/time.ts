/** Times as text. Every moment comes in as a parameter: nothing here reads a clock. */

/** RFC 3339 in UTC: `2026-11-24T03:20:00.000Z`. */
export function isoTime(atMs: number): string {
  // oxlint-disable-next-line no-restricted-globals -- formats a given moment; the clock is never read
  return new Date(atMs).toISOString()
}

const dayFormatters = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of a moment at a place: `2026-11-24`. */
export function localDay(atMs: number, timeZone: string): string {
  let formatter = dayFormatters.get(timeZone)
  if (formatter === undefined) {
    // The Swedish calendar writes dates as ISO 8601 does.
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    dayFormatters.set(timeZone, formatter)
  }
  return formatter.format(atMs)
}
