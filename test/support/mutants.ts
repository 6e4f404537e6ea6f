/** Protocols that are broken on purpose, each in one way that has been seen in the wild. The crash test must catch all. */
import type { Transfer, TransferAnswer } from '../../src/domain/ledger/transfer.ts'
import type { Receiving } from '../../src/durable/transfer.ts'
import { newId } from '../../src/platform/ids.ts'
import { CrashingTransfers } from './faults.ts'

/** Takes any error for a no, and gives the money back. */
export class RefundsOnError extends CrashingTransfers {
  protected override async call(transfer: Transfer): Promise<TransferAnswer | null> {
    try {
      return await this.parts.peer(transfer.to).receive(transfer)
    } catch {
      return { ok: false, reason: 'vendor_unknown' }
    }
  }
}

/** Credits whatever comes, as often as it comes. */
export class IgnoresKeys extends CrashingTransfers {
  override receive(transfer: Transfer, nowMs: number, receiving: Receiving): TransferAnswer {
    return super.receive({ ...transfer, id: newId('payment', nowMs) }, nowMs, receiving)
  }
}

/** Says no without storing it, so that a late retry may become a yes. */
export class ForgetsDeclines extends CrashingTransfers {
  override receive(transfer: Transfer, nowMs: number, receiving: Receiving): TransferAnswer {
    const isNew = this.parts.journal.find(transfer.id) === null
    const reason = isNew ? receiving.refuse(transfer) : null
    if (reason !== null) return { ok: false, reason }
    return super.receive(transfer, nowMs, { ...receiving, refuse: () => null })
  }
}

/** Retries with a fresh key, as clients do that make the key on each click. */
export class RetriesWithNewKey extends CrashingTransfers {
  protected override async call(transfer: Transfer): Promise<TransferAnswer | null> {
    for (const id of [transfer.id, newId('payment', Date.now()), newId('payment', Date.now())]) {
      try {
        return await this.parts.peer(transfer.to).receive({ ...transfer, id })
      } catch {
        // And once more, as a new payment.
      }
    }
    return null
  }
}

/** Never asks again after a crash. */
export class NeverResumes extends CrashingTransfers {
  override async resume(): Promise<void> {
    // Nothing: what hangs, hangs for ever.
  }
}

/** Believes that silence is a yes. */
export class TakesSilenceForYes extends CrashingTransfers {
  protected override async call(transfer: Transfer): Promise<TransferAnswer | null> {
    try {
      return await this.parts.peer(transfer.to).receive(transfer)
    } catch {
      return { ok: true, seq: 0, atMs: 0, alertCode: '0000' }
    }
  }
}
