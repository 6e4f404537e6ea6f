import type { Disclosure } from '../../first/wire.ts'
import { c } from './words.ts'

/** Who gets the money of a draw. */
export type Payee = { type: 'supplier'; id: string; name: string } | { type: 'cash' }

/** A draw about to be sent, with the figures that were on the screen. */
export interface Drawing {
  id: string
  /** Minor units. */
  amount: number
  owed: number
  disclosure: Disclosure
  payee: Payee
  reference: string | null
}

export function payeeName(payee: Payee): string {
  return payee.type === 'cash' ? c('draw.cash') : payee.name
}
