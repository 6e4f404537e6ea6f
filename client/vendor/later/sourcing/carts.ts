/** The carts of this phone: nobody else sees them until something is ordered. */
import { signal } from '@preact/signals'
import { session } from '../../first/session.ts'
import { recallJson, storeJson } from '../../first/storage.ts'
import { type Carts, readCarts } from './cart.ts'

const STORED = 'stock.carts'

export const carts = signal<Carts>([])

// Another stall's carts are forgotten with everything else of it: see `forgetStall`.
session.subscribe((state) => {
  carts.value = state === 'in' ? readCarts(recallJson(STORED)) : []
})

export function setCarts(next: Carts): void {
  carts.value = next
  storeJson(STORED, next)
}
