/** A vendor's credit: what it shows, and what may be done with it. */
import { drizzleStatement } from '../db/batch.ts'
import { grantConsentStatement } from '../db/credit-consents.ts'
import { endOfferStatement, findOffer } from '../db/credit-offers.ts'
import type { OfferRow } from '../db/credit-offers.ts'
import { policyOfDay } from '../db/lending-policies.ts'
import { findPartner } from '../db/partners.ts'
import { readDay } from '../domain/calendar.ts'
import { mayHoldBack } from '../domain/credit/line.ts'
import type { LineTerms } from '../domain/credit/line.ts'
import type { LendingPolicy } from '../domain/credit/policy.ts'
import { priceDraw } from '../domain/credit/pricing.ts'
import type { Disclosure } from '../domain/credit/pricing.ts'
import type { DeclineReason, DrawTerms } from '../domain/ledger/entry.ts'
import type { TransferOutcome } from '../domain/ledger/transfer.ts'
import { localDay } from '../domain/time.ts'
import { idOf } from '../platform/ids.ts'
import type { Ctx } from './context.ts'
import { drawPosted, lineOpened, payoffPosted } from './credit-events.ts'
import type { VendorRow } from './directory.ts'
import { emitEvents } from './webhooks.ts'

/** The vendor's credit desk. To be taken with `using`, like {@link accessOf}. */
export function deskOf(ctx: Ctx, vendorId: string) {
  const desk = ctx.env.VENDOR_LEDGER.getByName(vendorId).credit()
  return desk as typeof desk & Disposable
}

/** An offer that this vendor may still accept or has accepted; null for any other. */
export async function liveOffer(
  ctx: Ctx,
  vendorId: string,
  offerId: string,
): Promise<OfferRow | null> {
  const offer = await findOffer(ctx.env.DB, vendorId, offerId)
  if (offer?.state === 'accepted') return offer
  return offer?.state === 'open' && offer.expiresAtMs > ctx.nowMs ? offer : null
}

/** What a draw under an offer costs at a share of sales; null for a share or an amount that it does not allow. */
export function quoteOffer(
  offer: OfferRow,
  { amount, holdbackBp }: { amount: number; holdbackBp: number },
): Disclosure | null {
  const terms = JSON.parse(offer.terms) as LineTerms
  const isAllowed =
    mayHoldBack(terms, holdbackBp) && amount >= terms.min_draw && amount <= offer.amount
  return isAllowed ? priceDraw(terms.price, amount, holdbackBp) : null
}

export type Accepted = 'accepted' | 'line_open' | 'terms_changed'

/**
 * Accepts an offer: the line is in the vendor's book before the offer is marked, so that a repetition after any failure
 * finishes what was begun. Accepting is consent that this lender sees the vendor's income.
 *
 * @param owed minor units of the whole disclosure that was shown
 */
export async function acceptOffer(
  ctx: Ctx,
  vendorId: string,
  { offer, holdbackBp, owed }: { offer: OfferRow; holdbackBp: number; owed: number },
): Promise<Accepted> {
  const terms = JSON.parse(offer.terms) as LineTerms
  if (quoteOffer(offer, { amount: offer.amount, holdbackBp })?.owed !== owed) return 'terms_changed'
  using desk = deskOf(ctx, vendorId)
  if (!(await desk.openLine(terms, holdbackBp, ctx.nowMs))) return 'line_open'
  const { DB } = ctx.env
  const { lenderId } = offer
  const grantedAtMs = ctx.nowMs
  const end = { state: 'accepted', endedAtMs: ctx.nowMs, reason: null } as const
  // A repetition of an old acceptance must not give a consent back that was withdrawn since.
  if (offer.state === 'open') {
    await DB.batch([
      drizzleStatement(DB, endOfferStatement(DB, offer, end)),
      drizzleStatement(DB, grantConsentStatement(DB, { vendorId, lenderId, grantedAtMs })),
    ])
  }
  await emitEvents(ctx, lenderId, [lineOpened(vendorId, terms, holdbackBp)])
  return 'accepted'
}

export interface NewDraw {
  id: string
  amount: number
  /** Minor units to repay that the vendor was shown. */
  owed: number
  supplierId: string | null
  reference: string | null
}

/**
 * Draws on the vendor's line. Three books, two transfers: the lender's book sends to the vendor's, which sends on to the
 * supplier's in the same step. The same id again never draws twice.
 */
export async function drawCredit(
  ctx: Ctx,
  vendor: VendorRow,
  draw: NewDraw,
): Promise<TransferOutcome> {
  using desk = deskOf(ctx, vendor.id)
  const lender = await desk.lenderOf(draw.id)
  if (lender === null) return declined('line_unknown')
  const book = ctx.env.PARTNER_BOOK.getByName(lender)
  const { id, amount, supplierId: supplier } = draw
  const sent = { id, amount, vendorId: vendor.id }
  const told = async (outcome: TransferOutcome, terms: DrawTerms) => {
    const posted = drawPosted(vendor, { id, principal: amount, terms })
    if (outcome.state === 'posted') await emitEvents(ctx, lender, [posted])
    return outcome
  }
  // Asked first: what was sent before may still arrive, whatever would be said to it now. And the first call may have
  // ended before it told the lender.
  const again = await book.drawAgain({ ...sent, supplier }, ctx.nowMs)
  if (again !== null) return told(again.outcome, again.terms)
  const line = await desk.view(ctx.nowMs)
  if (line?.terms.lender !== lender) return declined('line_unknown')
  const { terms: lineTerms } = line
  if (!(await mayBuy(ctx, vendor, { lineTerms, supplier }))) return declined('supplier_unknown')
  const today = readDay(localDay(ctx.nowMs, vendor.timeZone)) ?? 0
  const inForce = await policyOfDay(ctx.env.DB, lineTerms.policy_id, today)
  const policy = inForce === null ? null : (JSON.parse(inForce.body) as LendingPolicy)
  if (policy?.active !== true) return declined('line_frozen')
  const quote = await desk.quote(amount)
  if (quote === null) return declined('draw_too_small')
  if (quote.owed !== draw.owed) return declined('terms_changed')
  const terms: DrawTerms = {
    line: lineTerms.line,
    policy: lineTerms.policy_id,
    fee: quote.fee,
    expected_days: quote.expected_days,
    daily_rate_e12: quote.daily_rate_e12,
    supplier,
    reference: draw.reference,
    // Follows from the draw’s, so that a repetition finds the same purchase.
    purchase: supplier === null ? null : idOf('purchase', `purchase ${id}`),
  }
  const portfolioLimit = policy.portfolio_limit_minor
  return told(await book.draw({ ...sent, terms, portfolioLimit }, ctx.nowMs), terms)
}

/** Whether a line may be drawn for a supplier, or for cash. */
async function mayBuy(
  ctx: Ctx,
  vendor: VendorRow,
  { lineTerms, supplier }: { lineTerms: LineTerms; supplier: string | null },
): Promise<boolean> {
  if (supplier === null) return lineTerms.allow_cash
  const partner = await findPartner(ctx.env.DB, supplier)
  return partner?.kind === 'supplier' && partner.currency === vendor.currency
}

/** Repays everything at once. */
export async function payOffCredit(
  ctx: Ctx,
  vendor: VendorRow,
  payoff: { id: string; pay: number },
): Promise<{ state: 'posted' } | { state: 'declined'; reason: DeclineReason }> {
  using desk = deskOf(ctx, vendor.id)
  const line = await desk.view(ctx.nowMs)
  const outcome = await desk.payOff(payoff, ctx.nowMs)
  if (outcome.state === 'posted' && line !== null) {
    const { line: lineId, lender } = line.terms
    await emitEvents(ctx, lender, [payoffPosted(vendor, { ...payoff, line: lineId })])
  }
  return outcome
}

function declined(reason: DeclineReason): TransferOutcome {
  return { state: 'declined', reason }
}
