/** An item as its supplier sends it, by one call or in a file of a hundred thousand. */
import type { FieldProblem } from '../errors.ts'
import type { ItemInput } from './item.ts'

/** Languages of one item. */
export const NAMES_MAX = 10
export const NAME_CHARS_MAX = 80
/** Other words for it: a dozen spellings. */
export const ALSO_CHARS_MAX = 300
export const TIERS_MAX = 10
export const AREAS_MAX = 100
export const AREA_CHARS_MAX = 80
export const PACK_COUNT_MAX = 10_000
/** A tonne of grams: nobody lifts a larger pack. */
export const PACK_SIZE_MAX = 1_000_000
export const STOCK_MAX = 1_000_000_000
export const LEAD_DAYS_MAX = 60
/** Half the price: more than any value-added tax there is. */
export const TAX_BP_MAX = 5_000
/** A fifth of the price: a supplier that gives up more has mistaken basis points for something else. */
export const EARLY_DISCOUNT_BP_MAX = 2_000

/** A language of a name as BCP 47 writes it: `hi`, `zh-CN`, `sr-Latn-RS`. */
export const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/

/** A supplier's word for an item; it stands in addresses and file names. */
export const SKU = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/**
 * What is wrong with an item whose fields are good one by one: how they fit each other. Pointers are into the JSON that
 * the supplier sent; none is good.
 */
export function itemProblems(item: ItemInput): FieldProblem[] {
  return [
    ...quantityProblems(item),
    ...tierProblems(item),
    ...repeated('/days', item.days ?? []),
    ...repeated('/areas', item.areas ?? []),
    ...(item.validFrom !== null && item.validUntil !== null && item.validUntil < item.validFrom
      ? [problem('/valid_until', 'before_valid_from', 'is before valid_from')]
      : []),
  ]
}

/** What a list has twice, in whatever case: for what a supplier promises as well as for one item. */
export function repeated(pointer: string, values: readonly (string | number)[]): FieldProblem[] {
  const plain = values.map((value) => String(value).toLowerCase())
  return plain.flatMap((value, i) =>
    plain.indexOf(value) < i ? [problem(`${pointer}/${i}`, 'twice', 'is in the list twice')] : [],
  )
}

function quantityProblems({ quantity: { min, max, step } }: ItemInput): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (min % step !== 0)
    problems.push(problem('/quantity/min', 'not_a_step', `must be a multiple of ${step}`))
  if (max === null) return problems
  if (max < min) problems.push(problem('/quantity/max', 'below_min', 'is less than min'))
  if (max % step !== 0)
    problems.push(problem('/quantity/max', 'not_a_step', `must be a multiple of ${step}`))
  return problems
}

function tierProblems({ tiers, quantity }: ItemInput): FieldProblem[] {
  return tiers.flatMap(({ from, price }, i) => {
    const before = tiers[i - 1]
    const [at, problems] = [`/tiers/${i}`, [] as FieldProblem[]]
    if (before === undefined && from !== quantity.min)
      problems.push(
        problem(`${at}/from`, 'not_the_least', `must be ${quantity.min}, the least quantity`),
      )
    // Else the next tier would be missed by packs that nobody can add.
    if (before !== undefined && from % quantity.step !== 0)
      problems.push(problem(`${at}/from`, 'not_a_step', `must be a multiple of ${quantity.step}`))
    if (quantity.max !== null && from > quantity.max)
      problems.push(problem(`${at}/from`, 'above_max', 'is more than the most of an order'))
    if (before !== undefined && from <= before.from)
      problems.push(
        problem(`${at}/from`, 'not_rising', 'must be more than that of the tier before'),
      )
    if (before !== undefined && price >= before.price)
      problems.push(
        problem(`${at}/price/amount`, 'not_falling', 'must be less than that of the tier before'),
      )
    return problems
  })
}

function problem(pointer: string, code: string, detail: string): FieldProblem {
  return { pointer, code, detail }
}
