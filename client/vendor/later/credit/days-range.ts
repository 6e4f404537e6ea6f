/** Income too small to repay is told by the server as this many days (`EXPECTED_DAYS_MAX` of the domain). */
const DAYS_UNKNOWN = 3650

/** Two reckonings of the same time as a range; `to` is null when it has no end worth a number. */
export function daysRange(
  expectedDays: number,
  steadyDays: number,
): { from: number; to: number | null } {
  const from = Math.min(expectedDays, steadyDays)
  const to = Math.max(expectedDays, steadyDays)
  return { from, to: to >= DAYS_UNKNOWN ? null : to }
}
