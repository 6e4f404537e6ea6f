/** What the document shows as an order: one that was placed this morning. */

export const TEA = 'itm_01KAVJ4S3QG8M7N2T5V9XWYZAB'
export const SUGAR = 'itm_01KAVJ4S3R5W8K2M6P9T4XBHCD'

const inr = (amount: number) => ({ amount, currency: 'INR' as const })

/** A claim and what it asks for. */
export const EXAMPLE_CLAIM = { claim: 'clm_01KAVJ4S3QG8M7N2T5V9XWYZAB', amount: inr(48_000) }

const line = {
  pack: { count: 1, size: 1, unit: 'kg' as const },
  price_version: 1,
  arrived: null,
  problem: null,
}

export const EXAMPLE_ORDER = {
  object: 'order' as const,
  id: 'ord_01KAVJ4S3QG8M7N2T5V9XWYZAB',
  number: 'XWY-ZAB',
  vendor: {
    id: 'vnd_01KAVJ4S3QG8M7N2T5V9XWYZAB',
    name: 'Asha’s Chaat',
    place: 'Bapu Bazar, Jaipur',
  },
  supplier: { id: 'prt_01KAVJ4S3QG8M7N2T5V9XWYZAB', name: 'Pink City Wholesale' },
  state: 'placed' as const,
  lines: [
    {
      ...line,
      item: TEA,
      sku: 'TEA-ASSAM-1KG',
      name: 'Assam tea',
      unit_price: inr(24_000),
      quantity: 10,
      accepted: 10,
      total: inr(240_000),
    },
    {
      ...line,
      item: SUGAR,
      sku: 'SUGAR-1KG',
      name: 'Sugar',
      unit_price: inr(4_500),
      quantity: 4,
      accepted: 4,
      total: inr(18_000),
    },
  ],
  total: inr(258_000),
  placed_total: inr(258_000),
  money: { jar: inr(58_000), available: inr(200_000), credit: inr(0), discount: inr(0) },
  credit: null,
  delivery: { day: '2026-11-25', place: 'Bapu Bazar, Jaipur', note: 'Before eight, please.' },
  pool: null,
  due: { at: '2026-11-25T03:20:00.000Z', leads_to: 'expired' as const },
  delivered: null,
  dispute: null,
  claims: [],
  credit_notes: [],
  claim_until: null,
  placed_at: '2026-11-24T03:20:00.000Z',
  updated_at: '2026-11-24T03:20:00.000Z',
  settled_at: null,
  events: [
    {
      at: '2026-11-24T03:20:00.000Z',
      by: 'vendor' as const,
      what: 'placed',
      note: 'Before eight, please.',
    },
  ],
}
