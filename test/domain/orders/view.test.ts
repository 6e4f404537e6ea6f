/** What of an order leaves the vendor's book: never the driver's code, always what is set aside. */
import { it } from 'vitest'
import { dayText } from '../../../src/domain/calendar.ts'
import { CLAIM_REFUSALS } from '../../../src/domain/orders/claims.ts'
import { ORDER_STATES } from '../../../src/domain/orders/order.ts'
import type { Order } from '../../../src/domain/orders/order.ts'
import { isAboutBody, REFUSALS } from '../../../src/domain/orders/refusals.ts'
import { ORDER_REFUSALS } from '../../../src/domain/orders/states.ts'
import { orderResource, orderRow } from '../../../src/domain/orders/view.ts'
import { isoTime } from '../../../src/domain/time.ts'
import { CODE, DAY_MS, inState, newOrder, newPooled, take } from './samples.ts'

const dayOf = (atMs: number) => Math.floor(atMs / DAY_MS)
const NAMES = {
  vendor: { id: 'vnd_TEST', name: 'Asha’s Chai', place: 'Gate 2' },
  supplier: { id: 'prt_SUPPLIER', name: 'Wholesale' },
  lender: { id: 'prt_LENDER', name: 'Lender' },
  draw: 'drw_TEST',
  locale: 'en',
}

it('never tells the code, in no state and in neither form', ({ expect }) => {
  for (const state of ORDER_STATES) {
    for (const order of [inState(state), inState(state, newPooled())]) {
      expect(JSON.stringify(orderRow(order, dayOf)), state).not.toContain(CODE)
      expect(JSON.stringify(orderResource(order, NAMES)), state).not.toContain(CODE)
    }
  }
})

it('keeps for D1 what a row is asked by, and the order whole besides its code', ({ expect }) => {
  const order = inState('settled')
  const row = orderRow(order, dayOf)
  expect(row).toMatchObject({
    id: order.id,
    vendorId: 'vnd_TEST',
    supplierId: 'prt_SUPPLIER',
    state: 'settled',
    version: order.version,
    toldVersion: 0,
    poolId: null,
    total: 118_000,
    ordered: 14,
    arrived: 14,
    deliveredDay: dayOf(order.delivered?.atMs ?? 0),
  })
  expect(JSON.parse(row.body)).toEqual(withoutCode(order))
  const open = orderRow(inState('placed', newPooled()), dayOf)
  expect(open).toMatchObject({
    poolId: 'pool_TEST',
    ordered: 12,
    arrived: null,
    deliveredDay: null,
  })
})

function withoutCode(order: Order): Partial<Order> {
  const open: Partial<Order> = { ...order }
  delete open.code
  return open
}

it('adds up: the lines, the total, and the money that pays it', ({ expect }) => {
  const withDiscount = newOrder({
    plan: { jar: 8_000, available: 30_000, credit: 78_400, discount: 1_600 },
    discountBp: 200,
  })
  for (const state of ORDER_STATES) {
    const order = inState(state, withDiscount)
    const { lines, total, money, placed_total: placed } = orderResource(order, NAMES)
    const goods = lines.reduce((sum, line) => sum + line.total.amount, 0)
    const { jar, available, credit, discount } = money
    expect(total.amount, state).toBe(jar.amount + available.amount + credit.amount)
    expect(total.amount + discount.amount, state).toBe(goods)
    expect(placed.amount, state).toBe(116_400)
    expect(total.amount, state).toBeLessThanOrEqual(placed.amount)
  }
})

it('says by when somebody has to act and what happens else, and nothing at the end', ({
  expect,
}) => {
  const due = (state: Order['state']) => orderResource(inState(state), NAMES).due
  expect([due('placed')?.leads_to, due('delivered')?.leads_to]).toEqual(['expired', 'confirmed'])
  expect(due('placed')?.at).toBe(isoTime(inState('placed').dueAtMs ?? 0))
  expect([due('settled'), due('confirmed'), due('placing')]).toEqual([null, null, null])
})

it('shows a part on credit only with its lender, and the day as a day', ({ expect }) => {
  const order = inState('placed')
  const { credit, delivery, number } = orderResource(order, NAMES)
  expect(credit).toEqual({
    lender: NAMES.lender,
    fee: { amount: 3_600, currency: 'INR' },
    expected_days: 8,
    draw: 'drw_TEST',
  })
  expect(delivery).toEqual({ day: dayText(20_423), place: 'Gate 2', note: null })
  expect(number).toBe(`${order.id.slice(-6, -3)}-${order.id.slice(-3)}`)
  const own = orderResource(inState('placed', newPooled()), { ...NAMES, lender: null, draw: null })
  expect(own).toMatchObject({ credit: null, pool: { unit_price_max: { amount: 10_000 } } })
})

it('has a sentence for every refusal, and knows which of them a body can mend', ({ expect }) => {
  const all = [...ORDER_REFUSALS, ...CLAIM_REFUSALS, 'order_unknown'] as const
  expect(new Set(Object.keys(REFUSALS))).toEqual(new Set<string>(all))
  for (const reason of all) {
    const [pointer, sentence] = REFUSALS[reason]
    expect(sentence, reason).toMatch(/^[A-Z].+\.$/)
    expect(isAboutBody(reason), reason).toBe(pointer !== '')
  }
})

it('keeps what the events say in their order', ({ expect }) => {
  const order = take(inState('disputed'), ['supplier', 'answer'])
  const { events } = orderResource(order, NAMES)
  expect(events.map(({ by, what }) => `${by} ${what}`)).toEqual([
    'system placed',
    'supplier accepted',
    'supplier packed',
    'supplier out_for_delivery',
    'supplier delivered',
    'vendor disputed',
    'supplier confirmed',
  ])
})
