import { useEffect } from 'preact/hooks'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { orderNumber } from '../../../../src/domain/orders/order.ts'
import { Outcome } from '../parts.tsx'
import { withoutCart } from './cart.ts'
import { carts, setCarts } from './carts.ts'
import type { Placing } from './placing.ts'
import { open } from './stock-parts.tsx'
import { s } from './words.ts'

/** It is ordered: the number to say on the phone, and what comes next. */
export function PlacedNote({ placing, isPending }: { placing: Placing; isPending: boolean }) {
  const { id, supplier, pool } = placing
  useEffect(() => {
    if (pool === null) setCarts(withoutCart(carts.peek(), supplier.id))
  }, [id])
  return (
    <Outcome
      icon={isPending ? 'waiting' : 'tick'}
      title={s(isPending ? 'placed.pending' : 'placed.title')}
      next={
        <>
          <button
            type="button"
            class="button"
            onClick={() => open({ name: 'order', id }, { replace: true })}
          >
            {s('to_order')}
          </button>
          <button
            type="button"
            class="button plain"
            onClick={() => open({ name: 'home' }, { replace: true })}
          >
            {s('to_stock')}
          </button>
        </>
      }
    >
      <p>
        <span class="code">{orderNumber(id)}</span>
      </p>
      <p>
        {s(isPending ? 'placed.pending_hint' : 'placed.hint', { supplier: isolate(supplier.name) })}
      </p>
    </Outcome>
  )
}
