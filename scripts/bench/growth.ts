import type { Opened } from './contract.ts'
import type { Line } from './report.ts'
import { spreadOf } from './rounds.ts'
import type { Runtime } from './runtime.ts'

const SIZES = [1_000, 100_000, 1_000_000] as const
const PAYMENTS_PER_ROUND = 50
const ROUNDS = 16

/** Latency of a payment as the vendor's journal grows. */
export async function measureGrowth(runtime: Runtime): Promise<Line[]> {
  const open = {
    name: 'open',
    books: 'metered',
    walletCount: 1,
    vendorCount: SIZES.length,
  } as const
  const { walletIds, vendorIds } = await runtime.drive<Opened>(open)
  for (const [i, entryCount] of SIZES.entries()) {
    await runtime.drive({ name: 'grow', vendorId: vendorIds[i] ?? '', entryCount })
  }
  const msOf: number[][] = SIZES.map(() => [])
  for (let round = -1; round < ROUNDS; round += 1) {
    for (let turn = 0; turn < SIZES.length; turn += 1) {
      // Each size comes first, second and last in turn.
      const i = (turn + round + 1) % SIZES.length
      const ids = { walletIds, vendorIds: [vendorIds[i] ?? ''] }
      const order = { name: 'pay', books: 'metered', count: PAYMENTS_PER_ROUND, lanes: 1 } as const
      const { elapsedMs } = await runtime.drive<{ elapsedMs: number }>({ ...order, ...ids })
      if (round >= 0) msOf[i]?.push(elapsedMs / PAYMENTS_PER_ROUND)
    }
  }
  const base = msOf[0] ?? []
  const baseMs = spreadOf(base).median
  return SIZES.flatMap((entryCount, i): Line[] => {
    if (i === 0) return []
    const ms = msOf[i] ?? []
    return [
      {
        name: `payment latency at ${entryCount.toLocaleString('en')} entries, against 1,000`,
        // The medians of each, because a single round is at the mercy of the machine.
        value: spreadOf(ms).median / baseMs,
        spread: spreadOf(ms.map((one, round) => one / (base[round] ?? NaN))),
        unit: '×',
        budget: { atMost: 1.1 },
        note: `${spreadOf(ms).median.toFixed(2)} ms against ${baseMs.toFixed(2)} ms`,
      },
    ]
  })
}
