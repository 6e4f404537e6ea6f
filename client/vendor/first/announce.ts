/** Telling the vendor about money: the green screen, and the list of what came while the phone was away. */
import { computed, effect, signal } from '@preact/signals'
import { isPaid, type News } from './feed.ts'
import { me } from './session.ts'
import { ring } from './sound.ts'
import { recall, store } from './storage.ts'
import type { Line } from './wire.ts'

/** Payments on the green screen, newest first; empty when it is not shown. */
export const green = signal<readonly Line[]>([])

/** Payments that came while the phone was away, newest first, and whether there were even more. */
export const away = signal<{ lines: readonly Line[]; hasMore: boolean } | null>(null)

/** True while somebody types a refund: news then stands in a strip, and takes the screen afterwards. */
export const isHeld = signal(false)

const isVisible = signal(document.visibilityState === 'visible')

/** What covers the screen now. */
export const cover = computed<'green' | 'away' | null>(() => {
  if (isHeld.value) return null
  if (green.value.length > 0) return 'green'
  return away.value === null ? null : 'away'
})

/** The last row that this phone told its owner about; null before its first visit to this stall. */
export function seenSeq(vendorId: string): number | null {
  const text = recall(seenKey(vendorId))
  return text !== null && /^\d+$/.test(text) ? Number(text) : null
}

export function markSeen(vendorId: string, seq: number): void {
  const before = seenSeq(vendorId)
  if (before === null || seq > before) store(seenKey(vendorId), String(seq))
}

/** The book is another one than the phone knew: count from here. */
export function resetSeen(vendorId: string, seq: number): void {
  store(seenKey(vendorId), String(seq))
}

function seenKey(vendorId: string): string {
  return `seen.${vendorId}`
}

/** Announces news from the feed: sound, vibration, and the screen as soon as it is free. */
export function announce(news: News, hasMore = false): void {
  if (news.green.length > 0) green.value = [...news.green.toReversed(), ...green.peek()]
  if (news.away.length > 0) {
    const before = away.peek()
    away.value = {
      lines: [...news.away.toReversed(), ...(before?.lines ?? [])],
      hasMore: hasMore || before?.hasMore === true,
    }
  }
  if (news.green.length > 0 || news.away.length > 0) ring('paid')
}

export function dismissGreen(): void {
  green.value = []
}

export function dismissAway(): void {
  away.value = null
}

/** Forgets what was to be announced, when the phone is no longer this stall's. */
export function silence(): void {
  green.value = []
  away.value = null
}

/**
 * A payment counts as seen once it stood on a screen that was on. A phone that is killed in the pocket before that
 * tells it again, in the list.
 */
export function startAnnouncing(): void {
  document.addEventListener('visibilitychange', () => {
    isVisible.value = document.visibilityState === 'visible'
  })
  effect(() => {
    const vendorId = me.value?.vendor.id
    if (vendorId === undefined || !isVisible.value || cover.value === null) return
    const lines = cover.value === 'green' ? green.value : (away.value?.lines ?? [])
    markSeen(vendorId, Math.max(0, ...lines.filter(isPaid).map(({ seq }) => seq)))
  })
}
