/** The stall's tiles: a row or two above the keys, or all of them in place of the keys. */
import { signal } from '@preact/signals'
import type { Currency } from '../../../src/domain/money/money.ts'
import type { TillItem } from '../../../src/domain/payments/till-items.ts'
import { type BasketLine, linesOf, tapTile } from './basket.ts'
import { Amount } from './figure-view.tsx'
import { Icon } from './icons.tsx'
import type { Key } from './keypad.ts'
import { EraseKey, Keys } from './keys.tsx'
import { showMoney, t } from './language.ts'
import { basket, saleProblem } from './sale.ts'
import { forget, recall, store } from './storage.ts'
import { tiles } from './tiles.ts'

/** Tiles of one row: all of a list that is no longer. */
const ROW = 4
/** Kinds of things in a basket that are named beside its amount; of the rest only the number is told. */
const NAMED_MAX = 2
const STORED = 'tiles.open'

/** Whether all tiles stand where the keys were; as this phone was left. */
const isOpen = signal(recall(STORED) !== null)

interface KeyProps {
  currency: Currency
  onKey: (key: Key) => void
}

/** The keys, and the tiles of a stall that has some. */
export function TillKeys(props: KeyProps) {
  const count = tiles.value.length
  if (count === 0) return <Keys {...props} />
  return count > ROW && isOpen.value ? <AllTiles {...props} /> : <TilesAndKeys {...props} />
}

function TilesAndKeys(props: KeyProps) {
  const count = tiles.value.length
  return (
    <>
      <div
        class={count > 2 * ROW ? 'items many' : count > ROW ? 'items some' : 'items'}
        role="group"
        aria-label={t('items.title')}
      >
        <Tiles currency={props.currency} />
        {count > ROW && (
          <button
            type="button"
            class="item more"
            aria-label={t('items.all')}
            onClick={() => turn(true)}
          >
            <Icon name="tiles" />
          </button>
        )}
      </div>
      <Keys {...props} />
    </>
  )
}

function AllTiles(props: KeyProps) {
  return (
    <>
      <div class="items all" role="group" aria-label={t('items.title')}>
        <Tiles currency={props.currency} />
      </div>
      <div class="keys" dir="ltr">
        <button
          type="button"
          class="key-switch"
          aria-label={t('keypad.keys')}
          onClick={() => turn(false)}
        >
          123
        </button>
        <EraseKey onKey={props.onKey} />
      </div>
    </>
  )
}

function turn(open: boolean): void {
  isOpen.value = open
  if (open) store(STORED, '1')
  else forget(STORED)
}

function Tiles({ currency }: { currency: Currency }) {
  const lines = linesOf(basket.value.taps)
  return (
    <>
      {tiles.value.map((item) => (
        <Tile
          key={item.id}
          item={item}
          price={showMoney({ amount: item.price, currency })}
          line={lines.find((line) => line.item.id === item.id)}
        />
      ))}
    </>
  )
}

function Tile(props: { item: TillItem; price: string; line: BasketLine | undefined }) {
  const { item, price, line } = props
  return (
    <button
      type="button"
      class={line === undefined ? 'item' : 'item on'}
      aria-label={`${item.name}, ${price}`}
      onClick={() => {
        saleProblem.value = null
        basket.value = tapTile(basket.peek(), item)
      }}
    >
      {line !== undefined && <span class="item-count">{line.quantity}×</span>}
      {item.emoji !== null && <span class="item-emoji">{item.emoji}</span>}
      <bdi>{item.name}</bdi>
    </button>
  )
}

/** "2× Chai" below the amount; nothing for an amount that was only typed. */
export function BasketWords({ currency }: { currency: Currency }) {
  const { taps, typed } = basket.value
  const lines = linesOf(taps)
  const rest = lines.length - NAMED_MAX
  if (lines.length === 0) return null
  return (
    <span class="sold">
      {lines.slice(0, NAMED_MAX).map(({ item, quantity }) => (
        <span key={item.id}>
          <span>{quantity}×</span>
          <bdi>{item.name}</bdi>
        </span>
      ))}
      {rest > 0 && <b dir="ltr">+{rest}</b>}
      {typed > 0 && <Amount money={{ amount: typed, currency }} sign="+ " />}
    </span>
  )
}
