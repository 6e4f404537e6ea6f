import { DurableObject } from 'cloudflare:workers'
import { undoReversal } from '../domain/credit/line.ts'
import type { CreditStanding, NightlyWord, NightReport } from '../domain/credit/view.ts'
import type { AuditReport } from '../domain/ledger/audit.ts'
import type { DeclineReason } from '../domain/ledger/entry.ts'
import type { StatementLine, TodayResource } from '../domain/ledger/statement.ts'
import type { Transfer, TransferAnswer, TransferOutcome } from '../domain/ledger/transfer.ts'
import type { Currency } from '../domain/money/money.ts'
import type { RefundView, VendorRefund } from '../domain/payments/refund.ts'
import type { PaymentRequest, PaymentRequestResource } from '../domain/payments/request.ts'
import type { VendorStatus } from '../domain/payments/vendor.ts'
import { Book } from './book.ts'
import { arrivalMs, peerOf } from './peers.ts'
import { Transfers } from './transfer.ts'
import type { Receiving } from './transfer.ts'
import { Access, ACCESS_SCHEMA } from './vendor/access.ts'
import { BankDesk } from './vendor/bank-desk.ts'
import { BANK_SCHEMA, BankShelf } from './vendor/bank-shelf.ts'
import { CreditDesk } from './vendor/credit-desk.ts'
import { CREDIT_EVENTS_SCHEMA } from './vendor/credit-events.ts'
import { CreditFlow } from './vendor/credit-flow.ts'
import { CREDIT_SCHEMA, CreditLines } from './vendor/credit-lines.ts'
import { CreditNight } from './vendor/credit-night.ts'
import { History } from './vendor/history.ts'
import { LiveFeed } from './vendor/live.ts'
import { OrderDesk } from './vendor/order-desk.ts'
import { OrderFlow } from './vendor/order-flow.ts'
import { OrderReceipts } from './vendor/order-receipts.ts'
import { ORDERS_SCHEMA, OrderShelf } from './vendor/order-shelf.ts'
import { Refunds } from './vendor/refunds.ts'
import { PaymentRequests, REQUESTS_SCHEMA } from './vendor/requests.ts'
import { Screens } from './vendor/screens.ts'
import { Statement } from './vendor/statement.ts'
import { TILL_ITEMS_SCHEMA, TillItems } from './vendor/till-items.ts'

/** One vendor: the ledger, the payment requests, who may act, and the open screens. */
export class VendorLedger extends DurableObject<Env> {
  /** The transfer protocol of this class of books. */
  static protocol = Transfers
  protected readonly book: Book
  protected readonly history: History
  readonly #statement: Statement
  readonly #requests: PaymentRequests
  readonly #tillItems: TillItems
  readonly #access: Access
  readonly #live: LiveFeed
  readonly #screens: Screens
  readonly #credit: CreditFlow
  readonly #desk: CreditDesk
  readonly #night: CreditNight
  readonly #orders: OrderFlow
  readonly #orderDesk: OrderDesk
  readonly #receipts: OrderReceipts
  readonly #bank: BankDesk
  readonly #refunds: Refunds

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.book = new Book(ctx, (id) => peerOf(env, id), {
      rides: false,
      undo: undoReversal,
      protocol: VendorLedger.protocol,
      steps: [
        REQUESTS_SCHEMA,
        ACCESS_SCHEMA,
        CREDIT_SCHEMA,
        CREDIT_EVENTS_SCHEMA,
        ORDERS_SCHEMA,
        TILL_ITEMS_SCHEMA,
        BANK_SCHEMA,
      ],
    })
    this.history = new History(env, this.book)
    this.#statement = new Statement(this.book)
    this.#live = new LiveFeed(ctx)
    this.#tillItems = new TillItems(ctx.storage.sql, this.book, this.#live)
    this.#requests = new PaymentRequests(ctx.storage.sql, this.#tillItems)
    this.#access = new Access(ctx.storage.sql, this.#live)
    this.#screens = new Screens({
      book: this.book,
      live: this.#live,
      statement: this.#statement,
      requests: this.#requests,
    })
    const recorded = (nowMs: number) => this.#recorded(nowMs)
    const lines = new CreditLines(ctx.storage.sql, this.book)
    const promised = () => this.#orders.promised
    this.#credit = new CreditFlow(env, ctx, { book: this.book, lines, recorded, promised })
    this.#orders = new OrderFlow({
      env,
      ctx,
      book: this.book,
      shelf: new OrderShelf(ctx.storage.sql),
      recorded,
      changed: (id) => this.#live.broadcast({ type: 'order', id }),
      refused: (nowMs) => this.#credit.returnFailed(nowMs),
      today: (nowMs) => this.#credit.today(nowMs),
    })
    this.#orderDesk = new OrderDesk({
      book: this.book,
      flow: this.#orders,
      credit: this.#credit,
      recorded,
    })
    this.#bank = new BankDesk({
      book: this.book,
      shelf: new BankShelf(ctx.storage.sql),
      requests: this.#requests,
      recorded,
      changed: () => this.#live.broadcast({ type: 'bank' }),
    })
    this.#receipts = new OrderReceipts(this.book, { orders: this.#orders, credit: this.#credit })
    this.#refunds = new Refunds({
      book: this.book,
      statement: this.#statement,
      receipts: this.#receipts,
      bank: this.#bank,
      recorded: (nowMs) => {
        recorded(nowMs)
        this.#credit.settled(nowMs)
      },
    })
    const parts = { book: this.book, flow: this.#credit, recorded }
    this.#desk = new CreditDesk(parts)
    this.#night = new CreditNight(parts)
  }

  // The vendor

  /** Opens the vendor's book. The same again changes nothing. */
  async open(vendor: { currency: Currency; timeZone: string }, nowMs: number): Promise<void> {
    if (this.book.isOpen) return
    this.book.open(vendor.currency, nowMs)
    this.book.set('time_zone', vendor.timeZone)
    this.book.set('status', 'open')
    this.#access.addMember('owner', nowMs)
  }

  /** Whether the stall takes payments; null for a vendor that does not exist. */
  async status(): Promise<{ status: VendorStatus; reason: string | null } | null> {
    return this.book.isOpen ? { status: this.#status, reason: this.book.setting('reason') } : null
  }

  /** Opens, closes or freezes the stall. Only the operator's callers freeze and thaw; a frozen stall needs a reason. */
  async setStatus(status: VendorStatus, reason: string | null): Promise<void> {
    this.book.set('status', status)
    if (reason === null) this.book.unset('reason')
    else this.book.set('reason', reason)
    this.#live.broadcast({ type: 'status', status })
  }

  // Money

  /** Takes money from another book: a payment, a draw, a credit note. The answer is durable before it leaves. */
  async receive(transfer: Transfer): Promise<TransferAnswer> {
    const nowMs = arrivalMs(this.env, transfer)
    const before = this.book.isOpen ? this.book.journal.head.seq : 0
    const arriving =
      transfer.kind === 'payment' ? this.#sale(nowMs) : this.#receipts.of(transfer, nowMs)
    const answer = this.book.receive(transfer, nowMs, 'vendor_unknown', arriving)
    if (this.book.isOpen && this.book.journal.head.seq > before) {
      const { request } = transfer.detail
      if (answer.ok && request !== undefined) this.#requests.markPaid(request, transfer.id, nowMs)
      this.#recorded(nowMs)
      if (answer.ok) this.#receipts.arrived(transfer, answer.seq, nowMs)
      this.#credit.settled(nowMs)
    }
    return answer
  }

  /** Pays a payment back, whole or in part: see {@link Refunds.refund}. */
  async refund(refund: VendorRefund, nowMs: number): Promise<TransferOutcome> {
    return this.#refunds.refund(refund, nowMs)
  }

  /** A refund by its id; null when there is none. */
  async refundView(id: string): Promise<RefundView | null> {
    return this.#refunds.view(id)
  }

  // Payment requests

  /** Makes a request; the same id again answers the stored one, for the caller to compare. */
  async createRequest(request: PaymentRequest, nowMs: number): Promise<PaymentRequestResource> {
    return this.#screens.request(this.#requests.create(request), nowMs)
  }

  async request(id: string, nowMs: number): Promise<PaymentRequestResource | null> {
    const request = this.book.isOpen ? this.#requests.find(id) : null
    return request === null ? null : this.#screens.request(request, nowMs)
  }

  async cancelRequest(id: string, nowMs: number): Promise<PaymentRequestResource | null> {
    const request = this.#requests.cancel(id, nowMs)
    if (request === null) return null
    const resource = this.#screens.request(request, nowMs)
    this.#live.broadcast({ type: 'request', request: resource })
    return resource
  }

  /** The stall's tiles and what was sold of each: `book.tillItems().sold(…)` is one call to this object. */
  tillItems(): TillItems {
    return this.#tillItems
  }

  // Reading

  async today(nowMs: number): Promise<TodayResource> {
    return this.#statement.today(nowMs)
  }

  /** Up to `limit` lines before `beforeSeq`, newest first. */
  async lines(beforeSeq: number, limit: number): Promise<StatementLine[]> {
    return this.book.journal.before(beforeSeq, limit).map((entry) => this.#statement.line(entry))
  }

  /** The line of a movement's id, or null. */
  async line(id: string): Promise<StatementLine | null> {
    const entry = this.book.isOpen ? this.book.journal.find(id) : null
    return entry === null ? null : this.#statement.line(entry)
  }

  // Access

  /** Members, sessions, links and passkeys: `book.access().enrol(…)` is one call to this object. */
  access(): Access {
    return this.#access
  }

  // Credit

  /** The credit line and what may be done with it: `book.credit().view(…)` is one call to this object. */
  credit(): CreditDesk {
    return this.#desk
  }

  // Bank

  /** Money that goes straight to the vendor's bank: `book.bank().observe(…)` is one call to this object. */
  bank(): BankDesk {
    return this.#bank
  }

  // Orders

  /** Orders of stock and the restock jar: `book.orders().place(…)` is one call to this object. */
  orders(): OrderDesk {
    return this.#orderDesk
  }

  /** What the nightly look needs: history brought up to date, the draws checked, and how the credit stands. */
  async creditStanding(nowMs: number): Promise<CreditStanding> {
    await this.history.flush()
    if (this.book.isOpen) this.#night.check(nowMs)
    return this.#desk.standing(nowMs)
  }

  /** What the nightly look says: see {@link CreditNight.look}. */
  async creditNight(word: NightlyWord, nowMs: number): Promise<NightReport> {
    return this.#night.look(word, nowMs)
  }

  /** Tells open screens to ask for the credit again. */
  async creditChanged(): Promise<void> {
    this.#live.broadcast({ type: 'credit' })
  }

  // Care

  /** Brings history in D1 up to date. */
  async flush(): Promise<{ seq: number; rowsWritten: number }> {
    await this.history.flush()
    return {
      seq: this.book.isOpen ? this.book.journal.head.seq : 0,
      rowsWritten: this.history.rowsWritten,
    }
  }

  async rebuild(): Promise<{ entries: number }> {
    return { entries: await this.history.rebuild() }
  }

  /** Checks every row of the book and that history equals it. */
  async audit(): Promise<AuditReport> {
    const report = this.book.audit()
    return this.book.isOpen
      ? {
          ...report,
          problems: [
            ...report.problems,
            ...this.#orders.audit(),
            ...(await this.history.compare()),
          ],
        }
      : report
  }

  async tend(nowMs: number): Promise<{ unknown: number }> {
    await this.book.tend(nowMs)
    if (this.book.isOpen) {
      // A no that came only now: a supplier's ends its draw, a shopper's repays again what the refund had given back.
      this.#credit.returnFailed(nowMs)
      await this.#orders.tend(nowMs)
      this.#credit.settled(nowMs)
    }
    if (this.history.waiting > 0)
      await this.history.flush().catch(() => this.history.noticed(nowMs))
    return { unknown: this.book.unknownCount }
  }

  override async alarm(): Promise<void> {
    this.book.alarm.fired()
    await this.tend(Date.now())
  }

  // Live feed. The only request that comes as fetch: a socket cannot be upgraded by RPC.

  override async fetch(request: Request): Promise<Response> {
    const nowMs = Date.now()
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? ''
    if (!this.book.isOpen || this.#access.authenticate(token, nowMs) === null) {
      return new Response(null, { status: 401 })
    }
    const after = new URL(request.url).searchParams.get('after')
    return this.#screens.connect(token, after === null ? null : Number(after), nowMs)
  }

  override webSocketMessage(): void {
    // Pings are answered by the runtime and nothing else is expected; a message must not crash the book.
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 are words for "no code came" and may not be sent back.
    socket.close(code === 1005 || code === 1006 ? 1000 : code)
  }

  get #status(): VendorStatus {
    return (this.book.setting('status') ?? 'open') as VendorStatus
  }

  #sale(nowMs: number): Receiving {
    return {
      refuse: (fresh) => this.#refuse(fresh, nowMs),
      riders: (fresh) => this.#receipts.saleLegs(fresh),
    }
  }

  #refuse(transfer: Transfer, nowMs: number): DeclineReason | null {
    const status = this.#status
    if (status !== 'open') return `vendor_${status}`
    const { request } = transfer.detail
    if (request === undefined) return null
    return this.#requests.refuse(request, transfer.amount - transfer.tip, nowMs)
  }

  /** After a new row: see that history gets it, and tell the screens. */
  #recorded(nowMs: number): void {
    this.history.noticed(nowMs)
    this.#screens.recorded(nowMs)
  }
}
