/** A vendor's rows as people and programs read them, from the book or from history alike. */
import type { Currency, Money } from '../money/money.ts'
import { isoTime } from '../time.ts'
import { availableOf, pendingOf } from './accounts.ts'
import type { Balances } from './accounts.ts'
import type { DayTotals } from './day.ts'
import { directionOf } from './entry.ts'
import type { DeclineReason, Entry, EntryKind } from './entry.ts'
import { alertCodeOf, entryHash } from './packing.ts'

export type LineState = 'posted' | 'pending' | 'voided' | 'declined'

/** One line of a statement, in the shape that the APIs and the live feed send. */
export interface StatementLine {
  object: 'entry'
  vendor_id: string
  seq: number
  id: string | null
  kind: EntryKind
  amount: Money
  tip: Money | null
  direction: 'in' | 'out' | 'none'
  state: LineState
  decline_reason: DeclineReason | null
  balance: { available: Money; pending: Money }
  counterparty: string | null
  corrects: number | null
  refunded: Money | null
  /** What of a sale repaid the credit line; what a refund gave back of it. Null when neither. */
  holdback: Money | null
  alert_code: string
  note: string | null
  payment_request: string | null
  /** How a payment came; null for what is none. */
  rail: 'wallet' | 'bank_qr' | null
  /** False for a payment that only the vendor has seen: it counts for nothing in credit. */
  confirmed: boolean
  at: string
  effective_at: string
}

/** What later rows of the same book say about a row. */
export interface LaterRows {
  /** Rows that correct it: refunds of a payment, the void of a hold. */
  corrections: Entry[]
  /** Sequence numbers of the refunds among them that were voided. */
  voided: ReadonlySet<number>
  /** Whether a hold still waits for the other book. */
  open: boolean
}

/** Minor units of a payment that went back or are on their way back. */
export function refundedOf({ corrections, voided }: LaterRows): number {
  return corrections
    .filter(({ kind, declined, seq }) => kind === 'refund' && declined === null && !voided.has(seq))
    .reduce((sum, { amount }) => sum + amount, 0)
}

/** State of a row, knowing the later ones. */
export function lineState(entry: Entry, later: LaterRows): LineState {
  if (entry.declined !== null) return 'declined'
  if (!entry.held) return 'posted'
  if (later.corrections.some(({ kind }) => kind === 'resolution')) return 'voided'
  return later.open ? 'pending' : 'posted'
}

export function statementLine(
  book: { vendorId: string; currency: Currency },
  entry: Entry,
  later: LaterRows,
): StatementLine {
  const { vendorId, currency } = book
  const money = (amount: number): Money => ({ amount, currency })
  const voidRow = later.corrections.find(({ kind }) => kind === 'resolution')
  const reason = entry.declined ?? voidRow?.resolves.find(({ hold }) => hold === entry.seq)?.reason
  return {
    object: 'entry',
    vendor_id: vendorId,
    seq: entry.seq,
    id: entry.key,
    kind: entry.kind,
    amount: money(entry.amount),
    tip: entry.tip === 0 ? null : money(entry.tip),
    direction: directionOf(entry.legs),
    state: lineState(entry, later),
    decline_reason: reason ?? null,
    balance: {
      available: money(availableOf(entry.balances)),
      pending: money(pendingOf(entry.balances)),
    },
    counterparty: entry.counterparty,
    corrects: entry.corrects,
    refunded: entry.kind === 'payment' ? money(refundedOf(later)) : null,
    holdback: movedDebt(entry) === 0 ? null : money(movedDebt(entry)),
    alert_code: alertCodeOf(entryHash(entry)),
    note: entry.detail.note ?? null,
    payment_request: entry.detail.request ?? null,
    rail: entry.kind === 'payment' ? (entry.detail.rail ?? 'wallet') : null,
    confirmed: entry.detail.evidence !== 'manual',
    at: isoTime(entry.atMs),
    effective_at: isoTime(entry.effectiveAtMs),
  }
}

/** Minor units by which a payment or refund changed what is owed. */
function movedDebt({ kind, legs }: Entry): number {
  if (kind !== 'payment' && kind !== 'refund') return 0
  const touching = legs.filter(({ debit, credit }) => debit === 'owed' || credit === 'owed')
  return touching.reduce((sum, { amount }) => sum + amount, 0)
}

/** A vendor's day so far, in the shape that the vendor app reads. */
export interface TodayResource {
  day: string
  payments: { count: number; amount: Money }
  tips: Money
  refunds: { count: number; amount: Money }
  net: Money
  balance: { available: Money; pending: Money }
  last_seq: number
}

export function todayResource(
  currency: Currency,
  totals: DayTotals,
  head: { seq: number; balances: Balances },
): TodayResource {
  const money = (amount: number): Money => ({ amount, currency })
  return {
    day: totals.day,
    payments: { count: totals.payments, amount: money(totals.gross) },
    tips: money(totals.tips),
    refunds: { count: totals.refunds, amount: money(totals.refunded) },
    net: money(totals.gross - totals.refunded),
    balance: {
      available: money(availableOf(head.balances)),
      pending: money(pendingOf(head.balances)),
    },
    last_seq: head.seq,
  }
}
