import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { showMoney } from '../../first/language.ts'
import { Stepper } from '../parts.tsx'
import { type Cart, type CartItem, type CartLine, cartOf, changed } from './cart.ts'
import { carts, setCarts } from './carts.ts'
import { CheckoutView } from './checkout.tsx'
import { mayBuy } from './may-buy.ts'
import { costOf, reachedTier, stepDown, stepUp } from './packs.ts'
import { Nothing, open, Part, PlaceRow, StockPage } from './stock-parts.tsx'
import { type Checkout, useCheckout, type Wanted } from './use-checkout.ts'
import type { Quote } from './wire.ts'
import { s, sCount, showPack } from './words.ts'

/** The carts of all suppliers: each becomes an order of its own. */
export function CartsScreen() {
  const all = carts.value
  return (
    <StockPage title={s('cart.title')}>
      {all.length === 0 ? (
        <Nothing words={s('cart.empty')} />
      ) : (
        <>
          <p class="hint">{s('cart.each')}</p>
          <ul class="link-rows">
            {all.map(({ supplier, lines }) => (
              <PlaceRow key={supplier.id} to={{ name: 'cart', supplier: supplier.id }} sign="cart">
                <bdi>{supplier.name}</bdi> · {sCount('items', lines.length)}
              </PlaceRow>
            ))}
          </ul>
        </>
      )}
    </StockPage>
  )
}

/** The cart of one supplier, from packs to the order. */
export function CartScreen({ supplier }: { supplier: string }) {
  const cart = cartOf(carts.value, supplier)
  const wanted: Wanted = {
    supplier,
    lines: (cart?.lines ?? []).map(({ item, quantity }) => ({ item: item.id, quantity })),
    names: Object.fromEntries((cart?.lines ?? []).map(({ item }) => [item.id, item.name])),
  }
  const checkout = useCheckout(supplier, wanted)
  const { deed } = checkout.handle
  const isElsewhere = deed.step === 'done' || deed.step === 'step_up'
  const { isOpen } = checkout
  if (cart === null && isOpen) {
    return (
      <StockPage title={s('cart.title')}>
        <Nothing words={s('cart.empty')} />
      </StockPage>
    )
  }
  return (
    <StockPage title={s('cart.title')}>
      {cart !== null && !isElsewhere && <Lines cart={cart} checkout={checkout} isOpen={isOpen} />}
      {mayBuy() ? (
        <CheckoutView checkout={checkout} wanted={wanted} />
      ) : (
        <p class="hint">{s('may_not_buy')}</p>
      )}
    </StockPage>
  )
}

function Lines(props: { cart: Cart; checkout: Checkout; isOpen: boolean }) {
  const { cart, checkout, isOpen } = props
  const { quote, handle } = checkout
  const change = (item: string, quantity: number): void => {
    handle.revise()
    setCarts(changed(carts.peek(), { supplier: cart.supplier.id, item, quantity }))
  }
  return (
    <Part title={isolate(cart.supplier.name)}>
      <ul class="rows">
        {cart.lines.map((line) => (
          <li key={line.item.id}>
            <LineRow
              line={line}
              quoted={quoted(quote.shown, line)}
              isGone={isGone(quote.shown, line)}
              onChange={isOpen ? (quantity) => change(line.item.id, quantity) : null}
            />
          </li>
        ))}
      </ul>
      {isOpen && (
        <button
          type="button"
          class="button plain"
          onClick={() =>
            open({ name: 'search', q: '', category: null, supplier: cart.supplier.id })
          }
        >
          {s('cart.more')}
        </button>
      )}
    </Part>
  )
}

/** The supplier does not sell it any more: it can only be taken out. */
function isGone(quote: Quote | null, { item }: CartLine): boolean {
  return quote?.problems.some((one) => one.code === 'item_gone' && one.item === item.id) === true
}

/** What the server says of a line, while it speaks of as many packs. */
function quoted(quote: Quote | null, { item, quantity }: CartLine): Quote['lines'][number] | null {
  const line = quote?.lines.find((one) => one.item === item.id)
  return line !== undefined && line.quantity === quantity ? line : null
}

function LineRow(props: {
  line: CartLine
  quoted: Quote['lines'][number] | null
  isGone: boolean
  onChange: ((quantity: number) => void) | null
}) {
  const { line, onChange } = props
  const { item, quantity } = line
  const [first] = item.tiers
  if (first === undefined) return null
  const money = (amount: number) => ({ ...first.price, amount })
  const unit = props.quoted?.unit_price ?? money(reachedTier(item, quantity)?.price ?? 0)
  const total = props.quoted?.total ?? money(costOf(item, quantity))
  return (
    <div class="cart-line">
      <p>
        <strong>
          <bdi>{item.name}</bdi>
        </strong>
        <span class="hint">
          {s('cart.line', { pack: showPack(item.pack), price: showMoney(unit) })}
        </span>
      </p>
      {props.isGone ? (
        <button type="button" class="button plain" onClick={() => onChange?.(0)}>
          {s('cart.remove')}
        </button>
      ) : (
        <Packs item={item} quantity={quantity} total={total} onChange={onChange} />
      )}
      <NextTier line={line} quoted={props.quoted} />
    </div>
  )
}

function Packs(props: {
  item: CartItem
  quantity: number
  total: Quote['total']
  onChange: ((quantity: number) => void) | null
}) {
  const { item, quantity, onChange } = props
  const less = stepDown(item, quantity) ?? 0
  const more = stepUp(item, quantity)
  return (
    <Stepper
      label={item.name}
      less={{
        label: less === 0 ? s('cart.remove') : s('fewer'),
        onStep: onChange === null ? null : () => onChange(less),
      }}
      more={{
        label: s('more_packs'),
        onStep: onChange === null || more === null ? null : () => onChange(more),
      }}
    >
      <strong>{sCount('packs', quantity)}</strong>
      <span>{showMoney(props.total)}</span>
    </Stepper>
  )
}

/** The next cheaper price: the server's word for it, else as the item was when it was put in. */
function NextTier(props: { line: CartLine; quoted: Quote['lines'][number] | null }) {
  const { item, quantity } = props.line
  const [first] = item.tiers
  const known = reachedTier(item, quantity)?.next ?? null
  const next =
    props.quoted === null || first === undefined
      ? known
      : props.quoted.next_tier === null
        ? null
        : {
            missing: props.quoted.next_tier.missing,
            price: props.quoted.next_tier.price.amount,
            saves: props.quoted.next_tier.saves.amount,
          }
  if (next === null || first === undefined) return null
  const money = (amount: number) => showMoney({ ...first.price, amount })
  return (
    <p class="hint">
      {sCount('tiers.missing', next.missing, {
        price: money(next.price),
        saves: money(next.saves),
      })}
    </p>
  )
}
