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
import type { VendorRow } from './directory.ts'
import { emitEvent } from './webhooks.ts'

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
  await emitEvent(
    ctx,
    lenderId,
    'credit.line_opened',
    {
      line: terms.line,
      vendor: vendorId,
      policy: terms.policy_id,
      policy_version: terms.policy_version,
      limit: { amount: terms.limit, currency: terms.currency },
      holdback_bp: holdbackBp,
    },
    idOf('event', `line_opened ${terms.line}`),
  )
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
  const line = await desk.view(ctx.nowMs)
  if (line === null) return declined('line_unknown')
  const known = line.draws.find((one) => one.draw.id === draw.id)
  if (known !== undefined) {
    const { principal, terms, seq } = known.draw
    const isSame = principal === draw.amount && terms.supplier === draw.supplierId
    if (!isSame) return { state: 'conflict' }
    // The first call may have ended before it told the lender.
    await drawPosted(ctx, vendor, { lender: line.terms.lender, draw, terms })
    return { state: 'posted', seq, atMs: known.atMs, alertCode: '' }
  }
  if (draw.supplierId === null && !line.terms.allow_cash) return declined('supplier_unknown')
  if (draw.supplierId !== null) {
    const supplier = await findPartner(ctx.env.DB, draw.supplierId)
    const isRight = supplier?.kind === 'supplier' && supplier.currency === vendor.currency
    if (!isRight) return declined('supplier_unknown')
  }
  const today = readDay(localDay(ctx.nowMs, vendor.timeZone)) ?? 0
  const inForce = await policyOfDay(ctx.env.DB, line.terms.policy_id, today)
  const policy = inForce === null ? null : (JSON.parse(inForce.body) as LendingPolicy)
  if (policy?.active !== true) return declined('line_frozen')
  const quote = await desk.quote(draw.amount)
  if (quote === null) return declined('draw_too_small')
  if (quote.owed !== draw.owed) return declined('terms_changed')
  const terms: DrawTerms = {
    line: line.terms.line,
    policy: line.terms.policy_id,
    fee: quote.fee,
    expected_days: quote.expected_days,
    daily_rate_e12: quote.daily_rate_e12,
    supplier: draw.supplierId,
    reference: draw.reference,
    // Follows from the draw’s, so that a repetition finds the same purchase.
    purchase: draw.supplierId === null ? null : idOf('purchase', `purchase ${draw.id}`),
  }
  const { lender } = line.terms
  const outcome = await ctx.env.PARTNER_BOOK.getByName(lender).draw(
    {
      id: draw.id,
      vendorId: vendor.id,
      amount: draw.amount,
      terms,
      portfolioLimit: policy.portfolio_limit_minor,
    },
    ctx.nowMs,
  )
  if (outcome.state === 'posted') await drawPosted(ctx, vendor, { lender, draw, terms })
  return outcome
}

async function drawPosted(
  ctx: Ctx,
  vendor: VendorRow,
  about: { lender: string; draw: NewDraw; terms: DrawTerms },
): Promise<void> {
  const { lender, draw, terms } = about
  const money = (amount: number) => ({ amount, currency: vendor.currency })
  const data = {
    draw: draw.id,
    line: terms.line,
    vendor: vendor.id,
    principal: money(draw.amount),
    fee: money(terms.fee),
    expected_days: terms.expected_days,
    supplier: terms.supplier,
  }
  await emitEvent(ctx, lender, 'credit.draw_posted', data, idOf('event', `draw_posted ${draw.id}`))
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
    const data = {
      line: line.terms.line,
      vendor: vendor.id,
      paid: { amount: payoff.pay, currency: vendor.currency },
    }
    const id = idOf('event', `payoff_posted ${payoff.id}`)
    await emitEvent(ctx, line.terms.lender, 'credit.payoff_posted', data, id)
  }
  return outcome
}

function declined(reason: DeclineReason): TransferOutcome {
  return { state: 'declined', reason }
}
