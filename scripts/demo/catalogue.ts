import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readHeader, readRow } from '../../src/domain/catalogue/csv-columns.ts'
import { readCells } from '../../src/domain/catalogue/csv.ts'
import { NO_LINES, readLines } from '../../src/domain/catalogue/import-lines.ts'
import type { DemoPartner } from './types.ts'

/** What a supplier of the market sells and promises, as `PUT /v1/supplier-terms` and a file's lines say it. */
export interface DemoSupplier {
  id: string
  terms: object
  items: object[]
}

/** Everything but what differs: six days a week, orders until six in the evening. */
const TERMS = {
  lead_days: 1,
  days: [1, 2, 3, 4, 5, 6],
  cut_off: '18:00',
  early_discount_bp: 0,
  tax_id: null,
}

/** File and terms by the supplier's name. The areas are those of the market's stalls. */
const SUPPLIERS: Readonly<Record<string, { file: string; terms: object }>> = {
  'Pink City Wholesale': {
    file: 'pink-city.csv',
    terms: {
      ...TERMS,
      min_order: { amount: 500_00, currency: 'INR' },
      // With a warehouse in Bengaluru.
      areas: ['Jaipur', 'जयपुर', 'Bengaluru'],
      time_zone: 'Asia/Kolkata',
      early_discount_bp: 100,
      legal_name: 'Pink City Wholesale Private Limited',
      tax_id: '08AAACP1234C1Z5',
      address: 'Shed 14, Muhana Mandi, Jaipur 302029',
      country: 'IN',
    },
  },
  'Jaipur Dairy Union': {
    file: 'jaipur-dairy.csv',
    terms: {
      ...TERMS,
      min_order: { amount: 300_00, currency: 'INR' },
      areas: ['Jaipur', 'जयपुर'],
      // Milk comes every morning.
      days: [1, 2, 3, 4, 5, 6, 7],
      cut_off: '05:00',
      time_zone: 'Asia/Kolkata',
      legal_name: 'Jaipur Dairy Producers’ Co-operative Union Limited',
      tax_id: '08AAAAJ5678D1Z3',
      address: 'Dairy Plant, Jawahar Lal Nehru Marg, Jaipur 302017',
      country: 'IN',
    },
  },
  成都农批直供: {
    file: 'chengdu.csv',
    terms: {
      ...TERMS,
      min_order: { amount: 100_00, currency: 'CNY' },
      areas: ['成都'],
      days: [1, 2, 3, 4, 5, 6, 7],
      cut_off: '20:00',
      time_zone: 'Asia/Shanghai',
      early_discount_bp: 50,
      legal_name: '成都农批直供供应链有限公司',
      tax_id: '91510100MA00EXAMPL',
      address: '成都市双流区国际农产品交易中心 3 区 18 号',
      country: 'CN',
    },
  },
  'Nakasero Food Supplies': {
    file: 'kampala.csv',
    terms: {
      ...TERMS,
      min_order: { amount: 50_000, currency: 'UGX' },
      areas: ['Kampala'],
      time_zone: 'Africa/Kampala',
      legal_name: 'Nakasero Food Supplies Limited',
      tax_id: '1000123456',
      address: 'Plot 7, Market Street, Kampala',
      country: 'UG',
    },
  },
}

/** The suppliers of the market with their catalogues, which lie in `scripts/demo/catalogue` as a supplier would send them. */
export function demoSuppliers(partners: readonly DemoPartner[]): DemoSupplier[] {
  return partners
    .filter(({ kind }) => kind === 'supplier')
    .map(({ id, name, currency }) => {
      const known = SUPPLIERS[name]
      if (known === undefined) throw new Error(`nobody said what ${name} sells`)
      return { id, terms: known.terms, items: itemsOf(known.file, currency) }
    })
}

/** The lines of a file as JSON. */
function itemsOf(file: string, currency: string): object[] {
  const text = readFileSync(join(import.meta.dirname, 'catalogue', file), 'utf8')
  const [top, ...rest] = readLines(NO_LINES, text).lines
  const read = readHeader(readCells(top?.text ?? '') ?? [])
  if (!read.ok) throw new Error(`${file}: ${JSON.stringify(read.problems)}`)
  return rest.map(({ number, text: line }) => {
    const item = readRow(read.header, readCells(line ?? '') ?? [], currency)
    if (item === null) throw new Error(`${file}: line ${number}`)
    return item
  })
}
