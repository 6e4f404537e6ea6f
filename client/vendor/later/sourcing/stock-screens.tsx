import '../later.css'
import './sourcing.css'
import { t } from '../../first/language.ts'
import { Nowhere } from '../../first/parts.tsx'
import { route } from '../../first/router.ts'
import { creditWords } from '../credit/words.ts'
import { WithWords } from '../with-words.tsx'
import { CartScreen, CartsScreen } from './cart-screen.tsx'
import { ClaimScreen } from './claim-screen.tsx'
import { ConfirmScreen } from './confirm-screen.tsx'
import { HomeScreen } from './home-screen.tsx'
import { ItemScreen } from './item-screen.tsx'
import { JarScreen } from './jar-screen.tsx'
import { OrderScreen } from './order-screen.tsx'
import { OrdersScreen } from './orders-screen.tsx'
import { placeOf } from './place.ts'
import { PoolScreen } from './pool-screen.tsx'
import { SearchScreen } from './search-screen.tsx'
import { sourcingWords } from './words.ts'

// What is bought on credit is told in the words of credit.
const WORDS = [sourcingWords, creditWords]

/** Every screen of buying stock, once their words are here. */
export function StockScreens() {
  return (
    <WithWords title={t('stock.title')} words={WORDS}>
      <Chosen />
    </WithWords>
  )
}

function Chosen() {
  const at = route.value
  if (at.name !== 'stock') return null
  const place = placeOf(at.path, location.search)
  const key = at.path
  switch (place?.name) {
    case undefined:
      return <Nowhere />
    case 'home':
      return <HomeScreen />
    case 'search':
      return <SearchScreen place={place} />
    case 'item':
      return <ItemScreen key={key} id={place.id} />
    case 'carts':
      return <CartsScreen />
    case 'cart':
      return <CartScreen key={key} supplier={place.supplier} />
    case 'jar':
      return <JarScreen />
    case 'pool':
      return <PoolScreen key={key} id={place.id} />
    case 'orders':
      return <OrdersScreen />
    case 'order':
      return <OrderScreen key={key} id={place.id} />
    case 'confirm':
      return <ConfirmScreen key={key} id={place.id} />
    case 'claim':
      return <ClaimScreen key={key} id={place.id} />
  }
}
