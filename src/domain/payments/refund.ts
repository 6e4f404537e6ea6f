import type { DeclineReason } from '../ledger/entry.ts'
import type { Currency } from '../money/money.ts'

/** A refund as the vendor starts it; amount in minor units. */
export interface VendorRefund {
  id: string
  paymentId: string
  amount: number
}

export interface RefundView {
  id: string
  payment: string | null
  amount: number
  currency: Currency
  state: 'paid' | 'pending' | 'declined'
  declineReason: DeclineReason | null
  atMs: number
}
