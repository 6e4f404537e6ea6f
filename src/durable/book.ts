import { availableOf, pendingOf } from '../domain/ledger/accounts.ts'
import { auditEntry, startAudit } from '../domain/ledger/audit.ts'
import type { AuditReport } from '../domain/ledger/audit.ts'
/** What the three books have in common: schema, a few settings, journal, transfers, alarm and repair. */
import type { DeclineReason, Entry } from '../domain/ledger/entry.ts'
import type { LineState } from '../domain/ledger/statement.ts'
import type { Transfer, TransferAnswer } from '../domain/ledger/transfer.ts'
import { isCurrency } from '../domain/money/money.ts'
import type { Currency } from '../domain/money/money.ts'
import { Alarm } from './alarm.ts'
import { Journal, JOURNAL_SCHEMA } from './journal.ts'
import { migrate } from './migrate.ts'
import type { SchemaStep } from './migrate.ts'
import { voidReason } from './transfer.ts'
import type { Peer, Receiving, TransferParts, Transfers } from './transfer.ts'

/** A transfer whose end is unknown is asked about again this much later, when nobody asks sooner. */
const RETRY_AFTER_MS = 60_000
/** A resolution that rode on no row for so long gets one of its own, so that nothing stays pending for ever. */
const RIDE_MS_MAX = 7 * 24 * 60 * 60 * 1000
const AUDIT_PAGE = 500
/** Settings that keep a no which was given before the book opened. */
const REFUSED = 'refused:'

const SETTINGS_SCHEMA: SchemaStep = {
  id: '000_settings',
  sql: 'CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID',
}

export interface BookOptions {
  /** The owner's own tables. */
  steps: SchemaStep[]
  /** See {@link Transfers}. */
  rides: boolean
  /** See {@link TransferParts}. */
  undo?: TransferParts['undo']
  /** The transfer protocol; tests put broken ones in its place. */
  protocol: typeof Transfers
}

export class Book {
  readonly id: string
  readonly alarm: Alarm
  readonly #ctx: DurableObjectState
  readonly #peer: (bookId: string) => Peer
  readonly #rides: boolean
  readonly #undo: TransferParts['undo']
  readonly #protocol: typeof Transfers
  readonly #settings: Map<string, string>
  #parts: { currency: Currency; journal: Journal; transfers: Transfers } | null = null

  constructor(
    ctx: DurableObjectState,
    peer: (bookId: string) => Peer,
    { steps, rides, undo, protocol }: BookOptions,
  ) {
    if (ctx.id.name === undefined) throw new Error('a book is reached by its name')
    this.id = ctx.id.name
    this.#ctx = ctx
    this.#peer = peer
    this.#rides = rides
    this.#undo = undo
    this.#protocol = protocol
    this.alarm = new Alarm(ctx.storage)
    migrate(ctx.storage, [SETTINGS_SCHEMA, JOURNAL_SCHEMA, ...steps])
    this.#settings = new Map(
      ctx.storage.sql
        .exec<{ name: string; value: string }>('SELECT name, value FROM settings')
        .toArray()
        .map(({ name, value }) => [name, value]),
    )
    const currency = this.setting('currency')
    if (currency !== null && isCurrency(currency)) this.#start(currency)
    void ctx.blockConcurrencyWhile(() => this.alarm.load())
    // Repair: the last life of this object may have ended between a debit and its answer.
    if (this.isOpen && this.journal.head.open.length > 0) {
      ctx.waitUntil(this.transfers.resume(Date.now()))
    }
  }

  get isOpen(): boolean {
    return this.#parts !== null
  }

  get currency(): Currency {
    return this.#opened().currency
  }

  get journal(): Journal {
    return this.#opened().journal
  }

  get transfers(): Transfers {
    return this.#opened().transfers
  }

  /** Gives the book its currency, for ever. The same again is fine. */
  open(currency: Currency, nowMs: number): void {
    if (this.isOpen) {
      if (this.currency !== currency) throw new Error(`book ${this.id} is kept in ${this.currency}`)
      return
    }
    this.set('currency', currency)
    this.#start(currency)
    // A no that was given before the book opened stays a no.
    for (const [name, value] of new Map(this.#settings)) {
      if (!name.startsWith(REFUSED)) continue
      const { transfer, reason } = JSON.parse(value) as {
        transfer: Transfer
        reason: DeclineReason
      }
      this.transfers.receive(transfer, nowMs, { refuse: () => reason })
      this.unset(name)
    }
  }

  /** Takes a transfer; a book that is not open says no, and stores that too. */
  receive(
    transfer: Transfer,
    nowMs: number,
    unknown: DeclineReason,
    receiving: Receiving,
  ): TransferAnswer {
    if (this.isOpen) return this.transfers.receive(transfer, nowMs, receiving)
    this.set(REFUSED + transfer.id, JSON.stringify({ transfer, reason: unknown }))
    return { ok: false, reason: unknown }
  }

  /** A setting, from memory: reading one costs a payment nothing. */
  setting(name: string): string | null {
    return this.#settings.get(name) ?? null
  }

  set(name: string, value: string): void {
    this.#ctx.storage.sql.exec(
      'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      name,
      value,
    )
    this.#settings.set(name, value)
  }

  unset(name: string): void {
    this.#ctx.storage.sql.exec('DELETE FROM settings WHERE name = ?', name)
    this.#settings.delete(name)
  }

  /** What an alarm or the cron sweep does for a book: ask about open transfers, end what is overdue. Never throws. */
  async tend(nowMs: number): Promise<void> {
    if (!this.isOpen) return
    await this.transfers.resume(nowMs)
    const { head } = this.journal
    const [oldest] = head.learned
    const waits =
      oldest !== undefined && nowMs - (this.journal.at(oldest.hold)?.atMs ?? 0) > RIDE_MS_MAX
    const expires = head.open.some(
      ({ expiresAtMs }) => expiresAtMs !== null && expiresAtMs <= nowMs,
    )
    if (waits || expires) this.journal.settle(nowMs)
  }

  /** Transfers that nobody has heard the end of. */
  get unknownCount(): number {
    if (!this.isOpen) return 0
    const { open, learned } = this.journal.head
    return open.filter(({ leg }) => leg.credit === 'outbound').length - learned.length
  }

  /** What became of a row. */
  stateOf(entry: Entry): LineState {
    if (entry.declined !== null) return 'declined'
    if (!entry.held) return 'posted'
    const { open, learned } = this.journal.head
    if (open.some(({ seq }) => seq === entry.seq)) {
      return learned.some(({ hold }) => hold === entry.seq) ? 'posted' : 'pending'
    }
    return voidReason(this.journal, entry.seq) === null ? 'posted' : 'voided'
  }

  /**
   * Minor units that may be spent, and those whose end nobody knows yet: what the other book confirmed is no longer
   * on its way, even while its resolution waits for the next row.
   */
  get funds(): { available: number; pending: number } {
    const { balances, learned } = this.journal.head
    const arrived = learned.reduce((sum, { posted }) => sum + posted, 0)
    return { available: availableOf(balances), pending: pendingOf(balances) - arrived }
  }

  /** Reads the whole book and checks every row. */
  audit(): AuditReport {
    if (!this.isOpen) return { ...EMPTY_REPORT, book: this.id }
    const { journal, currency } = this
    const state = startAudit(this.id, currency)
    const problems: string[] = []
    for (let page = journal.after(0, AUDIT_PAGE); page.length > 0;) {
      for (const entry of page) problems.push(...auditEntry(state, entry))
      page = journal.after(state.seq, AUDIT_PAGE)
    }
    const { balances, open, hash } = journal.head
    // The newest row is in no later row's hash; the head remembers what was written.
    if (hash.some((byte, i) => byte !== state.hash[i])) problems.push('the newest row was changed')
    return {
      book: this.id,
      currency,
      entries: state.seq,
      available: availableOf(balances),
      pending: pendingOf(balances),
      inbound: balances.inbound.debitsPosted,
      outbound: balances.outbound.creditsPosted + balances.outbound.creditsPending,
      funding: balances.funding.debitsPosted - balances.funding.creditsPosted,
      open: open.length,
      problems,
    }
  }

  #start(currency: Currency): void {
    const journal = new Journal(this.#ctx.storage.sql, this.id, currency)
    const retryLater = () => {
      const nowMs = Date.now()
      this.alarm.arm(nowMs + RETRY_AFTER_MS, nowMs)
    }
    const peer = this.#peer
    const [rides, undo] = [this.#rides, this.#undo]
    const parts = { bookId: this.id, currency, journal, peer, rides, undo, retryLater }
    this.#parts = { currency, journal, transfers: new this.#protocol(parts) }
  }

  #opened(): { currency: Currency; journal: Journal; transfers: Transfers } {
    if (this.#parts === null) throw new Error(`book ${this.id} is not open`)
    return this.#parts
  }
}

const EMPTY_REPORT = {
  currency: null,
  entries: 0,
  available: 0,
  pending: 0,
  inbound: 0,
  outbound: 0,
  funding: 0,
  open: 0,
  problems: [],
}
