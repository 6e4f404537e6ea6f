import { DurableObject } from 'cloudflare:workers'
import type { LentNote } from '../domain/credit/view.ts'
import type { AuditReport } from '../domain/ledger/audit.ts'
import type { DrawTerms, EntryKind } from '../domain/ledger/entry.ts'
import type { Transfer, TransferAnswer, TransferOutcome } from '../domain/ledger/transfer.ts'
import type { Currency } from '../domain/money/money.ts'
import type { Pool, PoolMember } from '../domain/orders/pool.ts'
import type {
  BookMovement,
  FloatMovementView,
  FloatView,
  FundingOutcome,
} from '../domain/partners/funding.ts'
import type { IdempotencyState } from '../domain/partners/idempotency.ts'
import { Book } from './book.ts'
import { Calls, CALLS_SCHEMA } from './partner/calls.ts'
import type { NewCall } from './partner/calls.ts'
import { Lending, LENDING_SCHEMA } from './partner/lending.ts'
import type { LenderDraw, SentDraw } from './partner/lending.ts'
import { Pools, POOLS_SCHEMA } from './partner/pools.ts'
import { freedAgain, Promises, PROMISES_SCHEMA } from './partner/promises.ts'
import type { LenderOrder, OrderDraw, PromiseAnswer } from './partner/promises.ts'
import { Selling, SELLING_SCHEMA } from './partner/selling.ts'
import type { PayoutView, SupplierCredit } from './partner/selling.ts'
import { arrivalMs, peerOf } from './peers.ts'
import { Transfers, voidReason } from './transfer.ts'

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
  readonly #calls: Calls
  readonly #promises: Promises
  readonly #lending: Lending
  readonly #selling: Selling
  readonly #pools: Pools

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.book = new Book(ctx, (id) => peerOf(env, id), {
      rides: false,
      protocol: PartnerBook.protocol,
      steps: [CALLS_SCHEMA, LENDING_SCHEMA, PROMISES_SCHEMA, SELLING_SCHEMA, POOLS_SCHEMA],
      undo: freedAgain,
    })
    const { sql } = ctx.storage
    this.#calls = new Calls(sql)
    this.#promises = new Promises(sql, this.book)
    this.#lending = new Lending(sql, this.book, this.#promises)
    this.#selling = new Selling(sql, this.book)
    this.#pools = new Pools(sql, env)
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

  /** Sets money aside for an order: see {@link Promises.promise}. */
  async promise(asked: LenderOrder, nowMs: number): Promise<PromiseAnswer> {
    if (!this.book.isOpen) return { ok: false, reason: 'line_unknown' }
    const room = asked.portfolioLimit - this.#lending.outstanding(asked.policy)
    return this.#promises.promise(asked, room, nowMs)
  }

  /** Gives back what an order no longer needs: see {@link Promises.break}. */
  async breakPromise(asked: LenderOrder, nowMs: number): Promise<void> {
    if (this.book.isOpen) this.#promises.break(asked, nowMs)
  }

  /**
   * Begins the draw of an order and does not wait for its end: the vendor's book asks for it, and would be waiting for
   * itself. Once begun it is carried through like any transfer.
   */
  async startOrderDraw(asked: OrderDraw, nowMs: number): Promise<void> {
    if (!this.book.isOpen) return
    const sending = this.#lending.drawPromised(asked, nowMs)
    if (sending !== null) this.ctx.waitUntil(sending.catch(() => undefined))
  }

  /** Waits for the end of an order's draw that was begun; null for one that was not. */
  async orderDrawn(
    { id, vendorId, supplier }: { id: string; vendorId: string; supplier: string },
    nowMs: number,
  ): Promise<TransferOutcome | null> {
    const amount = this.book.isOpen ? this.book.journal.find(id)?.amount : undefined
    if (amount === undefined) return null
    return (await this.#lending.again({ id, vendorId, amount, supplier }, nowMs))?.outcome ?? null
  }

  /** Whether a movement has a row already. */
  async isKnown(id: string): Promise<boolean> {
    return this.book.isOpen && this.book.journal.find(id) !== null
  }

  /** A vendor's word on what it still owes. */
  async noteLent(note: LentNote): Promise<void> {
    if (this.book.isOpen) this.#lending.note(note)
  }

  /** Number of the invoice or credit note of a movement: see {@link Selling.documentNumber}. */
  async documentNumber(movement: string): Promise<number | null> {
    return this.#selling.documentNumber(movement)
  }

  /** Gives a vendor back what it paid for an order: see {@link Selling.credit}. */
  async credit(note: SupplierCredit, nowMs: number): Promise<TransferOutcome> {
    return this.#selling.credit(note, nowMs)
  }

  /** Reserves money that leaves the closed loop: see {@link Selling.payOut}. */
  async payOut(
    payout: { id: string; amount: number },
    nowMs: number,
  ): Promise<PayoutView | 'conflict'> {
    return this.#selling.payOut(payout, nowMs)
  }

  async endPayout(id: string, isPaid: boolean, nowMs: number): Promise<PayoutView | null> {
    return this.#selling.endPayout(id, isPaid, nowMs)
  }

  async payout(id: string): Promise<PayoutView | null> {
    return this.#selling.payout(id)
  }

  async pool(id: string): Promise<Pool | null> {
    return this.#pools.find(id)
  }

  async openPool(pool: Pool): Promise<Pool> {
    return this.#pools.open(pool)
  }

  async joinPool(id: string, member: PoolMember, nowMs: number): Promise<PromiseAnswer> {
    return this.#pools.join(id, member, nowMs)
  }

  async leavePool(id: string, order: string): Promise<void> {
    await this.#pools.leave(id, order)
  }

  async closePool(id: string, nowMs: number): Promise<Pool | null> {
    return this.#pools.close(id, nowMs)
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
      order: entry.detail.order ?? null,
      atMs: entry.effectiveAtMs,
    }))
  }

  async receive(transfer: Transfer): Promise<TransferAnswer> {
    const answer = this.book.receive(transfer, arrivalMs(this.env, transfer), 'wallet_unknown', {
      refuse: () => null,
    })
    // In the same step, so that invoices are numbered in the order in which they were paid.
    if (answer.ok && transfer.kind === 'purchase') this.#selling.documentNumber(transfer.id)
    return answer
  }

  /** Begins an API call under its Idempotency-Key: see {@link Calls.begin}. */
  async beginCall(call: NewCall, nowMs: number): Promise<IdempotencyState> {
    return this.#calls.begin(call, nowMs)
  }

  /** Stores the answer of a call: see {@link Calls.end}. */
  async endCall(
    key: string,
    answer: { status: number; body: string } | null,
    nowMs: number,
  ): Promise<void> {
    this.#calls.end(key, answer, nowMs)
  }

  /** The cron sweep: asks about open transfers, ends what is overdue, forgets old keys. */
  async tend(nowMs: number): Promise<{ unknown: number }> {
    this.#calls.forget(nowMs)
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
