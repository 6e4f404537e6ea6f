import { useState } from 'preact/hooks'
import { send } from '../../first/api.ts'
import { Icon } from '../../first/icons.tsx'
import { showMoney } from '../../first/language.ts'
import { ProblemNote } from '../../first/parts.tsx'
import type { Problem } from '../../first/problem.ts'
import { Stepper } from '../parts.tsx'
import { noteAnswer, useAsked } from '../use-asked.ts'
import { hasRoom, packsIn, withPacks } from './cart.ts'
import { carts, setCarts } from './carts.ts'
import { ItemRows } from './item-row.tsx'
import { mayBuy } from './may-buy.ts'
import { costOf, leastOf, mostOf, stepDown, stepUp } from './packs.ts'
import { Sign } from './sign.tsx'
import { open, Part, StockPage, Told } from './stock-parts.tsx'
import { TierTable, TierWords } from './tier-table.tsx'
import type { Item, ItemDetail } from './wire.ts'
import { s, sCount, showPack, showWeekday } from './words.ts'

/** One item: what it is, what it costs by how many, what else could be bought in its place. */
export function ItemScreen({ id }: { id: string }) {
  const path = `/api/sourcing/items/${id}`
  const asked = useAsked<ItemDetail>(path)
  const back = { name: 'search', q: '', category: null, supplier: null } as const
  return (
    <StockPage title={asked.told?.name ?? s('item.title')} back={back}>
      <Told asked={asked}>{(item) => <ItemView item={item} path={path} />}</Told>
    </StockPage>
  )
}

function ItemView({ item, path }: { item: ItemDetail; path: string }) {
  const inCart = packsIn(carts.value, item)
  const [wanted, setWanted] = useState(inCart === 0 ? leastOf(item) : inCart)
  return (
    <>
      {item.photo_url !== null && <img class="item-photo" src={item.photo_url} alt="" />}
      <p class="item-facts">
        <strong>
          <bdi>{item.supplier.name}</bdi>
        </strong>
        <span>{s('item.pack', { pack: showPack(item.pack) })}</span>
        <span>{stockWords(item)}</span>
        <span>{deliveryWords(item)}</span>
      </p>
      <section class="card">
        <TierTable item={item} quantity={wanted} />
        <TierWords item={item} quantity={wanted} onTake={mayBuy() ? setWanted : null} />
        {mayBuy() ? (
          <Take item={item} wanted={wanted} inCart={inCart} onWanted={setWanted} />
        ) : (
          <p class="hint">{s('may_not_buy')}</p>
        )}
      </section>
      <Favourite item={item} path={path} />
      <Part title={s('item.alternatives')}>
        {item.alternatives.length === 0 && <p class="hint">{s('item.no_alternatives')}</p>}
        <ItemRows items={item.alternatives} />
      </Part>
    </>
  )
}

function stockWords({ stock }: Item): string {
  if (stock === null) return s('item.made_to_order')
  return stock === 0 ? s('item.sold_out') : sCount('item.stock', stock)
}

function deliveryWords({ delivery_days: days }: Item): string {
  const [day] = days
  return day === undefined ? s('item.not_here') : s('item.delivered', { day: showWeekday(day) })
}

function Take(props: {
  item: Item
  wanted: number
  inCart: number
  onWanted: (quantity: number) => void
}) {
  const { item, wanted, inCart, onWanted } = props
  const less = stepDown(item, wanted)
  const more = stepUp(item, wanted)
  const isPossible =
    leastOf(item) <= mostOf(item) && hasRoom(carts.value, item.supplier.id, item.id)
  const [first] = item.tiers
  const sum = first === undefined ? null : { ...first.price, amount: costOf(item, wanted) }
  const isSame = inCart === wanted
  return (
    <>
      <Stepper
        label={s('item.packs')}
        less={{ label: s('fewer'), onStep: less === null ? null : () => onWanted(less) }}
        more={{ label: s('more_packs'), onStep: more === null ? null : () => onWanted(more) }}
      >
        <strong>{sCount('packs', wanted)}</strong>
        {sum !== null && <span>{showMoney(sum)}</span>}
      </Stepper>
      <p class="hint">{ruleWords(item)}</p>
      {isPossible && !isSame && (
        <button
          type="button"
          class="button"
          onClick={() => setCarts(withPacks(carts.peek(), item, wanted))}
        >
          {inCart === 0 ? s('item.add') : s('item.change', { packs: sCount('packs', wanted) })}
        </button>
      )}
      {inCart > 0 && (
        <>
          {isSame && (
            <p class="notice-line" role="status">
              <Icon name="tick" />
              <span>{s('item.in_cart', { packs: sCount('packs', inCart) })}</span>
            </p>
          )}
          <button
            type="button"
            class={isSame ? 'button' : 'button plain'}
            onClick={() => open({ name: 'cart', supplier: item.supplier.id })}
          >
            {s('item.to_cart')}
          </button>
        </>
      )}
    </>
  )
}

function ruleWords(item: Item): string {
  const { step } = item.quantity
  const least = sCount('packs', leastOf(item))
  return step === 1 ? s('item.least', { least }) : s('item.least_step', { least, step })
}

function Favourite({ item, path }: { item: ItemDetail; path: string }) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const { is_favourite: isFavourite } = item
  const change = async (): Promise<void> => {
    setIsBusy(true)
    const method = isFavourite ? 'DELETE' : 'PUT'
    const answer = await send<null>(method, `/api/sourcing/favourites/${item.id}`)
    setIsBusy(false)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) noteAnswer(path, { ...item, is_favourite: !isFavourite })
  }
  return (
    <>
      <button
        type="button"
        class="button plain"
        aria-pressed={isFavourite}
        disabled={isBusy}
        onClick={() => void change()}
      >
        <Sign name="heart" isFilled={isFavourite} />
        <span>{s('item.favourite')}</span>
      </button>
      <ProblemNote problem={problem} />
    </>
  )
}
