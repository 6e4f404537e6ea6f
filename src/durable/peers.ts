import type { Transfer } from '../domain/ledger/transfer.ts'
import type { Peer } from './transfer.ts'

/** The book with that id, by the kind that its prefix names. */
export function peerOf(env: Env, bookId: string): Peer {
  if (bookId.startsWith('vnd_')) return env.VENDOR_LEDGER.getByName(bookId)
  if (bookId.startsWith('wal_')) return env.SHOPPER_WALLET.getByName(bookId)
  if (bookId.startsWith('prt_')) return env.PARTNER_BOOK.getByName(bookId)
  throw new Error('not the id of a book')
}

/**
 * Time at which a book records a transfer that arrives. A demonstration market's past arrives with times of its
 * own; real money is stamped by this server's clock and nothing else.
 */
export function arrivalMs(env: Env, transfer: Transfer): number {
  return env.MODE === 'demo' ? transfer.effectiveAtMs : Date.now()
}
