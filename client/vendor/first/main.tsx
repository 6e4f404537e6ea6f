import 'virtual:tokens.css'
import './base.css'
import './till.css'
import './news.css'
import { render } from 'preact'
import { startAnnouncing } from './announce.ts'
import { App } from './app.tsx'
import { startBank } from './bank.ts'
import { startCredit } from './credit.ts'
import { firstLocale, speak } from './language.ts'
import { startLive } from './live.ts'
import { route, startRouter } from './router.ts'
import { me, refreshMe, session } from './session.ts'
import { listenForTouch } from './sound.ts'
import { startTillItems } from './till-items.ts'
import { installWorker } from './worker.ts'

const ASK_AGAIN_MS = 3000

let isAsking = false

/** Asks whose phone this is until somebody answers. */
async function askWhoIsHere(): Promise<void> {
  if (isAsking) return
  // A stranger who opens a stall or an enrolment link is asked nothing.
  const isEntry = route.peek().name === 'join' || route.peek().name === 'enrol'
  if (isEntry && me.peek() === null) return
  isAsking = true
  const isKnown = await refreshMe()
  isAsking = false
  if (!isKnown) setTimeout(() => void askWhoIsHere(), ASK_AGAIN_MS)
}

async function start(): Promise<void> {
  const root = document.getElementById('app')
  if (root === null) return
  await speak(firstLocale()).catch(() => speak('en'))
  startRouter()
  listenForTouch()
  startAnnouncing()
  render(<App />, root)
  startLive()
  startCredit()
  startTillItems()
  startBank()
  void askWhoIsHere()
  // Back from an entry screen without having entered: now the question has to be asked.
  route.subscribe(() => {
    if (session.peek() === 'unknown') void askWhoIsHere()
  })
  void installWorker()
}

void start()
