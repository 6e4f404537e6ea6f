import { cover } from './announce.ts'
import { ChargeScreen } from './charge-screen.tsx'
import { KeypadScreen } from './keypad-screen.tsx'
import { t } from './language.ts'
import { lazy } from './lazy.tsx'
import { AwayScreen, PaidScreen } from './paid-screen.tsx'
import { Nowhere } from './parts.tsx'
import { route } from './router.ts'
import { me, session } from './session.ts'
import { Strips } from './strips.tsx'

const JoinScreen = lazy(async () => (await import('../later/join-screen.tsx')).JoinScreen)
const EnrolScreen = lazy(async () => (await import('../later/enrol-screen.tsx')).EnrolScreen)
const SignInScreen = lazy(async () => (await import('../later/sign-in-screen.tsx')).SignInScreen)
const PaymentsScreen = lazy(
  async () => (await import('../later/payments-screen.tsx')).PaymentsScreen,
)
const PaymentScreen = lazy(async () => (await import('../later/payment-screen.tsx')).PaymentScreen)
const RefundScreen = lazy(async () => (await import('../later/refund-screen.tsx')).RefundScreen)
const StickerScreen = lazy(async () => (await import('../later/sticker-screen.tsx')).StickerScreen)
const SettingsScreen = lazy(
  async () => (await import('../later/settings-screen.tsx')).SettingsScreen,
)
const TillItemsScreen = lazy(
  async () => (await import('../later/till-items/till-items-screen.tsx')).TillItemsScreen,
)
const CreditScreens = lazy(
  async () => (await import('../later/credit/credit-screens.tsx')).CreditScreens,
)
const BankScreens = lazy(async () => (await import('../later/bank/bank-screens.tsx')).BankScreens)
const StockScreens = lazy(
  async () => (await import('../later/sourcing/stock-screens.tsx')).StockScreens,
)

export function App() {
  const covered = cover.value
  return (
    <>
      <Strips />
      {/* Out of reach, not only out of sight, while the news stands above it. */}
      <div class="under" inert={covered !== null}>
        <Screen />
      </div>
      {covered === 'green' && <PaidScreen />}
      {covered === 'away' && <AwayScreen />}
    </>
  )
}

function Screen() {
  const { name } = route.value
  if (name === 'join') return <JoinScreen />
  if (name === 'enrol') return <EnrolScreen />
  if (session.value === 'out') return <SignInScreen />
  if (me.value === null) return <Starting />
  switch (name) {
    case 'keypad':
      return <KeypadScreen />
    case 'charge':
      return <ChargeScreen />
    case 'payments':
      return <PaymentsScreen />
    case 'payment':
      return <PaymentScreen />
    case 'refund':
      return <RefundScreen />
    case 'sticker':
      return <StickerScreen />
    case 'settings':
      return <SettingsScreen />
    case 'items':
      return <TillItemsScreen />
    case 'credit':
    case 'credit_offer':
    case 'credit_appeal':
      return <CreditScreens />
    case 'stock':
      return <StockScreens />
    case 'bank':
      return <BankScreens />
    case 'unknown':
      return <Nowhere />
  }
}

function Starting() {
  return (
    <main class="page entry">
      <div class="awning" aria-hidden="true" />
      <p role="status">{t('starting')}</p>
    </main>
  )
}
