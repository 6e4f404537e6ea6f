/** Days and hours of the demonstration's places. All of them keep one offset all year, so no time zone data is needed. */

const OFFSET_MINUTES = {
  'Africa/Kampala': 180,
  'Asia/Kolkata': 330,
  'Asia/Shanghai': 480,
} as const satisfies Record<string, number>

export type TimeZone = keyof typeof OFFSET_MINUTES

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** First millisecond of a day ('YYYY-MM-DD') in that place. */
export function startOfDayMs(day: string, timeZone: TimeZone): number {
  return Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MINUTES[timeZone] * MINUTE_MS
}

/** The day ('YYYY-MM-DD') that a moment belongs to in that place. */
export function dayAt(epochMs: number, timeZone: TimeZone): string {
  return new Date(epochMs + OFFSET_MINUTES[timeZone] * MINUTE_MS).toISOString().slice(0, 10)
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** 0 for Monday … 6 for Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7
}

/** RFC 3339 in UTC, as the API wants it. */
export function rfc3339(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
