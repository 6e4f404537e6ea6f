import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Amount } from '../../first/figure-view.tsx'
import { Icon } from '../../first/icons.tsx'
import { showMoney } from '../../first/language.ts'
import { packsIn } from './cart.ts'
import { carts } from './carts.ts'
import { ItemPicture, open } from './stock-parts.tsx'
import type { Item } from './wire.ts'
import { s, sCount, showPack, showPerUnit } from './words.ts'

/** Items one below the other; with `few`, the rest of them after a tap. */
export function ItemRows({ items, few }: { items: readonly Item[]; few?: number }) {
  const [isOpen, setIsOpen] = useState(few === undefined)
  const shown = isOpen ? items : items.slice(0, few)
  return (
    <>
      <ul class="rows">
        {shown.map((item) => (
          <li key={item.id}>
            <ItemRow item={item} />
          </li>
        ))}
      </ul>
      {shown.length < items.length && (
        <button type="button" class="button plain" onClick={() => setIsOpen(true)}>
          {s('more')}
        </button>
      )}
    </>
  )
}

/** One item as a button that leads to it: what it is, who sells it, what it costs. */
export function ItemRow({ item, children }: { item: Item; children?: ComponentChildren }) {
  const [first, second] = item.tiers
  const packs = packsIn(carts.value, item)
  return (
    <button type="button" class="item-row" onClick={() => open({ name: 'item', id: item.id })}>
      <ItemPicture photo={item.photo_url} category={item.category} />
      <span class="item-what">
        <strong>
          <bdi>{item.name}</bdi>
        </strong>
        <span class="hint">
          <bdi>{item.supplier.name}</bdi> · {showPack(item.pack)}
        </span>
        {first !== undefined && (
          <span class="item-prices">
            <span>
              {s('item.pack_price')} <Amount money={first.price} />
            </span>
            <strong>{showPerUnit(item.per, first.per_unit)}</strong>
          </span>
        )}
        {second !== undefined && (
          <span class="hint">
            {s('item.from', {
              packs: sCount('packs', second.from),
              price: showMoney(second.price),
            })}
          </span>
        )}
        <Trouble item={item} />
        {packs > 0 && (
          <span class="tag">{s('item.in_cart', { packs: sCount('packs', packs) })}</span>
        )}
        {children}
      </span>
      <Icon name="next" />
    </button>
  )
}

function Trouble({ item }: { item: Item }) {
  if (item.stock === 0) return <span class="item-trouble">{s('item.sold_out')}</span>
  if (item.delivery_days.length > 0) return null
  return <span class="item-trouble">{s('item.not_here')}</span>
}
