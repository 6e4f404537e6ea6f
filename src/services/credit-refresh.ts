/** The nightly look: measures each vendor's income, decides for every policy, and lets offers and lines follow. */
import { drizzleStatement } from '../db/batch.ts'
import { endOfferStatement, insertOfferStatement, listOpenOffers } from '../db/credit-offers.ts'
import type { OfferRow } from '../db/credit-offers.ts'
import * as db from '../db/credit-refreshes.ts'
import type { DecisionRow, DueVendor } from '../db/credit-refreshes.ts'
import { policiesOfDay } from '../db/lending-policies.ts'
import { dayStartMs, readDay } from '../domain/calendar.ts'
import type { CreditInputs } from '../domain/credit/features.ts'
import type { LineTerms } from '../domain/credit/line.ts'
import { creditInputs, isFlowLow } from '../domain/credit/measure.ts'
import type { Measured } from '../domain/credit/measure.ts'
import { MODELS } from '../domain/credit/model.ts'
import { lineTermsOf, offerExpiryMs, offerStep } from '../domain/credit/offers.ts'
import type { LendingPolicy } from '../domain/credit/policy.ts'
import { canonicalBytes, inputHash, underwrite } from '../domain/credit/underwrite.ts'
import type { Decision } from '../domain/credit/underwrite.ts'
import type { CreditStanding, NightlyWord } from '../domain/credit/view.ts'
import type { Currency } from '../domain/money/money.ts'
import { localDay } from '../domain/time.ts'
import { idOf } from '../platform/ids.ts'
import type { Ctx } from './context.ts'
import { tellLenders } from './credit-events.ts'
import { measureVendor, withCircularMoney } from './credit-measure.ts'
import type { MeasuredVendor } from './credit-measure.ts'

/** Vendors of one run: with eight queries and two calls each far below what one invocation may make. */
const VENDORS_MAX = 150
/** Vendors at work at once; a Worker may keep six connections open. */
const AT_ONCE = 6
/** The look comes this long after local midnight, when the day's last payments have settled. */
const SETTLE_MS = 60 * 60 * 1000

/** Lenders hear again of what happened so long before the last look: it may have broken off. */
const TOLD_DAYS = 3

/** What one run did. */
export interface RefreshReport {
  visited: number
  failed: number
  offers: number
}

/** A policy with what its lender's portfolio can still take. */
interface PolicyOfDay {
  policy: LendingPolicy
  lenderId: string
  headroom: number
}

/**
 * Looks at the next vendors whose night has come. A run that is killed is simply followed by another: what was stored is
 * not stored again, and who was not finished is still due. All are measured before the first is decided: money that goes
 * in a circle is seen at every stall that it passes, whoever is looked at first.
 */
export async function refreshStep(ctx: Ctx): Promise<RefreshReport> {
  const { DB } = ctx.env
  await db.addMissingVendors(DB, ctx.nowMs, VENDORS_MAX)
  const due = await db.listDueVendors(DB, ctx.nowMs, VENDORS_MAX)
  const report: RefreshReport = { visited: due.length, failed: 0, offers: 0 }
  const measured: Looked[] = []
  const policies = policyBook(ctx)
  const failed = (vendor: DueVendor) => (error: unknown) => {
    report.failed += 1
    ctx.log.error('credit_refresh_failed', error, { vendor: vendor.vendorId })
  }
  await atOnce(due, async (vendor) => {
    await measure(ctx, vendor).then((looked) => measured.push(looked), failed(vendor))
  })
  await atOnce(measured, async (looked) => {
    await finish(ctx, looked, policies).then((opened) => {
      report.offers += opened
    }, failed(looked.vendor))
  })
  return report
}

async function atOnce<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < all.length; i += AT_ONCE) {
    await Promise.all(all.slice(i, i + AT_ONCE).map(work))
  }
}

/** A vendor that was measured and waits for its decisions. */
interface Looked extends MeasuredVendor {
  vendor: DueVendor
  asOfDay: number
  standing: CreditStanding
}

/** The first half of a vendor's night: what its book and its history say. */
async function measure(ctx: Ctx, vendor: DueVendor): Promise<Looked> {
  const { vendorId, timeZone } = vendor
  const asOfDay = readDay(localDay(ctx.nowMs, timeZone)) ?? 0
  const standing = await ctx.env.VENDOR_LEDGER.getByName(vendorId).creditStanding(ctx.nowMs)
  const measured = await measureVendor(ctx, vendor, { asOfDay, standing })
  return { vendor, asOfDay, standing, ...measured }
}

/** The other half: decisions, offers, and what the book and the lenders hear of it. Returns how many offers were opened. */
async function finish(
  ctx: Ctx,
  looked: Looked,
  policiesFor: (day: number, currency: string) => Promise<PolicyOfDay[]>,
): Promise<number> {
  const { vendor, asOfDay, standing, firstSeq } = looked
  const { vendorId, timeZone } = vendor
  const currency = vendor.currency as Currency
  const { DB } = ctx.env
  const measured = await withCircularMoney(ctx, { vendorId, asOfDay }, looked)
  const book = ctx.env.VENDOR_LEDGER.getByName(vendorId)
  const stored = await storedNight(ctx, vendorId, asOfDay)
  const inputs = stored?.inputs ?? creditInputs(currency, asOfDay, measured)
  const policies = await policiesFor(asOfDay, currency)
  const decided = policies.flatMap((one) => decide(inputs, one, stored?.decisions ?? []))
  const opened = await store(ctx, { vendorId, asOfDay, inputs, decided, policies, standing })
  const word = nightlyWord({ inputs, measured, decided, standing, policies })
  const sinceMs = vendor.asOfDay === null ? 0 : dayStartMs(vendor.asOfDay - TOLD_DAYS, timeZone)
  const report = await book.creditNight({ ...word, sinceMs }, ctx.nowMs)
  await tellLenders(ctx, { id: vendorId, currency }, report)
  if (opened > 0) await book.creditChanged()
  await db.saveRefresh(DB, {
    vendorId,
    dueAtMs: dayStartMs(asOfDay + 1, timeZone) + SETTLE_MS,
    asOfDay,
    fromSeq: firstSeq ?? vendor.fromSeq,
    firstSaleDay: measured.firstSaleDay,
  })
  return opened
}

/** What an earlier run of the same night stored before it was cut off: it stands. */
async function storedNight(
  ctx: Ctx,
  vendorId: string,
  asOfDay: number,
): Promise<{ inputs: CreditInputs; decisions: DecisionRow[] } | null> {
  const known = await db.findInputs(ctx.env.DB, vendorId, asOfDay)
  if (known === null) return null
  const decisions = await db.decisionsOfDay(ctx.env.DB, vendorId, asOfDay)
  return { inputs: JSON.parse(known.body) as CreditInputs, decisions }
}

function decide(inputs: CreditInputs, one: PolicyOfDay, stored: readonly DecisionRow[]): Decided[] {
  const { policy, headroom } = one
  const model = MODELS[policy.model_version]
  if (!policy.active || model === undefined) return []
  const known = stored.find(
    ({ policyId, policyVersion }) =>
      policyId === policy.policy_id && policyVersion === policy.version,
  )
  if (known !== undefined) {
    const decision = JSON.parse(known.body) as Decision
    return [{ ...one, headroom: known.headroom, decision }]
  }
  return [{ ...one, decision: underwrite(inputs, { policy, model, headroom }) }]
}

interface Decided extends PolicyOfDay {
  decision: Decision
}

/** Inputs, decisions and what they make of offers, in one transaction. */
async function store(
  ctx: Ctx,
  about: {
    vendorId: string
    asOfDay: number
    inputs: CreditInputs
    decided: Decided[]
    policies: PolicyOfDay[]
    standing: CreditStanding
  },
): Promise<number> {
  const { vendorId, asOfDay, inputs, decided, policies, standing } = about
  const { DB } = ctx.env
  const hash = inputHash(inputs)
  const open = await listOpenOffers(DB, vendorId)
  const rows = decided.map(({ decision, headroom }) => ({
    vendorId,
    asOfDay,
    policyId: decision.policy_id,
    policyVersion: decision.policy_version,
    modelVersion: decision.model_version,
    inputHash: hash,
    headroom,
    body: canonicalBytes(decision),
    decidedAtMs: ctx.nowMs,
  }))
  const body = canonicalBytes(inputs)
  const statements = db.decisionStatements(DB, { vendorId, asOfDay, hash, body }, rows)
  let opened = 0
  for (const one of decided) {
    const old = open.find(({ policyId }) => policyId === one.policy.policy_id) ?? null
    const { ended, offer } = followOffer(ctx, vendorId, { ...one, old, standing })
    if (ended !== null && old !== null)
      statements.push(drizzleStatement(DB, endOfferStatement(DB, old, ended)))
    if (offer !== null) {
      opened += 1
      statements.push(drizzleStatement(DB, insertOfferStatement(DB, offer)))
    }
  }
  for (const offer of open) {
    const { policy } = policies.find((one) => one.policy.policy_id === offer.policyId) ?? {}
    if (policy?.active === true) continue
    const ended = { state: 'withdrawn', endedAtMs: ctx.nowMs, reason: 'policy_suspended' } as const
    statements.push(drizzleStatement(DB, endOfferStatement(DB, offer, ended)))
  }
  await DB.batch(statements)
  return opened
}

function followOffer(
  ctx: Ctx,
  vendorId: string,
  about: Decided & { old: OfferRow | null; standing: CreditStanding },
) {
  const { policy, lenderId, decision, old, standing } = about
  const { nowMs } = ctx
  const known = old === null ? null : { ...old, ...amountsOf(old) }
  const lineLimit = standing.line?.lender === lenderId ? standing.line.limit : 0
  const step = offerStep(known, decision, { policy, lineLimit, nowMs })
  // Follows from the decision, so that two runs at once make one offer of it.
  const id = idOf(
    'creditOffer',
    [vendorId, decision.as_of_day, policy.policy_id, policy.version].join(' '),
  )
  const terms = lineTermsOf(decision, policy, {
    line: idOf('creditLine', id),
    offer: id,
    lender: lenderId,
  })
  const isOpened = step.step === 'open' || step.step === 'replace'
  const offer: OfferRow | null =
    isOpened && terms !== null
      ? {
          id,
          vendorId,
          lenderId,
          policyId: policy.policy_id,
          policyVersion: policy.version,
          asOfDay: decision.as_of_day,
          state: 'open',
          amount: decision.amount,
          terms: canonicalBytes(terms),
          createdAtMs: nowMs,
          expiresAtMs: offerExpiryMs(policy, nowMs),
          seenAtMs: null,
          endedAtMs: null,
          reason: null,
        }
      : null
  const ended =
    step.step === 'end'
      ? { state: step.ended, endedAtMs: nowMs, reason: step.reason }
      : step.step === 'replace'
        ? { state: step.ended, endedAtMs: nowMs, reason: null }
        : null
  return { ended, offer }
}

function amountsOf({ terms }: OfferRow): { limit: number } {
  return { limit: (JSON.parse(terms) as LineTerms).limit }
}

/** What the night found for the vendor's book: whether sales fell away, and what the decision says of its line. */
function nightlyWord(about: {
  inputs: CreditInputs
  measured: Measured
  decided: Decided[]
  standing: CreditStanding
  policies: PolicyOfDay[]
}): Omit<NightlyWord, 'sinceMs'> {
  const { inputs, measured, decided, standing, policies } = about
  const { line } = standing
  const own = decided.find(({ policy }) => policy.policy_id === line?.policyId)
  const isListed = policies.some(
    ({ policy }) => policy.policy_id === line?.policyId && policy.active,
  )
  const isHeld = own?.decision.reasons.some(({ code }) => code.startsWith('H')) === true
  return {
    isFlowLow: isFlowLow(inputs.asOfDay, measured, own?.decision.steady_weekly_100 ?? 0),
    isSuspended: line !== null && (!isListed || isHeld),
    limit: own?.decision.outcome === 'offer' ? own.decision.limit : null,
  }
}

/** The policies of a day, and what each lender can still lend: asked once a run, not once a vendor. */
function policyBook(ctx: Ctx): (day: number, currency: string) => Promise<PolicyOfDay[]> {
  const byDay = new Map<number, Promise<PolicyOfDay[]>>()
  const headrooms = new Map<string, Promise<number>>()
  const read = async (day: number): Promise<PolicyOfDay[]> => {
    const rows = await policiesOfDay(ctx.env.DB, day)
    return Promise.all(
      rows.map(async ({ lenderId, body }) => {
        const policy = JSON.parse(body) as LendingPolicy
        const { policy_id: id, portfolio_limit_minor: limit } = policy
        const known =
          headrooms.get(id) ?? ctx.env.PARTNER_BOOK.getByName(lenderId).headroom(id, limit)
        headrooms.set(id, known)
        return { policy, lenderId, headroom: await known }
      }),
    )
  }
  return async (day, currency) => {
    const reading = byDay.get(day) ?? read(day)
    byDay.set(day, reading)
    return (await reading).filter(({ policy }) => policy.currency === currency)
  }
}
