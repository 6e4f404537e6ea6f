/** Who may see a vendor's income, who did, and appeals against rules that hold a vendor. */
import * as db from '../db/credit-consents.ts'
import type { AppealRow } from '../db/credit-consents.ts'
import { listPartners } from '../db/partners.ts'
import type { GateCode } from '../domain/credit/features.ts'
import { newId } from '../platform/ids.ts'
import type { Ctx } from './context.ts'
import type { VendorRow } from './directory.ts'

export type { AppealRow }

const READS_SHOWN = 100

/** Lenders that read the vendor's income, the newest first. */
export async function readsOf(ctx: Ctx, vendor: VendorRow) {
  const [reads, partners] = await Promise.all([
    db.listReads(ctx.env.DB, vendor.id, READS_SHOWN),
    listPartners(ctx.env.DB, vendor.currency),
  ])
  const names = new Map(partners.map(({ id, name }) => [id, name]))
  return reads.map(({ lenderId, what, atMs }) => ({
    lender: { id: lenderId, name: names.get(lenderId) ?? '' },
    what,
    atMs,
  }))
}

/** Ends a lender's view of the vendor's income. What it lent stays as it was agreed. */
export async function withdrawConsent(ctx: Ctx, vendorId: string, lenderId: string): Promise<void> {
  await db.withdrawConsent(ctx.env.DB, vendorId, lenderId, ctx.nowMs)
}

/** Appeals against a rule; false while an appeal against the same rule is open. */
export async function appeal(
  ctx: Ctx,
  vendorId: string,
  { code, text }: { code: GateCode; text: string },
): Promise<boolean> {
  const known = await db.listAppeals(ctx.env.DB, vendorId)
  if (known.some((one) => one.code === code && one.state === 'open')) return false
  await db.insertAppeal(ctx.env.DB, {
    id: newId('appeal', ctx.nowMs),
    vendorId,
    code,
    text,
    state: 'open',
    answer: null,
    createdAtMs: ctx.nowMs,
    resolvedAtMs: null,
  })
  return true
}

export async function listAppeals(
  ctx: Ctx,
  state: AppealRow['state'] | null,
  page: { afterId: string; limit: number },
): Promise<AppealRow[]> {
  const states: AppealRow['state'][] = state === null ? ['open', 'upheld', 'rejected'] : [state]
  return db.listAppealsByState(ctx.env.DB, states, page)
}

/** A person's answer to an appeal. An upheld one sets its rule aside from the next night on: a day's decisions stand. */
export async function resolveAppeal(
  ctx: Ctx,
  appealId: string,
  { state, answer }: { state: 'upheld' | 'rejected'; answer: string },
): Promise<AppealRow | null> {
  const resolved = await db.resolveAppeal(ctx.env.DB, appealId, {
    state,
    answer,
    resolvedAtMs: ctx.nowMs,
  })
  if (resolved === null) return null
  await ctx.env.VENDOR_LEDGER.getByName(resolved.vendorId).creditChanged()
  return resolved
}
