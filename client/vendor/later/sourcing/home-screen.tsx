import { useState } from 'preact/hooks'
import { serverNowMs } from '../../first/api.ts'
import { Icon } from '../../first/icons.tsx'
import { showMoney, t } from '../../first/language.ts'
import { orderNews } from '../../first/live.ts'
import { recallJson, storeJson } from '../../first/storage.ts'
import { useAsked } from '../use-asked.ts'
import { lineCount } from './cart.ts'
import { carts } from './carts.ts'
import { HintRow } from './hint-row.tsx'
import { dismiss, readDismissed, shownHints } from './hints.ts'
import { ItemRows } from './item-row.tsx'
import { CategoryTiles, Pools, Sellers } from './market.tsx'
import { SearchBox } from './search-box.tsx'
import { open, Part, PlaceRow, StockPage, Told } from './stock-parts.tsx'
import type { SourcingHome } from './wire.ts'
import { s, sCount } from './words.ts'

const DISMISSED = 'stock.dismissed'
/** Items of a part that are shown before somebody asks for more: the next part is not far down. */
const FEW = 3

/** Where buying stock begins: what was bought before first, the whole market below. */
export function HomeScreen() {
  const asked = useAsked<SourcingHome>('/api/sourcing', orderNews.value)
  return (
    <StockPage title={t('stock.title')}>
      <SearchBox
        q=""
        onSearch={(q) => open({ name: 'search', q, category: null, supplier: null })}
      />
      <Told asked={asked}>{(home) => <Home home={home} />}</Told>
    </StockPage>
  )
}

function Home({ home }: { home: SourcingHome }) {
  const lines = lineCount(carts.value)
  const [only] = carts.value
  const cart =
    only !== undefined && carts.value.length === 1
      ? ({ name: 'cart', supplier: only.supplier.id } as const)
      : ({ name: 'carts' } as const)
  return (
    <>
      <ul class="link-rows">
        {lines > 0 && (
          <PlaceRow to={cart} sign="cart">
            {sCount('home.cart', lines)}
          </PlaceRow>
        )}
        <PlaceRow to={{ name: 'orders' }} sign="truck">
          {home.open_orders > 0 ? sCount('home.open_orders', home.open_orders) : s('orders.title')}
        </PlaceRow>
      </ul>
      <Hints home={home} />
      {home.buy_again.length > 0 && (
        <Part title={s('home.again')}>
          <ItemRows items={home.buy_again} few={FEW} />
        </Part>
      )}
      <CategoryTiles categories={home.categories} />
      {home.favourites.length > 0 && (
        <Part title={s('home.favourites')}>
          <ItemRows items={home.favourites} few={FEW} />
        </Part>
      )}
      <Pools />
      <JarCard jar={home.jar} />
      <Sellers sellers={home.suppliers} />
    </>
  )
}

function Hints({ home }: { home: SourcingHome }) {
  const [dismissed, setDismissed] = useState(() => readDismissed(recallJson(DISMISSED)))
  const hints = shownHints(home.hints, dismissed, serverNowMs())
  if (hints.length === 0) return null
  const away = (item: string): void => {
    const next = dismiss(dismissed, item, serverNowMs())
    storeJson(DISMISSED, next)
    setDismissed(next)
  }
  return (
    <Part title={s('home.hints')}>
      <ul class="rows">
        {hints.map((hint) => (
          <li key={hint.item.id}>
            <HintRow hint={hint} onDismiss={() => away(hint.item.id)} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function JarCard({ jar }: { jar: SourcingHome['jar'] }) {
  return (
    <button type="button" class="offer-card" onClick={() => open({ name: 'jar' })}>
      <span class="offer-who">{s('jar.title')}</span>
      <strong class="jar-sum">{showMoney(jar.balance)}</strong>
      <span class="hint">
        {jar.share_bp === 0 ? s('jar.off') : s('jar.share', { share: jar.share_bp / 100 })}
      </span>
      <Icon name="next" />
    </button>
  )
}
