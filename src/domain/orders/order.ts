/** An order: what is bought, where it stands, and the money that is set aside for it. Money in minor units. */
import type { Pack, SupplierTerms } from '../catalogue/item.ts'
import type { PriceTerms } from '../credit/pricing.ts'
import type { Currency } from '../money/money.ts'

/**
 * Where an order stands.
 *
 * - `placing`: the vendor's part is set aside, the lender's book has not said yet whether it sets aside its own. Nobody
 *   but the vendor sees it.
 * - `placed`: everything is set aside; the supplier is asked.
 * - `accepted`, `partly_accepted`: the supplier takes it on, whole or less of it.
 * - `packed`, `out_for_delivery`: on its way; the driver has the code.
 * - `delivered`: the supplier says that it was handed over; the vendor has not counted yet.
 * - `disputed`: the vendor's count and the supplier's word differ.
 * - `confirmed`: what arrived is agreed; the supplier is being paid for exactly that.
 * - `settled`: the supplier has the money.
 * - `rejected`, `cancelled`, `expired`: it ended before; everything set aside is free again.
 */
export const ORDER_STATES = [
  'placing',
  'placed',
  'accepted',
  'partly_accepted',
  'packed',
  'out_for_delivery',
  'delivered',
  'disputed',
  'confirmed',
  'settled',
  'rejected',
  'cancelled',
  'expired',
] as const
export type OrderState = (typeof ORDER_STATES)[number]

export const ENDED: readonly OrderState[] = ['settled', 'rejected', 'cancelled', 'expired']

/** What may be wrong with a line when it is counted. */
export const LINE_PROBLEMS = ['short', 'damaged', 'wrong'] as const
export type LineProblem = (typeof LINE_PROBLEMS)[number]

/** Where the money of an order may come from, in the order in which it is taken. */
export const MONEY_SOURCES = ['jar', 'available', 'credit'] as const
export type MoneySource = (typeof MONEY_SOURCES)[number]

export interface OrderLine {
  item: string
  sku: string
  names: Readonly<Record<string, string>>
  pack: Pack
  priceVersion: number
  /** For a pack, tax included: what it was placed at, or less when a pool closed lower. */
  unitPrice: number
  taxBp: number
  /** Packs ordered, packs that the supplier takes on, packs that are paid for (null until counted). */
  quantity: number
  accepted: number
  arrived: number | null
  problem: LineProblem | null
}

/** How an order is paid. Together the four are the value of the goods; `discount` is paid by nobody. */
export interface Plan {
  jar: number
  available: number
  credit: number
  discount: number
}

/** The part on credit, as it was shown when the order was placed. */
export interface OrderCredit {
  lender: string
  line: string
  policy: string
  portfolioLimit: number
  price: PriceTerms
  holdbackBp: number
  /** Least that the lender lends at once. */
  leastDraw: number
  fee: number
  expectedDays: number
  dailyRateE12: number
}

export interface Claim {
  id: string
  atMs: number
  note: string
  /** What the vendor asks for. */
  amount: number
  state: 'open' | 'credited' | 'declined'
  answer: string | null
}

/** Money that the supplier gave back after it was paid. */
export interface CreditNote {
  id: string
  atMs: number
  amount: number
  note: string
  /** The claim that it answers; null for one that the supplier gave by itself. */
  claim: string | null
}

/** Who sells and who buys, as they were called when the order was placed: what its invoice says for ever. */
export interface Parties {
  supplier: Pick<SupplierTerms, 'legalName' | 'taxId' | 'address' | 'country' | 'timeZone'>
  vendor: { name: string; place: string }
}

export type Actor = 'vendor' | 'supplier' | 'operator' | 'system'

export interface OrderEvent {
  atMs: number
  by: Actor
  what: string
  note: string | null
}

/** A count of what arrived: packs by item, and what is wrong with the rest. */
export interface Count {
  item: string
  arrived: number
  problem: LineProblem | null
}

export interface Order {
  id: string
  vendor: string
  supplier: string
  currency: Currency
  parties: Parties
  state: OrderState
  /** 1, 2, 3 … with each change: what was told of an older one never overwrites a newer one. */
  version: number
  lines: readonly OrderLine[]
  /** As placed; what is set aside now follows from it: see `planNow`. */
  plan: Plan
  discountBp: number
  credit: OrderCredit | null
  pool: { id: string; unitPriceMax: number; closesAtMs: number; isClosed: boolean } | null
  /** Day at the stall, days since 1970-01-01, and the last moment of it. */
  delivery: { day: number; endsAtMs: number; place: string; note: string | null }
  /** SHA-256 of the driver's code in hex, and how often a wrong one was tried. */
  code: { hash: string; tries: number; restsUntilMs: number } | null
  delivered: { atMs: number; receivedBy: string; note: string | null } | null
  /** `counts` is the vendor's; `isContested` once the supplier has answered no. */
  dispute: {
    atMs: number
    note: string
    counts: readonly Count[]
    isContested: boolean
    answer: string | null
  } | null
  claims: readonly Claim[]
  creditNotes: readonly CreditNote[]
  placedAtMs: number
  updatedAtMs: number
  settledAtMs: number | null
  /** When what the order waits for is overdue; null when it waits for nobody. */
  dueAtMs: number | null
  events: readonly OrderEvent[]
}

/** What people say on the phone: the last six symbols of the id. */
export function orderNumber(id: string): string {
  return `${id.slice(-6, -3)}-${id.slice(-3)}`
}

/** Value of the lines as ordered, as the supplier takes them on, or as they arrived; minor units. */
export function goodsOf(
  lines: readonly OrderLine[],
  of: (line: OrderLine) => number = standing,
): number {
  return lines.reduce((sum, line) => sum + of(line) * line.unitPrice, 0)
}

/** Packs that a line stands at: what arrived, else what was taken on. */
export function standing({ arrived, accepted }: OrderLine): number {
  return arrived ?? accepted
}

export function isOver({ state }: Pick<Order, 'state'>): boolean {
  return ENDED.includes(state)
}
