/** Pieces that several screens of buying stock are made of. */
import type { ComponentChildren } from 'preact'
import type { Category } from '../../../../src/domain/catalogue/item.ts'
import { Icon } from '../../first/icons.tsx'
import { t } from '../../first/language.ts'
import { Page, ProblemNote } from '../../first/parts.tsx'
import { go } from '../../first/router.ts'
import type { Asked } from '../use-asked.ts'
import { type Place, routeTo } from './place.ts'
import { Sign, type SignName } from './sign.tsx'
import { s } from './words.ts'

/** Shows another screen of these. */
export function open(place: Place, options?: { replace: boolean }): void {
  go(routeTo(place), options)
}

/** A screen of buying stock; `back` is where one goes who did not come from another screen. */
export function StockPage(props: { title: string; back?: Place; children: ComponentChildren }) {
  const { title, back = { name: 'home' } } = props
  return (
    <Page title={title} back={routeTo(back)}>
      {props.children}
    </Page>
  )
}

/** What was asked for, once it is there; what was there before stays while it is asked for again. */
export function Told<T>(props: { asked: Asked<T>; children: (told: T) => ComponentChildren }) {
  const { told, problem } = props.asked
  return (
    <>
      {told === null && problem === null && <p role="status">{t('starting')}</p>}
      <Failed asked={props.asked} />
      {told !== null && props.children(told)}
    </>
  )
}

/** Why nothing newer could be had, and the way to ask again. */
export function Failed({ asked }: { asked: Pick<Asked<unknown>, 'problem' | 'again'> }) {
  return (
    <>
      <ProblemNote problem={asked.problem} />
      {asked.problem !== null && (
        <button type="button" class="button plain" onClick={asked.again}>
          {t('again')}
        </button>
      )}
    </>
  )
}

/** A row that leads to another screen of these, with a sign of their own. */
export function PlaceRow(props: { to: Place; sign: SignName; children: ComponentChildren }) {
  return (
    <li>
      <button type="button" class="link-row" onClick={() => open(props.to)}>
        <Sign name={props.sign} />
        <span>{props.children}</span>
        <Icon name="next" />
      </button>
    </li>
  )
}

/** A part of a screen under a heading of its own. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="stack">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** What somebody wrote, in the direction of their own script. */
export function Said({ text }: { text: string }) {
  return (
    <span class="said">
      <q>
        <bdi>{text}</bdi>
      </q>
    </span>
  )
}

/** There is nothing here: says so, and leads on. */
export function Nothing(props: { words: string; order?: string }) {
  const { words, order } = props
  const to: Place = order === undefined ? { name: 'home' } : { name: 'order', id: order }
  return (
    <>
      <p class="empty">{words}</p>
      <button type="button" class="button" onClick={() => open(to, { replace: true })}>
        {s(order === undefined ? 'to_stock' : 'to_order')}
      </button>
    </>
  )
}

const EMOJI: Readonly<Record<Category, string>> = {
  vegetables: '🥬',
  fruit: '🥭',
  dairy: '🥛',
  meat_fish: '🐟',
  grain: '🌾',
  oil_spice: '🌶️',
  tea_coffee: '🍵',
  snacks: '🥨',
  drinks: '🥤',
  sweets: '🍬',
  packaging: '📦',
  fuel: '🔥',
  clothing: '👕',
  household: '🧹',
  other: '🧺',
}

export function CategorySign({ category }: { category: Category }) {
  return (
    <span class="tile-emoji" aria-hidden="true">
      {EMOJI[category]}
    </span>
  )
}

/** The picture of an item, else the sign of its shelf; decoration beside its name. */
export function ItemPicture(props: { photo: string | null; category?: Category }) {
  const { photo, category } = props
  return (
    <span class="item-picture" aria-hidden="true">
      {photo !== null ? (
        <img src={photo} alt="" loading="lazy" decoding="async" />
      ) : category === undefined ? (
        <Icon name="stock" />
      ) : (
        EMOJI[category]
      )}
    </span>
  )
}
