import { describe, it } from 'vitest'
import { pathOf, routeOf } from '../../../client/vendor/first/route.ts'
import {
  type Place,
  placeOf,
  queryOf,
  routeTo,
} from '../../../client/vendor/later/sourcing/place.ts'

const ITEM = 'itm_01M85VSB18EWEVWYS261GKARTV'
const ORDER = 'ord_01M85VSB18EWEVWYS261GKARTV'
const POOL = 'pool_01M85VSB18EWEVWYS261GKARTV'
const SUPPLIER = 'prt_01M85VSB18EWEVWYS261GKARTV'

/** The screen of an address, as the app finds it after a reload. */
function open(address: string): Place | null {
  const { pathname, search } = new URL(address, 'http://localhost')
  const route = routeOf(pathname)
  return route.name === 'stock' ? placeOf(route.path, search) : null
}

describe('the addresses of buying stock', () => {
  const places: Place[] = [
    { name: 'home' },
    { name: 'search', q: '', category: null, supplier: null },
    { name: 'search', q: 'दूध & ghee?', category: 'dairy', supplier: SUPPLIER },
    { name: 'item', id: ITEM },
    { name: 'carts' },
    { name: 'cart', supplier: SUPPLIER },
    { name: 'jar' },
    { name: 'pool', id: POOL },
    { name: 'orders' },
    { name: 'order', id: ORDER },
    { name: 'confirm', id: ORDER },
    { name: 'claim', id: ORDER },
  ]

  it('lead to the screen that they were made for', ({ expect }) => {
    for (const place of places) expect(open(pathOf(routeTo(place)))).toEqual(place)
  })

  it('know a search also before the address bar does', ({ expect }) => {
    const place: Place = { name: 'search', q: 'milk', category: null, supplier: null }
    expect(placeOf(routeTo(place).path, '?q=older')).toEqual(place)
  })

  it('may carry a language beside a search', ({ expect }) => {
    expect(open('/app/stock/search?q=milk&lang=hi')).toMatchObject({ name: 'search', q: 'milk' })
    expect(open(`/app/orders/${ORDER}/confirm?lang=hi`)).toEqual({ name: 'confirm', id: ORDER })
  })

  it('that are nobody’s lead nowhere', ({ expect }) => {
    for (const address of [
      '/app/stock/nothing',
      '/app/stock/items',
      '/app/stock/items/itm_short',
      `/app/stock/items/${ORDER}`,
      `/app/stock/items/${ITEM}/buy`,
      `/app/stock/cart/${ITEM}`,
      '/app/stock/jar/empty',
      '/app/stock/search/milk',
      `/app/stock/pools/${ORDER}`,
      '/app/orders/all',
      `/app/orders/${ORDER}/pay`,
      `/app/orders/${ORDER}/confirm/now`,
    ]) {
      expect(open(address), address).toBeNull()
    }
  })

  it('ask the server for what they name, and leave out what makes no sense', ({ expect }) => {
    const place = open(`/app/stock/search?q=${'m'.repeat(200)}&category=cars&supplier=me`)
    expect(place).toEqual({ name: 'search', q: 'm'.repeat(80), category: null, supplier: null })
    expect(queryOf({ name: 'search', q: '', category: null, supplier: null })).toBe('')
    expect(queryOf({ name: 'search', q: 'a b', category: 'fruit', supplier: null })).toBe(
      '?q=a+b&category=fruit',
    )
  })
})
