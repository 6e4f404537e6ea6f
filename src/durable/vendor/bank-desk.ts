/**
 * Money that goes straight to the vendor's own bank: `book.bank().observe(…)` is one call to the vendor's object. The book
 * decides what a credit is; nothing that arrived is dropped, and nothing turns green on anybody's word.
 */
import { RpcTarget } from 'cloudflare:workers'
import type { Detail, Entry } from '../../domain/ledger/entry.ts'
import type { Movement } from '../../domain/ledger/journal.ts'
import { alertCodeOf } from '../../domain/ledger/packing.ts'
import type { TransferOutcome } from '../../domain/ledger/transfer.ts'
import { advanced, attemptAt, judge } from '../../domain/payments/attempt.ts'
import type { Outcome } from '../../domain/payments/attempt.ts'
import type { Evidence, Observation } from '../../domain/payments/rail.ts'
import type { ReceivingAccount } from '../../domain/payments/receiving-schemes.ts'
import { requestState } from '../../domain/payments/request.ts'
import { idOf } from '../../platform/ids.ts'
import type { Book } from '../book.ts'
import type { BankAttempt, BankCredit, BankShelf, StoredAccount } from './bank-shelf.ts'
import type { PaymentRequests } from './requests.ts'

/** Accounts of one stall: one a bank, and few enough for a poster. */
export const ACCOUNTS_MAX = 5
const WAITING_SHOWN = 50

export interface BankParts {
  book: Book
  shelf: BankShelf
  requests: PaymentRequests
  /** Called after each row that this wrote. */
  recorded: (nowMs: number) => void
  /** Called when something new waits for the vendor, or an attempt moved on. */
  changed: () => void
}

/** What became of a credit: the first answer, whenever it comes again. */
export interface Credited {
  outcome: Outcome['outcome'] | 'conflict'
  state: BankCredit['state'] | null
  attempt: string | null
  payment: string | null
}

export class BankDesk extends RpcTarget {
  readonly #parts: BankParts
  readonly #shelf: BankShelf

  constructor(parts: BankParts) {
    super()
    this.#parts = parts
    this.#shelf = parts.shelf
  }

  accounts(): StoredAccount[] {
    return this.#shelf.accounts()
  }

  /**
   * Adds an account; false when there are too many. The same again changes nothing.
   *
   * @param stickerRef reference that codes on the stall's posters carry
   */
  addAccount(
    account: ReceivingAccount,
    { key, stickerRef }: { key: string; stickerRef: string },
    nowMs: number,
  ): boolean {
    this.#parts.book.set('sticker_ref', stickerRef)
    const accounts = this.#shelf.accounts()
    if (accounts.some((one) => one.key === key)) return true
    if (accounts.length >= ACCOUNTS_MAX) return false
    this.#shelf.addAccount(account, key, nowMs)
    return true
  }

  /** Takes an account away. What still arrives there is taken in all the same. */
  removeAccount(id: string, nowMs: number): string | null {
    const account = this.#shelf.accounts().find((one) => one.id === id)
    if (account === undefined) return null
    this.#shelf.removeAccount(id, nowMs)
    return account.key
  }

  /** Notes a try to pay into an account; the same id again answers the stored one. */
  begin(attempt: BankAttempt): BankAttempt {
    const known = this.#shelf.attempt(attempt.id)
    if (known !== null) return known
    this.#shelf.saveAttempt(attempt)
    return attempt
  }

  attempt(id: string, nowMs: number): BankAttempt | null {
    const attempt = this.#shelf.attempt(id)
    return attempt === null ? null : { ...attempt, ...attemptAt(attempt, nowMs) }
  }

  /** Money that came for an attempt: what paid it, else the last that did not. Null when none came. */
  paymentOf(id: string): BankCredit | null {
    const attempt = this.#shelf.attempt(id)
    const railRef = attempt?.paidBy ?? attempt?.credit ?? null
    return railRef === null ? null : this.#shelf.credit(railRef)
  }

  /** Ends an open attempt; money that comes for it all the same is late, not lost. */
  cancel(id: string, nowMs: number): BankAttempt | null {
    const attempt = this.attempt(id, nowMs)
    if (attempt === null || attempt.state !== 'open') return attempt
    const cancelled = { ...attempt, state: 'cancelled' as const }
    this.#shelf.saveAttempt(cancelled)
    return cancelled
  }

  /**
   * Takes in what a rail has seen. The same payment again answers as the first time; another one under its id is a
   * conflict.
   *
   * @param railRef the acquirer's id and the bank's of the transaction
   */
  observe(railRef: string, seen: Observation, nowMs: number): Credited {
    const known = this.#shelf.credit(railRef)
    if (known !== null) {
      return isSame(known.seen, seen)
        ? credited(known)
        : { outcome: 'conflict', state: null, attempt: null, payment: null }
    }
    const outcome = this.#judge(seen, nowMs)
    if (outcome.outcome === 'ask' || outcome.outcome === 'nothing')
      return { outcome: outcome.outcome, state: null, attempt: null, payment: null }
    const of = 'attempt' in outcome ? outcome.attempt : null
    const attempt = of === null ? null : this.#shelf.attempt(of)
    const credit: BankCredit = {
      railRef,
      seen,
      outcome: outcome.outcome,
      attempt: attempt?.id ?? null,
      state: 'waiting',
      payment: null,
      atMs: nowMs,
    }
    const isClear = ['paid', 'paid_late', 'sticker'].includes(outcome.outcome)
    const stored = isClear ? this.#book(credit, attempt, { outcome, nowMs }) : credit
    if (!isClear) {
      this.#shelf.saveCredit(stored)
      // Its payer is told that somebody looks at it.
      if (attempt !== null) this.#shelf.saveAttempt({ ...attempt, credit: railRef })
    }
    this.#parts.changed()
    return credited(stored)
  }

  /** What waits for the vendor's word. */
  waiting(): BankCredit[] {
    return this.#shelf.waiting(WAITING_SHOWN)
  }

  /**
   * The vendor's word on money that waits: it was a sale, or it was not. Null when nothing waits under that id; money of
   * another currency is no sale of this book, and is only put away.
   */
  resolve(railRef: string, isSale: boolean, nowMs: number): BankCredit | 'wrong_currency' | null {
    const credit = this.#shelf.credit(railRef)
    if (credit === null) return null
    if (credit.state !== 'waiting') return credit
    if (isSale && credit.outcome === 'wrong_currency') return 'wrong_currency'
    const attempt = credit.attempt === null ? null : this.#shelf.attempt(credit.attempt)
    const outcome = { outcome: 'unmatched' as const }
    const resolved: BankCredit = isSale
      ? this.#book(credit, attempt, { outcome, nowMs })
      : { ...credit, state: 'dismissed' }
    if (!isSale) this.#shelf.saveCredit(resolved)
    this.#parts.changed()
    return resolved
  }

  /**
   * Notes a payment that the vendor saw in its own bank app. It is labelled as unconfirmed everywhere and counts for
   * nothing in credit.
   */
  seenByHand(
    payment: { id: string; amount: number; note: string | null; request: string | null },
    nowMs: number,
  ): 'noted' | 'conflict' | 'request_over' {
    const { requests } = this.#parts
    const request = payment.request === null ? null : requests.find(payment.request)
    const isKnown = this.#parts.book.journal.find(payment.id) !== null
    if (!isKnown && payment.request !== null) {
      const isOpen = request !== null && requestState(request, nowMs) !== 'paid'
      if (!isOpen || request.amount !== payment.amount) return 'request_over'
    }
    const detail = detailOf({ evidence: 'manual', payer: null, ...payment })
    return this.#post(payment, detail, { nowMs, effectiveAtMs: nowMs }) ? 'noted' : 'conflict'
  }

  /**
   * Notes that the vendor gave a payment back from its own bank: nothing moves here. Never more than was paid.
   *
   * @param refunded minor units that went back before
   */
  noteRefund(
    refund: { id: string; amount: number },
    { payment, refunded }: { payment: Entry; refunded: number },
    nowMs: number,
  ): TransferOutcome {
    const { journal } = this.#parts.book
    const movement: Movement = {
      key: refund.id,
      kind: 'refund',
      amount: refund.amount,
      tip: 0,
      counterparty: null,
      corrects: payment.seq,
      detail: { rail: 'bank_qr', evidence: 'manual' },
      effectiveAtMs: nowMs,
    }
    const isTooMuch = journal.find(refund.id) === null && refunded + refund.amount > payment.amount
    const legs = [{ debit: 'elsewhere', credit: 'direct', amount: refund.amount } as const]
    const decision = journal.record(
      isTooMuch
        ? { type: 'refuse', movement, reason: 'not_more_than_paid' }
        : { type: 'post', movement, legs },
      nowMs,
    )
    if (decision.outcome === 'conflict') return { state: 'conflict' }
    if (decision.outcome === 'resolved_before') throw new Error('a refund is never a resolution')
    const { entry } = decision
    if (decision.outcome === 'recorded') this.#parts.recorded(nowMs)
    if (entry.declined !== null) return { state: 'declined', reason: entry.declined }
    const alertCode = alertCodeOf(journal.hashOf(entry))
    return { state: 'posted', seq: entry.seq, atMs: entry.atMs, alertCode }
  }

  /** What the book believes of the tries to pay into the account, and of a request that was paid otherwise. */
  #judge(seen: Observation, nowMs: number): Outcome {
    const { account } = seen
    const named = seen.ourRef === null ? null : this.#shelf.attemptOfRef(seen.ourRef)
    const attempts = account === null ? [] : this.#shelf.attemptsOf(account, seen.atMs)
    const own = named === null || attempts.some(({ id }) => id === named.id) ? [] : [named]
    const all = [...attempts, ...own].map((attempt) => ({
      ...attempt,
      ...attemptAt(attempt, nowMs),
    }))
    const sticker = this.#parts.book.setting('sticker_ref')
    const outcome = judge(all, seen, sticker === null ? [] : [sticker])
    const isOfNoSale = outcome.outcome === 'sticker' || outcome.outcome === 'unmatched'
    if (isOfNoSale && seen.money?.currency !== this.#parts.book.currency)
      return { outcome: 'wrong_currency', attempt: null }
    if (outcome.outcome !== 'paid' && outcome.outcome !== 'paid_late') return outcome
    const request = all.find(({ id }) => id === outcome.attempt)?.request ?? null
    const isTaken = request !== null && this.#parts.requests.find(request)?.payment !== null
    return isTaken ? { outcome: 'second_payment', attempt: outcome.attempt } : outcome
  }

  /** Puts money that arrived into the journal, as memos: it is income, and nothing that this platform pays out. */
  #book(
    credit: BankCredit,
    attempt: BankAttempt | null,
    { outcome, nowMs }: { outcome: Outcome; nowMs: number },
  ): BankCredit {
    const { seen, railRef } = credit
    const id = idOf('payment', `bank ${railRef}`)
    const isWhole = outcome.outcome === 'paid' || outcome.outcome === 'paid_late'
    const request = isWhole ? (attempt?.request ?? null) : null
    const detail = detailOf({
      evidence: 'signed',
      payer: seen.payer.hash,
      note: attempt?.note ?? null,
      request,
    })
    const amount = seen.money?.amount ?? 0
    this.#post({ id, amount, request }, detail, { nowMs, effectiveAtMs: seen.atMs })
    const booked: BankCredit = { ...credit, state: 'booked', payment: id }
    this.#shelf.saveCredit(booked)
    if (attempt !== null) {
      const moved = advanced(attempt, outcome, railRef)
      if (moved !== attempt) this.#shelf.saveAttempt({ ...attempt, ...moved, credit: railRef })
    }
    return booked
  }

  /** False when the id belongs to another payment. */
  #post(
    { id, amount, request }: { id: string; amount: number; request: string | null },
    detail: Detail,
    { nowMs, effectiveAtMs }: { nowMs: number; effectiveAtMs: number },
  ): boolean {
    const { book, requests, recorded } = this.#parts
    const movement: Movement = {
      key: id,
      kind: 'payment',
      amount,
      tip: 0,
      counterparty: null,
      corrects: null,
      detail,
      effectiveAtMs,
    }
    const legs = [{ debit: 'direct', credit: 'elsewhere', amount } as const]
    const decision = book.journal.record({ type: 'post', movement, legs }, nowMs)
    if (decision.outcome !== 'recorded') return decision.outcome === 'exists'
    if (request !== null) requests.markPaid(request, id, nowMs)
    recorded(nowMs)
    return true
  }
}

function detailOf(about: {
  evidence: Extract<Evidence, 'signed'> | 'manual'
  payer: string | null
  note: string | null
  request: string | null
}): Detail {
  const { evidence, payer, note, request } = about
  return {
    ...(note === null ? {} : { note }),
    ...(request === null ? {} : { request }),
    rail: 'bank_qr',
    evidence,
    ...(payer === null ? {} : { payer }),
  }
}

function credited({ outcome, state, attempt, payment }: BankCredit): Credited {
  return { outcome, state, attempt, payment }
}

/** Whether two words are about the same movement of money. */
function isSame(one: Observation, other: Observation): boolean {
  const of = ({ state, money, account, atMs, ourRef }: Observation) => [
    state,
    money?.amount,
    money?.currency,
    account,
    atMs,
    ourRef,
  ]
  return JSON.stringify(of(one)) === JSON.stringify(of(other))
}
