/** What suppliers sell and promise, as their systems send and read it. */
import { z } from '@hono/zod-openapi'
import { readDay } from '../domain/calendar.ts'
import {
  ALSO_CHARS_MAX,
  AREA_CHARS_MAX,
  AREAS_MAX,
  EARLY_DISCOUNT_BP_MAX,
  LANGUAGE_TAG,
  LEAD_DAYS_MAX,
  NAME_CHARS_MAX,
  NAMES_MAX,
  PACK_COUNT_MAX,
  PACK_SIZE_MAX,
  SKU,
  STOCK_MAX,
  TAX_BP_MAX,
  TIERS_MAX,
} from '../domain/catalogue/import-item.ts'
import { CATEGORIES, PACK_UNITS } from '../domain/catalogue/item.ts'
import { AMOUNT_MAX_MINOR } from '../domain/money/money.ts'
import { QUANTITY_MAX } from '../domain/orders/limits.ts'
import {
  currencyField,
  idField,
  pictureField,
  textField,
  textOrNull,
  timeField,
  timeZoneField,
} from './fields.ts'
import { listOf, pageQuery } from './list.ts'
import { money, payableMoney } from './money.ts'
import { problem } from './problem.ts'

const skuField = z
  .string()
  .regex(SKU, 'must be 1 to 64 letters, digits, dots, underscores and hyphens')
  .openapi({ example: 'TEA-ASSAM-1KG', description: 'The supplier’s own word for the item.' })

const dayField = z
  .string()
  .refine((text) => readDay(text) !== null, 'must be a day such as 2026-11-24')
  .openapi({ format: 'date', example: '2026-11-24' })

const packs = z.int().min(1).max(QUANTITY_MAX)
const leadDaysField = z.int().min(0).max(LEAD_DAYS_MAX)
const areasField = z.array(textField(AREA_CHARS_MAX)).min(1).max(AREAS_MAX)
const daysField = z
  .array(z.literal([1, 2, 3, 4, 5, 6, 7]).openapi({ type: 'integer' }))
  .min(1)
  .max(7)

const packField = z
  .strictObject({
    count: z.int().min(1).max(PACK_COUNT_MAX).default(1),
    size: z.int().min(1).max(PACK_SIZE_MAX),
    unit: z.enum(PACK_UNITS),
  })
  .openapi('Pack', { description: 'What is in one pack: `count` × `size` of a unit.' })

const quantityField = z
  .strictObject({
    min: packs.default(1),
    max: packs.nullable().default(null),
    step: packs.default(1),
  })
  .openapi('OrderQuantity', {
    description:
      'Least, most and step of an order, in packs. Least and most are multiples of the step.',
  })

const item = {
  names: z
    .record(
      z.string().regex(LANGUAGE_TAG, 'must be a language such as hi or zh-CN'),
      textField(NAME_CHARS_MAX),
    )
    .refine((names) => Object.keys(names).length > 0, 'must have a name in one language')
    .refine(
      (names) => Object.keys(names).length <= NAMES_MAX,
      `must have at most ${NAMES_MAX} languages`,
    )
    .openapi({
      minProperties: 1,
      maxProperties: NAMES_MAX,
      description: 'Names by BCP 47 language.',
      example: { en: 'Assam tea', hi: 'असम चाय' },
    }),
  also: textOrNull(textField(ALSO_CHARS_MAX)).default(null).openapi({
    description: 'Other words that people search it by, in any script.',
    example: 'chai patti',
  }),
  category: z.enum(CATEGORIES),
  pack: packField,
  quantity: quantityField.default({ min: 1, max: null, step: 1 }),
  tiers: z
    .array(z.strictObject({ from: packs, price: payableMoney }))
    .min(1)
    .max(TIERS_MAX)
    .openapi({
      description:
        'From `from` packs on, a pack costs `price`, tax included. The first is that of the least quantity; quantities ' +
        'rise and prices fall.',
    }),
  tax_bp: z.int().min(0).max(TAX_BP_MAX).openapi({
    description: 'Tax that the price includes, in basis points of the price without it.',
    example: 500,
  }),
  stock: z.int().min(0).max(STOCK_MAX).nullable().default(null).openapi({
    description: 'Packs that there are; null for what is made to order.',
  }),
  lead_days: leadDaysField.nullable().default(null).openapi({
    description:
      'Days from the order to the earliest delivery. Null, here and below: as the supplier’s terms.',
  }),
  areas: areasField.nullable().default(null),
  days: daysField.nullable().default(null).openapi({ description: 'Weekdays, 1 is Monday.' }),
  valid_from: dayField.nullable().default(null),
  valid_until: dayField.nullable().default(null),
}

const EXAMPLE_ITEM = {
  names: { en: 'Assam tea', hi: 'असम चाय' },
  also: 'chai patti',
  category: 'tea_coffee',
  pack: { count: 1, size: 1, unit: 'kg' },
  quantity: { min: 1, max: null, step: 1 },
  tiers: [
    { from: 1, price: { amount: 24_000, currency: 'INR' } },
    { from: 10, price: { amount: 23_000, currency: 'INR' } },
  ],
  tax_bp: 500,
  stock: 120,
  lead_days: null,
  areas: null,
  days: null,
  valid_from: null,
  valid_until: null,
}

export const catalogueItemBody = z
  .strictObject(item)
  .openapi('CatalogueItemBody', { example: EXAMPLE_ITEM })

/** A line of a file: the same with its sku. */
export const catalogueItemLine = z
  .strictObject({ sku: skuField, ...item })
  .openapi('CatalogueItemLine', { example: { sku: 'TEA-ASSAM-1KG', ...EXAMPLE_ITEM } })

export const catalogueItem = z
  .strictObject({
    object: z.literal('catalogue_item'),
    id: idField('catalogueItem'),
    supplier: idField('partner'),
    sku: skuField,
    ...item,
    tiers: z.array(z.strictObject({ from: packs, price: payableMoney, per_unit: money })),
    per: z.enum(['kg', 'l', 'piece']).openapi({ description: 'What `per_unit` is the price of.' }),
    price_version: z.int().min(1).openapi({
      description:
        'Grows by one when prices or tax change. An order keeps the version it was placed at.',
    }),
    photo_url: z.url().nullable(),
    is_active: z.boolean().openapi({ description: 'False: taken out; nobody can order it.' }),
    updated_at: timeField,
  })
  .openapi('CatalogueItem')

export const catalogueItemList = listOf(catalogueItem, 'CatalogueItemList')

const supplierField = idField('partner').optional().openapi({
  description: 'Whose; only the operator says it. A supplier reads its own.',
})
export const supplierQuery = z.strictObject({ supplier: supplierField })
export const catalogueQuery = pageQuery.extend({
  supplier: supplierField,
  active: z.enum(['true', 'false']).optional().openapi({
    description: 'Only what is sold, or only what was taken out.',
  }),
})
export const catalogueItemParams = z.strictObject({
  sku: skuField.openapi({ param: { name: 'sku', in: 'path' } }),
})
export const photoBody = z
  .strictObject({ picture: textOrNull(pictureField) })
  .openapi('CatalogueItemPhoto', {
    description: 'A square picture of the item as a data URL; null takes it away.',
    example: { picture: null },
  })

export const importQuery = z.strictObject({
  replace: z.enum(['true', 'false']).optional().openapi({
    description:
      'With `true`, items that the file does not name are taken out at the end, unless a row was refused or none was read.',
  }),
})

const count = z.int().min(0)
const rowReport = z
  .strictObject({
    row: z.int().min(1).openapi({ description: 'Number of the line in the file; the first is 1.' }),
    sku: z.string().nullable(),
    outcome: z.enum(['created', 'updated', 'unchanged', 'refused']),
    replaces: z.int().min(1).optional().openapi({
      description: 'The row before with the same sku: the last one counts.',
    }),
    errors: z
      .array(z.strictObject({ pointer: z.string(), detail: z.string(), code: z.string() }))
      .optional(),
  })
  .openapi('CatalogueImportRow')
const importSummary = z
  .strictObject({
    object: z.literal('catalogue_import'),
    rows: count,
    created: count,
    updated: count,
    unchanged: count,
    refused: count,
    deactivated: count.nullable().openapi({
      description:
        'Items that the file did not name; null when `replace` was not asked for or not done.',
    }),
  })
  .openapi('CatalogueImport')
export const importLine = z.union([rowReport, importSummary, problem])

const minOrder = z.strictObject({
  amount: z.int().min(0).max(AMOUNT_MAX_MINOR),
  currency: currencyField,
})
const terms = {
  min_order: minOrder.openapi({ description: 'Least total of an order.' }),
  lead_days: leadDaysField,
  areas: areasField.openapi({
    description:
      'Parts of a stall’s place, as it is written there, in any case; `*` is everywhere.',
  }),
  days: daysField.openapi({ description: 'Weekdays of delivery, 1 is Monday.' }),
  cut_off: z
    .string()
    .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 18:00')
    .openapi({ description: 'Later orders count for the next day, by the supplier’s clocks.' }),
  time_zone: timeZoneField,
  early_discount_bp: z.int().min(0).max(EARLY_DISCOUNT_BP_MAX).openapi({
    description:
      'Part of what is bought on credit that the supplier gives up for being paid on delivery, in basis points.',
  }),
  legal_name: textField(120),
  tax_id: textOrNull(textField(40)).default(null),
  address: textField(200),
  country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 country code'),
}

const EXAMPLE_TERMS = {
  min_order: { amount: 50_000, currency: 'INR' },
  lead_days: 1,
  areas: ['Jaipur', 'जयपुर'],
  days: [1, 2, 3, 4, 5, 6],
  cut_off: '18:00',
  time_zone: 'Asia/Kolkata',
  early_discount_bp: 100,
  legal_name: 'Pink City Wholesale Private Limited',
  tax_id: '08AAACP1234C1Z5',
  address: 'Shed 14, Muhana Mandi, Jaipur 302029',
  country: 'IN',
}

export const supplierTermsBody = z
  .strictObject(terms)
  .openapi('SupplierTermsBody', { example: EXAMPLE_TERMS })
export const supplierTerms = z
  .strictObject({ object: z.literal('supplier_terms'), supplier: idField('partner'), ...terms })
  .openapi('SupplierTerms')
