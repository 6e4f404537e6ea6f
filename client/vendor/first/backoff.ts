/** When to try again after the live connection broke. */

const FIRST_MS = 500
/** The socket is tried at least this often: a vendor waits for the next customer, not for us. */
const LONGEST_MS = 15_000

/**
 * Milliseconds to wait before attempt `attempt` (0, 1, 2 …): doubled each time, and spread over its upper half so
 * that a whole market does not return in the same instant after a deploy.
 *
 * @param random a number in [0, 1)
 */
export function retryDelayMs(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10))
  return Math.round(ceiling / 2 + (ceiling / 2) * random)
}
