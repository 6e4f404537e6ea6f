import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { serverNowMs } from '../../first/api.ts'
import { Amount } from '../../first/figure-view.tsx'
import { Icon } from '../../first/icons.tsx'
import { showMoney } from '../../first/language.ts'
import { LinkButton } from '../../first/parts.tsx'
import { CancelOrder } from './cancel-order.tsx'
import { Claims } from './claims.tsx'
import { mayBuy } from './may-buy.ts'
import { OrderEvents } from './order-events.tsx'
import { OrderMoney } from './order-money.tsx'
import { mayCancel, mayCount, nextKey } from './order-words.ts'
import { open, Part, Said, StockPage, Told } from './stock-parts.tsx'
import { useOrder } from './use-order.ts'
import type { Order, OrderLine } from './wire.ts'
import { s, sCount, showMoment, showPack, showWeekday } from './words.ts'

/** One order: where it stands, what is in it, what becomes of the money. */
export function OrderScreen({ id }: { id: string }) {
  const asked = useOrder(id)
  return (
    <StockPage title={s('order.title')} back={{ name: 'orders' }}>
      <Told asked={asked}>{(order) => <OrderView order={order} />}</Told>
    </StockPage>
  )
}

function OrderView({ order }: { order: Order }) {
  return (
    <>
      <OrderState order={order} />
      {mayBuy() && mayCount(order) && (
        <button
          type="button"
          class="button"
          onClick={() => open({ name: 'confirm', id: order.id })}
        >
          {s('order.count')}
        </button>
      )}
      <Part title={s('order.lines')}>
        <ul class="rows">
          {order.lines.map((line) => (
            <li key={line.item}>
              <Line line={line} />
            </li>
          ))}
        </ul>
      </Part>
      <OrderMoney order={order} />
      {order.state === 'settled' && (
        <LinkButton href={`/api/orders/${order.id}/invoice`} icon="print">
          {s('order.invoice')}
        </LinkButton>
      )}
      <Delivery order={order} />
      <Claims order={order} />
      {mayBuy() && mayCancel(order) && <CancelOrder order={order} isPool={order.pool !== null} />}
      <OrderEvents order={order} />
    </>
  )
}

function OrderState({ order }: { order: Order }) {
  const next = nextKey(order, serverNowMs())
  const { due, pool, supplier, claim_until: until } = order
  const params = {
    supplier: isolate(supplier.name),
    day: showWeekday(order.delivery.day),
    by: due === null ? '' : showMoment(due.at),
    closes: pool === null ? '' : showMoment(pool.closes_at),
    until: until === null ? '' : showMoment(until),
  }
  return (
    <section class="card" aria-live="polite">
      <p class="hint">
        <bdi>{supplier.name}</bdi> · <span class="code">{order.number}</span>
      </p>
      <p class="order-now">
        <Icon name={iconOf(order)} />
        <strong>{s(`state.${order.state}`)}</strong>
      </p>
      {next !== null && <p>{s(next, params)}</p>}
      <WhyNot order={order} />
    </section>
  )
}

function iconOf({ state }: Order): 'tick' | 'refused' | 'waiting' {
  if (state === 'settled' || state === 'confirmed') return 'tick'
  return state === 'rejected' || state === 'cancelled' || state === 'expired'
    ? 'refused'
    : 'waiting'
}

/** What the other side said about it, in its own words. */
function WhyNot({ order }: { order: Order }) {
  const { state, dispute, events } = order
  const said = events.findLast(({ what, by }) => what === state && by !== 'system')
  if (state === 'disputed' && dispute?.answer != null) return <Said text={dispute.answer} />
  const isSaid = state === 'rejected' || state === 'cancelled' || state === 'partly_accepted'
  return isSaid && said?.note != null ? <Said text={said.note} /> : null
}

function Line({ line }: { line: OrderLine }) {
  const { quantity, accepted, arrived } = line
  return (
    <div class="order-line">
      <p>
        <strong>
          <bdi>{line.name}</bdi>
        </strong>
        <span class="hint">
          {s('cart.line', { pack: showPack(line.pack), price: showMoney(line.unit_price) })}
        </span>
        <span>{sCount('order.ordered', quantity)}</span>
        {accepted !== quantity && <span>{sCount('order.accepted', accepted)}</span>}
        {arrived !== null && (
          <span>
            {sCount('order.arrived', arrived)}
            {line.problem !== null && ` · ${s(`count.${line.problem}`)}`}
          </span>
        )}
      </p>
      <Amount money={line.total} />
    </div>
  )
}

function Delivery({ order }: { order: Order }) {
  const { delivery, delivered } = order
  return (
    <Part title={s('order.delivery')}>
      <p>
        {showWeekday(delivery.day)} · <bdi>{delivery.place}</bdi>
      </p>
      {delivery.note !== null && <Said text={delivery.note} />}
      {delivered !== null && (
        <p>
          {delivered.received_by === ''
            ? s('order.delivered_at', { time: showMoment(delivered.at) })
            : s('order.delivered_to', {
                time: showMoment(delivered.at),
                name: isolate(delivered.received_by),
              })}
        </p>
      )}
      {delivered?.note != null && <Said text={delivered.note} />}
    </Part>
  )
}
