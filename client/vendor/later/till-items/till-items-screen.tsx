import '../later.css'
import './till-items.css'
import { mayEditItems } from '../../../../src/domain/payments/member.ts'
import { type SoldItem, TILL_ITEMS_MAX } from '../../../../src/domain/payments/till-items.ts'
import { Amount } from '../../first/figure-view.tsx'
import { Icon } from '../../first/icons.tsx'
import { t } from '../../first/language.ts'
import { Nowhere, Page } from '../../first/parts.tsx'
import { go, route } from '../../first/router.ts'
import { me } from '../../first/session.ts'
import { tiles } from '../../first/tiles.ts'
import type { Me } from '../../first/wire.ts'
import { useAsked } from '../use-asked.ts'
import { WithWords } from '../with-words.tsx'
import { ItemForm } from './item-form.tsx'
import { i, tillItemsWords } from './words.ts'

const WORDS = [tillItemsWords]

/** What the stall sells: the list, or one item of it. */
export function TillItemsScreen() {
  return (
    <WithWords title={t('items.title')} words={WORDS}>
      <Chosen />
    </WithWords>
  )
}

function Chosen() {
  const at = route.value
  const stall = me.value
  if (at.name !== 'items' || stall === null) return null
  if (at.id === null) return <List stall={stall} />
  const item = tiles.value.find(({ id }) => id === at.id) ?? null
  const isThere = at.id === 'new' || item !== null
  if (!isThere || !mayEditItems(stall.member.role)) return <Nowhere />
  return <ItemForm key={at.id} item={item} currency={stall.vendor.currency} />
}

function List({ stall }: { stall: Me }) {
  const { currency } = stall.vendor
  const mayEdit = mayEditItems(stall.member.role)
  const sold = useAsked<{ data: SoldItem[] }>('/api/till/sold').told?.data ?? []
  const soldOf = (id: string) => sold.find(({ item }) => item === id)?.quantity ?? 0
  const isFull = tiles.value.length >= TILL_ITEMS_MAX
  return (
    <Page title={t('items.title')} back={{ name: 'settings' }}>
      <p>{i('hint')}</p>
      {tiles.value.length > 0 && (
        <ul class="card till-list">
          {tiles.value.map(({ id, name, emoji, price }) => (
            <li key={id}>
              <button type="button" disabled={!mayEdit} onClick={() => go({ name: 'items', id })}>
                <span class="till-emoji" aria-hidden="true">
                  {emoji}
                </span>
                <span class="line-what">
                  <bdi class="line-title">{name}</bdi>
                  {soldOf(id) > 0 && (
                    <span class="line-sub">{i('sold_today', { count: soldOf(id) })}</span>
                  )}
                </span>
                <Amount money={{ amount: price, currency }} />
                {mayEdit && <Icon name="next" />}
              </button>
            </li>
          ))}
        </ul>
      )}
      {!mayEdit && <p class="hint">{i('owner_only')}</p>}
      {mayEdit && isFull && <p class="hint">{i('full', { count: TILL_ITEMS_MAX })}</p>}
      {mayEdit && !isFull && (
        <button type="button" class="button" onClick={() => go({ name: 'items', id: 'new' })}>
          <Icon name="plus" />
          <span>{i('add')}</span>
        </button>
      )}
    </Page>
  )
}
