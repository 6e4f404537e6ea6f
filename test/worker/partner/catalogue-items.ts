/** What suppliers of the tests sell. */
import { inr } from './world.ts'

/** An item as it is put; every field that may be left out is, unless it is changed. */
export function catalogueItem(change: object = {}) {
  return {
    names: { en: 'Assam tea', hi: 'असम चाय' },
    category: 'tea_coffee',
    pack: { count: 1, size: 1, unit: 'kg' },
    quantity: { min: 2, max: 100, step: 2 },
    tiers: [
      { from: 2, price: inr(24_000) },
      { from: 10, price: inr(23_000) },
    ],
    tax_bp: 500,
    ...change,
  }
}

export const SUPPLIER_TERMS = {
  min_order: inr(50_000),
  lead_days: 1,
  areas: ['Jaipur', 'जयपुर'],
  days: [1, 2, 3, 4, 5, 6],
  cut_off: '18:00',
  time_zone: 'Asia/Kolkata',
  early_discount_bp: 100,
  legal_name: 'Pink City Wholesale Private Limited',
  tax_id: null,
  address: 'Shed 14, Muhana Mandi, Jaipur',
  country: 'IN',
}
