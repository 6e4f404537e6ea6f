/** What the benchmark asks of the driver Worker, and what it answers: plain data, shared by Node and workerd. */

/** Whose books: the deployed bundle's, the same with meters, or the bare ones. */
export type Books = 'product' | 'metered' | 'bare'

export interface OpenOrder {
  name: 'open'
  books: Exclude<Books, 'bare'>
  walletCount: number
  vendorCount: number
}

export interface Opened {
  walletIds: string[]
  vendorIds: string[]
}

export interface PayOrder {
  name: 'pay'
  books: Books
  /** Lane `i` pays from wallet `i` to vendor `i`, counted round. */
  walletIds: string[]
  vendorIds: string[]
  count: number
  /** Payments under way at once. */
  lanes: number
}

export interface GrowOrder {
  name: 'grow'
  vendorId: string
  entryCount: number
}

/** Days of a stall on the metered books, played at their own times. */
export interface TradeOrder {
  name: 'trade'
  walletIds: string[]
  vendorId: string
  dayCount: number
  paymentsPerDay: number
  /** Time between the first and the last payment of a day. */
  openMs: number
}

/** What the counters say about some payments. */
export interface Meters {
  payments: number
  vendorRows: number
  walletRows: number
  historyRows: number
  flushes: number
  alarmsSet: number
  alarmsFired: number
  /** Calls from a book to another. */
  received: number
}

/** What a vendor's book has cost since it woke up, as the runtime's own counters have it. */
export interface VendorMeter {
  journalRows: number
  historyRows: number
  /** Statements to D1, each followed by one row that remembers how far history came. */
  flushes: number
  /** A row each. */
  alarmsSet: number
  /** A request each, and a row that clears the alarm. */
  alarmsFired: number
  /** Transfers taken from other books: a request each. */
  received: number
}

export interface MeterOrder {
  name: 'meter'
  vendorId: string
}

export type Order = OpenOrder | PayOrder | GrowOrder | TradeOrder | MeterOrder

/** The secret of every wallet of the benchmark. */
export const HOLDER = { token: 'a-token-of-the-benchmark' }
