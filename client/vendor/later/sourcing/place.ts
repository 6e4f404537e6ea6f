/** Which screen of buying stock an address means. */
import { CATEGORIES, type Category } from '../../../../src/domain/catalogue/item.ts'
import type { Route } from '../../first/route.ts'

export type Place =
  | { name: 'home' }
  | { name: 'search'; q: string; category: Category | null; supplier: string | null }
  | { name: 'item'; id: string }
  | { name: 'carts' }
  | { name: 'cart'; supplier: string }
  | { name: 'jar' }
  | { name: 'pool'; id: string }
  | { name: 'orders' }
  | { name: 'order'; id: string }
  | { name: 'confirm'; id: string }
  | { name: 'claim'; id: string }

/** Longest search that is worth asking for. */
const QUERY_MAX = 80

/** The screen of what follows `/app/`; null for an address that we never link to. */
export function placeOf(path: string, search: string): Place | null {
  const [bare = '', own = search] = path.split('?')
  const [screen, part, id, ...rest] = bare.split('/')
  if (rest.length > 0) return null
  return screen === 'orders' ? orderPlace(part, id) : stockPlace(part, id, new URLSearchParams(own))
}

function stockPlace(
  part: string | undefined,
  id: string | undefined,
  query: URLSearchParams,
): Place | null {
  switch (part) {
    case undefined:
      return { name: 'home' }
    case 'search':
      return id === undefined ? searchPlace(query) : null
    case 'items':
      return isId('itm', id) ? { name: 'item', id } : null
    case 'cart':
      if (id === undefined) return { name: 'carts' }
      return isId('prt', id) ? { name: 'cart', supplier: id } : null
    case 'jar':
      return id === undefined ? { name: 'jar' } : null
    case 'pools':
      return isId('pool', id) ? { name: 'pool', id } : null
    default:
      return null
  }
}

function orderPlace(id: string | undefined, action: string | undefined): Place | null {
  if (id === undefined) return { name: 'orders' }
  if (!isId('ord', id)) return null
  if (action === undefined) return { name: 'order', id }
  return action === 'confirm' || action === 'claim' ? { name: action, id } : null
}

function searchPlace(query: URLSearchParams): Place {
  const supplier = query.get('supplier') ?? undefined
  return {
    name: 'search',
    q: (query.get('q') ?? '').slice(0, QUERY_MAX),
    category: CATEGORIES.find((one) => one === query.get('category')) ?? null,
    supplier: isId('prt', supplier) ? supplier : null,
  }
}

/** The route of a screen; the inverse of {@link placeOf}. */
export function routeTo(place: Place): Extract<Route, { name: 'stock' }> {
  return { name: 'stock', path: pathTo(place) }
}

function pathTo(place: Place): string {
  switch (place.name) {
    case 'home':
      return 'stock'
    case 'search':
      return `stock/search${queryOf(place)}`
    case 'item':
      return `stock/items/${place.id}`
    case 'carts':
      return 'stock/cart'
    case 'cart':
      return `stock/cart/${place.supplier}`
    case 'jar':
      return 'stock/jar'
    case 'pool':
      return `stock/pools/${place.id}`
    case 'orders':
      return 'orders'
    case 'order':
      return `orders/${place.id}`
    case 'confirm':
    case 'claim':
      return `orders/${place.id}/${place.name}`
  }
}

/** `?q=…` with what is looked for; empty for everything. The API takes the same names. */
export function queryOf({ q, category, supplier }: Extract<Place, { name: 'search' }>): string {
  const query = new URLSearchParams()
  if (q !== '') query.set('q', q)
  if (category !== null) query.set('category', category)
  if (supplier !== null) query.set('supplier', supplier)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

function isId(prefix: string, id: string | undefined): id is string {
  return id !== undefined && new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`).test(id)
}
