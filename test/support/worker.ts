/** The Worker under test: the real one, with books that crash when a test tells them to. */
import type { Transfer, TransferAnswer } from '../../src/domain/ledger/transfer.ts'
import { PartnerBook as RealPartnerBook } from '../../src/durable/partner-book.ts'
import { ShopperWallet as RealShopperWallet } from '../../src/durable/shopper-wallet.ts'
import { VendorLedger as RealVendorLedger } from '../../src/durable/vendor-ledger.ts'
import { faultAt, faults } from './faults.ts'

export { default } from '../../src/index.ts'

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

export class VendorLedger extends RealVendorLedger {
  constructor(ctx: DurableObjectState, env: Env) {
    RealVendorLedger.protocol = faults.protocol
    super(ctx, env)
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
}
