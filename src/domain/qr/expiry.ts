import { dayStartMs, readDay } from '../calendar.ts'
import type { QrField } from './problems.ts'
import type { QrValue } from './values.ts'

/** When a code ends, and where people live who read it. */
export interface QrExpiry {
  atMs: number
  /** IANA name. */
  timeZone: string
}

const DAY_MS = 24 * 60 * 60_000

/** The end of a code that says when it ends; null for one that does not, or that says it in words of its own. */
export function expiryOf(value: QrValue, fields: readonly QrField[]): QrExpiry | null {
  const { scheme } = value
  const named = (name: QrField['name']) => fields.find((field) => field.name === name)?.value ?? ''
  if (scheme === 'paynow' || scheme === 'sgqr') return localEnd(named('expiry'), 'Asia/Singapore')
  if (scheme === 'hkfps') return localEnd(named('time_out'), 'Asia/Hong_Kong')
  if (scheme === 'khqr') return epochMs(named('expires_at'), 'Asia/Phnom_Penh')
  if (scheme === 'duitnow') return epochMs(named('expiry'), 'Asia/Kuala_Lumpur')
  return scheme === 'upi' ? withOffset(named('expires_at')) : null
}

function epochMs(text: string, timeZone: string): QrExpiry | null {
  return /^\d{13}$/.test(text) ? { atMs: Number(text), timeZone } : null
}

/** YYYYMMDD is good for the whole day; YYYYMMDDHHMMSS to the second, by the clocks of the place. */
function localEnd(text: string, timeZone: string): QrExpiry | null {
  if (!/^\d{8}(?:\d{6})?$/.test(text)) return null
  const day = readDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`)
  if (day === null) return null
  const time = text.slice(8)
  // Neither place moves its clocks, so that every day has 24 hours.
  const afterMs = time === '' ? DAY_MS - 1 : clockMs(time)
  return { atMs: dayStartMs(day, timeZone) + afterMs, timeZone }
}

/** HHMMSS as milliseconds. */
function clockMs(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = (text.match(/\d\d/g) ?? []).map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

const RFC3339 = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):?(\d\d))$/

/** A moment of RFC 3339, which UPI links have, in Indian time. */
function withOffset(text: string): QrExpiry | null {
  const match = RFC3339.exec(text)
  const day = readDay(match?.[1] ?? '')
  if (match === null || day === null) return null
  const [, , hours = '', minutes = '', seconds = '', sign, aheadHours = '00', ahead = '00'] = match
  const aheadMs = clockMs(`${aheadHours}${ahead}00`) * (sign === '-' ? -1 : 1)
  const atMs = day * DAY_MS + clockMs(hours + minutes + seconds) - aheadMs
  return { atMs, timeZone: 'Asia/Kolkata' }
}
