/** Buying stock as the vendor's app shows it: what there is, what else there is, what the stall buys again. */
import { findMatches } from '../db/catalogue-search.ts'
import { findItems } from '../db/catalogue.ts'
import type { StoredItem } from '../db/catalogue.ts'
import { listVendorOrders } from '../db/orders.ts'
import * as db from '../db/sourcing.ts'
import { dayText, readDay } from '../domain/calendar.ts'
import { areaServes, isSoldOn, nameIn, pricePerUnit } from '../domain/catalogue/item.ts'
import type { SupplierTerms } from '../domain/catalogue/item.ts'
import type {
  ItemDetail,
  ItemPage,
  ItemResource,
  SourcingHome,
  SupplierResource,
} from '../domain/catalogue/resource.ts'
import type { Restock } from '../domain/catalogue/restock.ts'
import { isKin, kinMatch } from '../domain/catalogue/search.ts'
import type { SearchScope } from '../domain/catalogue/search.ts'
import { deliveryDays } from '../domain/catalogue/terms.ts'
import type { Currency, Money } from '../domain/money/money.ts'
import type { Order } from '../domain/orders/order.ts'
import { localDay } from '../domain/time.ts'
import { listTerms } from './catalogue.ts'
import type { Ctx } from './context.ts'
import type { VendorRow } from './directory.ts'
import { listSuppliers } from './partners.ts'
import { search } from './sourcing-search.ts'
import type { readPlace } from './sourcing-search.ts'

/** Items on a shelf are counted so far; a screen shows a hundred as "100+". */
export const SHELF_COUNT_MAX = 100
/** Rows of the first page that scroll sideways. */
const FAVOURITES_SHOWN = 50
const BUY_AGAIN_SHOWN = 20
/** Orders that are looked through for what is bought again: some months of a busy stall. */
const ORDERS_READ = 50
/** What else could be bought, and how many of its kind are compared for it. */
const ALTERNATIVES_SHOWN = 6
const ALTERNATIVES_COMPARED = 40
/** Orders that came to nothing, or may yet, say nothing about what the stall buys. */
const NOT_BOUGHT: ReadonlySet<string> = new Set(['placing', 'rejected', 'cancelled', 'expired'])

/** A page of items that are found by what was typed, or of a shelf. */
export async function searchItems(
  ctx: Ctx,
  vendor: VendorRow,
  asked: { text: string; scope: SearchScope; place: ReturnType<typeof readPlace> },
): Promise<Omit<ItemPage, 'next_cursor'> & { next: string | null }> {
  const look = { currency: vendor.currency, today: todayOf(ctx, vendor), scope: asked.scope }
  const { ids, next, didYouMean } = await search(ctx, look, asked)
  const data = await resources(ctx, vendor, await findItems(ctx.env.DB, ids))
  return { data, next, did_you_mean: didYouMean }
}

/** An item with what could be bought in its place; null when it is not sold to this stall. */
export async function readItem(
  ctx: Ctx,
  vendor: VendorRow,
  itemId: string,
): Promise<ItemDetail | null> {
  const [item] = await soldItems(ctx, vendor, [itemId])
  if (item === undefined) return null
  const others = await kin(ctx, vendor, item)
  const [own, ...alternatives] = await resources(ctx, vendor, [item, ...others])
  if (own === undefined) return null
  return {
    ...own,
    alternatives: alternatives
      .toSorted(
        (one, other) =>
          Number(other.delivery_days.length > 0) - Number(one.delivery_days.length > 0) ||
          leastPerUnit(one) - leastPerUnit(other),
      )
      .slice(0, ALTERNATIVES_SHOWN),
  }
}

/** Items of the same kind whose prices can be compared with an item's, whoever sells them. */
async function kin(ctx: Ctx, vendor: VendorRow, item: StoredItem): Promise<StoredItem[]> {
  const match = kinMatch(item)
  if (match === null) return []
  const ids = await findMatches(ctx.env.DB, vendor.currency, [match], {
    today: todayOf(ctx, vendor),
    limit: ALTERNATIVES_COMPARED,
    skip: 0,
  })
  const per = perOf(item)
  const others = await findItems(ctx.env.DB, ids)
  return others.filter(
    (other) => other.id !== item.id && perOf(other) === per && isKin(item, other),
  )
}

function perOf({ pack }: StoredItem): string {
  return pricePerUnit(pack, 0).per
}

/** What is paid for a unit when the least quantity is bought. */
function leastPerUnit({ tiers }: ItemResource): number {
  return tiers[0]?.per_unit.amount ?? 0
}

/** Marks an item, or takes the mark away; false for one that is not sold to this stall. */
export async function setFavourite(
  ctx: Ctx,
  vendor: VendorRow,
  { itemId, isFavourite }: { itemId: string; isFavourite: boolean },
): Promise<boolean> {
  if (!isFavourite) {
    await db.deleteFavourite(ctx.env.DB, vendor.id, itemId)
    return true
  }
  const [item] = await soldItems(ctx, vendor, [itemId])
  if (item === undefined) return false
  await db.insertFavourite(ctx.env.DB, { vendorId: vendor.id, itemId, atMs: ctx.nowMs })
  return true
}

/** What only the vendor's book knows. Minor units, basis points. */
export interface BookSide {
  jar: number
  jarBp: number
  openOrders: number
  hints: readonly Restock[]
}

/** The first page of buying stock. */
export async function homeResource(
  ctx: Ctx,
  vendor: VendorRow,
  { jar, jarBp, openOrders, hints }: BookSide,
): Promise<SourcingHome> {
  const counted = { today: todayOf(ctx, vendor), most: SHELF_COUNT_MAX }
  const [suppliers, categories, favourites, bought] = await Promise.all([
    supplierResources(ctx, vendor),
    db.countShelves(ctx.env.DB, vendor.currency, counted),
    db.listFavourites(ctx.env.DB, vendor.id, FAVOURITES_SHOWN),
    boughtItems(ctx, vendor),
  ])
  const ids = new Set([...favourites, ...bought, ...hints.map(({ item }) => item)])
  const items = await resources(ctx, vendor, await soldItems(ctx, vendor, [...ids]))
  const byId = new Map(items.map((item) => [item.id, item]))
  const shown = (id: string) => byId.get(id) ?? []
  return {
    object: 'sourcing',
    suppliers,
    categories,
    buy_again: bought.flatMap(shown).slice(0, BUY_AGAIN_SHOWN),
    favourites: favourites.flatMap(shown),
    hints: hints.flatMap(({ item: id, ...hint }) => {
      const item = byId.get(id)
      return item === undefined ? [] : [{ ...hint, item }]
    }),
    jar: { balance: moneyOf(jar, vendor), share_bp: jarBp },
    open_orders: openOrders,
  }
}

/** Items of the stall's past orders, the newest first. */
async function boughtItems(ctx: Ctx, vendor: VendorRow): Promise<string[]> {
  const orders = await listVendorOrders(ctx.env.DB, vendor.id, ORDERS_READ)
  const ids = orders
    .filter(({ state }) => !NOT_BOUGHT.has(state))
    .flatMap(({ body }) => (JSON.parse(body) as Pick<Order, 'lines'>).lines)
    .map(({ item }) => item)
  return [...new Set(ids)]
}

async function supplierResources(ctx: Ctx, vendor: VendorRow): Promise<SupplierResource[]> {
  const suppliers = await listSuppliers(ctx, vendor.currency)
  const terms = await listTerms(
    ctx,
    suppliers.map(({ id }) => id),
  )
  return suppliers.flatMap(({ id, name }) => {
    const own = terms.get(id)
    // From one that promises nothing nothing can be ordered.
    if (own === undefined) return []
    return {
      id,
      name,
      min_order: moneyOf(own.minOrder, vendor),
      early_discount_bp: own.earlyDiscountBp,
      delivery_days: daysOf(ctx, vendor, { terms: own, items: [] }),
      serves_here: areaServes(own.areas, vendor.place),
    }
  })
}

/** Items of some that are sold to a stall today, in their order. */
async function soldItems(
  ctx: Ctx,
  vendor: VendorRow,
  ids: readonly string[],
): Promise<StoredItem[]> {
  const today = todayOf(ctx, vendor)
  const items = await findItems(ctx.env.DB, ids)
  return items.filter((item) => item.currency === vendor.currency && isSoldOn(item, today))
}

/** Items as a stall sees them. */
async function resources(
  ctx: Ctx,
  vendor: VendorRow,
  items: readonly StoredItem[],
): Promise<ItemResource[]> {
  if (items.length === 0) return []
  const suppliers = [...new Set(items.map(({ supplier }) => supplier))]
  const ids = items.map(({ id }) => id)
  const [terms, names, favourites] = await Promise.all([
    listTerms(ctx, suppliers),
    db.partnerNames(ctx.env.DB, suppliers),
    db.favouritesAmong(ctx.env.DB, vendor.id, ids),
  ])
  return items.map((item) => {
    const own = terms.get(item.supplier)
    return {
      object: 'catalogue_item',
      id: item.id,
      supplier: { id: item.supplier, name: names.get(item.supplier) ?? '' },
      sku: item.sku,
      name: nameIn(item.names, vendor.locale),
      category: item.category,
      pack: item.pack,
      quantity: item.quantity,
      tiers: item.tiers.map(({ from, price }) => ({
        from,
        price: moneyOf(price, vendor),
        per_unit: moneyOf(pricePerUnit(item.pack, price).price, vendor),
      })),
      per: pricePerUnit(item.pack, 0).per,
      price_version: item.priceVersion,
      stock: item.stock,
      photo_url: item.photo === null ? null : `/media/${item.photo}`,
      delivery_days: own === undefined ? [] : daysOf(ctx, vendor, { terms: own, items: [item] }),
      is_favourite: favourites.has(item.id),
    }
  })
}

function daysOf(
  ctx: Ctx,
  { place }: VendorRow,
  { terms, items }: { terms: SupplierTerms; items: readonly StoredItem[] },
): string[] {
  return deliveryDays({ terms, items, nowMs: ctx.nowMs, place }).map(dayText)
}

function todayOf(ctx: Ctx, { timeZone }: VendorRow): number {
  return readDay(localDay(ctx.nowMs, timeZone)) ?? 0
}

function moneyOf(amount: number, { currency }: VendorRow): Money {
  return { amount, currency: currency as Currency }
}
