import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { serverNowMs } from '../../first/api.ts'
import { Amount } from '../../first/figure-view.tsx'
import { showMoney } from '../../first/language.ts'
import { LinkButton } from '../../first/parts.tsx'
import { mayBuy } from './may-buy.ts'
import { mayClaim } from './order-words.ts'
import { open, Part, Said } from './stock-parts.tsx'
import type { Claim, Order } from './wire.ts'
import { s } from './words.ts'

/** What the vendor asks back after an order was paid, and what the supplier said to it. */
export function Claims({ order }: { order: Order }) {
  const canClaim = mayBuy() && mayClaim(order, serverNowMs())
  const { claims, credit_notes: creditNotes } = order
  if (claims.length === 0 && creditNotes.length === 0 && !canClaim) return null
  return (
    <Part title={s('claims.title')}>
      {creditNotes.map(({ id, amount }) => (
        <LinkButton
          key={id}
          href={`/api/orders/${order.id}/invoice?credit_note=${id}`}
          icon="print"
        >
          {s('claims.credit_note', { amount: showMoney(amount) })}
        </LinkButton>
      ))}
      {claims.length > 0 && (
        <ul class="rows">
          {claims.map((claim) => (
            <li key={claim.id}>
              <ClaimRow claim={claim} order={order} />
            </li>
          ))}
        </ul>
      )}
      {canClaim && (
        <button
          type="button"
          class="button plain"
          onClick={() => open({ name: 'claim', id: order.id })}
        >
          {s('claims.start')}
        </button>
      )}
    </Part>
  )
}

function ClaimRow({ claim, order }: { claim: Claim; order: Order }) {
  const params = {
    supplier: isolate(order.supplier.name),
    amount: claim.credited === null ? '' : showMoney(claim.credited),
  }
  return (
    <div class="order-line">
      <p>
        <Said text={claim.note} />
        <strong>{s(`claims.${claim.state}`, params)}</strong>
        {claim.answer !== null && <Said text={claim.answer} />}
      </p>
      <Amount money={claim.amount} />
    </div>
  )
}
