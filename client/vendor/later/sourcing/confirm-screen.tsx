import { useEffect, useState } from 'preact/hooks'
import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { forget, recallJson, storeJson } from '../../first/storage.ts'
import { Outcome } from '../parts.tsx'
import { noteAnswer } from '../use-asked.ts'
import { type Plan, useDeed } from '../use-deed.ts'
import { useNextStep } from '../use-next-step.ts'
import { CountForm } from './count-form.tsx'
import { type Counting, type Disputing, nothingCame, startCounts } from './count.ts'
import { DisputeForm } from './dispute-form.tsx'
import { mayBuy } from './may-buy.ts'
import { mayCount } from './order-words.ts'
import { Nothing, open, StockPage, Told } from './stock-parts.tsx'
import { useDriverCode } from './use-driver-code.ts'
import { orderPath, useOrder } from './use-order.ts'
import type { Order } from './wire.ts'
import { s } from './words.ts'

/** Where a count leads; to a cancelled order when nothing arrived. */
const COUNTED = ['confirmed', 'settled', 'cancelled'] as const

/** Both are sent to the order, and both answer with it. */
function countPlan<Terms extends object>(
  order: Order,
  what: 'confirm' | 'dispute',
  ends: readonly Order['state'][],
): Plan<Terms, Order> {
  const path = orderPath(order.id)
  return {
    key: `stock.${what}.${order.id}`,
    path: `${path}/${what}`,
    action: () => null,
    body: (terms) => terms,
    take: (told) => {
      forget(countKey(order.id))
      noteAnswer(path, told)
      return false
    },
    isDone: () => ends.includes(order.state),
    refusal: ({ reason, codes, code }) => reason ?? codes[0] ?? code,
  }
}

/** A count outlives the scan of the driver's code, which opens the app anew. */
function countKey(order: string): string {
  return `stock.count.${order}`
}

/** With the driver at the stall: what arrived, line by line, and the driver's code. */
export function ConfirmScreen({ id }: { id: string }) {
  const asked = useOrder(id)
  return (
    <StockPage title={s('count.title')} back={{ name: 'order', id }}>
      <Told asked={asked}>{(order) => <Confirm order={order} again={asked.again} />}</Told>
    </StockPage>
  )
}

function Confirm({ order, again }: { order: Order; again: () => void }) {
  const confirming = useDeed(countPlan<Counting>(order, 'confirm', COUNTED))
  const disputing = useDeed(countPlan<Disputing>(order, 'dispute', ['disputed']))
  const [code, setCode] = useDriverCode()
  const [counts, setCounts] = useState(() =>
    startCounts(order.lines, recallJson(countKey(order.id))),
  )
  const [isDisputing, setIsDisputing] = useState(disputing.deed.step !== 'choosing')
  const isDone = confirming.deed.step === 'done' || disputing.deed.step === 'done'
  useNextStep(isDone ? 'done' : isDisputing ? 'dispute' : 'count')
  const isOpenQuestion = [confirming.deed, disputing.deed].some(
    (deed) => deed.step === 'unknown' || (deed.step === 'choosing' && deed.note !== null),
  )
  useEffect(() => {
    // Perhaps it did happen, or something else did meanwhile: the order knows.
    if (isOpenQuestion) again()
  }, [isOpenQuestion])
  useEffect(() => {
    if (!isDone) storeJson(countKey(order.id), counts)
  }, [counts])
  if (confirming.deed.step === 'done') return <Agreed order={order} />
  if (disputing.deed.step === 'done') return <Disputed order={order} />
  const isUnderWay = confirming.deed.step !== 'choosing' || disputing.deed.step !== 'choosing'
  if (!isUnderWay && !mayCount(order)) {
    return <Nothing words={s(`state.${order.state}`)} order={order.id} />
  }
  if (!mayBuy()) return <Nothing words={s('may_not_buy')} order={order.id} />
  if (isDisputing) {
    return (
      <DisputeForm
        order={order}
        counts={counts}
        handle={disputing}
        onBack={() => setIsDisputing(false)}
      />
    )
  }
  return (
    <CountForm
      order={order}
      counts={counts}
      code={code}
      handle={confirming}
      onCounts={(next) => {
        confirming.revise()
        setCounts(next)
      }}
      onCode={(next) => {
        confirming.revise()
        setCode(next)
      }}
      onDispute={(isNothing) => {
        if (isNothing) setCounts(nothingCame(order.lines))
        setIsDisputing(true)
      }}
    />
  )
}

function Agreed({ order }: { order: Order }) {
  const isNothing = order.state === 'cancelled'
  return (
    <Outcome
      icon={isNothing ? 'refused' : 'tick'}
      title={s(isNothing ? 'count.nothing_done' : 'count.done')}
      next={<ToOrder order={order} />}
    >
      <p>
        {s(isNothing ? 'next.cancelled' : 'next.confirmed', {
          supplier: isolate(order.supplier.name),
        })}
      </p>
    </Outcome>
  )
}

function Disputed({ order }: { order: Order }) {
  return (
    <Outcome icon="waiting" title={s('dispute.done')} next={<ToOrder order={order} />}>
      <p>{s('dispute.done_hint', { supplier: isolate(order.supplier.name) })}</p>
    </Outcome>
  )
}

function ToOrder({ order }: { order: Order }) {
  return (
    <button
      type="button"
      class="button"
      onClick={() => open({ name: 'order', id: order.id }, { replace: true })}
    >
      {s('to_order')}
    </button>
  )
}
