import type { Entry } from '../../src/domain/ledger/entry.ts'
import type { Transfer, TransferAnswer, TransferOutcome } from '../../src/domain/ledger/transfer.ts'
/** Where and how often objects are made to crash. Objects and tests share an isolate, and so this module's state. */
import { Transfers } from '../../src/durable/transfer.ts'
import type { TransferParts } from '../../src/durable/transfer.ts'

/** Every await of the protocol, on both sides, and of what a vendor's book asks partners' books about its orders. */
export type FaultPoint =
  | 'sender_before_call'
  | 'sender_after_call'
  | 'receiver_before_write'
  | 'receiver_lost_write'
  | 'receiver_after_write'
  | 'sender_after_resolve'
  | 'asker_before_call'
  | 'asker_after_call'
  | 'asked_before_write'
  | 'asked_lost_write'
  | 'asked_after_write'

interface Faults {
  /** Says at each point whether to crash there. */
  decide: (point: FaultPoint) => boolean
  /** Crashes the object with that id at once; what it wrote and did not commit is gone. */
  crash: Map<string, () => void>
  /** Waits until what the object wrote is durable. */
  commit: Map<string, () => Promise<void>>
  protocol: typeof Transfers
  /** Broken on purpose: a vendor's book takes silence of a partner's for a yes. */
  isCredulous: boolean
  hits: Map<FaultPoint, number>
}

const shared = globalThis as typeof globalThis & { pushcartFaults?: Faults }

export const faults: Faults = (shared.pushcartFaults ??= {
  decide: () => false,
  crash: new Map(),
  commit: new Map(),
  protocol: Transfers,
  isCredulous: false,
  hits: new Map(),
})

/** Crashes the object here if the plan says so. */
export async function faultAt(point: FaultPoint, bookId: string): Promise<void> {
  if (!faults.decide(point)) return
  faults.hits.set(point, (faults.hits.get(point) ?? 0) + 1)
  if (point !== 'receiver_lost_write') await faults.commit.get(bookId)?.()
  faults.crash.get(bookId)?.()
  // The abort ends this object; nothing after it may run as if it had not.
  await new Promise<never>(() => undefined)
}

/** A partner's book under a question of a vendor's book about an order. */
export async function askedWithFaults<T>(bookId: string, call: () => Promise<T>): Promise<T> {
  await faultAt('asked_before_write', bookId)
  const answer = await call()
  await faultAt('asked_lost_write', bookId)
  await faultAt('asked_after_write', bookId)
  return answer
}

/** What a vendor's book asks partners' books about its orders. */
const QUESTIONS = new Set(['promise', 'breakPromise', 'startOrderDraw', 'joinPool', 'leavePool'])

/** The bindings of a vendor's book that may crash while it asks. */
export function askingWithFaults(env: Env, bookId: string): Env {
  const getByName = (id: string) => asking(env.PARTNER_BOOK.getByName(id), bookId)
  return { ...env, PARTNER_BOOK: { getByName } as Env['PARTNER_BOOK'] }
}

const YES = { ok: true }

type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>

function asking<Stub extends object>(stub: Stub, bookId: string): Stub {
  const methods = stub as unknown as Methods
  return new Proxy(stub, {
    get:
      (_, name: string) =>
      async (...args: unknown[]) => {
        if (!QUESTIONS.has(name)) return methods[name]?.(...args)
        await faultAt('asker_before_call', bookId)
        const answering = methods[name]?.(...args)
        const answer = await (faults.isCredulous ? answering?.catch(() => YES) : answering)
        await faultAt('asker_after_call', bookId)
        return answer
      },
  })
}

/** The sound protocol, which may crash at its awaits. */
export class CrashingTransfers extends Transfers {
  constructor(parts: TransferParts) {
    super({
      ...parts,
      peer: (bookId) => ({
        receive: async (transfer: Transfer): Promise<TransferAnswer> => {
          await faultAt('sender_before_call', parts.bookId)
          const answer = await parts.peer(bookId).receive(transfer)
          await faultAt('sender_after_call', parts.bookId)
          return answer
        },
      }),
    })
  }

  protected override async complete(entry: Entry, nowMs: number): Promise<TransferOutcome> {
    const outcome = await super.complete(entry, nowMs)
    if (outcome.state === 'declined') await faultAt('sender_after_resolve', this.parts.bookId)
    return outcome
  }
}
