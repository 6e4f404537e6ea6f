/** Credit as the vendor's app shows it: the meter, the offers, the line. */
import { listAppeals, listConsents } from '../db/credit-consents.ts'
import { listOpenOffers, markOffersSeen } from '../db/credit-offers.ts'
import type { OfferRow } from '../db/credit-offers.ts'
import { decisionsOfDay, findInputs, findRefresh } from '../db/credit-refreshes.ts'
import { listPartners } from '../db/partners.ts'
import { dayText } from '../domain/calendar.ts'
import type { CreditInputs } from '../domain/credit/features.ts'
import { steadyWeekly100 } from '../domain/credit/income.ts'
import type { DrawPosition, LineTerms } from '../domain/credit/line.ts'
import { CURRENT_MODEL, MODELS } from '../domain/credit/model.ts'
import { HOLDBACK_STEP_BP } from '../domain/credit/policy.ts'
import type { Disclosure } from '../domain/credit/pricing.ts'
import { priceDraw } from '../domain/credit/pricing.ts'
import type {
  CreditResource,
  DisclosureResource,
  DrawResource,
  LineResource,
  MeterResource,
  OfferResource,
} from '../domain/credit/resource.ts'
import { scoreOf } from '../domain/credit/score.ts'
import type { Decision } from '../domain/credit/underwrite.ts'
import type { DrawView, LineView } from '../domain/credit/view.ts'
import type { Currency, Money } from '../domain/money/money.ts'
import { isoTime } from '../domain/time.ts'
import type { Ctx } from './context.ts'
import { deskOf } from './credit.ts'
import type { VendorRow } from './directory.ts'

interface Named {
  id: string
  name: string
}
type NameOf = (id: string) => Named

/** Everything of `/api/credit`. Offers in it count as seen. */
export async function readCredit(ctx: Ctx, vendor: VendorRow): Promise<CreditResource> {
  const { DB } = ctx.env
  using desk = deskOf(ctx, vendor.id)
  const [line, offers, refresh, consents, appeals, partners] = await Promise.all([
    desk.view(ctx.nowMs),
    listOpenOffers(DB, vendor.id),
    findRefresh(DB, vendor.id),
    listConsents(DB, vendor.id),
    listAppeals(DB, vendor.id),
    listPartners(DB, vendor.currency),
  ])
  const names = new Map(partners.map(({ id, name }) => [id, name]))
  const nameOf: NameOf = (id) => ({ id, name: names.get(id) ?? '' })
  const open = offers.filter(({ expiresAtMs }) => expiresAtMs > ctx.nowMs)
  await markOffersSeen(
    DB,
    vendor.id,
    open.map(({ id }) => id),
    ctx.nowMs,
  )
  const asOfDay = refresh?.asOfDay ?? null
  return {
    object: 'credit',
    meter: asOfDay === null ? null : await meterOf(ctx, vendor, asOfDay),
    offers: open.map((offer) => offerResource(offer, nameOf)).toSorted(byCost),
    line: line === null ? null : lineResource(line, nameOf),
    appeals: appeals.map(({ id, code, state, answer }) => ({ id, code, state, answer })),
    consents: consents.map(({ lenderId, grantedAtMs, withdrawnAtMs }) => ({
      lender: nameOf(lenderId),
      granted_at: isoTime(grantedAtMs),
      withdrawn_at: withdrawnAtMs === null ? null : isoTime(withdrawnAtMs),
    })),
  }
}

/** A disclosure on the wire. */
export function disclosureResource(disclosure: Disclosure, currency: Currency): DisclosureResource {
  const { principal, fee, owed } = disclosure
  return {
    principal: { amount: principal, currency },
    fee: { amount: fee, currency },
    owed: { amount: owed, currency },
    holdback_bp: disclosure.holdback_bp,
    expected_days: disclosure.expected_days,
    steady_days: disclosure.steady_days,
    apr_nominal_bp: disclosure.apr_nominal_bp,
    apr_effective_bp: disclosure.apr_effective_bp,
  }
}

/** The meter of the last night, from the decision that was best for the vendor. */
async function meterOf(
  ctx: Ctx,
  vendor: VendorRow,
  asOfDay: number,
): Promise<MeterResource | null> {
  const { DB } = ctx.env
  const [stored, rows] = await Promise.all([
    findInputs(DB, vendor.id, asOfDay),
    decisionsOfDay(DB, vendor.id, asOfDay),
  ])
  if (stored === null) return null
  const inputs = JSON.parse(stored.body) as CreditInputs
  const decisions = rows.map(({ body }) => JSON.parse(body) as Decision)
  const best = decisions.toSorted((a, b) => b.limit - a.limit || (b.score ?? 0) - (a.score ?? 0))[0]
  const currency = vendor.currency as Currency
  const money = (amount: number): Money => ({ amount, currency })
  const model = MODELS[best?.model_version ?? ''] ?? CURRENT_MODEL
  const { raise } = best ?? { raise: null }
  const steady100 = steadyWeekly100(inputs.features.weeks.map(BigInt))
  return {
    as_of: dayText(asOfDay),
    steady_week: money(Number(steady100 / 100n)),
    counted: money(inputs.features.weeks.reduce((sum, week) => sum + week, 0)),
    score: best?.score ?? null,
    band: best?.band ?? null,
    lines: scoreOf(inputs, model).lines,
    reasons: best?.reasons ?? [],
    raise: raise === null ? null : { ...raise, limit: money(raise.limit) },
  }
}

function offerResource(offer: OfferRow, nameOf: NameOf): OfferResource {
  const terms = JSON.parse(offer.terms) as LineTerms
  const { currency, holdback } = terms
  const disclosure = priceDraw(terms.price, offer.amount, holdback.default_bp)
  if (disclosure === null) throw new Error(`offer ${offer.id} has no price`)
  return {
    object: 'credit_offer',
    id: offer.id,
    lender: nameOf(offer.lenderId),
    amount: { amount: offer.amount, currency },
    limit: { amount: terms.limit, currency },
    disclosure: disclosureResource(disclosure, currency),
    holdback: { ...holdback, step_bp: HOLDBACK_STEP_BP },
    rebate_bp: terms.rebate_bp,
    allow_cash: terms.allow_cash,
    is_new: offer.seenAtMs === null,
    created_at: isoTime(offer.createdAtMs),
    expires_at: isoTime(offer.expiresAtMs),
  }
}

/** By what they cost in all, never by what the operator earns; ties by id. */
function byCost(a: OfferResource, b: OfferResource): number {
  return a.disclosure.fee.amount - b.disclosure.fee.amount || (a.id < b.id ? -1 : 1)
}

function lineResource(line: LineView, nameOf: NameOf): LineResource {
  const { terms, progress, pause, payoff } = line
  const money = (amount: number): Money => ({ amount, currency: terms.currency })
  const sum = (of: (draw: DrawPosition) => number) =>
    money(line.draws.reduce((total, draw) => total + of(draw), 0))
  return {
    object: 'credit_line',
    id: terms.line,
    lender: nameOf(terms.lender),
    state: line.state,
    frozen_reason: line.frozenReason,
    limit: money(line.limit),
    available: money(line.available),
    min_draw: money(line.leastDraw ?? terms.min_draw),
    step: money(terms.step),
    holdback: {
      bp: line.holdbackBp,
      min_bp: terms.holdback.min_bp,
      max_bp: terms.holdback.max_bp,
      step_bp: HOLDBACK_STEP_BP,
    },
    allow_cash: terms.allow_cash,
    principal: sum(({ draw }) => draw.principal),
    fee: sum(({ draw }) => draw.terms.fee),
    repaid: sum(({ draw, settled }) => settled - draw.rebated - draw.writtenOff),
    rebated: sum(({ draw }) => draw.rebated),
    written_off: sum(({ draw }) => draw.writtenOff),
    remaining: sum(({ remaining }) => remaining),
    progress:
      progress === null
        ? null
        : {
            elapsed_days: progress.elapsedDays,
            expected_days: progress.expectedDays,
            planned: money(progress.planned),
            minimum: money(progress.minimum),
            repaid: money(progress.settled),
            status: progress.status,
          },
    pause: {
      until: pause.untilDay === null ? null : dayText(pause.untilDay),
      days_left: pause.daysLeft,
    },
    payoff: payoff === null ? null : { pay: money(payoff.pay), rebate: money(payoff.rebate) },
    draws: line.draws.map((draw) => drawResource(draw, terms.currency, nameOf)).toReversed(),
    events: line.events.map(({ kind, atMs, amount, value }) => ({
      kind,
      at: isoTime(atMs),
      amount: amount === null ? null : money(amount),
      value,
    })),
  }
}

/** A draw on the wire. */
function drawResource(view: DrawView, currency: Currency, nameOf: NameOf): DrawResource {
  const { draw, remaining } = view
  const { supplier } = draw.terms
  return {
    object: 'draw',
    id: draw.id,
    supplier: supplier === null ? null : nameOf(supplier),
    reference: draw.terms.reference,
    principal: { amount: draw.principal, currency },
    fee: { amount: draw.terms.fee, currency },
    remaining: { amount: remaining, currency },
    at: isoTime(view.atMs),
    expected_days: draw.terms.expected_days,
    elapsed_days: view.elapsedDays,
    state: draw.writtenOff > 0 ? 'written_off' : remaining === 0 ? 'repaid' : 'open',
    pace_bp: view.paceBp,
  }
}
