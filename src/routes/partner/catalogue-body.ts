/** The catalogue between the wire and the domain: money without its currency, days as numbers, and back. */
import type { z } from '@hono/zod-openapi'
import { catalogueItemLine } from '../../contract/catalogue.ts'
import type { catalogueItemBody, supplierTermsBody } from '../../contract/catalogue.ts'
import { dayText, readDay } from '../../domain/calendar.ts'
import { itemProblems } from '../../domain/catalogue/import-item.ts'
import { pricePerUnit } from '../../domain/catalogue/item.ts'
import type { ItemInput, SupplierTerms } from '../../domain/catalogue/item.ts'
import type { FieldProblem } from '../../domain/errors.ts'
import { isoTime } from '../../domain/time.ts'
import type { CheckedItem } from '../../services/catalogue-import.ts'
import type { StoredItem, Supplier } from '../../services/catalogue.ts'
import { invalid } from '../json-body.ts'
import { moneyOf } from './visible.ts'

/** An item as it was sent, and the prices in it that are in another currency than the supplier's book. */
export function readItem(
  { currency }: Supplier,
  sku: string,
  body: z.output<typeof catalogueItemBody>,
): { input: ItemInput; problems: FieldProblem[] } {
  const { also, tax_bp: taxBp, lead_days: leadDays, valid_from, valid_until, ...same } = body
  const problems = same.tiers.flatMap(({ price }, i) =>
    price.currency === currency ? [] : [wrongCurrency(`/tiers/${i}/price/currency`, currency)],
  )
  const input = {
    ...same,
    sku,
    also: also ?? '',
    tiers: same.tiers.map(({ from, price }) => ({ from, price: price.amount })),
    taxBp,
    leadDays,
    validFrom: valid_from === null ? null : readDay(valid_from),
    validUntil: valid_until === null ? null : readDay(valid_until),
  }
  return { input, problems }
}

/** A row of a file as an item, or everything that is wrong with it. */
export function checkLine(supplier: Supplier, value: unknown): CheckedItem {
  const parsed = catalogueItemLine.safeParse(value)
  if (!parsed.success) return { ok: false, problems: invalid(parsed.error).errors }
  const { sku, ...body } = parsed.data
  const { input, problems } = readItem(supplier, sku, body)
  problems.push(...itemProblems(input))
  return problems.length === 0 ? { ok: true, input } : { ok: false, problems }
}

export function itemResource(origin: string, item: StoredItem) {
  const { currency, pack } = item
  const per = (price: number) => pricePerUnit(pack, price)
  const day = (number: number | null) => (number === null ? null : dayText(number))
  return {
    object: 'catalogue_item' as const,
    id: item.id,
    supplier: item.supplier,
    sku: item.sku,
    names: { ...item.names },
    also: item.also === '' ? null : item.also,
    category: item.category,
    pack,
    quantity: item.quantity,
    tiers: item.tiers.map(({ from, price }) => ({
      from,
      price: moneyOf(price, currency),
      per_unit: moneyOf(per(price).price, currency),
    })),
    per: per(0).per,
    price_version: item.priceVersion,
    tax_bp: item.taxBp,
    stock: item.stock,
    lead_days: item.leadDays,
    areas: item.areas === null ? null : [...item.areas],
    days: item.days === null ? null : [...item.days],
    valid_from: day(item.validFrom),
    valid_until: day(item.validUntil),
    photo_url: item.photo === null ? null : `${origin}/media/${item.photo}`,
    is_active: item.isActive,
    updated_at: isoTime(item.updatedAtMs),
  }
}

/** What a supplier promises, as it was sent; with the problem of an amount in another currency. */
export function readTerms(
  { currency }: Supplier,
  body: z.output<typeof supplierTermsBody>,
): { terms: SupplierTerms; problems: FieldProblem[] } {
  const [hours = 0, minutes = 0] = body.cut_off.split(':').map(Number)
  const terms = {
    minOrder: body.min_order.amount,
    leadDays: body.lead_days,
    areas: body.areas,
    days: body.days,
    cutOffMinutes: hours * 60 + minutes,
    timeZone: body.time_zone,
    earlyDiscountBp: body.early_discount_bp,
    legalName: body.legal_name,
    taxId: body.tax_id,
    address: body.address,
    country: body.country,
  }
  const isOwn = body.min_order.currency === currency
  return { terms, problems: isOwn ? [] : [wrongCurrency('/min_order/currency', currency)] }
}

export function termsResource({ id, currency }: Supplier, terms: SupplierTerms) {
  const twoDigits = (number: number) => String(number).padStart(2, '0')
  const { cutOffMinutes } = terms
  return {
    object: 'supplier_terms' as const,
    supplier: id,
    min_order: moneyOf(terms.minOrder, currency),
    lead_days: terms.leadDays,
    areas: [...terms.areas],
    days: [...terms.days],
    cut_off: `${twoDigits(Math.floor(cutOffMinutes / 60))}:${twoDigits(cutOffMinutes % 60)}`,
    time_zone: terms.timeZone,
    early_discount_bp: terms.earlyDiscountBp,
    legal_name: terms.legalName,
    tax_id: terms.taxId,
    address: terms.address,
    country: terms.country,
  }
}

function wrongCurrency(pointer: string, currency: string): FieldProblem {
  const detail = `must be ${currency}, the currency of the book`
  return { pointer, detail, code: 'currency_mismatch' }
}
