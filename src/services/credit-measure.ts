/** Measuring a vendor for the nightly look: its history is read once, and the roll-ups follow. */
import { waivedSince } from '../db/credit-consents.ts'
import { measureStatement, readingOf } from '../db/credit-measures.ts'
import * as db from '../db/credit-refreshes.ts'
import type { DueVendor } from '../db/credit-refreshes.ts'
import { historyDb } from '../db/entries.ts'
import { dayStartMs } from '../domain/calendar.ts'
import { GATE_CODES } from '../domain/credit/features.ts'
import { FEATURE_DAYS, WINDOW_DAYS } from '../domain/credit/measure.ts'
import type { Measured, SalesDay } from '../domain/credit/measure.ts'
import type { CreditStanding } from '../domain/credit/view.ts'
import type { Ctx } from './context.ts'

/** An upheld appeal sets its rule aside for half a year. */
const WAIVER_MS = 182 * 24 * 60 * 60 * 1000

export interface MeasuredVendor {
  /** Without circular money: see {@link withCircularMoney}. */
  measured: Measured
  /** Whether other vendors' money came in, as far as the roll-ups reach. */
  hasEdges: boolean
  firstSeq: number | null
}

/** Reads the vendor's history before the day and brings the roll-ups up to date with it. */
export async function measureVendor(
  ctx: Ctx,
  vendor: DueVendor,
  { asOfDay, standing }: { asOfDay: number; standing: CreditStanding },
): Promise<MeasuredVendor> {
  const { vendorId, timeZone, fromSeq } = vendor
  const { DB } = ctx.env
  const fromDay = asOfDay - FEATURE_DAYS
  const starts = Array.from({ length: FEATURE_DAYS + 1 }, (_, i) =>
    dayStartMs(fromDay + i, timeZone),
  )
  const history = historyDb(ctx.env, vendorId)
  const [result, older, codes, hadEdges] = await Promise.all([
    measureStatement(history, vendorId, { starts, fromSeq }).all(),
    vendor.asOfDay === null
      ? olderDays(ctx, vendor, fromDay)
      : db.daysStatement(DB, vendorId, { fromDay: asOfDay - WINDOW_DAYS, toDay: fromDay }),
    waivedSince(DB, vendorId, ctx.nowMs - WAIVER_MS),
    db.hasEdges(DB, vendorId),
  ])
  const reading = readingOf(result, asOfDay)
  const rollUp = { fromDay, toDay: asOfDay, days: reading.days, edges: reading.edges }
  await DB.batch(db.rollUpStatements(DB, vendorId, rollUp))
  const days: SalesDay[] = [...older, ...reading.days]
  const measured: Measured = {
    measures: { ...reading.measures, reciprocal: 0, ring: 0 },
    days,
    firstSaleDay: vendor.firstSaleDay ?? days[0]?.day ?? null,
    pauses: standing.pauses,
    loans: standing.loans,
    waived: GATE_CODES.filter((code) => codes.includes(code)),
  }
  const hasEdges = hadEdges || reading.edges.length > 0
  return { measured, hasEdges, firstSeq: reading.firstSeq }
}

/** Adds the money that goes in a circle: to be asked when the other stalls of it are measured too. */
export async function withCircularMoney(
  ctx: Ctx,
  { vendorId, asOfDay }: { vendorId: string; asOfDay: number },
  { measured, hasEdges }: MeasuredVendor,
): Promise<Measured> {
  if (!hasEdges) return measured
  const circular = await db.circularFlow(ctx.env.DB, vendorId, asOfDay - FEATURE_DAYS)
  return { ...measured, measures: { ...measured.measures, ...circular } }
}

/** Before the first look there is no roll-up: the days before the window are read from history, window by window. */
async function olderDays(ctx: Ctx, vendor: DueVendor, beforeDay: number): Promise<SalesDay[]> {
  const { vendorId, timeZone } = vendor
  const { DB } = ctx.env
  const history = historyDb(ctx.env, vendorId)
  const found: SalesDay[] = []
  for (let toDay = beforeDay; ; toDay -= FEATURE_DAYS) {
    const fromDay = toDay - FEATURE_DAYS
    const starts = Array.from({ length: FEATURE_DAYS + 1 }, (_, i) =>
      dayStartMs(fromDay + i, timeZone),
    )
    const result = await measureStatement(history, vendorId, { starts, fromSeq: 0 }).all()
    const { days } = readingOf(result, toDay)
    if (days.length === 0) return found
    found.unshift(...days)
    await DB.batch(db.rollUpStatements(DB, vendorId, { fromDay, toDay, days, edges: [] }))
  }
}
