/** A line in use: opened, drawn, sold on and looked after at any moment, past or future, without waiting for a night. */
import { env } from 'cloudflare:workers'
import { and, asc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { drizzleStatement } from '../../../src/db/batch.ts'
import { insertOfferStatement } from '../../../src/db/credit-offers.ts'
import type { OfferRow } from '../../../src/db/credit-offers.ts'
import { findInputs } from '../../../src/db/credit-refreshes.ts'
import { insertPolicy } from '../../../src/db/lending-policies.ts'
import { creditOffers } from '../../../src/db/schema/credit.ts'
import { findVendor } from '../../../src/db/vendors.ts'
import type { VendorRow } from '../../../src/db/vendors.ts'
import type { CreditInputs } from '../../../src/domain/credit/features.ts'
import type { LineTerms } from '../../../src/domain/credit/line.ts'
import { priceDraw } from '../../../src/domain/credit/pricing.ts'
import type { CreditResource, LineResource } from '../../../src/domain/credit/resource.ts'
import type { NightlyWord, NightReport } from '../../../src/domain/credit/view.ts'
import type { AuditReport } from '../../../src/domain/ledger/audit.ts'
import type { TransferOutcome } from '../../../src/domain/ledger/transfer.ts'
import { newId } from '../../../src/platform/ids.ts'
import { createLog } from '../../../src/platform/log.ts'
import type { Ctx } from '../../../src/services/context.ts'
import { refreshStep } from '../../../src/services/credit-refresh.ts'
import type { RefreshReport } from '../../../src/services/credit-refresh.ts'
import { readCredit } from '../../../src/services/credit-view.ts'
import { acceptOffer, deskOf, drawCredit } from '../../../src/services/credit.ts'
import {
  openFloat,
  openWallet,
  payment,
  TOKEN,
  vendorBook,
  walletBook,
} from '../../support/books.ts'
import { signUp } from '../../support/http.ts'
import type { Stall } from '../../support/http.ts'
import type { Partner } from '../partner/world.ts'
import { DAY_MS, newCreditWorld, sell } from './world.ts'
import type { CreditWorld } from './world.ts'

/** A stall with a line, and everybody else that a draw needs. */
export interface Servicing extends CreditWorld {
  stall: Stall
  terms: LineTerms
}

/** The use cases at a moment of the test's choice. */
export function ctxAt(nowMs: number): Ctx {
  const log = createLog({ request_id: 'req_TEST' })
  return { env, nowMs, requestId: newId('httpRequest', nowMs), origin: 'https://pay.test', log }
}

export function partnerBook(id: string) {
  return env.PARTNER_BOOK.getByName(id)
}

/** Terms at which 100,000 are to be repaid in about 44 days. */
export function termsOf(
  { lender, policy }: Pick<CreditWorld, 'lender' | 'policy'>,
  change: Partial<LineTerms> = {},
): LineTerms {
  const now = Date.now()
  return {
    line: newId('creditLine', now),
    offer: newId('creditOffer', now),
    lender: lender.id,
    policy_id: policy.policy_id,
    policy_version: policy.version,
    band: 'A',
    currency: 'INR',
    limit: 500_000,
    min_draw: 50_000,
    step: 10_000,
    holdback: { default_bp: 1200, min_bp: 800, max_bp: 2000 },
    price: {
      fee_bp: 450,
      min_fee_bp: 50,
      max_apr_bp: 6000,
      apr_basis: 'nominal_daily_x365',
      window_sales: 2_400_000,
      window_days: 120,
      steady_weekly_100: 14_000_000,
    },
    rebate_bp: 10_000,
    allow_cash: false,
    portfolio_limit: policy.portfolio_limit_minor,
    ...change,
  }
}

/** Opens a line in the stall's book as accepting an offer does. */
export async function openLine(
  stall: Stall,
  terms: LineTerms,
  atMs = Date.now(),
): Promise<boolean> {
  using desk = deskOf(ctxAt(atMs), stall.id)
  return await desk.openLine(terms, terms.holdback.default_bp, atMs)
}

/** A lender whose policy was in force at that moment already: the API takes only policies of today and later. */
async function worldSince(atMs: number): Promise<CreditWorld> {
  const world = await newCreditWorld()
  if (atMs > Date.now() - DAY_MS) return world
  const day = Math.floor(atMs / DAY_MS) - 1
  const policy = {
    ...world.policy,
    policy_id: `${world.policy.policy_id}-old`,
    valid_from_day: day,
  }
  await insertPolicy(env.DB, {
    policyId: policy.policy_id,
    version: 1,
    lenderId: world.lender.id,
    currency: policy.currency,
    validFromDay: day,
    body: JSON.stringify(policy),
    createdAtMs: atMs,
  })
  return { ...world, policy }
}

/** A new stall with an open line of a new lender. */
export async function newServicing({
  atMs = Date.now(),
  world,
  change = {},
}: { atMs?: number; world?: CreditWorld; change?: Partial<LineTerms> } = {}): Promise<Servicing> {
  const there = world ?? (await worldSince(atMs))
  const stall = await signUp()
  const terms = termsOf(there, change)
  await openLine(stall, terms, atMs)
  return { ...there, stall, terms }
}

/** An offer in D1 as the nightly look makes them. */
export async function offerTo(
  stall: Stall,
  world: CreditWorld,
  change: Partial<OfferRow> & { terms?: never } = {},
): Promise<OfferRow> {
  const terms = termsOf(world)
  const now = Date.now()
  const row: OfferRow = {
    id: terms.offer,
    vendorId: stall.id,
    lenderId: world.lender.id,
    policyId: world.policy.policy_id,
    policyVersion: 1,
    asOfDay: Math.floor(now / DAY_MS),
    state: 'open',
    amount: terms.limit,
    terms: JSON.stringify(terms),
    createdAtMs: now,
    expiresAtMs: now + 7 * DAY_MS,
    seenAtMs: null,
    endedAtMs: null,
    reason: null,
    ...change,
  }
  await drizzleStatement(env.DB, insertOfferStatement(env.DB, row)).run()
  return row
}

export async function rowOf(stall: Stall): Promise<VendorRow> {
  const row = await findVendor(env.DB, stall.id)
  if (row === null) throw new Error('there is no such vendor')
  return row
}

/** Draws for the supplier at the terms that the line has now. */
export async function drawAt(
  { stall, supplier }: { stall: Stall; supplier: Pick<Partner, 'id'> },
  amount: number,
  { atMs = Date.now(), id = newId('draw', atMs) }: { atMs?: number; id?: string } = {},
): Promise<TransferOutcome & { id: string }> {
  const ctx = ctxAt(atMs)
  using desk = deskOf(ctx, stall.id)
  const owed = (await desk.quote(amount))?.owed ?? 0
  const draw = { id, amount, owed, supplierId: supplier.id, reference: null }
  return { ...(await drawCredit(ctx, await rowOf(stall), draw)), id }
}

/** What the vendor’s app would show at a moment. */
export async function creditAt(stall: Stall, atMs = Date.now()): Promise<CreditResource> {
  return readCredit(ctxAt(atMs), await rowOf(stall))
}

export async function lineAt(stall: Stall, atMs = Date.now()): Promise<LineResource> {
  const { line } = await creditAt(stall, atMs)
  if (line === null) throw new Error('there is no line')
  return line
}

/** The book’s part of the nightly look, without the look; reports that night alone. */
export async function nightOf(
  stall: Pick<Stall, 'id'>,
  atMs: number,
  word: Partial<NightlyWord> = {},
): Promise<NightReport> {
  const quiet = { isFlowLow: false, isSuspended: false, limit: null, sinceMs: atMs }
  return await vendorBook(stall.id).creditNight({ ...quiet, ...word }, atMs)
}

let float: Promise<string> | null = null

/** A wallet that can pay and take refunds. */
export async function shopper(amount = 1_000_000): Promise<string> {
  float ??= openFloat(1_000_000_000)
  return openWallet(await float, amount)
}

/** A sale that is paid from a real wallet, so that it can be refunded. */
export async function paySale(
  stall: Pick<Stall, 'id'>,
  walletId: string,
  amount: number,
  { atMs = Date.now(), tip = 0 }: { atMs?: number; tip?: number } = {},
): Promise<string> {
  const paid = payment(stall.id, amount, { id: newId('payment', atMs), tip })
  const { state } = await walletBook(walletId).pay({ token: TOKEN }, paid, atMs)
  if (state !== 'posted') throw new Error(`the sale is ${state}`)
  return paid.id
}

export async function refundSale(
  stall: Pick<Stall, 'id'>,
  paymentId: string,
  amount: number,
  atMs = Date.now(),
): Promise<TransferOutcome> {
  const refund = { id: newId('refund', atMs), paymentId, amount }
  return await vendorBook(stall.id).refund(refund, atMs)
}

export async function availableAt(stall: Pick<Stall, 'id'>): Promise<number> {
  return (await vendorBook(stall.id).today(Date.now())).balance.available.amount
}

export async function floatOf(partner: Pick<Partner, 'id'>): Promise<number> {
  return (await partnerBook(partner.id).float())?.available ?? 0
}

/** Waits until something is so: what a book does after its answer has no other end. */
export async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    if (await isSo()) return
    await scheduler.wait(20)
  }
  throw new Error(`waited in vain until ${what}`)
}

/** The identity of a line: what is missing on its right side; 0 in sound books. */
export function gapOf({
  principal,
  fee,
  repaid,
  rebated,
  written_off: writtenOff,
  remaining,
}: LineResource): number {
  const to = repaid.amount + rebated.amount + writtenOff.amount + remaining.amount
  return principal.amount + fee.amount - to
}

/** What is wrong with some books, each for itself and together: money that left one must have arrived in another. */
export async function problemsOf(books: { audit(): Promise<AuditReport> }[]): Promise<string[]> {
  const reports = await Promise.all(books.map((book) => book.audit()))
  const sum = (total: 'inbound' | 'outbound' | 'open') =>
    reports.reduce((running, report) => running + report[total], 0)
  const wrong = reports.flatMap(({ book, problems }) => problems.map((one) => `${book} ${one}`))
  if (sum('outbound') !== sum('inbound'))
    wrong.push(`${sum('outbound')} left and ${sum('inbound')} arrived`)
  if (sum('open') > 0) wrong.push(`${sum('open')} transfers never ended`)
  return wrong
}

/** Shoppers who come again and again. */
export const REGULARS = Array.from({ length: 60 }, () => newId('wallet', Date.now()))

/** Midnight in Kolkata of today, and so many days on. */
export function dayMs(offset: number): number {
  const local = 5.5 * 3_600_000
  return Math.floor((Date.now() + local) / DAY_MS + offset) * DAY_MS - local
}

/** When the nightly look of a day in Kolkata comes. */
export function nightMs(offset: number): number {
  return dayMs(offset) + 3_600_000
}

/** Sales of regulars from the morning on, on days counted from today; `to` is not one of them. */
export async function sellDays(
  stall: Pick<Stall, 'id'>,
  {
    from,
    to,
    perDay = 4,
    amount = 25_000,
  }: { from: number; to: number; perDay?: number; amount?: number },
): Promise<void> {
  for (let day = from; day < to; day += 1) {
    for (let i = 0; i < perDay; i += 1) {
      const wallet = REGULARS[(Math.abs(day) * perDay + i) % REGULARS.length] ?? ''
      await sell(stall.id, amount, { wallet, atMs: dayMs(day) + 10 * 3_600_000 + i * 600_000 })
    }
  }
}

/** The nightly look of everybody who is due, without the sweep of the books that comes with the cron. */
export async function look(offset: number): Promise<RefreshReport> {
  const report = await refreshStep(ctxAt(nightMs(offset)))
  if (report.failed > 0) throw new Error(`${report.failed} looks failed`)
  return report
}

export async function offersOf(
  stall: Pick<Stall, 'id'>,
  lender: Pick<Partner, 'id'>,
): Promise<OfferRow[]> {
  const rows = await drizzle(env.DB)
    .select()
    .from(creditOffers)
    .where(and(eq(creditOffers.vendorId, stall.id), eq(creditOffers.lenderId, lender.id)))
    .orderBy(asc(creditOffers.createdAtMs))
  return rows
}

/** What a look measured. */
export async function inputsOf(stall: Pick<Stall, 'id'>, offset: number): Promise<CreditInputs> {
  const asOfDay = Math.floor((dayMs(offset) + 12 * 3_600_000) / DAY_MS)
  const row = await findInputs(env.DB, stall.id, asOfDay)
  if (row === null) throw new Error('there was no look')
  return JSON.parse(row.body) as CreditInputs
}

/** Accepts an offer that is open, at a moment. */
export async function acceptAt(stall: Stall, offer: OfferRow, atMs: number): Promise<void> {
  const terms = JSON.parse(offer.terms) as LineTerms
  const holdbackBp = terms.holdback.default_bp
  const owed = priceDraw(terms.price, offer.amount, holdbackBp)?.owed ?? 0
  const accepted = await acceptOffer(ctxAt(atMs), stall.id, { offer, holdbackBp, owed })
  if (accepted !== 'accepted') throw new Error(accepted)
}
