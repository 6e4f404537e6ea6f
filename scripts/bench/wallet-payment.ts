import type { Books, Opened } from './contract.ts'
import { comparisonLines } from './report.ts'
import type { Line } from './report.ts'
import { compare } from './rounds.ts'
import type { Work } from './rounds.ts'
import type { Runtime } from './runtime.ts'

/** As many as a book gathers before it writes them to history, so that each round has one such flush. */
const PAYMENTS_PER_ROUND = 208
const ROUNDS = 21
const BUDGET = 0.7

/** `ShopperWallet.pay` → `VendorLedger.receive` against two objects that write as many rows and do nothing else. */
export async function measureWalletPayment(runtime: Runtime): Promise<Line[]> {
  const lines: Line[] = []
  for (const lanes of [1, 16]) {
    const opened = await runtime.drive<Opened>({
      name: 'open',
      books: 'product',
      walletCount: lanes,
      vendorCount: 1,
    })
    const work =
      (books: Books): Work =>
      async () => {
        const count = PAYMENTS_PER_ROUND
        const order = { name: 'pay', books, ...opened, count, lanes } as const
        const { elapsedMs } = await runtime.drive<{ elapsedMs: number }>(order)
        return { count, elapsedMs }
      }
    const comparison = await compare(ROUNDS, work('product'), work('bare'))
    const how = lanes === 1 ? 'one after another' : `${lanes} at once`
    lines.push(
      ...comparisonLines(`wallet payment, ${how}, against a bare transfer`, comparison, BUDGET),
    )
  }
  return lines
}
