import { postJson } from './post-json.ts'
import type { DemoDay, Market } from './types.ts'

/** Payments in one call: a busy day takes two. Larger bodies only make the progress line jump. */
const PAYMENTS_PER_CALL_MAX = 400

export interface PartnerKey {
  id: string
  kind: string
  /** Shown once; null or absent when an earlier load has already shown it. */
  api_key?: string | null
}

export interface LoadProgress {
  /** Calls answered and calls in all. */
  done: number
  total: number
  /** The day that was posted, 'YYYY-MM-DD'. */
  day: string
}

export interface LoadResult {
  posted: number
  declined: number
  /** As the app counts them after its flush to D1. */
  vendors: number
  entries: number
}

export interface LoadOptions {
  baseUrl: string
  token: string
  market: Market
  /** Called as soon as keys are known, before the long part: a load that is cut short must not lose them. */
  onPartners?: (partners: PartnerKey[]) => Promise<void> | void
  onProgress?: (progress: LoadProgress) => void
  signal?: AbortSignal
  /** Between attempts; tests pass one that does not wait. */
  wait?: (delayMs: number) => Promise<void>
}

interface DayBody {
  day: string
  fundings: DemoDay['fundings']
  top_ups: DemoDay['topUps']
  payments: DemoDay['payments']
  refunds: DemoDay['refunds']
}

/**
 * Posts a market to a running app through its `/demo` endpoints, in order and one call at a time: wallets
 * go from day to day, so a later day must not overtake an earlier one.
 *
 * Every id is fixed and every call is idempotent, so a load that stopped half-way is simply run again.
 * Throws a ScriptError when the app refuses, or does not answer after several attempts.
 */
export async function loadMarket(options: LoadOptions): Promise<LoadResult> {
  const { market } = options
  const post = (path: string, body: object): Promise<unknown> => postJson(path, body, options)
  await post('/demo/vendors', { vendors: market.vendors })
  const partners = await post('/demo/partners', { partners: market.partners })
  await options.onPartners?.((partners as { partners: PartnerKey[] }).partners)
  await post('/demo/wallets', { wallets: market.wallets })
  const calls = market.days.flatMap(callsOfDay)
  let posted = 0
  let declined = 0
  for (const [index, { day, ...body }] of calls.entries()) {
    const answer = (await post('/demo/day', body)) as { posted: number; declined: number }
    posted += answer.posted
    declined += answer.declined
    options.onProgress?.({ done: index + 1, total: calls.length, day })
  }
  const finished = await post('/demo/finish', {})
  return { posted, declined, ...(finished as { vendors: number; entries: number }) }
}

/** A day as bodies of bounded size: money in with the first, refunds with the last, so nothing is short. */
function callsOfDay(day: DemoDay): DayBody[] {
  const count = Math.max(1, Math.ceil(day.payments.length / PAYMENTS_PER_CALL_MAX))
  const size = Math.ceil(day.payments.length / count)
  return Array.from({ length: count }, (_, index) => ({
    day: day.day,
    fundings: index === 0 ? day.fundings : [],
    top_ups: index === 0 ? day.topUps : [],
    payments: day.payments.slice(index * size, (index + 1) * size),
    refunds: index === count - 1 ? day.refunds : [],
  }))
}
