import type { Disclosure } from '../../first/wire.ts'
import { type Quoted, useQuoted } from '../use-quoted.ts'

/** What a quote is asked for: minor units, and the share where it is not the line's own. */
export interface Wanted {
  amount: number
  holdback_bp?: number
}

export type Quote = Quoted<Disclosure>

/** The cost of what is wanted. */
export const useQuote = useQuoted<Wanted, Disclosure>
