import { useState } from 'preact/hooks'
import { get } from '../../first/api.ts'
import { Amount } from '../../first/figure-view.tsx'
import { Icon } from '../../first/icons.tsx'
import { t } from '../../first/language.ts'
import { orderNews } from '../../first/live.ts'
import { ProblemNote } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import { useAsked } from '../use-asked.ts'
import { isOver, mayCount } from './order-words.ts'
import { Nothing, open, Part, StockPage, Told } from './stock-parts.tsx'
import type { Order } from './wire.ts'
import { s, showWeekday } from './words.ts'

const PAGE = 20

interface Page {
  data: Order[]
  has_more: boolean
}

/** All orders, those that are on their way first. */
export function OrdersScreen() {
  const asked = useAsked<Page>(`/api/orders?limit=${PAGE}`, orderNews.value)
  return (
    <StockPage title={s('orders.title')}>
      <Told asked={asked}>{(page) => <Orders first={page} />}</Told>
    </StockPage>
  )
}

function Orders({ first }: { first: Page }) {
  const [older, setOlder] = useState<readonly Page[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const orders = joined([first, ...older])
  const last = orders.at(-1)
  const hasMore = (older.at(-1) ?? first).has_more
  const loadMore = async (): Promise<void> => {
    if (last === undefined || isBusy) return
    setIsBusy(true)
    const answer = await get<Page>(`/api/orders?before=${last.id}&limit=${PAGE}`)
    setIsBusy(false)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setOlder([...older, answer.value])
  }
  if (last === undefined) return <Nothing words={s('orders.none')} />
  return (
    <>
      <OrderRows title={s('orders.open')} orders={orders.filter((order) => !isOver(order))} />
      <OrderRows title={s('orders.over')} orders={orders.filter(isOver)} />
      <ProblemNote problem={problem} />
      {hasMore && (
        <button
          type="button"
          class="button plain"
          disabled={isBusy}
          onClick={() => void loadMore()}
        >
          {isBusy ? t('starting') : s('more')}
        </button>
      )}
    </>
  )
}

/** The first page is asked for again and may have moved on: an order stands there once. */
function joined(pages: readonly Page[]): Order[] {
  const all = pages.flatMap(({ data }) => data)
  return [...new Map(all.toReversed().map((order) => [order.id, order])).values()].toReversed()
}

function OrderRows({ title, orders }: { title: string; orders: readonly Order[] }) {
  if (orders.length === 0) return null
  return (
    <Part title={title}>
      <ul class="rows">
        {orders.map((order) => (
          <li key={order.id}>
            <OrderRow order={order} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function OrderRow({ order }: { order: Order }) {
  return (
    <button type="button" class="item-row" onClick={() => open({ name: 'order', id: order.id })}>
      <span class="item-what">
        <strong>
          <bdi>{order.supplier.name}</bdi>
        </strong>
        <span class={mayCount(order) ? 'tag' : 'order-state'}>{s(`state.${order.state}`)}</span>
        <span class="hint">
          <span class="code">{order.number}</span> ·{' '}
          {s('orders.day', { day: showWeekday(order.delivery.day) })}
        </span>
      </span>
      {(order.state === 'settled' || !isOver(order)) && <Amount money={order.total} />}
      <Icon name="next" />
    </button>
  )
}
