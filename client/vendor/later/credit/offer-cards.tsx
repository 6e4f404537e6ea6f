import { isolate } from '../../../../src/domain/i18n/i18n.ts'
import { FigureView } from '../../first/figure-view.tsx'
import { Icon } from '../../first/icons.tsx'
import { showMoney } from '../../first/language.ts'
import { go } from '../../first/router.ts'
import type { Credit, Offer } from '../../first/wire.ts'
import { c, showDay, showDays } from './words.ts'

/** All offers, the cheapest first as the server sorts them. */
export function OfferCards(props: { credit: Credit; shownBefore: ReadonlySet<string> }) {
  const { credit } = props
  return (
    <section class="stack">
      <h2>{c('offers.title')}</h2>
      <p class="hint">{c('offers.hint')}</p>
      <ul class="stack">
        {credit.offers.map((offer) => (
          <li key={offer.id}>
            <OfferCard offer={offer} credit={credit} isNew={!props.shownBefore.has(offer.id)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OfferCard(props: { offer: Offer; credit: Credit; isNew: boolean }) {
  const { offer } = props
  const { disclosure } = offer
  const other = lineInTheWay(offer, props.credit)
  return (
    <button
      type="button"
      class="offer-card"
      onClick={() => go({ name: 'credit_offer', offerId: offer.id })}
    >
      <span class="offer-who">
        <bdi>{offer.lender.name}</bdi>
        {props.isNew && <span class="tag">{c('offer.new')}</span>}
      </span>
      <span>{c('offer.stock')}</span>
      <span class="fits">
        <FigureView money={offer.amount} />
      </span>
      <span class="offer-cost">
        {c('offer.line', { owed: showMoney(disclosure.owed), cost: showMoney(disclosure.fee) })}
      </span>
      <span class="hint">
        {showDays(disclosure)} · {c('offer.until', { date: showDay(offer.expires_at) })}
      </span>
      {other !== null && <span class="hint">{c('offer.after', { lender: isolate(other) })}</span>}
      <Icon name="next" />
    </button>
  )
}

/** Name of another lender who has to be repaid before this offer can be taken; null when nothing is in the way. */
export function lineInTheWay(offer: Offer, { line }: Credit): string | null {
  if (line === null || line.remaining.amount === 0) return null
  return line.lender.id === offer.lender.id ? null : line.lender.name
}
