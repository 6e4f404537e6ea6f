/** A tile as it is being typed, and the list that it goes into. Pure. */
import { amountToText, type Currency, parseAmount } from '../../../../src/domain/money/money.ts'
import { SALES_PER_PACK_MAX, type TillItem } from '../../../../src/domain/payments/till-items.ts'

/** What stands in the fields. */
export interface Draft {
  name: string
  price: string
  emoji: string | null
  stock: string | null
  /** Sales that one pack makes; empty while nobody has said. */
  sales: string
}

export type Field = 'name' | 'price' | 'sales'

export type ReadDraft = { ok: true; item: TillItem } | { ok: false; faults: Field[] }

export const EMPTY_DRAFT: Draft = { name: '', price: '', emoji: null, stock: null, sales: '' }

export function draftOf(item: TillItem, currency: Currency): Draft {
  return {
    name: item.name,
    price: amountToText({ amount: item.price, currency }),
    emoji: item.emoji,
    stock: item.stock_item,
    sales: item.sales_per_pack === null ? '' : String(item.sales_per_pack),
  }
}

/** The tile that the fields make, or the fields that make none. */
export function readDraft(draft: Draft, id: string, currency: Currency): ReadDraft {
  const name = draft.name.trim()
  const price = parseAmount(draft.price, currency)
  // Without stock the field is not on the screen, and what stands in it is nobody's answer.
  const sales = draft.stock === null || draft.sales.trim() === '' ? null : Number(draft.sales)
  const isCountable =
    sales === null || (Number.isInteger(sales) && sales >= 1 && sales <= SALES_PER_PACK_MAX)
  if (name !== '' && price.ok && isCountable) {
    const { emoji, stock } = draft
    const item = { id, name, price: price.amount, emoji, stock_item: stock, sales_per_pack: sales }
    return { ok: true, item }
  }
  const faults: Field[] = []
  if (name === '') faults.push('name')
  if (!price.ok) faults.push('price')
  if (!isCountable) faults.push('sales')
  return { ok: false, faults }
}

/** The list with a tile in its place, or at the end when it is new. */
export function withItem(list: readonly TillItem[], item: TillItem): TillItem[] {
  const isKnown = list.some(({ id }) => id === item.id)
  return isKnown ? list.map((each) => (each.id === item.id ? item : each)) : [...list, item]
}

export function withoutItem(list: readonly TillItem[], id: string): TillItem[] {
  return list.filter((each) => each.id !== id)
}

/** The list with a tile one place nearer to the front, where a thumb finds it. */
export function forward(list: readonly TillItem[], id: string): TillItem[] {
  const at = list.findIndex((each) => each.id === id)
  const item = list[at]
  if (item === undefined || at === 0) return [...list]
  return [...list.slice(0, at - 1), item, ...list.slice(at - 1).filter((each) => each !== item)]
}
