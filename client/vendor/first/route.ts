/** Where in the app one is. Paths, not fragments: the phone's back button and a reload both work. */

export type Route =
  | { name: 'keypad' }
  | { name: 'charge'; requestId: string }
  | { name: 'payments' }
  | { name: 'payment'; seq: number }
  | { name: 'refund'; seq: number }
  | { name: 'sticker' }
  | { name: 'settings' }
  /** What the stall sells; an item of it, or `new`. */
  | { name: 'items'; id: string | null }
  | { name: 'credit'; part: CreditPart }
  | { name: 'credit_offer'; offerId: string }
  | { name: 'credit_appeal'; rule: string }
  /** Everything of buying stock; which screen it is, its own code knows. `path` is what follows `/app/`. */
  | { name: 'stock'; path: string }
  /** The same of the stall's own bank accounts. */
  | { name: 'bank'; path: string }
  | { name: 'join' }
  | { name: 'enrol' }
  | { name: 'unknown' }

/** The screens of stock credit that need no more than their name; `home` is `/app/credit` itself. */
const CREDIT_PARTS = [
  'home',
  'meter',
  'draw',
  'payoff',
  'pause',
  'share',
  'history',
  'reads',
] as const
export type CreditPart = (typeof CREDIT_PARTS)[number]

const REQUEST_ID = /^prq_[0-9A-HJKMNP-TV-Z]{26}$/
const TILL_ITEM_ID = /^(new|til_[0-9A-HJKMNP-TV-Z]{26})$/
const OFFER_ID = /^ofr_[0-9A-HJKMNP-TV-Z]{26}$/
/** A rule of the credit model that can be appealed against: `F06`. */
const RULE = /^F\d{2}$/

/** The screen of a path; `unknown` for one that we never link to. */
export function routeOf(pathname: string): Route {
  const parts = pathname.split('/').filter((part) => part !== '')
  const [app, screen, id, action, ...rest] = parts
  if (app !== 'app' || rest.length > 0) return { name: 'unknown' }
  if (screen === undefined) return { name: 'keypad' }
  if (screen === 'payments' && id !== undefined) return paymentRoute(id, action)
  if (screen === 'credit') return creditRoute(id, action)
  if (screen === 'stock' || screen === 'orders' || screen === 'bank') {
    return { name: screen === 'bank' ? screen : 'stock', path: parts.slice(1).join('/') }
  }
  if (action !== undefined) return { name: 'unknown' }
  if (screen === 'items' && (id === undefined || TILL_ITEM_ID.test(id))) {
    return { name: 'items', id: id ?? null }
  }
  if (screen === 'charge' && id !== undefined && REQUEST_ID.test(id)) {
    return { name: 'charge', requestId: id }
  }
  if (id !== undefined) return { name: 'unknown' }
  switch (screen) {
    case 'payments':
    case 'sticker':
    case 'settings':
    case 'join':
    case 'enrol':
      return { name: screen }
    default:
      return { name: 'unknown' }
  }
}

function paymentRoute(id: string, action: string | undefined): Route {
  const seq = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null
  if (seq === null) return { name: 'unknown' }
  if (action === undefined) return { name: 'payment', seq }
  return action === 'refund' ? { name: 'refund', seq } : { name: 'unknown' }
}

function creditRoute(part: string | undefined, id: string | undefined): Route {
  if (part === undefined) return { name: 'credit', part: 'home' }
  if (id !== undefined) {
    if (part === 'offers' && OFFER_ID.test(id)) return { name: 'credit_offer', offerId: id }
    if (part === 'appeal' && RULE.test(id)) return { name: 'credit_appeal', rule: id }
    return { name: 'unknown' }
  }
  const known = CREDIT_PARTS.find((one) => one === part && one !== 'home')
  return known === undefined ? { name: 'unknown' } : { name: 'credit', part: known }
}

/** The path of a screen; the inverse of {@link routeOf}. */
export function pathOf(route: Exclude<Route, { name: 'unknown' }>): string {
  switch (route.name) {
    case 'keypad':
      return '/app'
    case 'charge':
      return `/app/charge/${route.requestId}`
    case 'payment':
      return `/app/payments/${route.seq}`
    case 'refund':
      return `/app/payments/${route.seq}/refund`
    case 'credit':
      return route.part === 'home' ? '/app/credit' : `/app/credit/${route.part}`
    case 'credit_offer':
      return `/app/credit/offers/${route.offerId}`
    case 'credit_appeal':
      return `/app/credit/appeal/${route.rule}`
    case 'items':
      return route.id === null ? '/app/items' : `/app/items/${route.id}`
    case 'stock':
    case 'bank':
      return `/app/${route.path}`
    case 'payments':
    case 'sticker':
    case 'settings':
    case 'join':
    case 'enrol':
      return `/app/${route.name}`
  }
}
