import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Currency } from '../../domain/money/money.ts'
import { CURRENCIES } from '../../domain/money/money.ts'
import { isId } from '../../platform/ids.ts'
import { authenticateMember } from '../../services/access.ts'
import type { Member } from '../../services/access.ts'
import type { VendorRow } from '../../services/directory.ts'
import { vendorById } from '../../services/directory.ts'
import { Problem } from '../http.ts'
import type { HttpEnv } from '../http.ts'

const DAY_S = 24 * 60 * 60
/** The book ends sessions by its own clock; cookies only must not end sooner. */
const VENDOR_COOKIE_S = 90 * DAY_S
/** A wallet has no other way in, so its cookie lives as long as browsers allow. */
const WALLET_COOKIE_S = 400 * DAY_S

const COOKIE = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax', prefix: 'host' } as const

export interface VendorSession {
  vendor: VendorRow
  member: Member
  token: string
}

export interface VendorEnv extends HttpEnv {
  Variables: HttpEnv['Variables'] & { session: VendorSession }
}

/** `<vendor id>.<token>` of the vendor cookie, or null. */
export function vendorCookie<E extends HttpEnv>(
  c: Context<E>,
): { vendorId: string; token: string } | null {
  const [vendorId = '', token = ''] = (getCookie(c, 'vendor', 'host') ?? '').split('.')
  return isId('vendor', vendorId) && token !== '' ? { vendorId, token } : null
}

export function setVendorCookie<E extends HttpEnv>(
  c: Context<E>,
  vendorId: string,
  token: string,
): void {
  setCookie(c, 'vendor', `${vendorId}.${token}`, { ...COOKIE, maxAge: VENDOR_COOKIE_S })
}

export function clearVendorCookie<E extends HttpEnv>(c: Context<E>): void {
  deleteCookie(c, 'vendor', COOKIE)
}

/** Lets only members of a stall through, and says whose phone it is. */
export function requireVendor(): MiddlewareHandler<VendorEnv> {
  return async function requireVendor(c, next) {
    const cookie = vendorCookie(c)
    if (cookie === null) throw new Problem('unauthenticated', 'This phone is not signed in.')
    const { vendorId, token } = cookie
    const [member, vendor] = await Promise.all([
      authenticateMember(c.var.ctx, vendorId, token),
      vendorById(c.var.ctx, vendorId),
    ])
    if (member === null || vendor === null) {
      throw new Problem('unauthenticated', 'This phone is no longer signed in.')
    }
    c.set('session', { vendor, member, token })
    await next()
  }
}

/** The shopper's wallet in a currency, as this browser holds it; null when it has none. */
export function walletCookie(
  c: Context<HttpEnv>,
  currency: Currency,
): { walletId: string; token: string } | null {
  const [walletId = '', token = ''] = (getCookie(c, `wallet-${currency}`, 'host') ?? '').split('.')
  return isId('wallet', walletId) && token !== '' ? { walletId, token } : null
}

/** All wallets of this browser. */
export function walletCookies(
  c: Context<HttpEnv>,
): { currency: Currency; walletId: string; token: string }[] {
  return (Object.keys(CURRENCIES) as Currency[]).flatMap((currency) => {
    const wallet = walletCookie(c, currency)
    return wallet === null ? [] : [{ currency, ...wallet }]
  })
}

export function setWalletCookie(
  c: Context<HttpEnv>,
  currency: Currency,
  { walletId, token }: { walletId: string; token: string },
): void {
  const value = `${walletId}.${token}`
  setCookie(c, `wallet-${currency}`, value, { ...COOKIE, maxAge: WALLET_COOKIE_S })
}
