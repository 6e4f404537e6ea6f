/** Lenders: their policies, what they lent, what they may see. */
import { hasConsent, insertRead } from '../db/credit-consents.ts'
import { cohortTotals, listCreditDraws, portfolioTotals } from '../db/credit-draws.ts'
import type { CreditDrawRow } from '../db/credit-draws.ts'
import {
  daysStatement,
  decisionsOfDay,
  findRefresh,
  listDecisions,
  listNewestInputs,
} from '../db/credit-refreshes.ts'
import * as db from '../db/lending-policies.ts'
import type { PolicyRow } from '../db/lending-policies.ts'
import { assess } from '../domain/credit/decision.ts'
import { expectedLossBp } from '../domain/credit/expected-loss.ts'
import type { CreditInputs } from '../domain/credit/features.ts'
import { MODELS } from '../domain/credit/model.ts'
import { bandsOf, policyProblems } from '../domain/credit/policy.ts'
import type { LendingPolicy, PolicyProblem } from '../domain/credit/policy.ts'
import { canonicalBytes } from '../domain/credit/underwrite.ts'
import type { Decision } from '../domain/credit/underwrite.ts'
import type { EntryKind } from '../domain/ledger/entry.ts'
import type { BookMovement } from '../domain/partners/funding.ts'
import type { Ctx } from './context.ts'

export type { CreditDrawRow, PolicyRow }

const DAY_MS = 24 * 60 * 60 * 1000
/** Vendors that one call of a dry run looks at: well within a second. */
const DRY_RUN_VENDORS = 500

export type AddedPolicy =
  | { outcome: 'added'; row: PolicyRow }
  /** The same version with the same content is there already. */
  | { outcome: 'exists'; row: PolicyRow }
  | { outcome: 'invalid'; problems: PolicyProblem[] }
  | { outcome: 'conflict'; detail: string }

/** Adds a version of a policy. Versions follow each other without gaps, and none is ever changed. */
export async function addPolicy(
  ctx: Ctx,
  lender: { id: string; currency: string },
  policy: LendingPolicy,
): Promise<AddedPolicy> {
  const { DB } = ctx.env
  const body = canonicalBytes(policy)
  const same = await db.findPolicy(DB, policy.policy_id, policy.version)
  if (same !== null && same.lenderId === lender.id && same.body === body)
    return { outcome: 'exists', row: same }
  const newest = await db.newestPolicy(DB, policy.policy_id)
  const conflict = versionConflict(policy, lender.id, newest)
  if (conflict !== null) return { outcome: 'conflict', detail: conflict }
  const problems = [...policyProblems(policy), ...placeProblems(ctx, policy, { lender, newest })]
  if (problems.length > 0) return { outcome: 'invalid', problems }
  const row: PolicyRow = {
    policyId: policy.policy_id,
    version: policy.version,
    lenderId: lender.id,
    currency: policy.currency,
    validFromDay: policy.valid_from_day,
    body,
    createdAtMs: ctx.nowMs,
  }
  // Another call may have added the version since it was looked for.
  if (!(await db.insertPolicy(DB, row))) {
    const first = await db.findPolicy(DB, policy.policy_id, policy.version)
    if (first?.lenderId === lender.id && first.body === body)
      return { outcome: 'exists', row: first }
    return { outcome: 'conflict', detail: 'This version was added a moment ago.' }
  }
  return { outcome: 'added', row }
}

function versionConflict(
  policy: LendingPolicy,
  lenderId: string,
  newest: PolicyRow | null,
): string | null {
  if (newest !== null && newest.lenderId !== lenderId)
    return 'This policy_id belongs to another lender.'
  const next = (newest?.version ?? 0) + 1
  if (policy.version === next) return null
  return policy.version < next
    ? `Version ${policy.version} is there already and says something else; the next is ${next}.`
    : `The next version is ${next}.`
}

/** What is wrong with a policy in its place: after the version before, in the lender's currency, from a day to come. */
function placeProblems(
  ctx: Ctx,
  policy: LendingPolicy,
  { lender, newest }: { lender: { currency: string }; newest: PolicyRow | null },
): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  if (policy.currency !== lender.currency)
    problems.push({
      pointer: '/currency',
      code: 'currency_mismatch',
      detail: `the lender’s book is kept in ${lender.currency}`,
    })
  // Somewhere it is still yesterday.
  if (policy.valid_from_day < Math.floor(ctx.nowMs / DAY_MS) - 1)
    problems.push({ pointer: '/valid_from_day', code: 'in_the_past', detail: 'is in the past' })
  if (newest !== null && policy.valid_from_day < newest.validFromDay)
    problems.push({
      pointer: '/valid_from_day',
      code: 'versions_overlap',
      detail: 'is before the day of the version before',
    })
  return problems
}

export async function listPolicies(
  ctx: Ctx,
  lenderId: string | null,
  page: { after: { policyId: string; version: number }; limit: number },
): Promise<PolicyRow[]> {
  return db.listPolicies(ctx.env.DB, lenderId, page)
}

/** A version that the caller may see: a lender its own, the operator (null) all. */
export async function findPolicy(
  ctx: Ctx,
  lenderId: string | null,
  { policyId, version }: { policyId: string; version: number },
): Promise<PolicyRow | null> {
  const row = await db.findPolicy(ctx.env.DB, policyId, version)
  return row !== null && (lenderId === null || row.lenderId === lenderId) ? row : null
}

/** What a policy would offer the vendors as they were measured last; nothing is stored. Money in minor units. */
export interface DryRun {
  vendors: number
  bands: { band: string; offers: number; amount: number; loss: number }[]
  reasons: { code: string; vendors: number }[]
  next: string | null
}

/**
 * @param place which five hundred of the vendors: whole pages, so that no lender can tell one vendor from the difference of
 *   two answers
 */
export async function dryRun(ctx: Ctx, policy: LendingPolicy, place: number): Promise<DryRun> {
  const page = { offset: place * DRY_RUN_VENDORS, limit: DRY_RUN_VENDORS }
  const rows = await listNewestInputs(ctx.env.DB, policy.currency, page)
  const model = MODELS[policy.model_version]
  if (model === undefined) throw new Error('the contract names the models')
  const bands = bandsOf(policy).map(({ band }) => ({ band, offers: 0, amount: 0, loss: 0 }))
  const reasons = new Map<string, number>()
  let headroom = policy.portfolio_limit_minor
  for (const { body } of rows) {
    const decided = assess(JSON.parse(body) as CreditInputs, { policy, model, headroom })
    const band = bands.find((one) => one.band === decided.band)
    if (decided.outcome === 'offer' && band !== undefined) {
      band.offers += 1
      band.amount += decided.amount
      band.loss += Math.round((decided.amount * expectedLossBp(decided.score ?? 0)) / 10_000)
      headroom -= decided.amount
    } else {
      const code = decided.reasons[0]?.code ?? 'none'
      reasons.set(code, (reasons.get(code) ?? 0) + 1)
    }
  }
  return {
    vendors: rows.length,
    bands,
    reasons: [...reasons]
      .map(([code, vendors]) => ({ code, vendors }))
      .toSorted((a, b) => b.vendors - a.vendors || (a.code < b.code ? -1 : 1)),
    next: rows.length < DRY_RUN_VENDORS ? null : String(place + 1),
  }
}

export async function readPortfolio(ctx: Ctx, lenderId: string) {
  return portfolioTotals(ctx.env.DB, lenderId)
}

export async function readPerformance(ctx: Ctx, lenderId: string) {
  return cohortTotals(ctx.env.DB, lenderId)
}

export async function listDraws(
  ctx: Ctx,
  lenderId: string,
  page: { afterId: string; limit: number },
): Promise<CreditDrawRow[]> {
  return listCreditDraws(ctx.env.DB, lenderId, page)
}

/** Movements of the caller's own book, newest first. */
export async function listMovements(
  ctx: Ctx,
  partnerId: string,
  { kind, beforeSeq, limit }: { kind: EntryKind; beforeSeq: number; limit: number },
): Promise<BookMovement[]> {
  return ctx.env.PARTNER_BOOK.getByName(partnerId).movements([kind], beforeSeq, limit)
}

/** Days of sales that a lender sees with a vendor's consent; a decision looks back further than its lender. */
const INCOME_DAYS = 120

export interface Income {
  asOfDay: number | null
  steadyWeekly100: number
  days: { day: number; sales: number }[]
}

/** A vendor's income, for a lender that the vendor allowed to see it; null for any other. Each reading is logged first. */
export async function readIncome(
  ctx: Ctx,
  lenderId: string,
  vendorId: string,
): Promise<Income | null> {
  const { DB } = ctx.env
  if (!(await hasConsent(DB, vendorId, lenderId))) return null
  const { nowMs: atMs, requestId } = ctx
  await insertRead(DB, { vendorId, lenderId, atMs, requestId, what: 'income' })
  const refresh = await findRefresh(DB, vendorId)
  const asOfDay = refresh?.asOfDay ?? null
  if (asOfDay === null) return { asOfDay, steadyWeekly100: 0, days: [] }
  const window = { fromDay: asOfDay - INCOME_DAYS, toDay: asOfDay }
  const [days, decisions] = await Promise.all([
    daysStatement(DB, vendorId, window),
    decisionsOfDay(DB, vendorId, asOfDay),
  ])
  const [first] = decisions.map(({ body }) => JSON.parse(body) as Decision)
  return { asOfDay, steadyWeekly100: first?.steady_weekly_100 ?? 0, days }
}

export async function decisionsAfter(
  ctx: Ctx,
  after: { vendorId: string; asOfDay: number; policyId: string; policyVersion: number },
  limit: number,
) {
  return listDecisions(ctx.env.DB, after, limit)
}
