import { it } from 'vitest'
import { dayText, localMinutes } from '../../../src/domain/calendar.ts'
import type { CatalogueItem, SupplierTerms, Weekday } from '../../../src/domain/catalogue/item.ts'
import { deliveryDays, weekdayOf } from '../../../src/domain/catalogue/terms.ts'

const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

const TERMS: SupplierTerms = {
  minOrder: 50_000,
  leadDays: 1,
  areas: ['Jaipur'],
  days: EVERY_DAY,
  cutOffMinutes: 18 * 60,
  timeZone: 'Asia/Kolkata',
  earlyDiscountBp: 0,
  legalName: 'Pink City Wholesale Private Limited',
  taxId: null,
  address: 'Muhana Mandi, Jaipur',
  country: 'IN',
}

type Part = Pick<CatalogueItem, 'leadDays' | 'areas' | 'days'>
const part = (own: Partial<Part>): Part => ({ leadDays: null, areas: null, days: null, ...own })

/** Tuesday 24 November 2026, 10:00 in Jaipur. */
const TUESDAY_MS = Date.parse('2026-11-24T04:30:00.000Z')

function days(own: {
  terms?: Partial<SupplierTerms>
  items?: Part[]
  nowMs?: number
  place?: string
}): string[] {
  const { items = [part({})], nowMs = TUESDAY_MS, place = 'Bapu Bazar, Jaipur' } = own
  return deliveryDays({ terms: { ...TERMS, ...own.terms }, items, nowMs, place }).map(dayText)
}

it('counts weekdays as ISO 8601 does', ({ expect }) => {
  const rows: [number, Weekday][] = [
    [0, 4],
    [3, 7],
    [4, 1],
    [-1, 3],
    [-4, 7],
    [20_781, 2],
  ]
  for (const [day, weekday] of rows) expect(weekdayOf(day), String(day)).toBe(weekday)
})

it('reads the clocks of a place in minutes', ({ expect }) => {
  const rows: [string, string, number][] = [
    ['2026-11-24T04:30:59.999Z', 'Asia/Kolkata', 600],
    ['2026-11-24T18:29:00.000Z', 'Asia/Kolkata', 1439],
    ['2026-11-24T18:30:00.000Z', 'Asia/Kolkata', 0],
    ['1969-12-31T23:59:00.000Z', 'UTC', 1439],
    // The clocks went forward that morning: eighteen o'clock stays eighteen o'clock.
    ['2026-03-29T16:00:00.000Z', 'Europe/Berlin', 1080],
  ]
  for (const [at, timeZone, minutes] of rows)
    expect(localMinutes(Date.parse(at), timeZone), `${at} ${timeZone}`).toBe(minutes)
})

it('offers the next six days from the lead on', ({ expect }) => {
  expect(days({})).toEqual([
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
    '2026-11-29',
    '2026-11-30',
  ])
  expect(days({ terms: { leadDays: 0 } })[0]).toBe('2026-11-24')
  expect(days({ items: [] })).toHaveLength(6)
})

it('counts an order after the cut-off for the next day, by the clocks of the supplier', ({
  expect,
}) => {
  const rows: [string, string][] = [
    ['2026-11-24T12:29:59.999Z', '2026-11-25'],
    ['2026-11-24T12:30:00.000Z', '2026-11-26'],
    // Past midnight in Jaipur it is still yesterday in UTC.
    ['2026-11-24T18:30:00.000Z', '2026-11-26'],
  ]
  for (const [at, first] of rows) expect(days({ nowMs: Date.parse(at) })[0], at).toBe(first)
  expect(days({ terms: { cutOffMinutes: 0 } })[0]).toBe('2026-11-26')
  expect(days({ terms: { cutOffMinutes: 1440 }, nowMs: TUESDAY_MS + 50_000_000 })[0]).toBe(
    '2026-11-25',
  )
})

it('waits for the slowest item, and delivers on the weekdays that all items share', ({
  expect,
}) => {
  const monThu = part({ days: [1, 4] })
  const thuSun = part({ days: [4, 7], leadDays: 3 })
  expect(days({ items: [monThu] })).toEqual([
    '2026-11-26',
    '2026-11-30',
    '2026-12-03',
    '2026-12-07',
    '2026-12-10',
    '2026-12-14',
  ])
  expect(days({ items: [monThu, thuSun] })).toEqual([
    '2026-12-03',
    '2026-12-10',
    '2026-12-17',
    '2026-12-24',
  ])
  expect(days({ items: [monThu, part({ days: [2, 3] })] })).toEqual([])
  // An item may be quicker than the supplier's other things.
  expect(days({ items: [part({ leadDays: 0 })] })[0]).toBe('2026-11-24')
})

it('offers no day where one of the items is not delivered to', ({ expect }) => {
  const here = part({ areas: ['Bapu Bazar'] })
  const elsewhere = part({ areas: ['Ajmer'] })
  expect(days({ items: [here] })).toHaveLength(6)
  expect(days({ items: [here, elsewhere] })).toEqual([])
  expect(days({ place: 'Kishangarh, Ajmer' })).toEqual([])
  expect(days({ place: 'Kishangarh, Ajmer', items: [elsewhere] })).toHaveLength(6)
  expect(days({ items: [part({ areas: ['*'] })], place: 'anywhere' })).toHaveLength(6)
})
