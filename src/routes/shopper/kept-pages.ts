/**
 * Pay pages that are kept. For shoppers who come without a wallet the page is the same for everybody but for the payment
 * id; it is kept as long as the profile that it shows, which is read again every ten seconds.
 */
import { newId } from '../../platform/ids.ts'
import type { VendorRow } from '../../services/directory.ts'

/** Stands where the payment id goes in a page that is kept. */
export const PAYMENT_ID_HERE = `pay_${'-'.repeat(26)}`

/** About 15 KB each: 4 MB of the 128 that an isolate has. */
const KEPT_PAGES_MAX = 250

interface KeptPage {
  /** The very row that the page shows: once the directory has read a newer one, the page is old. */
  vendor: VendorRow
  before: string
  after: string
}

const pages = new Map<string, KeptPage>()

/** The page kept under a key for this very profile, with a payment id of its own; null when there is none. */
export function keptPage(vendor: VendorRow, key: string, nowMs: number): string | null {
  const kept = pages.get(key)
  return kept?.vendor === vendor ? minted(kept, nowMs) : null
}

/**
 * Keeps a page, and answers it with a payment id of its own. It is kept in ASCII, everything else as character
 * references: the runtime sends such a string four times as fast as one with Hindi or an emoji in it, or as bytes. The
 * styles are ASCII already, or their hash would change.
 */
export function keepPage(page: {
  vendor: VendorRow
  key: string
  html: string
  nowMs: number
}): string {
  const { vendor, key, html, nowMs } = page
  const ascii = html.replaceAll(/[^\0-\x7f]/gu, (symbol) => `&#${symbol.codePointAt(0) ?? 0};`)
  // By way of bytes, because the engine would remember the string as a wide one.
  const narrow = new TextDecoder().decode(new TextEncoder().encode(ascii))
  // The last one is the form's: what comes before may be a stall that took it for its name.
  const at = narrow.lastIndexOf(PAYMENT_ID_HERE)
  const kept = {
    vendor,
    before: narrow.slice(0, at),
    after: narrow.slice(at + PAYMENT_ID_HERE.length),
  }
  if (pages.size >= KEPT_PAGES_MAX) pages.clear()
  pages.set(key, kept)
  return minted(kept, nowMs)
}

function minted({ before, after }: KeptPage, nowMs: number): string {
  return before + newId('payment', nowMs) + after
}
