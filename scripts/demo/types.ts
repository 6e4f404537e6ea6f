import type { Currency } from '../../src/domain/money/money.ts'
import type { TimeZone } from './calendar.ts'

/** What the loader posts, field for field: amounts in minor units, times in RFC 3339 UTC. */

export interface DemoVendor {
  id: string
  code: string
  name: string
  trade: string
  place: string
  emoji: string
  currency: Currency
  locale: 'en' | 'hi' | 'zh-CN'
  time_zone: TimeZone
  opened_at: string
}

export interface DemoPartner {
  id: string
  kind: 'supplier' | 'lender' | 'acquirer' | 'agent'
  name: string
  currency: Currency
}

export interface DemoWallet {
  id: string
  currency: Currency
  opened_at: string
}

export interface DemoFunding {
  id: string
  partner_id: string
  amount: number
  currency: Currency
  effective_at: string
}

export interface DemoTopUp {
  id: string
  partner_id: string
  wallet_id: string
  amount: number
  effective_at: string
}

export interface DemoPayment {
  id: string
  wallet_id: string
  vendor_id: string
  /** Without the tip. */
  amount: number
  /** 0 for no tip. */
  tip: number
  note: string | null
  effective_at: string
}

export interface DemoRefund {
  id: string
  vendor_id: string
  payment_id: string
  amount: number
  effective_at: string
}

/** Everything that happened on one day of the calendar, each list in order of `effective_at`. */
export interface DemoDay {
  day: string
  fundings: DemoFunding[]
  topUps: DemoTopUp[]
  payments: DemoPayment[]
  refunds: DemoRefund[]
}

/** Who is there, before anything is sold. */
export interface Directory {
  vendors: DemoVendor[]
  partners: DemoPartner[]
  wallets: DemoWallet[]
}

export interface Market extends Directory {
  days: DemoDay[]
}
