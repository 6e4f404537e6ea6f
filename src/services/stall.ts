import type { StatementLine, TodayResource } from '../domain/ledger/statement.ts'
import type { Ctx } from './context.ts'

/** The day so far, from the vendor's own book. */
export async function readStall(ctx: Ctx, vendorId: string): Promise<TodayResource> {
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).today(ctx.nowMs)
}

/** Up to `limit` lines before `beforeSeq`, newest first, from the vendor's own book: nothing newer exists anywhere. */
export async function readStallLines(
  ctx: Ctx,
  vendorId: string,
  beforeSeq: number,
  limit: number,
): Promise<StatementLine[]> {
  return ctx.env.VENDOR_LEDGER.getByName(vendorId).lines(beforeSeq, limit)
}
