import { it } from 'vitest'
import { dayStartMs, dayText, readDay } from '../../../src/domain/calendar.ts'
import { localDay } from '../../../src/domain/time.ts'

it('reads days of the calendar and nothing else', ({ expect }) => {
  const rows: [string, number | null][] = [
    ['1970-01-01', 0],
    ['1970-03-01', 59],
    ['2000-02-29', 11_016],
    ['2026-11-24', 20_781],
    ['1969-12-31', -1],
    ['2026-02-29', null],
    ['1900-02-29', null],
    ['2026-13-01', null],
    ['2026-00-10', null],
    ['2026-11-31', null],
    ['2026-11-00', null],
    ['2026-1-1', null],
    ['26-11-24', null],
    ['2026-11-24 ', null],
    ['２０２６-11-24', null],
  ]
  for (const [text, day] of rows) expect(readDay(text), text).toBe(day)
})

it('agrees with the platform on every day of 130 years', ({ expect }) => {
  const wrong: string[] = []
  for (let day = -25_567; day < 22_000; day += 1) {
    const text = new Date(day * 86_400_000).toISOString().slice(0, 10)
    if (dayText(day) !== text || readDay(text) !== day) wrong.push(text)
  }
  expect(wrong).toEqual([])
})

it('begins a day at midnight by the clocks of the place, or where they jump over it', ({
  expect,
}) => {
  const rows: [string, string, string][] = [
    ['2026-11-24', 'Asia/Kolkata', '2026-11-23T18:30:00.000Z'],
    ['2026-11-24', 'Asia/Shanghai', '2026-11-23T16:00:00.000Z'],
    ['2026-11-24', 'Asia/Kathmandu', '2026-11-23T18:15:00.000Z'],
    ['2026-11-24', 'America/Los_Angeles', '2026-11-24T08:00:00.000Z'],
    ['2026-11-24', 'Pacific/Kiritimati', '2026-11-23T10:00:00.000Z'],
    ['2026-11-24', 'Pacific/Pago_Pago', '2026-11-24T11:00:00.000Z'],
    // Clocks go forward and back inside the day.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    // There was no midnight: at 24:00 it was 01:00.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2018-11-05', 'America/Sao_Paulo', '2018-11-05T02:00:00.000Z'],
    // Midnight came twice: at 24:00 it was 23:00 again.
    ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z'],
    // Samoa left out a whole day to change sides of the date line.
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ]
  for (const [text, timeZone, start] of rows) {
    const startMs = dayStartMs(readDay(text) ?? 0, timeZone)
    expect(new Date(startMs).toISOString(), `${text} ${timeZone}`).toBe(start)
  }
})

it('has days that follow each other without a gap, and moments that lie in their day', ({
  expect,
}) => {
  const wrong: string[] = []
  const first = readDay('2025-12-20') ?? 0
  for (const timeZone of [
    'Asia/Kolkata',
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'America/Havana',
    'Asia/Beirut',
    'UTC',
  ]) {
    for (let day = first; day < first + 400; day += 1) {
      const [fromMs, toMs] = [dayStartMs(day, timeZone), dayStartMs(day + 1, timeZone)]
      const hours = (toMs - fromMs) / 3_600_000
      const text = dayText(day)
      const isWhole = [fromMs, toMs - 1].every((atMs) => localDay(atMs, timeZone) === text)
      if (hours < 23 || hours > 25 || !isWhole) wrong.push(`${text} ${timeZone}: ${hours} hours`)
    }
  }
  expect(wrong).toEqual([])
})
