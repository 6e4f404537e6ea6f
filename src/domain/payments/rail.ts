/**
 * How a shopper's money travels: the port that every rail implements. A rail asks the outside world and says what it has
 * seen; it never decides. The vendor's book decides, by `attempt.ts`. Money in minor units.
 */
import type { DeclineReason } from '../ledger/entry.ts'
import type { Money } from '../money/money.ts'

export const RAIL_IDS = ['wallet', 'bank_qr'] as const
export type RailId = (typeof RAIL_IDS)[number]

/** What the shopper is shown. */
export type Presentation =
  /** Paid in this call: nothing is left to show. */
  | { kind: 'instant' }
  /**
   * A code for a bank app; `copy` is what somebody types or pastes who holds the phone that shows it. The payer types the
   * amount of a code that carries none.
   */
  | {
      kind: 'qr'
      payload: string
      copy: string
      deepLink: string | null
      carriesAmount: boolean
    }

/** What a rail can do. */
export interface RailCaps {
  presentations: readonly Presentation['kind'][]
  expiry: { minS: number; maxS: number; defaultS: number }
  /** How its notifications prove where they come from. */
  notify: 'signed' | 'internal'
  query: boolean
  cancel: boolean
  /** `sync`: through the rail, at once. `manual`: the vendor gives the money back by itself, and the book remembers. */
  refund: { mode: 'sync' | 'manual'; partial: boolean }
  /** Who holds the money: the platform's books, or the vendor's own bank. */
  settlement: 'platform' | 'vendor_direct'
}

/**
 * What a word about a payment is worth. `internal` is our own book's, `signed` a signed notification's, `query` the
 * answer to our own question, `statement` a line of a statement, `unsigned` anybody's.
 */
export const EVIDENCE = ['internal', 'signed', 'query', 'statement', 'unsigned'] as const
export type Evidence = (typeof EVIDENCE)[number]

export type ObservedState = 'pending' | 'paid' | 'failed' | 'expired' | 'cancelled' | 'unknown'

/** What a rail has seen of an attempt. */
export interface Observation {
  /** The reference that we gave it; null when the payment carries none. */
  ourRef: string | null
  /** The rail's own id of the payment, unique in the rail. */
  railRef: string | null
  state: ObservedState
  money: Money | null
  /** Where the money went: the receiving account, in the rail's words. */
  account: string | null
  payer: { label: string | null; hash: string | null }
  atMs: number
  evidence: Evidence
  /** Why a book of ours said no; null where nobody did, or somebody else. */
  declined: DeclineReason | null
}

/** What a payment asks of a rail. */
export interface AttemptInput {
  id: string
  /** Chosen before the rail is asked, and the same whenever it is asked again. */
  ref: string
  vendor: string
  /** Tip included. */
  money: Money
  tip: number
  note: string | null
  request: string | null
  createdAtMs: number
  expiresAtMs: number
}

/** A payment that is given back, or a part of it. */
export interface RefundInput {
  id: string
  vendor: string
  paymentId: string
  money: Money
}

export interface Created {
  show: Presentation
  /** What is known already: an instant rail's answer. */
  observations: Observation[]
}

/** A notification as it came: nothing in it is believed before `open`. */
export interface RawNotification {
  headers: Headers
  body: string
}

/** Notifications of a rail, opened: what they say, and under which keys they are the same one again. */
export interface Opened {
  observations: Observation[]
  dedupeKeys: string[]
}

export interface StatementLine {
  railRef: string
  money: Money
  atMs: number
}

/**
 * One rail. `Cfg` is what it needs of this deployment: bindings of the closed loop, keys of an acquirer. Errors mean that
 * the outcome is unknown; a no is an observation.
 */
export interface Rail<Cfg> {
  readonly id: RailId
  readonly caps: RailCaps
  /** The reference of an attempt in the form that the rail takes. */
  ref(attemptId: string): string
  create(cfg: Cfg, attempt: AttemptInput): Promise<Created>
  query(cfg: Cfg, attempt: AttemptInput): Promise<Observation[]>
  cancel?(cfg: Cfg, attempt: AttemptInput): Promise<Observation[]>
  refund?(cfg: Cfg, refund: RefundInput): Promise<Observation[]>
  /** Authenticates and reads a notification. Null for one that proves nothing. No storage, no network. */
  open(cfg: Cfg, notification: RawNotification, nowMs: number): Promise<Opened | null>
  /** Status of the answer to whoever notified: only `accepted` means that it is stored. */
  acknowledge(outcome: 'accepted' | 'retry' | 'refused'): 200 | 401 | 503
  statement?(cfg: Cfg, day: string): Promise<StatementLine[]>
}

/** Whether a word may move money. */
export function isProof(evidence: Evidence): boolean {
  return evidence !== 'unsigned'
}
