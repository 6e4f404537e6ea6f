/** What an order would cost: lines at today's prices, and what stands in the way. Pure. Money in minor units. */
import { isSoldOn, tierOf } from '../catalogue/item.ts'
import type { CatalogueItem, SupplierTerms, TierReached } from '../catalogue/item.ts'
import { AMOUNT_MAX_MINOR } from '../money/money.ts'
import type { OrderLine } from './order.ts'
import { goodsOf } from './order.ts'
import type { Pool } from './pool.ts'
import type { QuoteProblem } from './resource.ts'

/** What somebody wants, and the price that was shown to them (null when none was yet). */
export interface Wanted {
  item: string
  quantity: number
  shown: { priceVersion: number; unitPrice: number } | null
}

export interface Problem {
  code: QuoteProblem
  item: string | null
  /** The least, most or step that the code speaks of. */
  least: number | null
}

export interface QuotedLine {
  line: OrderLine
  tier: TierReached
}

/** Lines at today's prices; an item that is not sold any more has no line and a problem. */
export function quoteLines(
  wanted: readonly Wanted[],
  items: ReadonlyMap<string, CatalogueItem>,
  { supplier, today }: { supplier: string; today: number },
): { lines: QuotedLine[]; problems: Problem[] } {
  const lines: QuotedLine[] = []
  const problems: Problem[] = []
  for (const one of wanted) {
    const item = items.get(one.item)
    const isSold = item?.supplier === supplier && isSoldOn(item, today)
    if (item === undefined || !isSold) {
      problems.push({ code: 'item_gone', item: one.item, least: null })
      continue
    }
    problems.push(...quantityProblems(item, one.quantity))
    const tier = tierOf(item.tiers, one.quantity) ?? firstTier(item)
    if (one.shown !== null && !isAsShown(item, tier.price, one.shown))
      problems.push({ code: 'price_changed', item: item.id, least: tier.price })
    lines.push({ line: lineOf(item, one.quantity, tier.price), tier })
  }
  return { lines, problems }
}

/** The single line of an order in a pool, at the most that the vendor agrees to pay. */
export function poolLine(pool: Pool, quantity: number, unitPriceMax: number): OrderLine {
  const { id, sku, names, pack, priceVersion, taxBp } = pool.item
  return {
    item: id,
    sku,
    names,
    pack,
    priceVersion,
    unitPrice: unitPriceMax,
    taxBp,
    quantity,
    accepted: quantity,
    arrived: null,
    problem: null,
  }
}

/** What the supplier's own terms say against an order. */
export function termProblems(
  lines: readonly OrderLine[],
  { minOrder }: Pick<SupplierTerms, 'minOrder'>,
  { deliveryDays, day }: { deliveryDays: readonly number[]; day: number | null },
): Problem[] {
  const problems: Problem[] = []
  // Prices and quantities have limits of their own, and so has what may move at once.
  if (goodsOf(lines) > AMOUNT_MAX_MINOR)
    problems.push({ code: 'above_quantity', item: null, least: null })
  if (goodsOf(lines) < minOrder)
    problems.push({ code: 'below_min_order', item: null, least: minOrder })
  if (deliveryDays.length === 0) problems.push({ code: 'area_not_served', item: null, least: null })
  else if (day !== null && !deliveryDays.includes(day))
    problems.push({ code: 'day_not_served', item: null, least: null })
  return problems
}

function quantityProblems({ id, quantity, stock }: CatalogueItem, wanted: number): Problem[] {
  const { min, max, step } = quantity
  const problem = (code: QuoteProblem, least: number) => [{ code, item: id, least }]
  if (wanted < min) return problem('below_quantity', min)
  if (max !== null && wanted > max) return problem('above_quantity', max)
  if ((wanted - min) % step !== 0) return problem('not_a_step', step)
  return stock !== null && wanted > stock ? problem('not_in_stock', stock) : []
}

function isAsShown(
  { priceVersion }: CatalogueItem,
  unitPrice: number,
  shown: NonNullable<Wanted['shown']>,
): boolean {
  return shown.priceVersion === priceVersion && shown.unitPrice === unitPrice
}

function firstTier({ tiers }: CatalogueItem): TierReached {
  const [first] = tiers
  return { price: first?.price ?? 0, from: first?.from ?? 1, next: null }
}

function lineOf(item: CatalogueItem, quantity: number, unitPrice: number): OrderLine {
  const { id, sku, names, pack, priceVersion, taxBp } = item
  return {
    item: id,
    sku,
    names,
    pack,
    priceVersion,
    unitPrice,
    taxBp,
    quantity,
    accepted: quantity,
    arrived: null,
    problem: null,
  }
}
