import '../later.css'
import './credit.css'
import { t } from '../../first/language.ts'
import type { CreditPart } from '../../first/route.ts'
import { route } from '../../first/router.ts'
import { WithWords } from '../with-words.tsx'
import { AppealScreen } from './appeal-screen.tsx'
import { DrawScreen } from './draw-screen.tsx'
import { HistoryScreen } from './history-screen.tsx'
import { HomeScreen } from './home-screen.tsx'
import { MeterScreen } from './meter-screen.tsx'
import { OfferScreen } from './offer-screen.tsx'
import { PauseScreen } from './pause-screen.tsx'
import { PayoffScreen } from './payoff-screen.tsx'
import { ReadsScreen } from './reads-screen.tsx'
import { ShareScreen } from './share-screen.tsx'
import { creditWords } from './words.ts'

const WORDS = [creditWords]

/** Every screen of stock credit, once their words are here. */
export function CreditScreens() {
  return (
    <WithWords title={t('credit.title')} words={WORDS}>
      <Chosen />
    </WithWords>
  )
}

function Chosen() {
  const at = route.value
  if (at.name === 'credit_offer') return <OfferScreen key={at.offerId} offerId={at.offerId} />
  if (at.name === 'credit_appeal') return <AppealScreen key={at.rule} rule={at.rule} />
  return at.name === 'credit' ? <Part part={at.part} /> : null
}

function Part({ part }: { part: CreditPart }) {
  switch (part) {
    case 'home':
      return <HomeScreen />
    case 'meter':
      return <MeterScreen />
    case 'draw':
      return <DrawScreen />
    case 'payoff':
      return <PayoffScreen />
    case 'pause':
      return <PauseScreen />
    case 'share':
      return <ShareScreen />
    case 'history':
      return <HistoryScreen />
    case 'reads':
      return <ReadsScreen />
  }
}
