import { getRepeatedly } from './load.ts'
import { comparisonLines } from './report.ts'
import type { Line } from './report.ts'
import { compare } from './rounds.ts'
import type { Runtime } from './runtime.ts'
import { openStall, STALL_CODE } from './stall.ts'

/** Enough to keep the runtime busy all the time; the client needs a fifth of a processor for it. */
const LOAD = { connections: 8, durationMs: 400 }
const ROUNDS = 13

/** The pay page as a shopper without a wallet sees it, against an empty Hono route. */
export async function measurePayPage(runtime: Runtime): Promise<Line[]> {
  const origin = await runtime.origin('product')
  await openStall(origin)
  const page = new URL(`/p/${STALL_CODE}`, origin)
  const empty = new URL('/', await runtime.origin('empty'))
  const comparison = await compare(
    ROUNDS,
    () => getRepeatedly(page, LOAD),
    () => getRepeatedly(empty, LOAD),
  )
  return comparisonLines('GET /p/:code, against an empty Hono route', comparison, 0.6)
}
