/** Time that a payment request has left. */

export interface Countdown {
  /** Whole seconds left, 0 when it is over. */
  seconds: number
  /** "9:05", for the screen. */
  text: string
  /** Share of the time that is left, 0 to 1. */
  share: number
}

/** What is left at `nowMs` (by the server's clock) of the time between two moments. */
export function countdown(startMs: number, endMs: number, nowMs: number): Countdown {
  const wholeMs = endMs - startMs
  // The phone's idea of the server's clock is a second off at times: never more than there was.
  const leftMs = Math.max(0, Math.min(endMs - nowMs, wholeMs))
  // Rounded up: "0:00" means that it is over, never that some of it is left.
  const seconds = Math.ceil(leftMs / 1000)
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return { seconds, text, share: wholeMs > 0 ? leftMs / wholeMs : 0 }
}
