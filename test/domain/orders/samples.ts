/** Orders for tests of their rules: one in every state, brought there by what really happens on the way. */
import type { PriceTerms } from '../../../src/domain/credit/pricing.ts'
import type {
  Actor,
  Count,
  Order,
  OrderCredit,
  OrderLine,
} from '../../../src/domain/orders/order.ts'
import type { OrderState } from '../../../src/domain/orders/order.ts'
import { transition } from '../../../src/domain/orders/states.ts'
import type { OrderCommand } from '../../../src/domain/orders/states.ts'

export const NOW = Date.UTC(2026, 10, 30, 6)
export const HOUR_MS = 60 * 60_000
export const DAY_MS = 24 * HOUR_MS
export const CODE = 'the hash of the right code'
const WRONG_CODE = 'the hash of a wrong code'

export const PRICE: PriceTerms = {
  fee_bp: 450,
  min_fee_bp: 50,
  max_apr_bp: 6000,
  apr_basis: 'nominal_daily_x365',
  window_sales: 12_000_000,
  window_days: 120,
  steady_weekly_100: 70_000_000,
}

export const CREDIT: OrderCredit = {
  lender: 'prt_LENDER',
  line: 'lin_TEST',
  policy: 'stock',
  portfolioLimit: 100_000_000,
  price: PRICE,
  holdbackBp: 1200,
  leastDraw: 50_000,
  fee: 3_600,
  expectedDays: 8,
  dailyRateE12: 1_000_000,
}

export function lineOf(item: string, quantity: number, unitPrice: number): OrderLine {
  return {
    item,
    sku: item,
    names: { en: item },
    pack: { count: 1, size: 1, unit: 'kg' },
    priceVersion: 1,
    unitPrice,
    taxBp: 500,
    quantity,
    accepted: quantity,
    arrived: null,
    problem: null,
  }
}

/** Ten packs of tea and four of sugar, 1,180.00 in all, 800.00 of it on credit; as it is when a book first hears of it. */
export function newOrder(change: Partial<Order> = {}): Order {
  return {
    id: 'ord_01KAVJ4S3QG8M7N2T5V9XWYZAB',
    vendor: 'vnd_TEST',
    supplier: 'prt_SUPPLIER',
    currency: 'INR',
    parties: {
      supplier: {
        legalName: 'Wholesale',
        taxId: null,
        address: '1 Market Yard',
        country: 'IN',
        timeZone: 'Asia/Kolkata',
      },
      vendor: { name: 'Chai', place: 'Bapu Bazar' },
    },
    state: 'placing',
    version: 1,
    lines: [lineOf('tea', 10, 10_000), lineOf('sugar', 4, 4_500)],
    plan: { jar: 8_000, available: 30_000, credit: 80_000, discount: 0 },
    discountBp: 0,
    credit: CREDIT,
    pool: null,
    delivery: { day: 20_423, endsAtMs: NOW + 2 * DAY_MS, place: 'Gate 2', note: null },
    code: null,
    delivered: null,
    dispute: null,
    claims: [],
    creditNotes: [],
    placedAtMs: NOW,
    updatedAtMs: NOW,
    settledAtMs: null,
    dueAtMs: null,
    events: [],
    ...change,
  }
}

/** Twelve packs that cost 100.00 alone and less together, all of the vendor's own money. */
export function newPooled(change: Partial<Order> = {}): Order {
  return newOrder({
    lines: [lineOf('tea', 12, 10_000)],
    plan: { jar: 0, available: 120_000, credit: 0, discount: 0 },
    credit: null,
    pool: { id: 'pool_TEST', unitPriceMax: 10_000, closesAtMs: NOW + 6 * HOUR_MS, isClosed: false },
    ...change,
  })
}

export function counts(order: Order, arrived: Record<string, number> = {}): Count[] {
  return order.lines.map(({ item, accepted }) => ({
    item,
    arrived: arrived[item] ?? accepted,
    problem: null,
  }))
}

/** One of each command as its sender would send it for this order. */
export function commandsFor(order: Order): Record<OrderCommand['type'], OrderCommand> {
  const all = counts(order)
  return {
    reserved: { type: 'reserved' },
    not_reserved: { type: 'not_reserved', reason: 'portfolio_full' },
    accept: { type: 'accept' },
    accept_partly: { type: 'accept_partly', lines: [{ item: 'tea', quantity: 1 }], note: 'few' },
    reject: { type: 'reject', note: 'sold out' },
    pack: { type: 'pack' },
    dispatch: { type: 'dispatch', codeHash: CODE },
    deliver: { type: 'deliver', receivedBy: 'Asha', note: 'at the gate' },
    confirm: { type: 'confirm', codeHash: CODE, counts: all },
    dispute: { type: 'dispute', counts: counts(order, { tea: 1 }), note: 'wet' },
    answer: { type: 'answer', agrees: true, note: null },
    resolve: { type: 'resolve', counts: all, note: 'the photo shows it' },
    cancel: { type: 'cancel', note: 'changed my mind' },
    pool_closed: { type: 'pool_closed', unitPrice: 9_000 },
    pool_missed: { type: 'pool_missed' },
    due: { type: 'due' },
    paid: { type: 'paid' },
    not_paid: { type: 'not_paid', reason: 'supplier_unknown' },
  }
}

export type Step = readonly [by: Actor, type: OrderCommand['type']]

const TO_PLACED: readonly Step[] = [['system', 'reserved']]
const TO_ACCEPTED: readonly Step[] = [...TO_PLACED, ['supplier', 'accept']]
const TO_OUT: readonly Step[] = [...TO_ACCEPTED, ['supplier', 'pack'], ['supplier', 'dispatch']]
const TO_DELIVERED: readonly Step[] = [...TO_OUT, ['supplier', 'deliver']]
const TO_CONFIRMED: readonly Step[] = [...TO_DELIVERED, ['vendor', 'confirm']]

/** How an order comes into each state. */
const PATHS: Record<OrderState, readonly Step[]> = {
  placing: [],
  placed: TO_PLACED,
  accepted: TO_ACCEPTED,
  partly_accepted: [...TO_PLACED, ['supplier', 'accept_partly']],
  packed: [...TO_ACCEPTED, ['supplier', 'pack']],
  out_for_delivery: TO_OUT,
  delivered: TO_DELIVERED,
  disputed: [...TO_DELIVERED, ['vendor', 'dispute']],
  confirmed: TO_CONFIRMED,
  settled: [...TO_CONFIRMED, ['system', 'paid']],
  rejected: [...TO_PLACED, ['supplier', 'reject']],
  cancelled: [...TO_PLACED, ['vendor', 'cancel']],
  expired: [...TO_PLACED, ['system', 'due']],
}

/** An order brought to a state; a pool closes on the way unless it is to be open. */
export function inState(state: OrderState, from: Order = newOrder()): Order {
  const path = PATHS[state]
  const [first, ...rest] = path
  const closes = from.pool !== null && rest.length > 0
  const steps: readonly Step[] =
    first === undefined ? [] : closes ? [first, ['system', 'pool_closed'], ...rest] : path
  return steps.reduce((order, step) => take(order, step), from)
}

/** The order after a step that is allowed; each comes a minute after the one before, and a deadline when it is over. */
export function take(order: Order, [by, type]: Step, command = commandsFor(order)[type]): Order {
  const nowMs = type === 'due' ? (order.dueAtMs ?? 0) : order.updatedAtMs + 60_000
  const moved = transition(order, command, { by, nowMs })
  if (!moved.ok) throw new Error(`${type} by ${by}: ${moved.reason}`)
  return moved.order
}

export function wrongCode(order: Order): OrderCommand {
  return { type: 'confirm', codeHash: WRONG_CODE, counts: counts(order) }
}
