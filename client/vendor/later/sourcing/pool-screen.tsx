import { useState } from 'preact/hooks'
import { Amount } from '../../first/figure-view.tsx'
import { showMoney, t } from '../../first/language.ts'
import { orderNews } from '../../first/live.ts'
import { Fact, Stepper } from '../parts.tsx'
import { type Asked, useAsked } from '../use-asked.ts'
import { CancelOrder } from './cancel-order.tsx'
import { CheckoutView } from './checkout.tsx'
import { mayBuy } from './may-buy.ts'
import { stepDown, stepUp, type Takeable } from './packs.ts'
import { consents } from './pool-prices.ts'
import { ItemPicture, open, StockPage, Told } from './stock-parts.tsx'
import { type Checkout, useCheckout, type Wanted } from './use-checkout.ts'
import type { ItemDetail, Pool } from './wire.ts'
import { s, sCount, showMoment, showPack, showWeekday } from './words.ts'

/** An order that neighbours make together: what it costs alone, now and with more packs; joining and leaving. */
export function PoolScreen({ id }: { id: string }) {
  const asked = useAsked<Pool>(`/api/sourcing/pools/${id}`, orderNews.value)
  return (
    <StockPage title={s('pool.title')}>
      <Told asked={asked}>{(pool) => <PoolView pool={pool} asked={asked} />}</Told>
    </StockPage>
  )
}

function PoolView({ pool, asked }: { pool: Pool; asked: Asked<Pool> }) {
  return (
    <>
      <div class="pool-item">
        <ItemPicture photo={pool.item.photo_url} />
        <p class="item-facts">
          <strong>
            <bdi>{pool.item.name}</bdi>
          </strong>
          <span>{s('item.pack', { pack: showPack(pool.item.pack) })}</span>
          <span>
            <bdi>{pool.supplier.name}</bdi>
          </span>
        </p>
      </div>
      <Prices pool={pool} />
      <Part pool={pool} asked={asked} />
    </>
  )
}

function Prices({ pool }: { pool: Pool }) {
  const { next, closes_at_quantity: full } = pool
  return (
    <section class="sums">
      <p class="sums-name">{s('pool.prices')}</p>
      <dl>
        <Fact name={s('pool.alone')}>
          <Amount money={pool.alone} />
        </Fact>
        <Fact name={s('pool.now', { packs: sCount('packs', pool.quantity) })}>
          <Amount money={pool.price} />
        </Fact>
        {next !== null && (
          <Fact name={sCount('pool.more', next.missing)}>
            <Amount money={next.price} />
          </Fact>
        )}
      </dl>
      <p>{sCount('pool.stalls', pool.stalls)}</p>
      <p>
        {pool.state === 'open'
          ? s('pool.closes', { time: showMoment(pool.closes_at) })
          : s('pool.closed')}
        {pool.state === 'open' && full !== null && ` ${sCount('pool.full', full)}`}
      </p>
      <p>{s('pool.delivery', { day: showWeekday(pool.delivery_day) })}</p>
    </section>
  )
}

/** This stall's part in it: the way in, or the way out. */
function Part({ pool, asked }: { pool: Pool; asked: Asked<Pool> }) {
  if (!mayBuy()) return <p class="hint">{s('may_not_buy')}</p>
  const { order } = pool
  if (order === null) return pool.state === 'open' ? <Join pool={pool} /> : null
  return (
    <section class="stack">
      <p class="notice" role="status">
        {s('pool.joined')}
      </p>
      <button type="button" class="button" onClick={() => open({ name: 'order', id: order })}>
        {s('to_order')}
      </button>
      {pool.state === 'open' && <CancelOrder order={{ id: order }} isPool onDone={asked.again} />}
    </section>
  )
}

/** Neighbours add what each of them needs: no least quantity, only the steps that the item is sold in. */
function Join({ pool }: { pool: Pool }) {
  const { told, problem } = useAsked<ItemDetail>(`/api/sourcing/items/${pool.item.id}`)
  if (told === null && problem === null) return <p role="status">{t('starting')}</p>
  return <JoinAs pool={pool} step={told?.quantity.step ?? 1} />
}

function JoinAs({ pool, step }: { pool: Pool; step: number }) {
  const [quantity, setQuantity] = useState(step)
  const prices = consents(pool)
  const [max, setMax] = useState(pool.price.amount)
  const most = prices.includes(max) ? max : pool.price.amount
  const { item } = pool
  const wanted: Wanted = {
    supplier: pool.supplier.id,
    lines: [{ item: item.id, quantity }],
    names: { [item.id]: item.name },
    pool: { id: pool.id, unitPriceMax: most },
  }
  const checkout = useCheckout(pool.id, wanted)
  const { isOpen } = checkout
  const rule: Takeable = { quantity: { min: step, max: null, step }, stock: null }
  const less = stepDown(rule, quantity)
  const more = stepUp(rule, quantity)
  const change = (next: number): void => {
    checkout.handle.revise()
    setQuantity(next)
  }
  return (
    <>
      {isOpen && (
        <section class="card">
          <h2>{s('pool.join')}</h2>
          <Stepper
            label={s('item.packs')}
            less={{ label: s('fewer'), onStep: less === null ? null : () => change(less) }}
            more={{ label: s('more_packs'), onStep: more === null ? null : () => change(more) }}
          >
            <strong>{sCount('packs', quantity)}</strong>
            <span>{showMoney({ ...pool.price, amount: quantity * pool.price.amount })}</span>
          </Stepper>
          <Consent pool={pool} prices={prices} most={most} onMost={setMax} checkout={checkout} />
        </section>
      )}
      <CheckoutView checkout={checkout} wanted={wanted} />
    </>
  )
}

/** The most that is agreed to, in words: somebody who leaves never makes it dearer than that. */
function Consent(props: {
  pool: Pool
  prices: readonly number[]
  most: number
  onMost: (price: number) => void
  checkout: Checkout
}) {
  const { pool, prices, most, checkout } = props
  const money = (amount: number) => showMoney({ ...pool.price, amount })
  return (
    <>
      {prices.length > 1 && (
        <fieldset class="trades">
          <legend>{s('pool.most')}</legend>
          <div class="tiles">
            {prices.map((price) => (
              <label key={price} class="tile">
                <input
                  class="unseen"
                  type="radio"
                  name="most"
                  value={price}
                  checked={price === most}
                  onChange={() => {
                    checkout.handle.revise()
                    props.onMost(price)
                  }}
                />
                <span>{money(price)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <p>
        {most === pool.price.amount
          ? s('pool.consent_now', { price: money(most) })
          : s('pool.consent', {
              price: money(pool.price.amount),
              most: money(most),
            })}
      </p>
    </>
  )
}
