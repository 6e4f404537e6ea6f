/** The lines at the top of every screen: play money, the connection, a new version, news during a refund. */
import { cover, green, isHeld } from './announce.ts'
import { Amount } from './figure-view.tsx'
import { Icon } from './icons.tsx'
import { t } from './language.ts'
import { connection } from './live.ts'
import { route } from './router.ts'
import { total } from './sale.ts'
import { me, session } from './session.ts'
import { sound } from './sound.ts'
import { newVersion } from './worker.ts'

/** The Worker writes into the document which money this is, so that it is said before anybody has signed in. */
const documentMode = document.documentElement.dataset['mode']

export function Strips() {
  const { name } = route.value
  const isEntry = name === 'join' || name === 'enrol'
  const isDemo = (me.value?.mode ?? documentMode) === 'demo'
  const isIn = session.value === 'in' && !isEntry
  return (
    <header class="strips">
      {isDemo && <p class="demo">{t('demo')}</p>}
      {isIn && <div class="awning" aria-hidden="true" />}
      {isIn && <ConnectionStrip />}
      <HeldNews />
      <NewVersion />
    </header>
  )
}

/** Quiet while payments arrive by themselves; a wide sign with a shape of its own when they do not. */
function ConnectionStrip() {
  switch (connection.value) {
    case 'live':
      return (
        <p class="connection live" role="status">
          <span class="dot" aria-hidden="true" />
          {t('connection.live')}
          <span class="sound-state">{t(`sound.${sound.value}`)}</span>
        </p>
      )
    case 'starting':
      return (
        <p class="connection" role="status">
          <span class="dot hollow" aria-hidden="true" />
          {t('connection.starting')}
        </p>
      )
    case 'polling':
      return (
        <p class="connection polling" role="status">
          <Icon name="waiting" />
          <span>
            <strong>{t('connection.polling')}</strong> {t('connection.polling_hint')}
          </span>
        </p>
      )
    case 'lost':
      return (
        <div class="connection lost" role="alert">
          <Icon name="alarm" />
          <span>
            <strong>{t('connection.lost')}</strong>
            <span>{t('connection.lost_hint')}</span>
          </span>
        </div>
      )
  }
}

/** A payment that arrives while a refund is being typed: told at once, without taking the keys away. */
function HeldNews() {
  const [newest] = green.value
  if (!isHeld.value || newest === undefined) return null
  return (
    <p class="held" role="alert">
      <Icon name="tick" />
      <strong>{t('paid.title')}</strong>
      <Amount money={newest.amount} />
      <span class="code">{newest.alert_code}</span>
    </p>
  )
}

/** Offered only between two sales: a reload must not take a QR off the screen. */
function NewVersion() {
  const isIdle = route.value.name === 'keypad' && total.value === 0 && cover.value === null
  if (newVersion.value === null || !isIdle) return null
  return (
    <button type="button" class="new-version" onClick={newVersion.value}>
      <Icon name="renew" />
      <span>{t('update')}</span>
    </button>
  )
}
