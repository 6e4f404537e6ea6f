import '../later.css'
import './bank.css'
import { t } from '../../first/language.ts'
import { Nowhere } from '../../first/parts.tsx'
import { route } from '../../first/router.ts'
import { creditWords } from '../credit/words.ts'
import { WithWords } from '../with-words.tsx'
import { AccountScreen } from './account-screen.tsx'
import { AccountsScreen } from './accounts-screen.tsx'
import { AddScreen } from './add-screen.tsx'
import { ChooseScreen } from './choose-screen.tsx'
import { placeOf } from './place.ts'
import { SeenScreen } from './seen-screen.tsx'
import { WaitingScreen } from './waiting-screen.tsx'
import { bankWords } from './words.ts'

// Who asks is asked for in the words of credit.
const WORDS = [bankWords, creditWords]

/** Every screen of the stall's own bank accounts, once their words are here. */
export function BankScreens() {
  return (
    <WithWords title={t('bank.title')} words={WORDS}>
      <Chosen />
    </WithWords>
  )
}

function Chosen() {
  const at = route.value
  if (at.name !== 'bank') return null
  const place = placeOf(at.path)
  switch (place?.name) {
    case undefined:
      return <Nowhere />
    case 'accounts':
      return <AccountsScreen />
    case 'account':
      return <AccountScreen key={place.id} id={place.id} />
    case 'choose':
      return <ChooseScreen />
    case 'add':
      return <AddScreen key={place.what} what={place.what} />
    case 'waiting':
      return <WaitingScreen />
    case 'seen':
      return <SeenScreen key={place.requestId} requestId={place.requestId} />
  }
}
