/** What suppliers sell and promise: read by vendors' orders, written by the suppliers. */
import * as db from '../db/catalogue.ts'
import type { StoredItem } from '../db/catalogue.ts'
import { itemProblems, repeated } from '../domain/catalogue/import-item.ts'
import type { CatalogueItem, ItemInput, SupplierTerms } from '../domain/catalogue/item.ts'
import type { FieldProblem } from '../domain/errors.ts'
import { newId } from '../platform/ids.ts'
import { indexCatalogue } from './catalogue-index.ts'
import type { Ctx } from './context.ts'
import { storePicture } from './vendors.ts'
import type { NewVendor } from './vendors.ts'

export type { StoredItem }

/** Who sells: a partner's id, and the currency of its book, in which all its prices are. */
export interface Supplier {
  id: string
  currency: string
}

/** Items by their ids, in the order of the ids; unknown ones are left out, those no longer sold are not. */
export async function findItems(ctx: Ctx, ids: readonly string[]): Promise<CatalogueItem[]> {
  return db.findItems(ctx.env.DB, ids)
}

/** What a supplier promises; null for one that has not said, from which nothing can be ordered. */
export async function findTerms(ctx: Ctx, supplierId: string): Promise<SupplierTerms | null> {
  return (await listTerms(ctx, [supplierId])).get(supplierId) ?? null
}

/** What several suppliers promise, by supplier; those that have not said are left out. */
export async function listTerms(
  ctx: Ctx,
  supplierIds: readonly string[],
): Promise<Map<string, SupplierTerms>> {
  return db.findTerms(ctx.env.DB, supplierIds)
}

export type PutItem =
  | { outcome: 'invalid'; problems: FieldProblem[] }
  | { outcome: 'created' | 'kept'; item: StoredItem }

/** Puts an item into a catalogue, new or in the place of the one with its sku. */
export async function putItem(ctx: Ctx, supplier: Supplier, input: ItemInput): Promise<PutItem> {
  const problems = itemProblems(input)
  if (problems.length > 0) return { outcome: 'invalid', problems }
  const packed = { ...db.packItem(input), id: newId('catalogueItem', ctx.nowMs) }
  const [change] = await db.upsertItems(ctx.env.DB, supplier, [packed], ctx.nowMs)
  if (change !== undefined) await indexCatalogue(ctx)
  const item = await db.findItemBySku(ctx.env.DB, supplier.id, input.sku)
  if (item === null) throw new Error('an item that was written is not there')
  return { outcome: change?.isNew === true ? 'created' : 'kept', item }
}

/** Puts some hundred items into a catalogue; what is wrong with any of them, and then none is put. */
export async function putItems(
  ctx: Ctx,
  supplier: Supplier,
  inputs: readonly ItemInput[],
): Promise<FieldProblem[]> {
  const problems = inputs.flatMap(itemProblems)
  if (problems.length > 0) return problems
  const packed = inputs.map((input) => ({
    ...db.packItem(input),
    id: newId('catalogueItem', ctx.nowMs),
  }))
  await db.upsertItems(ctx.env.DB, supplier, packed, ctx.nowMs)
  await indexCatalogue(ctx)
  return []
}

export async function findItemBySku(
  ctx: Ctx,
  supplierId: string,
  sku: string,
): Promise<StoredItem | null> {
  return db.findItemBySku(ctx.env.DB, supplierId, sku)
}

export async function listItems(
  ctx: Ctx,
  supplierId: string,
  page: { afterSku: string; isActive: boolean | null; limit: number },
): Promise<StoredItem[]> {
  return db.listItems(ctx.env.DB, supplierId, page)
}

/** Takes an item out of the catalogue; false when there is none with this sku. */
export async function deactivateItem(ctx: Ctx, supplierId: string, sku: string): Promise<boolean> {
  if ((await db.findItemBySku(ctx.env.DB, supplierId, sku)) === null) return false
  await db.deactivateItems(ctx.env.DB, supplierId, [sku], ctx.nowMs)
  return true
}

/** Gives an item a picture, or none; null when there is no item with this sku. */
export async function setPhoto(
  ctx: Ctx,
  supplierId: string,
  { sku, picture }: { sku: string; picture: NewVendor['picture'] },
): Promise<StoredItem | null> {
  if ((await db.findItemBySku(ctx.env.DB, supplierId, sku)) === null) return null
  const photo = await storePicture(ctx, picture)
  await db.updatePhoto(ctx.env.DB, supplierId, { sku, photo, atMs: ctx.nowMs })
  return db.findItemBySku(ctx.env.DB, supplierId, sku)
}

/** Stores what a supplier promises; the problems of the lists in it, none when it is stored. */
export async function putTerms(
  ctx: Ctx,
  supplierId: string,
  terms: SupplierTerms,
): Promise<FieldProblem[]> {
  const problems = [...repeated('/days', terms.days), ...repeated('/areas', terms.areas)]
  if (problems.length === 0) await db.upsertTerms(ctx.env.DB, supplierId, terms, ctx.nowMs)
  return problems
}
