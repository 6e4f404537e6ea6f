import { type RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { serverNowMs } from './api.ts'
import { t } from './language.ts'

/** The server's time, once a second while the component is on the screen. */
export function useClock(): number {
  const [nowMs, setNowMs] = useState(serverNowMs)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(serverNowMs()), 1000)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}

/** Keeps the phone's screen on while the component stands there, where the browser can. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    let isOver = false
    const ask = async (): Promise<void> => {
      try {
        const granted = (await navigator.wakeLock?.request('screen')) ?? null
        if (isOver) await granted?.release()
        else lock = granted
      } catch {
        // Battery saver says no.
      }
    }
    const askAgain = (): void => {
      if (document.visibilityState === 'visible') void ask()
    }
    void ask()
    document.addEventListener('visibilitychange', askAgain)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', askAgain)
      void lock?.release()
    }
  }, [])
}

let screensShown = 0

/** Names the document after the screen, shows it from its top, and moves the reader to the heading of a new one. */
export function useScreenTitle(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${t('brand')}`
  }, [title])
  useEffect(() => {
    heading.current?.closest('.under')?.scrollTo(0, 0)
    // Not on the first one: there the browser reads the page from its top.
    if (screensShown > 0) heading.current?.focus({ preventScroll: true })
    screensShown += 1
  }, [])
  return heading
}
