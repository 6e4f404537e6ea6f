import type { Entry } from '../ledger/entry.ts'
import type { LineState } from '../ledger/statement.ts'
import type { Currency } from '../money/money.ts'

/** Who acts on a wallet: the browser that holds its token, or the partner that opened it. */
export type WalletHolder = { token: string } | { partnerId: string }

/** A payment as the shopper makes it; amount in minor units, tip included. */
export interface WalletPayment {
  id: string
  vendorId: string
  currency: Currency
  amount: number
  tip: number
  note: string | null
  request: string | null
  /** Vendor whose signed-in phone pays: such money may go in circles and is no income. */
  payerVendor?: string
}

/** A payment of a demonstration market's past, in the wallet's own currency. */
export type HistoricPayment = Omit<WalletPayment, 'currency'> & { effectiveAtMs: number }

export interface WalletView {
  id: string
  currency: Currency
  available: number
  pending: number
  openedBy: string | null
  openedAtMs: number
}

/** A row of a wallet with what became of it. */
export interface WalletEntry {
  entry: Entry
  state: LineState
}
