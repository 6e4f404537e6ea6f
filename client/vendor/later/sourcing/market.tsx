import { Icon } from '../../first/icons.tsx'
import { showMoney } from '../../first/language.ts'
/** The market as it is for everybody here: shelves, suppliers, orders that neighbours make together. */
import { orderNews } from '../../first/live.ts'
import { showPercent } from '../credit/words.ts'
import { useAsked } from '../use-asked.ts'
import { CategorySign, Failed, ItemPicture, open, Part } from './stock-parts.tsx'
import type { Pool, Seller, SourcingHome } from './wire.ts'
import { s, sCount, showMoment, showPack, showWeekday } from './words.ts'

/** The shelves on which something lies. */
export function CategoryTiles({ categories }: Pick<SourcingHome, 'categories'>) {
  const filled = categories.filter(({ items }) => items > 0)
  if (filled.length === 0) return null
  return (
    <Part title={s('home.categories')}>
      <ul class="tiles">
        {filled.map(({ category, items }) => (
          <li key={category}>
            <button
              type="button"
              class="tile"
              onClick={() => open({ name: 'search', q: '', category, supplier: null })}
            >
              <CategorySign category={category} />
              <span>{s(`category.${category}`)}</span>
              <span class="hint">{sCount('items', items)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Part>
  )
}

export function Sellers({ sellers }: { sellers: readonly Seller[] }) {
  if (sellers.length === 0) return <p class="empty">{s('home.no_sellers')}</p>
  return (
    <Part title={s('home.sellers')}>
      <ul class="rows">
        {sellers.map((seller) => (
          <li key={seller.id}>
            <SellerRow seller={seller} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function SellerRow({ seller }: { seller: Seller }) {
  const [day] = seller.delivery_days
  return (
    <button
      type="button"
      class="item-row"
      onClick={() => open({ name: 'search', q: '', category: null, supplier: seller.id })}
    >
      <span class="item-what">
        <strong>
          <bdi>{seller.name}</bdi>
        </strong>
        <span class="hint">
          {seller.serves_here && day !== undefined
            ? s('seller.next', { day: showWeekday(day) })
            : s('seller.not_here')}
        </span>
        {seller.min_order.amount > 0 && (
          <span class="hint">{s('seller.min', { amount: showMoney(seller.min_order) })}</span>
        )}
        {seller.early_discount_bp > 0 && (
          <span class="hint">
            {s('seller.discount', { share: showPercent(seller.early_discount_bp) })}
          </span>
        )}
      </span>
      <Icon name="next" />
    </button>
  )
}

/** Orders that stalls nearby put together; nothing while there are none. */
export function Pools() {
  const asked = useAsked<{ data: Pool[] }>('/api/sourcing/pools', orderNews.value)
  const pools = (asked.told?.data ?? []).filter(({ state }) => state === 'open')
  if (pools.length === 0 && asked.problem === null) return null
  return (
    <Part title={s('home.pools')}>
      <Failed asked={asked} />
      <ul class="rows">
        {pools.map((pool) => (
          <li key={pool.id}>
            <PoolRow pool={pool} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function PoolRow({ pool }: { pool: Pool }) {
  const { item, next } = pool
  return (
    <button type="button" class="item-row" onClick={() => open({ name: 'pool', id: pool.id })}>
      <ItemPicture photo={item.photo_url} />
      <span class="item-what">
        <strong>
          <bdi>{item.name}</bdi>
        </strong>
        <span class="hint">
          <bdi>{pool.supplier.name}</bdi> · {showPack(item.pack)}
        </span>
        <span class="item-prices">
          <strong>{s('pool.row', { price: showMoney(pool.price) })}</strong>
          <span>{s('pool.row_alone', { price: showMoney(pool.alone) })}</span>
        </span>
        {next !== null && (
          <span class="hint">
            {sCount('pool.missing', next.missing, { price: showMoney(next.price) })}
          </span>
        )}
        <span class="hint">{s('pool.closes', { time: showMoment(pool.closes_at) })}</span>
        {pool.order !== null && <span class="tag">{s('pool.in')}</span>}
      </span>
      <Icon name="next" />
    </button>
  )
}
