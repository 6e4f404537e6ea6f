import '../later.css'
import './credit.css'
import { useEffect, useState } from 'preact/hooks'
import { locale, t } from '../../first/language.ts'
import { Page } from '../../first/parts.tsx'
import type { CreditPart } from '../../first/route.ts'
import { route } from '../../first/router.ts'
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
import { learnCredit, speaksCredit } from './words.ts'

/** Every screen of stock credit, once their words are here. */
export function CreditScreens() {
  const wanted = locale()
  const [hasFailed, setHasFailed] = useState(false)
  const [tries, setTries] = useState(0)
  const isReady = speaksCredit(wanted)
  useEffect(() => {
    if (isReady) return
    let isOver = false
    void learnCredit(wanted).then((isLearned) => {
      if (!isOver) setHasFailed(!isLearned)
    })
    return () => {
      isOver = true
    }
  }, [wanted, isReady, tries])
  if (isReady) return <Chosen />
  return (
    <Page title={t('credit.title')}>
      {hasFailed ? (
        <>
          <p role="alert">{t('problem.no_answer')}</p>
          <button type="button" class="button" onClick={() => setTries(tries + 1)}>
            {t('again')}
          </button>
        </>
      ) : (
        <p role="status">{t('starting')}</p>
      )}
    </Page>
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
