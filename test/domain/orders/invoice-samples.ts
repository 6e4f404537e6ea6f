import fc from 'fast-check'
import { type Currency, CURRENCIES } from '../../../src/domain/money/money.ts'
import { planAt } from '../../../src/domain/orders/funding.ts'
import type { Issue } from '../../../src/domain/orders/invoice.ts'
import type { CreditNote, Order, OrderLine } from '../../../src/domain/orders/order.ts'

const DAY_MS = 24 * 60 * 60_000
/** 28 November 2026, 05:00 in Jaipur. */
export const SETTLED_AT_MS = Date.UTC(2026, 10, 27, 23, 30)

export const issue: Issue = {
  terms: {
    legalName: 'Shree Balaji Traders Pvt. Ltd.',
    taxId: '08AABCS1429B1ZX',
    address: '14 Kishanpole Bazar, Jaipur 302001, Rajasthan',
    country: 'IN',
    timeZone: 'Asia/Kolkata',
  },
  vendor: { name: 'Asha Chai Corner', place: 'Bapu Bazar, Jaipur' },
  number: 'SBT-2026-000117',
  locale: 'en',
}

/** The same supplier in Germany, whose papers follow EN 16931. */
export const germanIssue: Issue = {
  ...issue,
  terms: {
    legalName: 'Großhandel Weiß & Söhne',
    taxId: 'DE123456789',
    address: 'Marktstraße 4, 20095 Hamburg',
    country: 'DE',
    timeZone: 'Europe/Berlin',
  },
}

export function orderLine(change: Partial<OrderLine> = {}): OrderLine {
  const quantity = change.quantity ?? 8
  return {
    item: 'itm_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N',
    sku: 'TEA-500',
    names: { en: 'Assam tea, strong', hi: 'असम चाय, कड़क' },
    pack: { count: 10, size: 500, unit: 'g' },
    priceVersion: 1,
    unitPrice: 105_000,
    taxBp: 500,
    quantity,
    accepted: quantity,
    arrived: quantity,
    problem: null,
    ...change,
  }
}

/** A settled order: tea, sugar and cups, of which some were missing; the most part on credit. */
export function settledOrder(change: Partial<Order> = {}): Order {
  const lines = change.lines ?? [
    orderLine(),
    orderLine({
      item: 'itm_01KAVE4Y7QF0RZ6V9V6Z7Y2M3P',
      sku: 'SUGAR-50',
      names: { en: 'Sugar', hi: 'चीनी' },
      pack: { count: 1, size: 50, unit: 'kg' },
      unitPrice: 219_999,
      taxBp: 0,
      quantity: 2,
    }),
    orderLine({
      item: 'itm_01KAVE4Y7QF0RZ6V9V6Z7Y2M3Q',
      sku: 'CUP-150',
      names: { en: 'Paper cups', hi: 'काग़ज़ के कप' },
      pack: { count: 100, size: 1, unit: 'piece' },
      unitPrice: 14_950,
      taxBp: 1800,
      quantity: 10,
      arrived: 7,
      problem: 'short',
    }),
  ]
  const goods = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0)
  return {
    id: 'ord_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N',
    vendor: 'vnd_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N',
    supplier: 'ptn_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N',
    parties: { supplier: issue.terms, vendor: issue.vendor },
    currency: 'INR',
    state: 'settled',
    version: 6,
    lines,
    plan: plan(goods, change.discountBp ?? 150),
    discountBp: 150,
    credit: null,
    pool: null,
    delivery: {
      day: 20_785,
      endsAtMs: SETTLED_AT_MS + DAY_MS,
      place: 'Bapu Bazar, Jaipur',
      note: 'Gate 2, before nine',
    },
    code: null,
    delivered: { atMs: SETTLED_AT_MS, receivedBy: 'Asha', note: 'Three cartons of cups were wet' },
    dispute: null,
    claims: [],
    creditNotes: [],
    placedAtMs: SETTLED_AT_MS - 2 * DAY_MS,
    updatedAtMs: SETTLED_AT_MS,
    settledAtMs: SETTLED_AT_MS,
    dueAtMs: null,
    events: [],
    ...change,
  }
}

/** A third from the balance, the rest on credit. */
function plan(goods: number, discountBp: number): Order['plan'] {
  const available = Math.floor(goods / 3)
  const discount = Math.floor(((goods - available) * discountBp) / 10_000)
  return { jar: 0, available, credit: goods - available - discount, discount }
}

export function creditNote(change: Partial<CreditNote> = {}): CreditNote {
  return {
    id: 'crn_01KAVE4Y7QF0RZ6V9V6Z7Y2M3N',
    atMs: SETTLED_AT_MS + DAY_MS,
    amount: 50_000,
    note: 'Two cartons of tea were stale',
    claim: null,
    ...change,
  }
}

/** Names that somebody types to break things: markup, other scripts, halves of characters, control characters. */
export const hostileText = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.constantFrom(
    ']]><!--',
    '<script>alert(1)</script>',
    '& &amp; "quoted" \'too\'',
    'half \uD83D a pair',
    'a\u0000b\u0008c\u001Fd\u007Fe\u0085f\u2028g\uFFFEh\uFFFFi',
    'line\r\nfeed\tand tab',
    'gnorw\u202Edlrow\u2066x',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
    'चाय ☕ 老王煎饼果子 شاي',
  ),
)

const currencies = fc.constantFrom(...(Object.keys(CURRENCIES) as Currency[]))
const rates = fc.oneof(
  fc.constantFrom(0, 25, 300, 500, 1200, 1800, 2000, 2800),
  fc.integer({ min: 0, max: 10_000 }),
)

/** Lines of any price, rate and count, some of which did not arrive; at least one pack did. */
const anyLines = fc
  .array(
    fc.record({
      unitPrice: fc.oneof(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 10_000_000 })),
      taxBp: rates,
      quantity: fc.integer({ min: 1, max: 200 }),
      missing: fc.integer({ min: 0, max: 200 }),
      name: hostileText,
      sku: hostileText,
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) =>
    all.map(({ missing, name, ...line }, i) =>
      orderLine({
        ...line,
        item: `itm_${i}`,
        names: { en: name },
        arrived: Math.max(i === 0 ? 1 : 0, line.quantity - missing),
      }),
    ),
  )

/** Settled orders of any lines, currency, discount and way of paying, with credit notes that together are within it. */
export const anyOrder: fc.Arbitrary<Order> = fc
  .record({
    lines: anyLines,
    currency: currencies,
    discountBp: fc.integer({ min: 0, max: 2_000 }),
    note: hostileText,
    credits: fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 5 }),
  })
  .map(({ credits, note, ...fields }) => {
    const order = settledOrder(fields)
    return { ...order, creditNotes: notesWithin(order, credits, note) }
  })

/** Credit notes of some ten-thousandths of what each leaves, the last one of all of it. */
function notesWithin(order: Order, partsBp: readonly number[], note: string): CreditNote[] {
  const { lines } = order
  const goods = lines.reduce((sum, line) => sum + (line.arrived ?? 0) * line.unitPrice, 0)
  const { jar, available, credit } = planAt(order, goods)
  let left = jar + available + credit
  return partsBp.flatMap((bp, i) => {
    const part = i === partsBp.length - 1 ? left : Number((BigInt(left) * BigInt(bp)) / 10_000n)
    left -= part
    return part === 0 ? [] : [creditNote({ id: `crn_${i}`, amount: part, note })]
  })
}
