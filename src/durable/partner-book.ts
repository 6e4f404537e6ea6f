import { DurableObject } from 'cloudflare:workers'
import type { LentNote } from '../domain/credit/view.ts'
import type { AuditReport } from '../domain/ledger/audit.ts'
import type { DrawTerms, EntryKind } from '../domain/ledger/entry.ts'
import type { Transfer, TransferAnswer, TransferOutcome } from '../domain/ledger/transfer.ts'
import type { Currency } from '../domain/money/money.ts'
import type {
  BookMovement,
  FloatMovementView,
  FloatView,
  FundingOutcome,
} from '../domain/partners/funding.ts'
import type { IdempotencyState } from '../domain/partners/idempotency.ts'
import { Book } from './book.ts'
import { Lending, LENDING_SCHEMA } from './partner/lending.ts'
import type { LenderDraw, SentDraw } from './partner/lending.ts'
import { arrivalMs, peerOf } from './peers.ts'
import { Transfers, voidReason } from './transfer.ts'

/** Answers to API calls are kept this long for a repeated Idempotency-Key: docs/api.md publishes it. */
export const IDEMPOTENCY_KEPT_MS = 30 * 24 * 60 * 60 * 1000
/** A call that has not ended after this long was cut off: the next one with its key carries on. */
const RUNNING_MS_MAX = 30_000

/** Movement of a float: an operator's funding or a top-up of a wallet. */
interface FloatMovement {
  id: string
  amount: number
  effectiveAtMs: number
}

/** One partner's money and the keys of its API calls. An agent's float is its `available` account. */
export class PartnerBook extends DurableObject<Env> {
  /** The transfer protocol of this class of books. */
  static protocol = Transfers
  protected readonly book: Book
  readonly #lending: Lending

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.book = new Book(ctx, (id) => peerOf(env, id), {
      rides: false,
      protocol: PartnerBook.protocol,
      steps: [
        {
          id: '002_idempotency',
          sql: `CREATE TABLE idempotency (
                key TEXT PRIMARY KEY,
                fingerprint TEXT NOT NULL,
                operation_id TEXT NOT NULL,
                started_at INTEGER NOT NULL,
                status INTEGER,
                body TEXT
              ) STRICT, WITHOUT ROWID`,
        },
        LENDING_SCHEMA,
      ],
    })
    this.#lending = new Lending(ctx.storage.sql, this.book)
  }

  async open(currency: Currency, nowMs: number): Promise<void> {
    this.book.open(currency, nowMs)
  }

  /** The float, or null for a partner without a book. */
  async float(): Promise<FloatView | null> {
    if (!this.book.isOpen) return null
    return {
      currency: this.book.currency,
      ...this.book.funds,
      funded: this.book.journal.head.balances.funding.debitsPosted,
    }
  }

  /** Puts money that the operator took in outside into the float. The only place where closed-loop money begins. */
  async fund({ id, amount, effectiveAtMs }: FloatMovement, nowMs: number): Promise<FundingOutcome> {
    const movement = {
      key: id,
      kind: 'funding' as const,
      amount,
      tip: 0,
      counterparty: null,
      corrects: null,
      detail: {},
      effectiveAtMs,
    }
    const legs = [{ debit: 'funding' as const, credit: 'available' as const, amount }]
    const decision = this.book.journal.record({ type: 'post', movement, legs }, nowMs)
    if (decision.outcome === 'conflict') return { state: 'conflict' }
    if (decision.outcome === 'resolved_before') throw new Error('a funding is never a resolution')
    const { declined } = decision.entry
    return declined === null ? { state: 'posted' } : { state: 'declined', reason: declined }
  }

  /** Moves money from the float to a wallet; never more than the float holds. */
  async topUp(
    topUp: FloatMovement & { walletId: string; currency: Currency },
    nowMs: number,
  ): Promise<TransferOutcome> {
    const refuse = topUp.currency === this.book.currency ? null : 'currency_mismatch'
    return this.book.transfers.send(this.#topUpTransfer(topUp), nowMs, { refuse })
  }

  /** A demonstration market's past: top-ups at their own times. */
  async topUpHistory(topUps: (FloatMovement & { walletId: string })[]): Promise<TransferOutcome[]> {
    return Promise.all(
      topUps.map((topUp) =>
        this.book.transfers.send(this.#topUpTransfer(topUp), topUp.effectiveAtMs),
      ),
    )
  }

  #topUpTransfer({
    id,
    amount,
    walletId,
    effectiveAtMs,
  }: FloatMovement & { walletId: string }): Transfer {
    return {
      id,
      kind: 'top_up',
      from: this.book.id,
      to: walletId,
      currency: this.book.currency,
      amount,
      tip: 0,
      detail: {},
      refundOf: null,
      effectiveAtMs,
    }
  }

  /** What became of a funding or top-up: its outcome without moving anything, or null when the id is unknown. */
  async movement(id: string): Promise<FloatMovementView | null> {
    const entry = this.book.isOpen ? this.book.journal.find(id) : null
    if (entry === null) return null
    return {
      amount: entry.amount,
      walletId: entry.counterparty,
      atMs: entry.effectiveAtMs,
      state: this.book.stateOf(entry),
      declined: entry.declined ?? voidReason(this.book.journal, entry.seq),
    }
  }

  /** Lends to a vendor: see {@link Lending.draw}. */
  async draw(draw: LenderDraw, nowMs: number): Promise<TransferOutcome> {
    return this.#lending.draw(draw, nowMs)
  }

  /** What became of a draw: see {@link Lending.again}. */
  async drawAgain(
    draw: SentDraw,
    nowMs: number,
  ): Promise<{ outcome: TransferOutcome; terms: DrawTerms } | null> {
    return this.book.isOpen ? this.#lending.again(draw, nowMs) : null
  }

  /** What may still be lent under a policy, minor units. */
  async headroom(policy: string, portfolioLimit: number): Promise<number> {
    return this.book.isOpen ? this.#lending.headroom(policy, portfolioLimit) : 0
  }

  /** A vendor's word on what it still owes. */
  async noteLent(note: LentNote): Promise<void> {
    if (this.book.isOpen) this.#lending.note(note)
  }

  /** Up to `limit` movements of some kinds before `beforeSeq`, newest first. */
  async movements(kinds: EntryKind[], beforeSeq: number, limit: number): Promise<BookMovement[]> {
    if (!this.book.isOpen) return []
    return this.book.journal.beforeOfKinds(kinds, beforeSeq, limit).map((entry) => ({
      seq: entry.seq,
      id: entry.key,
      kind: entry.kind,
      amount: entry.amount,
      counterparty: entry.counterparty,
      state: this.book.stateOf(entry),
      draw: entry.detail.draw ?? null,
      reference: entry.detail.reference ?? null,
      atMs: entry.effectiveAtMs,
    }))
  }

  async receive(transfer: Transfer): Promise<TransferAnswer> {
    return this.book.receive(transfer, arrivalMs(this.env, transfer), 'wallet_unknown', {
      refuse: () => null,
    })
  }

  /**
   * Begins an API call under its Idempotency-Key.
   *
   * @param fingerprint of method, path and body; another one under the same key is a mistake of the caller
   * @param operationId id for what the call creates, if the key is new
   */
  async beginCall(
    call: { key: string; fingerprint: string; operationId: string },
    nowMs: number,
  ): Promise<IdempotencyState> {
    const { sql } = this.ctx.storage
    const [known] = sql
      .exec<{
        fingerprint: string
        operation_id: string
        started_at: number
        status: number | null
        body: string | null
      }>('SELECT * FROM idempotency WHERE key = ?', call.key)
      .toArray()
    if (known === undefined) {
      sql.exec(
        'INSERT INTO idempotency (key, fingerprint, operation_id, started_at) VALUES (?, ?, ?, ?)',
        call.key,
        call.fingerprint,
        call.operationId,
        nowMs,
      )
      return { state: 'go', operationId: call.operationId }
    }
    if (known.fingerprint !== call.fingerprint) return { state: 'reused' }
    if (known.status !== null)
      return { state: 'done', status: known.status, body: known.body ?? '' }
    if (nowMs - known.started_at < RUNNING_MS_MAX) return { state: 'running' }
    sql.exec('UPDATE idempotency SET started_at = ? WHERE key = ?', nowMs, call.key)
    return { state: 'go', operationId: known.operation_id }
  }

  /** Stores the answer of a call. With status null the call may be made again at once: its outcome is unknown. */
  async endCall(
    key: string,
    answer: { status: number; body: string } | null,
    nowMs: number,
  ): Promise<void> {
    if (answer === null) {
      this.ctx.storage.sql.exec(
        'UPDATE idempotency SET started_at = ? WHERE key = ?',
        nowMs - RUNNING_MS_MAX,
        key,
      )
      return
    }
    const { status, body } = answer
    this.ctx.storage.sql.exec(
      'UPDATE idempotency SET status = ?, body = ? WHERE key = ?',
      status,
      body,
      key,
    )
  }

  /** The cron sweep: asks about open transfers, ends what is overdue, forgets old keys. */
  async tend(nowMs: number): Promise<{ unknown: number }> {
    this.ctx.storage.sql.exec(
      'DELETE FROM idempotency WHERE started_at < ?',
      nowMs - IDEMPOTENCY_KEPT_MS,
    )
    await this.book.tend(nowMs)
    return { unknown: this.book.unknownCount }
  }

  async audit(): Promise<AuditReport> {
    return this.book.audit()
  }

  override async alarm(): Promise<void> {
    this.book.alarm.fired()
    await this.book.tend(Date.now())
  }
}
