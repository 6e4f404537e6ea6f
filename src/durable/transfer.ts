/**
 * The transfer protocol between two books, written once. Debit row first, then call the other book with the same
 * key, then resolve. Any error is an unknown outcome: the same key is asked again until the other book answers, and
 * money goes back only on its explicit, durable no.
 */
import type { Balances, Leg } from '../domain/ledger/accounts.ts'
import type { DeclineReason, Entry } from '../domain/ledger/entry.ts'
import type { Movement } from '../domain/ledger/journal.ts'
import { alertCodeOf } from '../domain/ledger/packing.ts'
import { isTransferKind } from '../domain/ledger/transfer.ts'
import type { Transfer, TransferAnswer, TransferOutcome } from '../domain/ledger/transfer.ts'
import type { Currency } from '../domain/money/money.ts'
import type { Journal } from './journal.ts'

/** The other book, as seen from here. */
export interface Peer {
  receive(transfer: Transfer): Promise<TransferAnswer>
}

export interface TransferParts {
  bookId: string
  currency: Currency
  journal: Journal
  /** A fresh stub for a book: after an error the old one keeps failing. */
  peer: (bookId: string) => Peer
  /**
   * True: a confirmed transfer waits for the next row to carry its resolution. That saves a row per payment in a
   * wallet. False: it gets a row at once, so that history shows the end of it.
   */
  rides: boolean
  /** Legs that take back what rode on a transfer which the other book refused. */
  undo?: ((entry: Entry, balances: Balances) => Leg[]) | undefined
  /** Called when the other book stayed silent: something must call {@link Transfers.resume} later. */
  retryLater: () => void
}

/** Calls in one attempt; more would keep the shopper waiting, and the alarm goes on where they stop. */
/** What the owner of the sending book adds to a transfer. */
export interface Sending {
  /** The owner's own reason against a new transfer, if any; asked once per id. */
  refuse?: DeclineReason | null
  /** The row of this book that the transfer corrects. */
  corrects?: number | null
  /** The account that the money leaves. */
  from?: 'available' | 'holdback' | 'ordered'
  /** Legs that are posted in the same row. */
  riders?: Leg[]
}

/** What the owner of the receiving book adds to a transfer. */
export interface Receiving {
  /** Asked for a new transfer only; a repeated one gets the first answer whatever happened since. */
  refuse: (transfer: Transfer) => DeclineReason | null
  corrects?: number | null
  /** Legs that are posted in the same row; asked for a transfer that is not refused. */
  riders?: (transfer: Transfer) => Leg[]
}

const ATTEMPTS_MAX = 3
const ATTEMPT_PAUSE_MS = 40

export class Transfers {
  protected readonly parts: TransferParts
  readonly #inFlight = new Map<string, Promise<TransferAnswer | null>>()

  constructor(parts: TransferParts) {
    this.parts = parts
  }

  /** Sends money to another book, or answers what became of it when the id was sent before. */
  async send(
    transfer: Transfer,
    nowMs: number,
    { refuse = null, corrects = null, from = 'available', riders = [] }: Sending = {},
  ): Promise<TransferOutcome> {
    const movement = movementOf(transfer, transfer.to, corrects)
    const leg = { debit: from, credit: 'outbound', amount: transfer.amount } as const
    const decision = this.parts.journal.record(
      refuse === null
        ? { type: 'hold', movement, leg, riders }
        : { type: 'refuse', movement, reason: refuse },
      nowMs,
    )
    if (decision.outcome === 'conflict') return { state: 'conflict' }
    if (decision.outcome === 'resolved_before') throw new Error('a movement is never a resolution')
    const { entry } = decision
    if (entry.declined !== null) return { state: 'declined', reason: entry.declined }
    return this.complete(entry, nowMs)
  }

  /** Takes money from another book, or says no for ever. Without an `await`: decided and stored in one step. */
  receive(
    transfer: Transfer,
    nowMs: number,
    { refuse, corrects = null, riders }: Receiving,
  ): TransferAnswer {
    const { journal, currency } = this.parts
    const movement = movementOf(transfer, transfer.from, corrects)
    const earlier = journal.find(transfer.id)
    const reason =
      earlier !== null
        ? null
        : transfer.currency === currency
          ? refuse(transfer)
          : 'currency_mismatch'
    const leg = { debit: 'inbound', credit: 'available', amount: transfer.amount } as const
    const decision = journal.record(
      reason === null
        ? {
            type: 'post',
            movement,
            legs: earlier !== null ? [leg] : [leg, ...(riders?.(transfer) ?? [])],
          }
        : { type: 'refuse', movement, reason },
      nowMs,
      earlier,
    )
    // A key that belongs to another movement stays taken for ever, so this no is durable too.
    if (decision.outcome === 'conflict') return { ok: false, reason: 'id_taken' }
    if (decision.outcome === 'resolved_before') throw new Error('a movement is never a resolution')
    return answerOf(decision.entry, journal)
  }

  /** Asks again about every transfer that the book does not know the end of. Never throws. */
  async resume(nowMs: number): Promise<void> {
    const { journal } = this.parts
    const learned = new Set(journal.head.learned.map(({ hold }) => hold))
    for (const { seq, leg } of journal.head.open) {
      const entry = leg.credit === 'outbound' && !learned.has(seq) ? journal.at(seq) : null
      if (entry !== null) await this.complete(entry, nowMs)
    }
  }

  /** Carries a debited transfer to its end, or as far as the other book lets it. */
  protected async complete(entry: Entry, nowMs: number): Promise<TransferOutcome> {
    const { journal } = this.parts
    if (!journal.head.open.some(({ seq }) => seq === entry.seq)) {
      const reason = voidReason(journal, entry.seq)
      if (reason !== null) return { state: 'declined', reason }
    }
    const answer = await this.#ask(entry)
    if (answer === null) {
      this.parts.retryLater()
      return { state: 'pending' }
    }
    if (!answer.ok) {
      const { reason } = answer
      const { undo } = this.parts
      journal.record(
        {
          type: 'resolve',
          resolutions: [{ hold: entry.seq, posted: 0, reason }],
          riders: (balances) => undo?.(entry, balances) ?? [],
        },
        nowMs,
      )
      return { state: 'declined', reason }
    }
    journal.learnPosted(entry.seq)
    if (!this.parts.rides) journal.settle(nowMs)
    const { seq, atMs, alertCode } = answer
    return { state: 'posted', seq, atMs, alertCode }
  }

  /** One call per key at a time; whoever asks meanwhile gets the same answer. */
  #ask(entry: Entry): Promise<TransferAnswer | null> {
    const key = entry.key ?? ''
    const running = this.#inFlight.get(key)
    if (running !== undefined) return running
    const asking = this.call(this.#transferOf(entry)).finally(() => this.#inFlight.delete(key))
    this.#inFlight.set(key, asking)
    return asking
  }

  /** Asks the other book until it answers; null when it stayed silent. */
  protected async call(transfer: Transfer): Promise<TransferAnswer | null> {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      try {
        return await this.parts.peer(transfer.to).receive(transfer)
      } catch {
        // Whatever the error says, the other book may have written its row: ask again with the same key.
        if (attempt < ATTEMPTS_MAX) await scheduler.wait(ATTEMPT_PAUSE_MS * attempt)
      }
    }
    return null
  }

  #transferOf(entry: Entry): Transfer {
    const { bookId, currency, journal } = this.parts
    if (entry.key === null || entry.counterparty === null)
      throw new Error('a transfer has two ends')
    const { kind } = entry
    if (!isTransferKind(kind)) throw new Error('not a transfer')
    const { expiresAtMs: _, ...detail } = entry.detail
    return {
      id: entry.key,
      kind,
      from: bookId,
      to: entry.counterparty,
      currency,
      amount: entry.amount,
      tip: entry.tip,
      detail,
      refundOf: entry.corrects === null ? null : (journal.at(entry.corrects)?.key ?? null),
      effectiveAtMs: entry.effectiveAtMs,
    }
  }
}

/** The answer that a receiving book gives for the row it stored. */
function answerOf(entry: Entry, journal: Journal): TransferAnswer {
  if (entry.declined !== null) return { ok: false, reason: entry.declined }
  const { seq, atMs } = entry
  return { ok: true, seq, atMs, alertCode: alertCodeOf(journal.hashOf(entry)) }
}

/** Why a hold was voided, or null when it was not. */
export function voidReason(journal: Journal, holdSeq: number): DeclineReason | null {
  for (const { resolves } of journal.correctionsOf(holdSeq)) {
    const voided = resolves.find(({ hold, posted }) => hold === holdSeq && posted === 0)
    if (voided !== undefined) return voided.reason ?? 'hold_expired'
  }
  return null
}

function movementOf(transfer: Transfer, counterparty: string, corrects: number | null): Movement {
  const { id, kind, amount, tip, detail, effectiveAtMs } = transfer
  return { key: id, kind, amount, tip, counterparty, corrects, detail, effectiveAtMs }
}
