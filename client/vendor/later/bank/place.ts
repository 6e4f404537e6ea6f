/** Which screen of the stall's bank accounts an address means. */
import type { Route } from '../../first/route.ts'

export type Place =
  | { name: 'accounts' }
  | { name: 'account'; id: string }
  /** Choosing what is added. */
  | { name: 'choose' }
  /** An account of a scheme to be typed in, or `code` for one that the bank made. */
  | { name: 'add'; what: string }
  | { name: 'waiting' }
  | { name: 'seen'; requestId: string }

const ACCOUNT_ID = /^rcv_[0-9A-HJKMNP-TV-Z]{26}$/
const REQUEST_ID = /^prq_[0-9A-HJKMNP-TV-Z]{26}$/
const SCHEME = /^[a-z]{3,12}$/

/** The screen of what follows `/app/`; null for an address that we never link to. */
export function placeOf(path: string): Place | null {
  const [, screen, id, ...rest] = path.split('/')
  if (rest.length > 0) return null
  switch (screen) {
    case undefined:
      return { name: 'accounts' }
    case 'accounts':
      return id !== undefined && ACCOUNT_ID.test(id) ? { name: 'account', id } : null
    case 'add':
      if (id === undefined) return { name: 'choose' }
      return SCHEME.test(id) ? { name: 'add', what: id } : null
    case 'waiting':
      return id === undefined ? { name: 'waiting' } : null
    case 'seen':
      return id !== undefined && REQUEST_ID.test(id) ? { name: 'seen', requestId: id } : null
    default:
      return null
  }
}

/** The route of a screen; the inverse of {@link placeOf}. */
export function routeTo(place: Place): Extract<Route, { name: 'bank' }> {
  return { name: 'bank', path: pathTo(place) }
}

function pathTo(place: Place): string {
  switch (place.name) {
    case 'accounts':
      return 'bank'
    case 'account':
      return `bank/accounts/${place.id}`
    case 'choose':
      return 'bank/add'
    case 'add':
      return `bank/add/${place.what}`
    case 'waiting':
      return 'bank/waiting'
    case 'seen':
      return `bank/seen/${place.requestId}`
  }
}
