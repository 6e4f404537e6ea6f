import type { Log } from '../platform/log.ts'

/** What every use case gets first: bindings, the time of the request, and where to log. */
export interface Ctx {
  env: Env
  nowMs: number
  requestId: string
  /** Origin that links and stickers carry, without a slash at the end. */
  origin: string
  log: Log
}
