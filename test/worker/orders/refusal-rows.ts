/** New orders that are wrong in one way each, and how that is named. */
import { newId } from '../../../src/platform/ids.ts'

export type Body = Record<string, unknown>

export interface Line {
  item: string
  quantity: unknown
  price_version: unknown
  unit_price: unknown
}

/** Ids that only the test's world knows. */
export interface Known {
  lender: string
  /** A supplier that delivers elsewhere, and its tea. */
  far: string
  farTea: string
  /** A supplier that is paid in another currency. */
  yuan: string
}

export type Change = (body: Body, known: Known) => Body

/** The body with its only line changed. */
export function line(change: Body | ((known: Known) => Body)): Change {
  return (body, known) => {
    const [first] = body['lines'] as Line[]
    const other = typeof change === 'function' ? change(known) : change
    return { ...body, lines: [{ ...first, ...other }] }
  }
}

const all =
  (change: Body | ((known: Known) => Body)): Change =>
  (body, known) => ({ ...body, ...(typeof change === 'function' ? change(known) : change) })

const money = { amount: 20_000, currency: 'INR' }

function many(count: number): Line[] {
  return Array.from({ length: count }, (_, i) => ({
    item: newId('catalogueItem', i),
    quantity: 1,
    price_version: 1,
    unit_price: 1,
  }))
}

/** What is wrong, and the code of the problem with what it says of which field; the status is always 422. */
export const ROWS: readonly [what: string, change: Change, ...told: string[]][] = [
  ['no packs', line({ quantity: 0 }), 'invalid', '/lines/0/quantity too_small'],
  ['fewer than none', line({ quantity: -3 }), 'invalid', '/lines/0/quantity too_small'],
  ['half a pack', line({ quantity: 1.5 }), 'invalid', '/lines/0/quantity invalid_type'],
  ['ten thousand packs', line({ quantity: 10_000 }), 'invalid', '/lines/0/quantity too_big'],
  [
    'packs beyond whole numbers',
    line({ quantity: 2 ** 60 }),
    'invalid',
    '/lines/0/quantity too_big',
    '/lines/0/quantity too_big',
  ],
  ['packs as text', line({ quantity: '3' }), 'invalid', '/lines/0/quantity invalid_type'],
  ['no number of packs', line({ quantity: null }), 'invalid', '/lines/0/quantity invalid_type'],
  ['a price of nothing', line({ unit_price: 0 }), 'invalid', '/lines/0/unit_price too_small'],
  ['a price as money', line({ unit_price: money }), 'invalid', '/lines/0/unit_price invalid_type'],
  ['a huge price', line({ unit_price: 1e12 }), 'invalid', '/lines/0/unit_price too_big'],
  ['another price', line({ unit_price: 19_999 }), 'invalid', '/lines/0/unit_price price_changed'],
  ['a stale price', line({ price_version: 2 }), 'invalid', '/lines/0/unit_price price_changed'],
  ['no version', line({ price_version: 0 }), 'invalid', '/lines/0/price_version too_small'],
  ['an unknown field', line({ colour: 1 }), 'invalid', '/lines/0/colour unrecognized_keys'],
  ['a currency', all({ currency: 'INR' }), 'invalid', '/currency unrecognized_keys'],
  ['a state', all({ state: 'settled' }), 'invalid', '/state unrecognized_keys'],
  ['no lines', all({ lines: [] }), 'invalid', '/lines too_small'],
  ['lines that are none', all({ lines: 'tea' }), 'invalid', '/lines invalid_type'],
  ['a line twice', (body) => twice(body), 'invalid', '/lines custom'],
  ['more lines than fit', all({ lines: many(51) }), 'invalid', '/lines too_big'],
  ['no such item', line({ item: newId('catalogueItem', 1) }), 'invalid', '/lines/0/item item_gone'],
  ['an item that is none', line({ item: 'tea' }), 'invalid', '/lines/0/item custom'],
  [
    'another supplier’s item',
    line(({ farTea }) => ({ item: farTea })),
    'invalid',
    '/lines/0/item item_gone',
  ],
  ['no source of money', all({ sources: [] }), 'invalid', '/sources too_small'],
  ['a source twice', all({ sources: ['jar', 'jar'] }), 'invalid', '/sources custom'],
  ['cash', all({ sources: ['cash'] }), 'invalid', '/sources/0 invalid_value'],
  ['an empty jar', all({ sources: ['jar'] }), 'invalid', '/sources not_enough_money'],
  ['no such day', all({ delivery_day: '2026-02-30' }), 'invalid', '/delivery_day invalid_format'],
  ['a day gone by', all({ delivery_day: '2020-01-01' }), 'invalid', '/delivery_day day_not_served'],
  ['no day', all({ delivery_day: null }), 'invalid', '/delivery_day invalid_type'],
  ['an id of something else', all({ id: newId('pool', 1) }), 'invalid', '/id custom'],
  [
    'no such supplier',
    all({ supplier: newId('partner', 1) }),
    'invalid',
    '/supplier supplier_unknown',
  ],
  [
    'a supplier in another currency',
    all(({ yuan }) => ({ supplier: yuan })),
    'invalid',
    '/supplier supplier_unknown',
  ],
  [
    'a lender',
    all(({ lender }) => ({ supplier: lender })),
    'invalid',
    '/supplier supplier_unknown',
  ],
  [
    'a place that is not served',
    (body, known) => ({ ...line({ item: known.farTea })(body, known), supplier: known.far }),
    'invalid',
    '/supplier area_not_served',
  ],
  ['another total', all({ shown: { total: 59_999, credit_owed: null } }), 'declined terms_changed'],
  [
    'a cost that there is not',
    all({ shown: { total: 60_000, credit_owed: 61_000 } }),
    'declined terms_changed',
  ],
  [
    'a total of nothing',
    all({ shown: { total: 0, credit_owed: null } }),
    'invalid',
    '/shown/total too_small',
  ],
  ['a note without end', all({ note: 'x'.repeat(301) }), 'invalid', '/note too_long'],
  ['a note that turns round', all({ note: 'a\u202eb' }), 'invalid', '/note direction_override'],
  ['no such pool', all({ pool: newId('pool', 1) }), 'invalid', '/pool item_gone'],
  ['more than there is', line({ quantity: 9 }), 'invalid', '/sources not_enough_money'],
  [
    'nothing at all',
    () => ({}),
    'invalid',
    '/id invalid_type',
    '/supplier invalid_type',
    '/lines invalid_type',
    '/sources invalid_type',
    '/delivery_day invalid_type',
    '/shown invalid_type',
  ],
]

function twice(body: Body): Body {
  const lines = body['lines'] as Line[]
  return { ...body, lines: [...lines, ...lines] }
}
