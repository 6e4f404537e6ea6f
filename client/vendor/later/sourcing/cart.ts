/** What the vendor means to buy: one cart for each supplier. Pure; kept on the phone by carts.ts. */
import { LINES_MAX, QUANTITY_MAX } from '../../../../src/domain/orders/limits.ts'
import type { Item, Named } from './wire.ts'

/** An item as it was when it was put in: what the cart shows before the server has answered. */
export type CartItem = Pick<
  Item,
  'id' | 'name' | 'category' | 'pack' | 'quantity' | 'tiers' | 'per' | 'stock' | 'photo_url'
>

export interface CartLine {
  item: CartItem
  /** Packs, greater than 0. */
  quantity: number
}

export interface Cart {
  supplier: Named
  lines: readonly CartLine[]
}

export type Carts = readonly Cart[]

/** True when another item can still be put in: an order has an end. */
export function hasRoom(carts: Carts, supplier: string, item: string): boolean {
  const lines = cartOf(carts, supplier)?.lines ?? []
  return lines.length < LINES_MAX || lines.some((line) => line.item.id === item)
}

/** Carts with so many packs of an item; 0 takes it out, and a cart without lines goes. */
export function withPacks(carts: Carts, item: Item, quantity: number): Carts {
  const { supplier } = item
  const known = cartOf(carts, supplier.id) ?? { supplier, lines: [] }
  const line: CartLine = { item: keptOf(item), quantity: Math.min(quantity, QUANTITY_MAX) }
  const isIn = known.lines.some((one) => one.item.id === item.id)
  if (!isIn && !hasRoom(carts, supplier.id, item.id)) return carts
  const lines = isIn
    ? known.lines.map((one) => (one.item.id === item.id ? line : one))
    : [...known.lines, line]
  return withCart(carts, { supplier, lines })
}

/** Carts with another number of packs of something that is in one; 0 takes it out. */
export function changed(
  carts: Carts,
  { supplier, item, quantity }: { supplier: string; item: string; quantity: number },
): Carts {
  const cart = cartOf(carts, supplier)
  if (cart === null) return carts
  const lines = cart.lines.map((line) => (line.item.id === item ? { ...line, quantity } : line))
  return withCart(carts, { ...cart, lines })
}

/** Carts without the one of a supplier: it was ordered. */
export function withoutCart(carts: Carts, supplier: string): Carts {
  return carts.filter((cart) => cart.supplier.id !== supplier)
}

export function cartOf(carts: Carts, supplier: string): Cart | null {
  return carts.find((cart) => cart.supplier.id === supplier) ?? null
}

/** Packs of an item in its supplier's cart. */
export function packsIn(carts: Carts, { id, supplier }: Pick<Item, 'id' | 'supplier'>): number {
  const line = cartOf(carts, supplier.id)?.lines.find(({ item }) => item.id === id)
  return line?.quantity ?? 0
}

/** Lines of all carts. */
export function lineCount(carts: Carts): number {
  return carts.reduce((sum, { lines }) => sum + lines.length, 0)
}

/** Carts as they were stored; what an older version of the app stored otherwise is left out. */
export function readCarts(stored: unknown): Carts {
  if (!Array.isArray(stored)) return []
  return (stored as Partial<Cart>[]).flatMap(({ supplier, lines }) => {
    const good = Array.isArray(lines) ? lines.filter(isLine) : []
    const isKnown = typeof supplier?.id === 'string' && typeof supplier.name === 'string'
    return isKnown && good.length > 0 ? [{ supplier, lines: good }] : []
  })
}

function isLine(line: Partial<CartLine> | null): line is CartLine {
  const { item, quantity = 0 } = line ?? {}
  return (
    typeof item?.id === 'string' &&
    typeof item.name === 'string' &&
    item.pack !== undefined &&
    item.quantity !== undefined &&
    Array.isArray(item.tiers) &&
    item.tiers.length > 0 &&
    Number.isSafeInteger(quantity) &&
    quantity > 0
  )
}

function withCart(carts: Carts, cart: Cart): Carts {
  const kept = { ...cart, lines: cart.lines.filter(({ quantity }) => quantity > 0) }
  if (kept.lines.length === 0) return withoutCart(carts, cart.supplier.id)
  const isNew = cartOf(carts, cart.supplier.id) === null
  return isNew
    ? [...carts, kept]
    : carts.map((one) => (one.supplier.id === cart.supplier.id ? kept : one))
}

function keptOf(item: Item): CartItem {
  const { id, name, category, pack, quantity, tiers, per, stock, photo_url } = item
  return { id, name, category, pack, quantity, tiers, per, stock, photo_url }
}
