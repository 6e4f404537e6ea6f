/** The Worker under test: the real one, with books that crash when a test tells them to. */
import { holdbackOf, jarOf, orderedOf } from '../../src/domain/ledger/accounts.ts'
import type { AuditReport } from '../../src/domain/ledger/audit.ts'
import type { Transfer, TransferAnswer } from '../../src/domain/ledger/transfer.ts'
import type { Order } from '../../src/domain/orders/order.ts'
import type { PoolMember } from '../../src/domain/orders/pool.ts'
import type { BookMovement } from '../../src/domain/partners/funding.ts'
import type { Book } from '../../src/durable/book.ts'
import { PartnerBook as RealPartnerBook } from '../../src/durable/partner-book.ts'
import type { LenderOrder, OrderDraw, PromiseAnswer } from '../../src/durable/partner/promises.ts'
import { ShopperWallet as RealShopperWallet } from '../../src/durable/shopper-wallet.ts'
import { VendorLedger as RealVendorLedger } from '../../src/durable/vendor-ledger.ts'
import { askedWithFaults, askingWithFaults, faultAt, faults } from './faults.ts'

export { default } from '../../src/index.ts'

/** More than any test has. */
const ALL = 100_000

/** Lets tests crash the object and wait for its commits. */
function register(ctx: DurableObjectState): void {
  const id = ctx.id.name ?? ''
  faults.crash.set(id, () => ctx.abort('crash on purpose'))
  faults.commit.set(id, () => ctx.storage.sync())
}

async function receiveWithFaults(
  bookId: string,
  receive: () => Promise<TransferAnswer>,
): Promise<TransferAnswer> {
  await faultAt('receiver_before_write', bookId)
  const answer = await receive()
  await faultAt('receiver_lost_write', bookId)
  await faultAt('receiver_after_write', bookId)
  return answer
}

/** Where the money of a book is, minor units. Together they are all that the book has. */
export interface Purses {
  available: number
  holdback: number
  jar: number
  ordered: number
  /** Reserved for other books, or for the world outside, and not arrived there as far as this book knows. */
  leaving: number
}

/** A book as tests look into it. */
export interface Standing {
  report: Pick<AuditReport, 'book' | 'inbound' | 'outbound' | 'open' | 'problems'>
  purses: Purses
}

/** The totals of an audit without reading a row. */
function totalsOf({ id, journal }: Book): Standing['report'] {
  const { balances, open } = journal.head
  return {
    book: id,
    inbound: balances.inbound.debitsPosted,
    outbound: balances.outbound.creditsPosted + balances.outbound.creditsPending,
    open: open.length,
    problems: [],
  }
}

function pursesOf(book: Book): Purses {
  const { balances } = book.journal.head
  const { outbound, funding } = balances
  const { available, pending } = book.funds
  // What was confirmed and only waits for its row has left.
  const arrived = balances.available.debitsPending - pending
  return {
    available,
    holdback: holdbackOf(balances),
    jar: jarOf(balances),
    ordered: orderedOf(balances),
    leaving: outbound.creditsPending + funding.creditsPending - arrived,
  }
}

export class VendorLedger extends RealVendorLedger {
  constructor(ctx: DurableObjectState, env: Env) {
    RealVendorLedger.protocol = faults.protocol
    super(ctx, askingWithFaults(env, ctx.id.name ?? ''))
    register(ctx)
  }

  override receive(transfer: Transfer): Promise<TransferAnswer> {
    return receiveWithFaults(this.book.id, () => super.receive(transfer))
  }

  /** What an object does when it wakes up with open transfers, and no more. */
  async wakeUp(nowMs: number): Promise<void> {
    await this.book.transfers.resume(nowMs)
  }

  /** What the runtime billed: rows in the book, rows in D1, alarms. */
  async meter(): Promise<{ journal: number; history: number; flushes: number; alarms: number }> {
    const { journal, alarm } = this.book
    const { rowsWritten: history, flushes } = this.history
    return { journal: journal.rowsWritten, history, flushes, alarms: alarm.armed }
  }

  /**
   * The money, every order, and those of which another book or D1 has not heard yet.
   *
   * @param isAudited reads every row; else only totals
   */
  async standing(isAudited: boolean): Promise<Standing & { orders: Order[]; unheard: string[] }> {
    const rows = this.ctx.storage.sql.exec<{ id: string; body: string; told_version: number }>(
      'SELECT id, body, told_version FROM orders WHERE asks = 1 OR is_over = 0 ORDER BY id',
    )
    const unheard = rows.toArray().flatMap(({ id, body, told_version: told }) => {
      const { state, version } = JSON.parse(body) as Order
      return state === 'placing' || told < version ? [id] : []
    })
    const orders = this.orders().list(null, ALL)
    const report = isAudited ? await this.audit() : totalsOf(this.book)
    return { report, purses: pursesOf(this.book), orders, unheard }
  }
}

export class ShopperWallet extends RealShopperWallet {
  constructor(ctx: DurableObjectState, env: Env) {
    RealShopperWallet.protocol = faults.protocol
    super(ctx, env)
    register(ctx)
  }

  override receive(transfer: Transfer): Promise<TransferAnswer> {
    return receiveWithFaults(this.book.id, () => super.receive(transfer))
  }

  async meter(): Promise<{ journal: number; alarms: number }> {
    return { journal: this.book.journal.rowsWritten, alarms: this.book.alarm.armed }
  }

  async standing(isAudited: boolean): Promise<Standing> {
    const report = isAudited ? await this.audit() : totalsOf(this.book)
    return { report, purses: pursesOf(this.book) }
  }
}

export class PartnerBook extends RealPartnerBook {
  constructor(ctx: DurableObjectState, env: Env) {
    RealPartnerBook.protocol = faults.protocol
    super(ctx, env)
    register(ctx)
  }

  override receive(transfer: Transfer): Promise<TransferAnswer> {
    return receiveWithFaults(this.book.id, () => super.receive(transfer))
  }

  override promise(asked: LenderOrder, nowMs: number): Promise<PromiseAnswer> {
    return askedWithFaults(this.book.id, () => super.promise(asked, nowMs))
  }

  override breakPromise(asked: LenderOrder, nowMs: number): Promise<void> {
    return askedWithFaults(this.book.id, () => super.breakPromise(asked, nowMs))
  }

  override startOrderDraw(asked: OrderDraw, nowMs: number): Promise<void> {
    return askedWithFaults(this.book.id, () => super.startOrderDraw(asked, nowMs))
  }

  override joinPool(id: string, member: PoolMember, nowMs: number): Promise<PromiseAnswer> {
    return askedWithFaults(this.book.id, () => super.joinPool(id, member, nowMs))
  }

  override leavePool(id: string, order: string): Promise<void> {
    return askedWithFaults(this.book.id, () => super.leavePool(id, order))
  }

  /** The money, what is promised to which orders, and what was drawn, sold and given back. */
  async standing(
    isAudited: boolean,
  ): Promise<Standing & { promises: Record<string, number>; moved: BookMovement[] }> {
    const rows = this.ctx.storage.sql
      .exec<{ order: string; amount: number }>('SELECT "order", amount FROM promises')
      .toArray()
    const promises = Object.fromEntries(rows.map(({ order, amount }) => [order, amount]))
    const report = isAudited ? await this.audit() : totalsOf(this.book)
    const moved = await this.movements(['draw', 'purchase', 'credit_note'], ALL, ALL)
    return { report, purses: pursesOf(this.book), promises, moved }
  }
}
