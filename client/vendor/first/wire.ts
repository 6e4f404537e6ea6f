/** What /api and /ws send and take. The shapes that the domain also builds are imported, never repeated. */
import type { CreditResource } from '../../../src/domain/credit/resource.ts'
import type { StatementLine, TodayResource } from '../../../src/domain/ledger/statement.ts'
import type { Currency, Money } from '../../../src/domain/money/money.ts'
import type { OrderResource } from '../../../src/domain/orders/resource.ts'
import type { Role } from '../../../src/domain/payments/member.ts'
import type {
  ReceivingField,
  ReceivingScheme,
} from '../../../src/domain/payments/receiving-schemes.ts'
import type { PaymentRequestResource } from '../../../src/domain/payments/request.ts'

export type {
  CreditResource as Credit,
  StatementLine as Line,
  TodayResource as Today,
  PaymentRequestResource as SaleRequest,
}
export type {
  DisclosureResource as Disclosure,
  DrawResource as Draw,
  LineEventResource as CreditEvent,
  LineResource as CreditLine,
  MeterLine,
  MeterResource as Meter,
  OfferResource as Offer,
} from '../../../src/domain/credit/resource.ts'

/** The vendor's own word for money that is not income. */
export type Tag = 'personal' | 'exempt'

export type StallStatus = 'open' | 'closed' | 'frozen'

export interface Me {
  vendor: {
    id: string
    code: string
    code_shown: string
    name: string
    trade: string
    place: string
    emoji: string
    picture_url: string | null
    currency: Currency
    locale: string
    time_zone: string
    status: StallStatus
    status_reason: string | null
  }
  member: { id: string; role: Role; has_passkey: boolean }
  mode: 'demo' | 'live'
  pay_url: string
  poster_url: string
  qr_url: string
}

export interface Refund {
  object: 'refund'
  id: string
  payment: string
  amount: Money
  state: 'paid' | 'pending' | 'declined'
  decline_reason: string | null
  created_at: string
}

export interface LinePage {
  data: StatementLine[]
  has_more: boolean
  /** Tags of rows among them, by their number. */
  tags?: Readonly<Record<string, Tag>>
}

export interface Supplier {
  id: string
  name: string
}

/** What the keypad looks at of an order. */
export type ListedOrder = Pick<OrderResource, 'id' | 'state'>

/** What a lender read of this stall. */
export interface CreditRead {
  lender: { id: string; name: string }
  what: string
  at: string
}

/** The answer to a draw that was not refused. */
export interface DrawAnswer {
  state: 'posted' | 'pending'
  credit: CreditResource
}

/** An account at the stall's own bank. */
export interface BankAccount {
  id: string
  scheme: ReceivingScheme
  name: string
  /** All but its end is hidden. */
  account: string
  /** Its code was issued by the bank, and says neither amount nor reference. */
  is_fixed: boolean
  poster_url: string
  added_at: string
}

/** Money that came to such an account and that nobody can tell what it is for. */
export interface WaitingCredit {
  id: string
  outcome: 'underpaid' | 'overpaid' | 'second_payment' | 'wrong_currency' | 'unmatched'
  /** Null for a currency in which no book is kept. */
  amount: Money | null
  /** What the sale that it names asked for. */
  asked: Money | null
  payer: string | null
  reference: string | null
  attempt: string | null
  at: string
}

export interface Bank {
  object: 'bank'
  /** Schemes of the stall's currency, with what each asks. */
  schemes: {
    scheme: ReceivingScheme
    is_open: boolean
    required: ReceivingField[]
    optional: ReceivingField[]
  }[]
  accounts: BankAccount[]
  waiting: WaitingCredit[]
}

/** The code of one sale for a bank app. */
export interface BankPayment {
  id: string
  account: Pick<BankAccount, 'id' | 'scheme' | 'name'>
  payload: string
  copy: string
}

/** What the server says on the live connection. */
export type LiveMessage =
  | { type: 'hello'; last_seq: number; today: TodayResource }
  | { type: 'entry'; entry: StatementLine; today: TodayResource }
  | { type: 'request'; request: PaymentRequestResource }
  | { type: 'status'; status: StallStatus }
  /** The credit changed: ask for it again. */
  | { type: 'credit' }
  /** Money waits for the vendor's word, or a try to pay moved on: ask for it again. */
  | { type: 'bank' }
  /** The tiles changed: ask for them again. */
  | { type: 'till_items' }
  /** An order changed: ask for it again. */
  | { type: 'order'; id: string }

/** Reads one text message; null for anything that is not one of ours (`pong` among them). */
export function readMessage(text: string): LiveMessage | null {
  if (!text.startsWith('{')) return null
  try {
    const message = JSON.parse(text) as { type?: unknown }
    return typeof message.type === 'string' ? (message as LiveMessage) : null
  } catch {
    return null
  }
}
