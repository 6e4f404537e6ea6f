import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { MONEY_SOURCES } from '../../../../src/domain/orders/order.ts'
import { Amount, FigureView } from '../../first/figure-view.tsx'
import { showMoney } from '../../first/language.ts'
import { cCount } from '../credit/words.ts'
import { Fact } from '../parts.tsx'
import { isOver, releaseKey } from './order-words.ts'
import type { Order } from './wire.ts'
import { s, showMoment } from './words.ts'

/** What is set aside or was paid: from which money, why, and until when. */
export function OrderMoney({ order }: { order: Order }) {
  const { money, total, placed_total: placed, supplier, due } = order
  const isPaid = order.state === 'settled'
  const isNothing = isOver(order) && !isPaid
  const release = releaseKey(order)
  return (
    <section class="sums">
      <p class="sums-name">
        {s(isPaid ? 'order.paid' : isNothing ? 'order.nothing' : 'order.set_aside')}
      </p>
      <div class="fits">
        <FigureView money={isNothing ? { ...total, amount: 0 } : total} />
      </div>
      <dl>
        {total.amount !== placed.amount && (
          <Fact name={s('order.placed_total')}>
            <Amount money={placed} />
          </Fact>
        )}
        {MONEY_SOURCES.filter((source) => money[source].amount > 0).map((source) => (
          <Fact key={source} name={s(`source.${source}`)}>
            <Amount money={money[source]} />
          </Fact>
        ))}
        {money.discount.amount > 0 && (
          <Fact name={s('sums.discount', { supplier: isolate(supplier.name) })}>
            <Amount money={money.discount} sign="−" />
          </Fact>
        )}
      </dl>
      <CreditPart order={order} />
      <PoolPart order={order} />
      {!isOver(order) && (
        <p class="hint">
          {s('order.why', { supplier: isolate(supplier.name) })}
          {release !== null && due !== null && ` ${s(release, { by: showMoment(due.at) })}`}
        </p>
      )}
    </section>
  )
}

function CreditPart({ order: { credit } }: { order: Order }) {
  if (credit === null) return null
  const params = {
    lender: isolate(credit.lender.name),
    fee: showMoney(credit.fee),
    days: cCount('days_about', credit.expected_days),
  }
  return <p class="hint">{s('order.credit', params)}</p>
}

function PoolPart({ order: { pool } }: { order: Order }) {
  if (pool === null) return null
  const params = { time: showMoment(pool.closes_at), price: showMoney(pool.unit_price_max) }
  return <p class="hint">{s('order.pool', params)}</p>
}
