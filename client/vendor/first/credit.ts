/** The stall's credit, as last heard. Asked for when the phone has nothing else to do, never on the way of a payment. */
import { computed, effect, signal } from '@preact/signals'
import { type Answer, get } from './api.ts'
import { doorOf, isOutdated, type KnownCredit } from './credit-door.ts'
import { creditNews, feed, isLoaded, orderNews } from './live.ts'
import { route } from './router.ts'
import { total } from './sale.ts'
import { me, session } from './session.ts'
import { askOrders, toCount } from './stock.ts'
import { recallJson, storeJson } from './storage.ts'
import type { Credit } from './wire.ts'

const OPENED = 'credit.opened'
/** Offers live for days: more than these are not remembered. */
const OPENED_MAX = 30
/** A till stays open for days; the day of a credit changes at midnight. */
const OLD_MS = 6 * 60 * 60_000
/** How long the first question may wait for a quiet moment. */
const IDLE_MS_MAX = 10_000
/** Where there is no word about idle times. */
const LATER_MS = 3000
/** The book may grow while it is asked; asked again this often for figures that fit its last row. */
const TRIES_MAX = 3

const known = signal<KnownCredit | null>(null)
const opened = signal<ReadonlySet<string>>(new Set())

/** Credit as last told; null before. */
export const credit = computed<Credit | null>(() => known.value?.credit ?? null)

/** What stands on the keypad. Not for a helper at the till: what the stall owes is not theirs to read out. */
export const creditDoor = computed(() => {
  if (known.value === null || me.value === null || me.value.member.role === 'cashier') return null
  return doorOf(known.value, feed.value.lines, opened.value)
})

/** The book is here, and the person is one who sees the door. */
const mayAsk = computed(
  () => isLoaded.value && me.value !== null && me.value.member.role !== 'cashier',
)

let askedAtMs = 0
let isAsking = false
let isWaiting = false

/** Listens from the start; asks once the book is here. */
export function startCredit(): void {
  session.subscribe((state) => {
    if (state !== 'in') known.value = toCount.value = null
    opened.value = new Set((recallJson(OPENED) as string[] | null) ?? [])
  })
  effect(() => {
    // Read for its sake: each of the server's words asks again.
    if (creditNews.value >= 0 && orderNews.value !== undefined && mayAsk.value) whenIdle()
  })
  effect(() => {
    if (known.value !== null && isOutdated(known.value, feed.value)) whenIdle()
  })
  document.addEventListener('visibilitychange', () => {
    const isOld = askedAtMs > 0 && Date.now() - askedAtMs > OLD_MS
    if (document.visibilityState === 'visible' && isOld) whenIdle()
  })
}

/** Asks now, for a screen that shows it. */
export async function askCredit(): Promise<Answer<Credit>> {
  for (let tries = 1; ; tries += 1) {
    const before = feed.peek().lastSeq
    const answer = await get<Credit>('/api/credit')
    const after = feed.peek().lastSeq
    if (!answer.ok) return answer
    // A sale in between is counted in one of the two figures, and nobody knows in which.
    if (before !== after && tries < TRIES_MAX) continue
    askedAtMs = Date.now()
    noteCredit(answer.value)
    return answer
  }
}

/** Takes what the server answered to a change. */
export function noteCredit(credit: Credit): void {
  known.value = { credit, asOfSeq: feed.peek().lastSeq }
}

/** Ids of the offers that were on this phone's screen so far. */
export function shownBefore(): ReadonlySet<string> {
  return opened.peek()
}

/** The offers were on the screen: the keypad needs not speak of them any more. */
export function noteOffersShown({ offers }: Credit): void {
  const fresh = offers.filter(({ id }) => !opened.peek().has(id)).map(({ id }) => id)
  if (fresh.length === 0) return
  opened.value = new Set([...opened.peek(), ...fresh].slice(-OPENED_MAX))
  storeJson(OPENED, [...opened.value])
}

function whenIdle(): void {
  if (isWaiting) return
  isWaiting = true
  const run = (): void => {
    // Somebody takes a payment: that goes first.
    if (isAsking || route.peek().name === 'charge' || total.peek() > 0) {
      setTimeout(run, LATER_MS)
      return
    }
    isWaiting = false
    void askQuietly()
  }
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: IDLE_MS_MAX })
  else setTimeout(run, LATER_MS)
}

async function askQuietly(): Promise<void> {
  if (session.peek() !== 'in' || !navigator.onLine) return
  isAsking = true
  await askCredit()
  await askOrders()
  isAsking = false
}
