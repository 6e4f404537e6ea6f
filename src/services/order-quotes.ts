/** What an order would cost and how it would be paid. Nothing is set aside before somebody says yes. */
import { policyOfDay } from '../db/lending-policies.ts'
import { findPartner } from '../db/partners.ts'
import { findPool } from '../db/pools.ts'
import { dayStartMs, readDay } from '../domain/calendar.ts'
import { areaServes } from '../domain/catalogue/item.ts'
import type { SupplierTerms } from '../domain/catalogue/item.ts'
import { deliveryDays } from '../domain/catalogue/terms.ts'
import { leastDraw, quoteDraw } from '../domain/credit/line.ts'
import type { LendingPolicy } from '../domain/credit/policy.ts'
import type { Disclosure } from '../domain/credit/pricing.ts'
import type { Currency } from '../domain/money/money.ts'
import { planOf } from '../domain/orders/funding.ts'
import { goodsOf } from '../domain/orders/order.ts'
import type { MoneySource, Order, OrderCredit, OrderLine, Plan } from '../domain/orders/order.ts'
import type { Pool } from '../domain/orders/pool.ts'
import { poolLine, quoteLines, termProblems } from '../domain/orders/quote.ts'
import type { Problem, QuotedLine, Wanted } from '../domain/orders/quote.ts'
import { localDay } from '../domain/time.ts'
import { findItems, findTerms } from './catalogue.ts'
import type { Ctx } from './context.ts'
import type { VendorRow } from './directory.ts'
import { ordersOf } from './orders.ts'

export interface Ask {
  supplierId: string
  wanted: readonly Wanted[]
  sources: readonly MoneySource[]
  /** Days since 1970-01-01; null: the first that is possible. */
  deliveryDay: number | null
  pool: { id: string; unitPriceMax: number | null } | null
}

export interface Quote {
  supplier: { id: string; name: string }
  terms: SupplierTerms
  lines: QuotedLine[]
  goods: number
  plan: Plan
  missing: number
  discountBp: number
  credit: {
    lender: { id: string; name: string }
    disclosure: Disclosure
    terms: OrderCredit
  } | null
  deliveryDays: number[]
  day: number | null
  pool: Pool | null
  unitPriceMax: number | null
  problems: Problem[]
}

type Purse = Awaited<ReturnType<ReturnType<typeof ordersOf>['purse']>>

/** Quotes an order; null for a supplier that does not sell in the vendor's currency. */
export async function quoteOrder(ctx: Ctx, vendor: VendorRow, ask: Ask): Promise<Quote | null> {
  const supplier = await findPartner(ctx.env.DB, ask.supplierId)
  const terms = await findTerms(ctx, ask.supplierId)
  const isSupplier = supplier?.kind === 'supplier' && supplier.currency === vendor.currency
  if (!isSupplier || terms === null) return null
  using desk = ordersOf(ctx, vendor.id)
  const purse = await desk.purse(ctx.nowMs)
  const today = readDay(localDay(ctx.nowMs, vendor.timeZone)) ?? 0
  const { lines, problems, days, pool, unitPriceMax } = await (ask.pool === null
    ? shelfLines(ctx, vendor, ask, today)
    : poolLines(ctx, vendor, ask, ask.pool))
  const orderLines = lines.map(({ line }) => line)
  const day = ask.deliveryDay ?? days[0] ?? null
  const against =
    pool === null && lines.length > 0
      ? termProblems(orderLines, terms, { deliveryDays: days, day })
      : []
  const { earlyDiscountBp: discountBp } = terms
  const money = await fund(ctx, { vendor, purse, ask, lines: orderLines, discountBp, today })
  return {
    supplier: { id: supplier.id, name: supplier.name },
    terms,
    lines,
    goods: goodsOf(orderLines),
    ...money,
    discountBp,
    deliveryDays: days,
    day,
    pool,
    unitPriceMax,
    problems: [...problems, ...against, ...money.problems],
  }
}

interface Shelf {
  lines: QuotedLine[]
  problems: Problem[]
  days: number[]
  pool: Pool | null
  unitPriceMax: number | null
}

async function shelfLines(ctx: Ctx, vendor: VendorRow, ask: Ask, today: number): Promise<Shelf> {
  const { supplierId: supplier, wanted } = ask
  const items = await findItems(
    ctx,
    wanted.map(({ item }) => item),
  )
  const byId = new Map(items.map((item) => [item.id, item]))
  const quoted = quoteLines(wanted, byId, { supplier, today })
  const terms = await findTerms(ctx, supplier)
  const ordered = quoted.lines.flatMap(({ line }) => byId.get(line.item) ?? [])
  const days =
    terms === null
      ? []
      : deliveryDays({ terms, items: ordered, nowMs: ctx.nowMs, place: vendor.place })
  return { ...quoted, days, pool: null, unitPriceMax: null }
}

/** One line at the most that the vendor agrees to; without a word on that, at what one alone would pay. */
async function poolLines(
  ctx: Ctx,
  vendor: VendorRow,
  { wanted, supplierId }: Ask,
  { id, unitPriceMax: agreed }: NonNullable<Ask['pool']>,
): Promise<Shelf> {
  const pool = await findPool(ctx.env.DB, id)
  const [first, ...others] = wanted
  const gone = { lines: [], days: [], pool, unitPriceMax: agreed }
  const problem = (code: Problem['code']) => [{ code, item: null, least: null }]
  const isHere = pool?.supplier === supplierId && first?.item === pool.item.id
  if (pool === null || !isHere || others.length > 0)
    return { ...gone, problems: problem('item_gone') }
  const [dearest] = pool.item.tiers
  const cheapest = pool.item.tiers.at(-1)
  const unitPriceMax = agreed ?? dearest?.price ?? 0
  const line: OrderLine = poolLine(pool, first.quantity, unitPriceMax)
  const tier = { price: unitPriceMax, from: dearest?.from ?? 1, next: null }
  const isOpen = pool.closed === null && ctx.nowMs < pool.closesAtMs
  const problems = [
    ...(isOpen ? [] : problem('pool_closed')),
    ...(areaServes(pool.areas, vendor.place) ? [] : problem('area_not_served')),
    // Nobody is let in who could never pay the price of any tier.
    ...(unitPriceMax < (cheapest?.price ?? 0) ? problem('price_changed') : []),
  ]
  return { lines: [{ line, tier }], problems, days: [pool.deliveryDay], pool, unitPriceMax }
}

interface Funded {
  plan: Plan
  missing: number
  credit: Quote['credit']
  problems: Problem[]
}

async function fund(
  ctx: Ctx,
  about: {
    vendor: VendorRow
    purse: Purse
    ask: Ask
    lines: readonly OrderLine[]
    discountBp: number
    today: number
  },
): Promise<Funded> {
  const { purse, ask, lines, discountBp, today } = about
  const goods = goodsOf(lines)
  const wantsCredit = ask.sources.includes('credit')
  const line = wantsCredit ? purse.credit : null
  const least = line === null ? null : leastDraw(line.terms, line.room, line.holdbackBp)
  const credit = line === null || least === null ? null : { least, most: line.room }
  const funds = { jar: purse.jar, available: purse.available, credit }
  const { plan, missing } = planOf(goods, { sources: ask.sources, funds, discountBp })
  const problem = (code: Problem['code'], amount: number | null) => ({
    code,
    item: null,
    least: amount,
  })
  const problems: Problem[] = []
  if (missing > 0) problems.push(problem('not_enough_money', missing))
  if (wantsCredit && line === null && missing > 0) problems.push(problem('credit_not_open', null))
  if (plan.credit === 0 || line === null) return { plan, missing, credit: null, problems }
  const { terms, holdbackBp } = line
  const disclosure = quoteDraw(terms, plan.credit, holdbackBp)
  if (disclosure === null) {
    problems.push(problem('credit_too_small', least))
    return { plan, missing, credit: null, problems }
  }
  const [inForce, lender] = await Promise.all([
    policyOfDay(ctx.env.DB, terms.policy_id, today),
    findPartner(ctx.env.DB, terms.lender),
  ])
  const policy = inForce === null ? null : (JSON.parse(inForce.body) as LendingPolicy)
  if (policy?.active !== true || lender === null) {
    problems.push(problem('credit_not_open', null))
    return { plan, missing, credit: null, problems }
  }
  const orderCredit: OrderCredit = {
    lender: terms.lender,
    line: terms.line,
    policy: terms.policy_id,
    portfolioLimit: policy.portfolio_limit_minor,
    price: terms.price,
    holdbackBp,
    leastDraw: terms.min_draw,
    fee: disclosure.fee,
    expectedDays: disclosure.expected_days,
    dailyRateE12: disclosure.daily_rate_e12,
  }
  const named = { id: lender.id, name: lender.name }
  return { plan, missing, credit: { lender: named, disclosure, terms: orderCredit }, problems }
}

/** The order of a quote that nothing stands in the way of. */
export function orderOfQuote(
  ctx: Ctx,
  vendor: VendorRow,
  about: { id: string; quote: Quote; note: string | null },
): Order {
  const { id, quote, note } = about
  const { pool, unitPriceMax, day, credit } = quote
  const { legalName, taxId, address, country, timeZone } = quote.terms
  if (day === null) throw new Error('an order has a day of delivery')
  return {
    id,
    vendor: vendor.id,
    supplier: quote.supplier.id,
    currency: vendor.currency as Currency,
    parties: {
      supplier: { legalName, taxId, address, country, timeZone },
      vendor: { name: vendor.name, place: vendor.place },
    },
    state: 'placing',
    version: 0,
    lines: quote.lines.map(({ line }) => line),
    plan: quote.plan,
    discountBp: quote.discountBp,
    credit: credit?.terms ?? null,
    pool:
      pool === null || unitPriceMax === null
        ? null
        : { id: pool.id, unitPriceMax, closesAtMs: pool.closesAtMs, isClosed: false },
    delivery: {
      day,
      endsAtMs: dayStartMs(day + 1, vendor.timeZone),
      place: vendor.place,
      note,
    },
    code: null,
    delivered: null,
    dispute: null,
    claims: [],
    creditNotes: [],
    placedAtMs: ctx.nowMs,
    updatedAtMs: ctx.nowMs,
    settledAtMs: null,
    dueAtMs: null,
    events: [],
  }
}
