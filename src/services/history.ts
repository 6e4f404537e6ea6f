/** A vendor's history as D1 has it, brought up to date first, so that whoever wrote to the book reads it here. */
import { dailySales, historyDb, laterRowsOf, listEntries } from '../db/entries.ts'
import { dayStartMs, dayText } from '../domain/calendar.ts'
import type { DayTotals } from '../domain/ledger/day.ts'
import { statementLine } from '../domain/ledger/statement.ts'
import type { StatementLine } from '../domain/ledger/statement.ts'
import type { Currency } from '../domain/money/money.ts'
import type { Ctx } from './context.ts'
import type { VendorRow } from './directory.ts'

/** Up to `limit` lines before `beforeSeq`, newest first. */
export async function readHistory(
  ctx: Ctx,
  vendor: VendorRow,
  { beforeSeq, limit }: { beforeSeq: number; limit: number },
): Promise<StatementLine[]> {
  const db = await freshHistory(ctx, vendor.id)
  const rows = await listEntries(db, vendor.id, { beforeSeq, limit })
  const laterOf = await laterRowsOf(db, vendor.id, rows)
  const book = { vendorId: vendor.id, currency: vendor.currency as Currency }
  return rows.map((row) => statementLine(book, row, laterOf(row)))
}

/**
 * Sales of each day from `fromDay` to `toDay`, both included, by the calendar of the stall.
 *
 * @param fromDay days since 1970-01-01
 */
export async function readDailySales(
  ctx: Ctx,
  vendor: VendorRow,
  { fromDay, toDay }: { fromDay: number; toDay: number },
): Promise<DayTotals[]> {
  const starts = Array.from({ length: toDay - fromDay + 2 }, (_, i) =>
    dayStartMs(fromDay + i, vendor.timeZone),
  )
  const days = starts.slice(0, -1).map((fromMs, i) => ({
    day: dayText(fromDay + i),
    fromMs,
    toMs: starts[i + 1] ?? fromMs,
  }))
  return dailySales(await freshHistory(ctx, vendor.id), vendor.id, days)
}

async function freshHistory(ctx: Ctx, vendorId: string): Promise<D1Database> {
  await ctx.env.VENDOR_LEDGER.getByName(vendorId).flush()
  return historyDb(ctx.env, vendorId)
}
