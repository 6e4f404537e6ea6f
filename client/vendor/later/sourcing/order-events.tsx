import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { eventKey } from './order-words.ts'
import { Part, Said } from './stock-parts.tsx'
import type { Order } from './wire.ts'
import { s, showMoment } from './words.ts'

/** What happened to an order, the last first, with what people said. */
export function OrderEvents({ order }: { order: Order }) {
  return (
    <Part title={s('order.events')}>
      <ul class="events">
        {order.events.toReversed().map((event, place) => (
          <li key={`${event.at} ${place}`}>
            <time datetime={event.at}>{showMoment(event.at)}</time>
            <span>{s(eventKey(event), { supplier: isolate(order.supplier.name) })}</span>
            {/* What the system notes is a machine's word. */}
            {event.note !== null && event.by !== 'system' && <Said text={event.note} />}
          </li>
        ))}
      </ul>
    </Part>
  )
}
