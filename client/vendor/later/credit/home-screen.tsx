import { useEffect, useState } from 'preact/hooks'
import { noteOffersShown, shownBefore } from '../../first/credit.ts'
import { t } from '../../first/language.ts'
import type { Credit } from '../../first/wire.ts'
import { LinkRow } from '../parts.tsx'
import { CreditPage, openLine } from './credit-page.tsx'
import { LineCard } from './line-card.tsx'
import { MeterView } from './meter-view.tsx'
import { OfferCards } from './offer-cards.tsx'
import { c } from './words.ts'

/** Where the stall stands: the line in use, offers, or what is missing for one. */
export function HomeScreen() {
  return <CreditPage title={t('credit.title')}>{(credit) => <Home credit={credit} />}</CreditPage>
}

function Home({ credit }: { credit: Credit }) {
  const [before] = useState(shownBefore)
  useEffect(() => noteOffersShown(credit), [credit])
  const line = openLine(credit)
  const hasOffers = credit.offers.length > 0
  if (line === null && !hasOffers) {
    return (
      <>
        <MeterView credit={credit} />
        <Links hasMeter={false} hasHistory={credit.line !== null} />
      </>
    )
  }
  return (
    <>
      {line !== null && <LineCard line={line} />}
      {hasOffers && <OfferCards credit={credit} shownBefore={before} />}
      <Links hasMeter hasHistory={credit.line !== null} />
    </>
  )
}

function Links(props: { hasMeter: boolean; hasHistory: boolean }) {
  return (
    <ul class="link-rows">
      <LinkRow to={{ name: 'stock', path: 'stock' }} icon="stock" label={t('stock.title')} />
      {props.hasHistory && (
        <LinkRow to={{ name: 'credit', part: 'history' }} icon="note" label={c('line.history')} />
      )}
      {props.hasMeter && (
        <LinkRow to={{ name: 'credit', part: 'meter' }} icon="tick" label={c('line.meter')} />
      )}
      <LinkRow to={{ name: 'credit', part: 'reads' }} icon="eye" label={c('line.reads')} />
    </ul>
  )
}
