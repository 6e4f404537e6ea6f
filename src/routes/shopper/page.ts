import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { HtmlEscapedString } from 'hono/utils/html'
import { negotiateLocale, parseLocale } from '../../domain/i18n/i18n.ts'
import type { Locale } from '../../domain/i18n/i18n.ts'
import { pageTranslator } from '../../domain/i18n/pages/pages.ts'
import { showCode } from '../../domain/qr/code.ts'
import { stylesHash } from '../../pages/layout.tsx'
import type { StallView } from '../../pages/stall.tsx'
import type { PageTranslator } from '../../pages/text.tsx'
import type { VendorRow } from '../../services/directory.ts'
import type { HttpEnv } from '../http.ts'
import { FIXED_HEADERS, pagePolicy } from '../middleware/security.ts'
import { pictureUrl } from '../vendor/me.ts'

/** Where the pay page's few kilobytes of script are; the page works without them. */
export const PAY_SCRIPT_URL = '/assets/pay.js'

const LANGUAGE_COOKIE_S = 365 * 24 * 60 * 60

interface PageOptions {
  /** Hashes of styles that the page has besides that of every page. */
  styleHashes?: readonly string[]
  /**
   * `history`: the browser may show this very page again when the person goes back. The pay page wants it: its form
   * keeps the payment id, so that sending it once more is the same payment.
   */
  keep?: 'history' | 'never'
}

/** Answers a page. No cache shares it, because it carries a payment id or a person's own money. */
export function sendPage<E extends HttpEnv>(
  c: Context<E>,
  page: HtmlEscapedString | Promise<HtmlEscapedString>,
  status: 200 | 400 | 403 | 404 | 409 | 422 | 429 | 500 | 503 = 200,
  { styleHashes = [], keep = 'never' }: PageOptions = {},
): Response | Promise<Response> {
  c.header('Content-Security-Policy', policyOf(styleHashes))
  c.header('Cache-Control', keep === 'history' ? 'private, no-cache' : 'no-store')
  return c.html(page, status)
}

let keptHeaders: Headers | null = null

/** Answers a page that was kept. Its headers are kept too: copying them is one step, setting them one step each. */
export function sendKeptPage(page: string): Response {
  keptHeaders ??= new Headers({
    ...FIXED_HEADERS,
    'Content-Type': 'text/html; charset=UTF-8',
    'Content-Security-Policy': policyOf([]),
    'Cache-Control': 'private, no-cache',
  })
  return new Response(page, { headers: keptHeaders })
}

let plainPolicy: string | null = null

/** The policy of a page; the one that nearly all pages have is put together once. */
function policyOf(moreStyleHashes: readonly string[]): string {
  if (moreStyleHashes.length > 0) return pagePolicy([stylesHash(), ...moreStyleHashes])
  plainPolicy ??= pagePolicy([stylesHash()])
  return plainPolicy
}

/** The language of a page: asked for with `?lang=`, chosen before, else what the browser reads, else the stall's. */
export function pageText<E extends HttpEnv>(c: Context<E>, fallback = 'en'): PageTranslator {
  const asked = offered(c, parseLocale(c.req.query('lang')))
  if (asked !== null) {
    const cookie = { path: '/', secure: true, sameSite: 'Lax', prefix: 'host' } as const
    setCookie(c, 'lang', asked, { ...cookie, httpOnly: true, maxAge: LANGUAGE_COOKIE_S })
    return pageTranslator(asked)
  }
  const chosen = offered(c, parseLocale(getCookie(c, 'lang', 'host')))
  const accepts = c.req.header('Accept-Language')
  return pageTranslator(chosen ?? negotiated(accepts, fallback))
}

/** Browsers send a few hundred different headers; a longer list than that is noise. */
const NEGOTIATIONS_MAX = 500
const HEADER_CHARS_MAX = 200
const negotiations = new Map<string, Locale>()

/** {@link negotiateLocale}, remembered: the phones of a market send the same few headers. */
function negotiated(accepts: string | undefined, fallback: string): Locale {
  const asked = `${fallback} ${accepts?.slice(0, HEADER_CHARS_MAX) ?? ''}`
  const known = negotiations.get(asked)
  if (known !== undefined) return known
  const locale = negotiateLocale(accepts?.slice(0, HEADER_CHARS_MAX), parseLocale(fallback) ?? 'en')
  if (negotiations.size >= NEGOTIATIONS_MAX) negotiations.clear()
  negotiations.set(asked, locale)
  return locale
}

/** Pseudo-locales are for tests and designers; a live stall does not offer them. */
function offered<E extends HttpEnv>(c: Context<E>, locale: Locale | null): Locale | null {
  const isPseudo = locale === 'en-XA' || locale === 'ar-XB'
  return isPseudo && c.env.MODE !== 'demo' ? null : locale
}

/** Path and query of this page, for its language links. */
export function hereOf<E extends HttpEnv>(c: Context<E>): string {
  const url = new URL(c.req.url)
  return url.pathname + url.search
}

/** Whether the money of this deployment is play money. */
export function modeOf<E extends HttpEnv>(c: Context<E>): 'demo' | 'live' {
  return c.env.MODE === 'live' ? 'live' : 'demo'
}

/** What a shopper sees of a vendor; at the code that was scanned. */
export function stallView(vendor: VendorRow, code: string = vendor.code): StallView {
  const { name, trade, place, emoji, status, currency } = vendor
  return {
    name,
    trade,
    place,
    emoji,
    pictureUrl: pictureUrl(vendor),
    code,
    codeShown: showCode(code),
    status,
    currency: currency as StallView['currency'],
  }
}
