import type { Context } from 'hono'
import type { Member } from '../../domain/payments/member.ts'
import { showCode } from '../../domain/qr/code.ts'
import type { VendorRow } from '../../services/directory.ts'
import type { HttpEnv } from '../http.ts'

/** Links that belong to a sticker code. */
export function codeLinks(origin: string, code: string) {
  return {
    pay_url: `${origin}/p/${code}`,
    qr_url: `${origin}/q/${code}.svg`,
    poster_url: `${origin}/q/${code}/poster`,
  }
}

/** Where a stall's picture is served; null for a stall that shows its emoji. */
export function pictureUrl(vendor: VendorRow): string | null {
  return vendor.picture === null ? null : `/media/${vendor.picture}`
}

/** Who this phone is, and the stall that it belongs to. */
export function meResource<E extends HttpEnv>(c: Context<E>, vendor: VendorRow, member: Member) {
  return {
    vendor: {
      id: vendor.id,
      code: vendor.code,
      code_shown: showCode(vendor.code),
      name: vendor.name,
      trade: vendor.trade,
      place: vendor.place,
      emoji: vendor.emoji,
      picture_url: pictureUrl(vendor),
      currency: vendor.currency,
      locale: vendor.locale,
      time_zone: vendor.timeZone,
      status: vendor.status,
      status_reason: vendor.statusReason,
    },
    member: { id: member.id, role: member.role, has_passkey: member.hasPasskey },
    mode: c.env.MODE,
    ...codeLinks(c.var.ctx.origin, vendor.code),
  }
}
