import { it } from 'vitest'
import { circularFlow, measurePayments } from '../../../scripts/credit/features.ts'
import type { VendorPayment } from '../../../scripts/credit/features.ts'

const AS_OF = 20_000
const FIRST = AS_OF - 56
const VENDOR = 1

function pay(place: number, payer: string, amount: number, more: Partial<VendorPayment> = {}) {
  const base = { day: FIRST + place, minute: 600, payer, payerVendor: null, amount, refunded: 0 }
  return { ...base, ...more }
}

function measure(payments: VendorPayment[]) {
  return measurePayments(payments, AS_OF, VENDOR)
}

it('counts one payer for at most 15 percent of a week', ({ expect }) => {
  const { measures } = measure([
    pay(0, 'big', 7000),
    ...Array.from({ length: 30 }, (_, i) => pay(1, `p${i}`, 100)),
    pay(7, 'alone', 333),
  ])
  // 10,000 in all: the cap is 1,500, so 3,000 of the small ones and 1,500 of the big one. 15 % of 333 is 49.
  expect(measures.weeks).toEqual([4500, 49, 0, 0, 0, 0, 0, 0])
})

it('keeps what is not refunded, tagged, its own phone, or outside the window', ({ expect }) => {
  const { measures, days } = measure([
    pay(55, 'a', 1000, { refunded: 400 }),
    pay(55, 'b', 500, { refunded: 500 }),
    pay(55, 'own', 300, { payerVendor: VENDOR }),
    pay(55, 'c', 200, { isTagged: true }),
    pay(-1, 'd', 900),
    pay(56, 'e', 900),
  ])
  expect(days[55]).toBe(600)
  expect(measures).toMatchObject({
    gross: 1700,
    refunded: 900,
    own: 300,
    recent: 600,
    largestPayer: 600,
    payers28: 1,
  })
})

it('counts customers of 28 days, and those of three days in 56', ({ expect }) => {
  const { measures } = measure([
    pay(1, 'old', 10),
    ...[27, 28, 40].map((place) => pay(place, 'loyal', 10)),
    pay(30, 'twice', 10),
    pay(30, 'twice', 10),
    pay(31, 'twice', 10),
  ])
  expect(measures.payers28).toBe(2)
  expect(measures.loyalPayers56).toBe(1)
})

it('finds odd tickets: five times the median and round', ({ expect }) => {
  const usual = Array.from({ length: 9 }, (_, i) => pay(40, `p${i}`, 1000))
  const { measures } = measure([
    ...usual,
    pay(40, 'x', 5000),
    pay(40, 'y', 5010),
    pay(40, 'z', 4900),
  ])
  expect(measures.oddTickets).toBe(5000)
})

it('finds bursts of new payers: the sixth equal payment within ten minutes', ({ expect }) => {
  const burst = (step: number) =>
    Array.from({ length: 7 }, (_, i) => pay(50, `n${i}`, 500, { minute: 600 + step * i }))
  expect(measure(burst(2)).measures.bursts).toBe(1000)
  expect(measure(burst(3)).measures.bursts).toBe(0)
  const known = burst(2).map(({ payer }) => pay(3, String(payer), 500))
  expect(measure([...known, ...burst(2)]).measures.bursts).toBe(0)
})

it('splits sales by hour, before and recently', ({ expect }) => {
  const { measures } = measure([pay(2, 'a', 10), pay(30, 'a', 20, { minute: 1439 })])
  expect(measures.hours).toEqual([
    { isRecent: false, hour: 10, sales: 10 },
    { isRecent: true, hour: 23, sales: 20 },
  ])
})

it('finds money that goes back and forth, and in rings of three', ({ expect }) => {
  const book = (edges: [to: number, from: number, amount: number][]) => {
    const all = new Map<number, Map<number, number>>()
    for (const [to, from, amount] of edges)
      all.set(to, (all.get(to) ?? new Map<number, number>()).set(from, amount))
    return all
  }
  const pair = book([
    [1, 2, 700],
    [2, 1, 300],
  ])
  expect(circularFlow(pair, 1)).toEqual({ reciprocal: 300, ring: 0 })
  const ring = book([
    [1, 2, 700],
    [2, 3, 500],
    [3, 1, 600],
  ])
  expect(circularFlow(ring, 1)).toEqual({ reciprocal: 0, ring: 500 })
  expect(circularFlow(ring, 3)).toEqual({ reciprocal: 0, ring: 500 })
  expect(circularFlow(book([[1, 2, 700]]), 1)).toEqual({ reciprocal: 0, ring: 0 })
})
