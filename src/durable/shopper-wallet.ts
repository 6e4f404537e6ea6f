import { DurableObject } from 'cloudflare:workers'
import type { AuditReport } from '../domain/ledger/audit.ts'
import type { Entry } from '../domain/ledger/entry.ts'
import type { Transfer, TransferAnswer, TransferOutcome } from '../domain/ledger/transfer.ts'
import type { Currency } from '../domain/money/money.ts'
import type {
  HistoricPayment,
  WalletEntry,
  WalletHolder,
  WalletPayment,
  WalletView,
} from '../domain/wallet/wallet.ts'
import { tokenHash } from '../platform/secrets.ts'
import { Book } from './book.ts'
import { arrivalMs, peerOf } from './peers.ts'
import { Transfers } from './transfer.ts'

/** One shopper's closed-loop money in one currency. Debits first, then asks the vendor's book to credit. */
export class ShopperWallet extends DurableObject<Env> {
  /** The transfer protocol of this class of books. */
  static protocol = Transfers
  protected readonly book: Book

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.book = new Book(ctx, (id) => peerOf(env, id), {
      rides: true,
      protocol: ShopperWallet.protocol,
      steps: [
        {
          id: '002_wallet_sessions',
          sql: `CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, created_at INTEGER NOT NULL)
              STRICT, WITHOUT ROWID`,
        },
      ],
    })
  }

  /** Opens the wallet for a browser (by its token) or a partner. The same again changes nothing. */
  async open(currency: Currency, holder: WalletHolder, nowMs: number): Promise<void> {
    if (!this.book.isOpen) {
      this.book.open(currency, nowMs)
      this.book.set('opened_at', String(nowMs))
      if ('partnerId' in holder) this.book.set('opened_by', holder.partnerId)
    }
    if ('token' in holder && this.book.setting('opened_by') === null) {
      this.ctx.storage.sql.exec(
        'INSERT OR IGNORE INTO sessions (token_hash, created_at) VALUES (?, ?)',
        tokenHash(holder.token),
        nowMs,
      )
    }
  }

  /** The wallet as its holder may see it; null for anybody else and for a wallet that was never opened. */
  async view(holder: WalletHolder): Promise<WalletView | null> {
    return this.#isHeldBy(holder) ? this.#view() : null
  }

  /** What an agent needs to top up a wallet: that it exists and in which currency. */
  async currency(): Promise<Currency | null> {
    return this.book.isOpen ? this.book.currency : null
  }

  /** Rows before `beforeSeq`, newest first, for the wallet's holder; resolutions left out. */
  async entries(holder: WalletHolder, beforeSeq: number, limit: number): Promise<WalletEntry[]> {
    if (!this.#isHeldBy(holder)) return []
    return this.book.journal
      .before(beforeSeq, limit)
      .filter(({ kind }) => kind !== 'resolution')
      .map((entry) => ({ entry, state: this.book.stateOf(entry) }))
  }

  /** One movement of the wallet by its id, for the wallet's holder. */
  async movement(holder: WalletHolder, id: string): Promise<WalletEntry | null> {
    if (!this.#isHeldBy(holder)) return null
    const entry = this.book.journal.find(id)
    return entry === null ? null : { entry, state: this.book.stateOf(entry) }
  }

  /** Pays a vendor. The answer is `posted` only when the vendor's book holds the entry. */
  async pay(holder: WalletHolder, payment: WalletPayment, nowMs: number): Promise<TransferOutcome> {
    if (!this.#isHeldBy(holder)) return { state: 'declined', reason: 'wallet_unknown' }
    const refuse = payment.currency === this.book.currency ? null : 'currency_mismatch'
    return this.book.transfers.send(this.#transferOf(payment, nowMs), nowMs, { refuse })
  }

  /** Takes a refund from a vendor's book or a top-up from a partner's. */
  async receive(transfer: Transfer): Promise<TransferAnswer> {
    return this.#receive(transfer, arrivalMs(this.env, transfer))
  }

  /** A demonstration market's past: payments at their own times. Refused by the caller unless MODE is "demo". */
  async payHistory(payments: HistoricPayment[]): Promise<TransferOutcome[]> {
    return Promise.all(
      payments.map(({ effectiveAtMs: atMs, ...payment }) =>
        this.book.transfers.send(this.#transferOf(payment, atMs), atMs),
      ),
    )
  }

  /** The cron sweep: asks about open transfers, ends what is overdue. */
  async tend(nowMs: number): Promise<{ unknown: number }> {
    await this.book.tend(nowMs)
    return { unknown: this.book.unknownCount }
  }

  /** Checks every row of the book. */
  async audit(): Promise<AuditReport> {
    return this.book.audit()
  }

  override async alarm(): Promise<void> {
    this.book.alarm.fired()
    await this.book.tend(Date.now())
  }

  #receive(transfer: Transfer, nowMs: number): TransferAnswer {
    const payment = transfer.refundOf === null ? null : this.#payment(transfer.refundOf)
    const refuse = () => (transfer.refundOf !== null && payment === null ? 'payment_unknown' : null)
    const corrects = payment?.seq ?? null
    return this.book.receive(transfer, nowMs, 'wallet_unknown', { refuse, corrects })
  }

  #transferOf(payment: Omit<WalletPayment, 'currency'>, effectiveAtMs: number): Transfer {
    const { id, vendorId, amount, tip, note, request, payerVendor } = payment
    return {
      id,
      kind: 'payment',
      from: this.book.id,
      to: vendorId,
      currency: this.book.currency,
      amount,
      tip,
      detail: {
        ...(note === null ? {} : { note }),
        ...(request === null ? {} : { request }),
        ...(payerVendor === undefined ? {} : { payer_vendor: payerVendor }),
      },
      refundOf: null,
      effectiveAtMs,
    }
  }

  #payment(id: string): Entry | null {
    return this.book.isOpen ? this.book.journal.find(id) : null
  }

  #isHeldBy(holder: WalletHolder): boolean {
    if (!this.book.isOpen) return false
    if ('partnerId' in holder) return this.book.setting('opened_by') === holder.partnerId
    return (
      this.ctx.storage.sql
        .exec('SELECT 1 FROM sessions WHERE token_hash = ?', tokenHash(holder.token))
        .toArray().length > 0
    )
  }

  #view(): WalletView {
    return {
      id: this.book.id,
      currency: this.book.currency,
      ...this.book.funds,
      openedBy: this.book.setting('opened_by'),
      openedAtMs: Number(this.book.setting('opened_at') ?? 0),
    }
  }
}
